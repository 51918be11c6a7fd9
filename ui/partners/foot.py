"""The foot of the list: where a new partner is named, and at the right what the list adds up to."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from crm.values import Message
from crm.values.enums import PartnerRole, Stage
from ui.kit.buttons import QUIET, Button
from ui.kit.fields import LineField
from ui.kit.labels import Label
from ui.kit.look import Text, follow, look
from ui.kit.panels import Across, Panel

NEVER = 24 * 3600 * 1000
"""Only Enter names a partner, no rest of the keys."""


class Foot(Panel):
    """`named` tells the name that was entered. Esc gives it up."""

    named = Signal(str)

    def __init__(self) -> None:
        super().__init__("surface", lines="top")
        self.role: PartnerRole | None = None
        self.stage = Stage.PROSPECT
        self.button = Button("partners.new", "plus", "Ctrl+N", QUIET, small=True)
        self.sums = Label("", 12, tint="text-3")
        self.begins = Label("", 12, tint="text-3")
        self.line = LineField("partners.new-name", "partners.new-name", small=True)
        self.line.commits.rest.setInterval(NEVER)
        self.pages = QStackedWidget()
        self.lay_out()
        self.button.clicked.connect(lambda: self.begin())
        self.line.returnPressed.connect(self.tell)
        self.line.left.connect(self.end)
        follow(self.rescale)

    def lay_out(self) -> None:
        row, naming = Panel("surface"), Panel("surface")
        Across(row).take(self.button, None, self.sums)
        self.naming_row = Across(naming, gap=12)
        self.naming_row.addWidget(self.line, 1)
        self.naming_row.addWidget(self.begins)
        self.pages.addWidget(row)
        self.pages.addWidget(naming)
        Across(self, margins=(8, 3, 16, 3)).addWidget(self.pages)

    def rescale(self) -> None:
        self.setFixedHeight(look.px(32))

    def show_sums(self, text: Text) -> None:
        self.sums.say(text)

    def begin(self, role: PartnerRole | None = None, stage: Stage = Stage.PROSPECT) -> None:
        """The line opens; on the board it says the role and stage in which the partner will begin."""
        self.role, self.stage = role, stage
        values = {"role": role, "stage": stage}
        self.begins.say(Message("partners.begins-as", values) if role is not None else "")
        self.pages.setCurrentIndex(1)
        self.line.setFocus()

    def end(self) -> None:
        self.line.put_value("")
        self.pages.setCurrentIndex(0)

    def tell(self) -> None:
        name = self.line.text().strip()
        if name and not self.line.composing:
            self.named.emit(name)
