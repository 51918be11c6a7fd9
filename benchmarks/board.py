"""The board with 5,000 cards: from the drop of a card to the board painted with it.

The drop is a real one: pressed, moved and let go over another stage. Two moments are timed: the stage is written with
its journal and the card painted where it was dropped; and the order of all cards asked anew, shown and painted.
"""

import os
import statistics
import tempfile
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.many_partners import NOON, filled
from benchmarks.measuring import Ratio
from crm.book import FixedClock
from tests.window.driver import Window
from ui.kit.wardrobe import wear
from ui.partners.board import Board
from ui.partners.room import PartnersRoom

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
CARDS, DROPS = 5000, 15
AT_MOST_MS = 50


def measure(folder: Path) -> list[Ratio]:
    os.environ["LIAISON_CONFIG"] = tempfile.mkdtemp(dir=folder)
    path = folder / "board.liaison"
    filled(path, CARDS).close()
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    wear(app)
    window = Window(FixedClock(NOON)).open(path)
    window.office.show_room("partners")
    window.settle()
    window.press("Ctrl+B")
    drops = drop_often(window)
    window.close()
    laid, settled = ([drop[place] for drop in drops] for place in (0, 1))
    name = f"board of {CARDS:,} cards"
    return [
        Ratio(f"{name}, drop until repainted", statistics.median(laid), "50 ms", AT_MOST_MS, 1),
        Ratio("the same, the slowest of the drops", max(laid), "50 ms", AT_MOST_MS, 1),
        Ratio("the same, until all cards were asked anew", statistics.median(settled), "100 ms", 2 * AT_MOST_MS, 1),
    ]


def drop_often(window: Window) -> list[tuple[float, float]]:
    room = window.office.room
    assert isinstance(room, PartnersRoom)
    board = room.board_page.board
    arrived: list[object] = []
    room.board_page.shown.connect(lambda answer: arrived.append(answer))
    drops = [one_drop(window, board, arrived, number) for number in range(DROPS + 1)]
    return drops[1:]  # the first one loads the commands


def one_drop(window: Window, board: Board, arrived: list[object], number: int) -> tuple[float, float]:
    """A card of the first lane into the next stage, or one back. Milliseconds until laid, until settled."""
    arrived.clear()
    layout, view, stage = board.layout_of_cards, board.viewport(), number % 2
    key = layout.lanes[0].cells[stage][0]
    start = layout.card_rect(layout.spots[key]).center() - board.offset()
    end = start + QPoint((1 if stage == 0 else -1) * layout.column_width(), 0)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for at in (start + QPoint(12, 6), end):
        QTest.mouseMove(view, at)
    begun = perf_counter()
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    view.repaint()
    laid = perf_counter()
    window.until(lambda: arrived, "the order of all cards")
    view.repaint()
    settled = perf_counter()
    window.settle()
    if layout.spots[key].stage == stage:
        raise AssertionError("the card is not where it was dropped")
    return (laid - begun) * 1000, (settled - begun) * 1000
