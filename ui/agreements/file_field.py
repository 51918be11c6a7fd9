"""A file to be chosen in a form: by the system's window, or dropped on it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.kit.buttons import Button, IconButton
from ui.kit.labels import Label
from ui.kit.look import Plain, Text, look
from ui.kit.panels import Across


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
