"""Finds in what is on the screen: text without its room, controls without a name."""

from collections.abc import Iterator

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from ui.kit.buttons import Pressable
from ui.kit.labels import Label

CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView, QComboBox)
SLACK = 1


def visible(root: QWidget) -> Iterator[QWidget]:
    """What can be seen: not what lies scrolled away or under nothing."""
    for part in [root, *root.findChildren(QWidget)]:
        if part.isVisible() and not part.visibleRegion().isEmpty():
            yield part


def clipped(root: QWidget) -> list[str]:
    """Texts that are cut without saying so: a line lower than its letters, a paragraph without its last line."""
    found = []
    for part in visible(root):
        if isinstance(part, Label) and part.whole:
            tall = part.heightForWidth(part.width()) if part.wrap else part.fontMetrics().height()
            if part.height() + SLACK < tall:
                found.append(f"{part.whole!r}: {part.height()} of {tall} px high")
        elif isinstance(part, Pressable):
            hint = part.sizeHint()
            fixed = part.sizePolicy().horizontalPolicy() == part.sizePolicy().Policy.Fixed
            if (fixed and part.width() + SLACK < hint.width()) or part.height() + SLACK < hint.height():
                size = f"{part.width()} × {part.height()}"
                found.append(f"{part.accessibleName()!r}: {size}, needs {hint.width()} × {hint.height()}")
    return found


def spilled(root: QWidget) -> list[str]:
    """Labels and buttons that reach out of what holds them."""
    found = []
    for part in visible(root):
        holder = part.parentWidget()
        if holder is None or not isinstance(part, Label | Pressable):
            continue
        if part.geometry().right() > holder.rect().right() + SLACK or part.geometry().left() < -SLACK:
            found.append(
                f"{part.accessibleName()!r} in {type(holder).__name__}: {part.geometry().getRect()} of {holder.width()}"
            )
    return found


def nameless(root: QWidget) -> list[str]:
    """Controls that a screen reader could not name."""
    return [
        f"{type(part).__name__} in {type(part.parentWidget()).__name__}"
        for part in visible(root)
        if isinstance(part, CONTROLS)
        and not part.accessibleName().strip()
        and part.objectName() != "qt_spinbox_lineedit"
    ]
