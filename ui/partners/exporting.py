"""The list as shown leaves as a file: CSV or XLSX, with progress and a Cancel that leaves nothing behind."""

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from crm.exchange.leaving import Leaving, LeavingProgress, Left, export_list, leaving_name
from crm.values import Message
from ui.kit.jobs import Job, Progress
from ui.kit.loading import LongWork
from ui.kit.look import look
from ui.kit.panels import Down, Panel

if TYPE_CHECKING:
    from ui.kit.room import Desk

FORMATS = "XLSX (*.xlsx);;CSV (*.csv)"


class SystemDialogs:
    """Asks by the system's window; a test answers in its place."""

    def path(self, window: QWidget, proposed: Path) -> Path | None:
        name, kind = QFileDialog.getSaveFileName(window, look.say("partners.export"), str(proposed), FORMATS)
        if not name:
            return None
        path = Path(name)
        return path if path.suffix else path.with_suffix(".csv" if kind.startswith("CSV") else ".xlsx")


dialogs = SystemDialogs()


class Exporting(Panel):
    """Hidden until a list leaves; then what, how far, how long, Cancel."""

    def __init__(self, desk: "Desk") -> None:
        super().__init__("sunken", lines="bottom")
        self.desk = desk
        self.work = LongWork()
        self.job: Job | None = None
        Down(self).take(self.work)
        self.work.ended.connect(self.hide)
        self.hide()

    def ask(self, leaving: Leaving) -> None:
        """Where to; the system asks before a file is replaced."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = Path(folder or Path.home()) / leaving_name(leaving.title, ".xlsx")
        path = dialogs.path(self.window(), proposed)
        if path is not None:
            self.begin(path, leaving)

    def begin(self, path: Path, leaving: Leaving) -> None:
        book, language = self.desk.book, look.language
        self.job = Job(lambda: steps(export_list(book, path, leaving, language)), self)
        self.job.done.connect(self.tell)
        self.job.refused.connect(self.desk.problems)
        self.show()
        self.work.watch(self.job, Message("partners.exporting", {"file": path.name}))

    def tell(self, left: Left) -> None:
        self.desk.toast(Message("partners.exported", {"n": left.rows, "file": left.path.name}))


def steps(exporting: Generator[LeavingProgress, None, Left]) -> Generator[Progress, None, Left]:
    """The export's own progress in the words of the kit. Closed half-way, it closes the export: no file remains."""
    try:
        while True:
            told = next(exporting)
            yield Progress(told.done, told.total, told.phase)
    except StopIteration as end:
        left: Left = end.value
        return left
    finally:
        exporting.close()
