"""The life of one agreement on a line of time: its terms, its notice days, and what each party owes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from crm.agreements.owed import Duty
from crm.agreements.queries import AgreementLine
from crm.values.enums import DutyState
from crm.values.span import Span
from ui.agreements.axis import Axis, day_label
from ui.agreements.bars import Bar, bar_of
from ui.agreements.gantt_painting import HEAD, Stage, draw_block, draw_flag, flag_wide
from ui.agreements.shown import Shown
from ui.agreements.wording import party_name
from ui.kit.labels import draw_line_of, plain_tip
from ui.kit.look import follow, look
from ui.partners.wording import day_text, in_language

ROW, NAMES, TALL = 24, 148, 18
DAY = timedelta(days=1)
STATE_TINTS = {
    DutyState.MET: ("green", True),
    DutyState.LATE: ("red", True),
    DutyState.DUE: ("text-2", False),
    DutyState.WAIVED: ("text-3", False),
    DutyState.DISPUTED: ("blue", True),
    DutyState.WAITING: ("text-3", False),
}
"""Of the diamonds: colour, and whether it is filled."""


@dataclass(frozen=True, slots=True)
class OwingRow:
    """A party and what falls due for it."""

    name: str
    duties: tuple[Duty, ...]


class Strip(QWidget):
    """`opened` tells a duty whose diamond was pressed."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.shown: Shown | None = None
        self.bar: Bar | None = None
        self.owing: Sequence[OwingRow] = ()
        self.spots: list[tuple[QRectF, Duty]] = []
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(self.rescale)

    def show_record(self, shown: Shown) -> None:
        self.shown = shown
        self.bar = bar_of(AgreementLine(shown.row, shown.life), shown.today)
        owing: list[OwingRow] = []
        for party in shown.row.parties:
            duties = tuple(duty for duty in shown.duties if duty.debtor.id == party.id and duty.due_on is not None)
            if duties:
                owing.append(OwingRow(look.say("agreements.owes", party=party_name(party)), duties))
        self.owing = owing
        self.setVisible(self.bar is not None)
        self.rescale()

    def rescale(self) -> None:
        rows = 2 + len(self.owing) if self.bar is not None and self.bar.notice else 1 + len(self.owing)
        self.setFixedHeight(look.px(HEAD + ROW * rows + 8))
        self.setAccessibleName(look.say("agreements.timeline"))
        self.update()

    def stage(self) -> Stage:
        """The whole life, and some air to each side, in the width that there is."""
        assert self.bar is not None and self.shown is not None
        bar = self.bar
        first, last = min(bar.first, self.shown.today), max(bar.last, self.shown.today)
        if bar.ahead:
            last = max(last, min(bar.ahead[0].last, bar.last + timedelta(days=366)))
        air = max(20, (last - first).days // 20)
        origin, days = first - timedelta(days=air), (last - first).days + 2 * air
        wide = max(1, self.width() - look.px(NAMES) - look.px(16))
        return Stage(Axis(origin, wide / days), look.px(NAMES))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.color("surface"))
        painter.fillRect(QRect(0, 0, self.width(), 1), look.color("line"))
        self.spots = []
        if self.bar is None or self.shown is None:
            return
        stage = self.stage()
        self.draw_marks(painter, stage, self.shown.today)
        top = self.draw_term(painter, stage, look.px(HEAD))
        if self.bar.notice is not None:
            top = self.draw_notice(painter, stage, top)
        for row in self.owing:
            self.name(painter, row.name, top)
            for duty in row.duties:
                self.draw_diamond(painter, stage, duty, top)
            top += look.px(ROW)
        x = round(stage.x(self.shown.today))
        painter.fillRect(QRectF(x - 0.5, look.px(HEAD), 2, top - look.px(HEAD)), look.color("accent"))
        draw_flag(painter, x, look.px(HEAD), day_label(self.shown.today))

    def draw_marks(self, painter: QPainter, stage: Stage, today: date) -> None:
        metrics, free, flag = look.metrics(12), 0.0, flag_wide(today)
        last = stage.axis.day(self.width() - stage.left)
        for mark in stage.axis.marks(stage.axis.day(0) + DAY, last):
            x = stage.x(mark.day)
            painter.fillRect(QRectF(round(x), look.px(8), 1, self.height() - look.px(12)), look.color("line"))
            wide = metrics.horizontalAdvance(mark.label) + look.px(10)
            hidden = x + wide > stage.x(today) - flag / 2 and x < stage.x(today) + flag / 2
            if x >= free and not hidden:
                box = QRect(round(x) + look.px(5), 0, wide, look.px(HEAD))
                draw_line_of(painter, box, mark.label, size=12, tint="text-3")
                free = x + wide

    def name(self, painter: QPainter, words: str, top: int) -> None:
        box = QRect(look.px(16), top, look.px(NAMES - 24), look.px(ROW))
        draw_line_of(painter, box, words, size=12, tint="text-2")

    def draw_term(self, painter: QPainter, stage: Stage, top: int) -> int:
        assert self.bar is not None and self.shown is not None
        bar, tall = self.bar, look.px(TALL)
        self.name(painter, look.say("field.term"), top)
        at = top + (look.px(ROW) - tall) // 2
        clip = QRect(look.px(NAMES), top, self.width() - look.px(NAMES), look.px(ROW))
        painter.save()
        painter.setClipRect(clip)
        for term in bar.ahead[:2]:
            box = stage.box(term.first, term.last, at, tall)
            draw_block(painter, box, None, look.color("line-strong"), dashed=True)
            seen = box.intersected(QRectF(clip))
            inside(painter, seen, look.say("agreements.renewal-number", n=term.number), "text-3")
        ground = None if bar.planned else look.color("selected-quiet" if bar.over else "accent-soft")
        line = look.color("line-strong" if bar.over else "accent-line")
        box = stage.box(bar.first, bar.last, at, tall)
        draw_block(painter, box, ground, line, dashed=bar.planned)
        for first in bar.breaks:
            painter.fillRect(QRectF(round(stage.x(first)), at, 1, tall), line)
        inside(painter, box.intersected(QRectF(clip)), term_words(self.shown), "text-2" if bar.over else "accent-text")
        painter.restore()
        return top + look.px(ROW)

    def draw_notice(self, painter: QPainter, stage: Stage, top: int) -> int:
        assert self.bar is not None and self.bar.notice is not None
        bar, tall = self.bar, look.px(TALL)
        self.name(painter, look.say("field.notice"), top)
        at = top + (look.px(ROW) - tall) // 2
        notice = bar.notice
        assert notice is not None
        if bar.window is not None and bar.window < notice:
            painter.fillRect(stage.box(bar.window, notice, at, tall), look.color("amber-soft"))
        safe = bar.safe or notice
        full = stage.box(safe, notice, at, tall)
        late = QRectF(full.right(), at, max(0.0, stage.x(bar.last + DAY) - full.right()), tall)
        painter.fillRect(late, look.color("amber-soft"))
        painter.fillRect(
            full if full.width() > look.px(5) else QRectF(full.left(), at, look.px(5), tall), look.color("amber")
        )
        inside(painter, late, look.say("agreements.too-late"), "amber")
        words = look.say("agreements.notice-short", safe=day_text(safe), notice=day_text(notice))
        room = look.metrics(12).horizontalAdvance(words) + look.px(8)
        box = QRect(round(late.right()) + look.px(8), top, room, look.px(ROW))
        if box.right() > self.width():
            box.moveRight(round(full.left()) - look.px(8))
            if bar.window is not None:
                box.moveRight(round(stage.x(bar.window)) - look.px(8))
        if box.left() > look.px(NAMES):
            draw_line_of(painter, box, words, size=12, tint="amber")
        return top + look.px(ROW)

    def draw_diamond(self, painter: QPainter, stage: Stage, duty: Duty, top: int) -> None:
        assert duty.due_on is not None
        x, y, half = stage.x(duty.due_on), top + look.px(ROW) / 2, look.px(5)
        if not look.px(NAMES) <= x <= self.width():
            return
        draw_diamond(painter, x, y, half, duty.state)
        self.spots.append((QRectF(x - half - 2, y - half - 2, 2 * half + 4, 2 * half + 4), duty))

    def duty_at(self, place: QPointF) -> Duty | None:
        return next((duty for box, duty in reversed(self.spots) if box.contains(place)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        duty = self.duty_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if duty else Qt.CursorShape.ArrowCursor)
        words = ""
        if duty is not None:
            text = in_language(duty.obligation.text_en, duty.obligation.text_zh) or duty.obligation.text_en
            words = f"{day_text(duty.due_on, 'medium')} · {text} · {look.say(duty.state)}"
        QToolTip.showText(event.globalPosition().toPoint(), plain_tip(words), self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (duty := self.duty_at(event.position())) is not None:
            self.opened.emit(duty)


def draw_diamond(painter: QPainter, x: float, y: float, half: float, state: DutyState) -> None:
    tint, filled = STATE_TINTS[state]
    painter.setPen(QPen(look.color(tint), 1.4))
    painter.setBrush(look.color(tint) if filled else look.color("surface"))
    painter.drawPolygon(
        QPolygonF([QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half), QPointF(x - half, y)])
    )


def inside(painter: QPainter, box: QRectF, words: str, tint: str) -> None:
    """Words in a bar, where there is room for them."""
    inner = box.toRect().adjusted(look.px(8), 0, -look.px(4), 0)
    if inner.width() > look.metrics(12).horizontalAdvance(words):
        draw_line_of(painter, inner, words, size=12, tint=tint)


def term_words(shown: Shown) -> str:
    """First term, 24 months; Renewal 1."""
    life = shown.life
    if life.present is not None and life.present.number:
        return look.say("agreements.renewed-times", n=life.present.number)
    length = getattr(life.end, "length", None) if life.end is not None else None
    if isinstance(length, Span):
        return look.say("agreements.first-term", term=length)
    return look.say("field.term")
