"""The text of a version: its clauses in order, their paragraphs in two languages, and what fills placeholders."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from crm import model
from crm.agreements.commands.records import (
    draft_version,
    name_of_version,
    place,
    plain,
    position_problems,
    remove_all,
    text_problems,
)
from crm.book.records import matching, row_id
from crm.values import Command, Message, Problem, Read, Transaction, Values
from crm.values.enums import Language, ParagraphKind
from crm.values.ids import AgreementVersionId, ClauseId, ParagraphId, Version

if TYPE_CHECKING:
    from crm.model import Clause, Paragraph

LONGEST_PARAGRAPH = 20_000
LONGEST_HEADING = 300
MOST_CLAUSES = 300
MOST_PARAGRAPHS = 300
PLACEHOLDER = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,59}")


@dataclass(frozen=True, slots=True)
class NewParagraph:
    kind: ParagraphKind = ParagraphKind.TEXT
    text_en: str = ""
    text_zh: str = ""
    line: str = ""
    """Where others refer to it: a ULID of its own; empty, the book gives one."""


@dataclass(frozen=True, slots=True)
class NewClause:
    """A clause with its text. `standard` is its key in the clause library; `line` as of a paragraph."""

    standard: str = ""
    heading_en: str = ""
    heading_zh: str = ""
    paragraphs: Sequence[NewParagraph] = ()
    line: str = ""


def clause_problems(clauses: Sequence[NewClause]) -> list[Problem]:
    problems = [] if len(clauses) <= MOST_CLAUSES else [Problem("clauses-too-many", "clauses", {"most": MOST_CLAUSES})]
    for clause in clauses:
        problems += text_problems("heading_en", clause.heading_en, LONGEST_HEADING)
        problems += text_problems("heading_zh", clause.heading_zh, LONGEST_HEADING)
        if len(clause.paragraphs) > MOST_PARAGRAPHS:
            problems.append(Problem("paragraphs-too-many", "clauses", {"most": MOST_PARAGRAPHS}))
        for paragraph in clause.paragraphs:
            problems += paragraph_problems(paragraph)
    return problems


def paragraph_problems(paragraph: NewParagraph) -> list[Problem]:
    problems = text_problems("text_en", paragraph.text_en, LONGEST_PARAGRAPH)
    return problems + text_problems("text_zh", paragraph.text_zh, LONGEST_PARAGRAPH)


def add_clause(tx: Transaction, version_id: int, new: NewClause, position: int) -> "Clause":
    clause = tx.add(
        model.Clause(
            version_id=version_id,
            line=new.line or tx.new_uid(),
            standard=new.standard,
            position=position,
            heading_en=plain(new.heading_en),
            heading_zh=plain(new.heading_zh),
        )
    )
    for at, paragraph in enumerate(new.paragraphs):
        add_paragraph(tx, row_id(clause), paragraph, at)
    return clause


def add_paragraph(tx: Transaction, clause_id: int, new: NewParagraph, position: int) -> "Paragraph":
    return tx.add(
        model.Paragraph(
            clause_id=clause_id,
            line=new.line or tx.new_uid(),
            position=position,
            kind=new.kind,
            text_en=plain(new.text_en),
            text_zh=plain(new.text_zh),
        )
    )


def copy_text(tx: Transaction, from_version: int, to_version: int) -> None:
    """Clauses and what fills their placeholders, each under the line that it had."""
    for clause in clauses(tx, from_version):
        add_clause(tx, to_version, as_new(tx, clause), clause.position)
    for filled in matching(tx, model.PlaceholderValue, version_id=from_version):
        tx.add(
            model.PlaceholderValue(
                version_id=to_version, name=filled.name, text_en=filled.text_en, text_zh=filled.text_zh
            )
        )


def as_new(read: Read, clause: "Clause") -> NewClause:
    return NewClause(
        clause.standard,
        clause.heading_en,
        clause.heading_zh,
        tuple(NewParagraph(row.kind, row.text_en, row.text_zh, row.line) for row in paragraphs(read, row_id(clause))),
        clause.line,
    )


def clauses(read: Read, version_id: int) -> list["Clause"]:
    rows = matching(read, model.Clause, version_id=version_id)
    return sorted(rows, key=lambda row: (row.position, row.id or 0))


def paragraphs(read: Read, clause_id: int) -> list["Paragraph"]:
    rows = matching(read, model.Paragraph, clause_id=clause_id)
    return sorted(rows, key=lambda row: (row.position, row.id or 0))


def remove_clause(tx: Transaction, clause: "Clause") -> None:
    remove_all(tx, model.Paragraph, clause_id=row_id(clause))
    tx.remove(clause)


def draft_clause(read: Read, key: int, field: str = "id") -> "Clause":
    clause = read.fetch(model.Clause, key)
    draft_version(read, clause.version_id, field)
    return clause


def draft_paragraph(read: Read, key: int) -> "Paragraph":
    paragraph = read.fetch(model.Paragraph, key)
    draft_clause(read, paragraph.clause_id)
    return paragraph


def name_at(read: Read, clause_id: int) -> str | Message:
    return name_of_version(read, read.fetch(model.Clause, clause_id).version_id)


@dataclass(frozen=True, slots=True)
class AddClause(Command):
    """Adds a clause to a draft, before the one at `position`, or at the end."""

    label: ClassVar[str] = "undo.add-clause"
    version_id: AgreementVersionId
    clause: NewClause = NewClause()
    position: int | None = None

    def check(self, read: Read) -> list[Problem]:
        draft_version(read, self.version_id)
        problems = clause_problems([self.clause]) + position_problems(self.position)
        if len(clauses(read, self.version_id)) >= MOST_CLAUSES:
            problems.append(Problem("clauses-too-many", "version_id", {"most": MOST_CLAUSES}))
        return problems

    def apply(self, tx: Transaction) -> None:
        there = clauses(tx, self.version_id)
        place(there, add_clause(tx, self.version_id, self.clause, len(there)), self.position)

    def label_values(self, tx: Transaction) -> Values:
        return {"name": name_of_version(tx, self.version_id)}


@dataclass(frozen=True, slots=True)
class AddClauses(Command):
    """Adds many clauses to a draft in one step, such as the whole text of a template, at `position` or at the end."""

    label: ClassVar[str] = "undo.add-clauses"
    version_id: AgreementVersionId
    clauses: Sequence[NewClause]
    position: int | None = None

    def check(self, read: Read) -> list[Problem]:
        draft_version(read, self.version_id)
        if not self.clauses:
            return [Problem("nothing-chosen", field="clauses")]
        problems = clause_problems(self.clauses) + position_problems(self.position)
        if len(clauses(read, self.version_id)) + len(self.clauses) > MOST_CLAUSES:
            problems.append(Problem("clauses-too-many", "clauses", {"most": MOST_CLAUSES}))
        return problems

    def apply(self, tx: Transaction) -> None:
        there = clauses(tx, self.version_id)
        at = len(there) if self.position is None else min(self.position, len(there))
        made = [
            add_clause(tx, self.version_id, clause, len(there) + number) for number, clause in enumerate(self.clauses)
        ]
        for number, row in enumerate([*there[:at], *made, *there[at:]]):
            if row.position != number:
                row.position = number

    def label_values(self, tx: Transaction) -> Values:
        return {"n": len(self.clauses), "name": name_of_version(tx, self.version_id)}


@dataclass(frozen=True, slots=True)
class EditClause(Command):
    """Sets the heading of a clause in one language, if it still is what was seen."""

    label: ClassVar[str] = "undo.edit-clause"
    id: ClauseId
    language: Language
    was: str
    now: str

    def check(self, read: Read) -> list[Problem]:
        from crm.book.edits import field_changed

        clause = draft_clause(read, self.id)
        column = f"heading_{self.language.value}"
        problems = text_problems(column, self.now, LONGEST_HEADING)
        if getattr(clause, column) != self.was:
            problems.append(field_changed(read, clause, column, self.was))
        return problems

    def apply(self, tx: Transaction) -> None:
        setattr(tx.fetch(model.Clause, self.id), f"heading_{self.language.value}", plain(self.now))

    def label_values(self, tx: Transaction) -> Values:
        return {"name": name_at(tx, self.id)}

    def merges_as(self) -> str | None:
        return f"clause.{self.id}.{self.language.value}"


@dataclass(frozen=True, slots=True)
class MoveClause(Command):
    """Moves a clause to another place in its version; 0 is the first."""

    label: ClassVar[str] = "undo.move-clause"
    id: ClauseId
    position: int

    def check(self, read: Read) -> list[Problem]:
        draft_clause(read, self.id)
        return position_problems(self.position)

    def apply(self, tx: Transaction) -> None:
        clause = tx.fetch(model.Clause, self.id)
        place(clauses(tx, clause.version_id), clause, self.position)

    def label_values(self, tx: Transaction) -> Values:
        return {"name": name_at(tx, self.id)}


@dataclass(frozen=True, slots=True)
class RemoveClause(Command):
    """Takes a clause with its paragraphs out of a draft."""

    label: ClassVar[str] = "undo.remove-clause"
    id: ClauseId
    seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        draft_clause(read, self.id)
        return []

    def apply(self, tx: Transaction) -> None:
        clause = tx.fetch(model.Clause, self.id, self.seen)
        others = [row for row in clauses(tx, clause.version_id) if row is not clause]
        remove_clause(tx, clause)
        if others:
            place(others, others[0], 0)


@dataclass(frozen=True, slots=True)
class AddParagraph(Command):
    """Adds a paragraph to a clause, before the one at `position`, or at the end."""

    label: ClassVar[str] = "undo.add-paragraph"
    clause_id: ClauseId
    paragraph: NewParagraph = NewParagraph()
    position: int | None = None

    def check(self, read: Read) -> list[Problem]:
        draft_clause(read, self.clause_id, "clause_id")
        problems = paragraph_problems(self.paragraph) + position_problems(self.position)
        if len(paragraphs(read, self.clause_id)) >= MOST_PARAGRAPHS:
            problems.append(Problem("paragraphs-too-many", "clause_id", {"most": MOST_PARAGRAPHS}))
        return problems

    def apply(self, tx: Transaction) -> None:
        there = paragraphs(tx, self.clause_id)
        place(there, add_paragraph(tx, self.clause_id, self.paragraph, len(there)), self.position)

    def label_values(self, tx: Transaction) -> Values:
        return {"name": name_at(tx, self.clause_id)}


@dataclass(frozen=True, slots=True)
class EditParagraph(Command):
    """Sets the text of a paragraph in one language, if it still is what was seen."""

    label: ClassVar[str] = "undo.edit-paragraph"
    id: ParagraphId
    language: Language
    was: str
    now: str

    def check(self, read: Read) -> list[Problem]:
        from crm.book.edits import field_changed

        paragraph = draft_paragraph(read, self.id)
        column = f"text_{self.language.value}"
        problems = text_problems(column, self.now, LONGEST_PARAGRAPH)
        if getattr(paragraph, column) != self.was:
            problems.append(field_changed(read, paragraph, column, self.was))
        return problems

    def apply(self, tx: Transaction) -> None:
        setattr(tx.fetch(model.Paragraph, self.id), f"text_{self.language.value}", plain(self.now))

    def label_values(self, tx: Transaction) -> Values:
        return {"name": name_at(tx, tx.fetch(model.Paragraph, self.id).clause_id)}

    def merges_as(self) -> str | None:
        return f"paragraph.{self.id}.{self.language.value}"


@dataclass(frozen=True, slots=True)
class SetParagraphKind(Command):
    """Makes a paragraph an item of a list, a table, or plain text again."""

    label: ClassVar[str] = "undo.set-paragraph-kind"
    id: ParagraphId
    kind_now: ParagraphKind

    def check(self, read: Read) -> list[Problem]:
        draft_paragraph(read, self.id)
        return []

    def apply(self, tx: Transaction) -> None:
        tx.fetch(model.Paragraph, self.id).kind = self.kind_now

    def label_values(self, tx: Transaction) -> Values:
        return {"kind": self.kind_now, "name": name_at(tx, tx.fetch(model.Paragraph, self.id).clause_id)}


@dataclass(frozen=True, slots=True)
class MoveParagraph(Command):
    """Moves a paragraph to another place, in its clause or in another one of the version; 0 is the first."""

    label: ClassVar[str] = "undo.move-paragraph"
    id: ParagraphId
    position: int
    clause_id: ClauseId | None = None

    def check(self, read: Read) -> list[Problem]:
        paragraph = draft_paragraph(read, self.id)
        if self.clause_id is not None:
            goal = read.fetch(model.Clause, self.clause_id)
            if goal.version_id != read.fetch(model.Clause, paragraph.clause_id).version_id:
                return [Problem("clause-of-another", "clause_id")]
        return position_problems(self.position)

    def apply(self, tx: Transaction) -> None:
        paragraph = tx.fetch(model.Paragraph, self.id)
        left = paragraph.clause_id
        goal = left if self.clause_id is None else self.clause_id
        place(paragraphs(tx, goal), paragraph, self.position)
        if goal != left:
            paragraph.clause_id = goal
            tx.session.flush()
            rest = paragraphs(tx, left)
            if rest:
                place(rest, rest[0], 0)

    def label_values(self, tx: Transaction) -> Values:
        return {"name": name_at(tx, tx.fetch(model.Paragraph, self.id).clause_id)}


@dataclass(frozen=True, slots=True)
class RemoveParagraph(Command):
    """Takes a paragraph out of its clause."""

    label: ClassVar[str] = "undo.remove-paragraph"
    id: ParagraphId
    seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        draft_paragraph(read, self.id)
        return []

    def apply(self, tx: Transaction) -> None:
        paragraph = tx.fetch(model.Paragraph, self.id, self.seen)
        rest = [row for row in paragraphs(tx, paragraph.clause_id) if row is not paragraph]
        tx.remove(paragraph)
        if rest:
            place(rest, rest[0], 0)


@dataclass(frozen=True, slots=True)
class FillPlaceholder(Command):
    """Says what stands for a placeholder in a draft, in each language. Both empty: nothing does."""

    label: ClassVar[str] = "undo.fill-placeholder"
    version_id: AgreementVersionId
    name: str
    text_en: str = ""
    text_zh: str = ""

    def check(self, read: Read) -> list[Problem]:
        draft_version(read, self.version_id)
        problems = paragraph_problems(NewParagraph(text_en=self.text_en, text_zh=self.text_zh))
        if not PLACEHOLDER.fullmatch(self.name):
            problems.append(Problem("placeholder-name-wrong", "name", {"given": self.name[:80]}))
        return problems

    def apply(self, tx: Transaction) -> None:
        found = matching(tx, model.PlaceholderValue, version_id=self.version_id, name=self.name)
        english, chinese = plain(self.text_en), plain(self.text_zh)
        if not english and not chinese:
            remove_all(tx, model.PlaceholderValue, version_id=self.version_id, name=self.name)
        elif found:
            found[0].text_en, found[0].text_zh = english, chinese
        else:
            tx.add(model.PlaceholderValue(version_id=self.version_id, name=self.name, text_en=english, text_zh=chinese))

    def label_values(self, tx: Transaction) -> Values:
        return {"field": self.name, "name": name_of_version(tx, self.version_id)}

    def merges_as(self) -> str | None:
        return f"placeholder.{self.version_id}.{self.name}"
