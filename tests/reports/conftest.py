"""A window on the book whose partner report has everything in it."""

from collections.abc import Iterator

import pytest

from tests.documents.conftest import Lanyu, bare, lanyu
from tests.window.driver import Window
from tests.window.hooks import app, qt_is_clean
from ui.reports.room import ReportsRoom

__all__ = ["app", "bare", "lanyu", "qt_is_clean"]


class Reports:
    """The room, and what a person sees in it."""

    def __init__(self, window: Window) -> None:
        self.window = window
        window.office.go("reports")
        window.settle()
        room = window.main.findChild(ReportsRoom)
        assert room is not None
        self.room = room

    def made(self) -> bytes:
        """The report that is shown, once nothing is under way any more."""
        self.window.until(lambda: not self.room.resting.isActive(), "the rest")
        self.window.settle()
        assert self.room.shown is not None
        return self.room.shown.made.content


@pytest.fixture
def reports(lanyu: Lanyu) -> Iterator[Reports]:
    lanyu.book.close()
    window = Window(lanyu.book.clock).open(lanyu.book.path)
    yield Reports(window)
    window.close()
