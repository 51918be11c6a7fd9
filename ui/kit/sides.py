"""One of two values that stand side by side: the chosen one has the accent and a check."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from ui.kit.buttons import Pressable
from ui.kit.icons import draw_icon
from ui.kit.labels import draw_line_of
from ui.kit.look import Text, follow, look


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
