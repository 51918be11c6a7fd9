"""A file to be chosen in a form: by the system's window, or dropped on it; read on the worker when the act is done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from crm.agreements.commands import NewFile
from crm.agreements.commands.copies import new_file_problems
from crm.book.filing import LARGEST_FILE, file_problems
from crm.values import Problem
from ui.kit.buttons import Button, IconButton
from ui.kit.labels import Label
from ui.kit.look import Plain, Text, look
from ui.kit.panels import Across
from ui.kit.room import Desk


class FileField(QWidget):
    """Its property `value` is the path as text, empty while none is chosen."""

    chosen = Signal(str)

    def __init__(self, name: Text) -> None:
        super().__init__()
        self.name = name
        self.words = Label("agreements.no-file", tint="text-3")
        self.pick = Button("agreements.choose-file", "paperclip", small=True)
        self.drop = IconButton("x", "agreements.no-file", side=24)
        row = Across(self, gap=8)
        row.addWidget(self.words, 1)
        row.take(self.drop, self.pick)
        self.setFocusProxy(self.pick)
        self.setAcceptDrops(True)
        self.pick.clicked.connect(self.ask)
        self.drop.clicked.connect(lambda: self.take(""))
        self.take("")

    @property
    def path(self) -> str:
        return str(self.property("value"))

    def ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, look.say(self.name))
        if name:
            self.take(name)

    def take(self, path: str) -> None:
        self.setProperty("value", path)
        self.words.say(Plain(Path(path).name) if path else "agreements.no-file")
        self.words.dye("text" if path else "text-3")
        self.drop.setVisible(bool(path))
        self.chosen.emit(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.take(paths[0])
            event.acceptProposedAction()


Files = Mapping[str, NewFile]


class FileReading:
    """Reads the files that a form names, off the window's thread. The button of its act is off meanwhile."""

    def __init__(self, desk: Desk, form: QWidget, button: Button) -> None:
        self.desk, self.form, self.button = desk, form, button
        self.under_way = False

    def begin(
        self,
        fields: Mapping[str, QWidget],
        then: Callable[[Files], None],
        refuse: Callable[[Sequence[Problem]], None],
    ) -> None:
        """`then` gets a file for each field that names one; `refuse` what stands in the way, each at its field."""
        paths = paths_of(fields)
        if not paths:
            then({})
            return
        self.under_way = True
        self.button.allow(False, "agreements.reading-file")

        def hand_over(read: Mapping[str, NewFile | Problem]) -> None:
            self.end()
            files = {name: file for name, file in read.items() if isinstance(file, NewFile)}
            if paths_of(fields) != paths:  # another was chosen meanwhile
                self.begin(fields, then, refuse)
            elif len(files) < len(read):
                refuse([problem for problem in read.values() if isinstance(problem, Problem)])
            else:
                then(files)

        self.desk.worker.work(
            self.form, lambda: {name: read_file(name, path) for name, path in paths.items()}, hand_over, "files"
        )

    def end(self) -> None:
        """Whatever is being read is read for nobody."""
        if self.under_way:
            self.under_way = False
            self.desk.worker.forget(self.form, "files")
            self.button.allow(True)


def paths_of(fields: Mapping[str, QWidget]) -> dict[str, str]:
    return {name: field.path for name, field in fields.items() if isinstance(field, FileField) and field.path}


def read_file(field: str, name: str) -> NewFile | Problem:
    """The file, or why it is none. What is too large is not read; what grows meanwhile is not read to its end."""
    path = Path(name)
    try:
        if path.exists() and not path.is_file():
            return Problem("not-a-file", field, {"file": path.name})
        if problems := file_problems(path.name, path.stat().st_size):
            return replace(problems[0], field=field)
        with path.open("rb") as opened:
            file = NewFile(path.name, opened.read(LARGEST_FILE + 1))
    except OSError as fault:
        return Problem("file-unread", field, {"file": path.name, "why": fault.strerror or ""})
    problems = new_file_problems(file)
    return replace(problems[0], field=field) if problems else file
