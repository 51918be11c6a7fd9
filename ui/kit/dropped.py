"""Files that are dragged over a widget: told apart by their endings, one at a time."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")


class FileDrops(QObject):
    """Lets a widget, and all in it that takes no drops itself, receive a file. `then` gets its path."""

    def __init__(self, target: QWidget, endings: Sequence[str], then: Callable[[Path], None]) -> None:
        super().__init__(target)
        self.endings, self.then = endings, then
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.DragEnter, QEvent.Type.Drop) or not isinstance(event, QDropEvent):
            return False
        path = dropped_file(event, self.endings)
        if path is None:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self.then(path)
        return True


def dropped_file(event: QDropEvent, endings: Sequence[str]) -> Path | None:
    """The one local file that is dragged, if it ends as wanted."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.casefold() in endings else None
