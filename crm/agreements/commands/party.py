"""The parties of an agreement, by rank: 甲方 is 0. They stand still once the first version is signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from crm import model
from crm.agreements.commands.records import parties, party_name, place, position_problems, title_of, unsigned
from crm.agreements.commands.undertakings import set_field
from crm.book.records import called, matching, present
from crm.values import Command, Message, Problem, Read, Transaction, Values
from crm.values.enums import Capacity, PartyRole
from crm.values.ids import AgreementId, AgreementPartyId, ContactId, PartnerId, Version

MOST_PARTIES = 20


@dataclass(frozen=True, slots=True)
class NewParty:
    """A partner as a party. `capacity` is the one in which `signatory_id` signs."""

    partner_id: PartnerId
    party_role: PartyRole | None = None
    signatory_id: ContactId | None = None
    capacity: Capacity | None = None
    address: str = ""
    share: str = ""

    def values(self) -> dict[str, object]:
        return {
            "party_role": self.party_role,
            "signatory_id": self.signatory_id,
            "capacity": self.capacity,
            "address": self.address,
            "share": self.share,
        }


def new_party_problems(read: Read, new: Sequence[NewParty]) -> list[Problem]:
    """Two at least, none twice, none in the bin."""
    problems = [] if len(new) >= 2 else [Problem("agreement-needs-two-parties", "partner_ids")]
    if len(new) > MOST_PARTIES:
        problems.append(Problem("parties-too-many", "partner_ids", {"most": MOST_PARTIES}))
    seen: set[int] = set()
    for party in new[:MOST_PARTIES]:
        partner = present(read, model.Partner, party.partner_id, "partner_ids")
        if party.partner_id in seen:
            problems.append(Problem("party-twice", "partner_ids", {"name": called(partner)}))
        seen.add(party.partner_id)
        problems += field_problems(read, party.values())
    return problems


def field_problems(read: Read, values: Mapping[str, object]) -> list[Problem]:
    problems = model.problems_of(model.PartyFields, values)
    if not problems:
        signatory = model.PartyFields.model_validate(dict(values)).signatory_id
        if signatory is not None:
            present(read, model.Contact, signatory, "signatory_id")
    return problems


def add_parties(tx: Transaction, agreement_id: int, new: Sequence[NewParty]) -> None:
    from crm.model.rules import checked

    for rank, party in enumerate(new):
        tx.add(
            model.AgreementParty(
                agreement_id=agreement_id,
                partner_id=party.partner_id,
                rank=rank,
                **checked(model.PartyFields, party.values()),
            )
        )


def label_of(tx: Transaction, party_id: int) -> Values:
    party = tx.fetch(model.AgreementParty, party_id)
    return {"party": party_name(tx, party), "name": title_of(tx.fetch(model.Agreement, party.agreement_id))}


@dataclass(frozen=True, slots=True)
class AddParty(Command):
    """Adds a partner as the last party of a draft."""

    label: ClassVar[str] = "undo.add-party"
    fields: ClassVar[str | None] = "PartyFields"
    agreement_id: AgreementId
    partner_id: PartnerId
    values: Mapping[str, object] = field(default_factory=dict)

    def check(self, read: Read) -> list[Problem]:
        agreement = unsigned(read, self.agreement_id, "agreement_id")
        partner = present(read, model.Partner, self.partner_id, "partner_id")
        there = parties(read, self.agreement_id)
        problems = field_problems(read, self.values)
        if any(row.partner_id == self.partner_id for row in there):
            problems.append(Problem("party-twice", "partner_id", {"name": called(partner)}))
        if len(there) >= MOST_PARTIES:
            values = {"most": MOST_PARTIES, "name": title_of(agreement)}
            problems.append(Problem("parties-too-many", "partner_id", values))
        return problems

    def apply(self, tx: Transaction) -> None:
        from crm.model.rules import checked

        rank = 1 + max((row.rank for row in parties(tx, self.agreement_id)), default=-1)
        values = checked(model.PartyFields, self.values)
        tx.add(model.AgreementParty(agreement_id=self.agreement_id, partner_id=self.partner_id, rank=rank, **values))

    def label_values(self, tx: Transaction) -> Values:
        name = title_of(tx.fetch(model.Agreement, self.agreement_id))
        return {"party": called(tx.fetch(model.Partner, self.partner_id)), "name": name}


@dataclass(frozen=True, slots=True)
class EditParty(Command):
    """Sets one field of a party, if it still is what was seen: its role, its signatory, their capacity, its address."""

    label: ClassVar[str] = "undo.edit-party"
    id: AgreementPartyId
    field: str
    was: object
    now: object

    def check(self, read: Read) -> list[Problem]:
        from crm.book.edits import edit_problems, kept

        party = read.fetch(model.AgreementParty, self.id)
        unsigned(read, party.agreement_id)
        problems = edit_problems(read, model.PartyFields, party, self.field, self.was, self.now)
        if not problems and self.field == "signatory_id":
            signatory = kept(model.PartyFields, self.field, self.now)
            if signatory is not None:
                present(read, model.Contact, signatory, "signatory_id")
        return problems

    def apply(self, tx: Transaction) -> None:
        from crm.book.edits import kept

        setattr(tx.fetch(model.AgreementParty, self.id), self.field, kept(model.PartyFields, self.field, self.now))

    def label_values(self, tx: Transaction) -> Values:
        return {"field": Message(f"field.{self.field}"), **label_of(tx, self.id)}

    def merges_as(self) -> str | None:
        return f"party.{self.id}.{self.field}"


@dataclass(frozen=True, slots=True)
class SetParty(Command):
    """Sets several fields of a party at once: all, or where one is refused, none. `was`: what was seen of each."""

    label: ClassVar[str] = "undo.set-party"
    id: AgreementPartyId
    was: Mapping[str, object]
    now: Mapping[str, object]

    def check(self, read: Read) -> list[Problem]:
        from crm.book.edits import edit_problems

        party = read.fetch(model.AgreementParty, self.id)
        unsigned(read, party.agreement_id)
        if not self.now:
            return [Problem("nothing-changed", field="now")]
        problems: list[Problem] = []
        for name, value in self.now.items():
            seen = self.was.get(name, getattr(party, name, None))
            problems += edit_problems(read, model.PartyFields, party, name, seen, value)
        if not problems and "signatory_id" in self.now:
            problems += field_problems(read, {"signatory_id": self.now["signatory_id"]})
        return problems

    def apply(self, tx: Transaction) -> None:
        party = tx.fetch(model.AgreementParty, self.id)
        for name, value in self.now.items():
            set_field(model.PartyFields, party, name, value)

    def label_values(self, tx: Transaction) -> Values:
        return label_of(tx, self.id)


@dataclass(frozen=True, slots=True)
class MoveParty(Command):
    """Gives a party of a draft another rank; 0 is the first, 甲方."""

    label: ClassVar[str] = "undo.move-party"
    id: AgreementPartyId
    position: int

    def check(self, read: Read) -> list[Problem]:
        unsigned(read, read.fetch(model.AgreementParty, self.id).agreement_id)
        return position_problems(self.position)

    def apply(self, tx: Transaction) -> None:
        party = tx.fetch(model.AgreementParty, self.id)
        place(parties(tx, party.agreement_id), party, self.position, "rank")

    def label_values(self, tx: Transaction) -> Values:
        return label_of(tx, self.id)


@dataclass(frozen=True, slots=True)
class RemoveParty(Command):
    """Takes a party out of a draft. Two stay, and nothing that is promised may still name it."""

    label: ClassVar[str] = "undo.remove-party"
    id: AgreementPartyId
    seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        party = read.fetch(model.AgreementParty, self.id)
        unsigned(read, party.agreement_id)
        problems = []
        if len(parties(read, party.agreement_id)) <= 2:
            problems.append(Problem("agreement-needs-two-parties", "id"))
        named = [
            row for record, column in NAMING for row in matching(read, getattr(model, record), **{column: self.id})
        ]
        if named:
            values = {"name": party_name(read, party), "n": len(named)}
            problems.append(Problem("party-still-named", "id", values))
        return problems

    def apply(self, tx: Transaction) -> None:
        party = tx.fetch(model.AgreementParty, self.id, self.seen)
        rest = [row for row in parties(tx, party.agreement_id) if row is not party]
        tx.remove(party)
        place(rest, rest[0], 0, "rank")


NAMING = (
    ("AgreementMark", "party_id"),
    ("AgreementNotice", "from_party_id"),
    ("Obligation", "debtor_id"),
    ("Obligation", "creditor_id"),
    ("Restriction", "bound_id"),
    ("Restriction", "holder_id"),
)
