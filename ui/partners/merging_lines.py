"""One field of two records: both values side by side, the chosen one marked."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.acts.merging import FieldPair
from ui.kit.buttons import Pressable
from ui.kit.icons import draw_icon
from ui.kit.labels import Label, draw_line_of
from ui.kit.look import Text, follow, look
from ui.kit.panels import Across

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


class ValueSide(Pressable):
    """A value in an outline, the chosen one with the accent and a check; only text where there is nothing to choose."""

    def __init__(self, label: Text, value: str, *, is_open: bool) -> None:
        super().__init__()
        self.label, self.value, self.is_open, self.is_chosen = label, value, is_open, False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(self.refresh)

    def refresh(self) -> None:
        self.setAccessibleName(f"{look.say(self.label)}: {self.value}")
        self.setToolTip(self.value if len(self.value) > 40 and "<" not in self.value else "")
        self.updateGeometry()
        self.update()

    def show_chosen(self, chosen: bool) -> None:
        self.is_chosen = chosen and bool(self.value)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.px(160), look.px(32 if self.is_open else 26))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.parentWidget()
        focused = line is not None and line.hasFocus()
        if self.is_open:
            width = 2 if self.is_chosen and focused else 1
            painter.setPen(QPen(look.color("accent" if self.is_chosen else "line-strong"), width))
            ground = "selected" if self.is_chosen else "hover" if self.underMouse() else "surface"
            painter.setBrush(look.color(ground))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), look.px(6), look.px(6))
        self.draw_value(painter)

    def draw_value(self, painter: QPainter) -> None:
        side = look.px(16)
        box = self.rect().adjusted(look.px(10), 0, -look.px(10), 0)
        if self.is_chosen and self.is_open:
            mark = QRect(box.right() - side + 1, (self.height() - side) // 2, side, side)
            draw_icon(painter, mark, "check", "accent-text")
            box.setRight(mark.left() - look.px(8))
        text = " ".join(self.value.split()) or "–"
        draw_line_of(painter, box, text, tint="text" if self.is_chosen else "text-2" if self.value else "text-3")
