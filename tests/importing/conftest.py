"""The import page in a window on the test's own book."""

from tests.window.conftest import bare_window, book_path, window
from tests.window.hooks import app, nothing_flashes, qt_is_clean

__all__ = ["app", "bare_window", "book_path", "nothing_flashes", "qt_is_clean", "window"]
