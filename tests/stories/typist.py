"""A person who is typing when the power fails: `python -m tests.stories.typist BOOK TEXT` opens the book and dies."""

import os
import signal
import sys
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.window.driver import Window
from ui.kit.wardrobe import wear

UNTIL_KEPT = 1500
"""Milliseconds after which what was typed must be on the disk: it is kept each second."""


def main(book: str, text: str) -> None:
    wear(QApplication([]))
    window = Window().open(Path(book))
    window.press("Ctrl+L")
    window.type(text)
    QTest.qWait(UNTIL_KEPT)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(*sys.argv[1:])
