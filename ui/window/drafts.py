"""What is typed and not committed, written each second: a killed program loses a second at most (TRUST.md A1)."""

import hashlib
import os
import re
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from ui.window.folders import config_folder, read_json, write_private

EVERY = 1000
HASH = re.compile(r"\b[0-9a-f]{64}\b")
FOLDER = "drafts"


class DraftFile(QObject):
    """The drafts of one book. A key says where the text belongs: room/kind/id/field ("partners/partner/12/name")."""

    def __init__(self, book: str, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = (folder or config_folder()) / FOLDER / f"{book}.json"
        self.folder = self.path.with_suffix("")
        """Where the files lie that the drafts hold."""

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

    def keep_bytes(self, content: bytes) -> str:
        """Keeps a file that a draft holds, and says under which name: its hash."""
        name = hashlib.sha256(content).hexdigest()
        path = self.folder / name
        if not path.exists():
            with suppress(OSError):  # as with texts: what the disk refuses is still in the editor
                write_bytes(path, content)
        return name

    def bytes_of(self, name: str) -> bytes | None:
        """What was kept under the name, whole and unaltered, else None."""
        with suppress(OSError):
            content = (self.folder / name).read_bytes() if HASH.fullmatch(name) else b""
            if hashlib.sha256(content).hexdigest() == name:
                return content
        return None

    def tidy(self) -> None:
        """Forgets the files that no draft names any more."""
        named = {name for text in self.texts.values() for name in HASH.findall(text)}
        with suppress(OSError):
            for path in self.folder.iterdir():
                if path.name not in named:
                    path.unlink(missing_ok=True)

    def forget(self, key: str) -> None:
        self.left_over.pop(key, None)
        if self.texts.pop(key, None) is not None:
            self.write()

    def write(self) -> None:
        self.timer.stop()
        self.tidy()
        if self.texts:
            write_private(self.path, self.texts)
        else:
            with suppress(OSError):
                self.path.unlink(missing_ok=True)


def write_bytes(path: Path, content: bytes) -> None:
    """0600, whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    with os.fdopen(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    part.replace(path)


def read_drafts(path: Path) -> dict[str, str]:
    """Only texts under texts; anything else in the file is not ours to trust."""
    with suppress(ValueError):
        content = read_json(path)
        if isinstance(content, dict):
            return {str(key): text for key, text in content.items() if isinstance(text, str)}
    return {}
