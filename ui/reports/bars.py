"""One small chart of several on one scale: bars that open to the contacts of their days."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.documents.portfolio_counts import Cut
from crm.documents.portfolio_figures import Figure
from crm.documents.portfolio_sections import label_of
from ui.kit.labels import draw_line_of
from ui.kit.look import look

PLOT, LABELS = 56, 20
SHARE = 0.72


class BarChart(QWidget):
    """Left and Right go from bar to bar, Enter opens the one that is marked."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.bars: Sequence[Figure] = ()
        self.ticks: Sequence[tuple[int, str]] = ()
        self.top = 2
        self.at = 0
        self.hovered = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.say_again)

    def show_bars(self, bars: Sequence[Figure], ticks: Sequence[tuple[int, str]], top: int) -> None:
        self.bars, self.ticks, self.top = bars, ticks, top
        self.at = min(self.at, max(len(bars) - 1, 0))
        self.say_again()

    def say_again(self) -> None:
        """The marked bar is what a screen reader hears."""
        if self.bars:
            figure = self.bars[self.at]
            spoken = look.say("report.live.figure", figure=str(figure.count), label=look.say(label_of(figure)))
            self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.px(160), look.px(PLOT + LABELS))

    def place_of(self, at: int) -> QRectF:
        """The whole height over a bar: one need not hit the bar itself."""
        wide = self.width() / max(len(self.bars), 1)
        return QRectF(at * wide, 0, wide, look.px(PLOT))

    def bar_at(self, point: QPoint) -> int:
        if not self.bars or point.y() > look.px(PLOT):
            return -1
        return min(max(int(point.x() * len(self.bars) / max(self.width(), 1)), 0), len(self.bars) - 1)

    def open_bar(self, at: int) -> None:
        if 0 <= at < len(self.bars):
            self.at = at
            self.asked.emit(self.bars[at].cut)

    def cuts(self) -> list[Cut]:
        return [bar.cut for bar in self.bars]

    # Events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.open_bar(self.bar_at(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self.bar_at(event.position().toPoint())
        if at != self.hovered:
            self.hovered = at
            self.setCursor(Qt.CursorShape.PointingHandCursor if at >= 0 else Qt.CursorShape.ArrowCursor)
            self.setToolTip(self.tip(at))
            self.update()

    def tip(self, at: int) -> str:
        if at < 0:
            return ""
        figure = self.bars[at]
        return look.say("report.live.figure", figure=str(figure.count), label=look.say(label_of(figure)))

    def leaveEvent(self, event: object) -> None:
        self.hovered = -1
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None and self.bars:
            self.at = min(max(self.at + step, 0), len(self.bars) - 1)
            self.say_again()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.open_bar(self.at)
        else:
            super().keyPressEvent(event)

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        plot = look.px(PLOT)
        for share, token in ((0.0, "line"), (0.5, "line"), (1.0, "field-line")):
            painter.fillRect(QRect(0, min(round(plot * share), plot - 1), self.width(), 1), look.color(token))
        for at, figure in enumerate(self.bars):
            place = self.place_of(at)
            tall = plot * figure.count / self.top
            bar = QRectF(place.left(), plot - tall, place.width() * SHARE, tall)
            painter.fillRect(bar, look.color("accent-hover" if at == self.hovered else "accent"))
        self.draw_ticks(painter)
        if self.hasFocus() and self.bars:
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRect(self.place_of(self.at).adjusted(-1, 1, 1 - self.place_of(self.at).width() * 0.28, -1))

    def draw_ticks(self, painter: QPainter) -> None:
        free = 0
        for at, label in self.ticks:
            left = round(self.place_of(at).left())
            width = look.metrics(12).horizontalAdvance(label)
            if left >= free and left + width <= self.width():
                box = QRect(left, look.px(PLOT) + 1, width + 2, look.px(LABELS) - 1)
                draw_line_of(painter, box, label, size=12, tint="text-3")
                free = left + width + look.px(6)
