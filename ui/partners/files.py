"""The files of a partner or a contact: attached by a button or by dropping, saved outside again, taken off."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from crm.book.filing import file_problems
from crm.book.outside import safe_name
from crm.partners.commands import AttachFile, DetachFile
from crm.partners.queries import AttachmentBytes, AttachmentRow, ContactDetailRow, PartnerDetailRow
from crm.values import Message, Problem
from crm.values.ids import PartnerId, Version
from ui.kit.buttons import IconButton
from ui.kit.labels import Label
from ui.kit.look import Plain, look
from ui.kit.marks import IconMark
from ui.kit.outside import put_outside
from ui.kit.panels import Across, Panel
from ui.kit.room import Desk
from ui.partners.file_signatures import Verdicts
from ui.partners.section import Section


class FilesSection(Section):
    def __init__(self, desk: Desk) -> None:
        super().__init__("partners.files", "partners.attach", "paperclip")
        self.desk = desk
        self.verdicts = Verdicts(desk, self)
        self.owner: PartnerDetailRow | ContactDetailRow | None = None
        self.lines: dict[int, Panel] = {}
        assert self.adder is not None
        self.adder.clicked.connect(self.choose)

    def show_partner(self, partner: PartnerDetailRow) -> None:
        self.show_files_of(partner)

    def show_contact(self, contact: ContactDetailRow) -> None:
        self.show_files_of(contact)

    def show_files_of(self, owner: PartnerDetailRow | ContactDetailRow) -> None:
        self.owner = owner
        self.heading.show_count(len(owner.attachments) or None)
        self.show_rows((type(owner), owner.id, owner.attachments, look.language), self.make_lines)

    def make_lines(self) -> list[QWidget]:
        self.lines.clear()
        owner = self.owner
        files = owner.attachments if owner is not None else ()
        return [self.verdicts.below(self.line(one), one.id, one.name) for one in files]

    def mark(self, key: int) -> QWidget | None:
        """The row of that file stands out until another partner is shown; it has the keyboard."""
        row = self.lines.get(key)
        if row is not None:
            row.ground = "selected"
            row.update()
            row.setFocus()
        return row

    def line(self, one: AttachmentRow) -> QWidget:
        row = self.lines[one.id] = Panel("surface")
        keep = IconButton("download", "partners.save-file", side=24)
        drop = IconButton("x", "partners.detach", side=24)
        keep.clicked.connect(lambda: self.save(one))
        drop.clicked.connect(lambda: self.detach(one))
        across = Across(row, margins=(4, 2, 0, 2), gap=8).take(IconMark("file-text"))
        across.addWidget(Label(Plain(one.name)), 1)
        across.take(Label(Plain(size_text(one.size)), 12, tint="text-3"), keep, drop)
        row.setFocusProxy(keep)
        return row

    def choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, look.say("partners.attach"))
        self.attach([Path(name) for name in names])

    def attach(self, paths: list[Path]) -> None:
        """Each file is looked at before its bytes are read: one of 10 GB is refused by its size."""
        if self.owner is None:
            return
        for path in paths:
            try:
                problems = file_problems(path.name, path.stat().st_size)
                content = b"" if problems else path.read_bytes()
            except OSError as error:
                problems = [Problem("file-unread", values={"file": path.name, "why": error.strerror or ""})]
            if problems:
                self.desk.problems(problems)
                return
            attached = Message("partners.attached", {"name": path.name})
            self.desk.execute(self.attaching(path.name, content), toast=attached)

    def attaching(self, name: str, content: bytes) -> AttachFile:
        if isinstance(self.owner, ContactDetailRow):
            return AttachFile(name, content, contact_id=self.owner.id)
        assert self.owner is not None
        return AttachFile(name, content, PartnerId(self.owner.id))

    def save(self, one: AttachmentRow) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, look.say("partners.save-file"), outside_name(one.name))
        if chosen:
            self.write(one, Path(chosen))

    def write(self, one: AttachmentRow, path: Path) -> None:
        put_outside(self.desk, path, lambda: bytes(self.desk.book.query(AttachmentBytes(one.id))[1]))

    def detach(self, one: AttachmentRow) -> None:
        gone = Message("partners.detached", {"name": one.name})
        self.desk.execute(DetachFile(one.id, Version(one.version)), toast=gone)


def size_text(size: int) -> str:
    for unit, name in ((1_000_000, "MB"), (1_000, "kB")):
        if size >= unit:
            return f"{size / unit:.1f} {name}"
    return f"{size} B"


def outside_name(name: str) -> str:
    """An attachment's name as a file name that every system takes, its ending kept."""
    whole = Path(name)
    return safe_name(whole.stem, whole.suffix)
