"""A window on the test's own book, or on the sample book."""

import shutil
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


@pytest.fixture
def copied(sample: Path, tmp_path: Path) -> Path:
    """A sample book of the test's own."""
    return Path(shutil.copy(sample, tmp_path / "sample.liaison"))


@pytest.fixture
def filled(bare_window: Window, copied: Path) -> Window:
    """A window on it."""
    return bare_window.open(copied)
