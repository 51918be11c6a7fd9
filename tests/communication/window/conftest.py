"""A window on the small town."""

import pytest

from tests.communication.town import Town, build
from tests.window.conftest import app, bare_window, qt_is_clean
from tests.window.driver import Window

__all__ = ["app", "bare_window", "qt_is_clean"]


@pytest.fixture
def town(book):  # type: ignore[no-untyped-def]  # the book of tests/conftest.py
    return build(book)


@pytest.fixture
def window(bare_window: Window, town: Town) -> Window:
    town.book.close()
    return bare_window.open(town.book.path)
