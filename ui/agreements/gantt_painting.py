"""How the timeline is drawn: header, marks, bars with their days of notice, names at the left, the line of today."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from crm.agreements.queries import AgreementLine
from ui.agreements.axis import Axis, day_label
from ui.agreements.bars import Bar
from ui.agreements.wording import number_of
from ui.kit.chips import TONES as INKS
from ui.kit.labels import draw_line_of
from ui.kit.look import look
from ui.partners.wording import STATUS_TONES, title_of

if TYPE_CHECKING:
    from ui.agreements.gantt import Gantt

HEAD, ROW, TALL = 32, 32, 16
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stage:
    """Where on the widget a bar is drawn: the axis, how far it is scrolled, and the pixel at which time begins."""

    axis: Axis
    left: float

    def x(self, day: date) -> float:
        return self.left + self.axis.x(day)

    def box(self, first: date, last: date, top: float, tall: float) -> QRectF:
        """Both days inside."""
        return QRectF(self.x(first), top, max(2.0, self.x(last + DAY) - self.x(first)), tall)


def draw_gantt(painter: QPainter, view: "Gantt") -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(view.viewport().rect(), look.color("surface"))
    names = view.names_wide()
    stage = Stage(view.axis, names - view.horizontalScrollBar().value())
    painter.save()
    painter.setClipRect(QRect(names, 0, view.viewport().width() - names, view.viewport().height()))
    draw_marks(painter, view, stage)
    first, last = view.rows_in_sight()
    for row in range(first, last):
        draw_ground(painter, view, row)
        if (bar := view.bars[row]) is not None:
            draw_bar(painter, stage, bar, view.row_box(row))
    draw_today(painter, view, stage)
    painter.restore()
    for row in range(first, last):
        draw_ground(painter, view, row, QRect(0, view.row_box(row).top(), names, view.row_box(row).height()))
        draw_name(painter, view.lines[row], view.row_box(row), names, chosen=row == view.current)
    draw_frame(painter, view, names)


def draw_ground(painter: QPainter, view: "Gantt", row: int, part: QRect | None = None) -> None:
    box = view.row_box(row)
    ground = "selected" if row == view.current else "hover" if row == view.hovered else ""
    if ground:
        painter.fillRect(part or box.adjusted(view.names_wide(), 0, 0, 0), look.color(ground))
    elif part is not None:
        painter.fillRect(part, look.color("surface"))
    painter.fillRect(QRect((part or box).left(), box.bottom(), (part or box).width(), 1), look.color("line"))


def draw_marks(painter: QPainter, view: "Gantt", stage: Stage) -> None:
    names, wide, tall = view.names_wide(), view.viewport().width(), view.viewport().height()
    first, last = view.axis.day(names - stage.left), view.axis.day(wide - stage.left)
    metrics = look.metrics(12)
    free = -1.0
    flag = flag_wide(view.today)
    today = stage.x(view.today)
    for mark in view.axis.marks(first, last):
        x = stage.x(mark.day)
        painter.fillRect(QRectF(round(x), look.px(8), 1, tall), look.color("line-strong" if mark.major else "line"))
        room = metrics.horizontalAdvance(mark.label) + look.px(10)
        hidden = x + room > today - flag / 2 and x < today + flag / 2
        if x >= free and not hidden:
            box = QRect(round(x) + look.px(6), 0, room, look.px(HEAD))
            draw_line_of(painter, box, mark.label, size=12, weight=600 if mark.major else 400, tint="text-3")
            free = x + room


def draw_today(painter: QPainter, view: "Gantt", stage: Stage) -> None:
    x = round(stage.x(view.today))
    painter.fillRect(QRectF(x - 0.5, look.px(HEAD), 2, view.viewport().height()), look.color("accent"))
    draw_flag(painter, x, look.px(HEAD), day_label(view.today))


def flag_wide(today: date) -> int:
    return look.metrics(12).horizontalAdvance(day_label(today)) + look.px(10)


def draw_flag(painter: QPainter, x: int, head: int, words: str) -> None:
    """Today's date on the accent, centred on its line, at the foot of the head."""
    wide, tall = look.metrics(12).horizontalAdvance(words) + look.px(10), look.px(18)
    box = QRectF(x - wide / 2, (head - tall) / 2, wide, tall)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("accent"))
    painter.drawRoundedRect(box, look.px(4), look.px(4))
    painter.fillRect(QRectF(x - 0.5, box.bottom(), 2, head - box.bottom()), look.color("accent"))
    painter.setFont(look.font(12))
    painter.setPen(look.color("on-accent"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def draw_bar(painter: QPainter, stage: Stage, bar: Bar, row: QRect) -> None:
    tall = look.px(TALL)
    top = row.top() + (row.height() - tall) // 2
    for term in bar.ahead:
        draw_block(painter, stage.box(term.first, term.last, top, tall), None, look.color("line-strong"), dashed=True)
    ground, outline = colours_of(bar)
    draw_block(painter, stage.box(bar.first, bar.last, top, tall), ground, outline, dashed=bar.planned)
    for first in bar.breaks:
        painter.fillRect(QRectF(round(stage.x(first)), top, 1, tall), outline)
    draw_notice(painter, stage, bar, top, tall)
    if bar.open_end:
        draw_arrow(painter, stage.x(bar.last), top, tall, outline)


def colours_of(bar: Bar) -> tuple[QColor | None, QColor]:
    if bar.planned:
        return None, look.color("accent-line")
    if bar.over:
        return look.color("selected-quiet"), look.color("line-strong")
    return look.color("accent-soft"), look.color("accent-line")


def draw_block(painter: QPainter, box: QRectF, ground: QColor | None, line: QColor, *, dashed: bool) -> None:
    painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
    pen = QPen(line, 1)
    if dashed:
        pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), look.px(3), look.px(3))


