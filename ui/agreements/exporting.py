"""An agreement leaves as PDF or as a Word file: made on a thread of its own, with its progress and a Cancel."""

from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from crm.agreements.drafting.checks import Finding
from crm.book.outside import safe_name, write_whole
from crm.values import Message
from crm.values.enums import Language
from ui.agreements.shown import Shown, check
from ui.agreements.wording import number_of
from ui.kit.jobs import Job, Progress
from ui.kit.loading import LongWork
from ui.kit.look import look
from ui.kit.room import Desk
from ui.partners.wording import title_of

STEPS = 3
KINDS = {"pdf": "PDF (*.pdf)", "docx": "Word (*.docx)"}


class Dialogs:
    """Asks by the system's window; a test answers in its place."""

    def path(self, window: QWidget, proposed: Path, kind: str) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(window, look.say("agreements.save-as"), str(proposed), KINDS[kind])
        return Path(name) if name else None


dialogs = Dialogs()


class Exporting(LongWork):
    """Shows how far the file is. What forbids the export is said before a name is asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def ask(self, shown: Shown, kind: str) -> None:
        self.check_first(shown, lambda: self.ask_where(shown, kind))

    def check_first(self, shown: Shown, then: Callable[[], None]) -> None:
        """Goes on with `then` where nothing forbids that it leaves; else that is said."""
        if self.job is not None:
            return
        if not shown.is_draft:
            then()
            return
        language = look.language
        job = Job(lambda: checking(shown, language), self)
        job.done.connect(lambda found: self.take_findings(job, found, then))
        self.watch(job, "agreements.checking")

    def take_findings(self, job: Job, found: tuple[Finding, ...], then: Callable[[], None]) -> None:
        self.finish(job)  # before the system's window stands over it
        refused = next((one for one in found if one.blocks), None)
        if refused is not None:
            self.refuse(refused)
        else:
            then()

    def ask_where(self, shown: Shown, kind: str) -> None:
        path = dialogs.path(self.window(), proposed_path(shown, kind), kind)
        if path is not None:
            self.make(shown, kind, path if path.suffix else path.with_suffix(f".{kind}"))

    def refuse(self, finding: Finding) -> None:
        from crm.values import Problem

        self.desk.problems(Problem(finding.code, values=dict(finding.values)))

    def make(self, shown: Shown, kind: str, path: Path) -> None:
        book, on, key, number = self.desk.book, shown.today, shown.id, shown.version.number
        job = Job(lambda: making(book, key, on, number, kind, path), self)
        job.done.connect(lambda made: self.tell(path, made))
        job.refused.connect(self.desk.problems)
        self.watch(job, Message("agreements.exporting", {"name": path.name}))

    def tell(self, path: Path, _made: Any) -> None:
        self.desk.toast(Message("agreements.exported", {"name": path.name}))


def checking(shown: Shown, language: Language) -> Generator[Progress, None, tuple[Finding, ...]]:
    """On the thread of the job: 300 long clauses are read for most of a second."""
    yield Progress(0, 0, "agreements.checking")
    return check(shown, language)


def making(book: Any, key: Any, on: Any, number: int, kind: str, path: Path) -> Iterator[Progress]:
    """Read, set, written: on the thread of the job."""
    from crm.documents.agreement_query import AgreementPaperOf

    said = Message("agreements.exporting", {"name": path.name})
    yield Progress(0, STEPS, said)
    paper = book.query(AgreementPaperOf(key, on, version=number))
    yield Progress(1, STEPS, said)
    if kind == "docx":
        from crm.documents.agreement_docx import make_agreement_docx

        content = make_agreement_docx(paper).content
    else:
        from crm.documents.agreement_pdf import make_agreement_pdf

        content = make_agreement_pdf(paper).content
    yield Progress(2, STEPS, said)
    write_whole(path, content)
    yield Progress(STEPS, STEPS, said)


def proposed_path(shown: Shown, kind: str) -> Path:
    """Number and title, in the user's documents."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    name = f"{number_of(shown.row)} {title_of(shown.row)}" if shown.row.number else title_of(shown.row)
    return Path(folder or Path.home()) / safe_name(name, f".{kind}")
