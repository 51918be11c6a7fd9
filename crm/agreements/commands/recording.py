"""An agreement that already exists: taken over as signed, in one step, with all that is known of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from crm import model
from crm.agreements.commands.copies import NewFile, copy_problems, keep_copy
from crm.agreements.commands.number import number_problems
from crm.agreements.commands.party import NewParty, add_parties, new_party_problems
from crm.agreements.commands.record import record_problems, title_in
from crm.agreements.commands.records import parties, plain
from crm.agreements.commands.signing import NewMark, add_marks, seal_version
from crm.agreements.commands.text import NewClause, add_clause, clause_problems
from crm.agreements.marks import NEEDS
from crm.book.records import future_problems, row_id
from crm.values import Command, Problem, Read, Transaction, Values
from crm.values.enums import MarkKind, MarksRequired
from crm.values.ids import AgreementPartyId


@dataclass(frozen=True, slots=True)
class RecordSigned(Command):
    """Takes over an agreement that was signed before: its parties by rank, its terms, its copy or a reason.

    `number` is its own, if it has one; the series gives none here. `signed_on` is the day of every party's mark.
    `known_on` is since when we know it; empty, since it was signed. Unlike signing it can be undone: nothing happened
    but that it was written down.
    """

    label: ClassVar[str] = "undo.record-signed"
    fields: ClassVar[str | None] = "AgreementFields"
    values: Mapping[str, object]
    terms: Mapping[str, object]
    parties: Sequence[NewParty]
    signed_on: date
    number: str = ""
    signed_copy: NewFile | None = None
    copy_reason: str = ""
    clauses: Sequence[NewClause] = ()
    known_on: date | None = None

    def _terms(self) -> dict[str, object]:
        """Without a day of its own an agreement takes effect when it is signed."""
        return {**self.terms, "effective_on": self.terms.get("effective_on") or self.signed_on}

    def check(self, read: Read) -> list[Problem]:
        problems = record_problems(self.values, self._terms()) + new_party_problems(read, self.parties)
        problems += clause_problems(self.clauses) + copy_problems(self.signed_copy, self.copy_reason)
        problems += future_problems(read, self.signed_on, "signed_on")
        if self.known_on is not None:
            problems += future_problems(read, self.known_on, "known_on")
        return problems + (number_problems(read, self.number.strip()) if self.number.strip() else [])

    def apply(self, tx: Transaction) -> None:
        from crm.model.rules import checked

        known = self.known_on or self.signed_on
        agreement = tx.add(
            model.Agreement(
                number=self.number.strip() or None,
                imported=not self.clauses,
                **checked(model.AgreementFields, self.values),
            )
        )
        version = tx.add(
            model.AgreementVersion(
                agreement_id=row_id(agreement),
                known_on=known,
                copy_on=known,
                copy_reason=plain(self.copy_reason),
                **checked(model.TermFields, self.terms),
            )
        )
        add_parties(tx, row_id(agreement), self.parties)
        for position, clause in enumerate(self.clauses):
            add_clause(tx, row_id(version), clause, position)
        self._mark(tx, row_id(agreement), row_id(version), agreement.requires)
        keep_copy(tx, row_id(version), self.signed_copy)
        seal_version(tx, row_id(version))

    def _mark(self, tx: Transaction, agreement_id: int, version_id: int, requires: MarksRequired) -> None:
        kinds = sorted(NEEDS.get(requires, {MarkKind.SIGNATURE}), key=lambda kind: kind.value)
        for party in parties(tx, agreement_id):
            key = AgreementPartyId(row_id(party))
            add_marks(tx, version_id, [NewMark(key, kind, self.signed_on) for kind in kinds])

    def label_values(self, tx: Transaction) -> Values:
        return {"name": self.number.strip() or title_in(self.values)}
