"""How things move: how long, how they slow down, and that less motion is none (DESIGN.md, Motion).

What opens is laid out first and then slides to its place, so that nothing is laid out again on the way.
"""

from collections.abc import Callable

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QPoint, Qt, QVariantAnimation
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from ui.kit.look import look

PANE, POPUP, LEAVING, SETTLING = 140, 90, 120, 120
"""Milliseconds of a pane that opens, a popup, a row that leaves Today, a card that was dropped."""

RISE = 6
"""By how many of the drawings' pixels a popup slides."""


class Motion(QVariantAnimation):
    """From 1 to 0, ease-out: how much of the way is left. Its owner takes it along when it goes."""

    def __init__(self, owner: QObject, length: int, step: Callable[[float], None], then: Callable[[], None]) -> None:
        super().__init__(owner)
        self.setDuration(length)
        self.setStartValue(1.0)
        self.setEndValue(0.0)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.valueChanged.connect(step)
        self.finished.connect(then)
        self.start(QAbstractAnimation.DeletionPolicy.DeleteWhenStopped)


def move(owner: QObject, length: int, step: Callable[[float], None], then: Callable[[], None]) -> Motion | None:
    """Tells `step` what is left of the way until it is 0, then calls `then`: at once where less motion is wanted."""
    wanted = look.millis(length)
    if wanted:
        return Motion(owner, wanted, step, then)
    then()
    return None


class Slide(QObject):
    """A widget on its way to its place. Whoever lays it out elsewhere meanwhile has the last word."""

    def __init__(self, widget: QWidget, by: QPoint, length: int) -> None:
        super().__init__(widget)
        self.widget, self.by, self.place = widget, by, widget.pos()
        self.at = self.place
        self.go_to(1.0)
        move(self, length, self.go_to, self.deleteLater)

    def go_to(self, left: float) -> None:
        if self.widget.pos() == self.at:
            self.at = self.place + QPoint(round(self.by.x() * left), round(self.by.y() * left))
            self.widget.move(self.at)
        else:
            self.by, self.place = QPoint(), self.widget.pos()
            self.at = self.place

    def end(self) -> None:
        """In its place at once, and no longer moving."""
        self.by = QPoint()
        self.go_to(0.0)
        self.deleteLater()


def slide(widget: QWidget, by: QPoint, length: int) -> None:
    """Lets a widget that was just laid out and shown come to its place from `by` beside it."""
    stop(widget)
    if look.millis(length) and widget.isVisible():
        Slide(widget, by, length)


def stop(widget: QWidget) -> None:
    """Before it is laid out anew: a motion that is under way ends where it leads to."""
    for before in widget.findChildren(Slide, options=Qt.FindChildOption.FindDirectChildrenOnly):
        before.end()


def pop(widget: QWidget) -> None:
    """A popup that was just shown."""
    slide(widget, QPoint(0, -look.px(RISE)), POPUP)


def is_typing() -> bool:
    """Whether the keyboard is in a text: nothing moves while one types."""
    return isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
