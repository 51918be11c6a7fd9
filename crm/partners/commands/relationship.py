"""Typed, dated edges between two partners or between two contacts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from crm import model
from crm.book.records import called, future_problems, matching, present
from crm.partners.commands.records import order_problems
from crm.partners.links import BOTH_WAYS
from crm.values import Command, Message, Problem, Read, Transaction, Values
from crm.values.enums import RelationshipType
from crm.values.ids import ContactId, PartnerId, RelationshipId, Version

if TYPE_CHECKING:
    from crm.model import Relationship, RelationshipFields


@dataclass(frozen=True, slots=True)
class Ends:
    """Where an edge begins and where it leads."""

    from_partner_id: int | None
    to_partner_id: int | None
    from_contact_id: int | None
    to_contact_id: int | None

    def turned(self) -> "Ends":
        return Ends(self.to_partner_id, self.from_partner_id, self.to_contact_id, self.from_contact_id)

    def columns(self) -> dict[str, int | None]:
        return {
            "from_partner_id": self.from_partner_id,
            "to_partner_id": self.to_partner_id,
            "from_contact_id": self.from_contact_id,
            "to_contact_id": self.to_contact_id,
        }


@dataclass(frozen=True, slots=True)
class AddRelationship(Command):
    """Joins two partners, or two contacts: "from" supplies, distributes for, knows … "to"."""

    label: ClassVar[str] = "undo.add-relationship"
    fields: ClassVar[str | None] = "RelationshipFields"
    values: Mapping[str, object]
    from_partner_id: PartnerId | None = None
    to_partner_id: PartnerId | None = None
    from_contact_id: ContactId | None = None
    to_contact_id: ContactId | None = None

    def _ends(self) -> Ends:
        return Ends(self.from_partner_id, self.to_partner_id, self.from_contact_id, self.to_contact_id)

    def check(self, read: Read) -> list[Problem]:
        problems = model.problems_of(model.RelationshipFields, self.values) or ends_problems(read, self._ends())
        if problems:
            return problems
        return edge_problems(read, self._ends(), fields_of(self.values))

    def apply(self, tx: Transaction) -> None:
        from crm.model.rules import checked

        columns: dict[str, Any] = {**checked(model.RelationshipFields, self.values), **self._ends().columns()}
        tx.add(model.Relationship(**columns))

    def label_values(self, tx: Transaction) -> Values:
        return edge_label(tx, self._ends(), fields_of(self.values).kind)


@dataclass(frozen=True, slots=True)
class EditRelationship(Command):
    """Sets one field of a relationship, if it still is what was seen."""

    label: ClassVar[str] = "undo.edit-relationship"
    id: RelationshipId
    field: str
    was: object
    now: object

    def check(self, read: Read) -> list[Problem]:
        from crm.book.edits import edit_problems

        edge = read.fetch(model.Relationship, self.id)
        problems = edit_problems(read, model.RelationshipFields, edge, self.field, self.was, self.now)
        if problems:
            return problems
        values = {name: getattr(edge, name) for name in model.RelationshipFields.model_fields}
        return edge_problems(read, ends_of(edge), fields_of({**values, self.field: self.now}), own=edge.id)

    def apply(self, tx: Transaction) -> None:
        from crm.book.edits import kept

        setattr(tx.fetch(model.Relationship, self.id), self.field, kept(model.RelationshipFields, self.field, self.now))

    def label_values(self, tx: Transaction) -> Values:
        edge = tx.fetch(model.Relationship, self.id)
        return {"field": Message(f"field.{self.field}"), **edge_label(tx, ends_of(edge), edge.kind)}

    def merges_as(self) -> str | None:
        return f"relationship.{self.id}.{self.field}"


@dataclass(frozen=True, slots=True)
class EndRelationship(Command):
    """Says that a relationship is over; `on` is its last day, today where empty."""

    label: ClassVar[str] = "undo.end-relationship"
    relationship_id: RelationshipId
    on: date | None = None
    seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        edge = read.fetch(model.Relationship, self.relationship_id)
        on = self.on or read.today
        if edge.until is not None and edge.until <= on:
            return [Problem("relationship-ended-before", field="relationship_id", values={"until": edge.until})]
        return future_problems(read, on, "on") + order_problems(edge.since, on, "on")

    def apply(self, tx: Transaction) -> None:
        tx.fetch(model.Relationship, self.relationship_id, self.seen).until = self.on or tx.today

    def label_values(self, tx: Transaction) -> Values:
        edge = tx.fetch(model.Relationship, self.relationship_id)
        return edge_label(tx, ends_of(edge), edge.kind)


@dataclass(frozen=True, slots=True)
class RemoveRelationship(Command):
    """Takes a relationship that was entered by mistake away. One that is over is ended instead."""

    label: ClassVar[str] = "undo.remove-relationship"
    relationship_id: RelationshipId
    seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        read.fetch(model.Relationship, self.relationship_id)
        return []

    def apply(self, tx: Transaction) -> None:
        tx.remove(tx.fetch(model.Relationship, self.relationship_id, self.seen))


def fields_of(values: Mapping[str, object]) -> "RelationshipFields":
    return model.RelationshipFields.model_validate(dict(values))


def ends_of(edge: "Relationship") -> Ends:
    return Ends(edge.from_partner_id, edge.to_partner_id, edge.from_contact_id, edge.to_contact_id)


def ends_problems(read: Read, ends: Ends) -> list[Problem]:
    """Two partners or two contacts, both in the book, and not one with itself."""
    partners = (ends.from_partner_id, ends.to_partner_id)
    contacts = (ends.from_contact_id, ends.to_contact_id)
    given = [kind for kind in (partners, contacts) if kind != (None, None)]
    if len(given) != 1 or None in given[0]:
        return [Problem("relationship-needs-two", field="to_partner_id")]
    names = [named_end(read, key or 0, of_partners=given[0] is partners) for key in given[0]]
    if given[0][0] == given[0][1]:
        return [Problem("relationship-with-itself", field="to_partner_id", values={"name": names[0]})]
    return []


def named_end(read: Read, key: int, *, of_partners: bool) -> str:
    """The name of one end, which is not in the bin."""
    if of_partners:
        return present(read, model.Partner, key, "to_partner_id").name
    return present(read, model.Contact, key, "to_contact_id").name


def edge_problems(read: Read, ends: Ends, fields: "RelationshipFields", own: int | None = None) -> list[Problem]:
    """Dates in order, a strength only between people, and no second edge of the same sense at the same time."""
    problems = order_problems(fields.since, fields.until)
    if fields.strength is not None and ends.from_partner_id is not None:
        problems.append(Problem("strength-between-partners", field="strength"))
    same = matching(read, model.Relationship, kind=fields.kind, **ends.columns())
    if fields.kind in BOTH_WAYS:
        same += matching(read, model.Relationship, kind=fields.kind, **ends.turned().columns())
    if any(edge.id != own and overlap(edge, fields) for edge in same):
        problems.append(Problem("relationship-exists", field="kind", values={"kind": fields.kind}))
    return problems


def overlap(first: "RelationshipFields", second: "RelationshipFields") -> bool:
    """Whether two edges hold on one day. An open date reaches as far as there is time."""
    begins = max(first.since or date.min, second.since or date.min)
    ends = min(first.until or date.max, second.until or date.max)
    return begins <= ends


def edge_label(tx: Transaction, ends: Ends, kind: RelationshipType) -> Values:
    if ends.from_partner_id is not None and ends.to_partner_id is not None:
        first = called(tx.fetch(model.Partner, ends.from_partner_id))
        return {"first": first, "kind": kind, "second": called(tx.fetch(model.Partner, ends.to_partner_id))}
    first = called(tx.fetch(model.Contact, ends.from_contact_id or 0))
    return {"first": first, "kind": kind, "second": called(tx.fetch(model.Contact, ends.to_contact_id or 0))}
