"""Restrictions and data rights of a draft: what a party may not do, and what may be done with which data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from crm import model
from crm.agreements.commands.obligation import side_of
from crm.agreements.commands.records import (
    draft_version,
    earlier_problems,
    fields_with,
    name_of_version,
    party_problems,
)
from crm.agreements.commands.undertakings import (
    checked_values,
    count_problems,
    field_edit_problems,
    label_of,
    line_problems,
    set_field,
)
from crm.book.records import matching
from crm.values import Command, Message, Problem, Read, Transaction, Values
from crm.values.ids import AgreementPartyId, AgreementVersionId, DataRightId, RestrictionId, Version

SIDES = ("bound_id", "holder_id")


def sides_problems(read: Read, version_id: int, bound_id: int | None, holder_id: int | None) -> list[Problem]:
    agreement_id = read.fetch(model.AgreementVersion, version_id).agreement_id
    problems = party_problems(read, agreement_id, bound_id, "bound_id")
    problems += party_problems(read, agreement_id, holder_id, "holder_id")
    if bound_id is not None and bound_id == holder_id:
        problems.append(Problem("bound-is-holder", "holder_id"))
    return problems


@dataclass(frozen=True, slots=True)
class AddRestriction(Command):
    """Adds a restriction to a draft: its kind and scope, whom it binds and for whose sake. `line`: its clause.

    No bound party means all of them; an empty scope means everywhere, in every field, for as long as the agreement.
    """

    label: ClassVar[str] = "undo.add-restriction"
    fields: ClassVar[str | None] = "RestrictionFields"
    version_id: AgreementVersionId
    values: Mapping[str, object]
    bound_id: AgreementPartyId | None = None
    holder_id: AgreementPartyId | None = None
    line: str = ""

    def check(self, read: Read) -> list[Problem]:
        draft_version(read, self.version_id)
        problems = sides_problems(read, self.version_id, self.bound_id, self.holder_id)
        wrong = model.problems_of(model.RestrictionFields, self.values)
        problems += wrong or time_problems(model.RestrictionFields.model_validate(dict(self.values)))
        problems += line_problems(read, self.version_id, self.line)
        return problems + count_problems(read, "Restriction", self.version_id)

    def apply(self, tx: Transaction) -> None:
        tx.add(
            model.Restriction(
                version_id=self.version_id,
                bound_id=self.bound_id,
                holder_id=self.holder_id,
                line=self.line,
                **checked_values(model.RestrictionFields, self.values),
            )
        )

    def label_values(self, tx: Transaction) -> Values:
        return {"name": name_of_version(tx, self.version_id)}


def time_problems(restriction: Any) -> list[Problem]:
    return earlier_problems(restriction.until_on, restriction.from_on, "until_on")


@dataclass(frozen=True, slots=True)
class EditRestriction(Command):
    """Sets one field of a restriction of a draft, whom it binds, for whom, or its clause (`line`), if still as seen."""

    label: ClassVar[str] = "undo.edit-restriction"
    id: RestrictionId
    field: str
    was: object
    now: object

    def check(self, read: Read) -> list[Problem]:
        row = read.fetch(model.Restriction, self.id)
        if self.field in SIDES:
            return self._side_problems(read, row)
        problems = field_edit_problems(read, model.RestrictionFields, row, self.field, self.was, self.now)
        if problems or self.field == "line":
            return problems
        return time_problems(fields_with(row, model.RestrictionFields, **{self.field: self.now}))

    def _side_problems(self, read: Read, row: Any) -> list[Problem]:
        from crm.book.edits import field_changed

        draft_version(read, row.version_id, "id")
        try:
            now = side_of(self.now)
        except ValueError:
            return [Problem("field-unknown-choice", self.field, {"field": Message(f"field.{self.field}"), "given": ""})]
        sides = {name: getattr(row, name) for name in SIDES} | {self.field: now}
        problems = sides_problems(read, row.version_id, sides["bound_id"], sides["holder_id"])
        unchanged = getattr(row, self.field) == (self.was or None)
        return problems if unchanged else [*problems, field_changed(read, row, self.field, self.was)]

    def apply(self, tx: Transaction) -> None:
        row = tx.fetch(model.Restriction, self.id)
        if self.field in SIDES:
            setattr(row, self.field, side_of(self.now))
        else:
            set_field(model.RestrictionFields, row, self.field, self.now)

    def label_values(self, tx: Transaction) -> Values:
        return {"field": Message(f"field.{self.field}"), **label_of(tx, tx.fetch(model.Restriction, self.id))}

    def merges_as(self) -> str | None:
        return f"restriction.{self.id}.{self.field}"


@dataclass(frozen=True, slots=True)
class RemoveRestriction(Command):
    """Takes a restriction out of a draft."""

    label: ClassVar[str] = "undo.remove-restriction"
    id: RestrictionId
    seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        draft_version(read, read.fetch(model.Restriction, self.id).version_id, "id")
        return []

    def apply(self, tx: Transaction) -> None:
        tx.remove(tx.fetch(model.Restriction, self.id, self.seen))


def twice_problems(read: Read, version_id: int, right: Any, other_than: int | None = None) -> list[Problem]:
    """A cell of the matrix data set × model × use has one answer."""
    keys = {"data_set": right.data_set, "model": right.model, "use": right.use}
    found = [row for row in matching(read, model.DataRight, version_id=version_id, **keys) if row.id != other_than]
    if not found:
        return []
    values = {"data_set": right.data_set, "use": right.use, "answer": found[0].answer}
    return [Problem("data-right-twice", "use", values)]


@dataclass(frozen=True, slots=True)
class AddDataRight(Command):
    """Adds an answer to a draft: data set × model × use is yes, no or silent, until when. `line`: its clause."""

    label: ClassVar[str] = "undo.add-data-right"
    fields: ClassVar[str | None] = "DataRightFields"
    version_id: AgreementVersionId
    values: Mapping[str, object]
    line: str = ""

    def check(self, read: Read) -> list[Problem]:
        draft_version(read, self.version_id)
        problems = model.problems_of(model.DataRightFields, self.values)
        if not problems:
            right = model.DataRightFields.model_validate(dict(self.values))
            problems = twice_problems(read, self.version_id, right)
        problems += line_problems(read, self.version_id, self.line)
        return problems + count_problems(read, "DataRight", self.version_id)

    def apply(self, tx: Transaction) -> None:
        values = checked_values(model.DataRightFields, self.values)
        tx.add(model.DataRight(version_id=self.version_id, line=self.line, **values))

    def label_values(self, tx: Transaction) -> Values:
        return {"name": name_of_version(tx, self.version_id)}


@dataclass(frozen=True, slots=True)
class EditDataRight(Command):
    """Sets one field of a data right of a draft, or its clause (`line`), if it still is what was seen."""

    label: ClassVar[str] = "undo.edit-data-right"
    id: DataRightId
    field: str
    was: object
    now: object

    def check(self, read: Read) -> list[Problem]:
        row = read.fetch(model.DataRight, self.id)
        problems = field_edit_problems(read, model.DataRightFields, row, self.field, self.was, self.now)
        if problems or self.field == "line":
            return problems
        after = fields_with(row, model.DataRightFields, **{self.field: self.now})
        return twice_problems(read, row.version_id, after, row.id)

    def apply(self, tx: Transaction) -> None:
        set_field(model.DataRightFields, tx.fetch(model.DataRight, self.id), self.field, self.now)

    def label_values(self, tx: Transaction) -> Values:
        return {"field": Message(f"field.{self.field}"), **label_of(tx, tx.fetch(model.DataRight, self.id))}

    def merges_as(self) -> str | None:
        return f"data-right.{self.id}.{self.field}"


@dataclass(frozen=True, slots=True)
class RemoveDataRight(Command):
    """Takes a data right out of a draft."""

    label: ClassVar[str] = "undo.remove-data-right"
    id: DataRightId
    seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        draft_version(read, read.fetch(model.DataRight, self.id).version_id, "id")
        return []

    def apply(self, tx: Transaction) -> None:
        tx.remove(tx.fetch(model.DataRight, self.id, self.seen))
