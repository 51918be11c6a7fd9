"""Numbers that open: a tile with its word, a small one in a sentence, a cell of a table. Each opens to its rows."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.documents.portfolio_counts import Cut
from crm.documents.portfolio_figures import Figure
from crm.documents.portfolio_sections import label_of, shown
from crm.values import Message
from ui.kit.buttons import Link, Pressable
from ui.kit.labels import draw_line_of
from ui.kit.look import Text, follow, look
from ui.kit.panels import Down, Panel

TILE_WIDTH = 112


class FigurePressable(Pressable):
    """Base: it knows its figure, is named by it, and tells which one was pressed."""

    asked = Signal(object)

    def __init__(self, cut: Cut) -> None:
        super().__init__()
        self.cut = cut
        self.figure: Figure | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda: self.asked.emit(self.cut))
        look.changed.connect(self.refresh)

    def show_figure(self, figure: Figure | None) -> None:
        self.figure = figure
        self.refresh()

    def refresh(self) -> None:
        name = "" if self.figure is None else look.say("report.live.figure", figure=self.number(), label=self.words())
        self.setText(self.number())
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def number(self) -> str:
        return shown(self.figure) if self.figure is not None else ""

    def words(self) -> str:
        return look.say(label_of(self.figure)) if self.figure is not None else ""

    def draw_state(self, painter: QPainter) -> None:
        """Hover and keyboard, alike for all of them."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = look.px(6)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("pressed" if self.isDown() else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()), radius, radius)


class FigureButton(FigurePressable):
    """The number in 20 px over its word."""

    def __init__(self, cut: Cut) -> None:
        super().__init__(cut)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.refresh()

    def sizeHint(self) -> QSize:
        return QSize(look.px(TILE_WIDTH), look.line(20) + look.line(13) + look.px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw_state(painter)
        inner = self.rect().adjusted(look.px(8), look.px(4), -look.px(4), -look.px(4))
        top = QRect(inner.left(), inner.top(), inner.width(), look.line(20))
        draw_line_of(painter, top, self.number(), size=20, weight=600)
        below = QRect(inner.left(), top.bottom() + 1, inner.width(), look.line(13))
        draw_line_of(painter, below, self.words(), tint="text-2")


class SmallFigure(Link):
    """A figure in words, in the accent: “5 with gaps”."""

    asked = Signal(object)

    def __init__(self, cut: Cut, code: str) -> None:
        super().__init__("", 12)
        self.cut, self.code = cut, code
        self.figure: Figure | None = None
        self.clicked.connect(lambda: self.asked.emit(self.cut))

    def show_figure(self, figure: Figure | None) -> None:
        self.figure = figure
        if figure is not None:
            self.say(Message(self.code, {"n": figure.count}))


class Tile(Panel):
    """A key figure, and the smaller one that belongs to it."""

    def __init__(self, top: FigureButton, below: SmallFigure | None) -> None:
        super().__init__("", "")
        column = Down(self, margins=(0, 4, 0, 4))
        column.addWidget(top)
        if below is not None:
            inner = Down(margins=(8, 0, 0, 0))
            inner.addWidget(below)
            column.addLayout(inner)
        column.addStretch(1)


class CellFigure(FigurePressable):
    """A cell of the table: the more, the fuller its ground."""

    def __init__(self, cut: Cut, *, strong: bool = False) -> None:
        super().__init__(cut)
        self.strong = strong
        self.most = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.refresh()

    def show_among(self, figure: Figure | None, most: int) -> None:
        """`most`: the largest number of the table, 0 where nothing is tinted."""
        self.most = most
        self.show_figure(figure)

    def sizeHint(self) -> QSize:
        return QSize(look.px(40), look.px(28))

    def ground(self) -> QColor | None:
        count = self.figure.count if self.figure is not None else 0
        if not (count and self.most):
            return None
        ground = look.color("accent")
        ground.setAlphaF(0.08 + 0.42 * (count - 1) / max(self.most - 1, 1))
        return ground

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = self.rect().adjusted(1, 1, -1, -1)
        if (ground := self.ground()) is not None:
            painter.fillRect(inner, ground)
        if self.underMouse() or self.isDown():
            painter.setPen(QPen(look.color("accent"), 1))
            painter.drawRect(QRectF(inner).adjusted(0.5, 0.5, -0.5, -0.5))
        count = self.figure.count if self.figure is not None else 0
        painter.setFont(look.font(13, 600 if self.strong else 400, tabular=True))
        painter.setPen(look.color("text" if count else "text-3"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, self.number() if count else "·")


class ColumnHead(QWidget):
    """The name of a column over the middle of its cells."""

    def __init__(self, text: Text) -> None:
        super().__init__()
        self.what = text
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(self.refresh)

    def refresh(self) -> None:
        self.setAccessibleName(look.say(self.what))
        self.setFixedHeight(look.px(24))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(look.font(11))
        painter.setPen(look.color("text-3"))
        shown_words = painter.fontMetrics().elidedText(look.say(self.what), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, shown_words)
