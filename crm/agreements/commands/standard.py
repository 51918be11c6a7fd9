"""The standard's text taken back for a clause of a draft that was written otherwise."""

from dataclasses import dataclass
from typing import ClassVar

from crm import model
from crm.agreements import library
from crm.agreements.commands.records import parties, plain
from crm.agreements.commands.text import NewParagraph, add_paragraph, draft_clause, name_at, paragraphs
from crm.agreements.commands.undertakings import forget_lines
from crm.book.records import row_id
from crm.values import Command, Problem, Read, Transaction, Values
from crm.values.ids import ClauseId, Version


@dataclass(frozen=True, slots=True)
class TakeStandard(Command):
    """Gives a clause of a draft the library's heading and paragraphs, for so many parties as there are.

    It keeps its place and its line, and so do as many paragraphs as both have; what the library has not goes.
    """

    label: ClassVar[str] = "undo.take-standard"
    id: ClauseId
    seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        clause = draft_clause(read, self.id)
        if not library.is_standard(clause.standard):
            return [Problem("clause-without-standard", "id", {"name": clause.heading_en or clause.heading_zh})]
        return []

    def apply(self, tx: Transaction) -> None:
        clause = tx.fetch(model.Clause, self.id, self.seen)
        version = tx.fetch(model.AgreementVersion, clause.version_id)
        many = len(parties(tx, version.agreement_id))
        standard = library.for_parties(library.standard(clause.standard), many)
        clause.heading_en, clause.heading_zh = plain(standard.heading_en), plain(standard.heading_zh)
        there = paragraphs(tx, self.id)
        for at, wanted in enumerate(standard.paragraphs):
            if at < len(there):
                row = there[at]
                row.kind, row.text_en, row.text_zh = wanted.kind, plain(wanted.text_en), plain(wanted.text_zh)
            else:
                add_paragraph(tx, row_id(clause), NewParagraph(wanted.kind, wanted.text_en, wanted.text_zh), at)
        gone = there[len(standard.paragraphs) :]
        forget_lines(tx, clause.version_id, {row.line for row in gone})
        for row in gone:
            tx.remove(row)

    def label_values(self, tx: Transaction) -> Values:
        return {"name": name_at(tx, self.id)}
