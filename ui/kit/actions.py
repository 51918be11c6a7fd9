"""One registry of everything that a person can do: menu, shortcut sheet, palette and keys are made from it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.kit.look import Text


def always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """`id` is its name in code and settings ("log-meeting"), `label` what is read, `keys` one or more Qt key names.

    `room` says where its keys count: "" everywhere, else only while that room is shown. `menu` puts it in a menu
    ("file", "edit", "view", "help"). Keys of one letter belong to the list that has them: they are shown, and the
    list itself hears them (`listed=True`), so that typing in a field never runs them.
    """

    id: str
    label: Text
    run: Callable[[], None]
    icon: str = ""
    keys: tuple[str, ...] = ()
    room: str = ""
    menu: str = ""
    enabled: Callable[[], bool] = always
    listed: bool = False
    words: tuple[str, ...] = field(default=())


class Actions(QObject):
    """Holds the actions of one window in the order in which they were added, and gives the window their keys."""

    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.window = window
        self.room = ""
        self.known: dict[str, Action] = {}
        self.keyed: dict[str, QAction] = {}

    def add(self, *actions: Action) -> None:
        """Adds or replaces by id."""
        for action in actions:
            self.remove(action.id)
            self.known[action.id] = action
            if action.keys and not action.listed:
                self.keyed[action.id] = self.give_keys(action)
        self.changed.emit()

    def remove(self, name: str) -> None:
        self.known.pop(name, None)
        if keyed := self.keyed.pop(name, None):
            self.window.removeAction(keyed)
            keyed.deleteLater()

    def give_keys(self, action: Action) -> QAction:
        keyed = QAction(self.window)
        keyed.setObjectName(action.id)
        keyed.setShortcuts([QKeySequence(keys) for keys in action.keys])
        keyed.setEnabled(action.room in ("", self.room))
        keyed.triggered.connect(lambda: self.run(action.id))
        self.window.addAction(keyed)
        return keyed

    def enter(self, room: str) -> None:
        """Only the keys of that room, and those of everywhere, count from now on."""
        self.room = room
        for name, keyed in self.keyed.items():
            keyed.setEnabled(self.known[name].room in ("", room))
        self.changed.emit()

    def run(self, name: str) -> bool:
        """Runs it if it can be run now."""
        action = self.known.get(name)
        if action is None or not action.enabled():
            return False
        action.run()
        return True

    def offered(self, room: str | None = None) -> list[Action]:
        """Those of everywhere and of the room; without a room, of the one that is shown."""
        wanted = self.room if room is None else room
        return [action for action in self.known.values() if action.room in ("", wanted)]

    def all(self) -> list[Action]:
        return list(self.known.values())


def shown_keys(keys: str) -> list[str]:
    """The caps to draw: "Ctrl+Return" is Ctrl and ↵."""
    signs = {"Return": "↵", "Enter": "↵", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Delete": "Del"}
    parts = keys.replace("++", "+Plus").split("+")
    return [signs.get(part, "+" if part == "Plus" else part) for part in parts]
