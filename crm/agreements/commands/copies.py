"""The signed copy of a version, or the reason why there is none, and the other files that lie with it."""

from dataclasses import dataclass
from dataclasses import field as a_field
from typing import ClassVar

from crm import model
from crm.agreements.commands.records import living, name_of_version, text_problems, title_of
from crm.book.filing import file_problems, keep_file
from crm.values import Command, Message, Problem, Read, Transaction, Values
from crm.values.ids import AgreementVersionId

LONGEST_COPY_REASON = 5_000


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file for the book. `page`: where in it to look."""

    name: str
    content: bytes = a_field(repr=False)
    page: int | None = None


def new_file_problems(file: NewFile | None) -> list[Problem]:
    if file is None:
        return []
    problems = file_problems(file.name, len(file.content))
    if not file.content:
        problems.append(Problem("file-empty", "content", {"name": file.name}))
    if file.page is not None and file.page < 1:
        problems.append(Problem("field-not-a-number", "page", {"field": Message("field.page"), "given": file.page}))
    return problems


def copy_problems(file: NewFile | None, reason: str) -> list[Problem]:
    """Signed is what lies here as a scan or a signed PDF, or with a word on why it does not."""
    if file is None and not reason.strip():
        return [Problem("signed-copy-needed", "copy_reason")]
    return new_file_problems(file) + text_problems("copy_reason", reason, LONGEST_COPY_REASON)


def keep_copy(tx: Transaction, version_id: int, file: NewFile | None) -> None:
    if file is not None:
        keep_file(tx, file.name, file.content, version_id=version_id, is_signed_copy=True, page=file.page)


@dataclass(frozen=True, slots=True)
class AttachToAgreement(Command):
    """Keeps a file with a version of an agreement: an annex, a letter, or the signed copy that came later."""

    label: ClassVar[str] = "undo.attach-to-agreement"
    version_id: AgreementVersionId
    file: NewFile
    is_signed_copy: bool = False

    def check(self, read: Read) -> list[Problem]:
        version = read.fetch(model.AgreementVersion, self.version_id)
        agreement = living(read, version.agreement_id, "version_id")
        problems = new_file_problems(self.file)
        if self.is_signed_copy and not version.sha256:
            problems.append(Problem("signed-copy-of-draft", "is_signed_copy", {"name": title_of(agreement)}))
        return problems

    def apply(self, tx: Transaction) -> None:
        file = self.file
        keep_file(
            tx,
            file.name,
            file.content,
            version_id=self.version_id,
            is_signed_copy=self.is_signed_copy,
            page=file.page,
        )

    def label_values(self, tx: Transaction) -> Values:
        return {"file": self.file.name, "name": name_of_version(tx, self.version_id)}
