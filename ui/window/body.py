"""Where a room stands: banners on top, the room, and at its right the detail or the log pane, which can be dragged."""

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSplitter, QSplitterHandle, QStackedWidget, QWidget

from ui.kit.look import look
from ui.kit.motion import PANE, slide
from ui.kit.notices import Banner, Toast
from ui.kit.panels import Down, Panel

LEAST, MOST = 300, 560
LOG_WIDTH = 560
SHARE = 0.42
"""At large text sizes the pane at the right takes at most so much of the window."""

DOCKED_FROM = 1200
"""In windows narrower than this, in the drawings' pixels, the log pane lies over the room."""


class Handle(QSplitterHandle):
    """5 px to take hold of, 1 px to see."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("surface"))
        painter.fillRect(QRect(self.width() // 2, 0, 1, self.height()), look.color("line"))


class Halves(QSplitter):
    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setHandleWidth(5)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        return Handle(self.orientation(), self)


class Pages(QStackedWidget):
    """Never wider than its place: what does not fit is the page's own to elide or scroll."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)


class Body(Panel):
    dragged = Signal(int)
    """The pane's new width, in the drawings' pixels."""

    def __init__(self) -> None:
        super().__init__("surface")
        self.banners = Down(margins=(16, 8, 16, 0), gap=8)
        self.standing = Banner("amber", closable=False)
        self.notice = Banner("blue")
        self.problem = Banner("red")
        self.rooms, self.side = Pages(), Pages()
        self.halves = Halves()
        self.wanted = 416
        self.holder = Panel("surface")
        Down(self.holder).take(self.top_of(), self.rooms)
        self.halves.addWidget(self.holder)
        self.halves.addWidget(self.side)
        self.halves.setStretchFactor(0, 1)
        self.halves.splitterMoved.connect(self.keep_width)
        Down(self).take(self.halves)
        self.toast = Toast(self.holder)
        self.side.hide()
        look.changed.connect(self.fit_side)

    def top_of(self) -> QWidget:
        top = QWidget()
        top.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        Down(top).take(self.banners)
        self.banners.take(self.standing, self.notice, self.problem)
        for banner in (self.standing, self.notice, self.problem):
            banner.closed.connect(self.fold_banners)
        self.fold_banners()
        return top

    def fold_banners(self) -> None:
        """Without a banner the room begins at the very top."""
        shown = any(not banner.isHidden() for banner in (self.standing, self.notice, self.problem))
        self.banners.box.margins = (16, 8, 16, 0) if shown else (0, 0, 0, 0)
        self.banners.rescale()

    def show_room(self, room: QWidget) -> None:
        if self.rooms.indexOf(room) < 0:
            self.rooms.addWidget(room)
        self.rooms.setCurrentWidget(room)

    def show_side(self, pane: QWidget | None, width: int) -> None:
        """The pane at the right; none closes it."""
        if pane is None:
            self.side.hide()
            return
        if self.side.indexOf(pane) < 0:
            self.side.addWidget(pane)
        opens = self.side.isHidden()
        self.side.setCurrentWidget(pane)
        self.wanted = width
        self.side.show()
        self.fit_side()
        if opens:
            self.slide_in(pane)

    def slide_in(self, pane: QWidget) -> None:
        """The room has its new width at once; the pane comes from the edge of the window."""
        slide(pane, QPoint(self.side.width(), 0), PANE)

    def take_from_side(self, pane: QWidget) -> None:
        self.side.removeWidget(pane)

    def fit_side(self) -> None:
        if self.side.isHidden() or not self.width():
            return
        most = round(self.width() * SHARE)
        least = min(look.px(LEAST), most)
        width = max(least, min(look.px(min(self.wanted, MOST)), most))
        self.side.setMinimumWidth(least)
        self.side.setMaximumWidth(max(min(look.px(MOST), round(self.width() * 0.6)), width))
        self.halves.setSizes([self.width() - width - self.halves.handleWidth(), width])

    def keep_width(self, _position: int, _handle: int) -> None:
        self.wanted = round(self.side.width() * 100 / look.percent)
        self.dragged.emit(self.wanted)

    def docks_log(self) -> bool:
        return self.window().width() >= look.px(DOCKED_FROM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_side()
        QTimer.singleShot(0, self.toast.place)
