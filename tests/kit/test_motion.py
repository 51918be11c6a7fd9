"""What opens, leaves or lies down moves for a moment, and not at all where less motion is wanted."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ui.kit.look import look
from ui.kit.motion import POPUP, slide, stop
from ui.kit.popover import Popover
from ui.kit.popup import PopupList, PopupRow

OVER = POPUP + 200
"""Milliseconds after which a popup has come to rest, also on a busy machine."""

ROWS = [PopupRow(1, "Renhe"), PopupRow(2, "Stratus")]
BELOW = QRect(40, 40, 100, 20)


@pytest.fixture
def ground(app: QApplication) -> QWidget:
    widget = QWidget()
    widget.resize(600, 400)
    widget.show()
    QTest.qWaitForWindowExposed(widget)
    yield widget  # type: ignore[misc]  # closed below
    widget.close()
    widget.deleteLater()


def place_at_rest(ground: QWidget) -> QPoint:
    """Where the list lies without any motion."""
    look.reduce_motion = True
    popup = PopupList(ground)
    popup.offer(ROWS, BELOW)
    return popup.pos()


def test_with_less_motion_a_popup_is_in_its_place_at_once(ground: QWidget) -> None:
    rest = place_at_rest(ground)
    again = PopupList(ground)

    again.offer(ROWS, BELOW)

    assert again.pos() == rest


def test_a_popup_slides_to_its_place(ground: QWidget) -> None:
    rest = place_at_rest(ground)
    look.reduce_motion = False
    popup = PopupList(ground)

    popup.offer(ROWS, BELOW)

    assert popup.isVisible()
    assert popup.y() < rest.y()
    QTest.qWait(OVER)
    assert popup.pos() == rest


def test_nothing_moves_while_one_types(ground: QWidget) -> None:
    rest = place_at_rest(ground)
    look.reduce_motion = False
    line = QLineEdit(ground)
    line.show()
    ground.activateWindow()
    line.setFocus()
    QTest.qWaitForWindowActive(ground)
    popup = PopupList(ground)

    popup.offer(ROWS, BELOW)

    assert popup.pos() == rest


def test_a_popup_that_is_offered_other_rows_on_its_way_does_not_begin_anew(ground: QWidget) -> None:
    rest = place_at_rest(ground)
    look.reduce_motion = False
    popup = PopupList(ground)
    popup.offer(ROWS, BELOW)

    popup.offer(ROWS[:1], BELOW)

    assert popup.pos() == rest
    QTest.qWait(OVER)
    assert popup.pos() == rest


def test_who_lays_a_moving_widget_out_elsewhere_has_the_last_word(ground: QWidget) -> None:
    look.reduce_motion = False
    moving = QWidget(ground)
    moving.show()
    slide(moving, QPoint(0, -50), POPUP)
    assert moving.pos() == QPoint(0, -50)

    moving.move(200, 100)
    QTest.qWait(OVER)

    assert moving.pos() == QPoint(200, 100)


def test_a_motion_that_is_stopped_ends_where_it_leads_to(ground: QWidget) -> None:
    look.reduce_motion = False
    moving = QWidget(ground)
    moving.move(30, 30)
    moving.show()
    slide(moving, QPoint(80, 0), POPUP)

    stop(moving)

    assert moving.pos() == QPoint(30, 30)
    QTest.qWait(OVER)
    assert moving.pos() == QPoint(30, 30)


def test_what_is_closed_on_its_way_leaves_nothing_behind(ground: QWidget) -> None:
    look.reduce_motion = False
    opener = QWidget(ground)
    opener.setGeometry(20, 20, 80, 24)
    opener.show()
    popover = Popover(opener, "kit.cancel", width=120)
    popover.open_at()
    assert popover.isVisible()

    popover.close_popover()
    QTest.qWait(OVER)

    assert not [one for one in ground.findChildren(Popover) if one.isVisible()]
