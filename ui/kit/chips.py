"""Chips, which filter or switch, and tags, which only say."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.buttons import Pressable
from ui.kit.icons import draw_icon
from ui.kit.look import Text, follow, look
from ui.kit.marks import draw_stage

TONES = {
    "neutral": ("selected-quiet", "text-2"),
    "accent": ("accent-soft", "accent-text"),
    "red": ("red-soft", "red"),
    "amber": ("amber-soft", "amber"),
    "green": ("green-soft", "green"),
    "blue": ("blue-soft", "blue"),
}


class Chip(Pressable):
    """24 px. Neutral is a filter, `on` a switch that is on, `outlined` one that is off, or an invitation. × removes."""

    removed = Signal()

    def __init__(
        self,
        text: Text,
        value: Text = "",
        icon: str = "",
        *,
        on: bool = False,
        outlined: bool = False,
        removable: bool = False,
        switch: bool = False,
    ) -> None:
        super().__init__()
        self.what, self.value, self.icon_name = text, value, icon
        self.outlined, self.removable = outlined, removable
        self.setCheckable(switch or on)
        self.setChecked(on)
        follow(self.refresh)

    def say(self, text: Text, value: Text = "") -> None:
        self.what, self.value = text, value
        self.refresh()

    def refresh(self) -> None:
        words, value = look.say(self.what), look.say(self.value)
        self.setText(words)
        self.value_text = value
        self.setAccessibleName(f"{words} {value}".strip())
        self.updateGeometry()
        self.update()

    def widths(self) -> tuple[int, int, int, int]:
        metrics = look.metrics(12)
        icon = look.px(18) if self.icon_name else 0
        words = metrics.horizontalAdvance(self.text())
        value = metrics.horizontalAdvance(self.value_text) + look.px(4) if self.value_text else 0
        return icon, words, value, look.px(20) if self.removable else 0

    def sizeHint(self) -> QSize:
        return QSize(sum(self.widths()) + look.px(16), look.px(24))

    def colours(self) -> tuple[QColor | None, QColor | None, str, str]:
        """Ground, outline, words, value."""
        if self.isChecked():
            return look.color("accent-soft"), look.color("accent-line"), "accent-text", "accent-text"
        if self.outlined or self.isCheckable():
            ground = look.color("hover") if self.underMouse() else look.color("raised")
            return ground, look.color("line-strong"), "text-2", "text"
        ground = look.color("pressed" if self.underMouse() else "selected-quiet")
        return ground, None, "text-3" if self.value_text else "text-2", "text"

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, outline, ink, value_ink = self.colours()
        painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(outline, 1) if outline is not None else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.px(5), look.px(5))
        icon, words, value, _ = self.widths()
        left = look.px(8)
        if self.icon_name:
            side = look.px(14)
            draw_icon(painter, QRect(left, (self.height() - side) // 2, side, side), self.icon_name, ink)
            left += icon
        for text, width, colour in ((self.text(), words, ink), (self.value_text, value, value_ink)):
            start = left + (look.px(4) if text is self.value_text and text else 0)
            painter.setFont(look.font(12))
            painter.setPen(look.color(colour if self.isEnabled() else "text-off"))
            painter.drawText(QRect(start, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
            left += width
        if self.removable:
            draw_icon(painter, self.cross(), "x", ink)

    def cross(self) -> QRect:
        side = look.px(12)
        return QRect(self.width() - look.px(8) - side, (self.height() - side) // 2, side, side)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        grown = self.cross().adjusted(-4, -6, 6, 6)
        if self.removable and grown.contains(event.position().toPoint()):
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)


class Tag(QWidget):
    """20 px. A word on a soft ground; `stage` puts that glyph before it, `icon` an icon."""

    def __init__(self, text: Text, tone: str = "neutral", *, icon: str = "", stage: str = "") -> None:
        super().__init__()
        self.what, self.tone, self.icon_name, self.stage = text, tone, icon, stage
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(self.refresh)

    def say(self, text: Text, tone: str = "") -> None:
        self.what, self.tone = text, tone or self.tone
        self.refresh()

    def refresh(self) -> None:
        self.setAccessibleName(look.say(self.what))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(tag_width(look.say(self.what), marked=bool(self.icon_name or self.stage)), look.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_tag(painter, self.rect(), look.say(self.what), self.tone, icon=self.icon_name, stage=self.stage)


def tag_width(text: str, *, marked: bool = False) -> int:
    return look.metrics(12).horizontalAdvance(text) + look.px(12) + (look.px(18) if marked else 0) + 1


def draw_tag(
    painter: QPainter, rect: QRect, text: str, tone: str = "neutral", *, icon: str = "", stage: str = ""
) -> None:
    """A tag in a delegate: the rect is its whole ground."""
    ground, ink = TONES[tone]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color(ground))
    painter.drawRoundedRect(QRectF(rect), look.px(4), look.px(4))
    left = rect.left() + look.px(6)
    side = look.px(14)
    mark = QRect(left, rect.top() + (rect.height() - side) // 2, side, side)
    if stage:
        draw_stage(painter, mark, stage)
    elif icon:
        draw_icon(painter, mark, icon, ink)
    left += look.px(18) if stage or icon else 0
    painter.setFont(look.font(12))
    painter.setPen(look.color("text" if stage else ink))
    box = QRect(QPointF(left, rect.top()).toPoint(), QSize(rect.right() - left, rect.height()))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()
