"""The timeline of all agreements: a row each, terms as bars, days of notice on them, the line of today.

Only what is in sight is drawn: five hundred agreements take no longer than twenty.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip

from crm.agreements.queries import AgreementLine
from ui.agreements.axis import Axis
from ui.agreements.bars import Bar, bar_of, span_of_all
from ui.agreements.gantt_painting import HEAD, ROW, draw_gantt
from ui.agreements.wording import number_of, parties_text, term_text
from ui.kit.labels import plain_tip
from ui.kit.look import follow, look
from ui.partners.wording import title_of

ZOOMS = (0.12, 0.2, 0.3, 0.45, 0.7, 1.0, 1.5, 2.2, 3.3, 5.0)
"""Pixels a day at 100 %: from a decade to a quarter across a window."""

NAMES = 320
LEAST_TIME = 240
"""Of a narrow widget the names leave at least so much, in the drawings' pixels, to time."""


class Gantt(QAbstractScrollArea):
    """`chosen` tells the id of the current row, `opened` one that was clicked or entered."""

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[AgreementLine] = ()
        self.bars: list[Bar | None] = []
        self.today = date.min
        self.zoom = 4
        self.axis = Axis(date(2000, 1, 1), 1.0)
        self.last_day = date(2000, 1, 1)
        self.current, self.hovered = -1, -1
        self.by_keyboard = False
        self.placed = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        follow(self.rescale)

    # What it shows

    def show_lines(self, lines: Sequence[AgreementLine], today: date) -> None:
        """What was current stays current where it is still among them."""
        key = self.current_id()
        self.lines, self.today = lines, today
        self.bars = [bar_of(line, today) for line in lines]
        self.current = next((at for at, line in enumerate(lines) if line.row.id == key), -1)
        first, self.last_day = span_of_all(self.bars, today)
        self.axis = Axis(first, self.axis.scale)
        self.rescale()

    def rescale(self) -> None:
        self.setAccessibleName(look.say("agreements.timeline"))
        self.axis = Axis(self.axis.origin, ZOOMS[self.zoom] * look.percent / 100)
        self.fit_bars()
        self.tell_row()
        self.viewport().update()

    def fit_bars(self) -> None:
        room = self.viewport().width() - self.names_wide()
        whole = round(self.axis.x(self.last_day))
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, whole - room))
        across.setPageStep(max(1, room))
        across.setSingleStep(look.px(24))
        seen = self.viewport().height() - look.px(HEAD)
        down.setRange(0, max(0, len(self.lines) * look.px(ROW) - seen))
        down.setPageStep(max(1, seen))
        down.setSingleStep(look.px(ROW))

    def names_wide(self) -> int:
        return max(look.px(120), min(look.px(NAMES), self.viewport().width() - look.px(LEAST_TIME)))

    def rows_in_sight(self) -> tuple[int, int]:
        tall, top = look.px(ROW), self.verticalScrollBar().value()
        first = top // tall
        last = (top + self.viewport().height() - look.px(HEAD)) // tall + 1
        return first, min(len(self.lines), last)

    def row_box(self, row: int) -> QRect:
        tall = look.px(ROW)
        return QRect(0, look.px(HEAD) + row * tall - self.verticalScrollBar().value(), self.viewport().width(), tall)

    def row_at(self, place: QPoint) -> int:
        if place.y() < look.px(HEAD):
            return -1
        row = (place.y() - look.px(HEAD) + self.verticalScrollBar().value()) // look.px(ROW)
        return row if row < len(self.lines) else -1

    # Where it stands

    def current_id(self) -> int | None:
        return self.lines[self.current].row.id if 0 <= self.current < len(self.lines) else None

    def choose(self, key: int) -> None:
        row = next((at for at, line in enumerate(self.lines) if line.row.id == key), -1)
        if row >= 0:
            self.go_to_row(row)

    def go_to_row(self, row: int) -> None:
        self.current = max(0, min(len(self.lines) - 1, row))
        box, head = self.row_box(self.current), look.px(HEAD)
        down = self.verticalScrollBar()
        if box.top() < head:
            down.setValue(down.value() + box.top() - head)
        elif box.bottom() > self.viewport().height():
            down.setValue(down.value() + box.bottom() - self.viewport().height() + 1)
        self.tell_row()
        self.viewport().update()
        if (key := self.current_id()) is not None:
            self.chosen.emit(key)

    def tell_row(self) -> None:
        if 0 <= self.current < len(self.lines):
            self.setAccessibleDescription(self.sentence(self.current))

    def sentence(self, row: int) -> str:
        """Everything that the row draws, for the tooltip and for who does not see it."""
        line = self.lines[row]
        parts = [f"{number_of(line.row)} {title_of(line.row)}", parties_text(line.row), look.say(line.life.shown)]
        parts.append(term_text(line.life))
        if line.life.notice is not None and line.life.last_safe is not None:
            days = {"safe": line.life.last_safe.day, "notice": line.life.notice.day}
            parts.append(look.say("agreements.notice-days", **days))
        return "\n".join(part for part in parts if part)

    def show_today(self) -> None:
        """Today a third from the left."""
        room = self.viewport().width() - self.names_wide()
        self.horizontalScrollBar().setValue(round(self.axis.x(self.today) - room * 0.45))

    def zoom_by(self, steps: int, at: float | None = None) -> None:
        """About the pixel `at` of the time, else its middle."""
        new = max(0, min(len(ZOOMS) - 1, self.zoom + steps))
        if new == self.zoom:
            return
        room = self.viewport().width() - self.names_wide()
        pivot = room / 2 if at is None else at
        day = self.axis.day(self.horizontalScrollBar().value() + pivot)
        self.zoom = new
        self.rescale()
        self.horizontalScrollBar().setValue(round(self.axis.x(day) - pivot))

    # Hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.by_keyboard = True
        key, page = event.key(), max(1, (self.viewport().height() - look.px(HEAD)) // look.px(ROW) - 1)
        rows = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}
        across = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in rows and self.lines:
            self.go_to_row(self.current + rows[Qt.Key(key)])
        elif key in across:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + across[Qt.Key(key)] * look.px(96))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom_by(-1 if key == Qt.Key.Key_Minus else 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_T):
            self.show_today()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (current := self.current_id()) is not None:
            self.opened.emit(current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.by_keyboard = False
        row = self.row_at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and row >= 0:
            self.go_to_row(row)
            self.opened.emit(self.lines[row].row.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hover(self.row_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self.hover(-1)

    def hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.setCursor(Qt.CursorShape.PointingHandCursor if row >= 0 else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1, event.position().x() - self.names_wide())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - (event.angleDelta().y() or event.angleDelta().x()))
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = self.row_at(event.pos())
            QToolTip.showText(event.globalPos(), plain_tip(self.sentence(row)) if row >= 0 else "", self)
            return True
        return super().viewportEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_bars()
        if not self.placed and self.lines and self.isVisible():
            self.placed = True
            self.show_today()

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)  # type: ignore[arg-type]  # a QShowEvent
        self.fit_bars()
        if not self.placed and self.lines:
            self.placed = True
            self.show_today()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current < 0 and self.lines:
            self.go_to_row(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_gantt(QPainter(self.viewport()), self)
