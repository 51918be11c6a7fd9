"""The menu of the book, made from the registry each time it opens."""

from collections.abc import Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui.kit.actions import Action, Actions
from ui.kit.icons import qicon
from ui.kit.look import look

MENUS = ("file", "edit", "view", "help")
RULED_BEFORE = {"save-copy", "import", "quit", "theme-system", "text-larger", "rail", "settings"}
"""Actions that begin a new part of their menu."""


def book_menu(actions: Actions, recent: Sequence[Action], parent: QWidget) -> QMenu:
    """File, Edit, View, Help. `recent` are the books that were open before, under File."""
    menu = QMenu(parent)
    for name in MENUS:
        part = menu.addMenu(escaped(look.say(f"window.menu-{name}")))
        for action in actions.all():
            if action.menu == name:
                if action.id in RULED_BEFORE and part.actions():
                    part.addSeparator()
                entry(part, action)
                if action.id == "open" and recent:
                    within = part.addMenu(escaped(look.say("window.open-recent")))
                    for book in recent:
                        entry(within, book)
    return menu


def entry(menu: QMenu, action: Action) -> QAction:
    shown = menu.addAction(escaped(look.say(action.label)))
    shown.setObjectName(action.id)
    if action.icon:
        shown.setIcon(qicon(action.icon))
    if action.keys:
        shown.setShortcut(QKeySequence(action.keys[0]))
        shown.setShortcutVisibleInContextMenu(True)
    shown.setEnabled(action.enabled())
    shown.triggered.connect(action.run)
    return shown


def escaped(text: str) -> str:
    return text.replace("&", "&&")
