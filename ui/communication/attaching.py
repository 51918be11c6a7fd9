"""The files of the meeting that is written: pasted, dropped, taken off, saved outside."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from crm.book.outside import safe_name
from crm.communication.commands import NewFile
from crm.communication.commands.parts import LARGEST_FILE
from crm.partners.queries import AttachmentBytes
from crm.values import Message, Problem
from crm.values.ids import AttachmentId
from ui.communication.file_strip import ShownFile
from ui.communication.pictures import png_of
from ui.kit.look import look
from ui.kit.outside import put_outside

if TYPE_CHECKING:
    from ui.communication.pane import MeetingPane


class Attaching:
    """Files lie in the draft until the meeting is saved, and are kept with it: a crash loses none."""

    def __init__(self, pane: "MeetingPane") -> None:
        self.pane = pane
        self.marked: int | None = None
        """The file that a search led to."""

        pane.notes.filed.connect(self.attach)
        pane.notes.pictured.connect(self.attach_picture)
        pane.strip.removed.connect(self.take_off)
        pane.strip.opened.connect(self.save)

    def attach(self, paths: Sequence[Path]) -> None:
        """Files are read when they are dropped, so that what is saved is what was there; one too large is not read."""
        files: list[NewFile] = []
        for path in paths:
            try:
                size = path.stat().st_size
                if size > LARGEST_FILE:
                    self.pane.desk.problems(too_large(path.name, size))
                    return
                files.append(NewFile(path.name, path.read_bytes()))
            except OSError as error:
                values = {"file": path.name, "why": error.strerror or ""}
                self.pane.desk.problems(Problem("file-unread", values=values))
                return
        self.add(files)

    def attach_picture(self, image: QImage) -> None:
        content = png_of(image)
        if content is None:
            self.pane.desk.problems(Problem("picture-unread"))
        else:
            self.add([NewFile(self.picture_name(), content)])

    def picture_name(self) -> str:
        """2026-09-22 screenshot 1.png: the day of the meeting, and the first number that is free."""
        taken = {file.name for file in self.shown()}
        number = 1
        while (name := self.numbered(number)) in taken:
            number += 1
        return name

    def numbered(self, number: int) -> str:
        return look.say("log.screenshot", day=self.pane.draft.held_on.isoformat(), number=str(number))

    def add(self, files: Sequence[NewFile]) -> None:
        self.pane.set(files=(*self.pane.draft.files, *files))

    def shown(self) -> list[ShownFile]:
        draft, meeting = self.pane.draft, self.pane.meeting
        stored = meeting.files if meeting is not None else ()
        files = [
            ShownFile(one.id, one.name, one.size, marked=one.id == self.marked)
            for one in stored
            if one.id not in draft.files_gone
        ]
        return files + [
            ShownFile(-place, one.name, len(one.content), one.content) for place, one in enumerate(draft.files, 1)
        ]

    def show(self) -> None:
        files = self.shown()
        self.pane.strip.show_files(files)
        self.pane.files.say(Message("log.files", {"n": len(files)}) if files else "log.drop-files")

    def take_off(self, key: int) -> None:
        draft = self.pane.draft
        if key > 0:
            self.pane.set(files_gone=(*draft.files_gone, AttachmentId(key)))
        else:
            self.pane.set(files=draft.files[: -key - 1] + draft.files[-key:])

    def save(self, key: int) -> None:
        name = next(file.name for file in self.shown() if file.key == key)
        whole = Path(name)
        proposed = safe_name(whole.stem, whole.suffix)
        chosen, _ = QFileDialog.getSaveFileName(self.pane, look.say("window.save-file"), proposed)
        if chosen:
            self.write(key, Path(chosen))

    def write(self, key: int, path: Path) -> None:
        desk = self.pane.desk
        new = self.pane.draft.files[-key - 1].content if key < 0 else b""
        kept = AttachmentBytes(AttachmentId(key))
        put_outside(desk, path, lambda: bytes(desk.book.query(kept)[1]) if key > 0 else new)


def too_large(name: str, size: int) -> Problem:
    values = {"name": name, "size": size // 1_000_000, "most": LARGEST_FILE // 1_000_000}
    return Problem("attachment-too-large", field="attachments", values=values)
