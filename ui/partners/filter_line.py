"""The filter as one line of text: keys in grey, values in the accent, completion while it is typed."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QLineEdit

from crm.partners.filters.tokens import PART, TOKEN
from ui.kit.buttons import cap_width, draw_cap
from ui.kit.fields import LineField
from ui.kit.labels import draw_line_of
from ui.kit.look import look
from ui.kit.popup import PopupList, PopupRow
from ui.partners.filter_offers import Offer

Offers = Callable[[str], list[Offer]]
CAP = "Ctrl F"
FIXED = ("SF Mono", "Menlo", "Cascadia Mono", "Consolas", "DejaVu Sans Mono", "Noto Sans Mono")


class FilterLine(LineField):
    """`left_down` tells that Enter or Down leads into the list. Tab takes what is offered, else the proposal."""

    left_down = Signal()
    offered = Signal(bool)
    """Whether something is being completed: a half typed part is no nonsense yet."""

    searches = True

    def __init__(self, offers_for: Offers) -> None:
        self.offers_for = offers_for
        self.list: PopupList | None = None
        self.walked = False
        self.proposal: Callable[[], bool] = lambda: False
        super().__init__("partners.filter", "partners.filter-hint", icon="text-cursor-input")
        self.textChanged.connect(lambda _text: self.colour())
        self.cursorPositionChanged.connect(lambda *_: self.colour())
        self.textEdited.connect(self.complete)

    def refresh(self) -> None:
        super().refresh()
        self.setFont(mono())
        self.colour()

    # Colour

    def colour(self) -> None:
        """A line of text has no rich text; the formats of an input method reach its layout all the same."""
        if self.composing:
            return
        attributes = [self.attribute(start, length, tint) for start, length, tint in painted(self.text())]
        QLineEdit.inputMethodEvent(self, QInputMethodEvent("", attributes))

    def attribute(self, start: int, length: int, tint: str) -> QInputMethodEvent.Attribute:
        form = QTextCharFormat()
        form.setForeground(look.color(tint))
        kind = QInputMethodEvent.AttributeType.TextFormat
        return QInputMethodEvent.Attribute(kind, start - self.cursorPosition(), length, form)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        used = self.fontMetrics().horizontalAdvance(self.text() or self.placeholderText()) + look.px(48)
        cap = cap_width(CAP)
        words = look.say("filters.same-as-text") if self.text() else ""
        hint = look.metrics(12).horizontalAdvance(words) if words else 0
        right = self.width() - look.px(8)
        if used + cap + hint + look.px(24) > right:
            return
        painter = QPainter(self)
        draw_cap(painter, right - cap, self.height(), CAP)
        if words:
            box = QRect(right - cap - look.px(8) - hint, 0, hint, self.height())
            draw_line_of(painter, box, words, size=12, tint="text-3", right=True)

    # Completion

    def complete(self) -> None:
        if self.composing:
            return
        offers = self.offers_for(self.text()[: self.cursorPosition()])
        rows = [PopupRow(offer, offer.label, offer.second) for offer in offers]
        self.walked = False
        if not rows:
            self.close_list()
            return
        self.hung().offer(rows, self.anchor(offers[0].start))
        self.offered.emit(True)

    def anchor(self, start: int) -> QRect:
        """Below the sign with which the offered word begins."""
        left = self.textMargins().left() + self.fontMetrics().horizontalAdvance(self.text()[:start])
        return QRect(self.mapToGlobal(QPoint(left, 0)), self.size())

    def hung(self) -> PopupList:
        if self.list is None:
            self.list = PopupList(self.window(), "filter-offers")
            self.list.chosen.connect(self.put_in)
            self.list.closed.connect(lambda: self.offered.emit(False))
        return self.list

    def put_in(self, offer: Offer) -> None:
        end = self.cursorPosition()
        self.setSelection(offer.start, end - offer.start)
        self.insert(offer.text)
        self.heard()
        if offer.text.endswith(":"):
            self.complete()

    def close_list(self) -> None:
        if self.list is not None:
            self.list.close_list()

    def is_offering(self) -> bool:
        return self.list is not None and self.list.isVisible()

    # The keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.belongs_to_composition(event):
            event.accept()
        elif self.is_offering() and self.key_in_list(event):
            return
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.close_list()
            self.commits.commit()
            self.left_down.emit()
        elif key == Qt.Key.Key_Escape and not self.commits.pending():
            self.left_down.emit()
        else:
            super().keyPressEvent(event)

    def key_in_list(self, event: QKeyEvent) -> bool:
        """Enter takes an offer only after the person went to it: what is typed may be a plain word."""
        assert self.list is not None
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.walked:
            return False
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            if event.key() == Qt.Key.Key_Down and not self.walked:
                self.walked = True
                return True
            self.walked = True
        return self.list.take_key(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab takes the offer that is lit, else what is proposed in place of nonsense, else leaves."""
        if forward and self.is_offering():
            assert self.list is not None
            if (lit := self.list.current()) is not None:
                self.list.close_list()
                self.put_in(lit.key)
                return True
        if forward and self.proposal():
            return True
        return super().focusNextPrevChild(forward)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        if event.commitString():
            self.complete()


def mono() -> QFont:
    """A fixed face of the system, with our own for Chinese."""
    font = QFont(look.font(12))
    font.setFamilies([*FIXED, *look.font(12).families()])
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100)
    return font


def painted(text: str) -> list[tuple[int, int, str]]:
    """Stretches of the line: where, how long, in which colour."""
    found: list[tuple[int, int, str]] = []
    for token in TOKEN.finditer(text):
        part = PART.fullmatch(token[0].replace("：", ":").replace("，", ","))
        if part is None:
            found.append((token.start(), len(token[0]), "text"))
            continue
        values = token.start() + part.start("rest")
        found.append((token.start(), values - token.start(), "text-2"))
        found.append((values, token.end() - values, "accent-text"))
    return found
