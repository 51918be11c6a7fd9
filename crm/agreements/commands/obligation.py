"""Obligations and milestones: who owes whom what by when, in a draft; what has become of each is `outcome`'s."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from crm import model
from crm.agreements.commands.goal import said_problems
from crm.agreements.commands.records import draft_version, fields_with, name_of_version, party_problems, remove_all
from crm.agreements.commands.undertakings import (
    checked_values,
    count_problems,
    field_edit_problems,
    label_of,
    line_problems,
    next_position,
    set_field,
)
from crm.agreements.duties import duty_problems
from crm.values import Command, Message, Problem, Read, Transaction, Values
from crm.values.ids import AgreementPartyId, AgreementVersionId, ObligationId, Version

PARTIES = ("debtor_id", "creditor_id")


def sides_problems(read: Read, version_id: int, debtor_id: int, creditor_id: int | None) -> list[Problem]:
    """Two parties of this agreement; nobody owes themselves."""
    agreement_id = read.fetch(model.AgreementVersion, version_id).agreement_id
    problems = party_problems(read, agreement_id, debtor_id, "debtor_id")
    problems += party_problems(read, agreement_id, creditor_id, "creditor_id")
    return problems + ([Problem("debtor-is-creditor", "creditor_id")] if debtor_id == creditor_id else [])


def obligation_problems(values: Mapping[str, object]) -> list[Problem]:
    problems: list[Problem] = model.problems_of(model.ObligationFields, values)
    return problems or said_problems(values) + duty_problems(model.ObligationFields.model_validate(dict(values)))


@dataclass(frozen=True, slots=True)
class AddObligation(Command):
    """Adds what one party owes: once, again and again, or after an event. With `acceptance` it is a milestone.

    No creditor means all other parties; `line` is the clause that says so.
    """

    label: ClassVar[str] = "undo.add-obligation"
    fields: ClassVar[str | None] = "ObligationFields"
    version_id: AgreementVersionId
    debtor_id: AgreementPartyId
    values: Mapping[str, object]
    creditor_id: AgreementPartyId | None = None
    line: str = ""

    def check(self, read: Read) -> list[Problem]:
        draft_version(read, self.version_id)
        problems = sides_problems(read, self.version_id, self.debtor_id, self.creditor_id)
        problems += obligation_problems(self.values) + line_problems(read, self.version_id, self.line)
        return problems + count_problems(read, "Obligation", self.version_id)

    def apply(self, tx: Transaction) -> None:
        tx.add(
            model.Obligation(
                version_id=self.version_id,
                debtor_id=self.debtor_id,
                creditor_id=self.creditor_id,
                line=self.line,
                position=next_position(tx, model.Obligation, self.version_id),
                **checked_values(model.ObligationFields, self.values),
            )
        )

    def label_values(self, tx: Transaction) -> Values:
        return {"name": name_of_version(tx, self.version_id)}


def side_of(value: object) -> int | None:
    """The key of a party as a face gives it. Raises ValueError."""
    return None if value in (None, "") else int(str(value))


@dataclass(frozen=True, slots=True)
class EditObligation(Command):
    """Sets one field of an obligation of a draft, its debtor, its creditor or its clause (`line`), if still as seen."""

    label: ClassVar[str] = "undo.edit-obligation"
    id: ObligationId
    field: str
    was: object
    now: object

    def check(self, read: Read) -> list[Problem]:
        row = read.fetch(model.Obligation, self.id)
        if self.field in PARTIES:
            return self._party_problems(read, row)
        problems = field_edit_problems(read, model.ObligationFields, row, self.field, self.was, self.now)
        if problems or self.field == "line":
            return problems
        after = fields_with(row, model.ObligationFields, **{self.field: self.now})
        return said_problems({"text_en": after.text_en, "text_zh": after.text_zh}) + duty_problems(after)

    def _party_problems(self, read: Read, row: Any) -> list[Problem]:
        from crm.book.edits import field_changed

        draft_version(read, row.version_id, "id")
        try:
            now = side_of(self.now)
        except ValueError:
            now = None
        if now is None and (self.field == "debtor_id" or self.now not in (None, "")):
            return [Problem("field-required", self.field, {"field": Message(f"field.{self.field}")})]
        sides = {name: getattr(row, name) for name in PARTIES} | {self.field: now}
        problems = sides_problems(read, row.version_id, sides["debtor_id"], sides["creditor_id"])
        unchanged = getattr(row, self.field) == (self.was or None)
        return problems if unchanged else [*problems, field_changed(read, row, self.field, self.was)]

    def apply(self, tx: Transaction) -> None:
        row = tx.fetch(model.Obligation, self.id)
        if self.field in PARTIES:
            setattr(row, self.field, side_of(self.now))
        else:
            set_field(model.ObligationFields, row, self.field, self.now)

    def label_values(self, tx: Transaction) -> Values:
        return {"field": Message(f"field.{self.field}"), **label_of(tx, tx.fetch(model.Obligation, self.id))}

    def merges_as(self) -> str | None:
        return f"obligation.{self.id}.{self.field}"


@dataclass(frozen=True, slots=True)
class SetObligation(Command):
    """Sets several fields of an obligation of a draft at once, such as its form with its rule. `was`: what was seen."""

    label: ClassVar[str] = "undo.set-obligation"
    id: ObligationId
    was: Mapping[str, object]
    now: Mapping[str, object]

    def check(self, read: Read) -> list[Problem]:
        from crm.book.edits import edit_problems, kept

        row = read.fetch(model.Obligation, self.id)
        draft_version(read, row.version_id, "id")
        if not self.now:
            return [Problem("nothing-changed", field="now")]
        problems: list[Problem] = []
        for name, value in self.now.items():
            seen = self.was.get(name, getattr(row, name, None))
            problems += edit_problems(read, model.ObligationFields, row, name, seen, value)
        if problems:
            return problems
        now = {name: kept(model.ObligationFields, name, value) for name, value in self.now.items()}
        after = fields_with(row, model.ObligationFields, **now)
        return said_problems({"text_en": after.text_en, "text_zh": after.text_zh}) + duty_problems(after)

    def apply(self, tx: Transaction) -> None:
        row = tx.fetch(model.Obligation, self.id)
        for name, value in self.now.items():
            set_field(model.ObligationFields, row, name, value)

    def label_values(self, tx: Transaction) -> Values:
        return label_of(tx, tx.fetch(model.Obligation, self.id))


@dataclass(frozen=True, slots=True)
class RemoveObligation(Command):
    """Takes an obligation out of a draft."""

    label: ClassVar[str] = "undo.remove-obligation"
    id: ObligationId
    seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        draft_version(read, read.fetch(model.Obligation, self.id).version_id, "id")
        return []

    def apply(self, tx: Transaction) -> None:
        row = tx.fetch(model.Obligation, self.id, self.seen)
        remove_all(tx, model.ObligationOutcome, obligation_id=self.id)
        tx.remove(row)
