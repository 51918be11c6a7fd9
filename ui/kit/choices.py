"""One of a closed list, and yes or no."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from ui.kit.buttons import Pressable
from ui.kit.icons import draw_icon
from ui.kit.labels import draw_line_of
from ui.kit.look import Text, follow, look
from ui.kit.popup import PopupList, PopupRow

WORDS_FIRST = 72
"""Where there is less room than this, in the drawings' pixels, the words need that of the icon."""


class ChoiceField(Pressable):
    """One of a closed list. Space, Enter or a click opens it; letters and arrows work while it is closed too."""

    committed = Signal(object)

    def __init__(
        self,
        options: Sequence[tuple[Any, Text] | tuple[Any, Text, str]] = (),
        name: Text = "",
        *,
        small: bool = False,
    ) -> None:
        super().__init__()
        self.take_options(options)
        self.name, self.small = name, small
        self.value: Any = self.options[0][0] if self.options else None
        self.problem = ""
        self.popup: PopupList | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self.open_list)
        follow(self.refresh)

    def take_options(self, options: Sequence[tuple[Any, Text] | tuple[Any, Text, str]]) -> None:
        """A third part of an option is its icon."""
        self.options = [(option[0], option[1]) for option in options]
        self.icons = {option[0]: option[2] for option in options if len(option) == 3}

    def offer(self, options: Sequence[tuple[Any, Text] | tuple[Any, Text, str]]) -> None:
        self.take_options(options)
        self.refresh()

    def refresh(self) -> None:
        shown = self.shown()
        self.setText(shown)
        self.setAccessibleName(look.say(self.name))
        self.setAccessibleDescription(shown)
        self.updateGeometry()
        self.update()

    def shown(self) -> str:
        return next((look.say(text) for value, text in self.options if value == self.value), "")

    def show_value(self, value: Any) -> None:
        self.value = value
        self.refresh()

    def show_problem(self, sentence: str) -> None:
        self.problem = sentence
        self.update()

    def open_list(self) -> None:
        if self.popup is None:
            self.popup = PopupList(self.window(), "choices")
            self.popup.chosen.connect(self.pick)
        rows = [PopupRow(value, look.say(text), icon=self.icons.get(value, "")) for value, text in self.options]
        at = next((number for number, (value, _) in enumerate(self.options) if value == self.value), 0)
        anchor = QRect(self.mapToGlobal(QPoint(0, 0)), self.size())
        self.popup.offer(rows, anchor, width=self.width() - look.px(8), current=at)

    def pick(self, value: Any) -> None:
        if value != self.value:
            self.show_value(value)
            self.committed.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.popup is not None and self.popup.take_key(event):
            return
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.open_list()
        elif step is not None and self.options:
            values = [value for value, _ in self.options]
            at = values.index(self.value) if self.value in values else 0
            self.pick(values[max(0, min(len(values) - 1, at + step))])
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.popup is not None:
            self.popup.close_list()
        self.update()

    def sizeHint(self) -> QSize:
        widest = max((look.metrics(13).horizontalAdvance(look.say(text)) for _, text in self.options), default=0)
        icon = look.px(22) if self.icons else 0
        return QSize(widest + icon + look.px(44), look.px(24 if self.small else 28))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(64), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_field_box(
            painter, self.rect(), focused=self.hasFocus(), wrong=bool(self.problem), enabled=self.isEnabled()
        )
        side = look.px(14)
        box = self.rect().adjusted(look.px(10), 0, -look.px(10), 0)
        mark = QRect(box.right() - side, (self.height() - side) // 2, side, side)
        draw_icon(painter, mark, "chevron-down", "text-3" if self.isEnabled() else "text-off")
        box.setRight(mark.left() - look.px(6))
        if (icon := self.icons.get(self.value)) and box.width() > look.px(WORDS_FIRST):
            side = look.px(16)
            sign = QRect(box.left(), (self.height() - side) // 2, side, side)
            draw_icon(painter, sign, icon, "text-3" if self.isEnabled() else "text-off")
            box.setLeft(sign.right() + look.px(6))
        draw_line_of(painter, box, self.shown(), tint="text" if self.isEnabled() else "text-off")


def draw_field_box(painter: QPainter, rect: QRect, *, focused: bool, wrong: bool = False, enabled: bool = True) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = "red" if wrong else "accent" if focused else "field-line" if enabled else "line-strong"
    width = 2 if wrong or focused else 1
    painter.setPen(QPen(look.color(line), width))
    painter.setBrush(look.color("surface" if enabled else "sunken"))
    inset = width / 2
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), look.px(6), look.px(6))


class CheckField(Pressable):
    """A box with a tick and its words."""

    def __init__(self, text: Text, *, checked: bool = False, **values: object) -> None:
        super().__init__()
        self.what, self.values = text, values
        self.setCheckable(True)
        self.setChecked(checked)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        follow(self.refresh)

    def say(self, text: Text, **values: object) -> None:
        self.what, self.values = text, values
        self.refresh()

    def refresh(self) -> None:
        self.words = look.say(self.what, **self.values)
        self.setText(self.words)
        self.setAccessibleName(self.words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = look.metrics(13).horizontalAdvance(self.words)
        return QSize(look.px(16) + (look.px(8) + words + 2 if words else 0), look.px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(60 if self.words else 16), look.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = look.px(16)
        box = QRect(0, (self.height() - side) // 2, side, side)
        draw_check(painter, box, checked=self.isChecked(), enabled=self.isEnabled())
        words = self.rect().adjusted(side + look.px(8), 0, 0, 0)
        draw_line_of(painter, words, self.words, tint="text" if self.isEnabled() else "text-off")


def draw_check(painter: QPainter, box: QRect, *, checked: bool, enabled: bool = True) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color("accent" if checked and enabled else "field-line" if enabled else "line-strong"), 1))
    painter.setBrush(look.color("accent" if checked and enabled else "surface" if enabled else "sunken"))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), look.px(4), look.px(4))
    if checked:
        inset = look.px(2)
        draw_icon(painter, box.adjusted(inset, inset, -inset, -inset), "check", "on-accent" if enabled else "text-off")
    painter.restore()
