"""One field of two records: both values side by side, the chosen one marked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crm.acts.merging import FieldPair
from ui.kit.labels import Label
from ui.kit.look import Text, follow, look
from ui.kit.panels import Across
from ui.kit.sides import ValueSide

SIDES = ("keep", "lose")
LONG = ("description", "notes")


class ChoiceLine(QWidget):
    """`walked` tells (itself, 1 or -1) that the keyboard wants the next field. Left and Right choose, B takes both."""

    walked = Signal(object, int)
    chosen = Signal()

    LABEL_WIDE = 144

    def __init__(self, label: Text, pair: FieldPair, kept: str, lost: str) -> None:
        super().__init__()
        self.field, self.default = pair.field, pair.default
        self.choice = pair.default
        self.differs = pair.differs
        self.label = Label(label, 12, tint="text-2")
        self.sides = {
            name: ValueSide(label, text, is_open=self.differs) for name, text in zip(SIDES, (kept, lost), strict=True)
        }
        row = Across(self, gap=8).take(self.label)
        for name, side in self.sides.items():
            row.addWidget(side, 1)
            side.clicked.connect(lambda _=False, name=name: self.choose(name))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self.differs else Qt.FocusPolicy.NoFocus)
        self.show_choice()
        follow(self.rescale)

    def rescale(self) -> None:
        self.label.setFixedWidth(look.px(self.LABEL_WIDE))
        self.setAccessibleName(self.label.text())

    def choose(self, choice: str) -> None:
        if self.differs:
            self.choice = choice
            self.show_choice()
            self.chosen.emit()
            self.setFocus()

    def show_choice(self) -> None:
        for name, side in self.sides.items():
            side.show_chosen(self.choice in (name, "both"))
            side.setEnabled(bool(side.value))
        self.setAccessibleDescription(self.sides["lose" if self.choice == "lose" else "keep"].value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.choose(SIDES[key == Qt.Key.Key_Right])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walked.emit(self, 1 if key == Qt.Key.Key_Down else -1)
        elif event.text().upper() == "B" and self.field in LONG:
            self.choose("both")
        else:
            event.ignore()
