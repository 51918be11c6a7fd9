"""Chinese by an input method: Enter and Esc belong to the text that is being composed (SCREEN.md)."""

import os
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent

COMPOSING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab)


class Composing:
    """Mixed into an editor before its Qt class: knows whether text is being composed, and keeps its keys off us."""

    composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)  # type: ignore[misc]  # the Qt class behind

    def belongs_to_composition(self, event: QKeyEvent) -> bool:
        return self.composing and event.key() in COMPOSING_KEYS


def input_method_is_missing(environment: Mapping[str, str] = os.environ) -> bool:
    """fcitx is asked for, and Qt's wheels carry no plug-in of it: no Chinese could be typed."""
    if not environment.get("QT_IM_MODULE", "").startswith("fcitx"):
        return False
    folders = [
        QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath),
        *environment.get("QT_PLUGIN_PATH", "").split(":"),
    ]
    return not any(list((Path(folder) / "platforminputcontexts").glob("*fcitx*")) for folder in folders if folder)
