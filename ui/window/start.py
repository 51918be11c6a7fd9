"""Opens the window: `python -m ui` comes here when no subcommand was given."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from crm.values import WorldFault
from crm.values.enums import Language
from ui.kit.collecting import Collector
from ui.kit.wardrobe import wear
from ui.window.main import MainWindow, apply_look
from ui.window.opening import Opener
from ui.window.settings import Settings, load_settings

DONE = 0


def run(
    book: Path | None = None,
    *,
    sample: bool = False,
    language: Language | None = None,
    shown: Callable[[MainWindow], None] | None = None,
) -> int:
    """The exit code, when the window was closed. `shown` is called once the window stands, by measurements."""
    app = make_application()
    Collector(app)
    settings = load_settings()
    if language is not None:
        settings.language = language.value
    apply_look(settings)
    wear(app)
    window = MainWindow(settings, Opener())
    if not open_what_was_asked(window, settings, book, sample=sample):
        return DONE
    window.show()
    if shown is not None:
        shown(window)
    return app.exec()


def make_application() -> QApplication:
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Liaison")
    app.setDesktopFileName("liaison")
    app.setQuitOnLastWindowClosed(True)
    return app


def open_what_was_asked(window: MainWindow, settings: Settings, book: Path | None, *, sample: bool) -> bool:
    """False where another window has the book and was raised: nothing is left to show here."""
    opener = window.opener
    try:
        path = opener.sample_path() if sample and book is None else book or last_book(settings, opener)
    except WorldFault as fault:
        window.show_sentence(fault.problem)
        return True
    if path is None:
        window.show_beginning()
        return True
    if not window.open_path(path) and window.raised_another:
        return False
    if window.opened is None:
        window.show_beginning()
    return True


def last_book(settings: Settings, opener: Opener) -> Path | None:
    """The book of the last time, else the one at the usual place, else none yet."""
    known = [Path(name) for name in settings.recent[:1]] + [opener.default_path()]
    return next((path for path in known if path.exists()), None)
