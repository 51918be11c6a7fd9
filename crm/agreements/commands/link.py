"""What an agreement has to do with: meetings at which it was spoken about, and people beside its signatories."""

from dataclasses import dataclass
from typing import ClassVar

from crm import model
from crm.agreements.commands.records import remove_all, title_of
from crm.book.records import called, matching, name_of, present
from crm.values import Command, Message, Problem, Read, Transaction, Values
from crm.values.ids import AgreementId, ContactId, InteractionId


def label_of(tx: Transaction, agreement_id: int, other: str | Message) -> Values:
    return {"name": title_of(tx.fetch(model.Agreement, agreement_id)), "other": other}


@dataclass(frozen=True, slots=True)
class LinkMeeting(Command):
    """Says that an agreement was spoken about at a meeting."""

    label: ClassVar[str] = "undo.link-meeting"
    agreement_id: AgreementId
    interaction_id: InteractionId

    def check(self, read: Read) -> list[Problem]:
        present(read, model.Agreement, self.agreement_id, "agreement_id")
        meeting = present(read, model.Interaction, self.interaction_id, "interaction_id")
        keys = {"agreement_id": self.agreement_id, "interaction_id": self.interaction_id}
        if matching(read, model.AgreementInteraction, **keys):
            return [Problem("linked-already", "interaction_id", {"name": name_of(meeting)})]
        return []

    def apply(self, tx: Transaction) -> None:
        tx.add(model.AgreementInteraction(agreement_id=self.agreement_id, interaction_id=self.interaction_id))

    def label_values(self, tx: Transaction) -> Values:
        return label_of(tx, self.agreement_id, name_of(tx.fetch(model.Interaction, self.interaction_id)))


@dataclass(frozen=True, slots=True)
class UnlinkMeeting(Command):
    """Takes a meeting off an agreement. The meeting stays."""

    label: ClassVar[str] = "undo.unlink-meeting"
    agreement_id: AgreementId
    interaction_id: InteractionId

    def check(self, read: Read) -> list[Problem]:
        meeting = read.fetch(model.Interaction, self.interaction_id)
        keys = {"agreement_id": self.agreement_id, "interaction_id": self.interaction_id}
        if not matching(read, model.AgreementInteraction, **keys):
            return [Problem("not-linked", "interaction_id", {"name": name_of(meeting)})]
        return []

    def apply(self, tx: Transaction) -> None:
        keys = {"agreement_id": self.agreement_id, "interaction_id": self.interaction_id}
        remove_all(tx, model.AgreementInteraction, **keys)

    def label_values(self, tx: Transaction) -> Values:
        return label_of(tx, self.agreement_id, name_of(tx.fetch(model.Interaction, self.interaction_id)))


@dataclass(frozen=True, slots=True)
class LinkContact(Command):
    """Says that a person has to do with an agreement."""

    label: ClassVar[str] = "undo.link-contact"
    agreement_id: AgreementId
    contact_id: ContactId

    def check(self, read: Read) -> list[Problem]:
        present(read, model.Agreement, self.agreement_id, "agreement_id")
        person = present(read, model.Contact, self.contact_id, "contact_id")
        keys = {"agreement_id": self.agreement_id, "contact_id": self.contact_id}
        if matching(read, model.AgreementContact, **keys):
            return [Problem("linked-already", "contact_id", {"name": called(person)})]
        return []

    def apply(self, tx: Transaction) -> None:
        tx.add(model.AgreementContact(agreement_id=self.agreement_id, contact_id=self.contact_id))

    def label_values(self, tx: Transaction) -> Values:
        return label_of(tx, self.agreement_id, called(tx.fetch(model.Contact, self.contact_id)))


@dataclass(frozen=True, slots=True)
class UnlinkContact(Command):
    """Takes a person off an agreement. The person stays."""

    label: ClassVar[str] = "undo.unlink-contact"
    agreement_id: AgreementId
    contact_id: ContactId

    def check(self, read: Read) -> list[Problem]:
        person = read.fetch(model.Contact, self.contact_id)
        keys = {"agreement_id": self.agreement_id, "contact_id": self.contact_id}
        if not matching(read, model.AgreementContact, **keys):
            return [Problem("not-linked", "contact_id", {"name": called(person)})]
        return []

    def apply(self, tx: Transaction) -> None:
        keys = {"agreement_id": self.agreement_id, "contact_id": self.contact_id}
        remove_all(tx, model.AgreementContact, **keys)

    def label_values(self, tx: Transaction) -> Values:
        return label_of(tx, self.agreement_id, called(tx.fetch(model.Contact, self.contact_id)))
