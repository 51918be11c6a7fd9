"""Merging two partners, and two contacts. Undone like any step: the journal has every row that moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from crm import model
from crm.acts.merging.choices import BOTH, CONTACT_FIELDS, KEEP, LOSE, PARTNER_FIELDS, result_of
from crm.acts.merging.everything import CONTACT_MOVERS, PARTNER_MOVERS
from crm.acts.merging.moving import Merge, Mover
from crm.acts.merging.preview import WroteInBook
from crm.book.edits import kept
from crm.book.records import called, matching, name_of, present
from crm.partners.commands.records import owner_problems
from crm.values import Command, Problem, Read, Transaction, Values
from crm.values.ids import ContactId, PartnerId, Version

if TYPE_CHECKING:
    from sqlmodel import SQLModel

    from crm.model import Partner

Choices = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class MergePartners(Command):
    """Makes one partner of two. Everything that points at the one that goes points at the one that stays.

    `choices` says per field "keep", "lose", "both" (long texts) or a value; `role.<role>` and `custom.<key>` too.
    """

    label: ClassVar[str] = "undo.merge-partners"
    keep_id: PartnerId
    lose_id: PartnerId
    choices: Choices = field(default_factory=dict)
    keep_seen: Version | None = None
    lose_seen: Version | None = None

    def _merge(self) -> Merge:
        return Merge(self.keep_id, self.lose_id, self.choices)

    def check(self, read: Read) -> list[Problem]:
        if self.keep_id == self.lose_id:
            return [Problem("merge-with-itself", field="lose_id")]
        stays = present(read, model.Partner, self.keep_id, "keep_id")
        goes = present(read, model.Partner, self.lose_id, "lose_id")
        if stays.is_home or goes.is_home:
            home, other = (stays, goes) if stays.is_home else (goes, stays)
            return [Problem("merge-home-party", "lose_id", {"home": home.name, "name": other.name})]
        problems = choice_problems(read, self.choices, PARTNER_FIELDS, "partner")
        problems += agreement_problems(read, stays, goes)
        return problems or partner_problems(read, result_for(stays, goes, PARTNER_FIELDS, self.choices), self)

    def apply(self, tx: Transaction) -> None:
        stays = tx.fetch(model.Partner, self.keep_id, self.keep_seen)
        goes = tx.fetch(model.Partner, self.lose_id, self.lose_seen)
        values = result_for(stays, goes, PARTNER_FIELDS, self.choices)
        move_all(tx, PARTNER_MOVERS, self._merge())
        move_rest(tx, stays.uid, goes.uid)
        finish(tx, stays, goes, model.PartnerFields, values)

    def label_values(self, tx: Transaction) -> Values:
        return {"name": called(tx.fetch(model.Partner, self.keep_id))}


@dataclass(frozen=True, slots=True)
class MergeContacts(Command):
    """Makes one person of two records, with the addresses, posts and meetings of both; `choices` as for partners."""

    label: ClassVar[str] = "undo.merge-contacts"
    keep_id: ContactId
    lose_id: ContactId
    choices: Choices = field(default_factory=dict)
    keep_seen: Version | None = None
    lose_seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        if self.keep_id == self.lose_id:
            return [Problem("merge-with-itself", field="lose_id")]
        stays = present(read, model.Contact, self.keep_id, "keep_id")
        goes = present(read, model.Contact, self.lose_id, "lose_id")
        if read.query(WroteInBook(goes.uid)):
            return [Problem("merge-writer-stays", "lose_id", {"name": goes.name})]
        problems = choice_problems(read, self.choices, CONTACT_FIELDS, "contact")
        values = result_for(stays, goes, CONTACT_FIELDS, self.choices)
        return problems or model.problems_of(model.ContactFields, values)

    def apply(self, tx: Transaction) -> None:
        stays = tx.fetch(model.Contact, self.keep_id, self.keep_seen)
        goes = tx.fetch(model.Contact, self.lose_id, self.lose_seen)
        values = result_for(stays, goes, CONTACT_FIELDS, self.choices)
        move_all(tx, CONTACT_MOVERS, Merge(self.keep_id, self.lose_id, self.choices))
        finish(tx, stays, goes, model.ContactFields, values)

    def label_values(self, tx: Transaction) -> Values:
        return {"name": called(tx.fetch(model.Contact, self.keep_id))}


def result_for(stays: object, goes: object, fields: Sequence[str], choices: Choices) -> dict[str, object]:
    kept_values, lost_values = ({name: getattr(side, name) for name in fields} for side in (stays, goes))
    return result_of(fields, kept_values, lost_values, choices)


def choice_problems(read: Read, choices: Choices, fields: Sequence[str], concept: str) -> list[Problem]:
    """Only what the records have can be chosen, and of a role or an own field only a side."""
    custom = {f"custom.{row.key}" for row in matching(read, model.CustomField) if row.concept.value == concept}
    known = {*fields, *custom}
    problems = []
    for name, choice in choices.items():
        if name not in known and not (concept == "partner" and name.startswith("role.")):
            values = {"field": name, "known": list(fields)}
            problems.append(Problem("field-unknown", "choices", values))
        elif name not in fields and choice not in (KEEP, LOSE):
            problems.append(Problem("merge-choice-wrong", "choices", {"given": str(choice), "field": name}))
    return problems


def partner_problems(read: Read, values: dict[str, object], command: MergePartners) -> list[Problem]:
    """The result takes the rules of the fields, as if somebody typed it."""
    problems: list[Problem] = model.problems_of(model.PartnerFields, values)
    if problems:
        return problems
    if command.choices.get("owner_id") not in (None, KEEP, LOSE, BOTH):
        problems += owner_problems(read, kept(model.PartnerFields, "owner_id", values["owner_id"]))
    code = kept(model.PartnerFields, "credit_code", values["credit_code"])
    own = (command.keep_id, command.lose_id)
    others = matching(read, model.Partner, credit_code=code, binned_at=None) if code else []
    return problems + [
        Problem("credit-code-taken", "credit_code", {"given": code, "name": other.name})
        for other in others
        if other.id not in own
    ]


def agreement_problems(read: Read, stays: "Partner", goes: "Partner") -> list[Problem]:
    """Nobody makes an agreement with themselves."""
    kept_in, lost_in = (
        {row.agreement_id for row in matching(read, model.AgreementParty, partner_id=side.id)} for side in (stays, goes)
    )
    problems = []
    for key in sorted(kept_in & lost_in):
        agreement = read.fetch(model.Agreement, key)
        name = agreement.number or name_of(agreement)
        problems.append(
            Problem("merge-same-agreement", "lose_id", {"kept": stays.name, "lost": goes.name, "name": name})
        )
    return problems


def move_all(tx: Transaction, movers: Sequence[Mover], merge: Merge) -> None:
    for mover in movers:
        mover.move(tx, merge)
    tx.session.flush()


def move_rest(tx: Transaction, keep_uid: str, lose_uid: str) -> None:
    """The day until which a quiet partner rests stands in a setting that is named by its uid."""
    for row in matching(tx, model.BookSetting, name=f"quiet-until.{lose_uid}"):
        if matching(tx, model.BookSetting, name=f"quiet-until.{keep_uid}"):
            tx.remove(row)
        else:
            row.name = f"quiet-until.{keep_uid}"
            tx.session.flush()


def finish(tx: Transaction, stays: Any, goes: Any, fields: "type[SQLModel]", values: dict[str, object]) -> None:
    tx.session.refresh(goes)
    tx.remove(goes)
    for name, value in values.items():
        setattr(stays, name, kept(fields, name, value))
