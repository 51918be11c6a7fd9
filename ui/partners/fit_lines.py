"""One criterion of a partner's fit as a line that takes a mark by one key, and the bar that shows a mark."""

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from crm.partners.fit import BEST
from crm.partners.queries import FitTermRow
from crm.values import Message
from ui.kit.labels import draw_line_of
from ui.kit.look import look
from ui.partners.lines import DrawnLine
from ui.partners.wording import day_text

STEP_WIDE, STEP_GAP, STEP_TALL = 12, 2, 6
BAR_WIDE = BEST * STEP_WIDE + (BEST - 1) * STEP_GAP
"""In the drawings' pixels."""


def draw_mark(painter: QPainter, box: QRect, mark: int | None, tint: str = "text-2") -> None:
    """Five steps, as many full as the mark says; of a gap only their outlines."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    gap, tall = look.px(STEP_GAP), look.px(STEP_TALL)
    wide = (box.width() - gap * (BEST - 1)) / BEST
    top = box.top() + (box.height() - tall) / 2
    for step in range(BEST):
        place = QRectF(box.left() + step * (wide + gap), top, wide, tall)
        if mark is None:
            painter.setPen(look.color("line-strong"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            place.adjust(0.5, 0.5, -0.5, -0.5)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color(tint if step < mark else "pressed"))
        painter.drawRoundedRect(place, look.px(2), look.px(2))
    painter.restore()


def product_text(term: FitTermRow) -> str:
    """20 × 4 = 80; of what does not weigh, the mark only."""
    if term.mark is None:
        return ""
    return f"{term.weight} × {term.mark.mark} = {term.weight * term.mark.mark}"


class CriterionLine(DrawnLine):
    """Criterion, bar and arithmetic; below, the evidence and its date, or what a gap asks for.

    The keys 0 to 5 mark, Delete takes the newest mark away, the arrows lead to the next line.
    """

    marked = Signal(int)
    removed = Signal()
    moved = Signal(int)

    def __init__(self, term: FitTermRow) -> None:
        self.term = term
        self.title = look.say(term.criterion.said)
        self.product = product_text(term) if term.weight else look.say("fit.weighs-nothing")
        self.note = self.said_below()
        self.when = day_text(term.mark.marked_on, "medium") if term.mark is not None else ""
        super().__init__(44, ", ".join(part for part in (self.title, self.product, self.note, self.when) if part))
        self.setCheckable(True)

    def said_below(self) -> str:
        if self.term.mark is not None:
            return self.term.mark.evidence.replace("\n", " ") or look.say("fit.no-evidence")
        if self.term.is_gap:
            return look.say(Message("fit.gap", {"weight": self.term.weight}))
        return look.say("fit.not-marked")

    def draw(self, painter: QPainter, box: QRect) -> None:
        first = QRect(box.left(), box.top() + look.px(2), box.width(), look.line(13))
        second = QRect(box.left(), first.bottom() + 1, box.width(), look.line(12))
        used = self.draw_tail(painter, first)
        bar = QRect(first.right() - max(used, look.px(84)) - look.px(12 + BAR_WIDE), first.top(), look.px(BAR_WIDE), 0)
        bar.setHeight(first.height())
        if look.metrics(13).horizontalAdvance(self.title) <= bar.left() - look.px(8) - first.left():
            draw_mark(painter, bar, self.term.mark.mark if self.term.mark else None)
        else:  # the name says more than the bar, which the arithmetic repeats
            bar.setLeft(bar.right())
        first.setRight(bar.left() - look.px(8))
        draw_line_of(painter, first, self.title)
        if self.when:
            used = draw_line_of(painter, second, self.when, size=12, tint="text-3", right=True)
            second.setRight(second.right() - used - look.px(12))
        draw_line_of(painter, second, self.note, size=12, tint="amber" if self.term.is_gap else "text-3")

    def draw_tail(self, painter: QPainter, box: QRect) -> int:
        """The arithmetic, or, of a gap, the invitation."""
        if self.term.is_gap:
            return draw_line_of(painter, box, look.say("fit.add"), tint="accent-text", right=True)
        return draw_line_of(painter, box, self.product, tint="text" if self.term.weight else "text-3", right=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and Qt.Key.Key_0 <= key <= Qt.Key.Key_5:
            self.marked.emit(key - Qt.Key.Key_0)
        elif plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.term.mark is not None:
            self.removed.emit()
        elif plain and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)
