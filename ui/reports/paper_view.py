"""The pages of a document, one under the other, drawn crisply at any zoom and only where they are seen."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from crm.values import Message
from ui.kit.look import look
from ui.kit.worker import Worker
from ui.reports.pages import Pages

PIXELS_A_POINT = 96 / 72
"""At a zoom of 1."""

LEAST, MOST, STEP = 0.25, 4.0, 1.15
MARGIN, GAP = 16, 16
KEPT = 3
"""Pages before and after those in sight whose pictures are kept."""


@dataclass(frozen=True, slots=True)
class Drawn:
    pages: Pages
    scale: float
    image: QImage


class PaperView(QAbstractScrollArea):
    """Whole pages fit the view until a person zooms."""

    turned = Signal(int)
    """The number of the page in the middle of the view, from 1."""

    zoomed = Signal(float)

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self.worker = worker
        self.pages: Pages | None = None
        self.zoom: float | None = None
        self.drawn: dict[int, Drawn] = {}
        self.asked: dict[int, tuple[Pages, float]] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self.tell_page)
        look.changed.connect(self.say_again)
        self.say_again()

    def say_again(self) -> None:
        self.setAccessibleName(look.say("report.room.preview"))
        self.viewport().update()

    # What is shown

    def show_pages(self, pages: Pages) -> None:
        """Shows a document where the one before was scrolled to; its old pictures stay until the new ones come."""
        old, self.pages = self.pages, pages
        if old is not None:
            old.close()
        self.fit_bars()
        self.viewport().update()
        self.tell_page()

    def clear(self) -> None:
        if self.pages is not None:
            self.pages.close()
        self.pages = None
        self.drawn.clear()
        self.viewport().update()

    @property
    def number(self) -> int:
        """The page in the middle of the view."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        found = [number for number, rect in self.places() if rect.top() <= middle]
        return found[-1] + 1 if found else 1

    def go_to(self, number: int) -> None:
        """Scrolls to a page, counted from 1."""
        places = dict(self.places())
        if number - 1 in places:
            self.verticalScrollBar().setValue(places[number - 1].top() - MARGIN)

    def turn(self, by: int) -> None:
        self.go_to(self.number + by)

    # How large

    @property
    def shown_zoom(self) -> float:
        return self.zoom or self.fitting_zoom()

    def fitting_zoom(self) -> float:
        if not self.pages:
            return 1.0
        width, height = self.pages.sizes[0]
        room = self.viewport().size()
        fit = min((room.width() - 2 * MARGIN) / width, (room.height() - 2 * MARGIN) / height)
        return float(min(max(fit / PIXELS_A_POINT, LEAST), MOST))

    def zoom_by(self, factor: float) -> None:
        """Zooms about the middle of the view."""
        bar = self.verticalScrollBar()
        middle = (bar.value() + self.viewport().height() / 2) / max(self.whole_height(), 1)
        self.zoom = min(max(self.shown_zoom * factor, LEAST), MOST)
        self.fit_bars()
        bar.setValue(round(middle * self.whole_height() - self.viewport().height() / 2))
        self.viewport().update()
        self.zoomed.emit(self.zoom)

    @property
    def scale(self) -> float:
        """Pixels of the screen a point."""
        return self.shown_zoom * PIXELS_A_POINT * self.devicePixelRatioF()

    def size_of(self, number: int) -> tuple[int, int]:
        assert self.pages is not None  # only asked of a page that is there
        ratio = self.devicePixelRatioF()
        width, height = self.pages.sizes[number]
        return ceil(ceil(width * self.scale) / ratio), ceil(ceil(height * self.scale) / ratio)

    def places(self) -> Iterator[tuple[int, QRect]]:
        """Where each page lies, measured from the top of the first."""
        top = MARGIN
        for number in range(len(self.pages) if self.pages else 0):
            width, height = self.size_of(number)
            left = max((self.viewport().width() - width) // 2, MARGIN)
            yield number, QRect(left, top, width, height)
            top += height + GAP

    def whole_height(self) -> int:
        last = list(self.places())[-1:]
        return last[0][1].bottom() + MARGIN if last else 0

    def fit_bars(self) -> None:
        room = self.viewport().size()
        widest = max((rect.width() for _, rect in self.places()), default=0) + 2 * MARGIN
        for bar, whole, seen in (
            (self.verticalScrollBar(), self.whole_height(), room.height()),
            (self.horizontalScrollBar(), widest, room.width()),
        ):
            bar.setRange(0, max(whole - seen, 0))
            bar.setPageStep(seen)
            bar.setSingleStep(look.px(40))

    def tell_page(self) -> None:
        self.turned.emit(self.number)
        if self.pages:
            described = Message("report.room.page-of", {"page": self.number, "total": len(self.pages)})
            self.setAccessibleDescription(look.say(described))

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_bars()
        self.zoomed.emit(self.shown_zoom)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(STEP if event.angleDelta().y() > 0 else 1 / STEP)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys turn pages; + and - zoom; arrows, Home and End scroll."""
        bar = self.verticalScrollBar()
        acts = {
            Qt.Key.Key_PageDown: lambda: self.turn(1),
            Qt.Key.Key_PageUp: lambda: self.turn(-1),
            Qt.Key.Key_Plus: lambda: self.zoom_by(STEP),
            Qt.Key.Key_Minus: lambda: self.zoom_by(1 / STEP),
            Qt.Key.Key_Home: lambda: bar.setValue(0),
            Qt.Key.Key_End: lambda: bar.setValue(bar.maximum()),
        }
        act = acts.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), look.color("paper-ground"))
        offset = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        seen = []
        for number, place in self.places():
            rect = place.translated(-offset)
            if rect.intersects(self.viewport().rect()):
                seen.append(number)
                self.draw_page(painter, number, rect)
        if self.hasFocus():
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        self.drop_far(seen)

    def draw_page(self, painter: QPainter, number: int, rect: QRect) -> None:
        painter.fillRect(rect, Qt.GlobalColor.white)
        drawn = self.drawn.get(number)
        if drawn is not None and drawn.scale == self.scale:
            painter.drawImage(rect.topLeft(), drawn.image)
        elif drawn is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(rect, drawn.image)
        painter.setPen(look.color("line-strong"))
        painter.drawRect(rect.adjusted(-1, -1, 0, 0))
        if drawn is None or drawn.scale != self.scale or drawn.pages is not self.pages:
            self.ask_for(number)

    def ask_for(self, number: int) -> None:
        """Has the page drawn on a worker; asked once for each document and scale."""
        pages, scale = self.pages, self.scale
        if pages is None or self.asked.get(number) == (pages, scale):
            return
        self.asked[number] = (pages, scale)
        self.worker.work(
            self,
            lambda: Drawn(pages, scale, pages.picture(number, scale)),
            lambda drawn: self.take(number, drawn),
            f"page {number}",
        )

    def take(self, number: int, drawn: Drawn) -> None:
        self.asked.pop(number, None)
        if drawn.pages is self.pages and not drawn.image.isNull():
            drawn.image.setDevicePixelRatio(self.devicePixelRatioF())
            self.drawn[number] = drawn
        self.viewport().update()

    def drop_far(self, seen: list[int]) -> None:
        if seen:
            near = range(seen[0] - KEPT, seen[-1] + KEPT + 1)
            self.drawn = {number: drawn for number, drawn in self.drawn.items() if number in near}
