"""The foot of the list: where a new partner is named."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from ui.kit.buttons import QUIET, Button
from ui.kit.fields import LineField
from ui.kit.look import follow, look
from ui.kit.panels import Across, Panel

NEVER = 24 * 3600 * 1000
"""Only Enter names a partner, no rest of the keys."""


class Foot(Panel):
    """`named` tells the name that was entered. Esc gives it up."""

    named = Signal(str)

    def __init__(self) -> None:
        super().__init__("surface", lines="top")
        self.button = Button("partners.new", "plus", "Ctrl+N", QUIET, small=True)
        self.line = LineField("partners.new-name", "partners.new-name", small=True)
        self.line.commits.rest.setInterval(NEVER)
        self.pages = QStackedWidget()
        row = Panel("surface")
        Across(row).take(self.button, None)
        self.pages.addWidget(row)
        self.pages.addWidget(self.line)
        Across(self, margins=(8, 3, 16, 3)).addWidget(self.pages)
        self.button.clicked.connect(self.begin)
        self.line.returnPressed.connect(self.tell)
        self.line.left.connect(self.end)
        follow(self.rescale)

    def rescale(self) -> None:
        self.setFixedHeight(look.px(32))

    def begin(self) -> None:
        self.pages.setCurrentIndex(1)
        self.line.setFocus()

    def end(self) -> None:
        self.line.put_value("")
        self.pages.setCurrentIndex(0)

    def tell(self) -> None:
        name = self.line.text().strip()
        if name and not self.line.composing:
            self.named.emit(name)