def draw_notice(painter: QPainter, stage: Stage, bar: Bar, top: float, tall: float) -> None:
    """The window in soft amber, from the last safe day to the notice date in full amber."""
    if bar.notice is None:
        return
    inset = look.px(3)
    soft = QRectF(0, top + 1, 0, tall - 2)
    if bar.window is not None and bar.window < bar.notice:
        soft.setLeft(stage.x(bar.window))
        soft.setRight(stage.x(bar.notice))
        painter.fillRect(soft, look.color("amber-soft"))
    safe = bar.safe or bar.notice
    box = stage.box(safe, bar.notice, top + inset, tall - 2 * inset)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("amber"))
    painter.drawRect(box if box.width() >= look.px(4) else QRectF(box.left(), box.top(), look.px(4), box.height()))


def draw_arrow(painter: QPainter, x: float, top: float, tall: float, ink: QColor) -> None:
    """It goes on."""
    half = tall / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    tip = [QPointF(x + 2, top), QPointF(x + 2 + half * 0.8, top + half), QPointF(x + 2, top + tall)]
    painter.drawPolygon(QPolygonF(tip))


def draw_name(painter: QPainter, line: AgreementLine, row: QRect, names: int, *, chosen: bool) -> None:
    if chosen:
        painter.fillRect(QRect(0, row.top(), look.px(2), row.height() - 1), look.color("accent"))
    box = QRect(look.px(16), row.top(), names - look.px(28), row.height() - 1)
    dot = look.px(6)
    _, ink = INKS[STATUS_TONES[line.life.shown]]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color(ink))
    painter.drawEllipse(QRectF(box.left(), box.top() + (box.height() - dot) / 2, dot, dot))
    box.setLeft(box.left() + look.px(14))
    wide = look.px(104)
    draw_line_of(painter, QRect(box.left(), box.top(), wide, box.height()), number_of(line.row), tint="text-3")
    box.setLeft(box.left() + wide + look.px(8))
    draw_line_of(painter, box, title_of(line.row), weight=600 if chosen else 400)


def draw_frame(painter: QPainter, view: "Gantt", names: int) -> None:
    """The head above the names, hairlines, and the ring of the keyboard."""
    head = look.px(HEAD)
    wide, tall = view.viewport().width(), view.viewport().height()
    painter.fillRect(QRect(0, 0, names, head), look.color("surface"))
    draw_line_of(painter, QRect(look.px(16), 0, names, head), look.say("agreements.room"), tint="text-3")
    painter.fillRect(QRect(0, head - 1, wide, 1), look.color("line"))
    painter.fillRect(QRect(names - 1, 0, 1, tall), look.color("line"))
    if view.hasFocus() and view.by_keyboard and 0 <= view.current < len(view.lines):
        painter.setPen(QPen(look.color("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(view.row_box(view.current).adjusted(1, 1, -1, -2))
