"""Asks for files. The one place that opens the system's own window, so that a test can answer for it."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.kit.look import Text, look

BOOKS = "*.liaison"


class FileAsker:
    """Asks by the system's window."""

    def existing(self, window: QWidget, title: Text, pattern: str = BOOKS) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(window, look.say(title), "", pattern)
        return Path(name) if name else None

    def new(self, window: QWidget, title: Text, proposed: Path, pattern: str = BOOKS) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(window, look.say(title), str(proposed), pattern)
        if not name:
            return None
        path = Path(name)
        return path if path.suffix else path.with_suffix(pattern.removeprefix("*"))


asker = FileAsker()
