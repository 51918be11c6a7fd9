"""One paragraph across both languages: its number, a cell each, a hairline above."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.values.enums import Language, ParagraphKind
from ui.agreements.comparing import Pair
from ui.agreements.text_cell import TextCell
from ui.kit.labels import Label
from ui.kit.look import Plain, follow, look
from ui.kit.panels import Across

NUMBER = 44


class ParagraphLine(QWidget):
    """`written` tells the paragraph's line, the language, what was there and what stands there now."""

    written = Signal(str, object, str, str)
    entered = Signal(object)

    def __init__(self, languages: Sequence[Language]) -> None:
        super().__init__()
        self.key = ""
        self.marked, self.is_item = False, False
        self.number = Label("", 13, tint="text-3")
        self.cells = [TextCell(language) for language in languages]
        row = Across(self, margins=(0, 8, 0, 10), gap=8)
        row.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        for place, cell in enumerate(self.cells):
            if place:
                row.addSpacing(look.px(12))
            row.addWidget(cell, 1)
            cell.written.connect(lambda language, was, now: self.written.emit(self.key, language, was, now))
            cell.entered.connect(self.entered)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        follow(self.rescale)

    def rescale(self) -> None:
        self.number.setFixedWidth(look.px(NUMBER))

    def show_pair(self, pair: Pair, *, can_write: bool) -> None:
        self.key, self.is_item = pair.key, pair.kind is ParagraphKind.ITEM
        self.number.say(Plain(pair.number))
        for cell in self.cells:
            raw, runs, rows = pair.of(cell.language)
            cell.show_text(raw, runs, rows, can_write=can_write)
        self.update()

    def mark(self, marked: bool) -> None:
        if marked != self.marked:
            self.marked = marked
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.marked:
            painter.fillRect(self.rect(), look.color("selected"))
        if not self.is_item:
            painter.fillRect(0, 0, self.width(), 1, look.color("line"))
