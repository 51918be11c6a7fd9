"""A date, typed in any usual form or picked from a month. Weeks begin on Monday."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from crm.language.dates import HAN_DAYS, MONTHS, day
from crm.values import Message
from crm.values.enums import Language
from ui.kit.fields import LineField
from ui.kit.icons import draw_icon
from ui.kit.labels import draw_line_of
from ui.kit.look import Text, look
from ui.kit.motion import pop, stop
from ui.kit.popup import SHADOW, draw_floating

ISO = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")
SHORT_HAN = re.compile(r"(\d{1,2})月(\d{1,2})日?$")
ENGLISH = re.compile(r"(\d{1,2})\s*([A-Za-z]{3,9})\.?(?:\s+(\d{4}))?$")
CELL = 28


def read_date(text: str, today: date) -> date | None:
    """2026-10-09, 2026/10/9, 9 Oct, 9 October 2026, 10月9日, +3 (days). No year: the nearest to come."""
    text = text.strip()
    try:
        if found := ISO.match(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := SHORT_HAN.match(text):
            return nearest(int(found[1]), int(found[2]), today)
        if (found := ENGLISH.match(text)) and (month := month_of(found[2])):
            return date(int(found[3]), month, int(found[1])) if found[3] else nearest(month, int(found[1]), today)
        if re.fullmatch(r"[+-]\d{1,4}", text):
            return today + timedelta(days=int(text))
    except ValueError:
        return None
    return None


def month_of(name: str) -> int | None:
    matching = [number for number, month in enumerate(MONTHS, 1) if month.lower().startswith(name.lower())]
    return matching[0] if len(matching) == 1 else None


def nearest(month: int, of_month: int, today: date) -> date:
    """This year's, or next year's where this year's lies more than half a year back."""
    this_year = date(today.year, month, of_month)
    return this_year if (today - this_year).days < 183 else date(today.year + 1, month, of_month)


class DateField(LineField):
    """Commits a date, or None where it was emptied. What is no date is said, and not committed."""

    tail = 26
    committed_date = Signal(object)
    unread = Signal(object)
    """A Message that says what is wrong with the text, or None where it is right again."""

    def __init__(self, today: Callable[[], date], name: Text = "", hint: Text = "kit.date-hint") -> None:
        super().__init__(name, hint)
        self.today = today
        self.value: date | None = None
        self.popup: MonthPopup | None = None
        self.committed.connect(self.read)
        look.changed.connect(self.show_again)

    def show_date(self, value: date | None) -> None:
        self.value = value
        self.put_value(day(value, look.language) if value else "")

    def show_again(self) -> None:
        if not self.commits.pending():
            self.show_date(self.value)

    def read(self, text: str) -> None:
        value = read_date(text, self.today())
        if text.strip() and value is None and (self.value is None or text != day(self.value, look.language)):
            self.unread.emit(Message("kit.no-date", {"given": text}))
            return
        self.unread.emit(None)
        if text.strip() and value is None:
            return
        self.pick(value)

    def pick(self, value: date | None) -> None:
        changed = value != self.value
        self.show_date(value)
        if changed:
            self.committed_date.emit(value)

    def open_month(self) -> None:
        if self.popup is None:
            self.popup = MonthPopup(self.window())
            self.popup.picked.connect(self.pick)
        self.popup.open_at(QRect(self.mapToGlobal(QPoint(0, 0)), self.size()), self.value or self.today(), self.today())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.popup is not None and self.popup.take_key(event):
            return
        if event.key() == Qt.Key.Key_Down:
            self.open_month()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.position().x() > self.width() - look.px(28):
            self.open_month()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.problem:
            side = look.px(16)
            box = QRect(self.width() - side - look.px(7), (self.height() - side) // 2, side, side)
            draw_icon(QPainter(self), box, "calendar", "text-3")


class MonthPopup(QWidget):
    """A month under a field: arrows move by days and weeks, Page Up and Down by months, Enter picks."""

    picked = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.host = window
        self.at = self.today = date(2000, 1, 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setAccessibleName("month")
        self.hide()

    def open_at(self, anchor: QRect, at: date, today: date) -> None:
        self.at, self.today = at, today
        stop(self)
        edge = look.px(SHADOW)
        wide, tall = look.px(7 * CELL + 16) + 2 * edge, look.px(8 * CELL + 16) + 2 * edge
        left = self.host.mapFromGlobal(anchor.bottomLeft()).x() - edge
        top = self.host.mapFromGlobal(anchor.bottomLeft()).y() + look.px(4) - edge
        if top + tall > self.host.height():
            top = self.host.mapFromGlobal(anchor.topLeft()).y() - tall + edge - look.px(4)
        self.setGeometry(max(-edge, min(left, self.host.width() - wide + edge)), max(0, top), wide, tall)
        self.show()
        self.raise_()
        pop(self)

    def weeks(self) -> list[list[date]]:
        return calendar.Calendar().monthdatescalendar(self.at.year, self.at.month)

    def cell(self, row: int, column: int) -> QRect:
        edge, side = look.px(SHADOW) + look.px(8), look.px(CELL)
        return QRect(edge + column * side, edge + (row + 2) * side, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge, side = look.px(SHADOW), look.px(CELL)
        draw_floating(painter, QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), edge)
        head = QRect(edge + look.px(16), edge + look.px(8), 7 * side, side)
        draw_line_of(painter, head, day(self.at, look.language, "month"), weight=600)
        names = HAN_DAYS if look.language is Language.CHINESE else "MTWTFSS"
        for column, name in enumerate(names):
            self.draw_centred(painter, self.cell(-1, column), name, "text-3")
        for row, week in enumerate(self.weeks()):
            for column, on in enumerate(week):
                self.draw_day(painter, self.cell(row, column), on)

    def draw_day(self, painter: QPainter, box: QRect, on: date) -> None:
        tint = "text" if on.month == self.at.month else "text-off"
        if on == self.at:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent"))
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), look.px(5), look.px(5))
            tint = "on-accent"
        elif on == self.today:
            tint = "accent-text"
        self.draw_centred(painter, box, str(on.day), tint)

    def draw_centred(self, painter: QPainter, box: QRect, text: str, tint: str) -> None:
        painter.setFont(look.font(12))
        painter.setPen(look.color(tint))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for row, week in enumerate(self.weeks()):
            for column, on in enumerate(week):
                if self.cell(row, column).contains(event.position().toPoint()):
                    self.take(on)
                    return

    def take(self, on: date) -> None:
        self.hide()
        self.picked.emit(on)

    def take_key(self, event: QKeyEvent) -> bool:
        if not self.isVisible():
            return False
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        key = Qt.Key(event.key())
        if key in steps:
            self.at += timedelta(days=steps[key])
        elif key in months:
            self.at = other_month(self.at, months[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take(self.at)
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            self.hide()
            return False
        self.update()
        return True


def other_month(on: date, by: int) -> date:
    """The same day of another month, or its last."""
    month = on.year * 12 + on.month - 1 + by
    year, number = divmod(month, 12)
    return date(year, number + 1, min(on.day, calendar.monthrange(year, number + 1)[1]))
