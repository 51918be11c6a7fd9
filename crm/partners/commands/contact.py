"""Contacts: people, how they are reached, and their way into the bin and back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from crm import model
from crm.book.records import (
    binned_now,
    called,
    called_by,
    chosen_problems,
    home_id,
    matching,
    present,
    restore_problems,
    row_id,
)
from crm.partners.commands.partner import counted
from crm.partners.contact_points import HOME_REGION, Point, normal_points
from crm.values import Command, Message, Problem, Read, Transaction, Values
from crm.values.ids import ContactId, PartnerId


@dataclass(frozen=True, slots=True)
class AddContact(Command):
    """Adds a person, with their addresses and, where `partner_id` is given, their post there."""

    label: ClassVar[str] = "undo.add-contact"
    fields: ClassVar[str | None] = "ContactFields"
    values: Mapping[str, object]
    points: Sequence[Point] = ()
    partner_id: PartnerId | None = None
    title: str = ""
    since: date | None = None

    def check(self, read: Read) -> list[Problem]:
        problems = model.problems_of(model.ContactFields, self.values)
        problems += model.problems_of(model.AffiliationFields, {"title": self.title})
        if self.partner_id is not None:
            present(read, model.Partner, self.partner_id, "partner_id")
        return problems + normal_points(self.points, region_of(read, self.partner_id))[1]

    def apply(self, tx: Transaction) -> None:
        from crm.model.rules import checked

        contact = tx.add(model.Contact(**checked(model.ContactFields, self.values)))
        write_points(tx, row_id(contact), self.points, region_of(tx, self.partner_id))
        if self.partner_id is not None:
            title = self.title.strip()
            tx.add(
                model.Affiliation(contact_id=row_id(contact), partner_id=self.partner_id, title=title, since=self.since)
            )

    def label_values(self, tx: Transaction) -> Values:
        return {"name": called_by(self.values)}


@dataclass(frozen=True, slots=True)
class EditContact(Command):
    """Sets one field of a contact, if it still is what was seen."""

    label: ClassVar[str] = "undo.edit-contact"
    id: ContactId
    field: str
    was: object
    now: object

    def check(self, read: Read) -> list[Problem]:
        from crm.book.edits import edit_problems

        contact = present(read, model.Contact, self.id, "id")
        return edit_problems(read, model.ContactFields, contact, self.field, self.was, self.now)

    def apply(self, tx: Transaction) -> None:
        from crm.book.edits import kept

        setattr(tx.fetch(model.Contact, self.id), self.field, kept(model.ContactFields, self.field, self.now))

    def label_values(self, tx: Transaction) -> Values:
        return {"field": Message(f"field.{self.field}"), "name": called(tx.fetch(model.Contact, self.id))}

    def merges_as(self) -> str | None:
        return f"contact.{self.id}.{self.field}"


@dataclass(frozen=True, slots=True)
class SetContactPoints(Command):
    """Replaces the addresses of a contact by these. `was` is what was seen, where an editor shows them."""

    label: ClassVar[str] = "undo.set-contact-points"
    contact_id: ContactId
    points: Sequence[Point]
    was: Sequence[Point] | None = None

    def check(self, read: Read) -> list[Problem]:
        from crm.book.edits import Writer

        present(read, model.Contact, self.contact_id, "contact_id")
        problems = normal_points(self.points, self._region(read))[1]
        rows = matching(read, model.ContactPoint, contact_id=self.contact_id)
        there = {(row.kind, row.value) for row in rows}
        if self.was is not None and {(point.kind, point.value) for point in self.was} != there:
            newest = max((row.version for row in rows), default=0)
            problems.append(Problem("record-changed", field="points", values=read.query(Writer(newest))))
        return problems

    def apply(self, tx: Transaction) -> None:
        write_points(tx, self.contact_id, self.points, self._region(tx))

    def _region(self, read: Read) -> str:
        posts = matching(read, model.Affiliation, contact_id=self.contact_id, until=None)
        return region_of(read, posts[0].partner_id if posts else None)

    def label_values(self, tx: Transaction) -> Values:
        return {"name": called(tx.fetch(model.Contact, self.contact_id))}


@dataclass(frozen=True, slots=True)
class BinContacts(Command):
    """Moves contacts to the bin. The home party keeps at least one person."""

    label: ClassVar[str] = "undo.bin-contacts"
    ids: Sequence[ContactId]

    def check(self, read: Read) -> list[Problem]:
        problems = chosen_problems(self.ids)
        for key in self.ids:
            present(read, model.Contact, key, "ids")
        ours = {post.contact_id for post in matching(read, model.Affiliation, partner_id=home_id(read), until=None)}
        staying = [key for key in ours - set(self.ids) if read.fetch(model.Contact, key).binned_at is None]
        if ours & set(self.ids) and not staying:
            problems.append(Problem("home-party-needs-person", field="ids"))
        return problems

    def apply(self, tx: Transaction) -> None:
        for key in self.ids:
            tx.fetch(model.Contact, key).binned_at = binned_now(tx)

    def named(self, tx: Transaction) -> Message:
        return counted("undo.bin-contact", self.label, [called(tx.fetch(model.Contact, key)) for key in self.ids])


@dataclass(frozen=True, slots=True)
class RestoreContacts(Command):
    """Takes contacts out of the bin again."""

    label: ClassVar[str] = "undo.restore-contacts"
    ids: Sequence[ContactId]

    def check(self, read: Read) -> list[Problem]:
        problems = chosen_problems(self.ids)
        for key in self.ids:
            contact = read.fetch(model.Contact, key)
            problems += restore_problems([contact])
        return problems

    def apply(self, tx: Transaction) -> None:
        for key in self.ids:
            tx.fetch(model.Contact, key).binned_at = None

    def named(self, tx: Transaction) -> Message:
        return counted("undo.restore-contact", self.label, [called(tx.fetch(model.Contact, key)) for key in self.ids])


def region_of(read: Read, partner_id: int | None) -> str:
    """The country in which a phone without one is read: the partner's, else China."""
    partner = read.find(model.Partner, partner_id)
    return partner.country if partner is not None and partner.country else HOME_REGION


def write_points(tx: Transaction, contact_id: int, points: Sequence[Point], region: str) -> None:
    """Rows that stay keep their ids."""
    wanted, _ = normal_points(points, region)
    rows = matching(tx, model.ContactPoint, contact_id=contact_id)
    kept = {(point.kind, point.value) for point in wanted}
    for row in rows:
        if (row.kind, row.value) not in kept:
            tx.remove(row)
    there = {(row.kind, row.value) for row in rows}
    for point in wanted:
        if (point.kind, point.value) not in there:
            tx.add(model.ContactPoint(contact_id=contact_id, kind=point.kind, value=point.value, region=point.region))
