"""What is typed and not committed, written each second: a killed program loses a second at most (TRUST.md A1)."""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from ui.window.folders import config_folder, read_json, write_private

EVERY = 1000
FOLDER = "drafts"


class DraftFile(QObject):
    """The drafts of one book. A key says where the text belongs: room/kind/id/field ("partners/partner/12/name")."""

    def __init__(self, book: str, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = (folder or config_folder()) / FOLDER / f"{book}.json"
        self.texts = read_drafts(self.path)
        self.left_over = dict(self.texts)
        """What an earlier session left, as it was when this one began."""

        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(EVERY)
        self.timer.timeout.connect(self.write)

    def keep(self, key: str, text: str) -> None:
        if not text:
            self.forget(key)
        elif self.texts.get(key) != text:
            self.texts[key] = text
            if not self.timer.isActive():
                self.timer.start()

    def kept(self, key: str) -> str:
        return self.texts.get(key, "")

    def forget(self, key: str) -> None:
        self.left_over.pop(key, None)
        if self.texts.pop(key, None) is not None:
            self.write()

    def write(self) -> None:
        self.timer.stop()
        if self.texts:
            write_private(self.path, self.texts)
        else:
            with suppress(OSError):
                self.path.unlink(missing_ok=True)


def read_drafts(path: Path) -> dict[str, str]:
    """Only texts under texts; anything else in the file is not ours to trust."""
    with suppress(ValueError):
        content = read_json(path)
        if isinstance(content, dict):
            return {str(key): text for key, text in content.items() if isinstance(text, str)}
    return {}
