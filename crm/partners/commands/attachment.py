"""Files that are kept in the book with a record."""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as a_field
from typing import ClassVar

from crm import model
from crm.book.filing import file_problems, keep_file
from crm.book.records import present
from crm.values import Command, Problem, Read, Transaction, Values
from crm.values.ids import AttachmentId, ContactId, InteractionId, PartnerId, Version


@dataclass(frozen=True, slots=True)
class AttachFile(Command):
    """Keeps a file with a partner, a contact or an interaction. Equal bytes are kept once."""

    label: ClassVar[str] = "undo.attach-file"
    name: str
    content: bytes = a_field(repr=False)
    partner_id: PartnerId | None = None
    contact_id: ContactId | None = None
    interaction_id: InteractionId | None = None

    def _targets(self) -> Sequence[int | None]:
        return (self.partner_id, self.contact_id, self.interaction_id)

    def check(self, read: Read) -> list[Problem]:
        problems = file_problems(self.name, len(self.content))
        if sum(key is not None for key in self._targets()) != 1:
            return [*problems, Problem("attachment-needs-one-record", field="partner_id")]
        if self.partner_id is not None:
            present(read, model.Partner, self.partner_id, "partner_id")
        if self.contact_id is not None:
            present(read, model.Contact, self.contact_id, "contact_id")
        if self.interaction_id is not None:
            present(read, model.Interaction, self.interaction_id, "interaction_id")
        return problems

    def apply(self, tx: Transaction) -> None:
        partner, contact, interaction = self._targets()
        keep_file(tx, self.name, self.content, partner_id=partner, contact_id=contact, interaction_id=interaction)

    def label_values(self, tx: Transaction) -> Values:
        return {"name": self.name}


@dataclass(frozen=True, slots=True)
class PartnerFile:
    """A file, and the partner that it is kept with."""

    name: str
    content: bytes = a_field(repr=False)
    partner_id: PartnerId


@dataclass(frozen=True, slots=True)
class AttachFiles(Command):
    """Keeps many files, each with its partner, as one step."""

    label: ClassVar[str] = "undo.attach-files"
    files: Sequence[PartnerFile]

    def check(self, read: Read) -> list[Problem]:
        if not self.files:
            return [Problem("nothing-chosen", field="files")]
        for key in {file.partner_id for file in self.files}:
            present(read, model.Partner, key, "files")
        return [problem for file in self.files for problem in file_problems(file.name, len(file.content))]

    def apply(self, tx: Transaction) -> None:
        for file in self.files:
            keep_file(tx, file.name, file.content, partner_id=file.partner_id)

    def label_values(self, tx: Transaction) -> Values:
        return {"n": len(self.files)}


@dataclass(frozen=True, slots=True)
class DetachFile(Command):
    """Takes a file off its record. Its bytes stay as long as the journal names them, so that this can be undone."""

    label: ClassVar[str] = "undo.detach-file"
    attachment_id: AttachmentId
    seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        file = read.fetch(model.Attachment, self.attachment_id)
        version = read.find(model.AgreementVersion, file.version_id)
        if file.is_signed_copy and version is not None and version.sha256:
            return [Problem("signed-copy-stays", "attachment_id", {"name": file.name})]
        return []

    def apply(self, tx: Transaction) -> None:
        tx.remove(tx.fetch(model.Attachment, self.attachment_id, self.seen))
