"""The report leaves the window: as a file, or on paper. The one place of this room that opens the system's windows."""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QStandardPaths, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from crm.book.outside import safe_name, write_whole
from crm.values import Problem
from ui.kit.look import look
from ui.kit.worker import Worker
from ui.reports.pages import Pages

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

MOST_DOTS = 300
"""Dots an inch for print: finer than that costs memory (35 MB a page) and shows nothing more."""

SUFFIX, SHEET = ".pdf", ".xlsx"


class SystemDialogs:
    """Asks by the system's windows; a test answers in its place."""

    def path(self, window: QWidget, proposed: Path) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(window, look.say("report.room.save"), str(proposed), f"PDF (*{SUFFIX})")
        if not name:
            return None
        return Path(name) if Path(name).suffix else Path(name).with_suffix(SUFFIX)

    def printer(self, window: QWidget, title: str) -> "QPrinter | None":
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        return printer if QPrintDialog(printer, window).exec() else None


dialogs = SystemDialogs()


def proposed_path(title: str) -> Path:
    """The document's title as a file name, in the user's documents."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(folder or Path.home()) / safe_name(title, SUFFIX)


def save(
    worker: Worker, owner: QObject, path: Path, content: bytes, workbook: bytes, then: Callable[[list[Path]], None]
) -> None:
    """Writes on a worker: a slow disk must not stop the window. What the disk refuses is told by the worker.

    The spreadsheet takes the name of the PDF. Only of that the person was asked whether it may be replaced, so another
    spreadsheet of that name stays, and this one gets a number.
    """

    def write() -> list[Path]:
        write_whole(path, content)
        if not workbook:
            return [path]
        beside = free_name(path.with_suffix(SHEET))
        write_whole(beside, workbook)
        return [path, beside]

    worker.work(owner, write, then, "save")


def free_name(path: Path) -> Path:
    """The path, or the first with a number that is not taken: report.xlsx, report (2).xlsx."""
    numbered = (path.with_stem(f"{path.stem} ({number})") for number in count(2))
    return path if not path.exists() else next(each for each in numbered if not each.exists())


class Printing(QObject):
    """Sends page after page, each drawn on a worker, so that neither window nor memory fills up."""

    finished = Signal()
    failed = Signal(object)

    def __init__(self, worker: Worker, printer: "QPrinter", pages: Pages, owner: QObject) -> None:
        super().__init__(owner)
        self.worker, self.printer, self.pages = worker, printer, pages
        self.numbers = list(chosen_pages(printer, len(pages)))
        self.painter = QPainter()

    def start(self) -> None:
        if self.painter.begin(self.printer):
            self.next_page()
        else:
            self.failed.emit(Problem("report-not-printed", values={"printer": self.printer.printerName()}))

    def next_page(self) -> None:
        number = self.numbers.pop(0)
        scale = min(self.printer.resolution(), MOST_DOTS) / 72
        self.worker.work(self, lambda: self.pages.picture(number, scale), self.put_on_paper, "print")

    def put_on_paper(self, image: QImage) -> None:
        self.painter.drawImage(self.place_of(image), image)
        if not self.numbers:
            self.painter.end()
            self.finished.emit()
        elif self.printer.newPage():
            self.next_page()
        else:
            self.painter.end()
            self.failed.emit(Problem("report-not-printed", values={"printer": self.printer.printerName()}))

    def place_of(self, image: QImage) -> QRectF:
        """The whole sheet: the document has margins of its own. Another paper shrinks the page, keeping its shape."""
        sheet = self.printer.paperRect(self.printer.Unit.DevicePixel)
        printable = self.printer.pageRect(self.printer.Unit.DevicePixel)
        share = min(sheet.width() / image.width(), sheet.height() / image.height())
        width, height = image.width() * share, image.height() * share
        left = (sheet.width() - width) / 2 - printable.left()
        return QRectF(left, (sheet.height() - height) / 2 - printable.top(), width, height)


def chosen_pages(printer: "QPrinter", total: int) -> range:
    """The pages that were asked for in the system's window; 0 means all."""
    first = printer.fromPage() or 1
    last = printer.toPage() or total
    return range(first - 1, min(last, total))
