"""A quiet line: what is typed, or what is shown, looks like a record that the book has already."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crm.partners.queries.duplicates import DuplicateRow
from crm.partners.queries.possible import PossibleDuplicates
from crm.values import Message, Query
from ui.kit.buttons import Link
from ui.kit.fields import LineField
from ui.kit.labels import Label
from ui.kit.panels import Across
from ui.kit.room import Desk

REST = 150
"""Milliseconds without a key before the book is asked."""

LEAST = 2
"""Signs of a name below which half the book would look alike."""


class LikeLine(QWidget):
    """`opened` tells the pair whose other record is asked for."""

    opened = Signal(object)

    def __init__(self, desk: Desk, act: str) -> None:
        super().__init__()
        self.desk = desk
        self.row: DuplicateRow | None = None
        self.words = Label("", 12, tint="text-2")
        self.open_link = Link(act, 12)
        row = Across(self, gap=8)
        row.addWidget(self.words, 1)
        row.addWidget(self.open_link)
        self.open_link.clicked.connect(self.tell)
        self.hide()

    def ask(self, question: Query[list[DuplicateRow]]) -> None:
        self.desk.worker.ask(self, question, self.show_found, "like")

    def show_found(self, found: list[DuplicateRow]) -> None:
        """The likeliest only: more would be a list, and that is a page of its own."""
        self.row = found[0] if found else None
        self.setVisible(self.row is not None)
        if self.row is not None:
            values = {"name": self.row.second, "reason": self.row.reasons[0]}
            self.words.say(Message("duplicates.looks-like", values))

    def nothing(self) -> None:
        self.desk.worker.forget(self, "like")
        self.show_found([])

    def tell(self) -> None:
        if self.row is not None:
            self.opened.emit(self.row)


class TypingHint(LikeLine):
    """Under a line in which a new name is typed. Down opens what it looks like."""

    def __init__(self, desk: Desk, line: LineField, question: Callable[[str], Query[Any]] | None = None) -> None:
        super().__init__(desk, "duplicates.open")
        self.line = line
        self.question = question or PossibleDuplicates
        self.rest = QTimer(self)
        self.rest.setSingleShot(True)
        self.rest.setInterval(REST)
        self.rest.timeout.connect(self.look)
        line.textChanged.connect(lambda _: self.rest.start())
        line.installEventFilter(self)

    def look(self) -> None:
        text = self.line.text().strip()
        if len(text) < LEAST or self.line.composing:
            self.nothing()
        else:
            self.ask(self.question(text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and self.row is not None and is_down(event):
            self.tell()
            return True
        return super().eventFilter(watched, event)


def is_down(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
