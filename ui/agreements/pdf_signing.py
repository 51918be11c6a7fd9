"""An agreement leaves as a PDF that is signed with a certificate: a form, the work on its own thread, a file."""

from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLineEdit

from crm.book.outside import write_whole
from crm.values import Message, Problem, Refused, WorldFault
from ui.agreements import exporting
from ui.agreements.act_form import Act, Errand, Values
from ui.agreements.file_field import FileField
from ui.agreements.shown import Shown
from ui.agreements.side import Side
from ui.kit.fields import LineField
from ui.kit.jobs import Job, Progress
from ui.kit.loading import LongWork
from ui.kit.room import Desk

LARGEST_KEY = 1_000_000
"""Bytes that are read of what was chosen as a certificate: a film is refused by its size."""


class PasswordField(LineField):
    """What is typed is not seen, kept in no draft, and forgotten once it was used."""

    def __init__(self) -> None:
        super().__init__("signature.password")
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def forget(self) -> None:
        self.put_value("")


class PdfSigning:
    """Puts its form in the pane, and what is refused at its field. The name of the file is asked for at the end."""

    def __init__(self, desk: Desk, side: Side, work: LongWork) -> None:
        self.desk, self.side, self.work = desk, side, work

    def begin(self, shown: Shown) -> None:
        from crm.documents.signatures import check_installed

        try:
            check_installed()
        except Refused as refusal:
            self.desk.problems(refusal.problems)
            return
        self.side.begin(self.form(shown))

    def form(self, shown: Shown) -> Act:
        password = PasswordField()

        def sign(values: Values) -> None:
            self.sign(shown, values["certificate"], password)

        fields = [
            ("certificate", "signature.certificate", FileField("signature.certificate")),
            ("password", "signature.password", password),
        ]
        return Errand("signature.sign-title", "signature.do", fields, sign, sentence="signature.sign-about")

    def sign(self, shown: Shown, certificate: object, password: PasswordField) -> None:
        if not certificate:
            self.refuse((Problem("signature.choose", "certificate"),))
            return
        path, given = Path(str(certificate)), password.text()
        book = self.desk.book
        job = Job(lambda: signing(book, shown, path, given), self.work)
        job.done.connect(lambda content: self.save(shown, content, password))
        job.refused.connect(self.refuse)
        self.work.watch(job, Message("signature.signing", {"name": exporting.proposed_path(shown, "pdf").name}))

    def refuse(self, problems: Sequence[Problem]) -> None:
        self.side.form.show_problems(problems)

    def save(self, shown: Shown, content: bytes, password: PasswordField) -> None:
        password.forget()
        path = exporting.dialogs.path(self.side.window(), exporting.proposed_path(shown, "pdf"), "pdf")
        if path is None:
            return
        whole = path if path.suffix else path.with_suffix(".pdf")
        try:
            write_whole(whole, content)
        except WorldFault as fault:
            self.refuse((fault.problem,))
            return
        self.side.leave_form()
        self.desk.toast(Message("signature.saved", {"name": whole.name}))


def signing(book: Any, shown: Shown, path: Path, password: str) -> Generator[Progress, None, bytes]:
    """The key is tried before anything is set. On the thread of the job; what it returns are the signed bytes."""
    from crm.documents.agreement_pdf import make_agreement_pdf
    from crm.documents.agreement_query import AgreementPaperOf
    from crm.documents.signing import Key, sign_pdf, signer_of

    said = Message("signature.signing", {"name": path.name})
    yield Progress(0, exporting.STEPS, said)
    key = Key(path.name, bytes_of(path), password)
    signer_of(key, shown.today)
    yield Progress(1, exporting.STEPS, said)
    paper = book.query(AgreementPaperOf(shown.id, shown.today, version=shown.version.number))
    content = make_agreement_pdf(paper).content
    yield Progress(2, exporting.STEPS, said)
    signed = sign_pdf(content, key, shown.today)
    yield Progress(exporting.STEPS, exporting.STEPS, said)
    return signed


def bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_KEY + 1)
    except OSError as fault:
        unread = Problem("file-unread", "certificate", {"file": path.name, "why": fault.strerror or ""})
        raise Refused(unread) from fault
