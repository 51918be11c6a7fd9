"""Two versions of a text, clause by clause and paragraph by paragraph, with the words that changed marked.

Rows in, values out. What bears the same line is the same; the rest is matched by heading and likeness.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from crm.agreements.drafting.marking import Marks, is_reworded, marked
from crm.agreements.drafting.pairing import Pairs, Places, in_reading_order, moved_in, pairs_of
from crm.agreements.drafting.words import words

if TYPE_CHECKING:  # a query answers with these comparisons
    from crm.agreements.queries.rows import ClauseRow, ParagraphRow, TextRow

MOST_WORDS = 400
"""Of a text, for its likeness alone."""


@dataclass(frozen=True, slots=True)
class ComparedParagraph:
    """What became of a paragraph. `was_at`, `now_at`: its place in the whole text, None where it does not stand.

    `moved`: it stands elsewhere among those that both versions have; `from_clause`: the line of the clause that it
    left, if it came from another.
    """

    was_at: int | None
    now_at: int | None
    was: "ParagraphRow | None"
    now: "ParagraphRow | None"
    moved: bool
    english: Marks
    chinese: Marks
    from_clause: str = ""

    @property
    def kind_changed(self) -> bool:
        return self.was is not None and self.now is not None and self.was.kind is not self.now.kind

    @property
    def is_changed(self) -> bool:
        one_sided = self.was is None or self.now is None
        return one_sided or self.moved or self.kind_changed or is_reworded((*self.english, *self.chinese))


@dataclass(frozen=True, slots=True)
class ComparedClause:
    """What became of a clause: no `was`, it was added; no `now`, it was removed. Its paragraphs in reading order."""

    was_at: int | None
    now_at: int | None
    was: "ClauseRow | None"
    now: "ClauseRow | None"
    moved: bool
    heading_en: Marks
    heading_zh: Marks
    paragraphs: tuple[ComparedParagraph, ...]

    @property
    def is_changed(self) -> bool:
        own = self.was is None or self.now is None or self.moved
        headings = is_reworded((*self.heading_en, *self.heading_zh))
        return own or headings or any(paragraph.is_changed for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """A term of the record by its field, or a placeholder by its name with its English and Chinese."""

    name: str
    was: object
    now: object


def compared(was: "TextRow", now: "TextRow") -> tuple[ComparedClause, ...]:
    """All clauses in the order of the later text; those that were removed stand where they stood."""
    return Comparison(was, now).clauses()


def compared_terms(was: Any, now: Any) -> tuple[ComparedValue, ...]:
    """The fields of two TermsRow in which they differ."""
    names = [field.name for field in fields(was)]
    values = [ComparedValue(name, getattr(was, name), getattr(now, name)) for name in names]
    return tuple(value for value in values if value.was != value.now)


def compared_filled(was: "TextRow", now: "TextRow") -> tuple[ComparedValue, ...]:
    """What fills placeholders and differs, by name; None where nothing does."""
    old = {name: (english, chinese) for name, english, chinese in was.filled}
    new = {name: (english, chinese) for name, english, chinese in now.filled}
    values = [ComparedValue(name, old.get(name), new.get(name)) for name in sorted({*old, *new})]
    return tuple(value for value in values if value.was != value.now)


class Comparison:
    """Pairs the clauses, then the paragraphs of both texts wherever they stand."""

    def __init__(self, was: "TextRow", now: "TextRow") -> None:
        self.was, self.now = was, now
        self.old = [(at, row) for at, clause in enumerate(was.clauses) for row in clause.paragraphs]
        self.new = [(at, row) for at, clause in enumerate(now.clauses) for row in clause.paragraphs]
        self.pairs = pairs_of(was.clauses, now.clauses, (line_of, standard_of, heading_of), clause_words)
        old, new = [row for _, row in self.old], [row for _, row in self.new]
        self.paragraph_pairs = pairs_of(old, new, (line_of, text_of), paragraph_words)

    def clauses(self) -> tuple[ComparedClause, ...]:
        moved, parts = moved_in(self.pairs), self.paragraphs()
        order = in_reading_order(len(self.was.clauses), len(self.now.clauses), self.pairs)
        return tuple(self.clause(places, places[0] in moved, parts[places]) for places in order)

    def clause(self, places: Places, moved: bool, paragraphs: Sequence[ComparedParagraph]) -> ComparedClause:
        at, to = places
        was = None if at is None else self.was.clauses[at]
        now = None if to is None else self.now.clauses[to]
        english = marked(was.heading_en if was else "", now.heading_en if now else "")
        chinese = marked(was.heading_zh if was else "", now.heading_zh if now else "")
        return ComparedClause(at, to, was, now, moved, english, chinese, tuple(paragraphs))

    def paragraphs(self) -> Mapping[Places, list[ComparedParagraph]]:
        """By the pair of their clauses; one that went to another clause stands in that."""
        backwards = {to: at for at, to in self.pairs.items()}
        moved = self.moved_paragraphs()
        found: defaultdict[Places, list[ComparedParagraph]] = defaultdict(list)
        for at, to in in_reading_order(len(self.old), len(self.new), self.paragraph_pairs):
            if to is not None:
                clause = self.new[to][0]
                found[backwards.get(clause), clause].append(self.paragraph(at, to, at in moved))
            elif at is not None:
                clause = self.old[at][0]
                found[clause, self.pairs.get(clause)].append(self.paragraph(at, to, False))
        return found

    def paragraph(self, at: int | None, to: int | None, moved: bool) -> ComparedParagraph:
        was = None if at is None else self.old[at][1]
        now = None if to is None else self.new[to][1]
        english = marked(was.text_en if was else "", now.text_en if now else "")
        chinese = marked(was.text_zh if was else "", now.text_zh if now else "")
        away = at is not None and to is not None and not self.stays(at, to)
        left = self.was.clauses[self.old[at][0]].line if at is not None and away else ""
        return ComparedParagraph(at, to, was, now, moved, english, chinese, left)

    def stays(self, at: int, to: int) -> bool:
        return self.pairs.get(self.old[at][0]) == self.new[to][0]

    def moved_paragraphs(self) -> set[int]:
        """Those that left their clause, or their place in it."""
        by_clause: defaultdict[int, Pairs] = defaultdict(dict)
        moved = set[int]()
        for at, to in self.paragraph_pairs.items():
            if self.stays(at, to):
                by_clause[self.old[at][0]][at] = to
            else:
                moved.add(at)
        return moved.union(*(moved_in(pairs) for pairs in by_clause.values()))


def line_of(row: Any) -> str:
    return str(row.line)


def standard_of(clause: "ClauseRow") -> str:
    return clause.standard


def heading_of(clause: "ClauseRow") -> tuple[str, str] | None:
    heading = clause.heading_en.casefold().strip(), clause.heading_zh.strip()
    return heading if any(heading) else None


def text_of(paragraph: "ParagraphRow") -> tuple[str, str] | None:
    return (paragraph.text_en, paragraph.text_zh) if paragraph.text_en or paragraph.text_zh else None


def paragraph_words(paragraph: "ParagraphRow") -> frozenset[str]:
    return words_in(f"{paragraph.text_en} {paragraph.text_zh}")


def clause_words(clause: "ClauseRow") -> frozenset[str]:
    texts = [f"{row.text_en} {row.text_zh}" for row in clause.paragraphs]
    return words_in(" ".join((clause.heading_en, clause.heading_zh, *texts)))


def words_in(text: str) -> frozenset[str]:
    found = [word.casefold() for word in words(text[: 10 * MOST_WORDS]) if word.strip() and word[0].isalnum()]
    return frozenset(found[:MOST_WORDS])
