"""A section of the pane: a heading with its count and a way to add, rows below, a hairline between sections."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.kit.buttons import IconButton, Link
from ui.kit.look import Text
from ui.kit.panels import Across, Down, Hairline, Heading, clear


class Section(QWidget):
    """Rows are made anew when what they show has changed; the keyboard stays where it was."""

    def __init__(self, title: Text, add: Text = "", icon: str = "plus") -> None:
        super().__init__()
        self.adder = IconButton(icon, add, side=24) if add else None
        self.heading = Heading(title, self.adder)
        self.rows = QWidget()
        self.body = Down(self.rows)
        self.shown: object = None
        self.focus_reason = Qt.FocusReason.OtherFocusReason
        head = Across(margins=(4, 0, 0, 0)).take(self.heading)
        self.column = Down(self, margins=(12, 12, 12, 12), gap=4).take(head, self.rows)

    def show_rows(self, key: object, make: Callable[[], list[QWidget]]) -> None:
        """`key` is everything that the rows depend on: the same key, the same rows."""
        if key == self.shown:
            return
        self.shown = key
        focused = self.focused_row()
        clear(self.body)
        for row in make():
            self.body.addWidget(row)
        self.rows.setVisible(self.body.count() > 0)
        self.give_focus(focused)

    def focused_row(self) -> int | None:
        window = self.window()
        focus = window.focusWidget() if window is not None else None
        for place in range(self.body.count()):
            item = self.body.itemAt(place)
            row = item.widget() if item is not None else None
            if row is not None and focus is not None and (row is focus or row.isAncestorOf(focus)):
                return place
        return None

    def give_focus(self, place: int | None) -> None:
        if place is None or self.body.count() == 0:
            return
        item = self.body.itemAt(min(place, self.body.count() - 1))
        row = item.widget() if item is not None else None
        if row is not None:
            row.setFocus(self.focus_reason)


def stacked(*parts: QWidget) -> QWidget:
    """Sections below each other, hairlines between, room below them."""
    page = QWidget()
    column = Down(page)
    for number, part in enumerate(parts):
        if number:
            column.addWidget(Hairline())
        column.addWidget(part)
    column.addStretch(1)
    return page


def indented(part: QWidget, by: int = 32) -> QWidget:
    row = QWidget()
    Across(row, margins=(by, 0, 0, 0)).addWidget(part, 1)
    return row


def set_in(link: Link) -> QWidget:
    """A link where the words of the lines above it begin."""
    row = QWidget()
    Across(row, margins=(32, 2, 0, 0)).take(link, None)
    row.setFocusProxy(link)
    return row
