"""How an agreement is set: its styles, its columns, and its words in the order of the columns. DOCUMENTS.md."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crm.agreements.drafting.laid import LaidRow, LaidRun, Runs, RunState
from crm.documents.agreement_content import AgreementPaper, Pair
from crm.documents.look import AMBER, CELL, CELL_HEAD, INK_2, JADE, REGULAR, SEMIBOLD, Style
from crm.documents.page import TEXT_WIDTH
from crm.documents.paragraphs import Block, Piece, paragraph, width_of_line
from crm.values.enums import Language

CHINESE_COLUMN, ENGLISH_COLUMN, GUTTER = 196.0, 241.28, 19.0
NUMBER_BESIDE_TWO, NUMBER_ALONE = 25.0, 34.0
NUMBERED = re.compile(r"\b(Clauses?|Schedules?|Party|Article|Section) (?=[0-9A-Z]\b|\d)", re.IGNORECASE)
GAP = "\u2002"
"""Between the Chinese and the English of one line."""

TITLE_ZH = Style(27, 38, SEMIBOLD, serif=True, chinese=True, together=True)
TITLE_EN = Style(18, 28, ink=INK_2, serif=True, chinese=False, together=True)
TITLE_ALONE = Style(17, 26, SEMIBOLD, serif=True, together=True)
SCHEDULE = Style(14, 20, SEMIBOLD, serif=True, together=True)
SCHEDULE_BELOW = Style(12, 18, ink=INK_2, serif=True, together=True)
COLUMN_HEAD = Style(7.4, 12, ink=INK_2)
BESIDE_TWO = Style(9.3, 14, serif=True)
CHINESE_ALONE = Style(10, 17, serif=True, chinese=True)
ENGLISH_ALONE = Style(10, 15, serif=True, chinese=False)
HEADING_SIZE, HEADING_SIZE_ALONE = 10.5, 11.2
BETWEEN_ROWS, BETWEEN_ITEMS, BEFORE_HEADING, AFTER_HEADING = 7.0, 3.0, 14.0, 6.0


@dataclass(frozen=True, slots=True)
class Column:
    """A language's place: its left edge from the margin, and its width."""

    language: Language
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Setting:
    """The paper and how its languages stand on the page."""

    paper: AgreementPaper
    columns: tuple[Column, ...]

    @classmethod
    def of(cls, paper: AgreementPaper) -> "Setting":
        languages = paper.columns
        if len(languages) == 1:
            return cls(paper, (Column(languages[0], NUMBER_ALONE, TEXT_WIDTH - NUMBER_ALONE),))
        widths = {Language.CHINESE: CHINESE_COLUMN, Language.ENGLISH: ENGLISH_COLUMN}
        left = Column(languages[0], NUMBER_BESIDE_TWO, widths[languages[0]])
        return cls(paper, (left, Column(languages[1], left.x + left.width + GUTTER, widths[languages[1]])))

    @property
    def languages(self) -> tuple[Language, ...]:
        return self.paper.columns

    @property
    def is_bilingual(self) -> bool:
        return len(self.columns) == 2

    @property
    def is_chinese_alone(self) -> bool:
        return self.languages == (Language.CHINESE,)

    @property
    def left(self) -> float:
        """Where the text begins, right of the numbers."""
        return self.columns[0].x

    def body(self, language: Language) -> Style:
        if not self.is_bilingual:
            return CHINESE_ALONE if language is Language.CHINESE else ENGLISH_ALONE
        return spoken(BESIDE_TWO, language)

    def heading(self, language: Language) -> Style:
        size = HEADING_SIZE if self.is_bilingual else HEADING_SIZE_ALONE
        return replace(self.body(language), size=size, weight=SEMIBOLD)

    @property
    def heading_number(self) -> Style:
        return self.heading(self.languages[0]).inked(JADE, SEMIBOLD)

    @property
    def number(self) -> Style:
        body = self.body(self.languages[0])
        return replace(body, size=body.size * 0.92, ink=INK_2, chinese=False)

    def cell(self, language: Language, head: bool = False) -> Style:
        style = CELL_HEAD if head else CELL
        return replace(spoken(style, language), serif=True)

    def each(self, pair: Pair) -> list[str]:
        """The text in each language of the paper, left to right; once where both say the same."""
        return list(dict.fromkeys(pair.in_(language) for language in self.languages))

    def inline(self, pair: Pair, between: str = GAP) -> str:
        return between.join(self.each(pair))

    def pieces(self, pair: Pair, style: Style) -> list[Piece]:
        """Both languages on one line, each by the rules of its own script."""
        found: list[Piece] = []
        for language, text in zip(self.languages, self.each(pair), strict=False):
            gap = [Piece(GAP, spoken(style, Language.ENGLISH))] if found else []
            found += [*gap, Piece(text, spoken(style, language))]
        return found

    def stacked(self, pair: Pair, style: Style) -> list[Block]:
        texts = zip(self.languages, self.each(pair), strict=False)
        return [paragraph(text, spoken(style, language)) for language, text in texts if text]

    def fitting(self, pair: Pair, style: Style, room: float) -> list[Block]:
        """On one line where both have room, one below the other where not."""
        pieces = self.pieces(pair, style)
        if sum(width_of_line(piece.text, piece.style) for piece in pieces) <= room:
            return [paragraph(pieces, style)]
        return self.stacked(pair, style)


def spoken(style: Style, language: Language) -> Style:
    return replace(style, chinese=language is Language.CHINESE)


def runs_in(row: LaidRow, language: Language) -> Runs:
    return row.runs_zh if language is Language.CHINESE else row.runs_en


def pieces_of(runs: Sequence[LaidRun], style: Style) -> list[Piece]:
    """Runs as they are set: bold, and what is still empty in amber over a dashed line. “clause 2” is never parted."""
    return [Piece(NUMBERED.sub("\\1\u00a0", run.text), run_style(run, style)) for run in runs] or [Piece("", style)]


def run_style(run: LaidRun, style: Style) -> Style:
    weight = SEMIBOLD if run.bold else style.weight
    if run.state is RunState.EMPTY:
        return replace(style, ink=AMBER, weight=weight, dashed=True)
    return replace(style, weight=weight)


def placeholder(text: str, style: Style) -> Piece:
    return Piece(text, replace(style, ink=AMBER, weight=REGULAR, dashed=True))
