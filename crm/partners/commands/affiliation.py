"""Where a contact works: posts begun, edited, ended, and moves from one partner to another."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from crm import model
from crm.book.records import called, future_problems, matching, present
from crm.partners.commands.records import order_problems
from crm.values import Command, Message, Problem, Read, Transaction, Values
from crm.values.ids import AffiliationId, ContactId, PartnerId, Version


@dataclass(frozen=True, slots=True)
class Affiliate(Command):
    """Says that a contact works for a partner, with a title, since a day."""

    label: ClassVar[str] = "undo.affiliate"
    contact_id: ContactId
    partner_id: PartnerId
    title: str = ""
    since: date | None = None

    def check(self, read: Read) -> list[Problem]:
        contact = present(read, model.Contact, self.contact_id, "contact_id")
        partner = present(read, model.Partner, self.partner_id, "partner_id")
        problems = model.problems_of(model.AffiliationFields, {"title": self.title})
        if works_there(read, self.contact_id, self.partner_id):
            values = {"contact": contact.name, "partner": partner.name}
            problems.append(Problem("affiliated-already", field="partner_id", values=values))
        return problems

    def apply(self, tx: Transaction) -> None:
        tx.add(
            model.Affiliation(
                contact_id=self.contact_id, partner_id=self.partner_id, title=self.title.strip(), since=self.since
            )
        )

    def label_values(self, tx: Transaction) -> Values:
        return post_label(tx, self.contact_id, self.partner_id)


@dataclass(frozen=True, slots=True)
class EditAffiliation(Command):
    """Sets the title or a date of a post, if it still is what was seen."""

    label: ClassVar[str] = "undo.edit-affiliation"
    id: AffiliationId
    field: str
    was: object
    now: object

    def check(self, read: Read) -> list[Problem]:
        from crm.book.edits import edit_problems, kept

        post = read.fetch(model.Affiliation, self.id)
        problems = edit_problems(read, model.AffiliationFields, post, self.field, self.was, self.now)
        if not problems and self.field != "title":
            days = {"since": post.since, "until": post.until}
            days[self.field] = kept(model.AffiliationFields, self.field, self.now)
            problems += order_problems(days["since"], days["until"], self.field)
        return problems

    def apply(self, tx: Transaction) -> None:
        from crm.book.edits import kept

        post = tx.fetch(model.Affiliation, self.id)
        setattr(post, self.field, kept(model.AffiliationFields, self.field, self.now))

    def label_values(self, tx: Transaction) -> Values:
        post = tx.fetch(model.Affiliation, self.id)
        return {"field": Message(f"field.{self.field}"), **post_label(tx, post.contact_id, post.partner_id)}

    def merges_as(self) -> str | None:
        return f"affiliation.{self.id}.{self.field}"


@dataclass(frozen=True, slots=True)
class EndAffiliation(Command):
    """Ends a post; `on` is its last day, today where empty. The history keeps it."""

    label: ClassVar[str] = "undo.end-affiliation"
    affiliation_id: AffiliationId
    on: date | None = None
    seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        post = read.fetch(model.Affiliation, self.affiliation_id)
        return ending_problems(read, self.affiliation_id, self.on or read.today) + order_problems(
            post.since, self.on or read.today, "on"
        )

    def apply(self, tx: Transaction) -> None:
        tx.fetch(model.Affiliation, self.affiliation_id, self.seen).until = self.on or tx.today

    def label_values(self, tx: Transaction) -> Values:
        post = tx.fetch(model.Affiliation, self.affiliation_id)
        return post_label(tx, post.contact_id, post.partner_id)


@dataclass(frozen=True, slots=True)
class MoveContact(Command):
    """Moves a contact from one partner to another on a day, today where empty. The old post ends the day before.

    Which partners then rest on one person is asked of `PartnersRestingOnOne`.
    """

    label: ClassVar[str] = "undo.move-contact"
    affiliation_id: AffiliationId
    partner_id: PartnerId
    on: date | None = None
    title: str = ""
    seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        old = read.fetch(model.Affiliation, self.affiliation_id)
        contact = present(read, model.Contact, old.contact_id, "affiliation_id")
        partner = present(read, model.Partner, self.partner_id, "partner_id")
        on = self.on or read.today
        problems = model.problems_of(model.AffiliationFields, {"title": self.title})
        problems += ending_problems(read, self.affiliation_id, on)
        problems += order_problems(old.since, on - timedelta(days=1), "on")
        if works_there(read, old.contact_id, self.partner_id):
            values = {"contact": contact.name, "partner": partner.name}
            problems.append(Problem("affiliated-already", field="partner_id", values=values))
        return problems

    def apply(self, tx: Transaction) -> None:
        old = tx.fetch(model.Affiliation, self.affiliation_id, self.seen)
        on = self.on or tx.today
        old.until = on - timedelta(days=1)
        tx.add(
            model.Affiliation(contact_id=old.contact_id, partner_id=self.partner_id, title=self.title.strip(), since=on)
        )

    def label_values(self, tx: Transaction) -> Values:
        old = tx.fetch(model.Affiliation, self.affiliation_id)
        return post_label(tx, old.contact_id, self.partner_id)


def works_there(read: Read, contact_id: int, partner_id: int) -> bool:
    return bool(matching(read, model.Affiliation, contact_id=contact_id, partner_id=partner_id, until=None))


def ending_problems(read: Read, affiliation_id: int, on: date) -> list[Problem]:
    """A post ends once, by today; the last person of the home party stays."""
    post = read.fetch(model.Affiliation, affiliation_id)
    if post.until is not None:
        return [Problem("affiliation-ended-before", field="affiliation_id", values={"until": post.until})]
    problems = future_problems(read, on, "on")
    colleagues = matching(read, model.Affiliation, partner_id=post.partner_id, until=None)
    if len(colleagues) == 1 and read.fetch(model.Partner, post.partner_id).is_home:
        problems.append(Problem("home-party-needs-person", field="affiliation_id"))
    return problems


def post_label(tx: Transaction, contact_id: int, partner_id: int) -> Values:
    return {
        "name": called(tx.fetch(model.Contact, contact_id)),
        "partner": called(tx.fetch(model.Partner, partner_id)),
    }
