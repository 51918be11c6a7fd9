"""A window on the test's own book."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crm.book import Book, FixedClock
from tests.window.driver import Window
from tests.window.hooks import app, nothing_flashes, qt_is_clean

__all__ = ["app", "nothing_flashes", "qt_is_clean"]


@pytest.fixture
def book_path(book: Book) -> Path:
    """The test's book, closed, so that a window may open it."""
    book.close()
    return book.path


@pytest.fixture
def bare_window(clock: FixedClock) -> Iterator[Window]:
    """A window that has no book yet."""
    window = Window(clock)
    yield window
    window.close()


@pytest.fixture
def window(bare_window: Window, book_path: Path) -> Window:
    """A window on the book of Mingyuan AI."""
    return bare_window.open(book_path)
