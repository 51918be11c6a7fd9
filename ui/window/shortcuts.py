"""The sheet of shortcuts (Ctrl+/), made from the registry: what it does not know has no key."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.kit.actions import Action, shown_keys
from ui.kit.buttons import IconButton
from ui.kit.keycaps import KeyCaps
from ui.kit.labels import Label
from ui.kit.look import Text, look
from ui.kit.panels import Across, Down, Scroller, clear
from ui.window.overlay import Overlay

COLUMNS = 2


class ShortcutSheet(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.cross = IconButton("x", "kit.close")
        self.grid_of = QWidget()
        self.grid = QGridLayout(self.grid_of)
        head = Across(margins=(20, 12, 12, 12)).take(Label("window.shortcuts", 15, 600), None, self.cross)
        column = Down(self).take(head)
        column.addWidget(Scroller(self.grid_of, "raised"), 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_actions(self, groups: Sequence[tuple[Text, Sequence[Action]]]) -> None:
        """Heading and rows of each group, the groups over two columns."""
        clear(self.grid)
        self.grid.setContentsMargins(look.px(20), 0, look.px(20), look.px(16))
        self.grid.setHorizontalSpacing(look.px(24))
        self.grid.setVerticalSpacing(look.px(2))
        tall = [0] * COLUMNS
        for heading, actions in groups:
            column = tall.index(min(tall))
            self.put(heading_of(heading, first=not tall[column]), tall[column], column)
            tall[column] += 1
            for action in actions:
                self.put(line_of(action), tall[column], column)
                tall[column] += 1
        self.grid.setRowStretch(max(tall), 1)

    def put(self, part: QWidget, row: int, column: int) -> None:
        self.grid.addWidget(part, row, column, Qt.AlignmentFlag.AlignVCenter)


def heading_of(text: Text, *, first: bool) -> QWidget:
    heading = QWidget()
    Down(heading, margins=(0, 0 if first else 12, 0, 2)).take(Label(text, 12, 600, "text-3"))
    return heading


def line_of(action: Action) -> QWidget:
    line = QWidget()
    row = Across(line, margins=(0, 2, 0, 2), gap=4)
    row.addWidget(Label(action.label), 1)
    row.addWidget(KeyCaps(shown_keys(action.keys[0])))
    return line


class Shortcuts(Overlay):
    def __init__(self, window: QWidget) -> None:
        self.sheet_of = ShortcutSheet()
        super().__init__(window, self.sheet_of, 720, 560)
        self.sheet_of.cross.clicked.connect(self.close_sheet)

    def open_shortcuts(self, everywhere: Sequence[Action], here: Sequence[Action], room: Text) -> None:
        by_menu: dict[str, list[Action]] = {}
        for action in everywhere:
            by_menu.setdefault(action.menu or "other", []).append(action)
        groups: list[tuple[Text, Sequence[Action]]] = [(room, here)] if here else []
        groups += [(f"window.menu-{menu}", actions) for menu, actions in by_menu.items()]
        self.sheet_of.show_actions(groups)
        self.open_sheet()
