"""Pasting from a word processor into a draft: paragraphs and clauses in the column of one language, one step."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from crm import model
from crm.agreements.commands.records import plain, text_problems
from crm.agreements.commands.text import (
    LONGEST_PARAGRAPH,
    MOST_CLAUSES,
    MOST_PARAGRAPHS,
    NewClause,
    NewParagraph,
    add_clause,
    add_paragraph,
    clause_problems,
    clauses,
    draft_clause,
    draft_paragraph,
    name_at,
    paragraphs,
)
from crm.agreements.drafting.pasting import PastedClause, PastedParagraph
from crm.values import Command, Problem, Read, Transaction, Values
from crm.values.enums import Language, ParagraphKind
from crm.values.ids import ParagraphId

if TYPE_CHECKING:
    from crm.model import Clause, Paragraph


@dataclass(frozen=True, slots=True)
class PasteText(Command):
    """Puts pasted clauses in the place of what is chosen (`start` to `end`) of a paragraph in one language.

    What has no heading goes on in the clause: its first paragraph joins the text before the caret, the next ones fill
    those below that are empty in this language, in their order, or come between. Each heading begins a clause after
    it. What stood behind the caret stands behind what was pasted.
    """

    label: ClassVar[str] = "undo.paste-text"
    id: ParagraphId
    language: Language
    was: str
    start: int
    end: int
    clauses: Sequence[NewClause]

    def check(self, read: Read) -> list[Problem]:
        from crm.book.edits import field_changed

        paragraph = draft_paragraph(read, self.id)
        clause = draft_clause(read, paragraph.clause_id)
        if not any(each.paragraphs or self.heading_of(each) for each in self.clauses):
            return [Problem("nothing-chosen", field="clauses")]
        column = self.column
        if getattr(paragraph, column) != plain(self.was):
            return [field_changed(read, paragraph, column, self.was)]
        below, new = self.parts()
        problems = clause_problems(self.clauses)
        problems += text_problems(column, self.joined(below[0].text if below else ""), LONGEST_PARAGRAPH)
        if len(paragraphs(read, paragraph.clause_id)) + len(below) > MOST_PARAGRAPHS:
            problems.append(Problem("paragraphs-too-many", "clauses", {"most": MOST_PARAGRAPHS}))
        if len(clauses(read, clause.version_id)) + len(new) > MOST_CLAUSES:
            problems.append(Problem("clauses-too-many", "clauses", {"most": MOST_CLAUSES}))
        return problems

    @property
    def column(self) -> str:
        return f"text_{self.language.value}"

    def heading_of(self, clause: NewClause) -> str:
        return clause.heading_en if self.language is Language.ENGLISH else clause.heading_zh

    def parts(self) -> tuple[list["Worded"], list[NewClause]]:
        """What goes on in the clause, and the clauses after it."""
        first = self.clauses[0]
        goes_on = not self.heading_of(first)
        said = [Worded(row.kind, row.text_en or row.text_zh) for row in first.paragraphs] if goes_on else []
        return said, list(self.clauses[1:] if goes_on else self.clauses)

    def joined(self, text: str) -> str:
        return self.was[: self.start] + text

    def apply(self, tx: Transaction) -> None:
        paragraph = draft_paragraph(tx, self.id)
        clause = draft_clause(tx, paragraph.clause_id)
        below, new = self.parts()
        rest = self.was[self.end :]
        if rest.strip() and new:
            new[-1] = with_rest(new[-1], rest, self.language)
        elif rest.strip():
            below = put_behind(below, rest)
        self.write_below(tx, paragraph, self.write_first(paragraph, below))
        self.write_clauses(tx, clause, new)

    def write_first(self, paragraph: "Paragraph", below: "list[Worded]") -> "list[Worded]":
        """An empty paragraph becomes what was pasted, an item or a table too. Gives what comes below."""
        before, other = self.was[: self.start].strip(), self.other(paragraph)
        table = bool(below) and below[0].kind is ParagraphKind.TABLE
        if not below or (table and (before or (other and paragraph.kind is not ParagraphKind.TABLE))):
            setattr(paragraph, self.column, plain(self.joined("")))
            return below
        if not before and not other:
            paragraph.kind = below[0].kind
        setattr(paragraph, self.column, plain(self.joined(below[0].text)))
        return below[1:]

    def other(self, paragraph: "Paragraph") -> str:
        return paragraph.text_zh if self.language is Language.ENGLISH else paragraph.text_en

    def write_below(self, tx: Transaction, paragraph: "Paragraph", below: "Sequence[Worded]") -> None:
        there = paragraphs(tx, paragraph.clause_id)
        at = there.index(paragraph) + 1
        for row in below:
            waiting = there[at] if at < len(there) else None
            if waiting is not None and waiting.kind is row.kind and not getattr(waiting, self.column):
                setattr(waiting, self.column, plain(row.text))
            else:
                there.insert(at, add_paragraph(tx, paragraph.clause_id, row.as_new(self.language), len(there)))
            at += 1
        count_anew(there)

    def write_clauses(self, tx: Transaction, clause: "Clause", new: Sequence[NewClause]) -> None:
        there = clauses(tx, clause.version_id)
        at = there.index(clause) + 1
        made = [add_clause(tx, clause.version_id, each, len(there) + number) for number, each in enumerate(new)]
        count_anew([*there[:at], *made, *there[at:]])

    def label_values(self, tx: Transaction) -> Values:
        return {"name": name_at(tx, tx.fetch(model.Paragraph, self.id).clause_id)}


@dataclass(frozen=True, slots=True)
class Worded:
    kind: ParagraphKind
    text: str

    def as_new(self, language: Language) -> NewParagraph:
        english = language is Language.ENGLISH
        return NewParagraph(self.kind, self.text if english else "", "" if english else self.text)


def put_behind(rows: list[Worded], rest: str) -> list[Worded]:
    if rows and rows[-1].kind is not ParagraphKind.TABLE:
        return [*rows[:-1], replace(rows[-1], text=rows[-1].text + rest)]
    return [*rows, Worded(ParagraphKind.TEXT, rest)]


def with_rest(clause: NewClause, rest: str, language: Language) -> NewClause:
    rows = put_behind([Worded(row.kind, row.text_en or row.text_zh) for row in clause.paragraphs], rest)
    return replace(clause, paragraphs=tuple(row.as_new(language) for row in rows))


def count_anew(rows: "Sequence[Clause | Paragraph]") -> None:
    for position, row in enumerate(rows):
        if row.position != position:
            row.position = position


def as_clauses(pasted: Sequence[PastedClause], language: Language) -> tuple[NewClause, ...]:
    """What was read off the clipboard, in the column of a language."""
    return tuple(as_clause(clause, language) for clause in pasted)


def as_clause(pasted: PastedClause, language: Language) -> NewClause:
    english = language is Language.ENGLISH
    rows = tuple(paragraph_of(row, language) for row in pasted.paragraphs)
    return NewClause("", pasted.heading if english else "", "" if english else pasted.heading, rows)


def paragraph_of(row: PastedParagraph, language: Language) -> NewParagraph:
    return Worded(row.kind, row.text).as_new(language)
