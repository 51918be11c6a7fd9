"""The text of a version laid out: numbered, placeholders filled, references resolved. For screen and PDF alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from crm.agreements.drafting.numbering import (
    Place,
    clause_number,
    numbered,
    paragraph_places,
    places,
    reference,
    row_number,
)
from crm.agreements.drafting.pieces import Piece, PieceKind, cells, pieces
from crm.agreements.drafting.placeholders import Computed, filled, label
from crm.agreements.queries.rows import AgreementRow, ClauseRow, ParagraphRow, TextRow, VersionRow
from crm.values.enums import Language, ParagraphKind, ReportLanguage


class RunState(Enum):
    """What a stretch of text is: as written, filled in, a placeholder still empty, or a reference to a clause."""

    PLAIN = "plain"
    FILLED = "filled"
    EMPTY = "empty"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class LaidRun:
    """`key`: of FILLED and EMPTY the placeholder's name, of REFERENCE the line it leads to.

    An EMPTY run shows the placeholder's name in words; a reference that leads nowhere is EMPTY with the key `@line`.
    """

    text: str
    bold: bool = False
    state: RunState = RunState.PLAIN
    key: str = ""


Runs = tuple[LaidRun, ...]
Cells = tuple[tuple[Runs, ...], ...]
"""A table: rows of cells of runs. The first row is the head."""


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A paragraph (`1.1`), an item (`(a)`, in Chinese alone `（1）`) or a table, which has no number.

    A language that is not asked for has no runs. Of a table the runs are empty and the cells are set; both languages
    have as many rows and columns, short ones padded with empty cells.
    """

    number: str
    kind: ParagraphKind
    runs_en: Runs
    runs_zh: Runs
    cells_en: Cells = ()
    cells_zh: Cells = ()
    line: str = ""


@dataclass(frozen=True, slots=True)
class LaidClause:
    """`number` is `1`, in Chinese alone `第一条`; it is empty outside the numbering (recitals, closing words).

    Those are printed without their heading, and their rows have no number. A heading is plain text.
    """

    number: str
    heading_en: str
    heading_zh: str
    rows: tuple[LaidRow, ...]
    line: str = ""
    standard: str = ""


def laid(
    row: AgreementRow,
    version: VersionRow,
    text: TextRow,
    language: ReportLanguage,
    computed: Computed | None = None,
) -> tuple[LaidClause, ...]:
    """The clauses as a reader of this language, or of both, sees them. Without `computed` the first end is reckoned."""
    hands = hands_of(row, version, text, language, computed)
    numbers = {clause.line: place for place, clause in numbered(text)}
    return tuple(laid_clause(clause, numbers.get(clause.line), hands, language) for clause in text.clauses)


def hands_of(
    row: AgreementRow,
    version: VersionRow,
    text: TextRow,
    language: ReportLanguage,
    computed: Computed | None = None,
) -> "dict[Language, Hand]":
    """Who writes each language of a version."""
    known = places(text)
    return {
        each: Hand(each, language, known, filled(row, version, text, each, computed)) for each in languages_of(language)
    }


def languages_of(language: ReportLanguage) -> tuple[Language, ...]:
    if language is ReportLanguage.BOTH:
        return (Language.ENGLISH, Language.CHINESE)
    return (Language(language.value),)


@dataclass(frozen=True, slots=True)
class Hand:
    """Writes in one language of one document."""

    language: Language
    document: ReportLanguage
    known: Mapping[str, Place]
    values: Mapping[str, str]

    def runs(self, text: str) -> Runs:
        found: list[LaidRun] = []
        for piece in pieces(text):
            if piece.kind is PieceKind.TEXT:
                found.append(LaidRun(piece.text, piece.bold))
            elif piece.kind is PieceKind.PLACEHOLDER:
                found.append(self.placeholder(piece))
            else:
                found.append(self.reference(piece, opens_sentence(found)))
        return tuple(found)

    def plain(self, text: str) -> str:
        return "".join(run.text for run in self.runs(text))

    def placeholder(self, piece: Piece) -> LaidRun:
        if value := self.values.get(piece.text, ""):
            return LaidRun(value, piece.bold, RunState.FILLED, piece.text)
        return LaidRun(label(piece.text, self.language), piece.bold, RunState.EMPTY, piece.text)

    def reference(self, piece: Piece, opens: bool) -> LaidRun:
        place = self.known.get(piece.text)
        if place is None:
            nowhere = "clause ?" if self.language is Language.ENGLISH else "第？条"
            return LaidRun(nowhere, piece.bold, RunState.EMPTY, f"@{piece.text}")
        words = reference(place, self.language, self.document)
        return LaidRun(words[0].upper() + words[1:] if opens else words, piece.bold, RunState.REFERENCE, piece.text)


def opens_sentence(before: Sequence[LaidRun]) -> bool:
    written = "".join(run.text for run in before).rstrip()
    return not written or written.endswith((".", "。"))


def laid_clause(
    clause: ClauseRow, place: Place | None, hands: Mapping[Language, Hand], language: ReportLanguage
) -> LaidClause:
    headings = {Language.ENGLISH: clause.heading_en, Language.CHINESE: clause.heading_zh}
    said = {each: hand.plain(headings[each]) for each, hand in hands.items()}
    inside = paragraph_places(place, clause) if place else {}
    return LaidClause(
        number=clause_number(place, language) if place else "",
        heading_en=said.get(Language.ENGLISH, ""),
        heading_zh=said.get(Language.CHINESE, ""),
        rows=tuple(laid_row(paragraph, inside.get(paragraph.line), hands, language) for paragraph in clause.paragraphs),
        line=clause.line,
        standard=clause.standard,
    )


def laid_row(
    paragraph: ParagraphRow, place: Place | None, hands: Mapping[Language, Hand], language: ReportLanguage
) -> LaidRow:
    if paragraph.kind is ParagraphKind.TABLE:
        return laid_table(paragraph, hands)
    english, chinese = hands.get(Language.ENGLISH), hands.get(Language.CHINESE)
    return LaidRow(
        number=row_number(place, language) if place else "",
        kind=paragraph.kind,
        runs_en=english.runs(paragraph.text_en) if english else (),
        runs_zh=chinese.runs(paragraph.text_zh) if chinese else (),
        line=paragraph.line,
    )


def laid_table(paragraph: ParagraphRow, hands: Mapping[Language, Hand]) -> LaidRow:
    written = {Language.ENGLISH: cells(paragraph.text_en), Language.CHINESE: cells(paragraph.text_zh)}
    tables = {each: written[each] for each in hands}
    high = max(len(table) for table in tables.values())
    wide = max((len(line) for table in tables.values() for line in table), default=0)
    whole = {each: laid_cells(padded(table, high, wide), hands[each]) for each, table in tables.items()}
    return LaidRow(
        number="",
        kind=ParagraphKind.TABLE,
        runs_en=(),
        runs_zh=(),
        cells_en=whole.get(Language.ENGLISH, ()),
        cells_zh=whole.get(Language.CHINESE, ()),
        line=paragraph.line,
    )


def laid_cells(table: Sequence[Sequence[str]], hand: Hand) -> Cells:
    return tuple(tuple(hand.runs(cell) for cell in line) for line in table)


def padded(table: Sequence[Sequence[str]], high: int, wide: int) -> list[list[str]]:
    lines = [*table, *[[]] * (high - len(table))]
    return [[*line, *[""] * (wide - len(line))] for line in lines]
