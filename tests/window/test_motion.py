"""Panes and sheets of the window come to their place, and less motion is none."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from crm.book import Book
from crm.partners.commands import AddPartner
from tests.window.driver import Window
from ui.kit.look import look


@pytest.fixture
def window(bare_window: Window, book: Book) -> Window:
    """The list with two partners, its pane put away."""
    for name in ("Renhe Hospital Data", "Stratus Peak Cloud"):
        book.execute(AddPartner({"name": name}))
    book.close()
    bare_window.open(book.path).office.show_room("partners")
    bare_window.settle()
    bare_window.office.show_detail(False)
    return bare_window


def pane(window: Window) -> QWidget:
    return window.office.body.side.currentWidget()


def at_rest(window: Window) -> Callable[[], bool]:
    return lambda: pane(window).pos() == QPoint(0, 0)


def test_a_pane_slides_in_beside_a_room_that_has_its_new_width_at_once(window: Window) -> None:
    wide = window.office.body.rooms.width()
    look.reduce_motion = False

    window.office.show_detail(True)

    assert pane(window).x() > 0
    narrow = window.office.body.rooms.width()
    window.until(at_rest(window), "the pane in its place")
    handle = window.office.body.halves.handleWidth()
    assert window.office.body.rooms.width() <= narrow <= window.office.body.rooms.width() + handle < wide


def test_with_less_motion_the_pane_is_there_at_once(window: Window) -> None:
    window.office.show_detail(True)

    assert at_rest(window)()


def test_a_selection_that_changes_moves_nothing(window: Window) -> None:
    window.office.show_detail(True)
    look.reduce_motion = False

    window.press("Down")

    assert at_rest(window)()


def test_a_pane_that_is_closed_on_its_way_opens_whole_the_next_time(window: Window) -> None:
    look.reduce_motion = False
    window.office.show_detail(True)
    window.office.show_detail(False)

    window.office.show_detail(True)

    window.until(at_rest(window), "the pane in its place")


def test_the_palette_comes_to_its_place_and_takes_what_is_typed_meanwhile(window: Window) -> None:
    look.reduce_motion = False

    window.press("Ctrl+K")
    window.type("renhe")

    sheet = window.office.finder.palette_sheet
    window.until(lambda: sheet.hits.hits.lines, "the hits")
    assert sheet.field.text() == "renhe"
    window.press("Escape")
    assert not window.office.finder.isVisible()
