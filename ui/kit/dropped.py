"""Files that are dragged over a widget, told apart by their endings."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
DOCUMENTS = (".pdf", ".docx", ".doc", ".pptx", ".odt")

Paths = Sequence[Path]


class FileDrops(QObject):
    """Lets a widget, and all in it that takes no drops itself, receive files. `then` gets the paths that are wanted."""

    def __init__(self, target: QWidget, wanted: Callable[[Paths], bool], then: Callable[[Paths], None]) -> None:
        super().__init__(target)
        self.wanted, self.then = wanted, then
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.DragEnter, QEvent.Type.Drop) or not isinstance(event, QDropEvent):
            return False
        paths = dropped_files(event)
        if not paths or not self.wanted(paths):
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self.then(paths)
        return True


def dropped_files(event: QDropEvent) -> list[Path]:
    """The local files and folders that are dragged."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def are_tables(paths: Paths) -> bool:
    return all(path.suffix.casefold() in TABLES and not path.is_dir() for path in paths)


def are_papers(paths: Paths) -> bool:
    """A folder, a document, or several files. One picture alone belongs where it is dropped, not to a partner."""
    return len(paths) > 1 or paths[0].is_dir() or paths[0].suffix.casefold() in DOCUMENTS
