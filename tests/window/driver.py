"""Drives the window as its user does: keys, clicks, an input method. Waits for what is seen, never for a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from crm.book import Book, Clock
from ui.kit.buttons import Pressable
from ui.window.main import MainWindow
from ui.window.office import Office
from ui.window.opening import Opener
from ui.window.settings import load_settings

Part = TypeVar("Part", bound=QWidget)
PATIENCE = 10.0


class Window:
    """One window, as a person has it."""

    def __init__(self, clock: Clock | None = None) -> None:
        self.main = MainWindow(load_settings(), Opener(clock))
        self.faults: list[str] = []
        self.main.reporter.broken.connect(self.faults.append)
        self.main.show_beginning()
        self.main.resize(1440, 900)
        self.main.show()
        self.main.activateWindow()
        QTest.qWaitForWindowActive(self.main)
        self.settle()

    @property
    def office(self) -> Office:
        assert self.main.office is not None, "no book is open"
        return self.main.office

    @property
    def book(self) -> Book:
        return self.office.book

    def open(self, path: Path) -> Window:
        self.main.open_path(path)
        self.settle()
        return self

    def reopen(self) -> Window:
        """Closes the book and opens it again, as the next start does."""
        path = self.book.path
        self.main.move_out()
        return self.open(path)

    def close(self) -> None:
        self.settle()
        self.main.close()
        self.main.deleteLater()
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # a window that is gone hears nothing more
        assert not self.faults, self.faults

    def settle(self) -> None:
        """Until nothing is under way: questions answered, changes heard, everything painted."""
        for _ in range(4):
            QApplication.processEvents()
            if self.main.office is not None:
                self.main.office.worker.settle()
        QApplication.processEvents()

    def until(self, seen: Callable[[], object], what: str = "it") -> None:
        end = monotonic() + PATIENCE
        while not seen():
            assert monotonic() < end, f"{what} was not seen in {PATIENCE:.0f} s"
            self.settle()
            sleep(0.01)  # qWait would keep the interpreter from the thread that is waited for

    # Hands

    def focus(self) -> QWidget:
        """What has the keyboard."""
        return QApplication.focusWidget() or self.main

    def press(self, keys: str, on: QWidget | None = None) -> None:
        """A key by its Qt name: "Ctrl+K", "Return", "Delete", "D"."""
        QTest.keySequence(on or self.focus(), QKeySequence(keys))
        self.settle()

    def type(self, text: str, on: QWidget | None = None) -> None:
        """Latin by keys; Chinese as an input method commits it."""
        for sign in text:
            target = on or self.focus()
            if sign == "\n" or sign == "\r":
                QTest.keyClick(target, Qt.Key.Key_Return)
            elif sign == "\t":
                QTest.keyClick(target, Qt.Key.Key_Tab)
            elif sign.isascii():
                QTest.keyClicks(target, sign)
            else:
                self.commit(sign, target)
        self.settle()

    def compose(self, preedit: str, on: QWidget | None = None) -> None:
        """What an input method shows while a person chooses: nothing is typed yet."""
        QApplication.sendEvent(on or self.focus(), QInputMethodEvent(preedit, []))
        QApplication.processEvents()

    def commit(self, text: str, on: QWidget | None = None) -> None:
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QApplication.sendEvent(on or self.focus(), event)
        QApplication.processEvents()

    def click(self, target: QWidget | str, at: QPoint | None = None) -> None:
        """A widget, or the control of that accessible name."""
        widget = self.named(target) if isinstance(target, str) else target
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or QPoint())
        self.settle()

    # Eyes

    def named(self, name: str, kind: type[Part] = Pressable) -> Part:  # type: ignore[assignment]  # the usual kind
        """The visible control of that accessible name."""
        found = [part for part in self.main.findChildren(kind) if part.isVisible() and part.accessibleName() == name]
        assert found, f"no {kind.__name__} is called {name}: {sorted(self.names(kind))}"
        return found[0]

    def names(self, kind: type[QWidget] = Pressable) -> set[str]:
        return {part.accessibleName() for part in self.main.findChildren(kind) if part.isVisible()}

    def shows(self, text: str) -> bool:
        """Whether a visible label or control says so."""
        return any(
            text in f"{part.accessibleName()}\n{getattr(part, 'whole', '')}"
            for part in self.main.findChildren(QWidget)
            if part.isVisible()
        )
