"""The table of the room over many partners, against the same table whose model returns a constant.

Two moments: from the order of all rows to the painted list, and one turn of the wheel to the painted frame. Both tables
have the same widget, columns, size and painter; only what is fetched differs. Each list begins with rows that were not
seen before, so that nothing is painted from what an earlier one left behind.
"""

import os
import statistics
import tempfile
from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from benchmarks.many_partners import NOON, TODAY, filled
from benchmarks.measuring import Ratio, milliseconds
from crm.book import FixedClock
from crm.partners.queries import PartnerOrder, PartnerPage, PartnerRow
from tests.window.driver import Window
from ui.kit.grid import Table
from ui.kit.table import Cell, Column, TableModel
from ui.kit.wardrobe import wear
from ui.partners.room import PartnersRoom

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
FRAMES, RUNS, PAINTS = 40, 5, 15
STEP = 3
"""Rows that one notch of the wheel turns."""

STRIDE = 1000
"""Rows from the top of one list to that of the next."""


def measure(folder: Path, partners: int) -> list[Ratio]:
    os.environ["LIAISON_CONFIG"] = tempfile.mkdtemp(dir=folder)
    path = folder / "list-window.liaison"
    book = filled(path, partners)
    book.close()
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    wear(app)
    window = Window(FixedClock(NOON))
    window.main.settings.of_book(book.id)["room"] = "partners"  # Today, with each quiet partner, is not measured here
    window.open(path)
    room = window.office.show_room("partners")
    assert isinstance(room, PartnersRoom)
    window.until(lambda: len(room.model.ids), "the first rows")
    window.settle()
    ids = window.book.query(PartnerOrder(TODAY))
    window.until(lambda: len(room.model.ids) == len(ids), "the order of all rows")
    rows = {row.id: row for row in window.book.query(PartnerPage(ids[:1], TODAY))}
    still = constant_table(room.table, next(iter(rows.values())))
    room.pages.addWidget(still)
    turn = Turn(room, still)
    ratios = [
        compare_paint(turn, ids),
        compare_frames(turn, ids),
    ]
    room.pages.setCurrentWidget(room.table)
    window.close()
    return ratios


def constant_table(like: Table, row: PartnerRow) -> Table:
    """The same columns, each with the words that the first row has in it, made once."""

    def fetch(ids: Sequence[int]) -> Mapping[int, PartnerRow]:
        return dict.fromkeys(ids, row)

    model: TableModel[PartnerRow] = TableModel(
        [constant(column, column.cell(row)) for column in like.rows.columns], fetch
    )
    table = Table(model, "partners.room")
    table.show_columns(like.seen_columns())
    return table


def constant(column: Column[Any], cell: Cell) -> Column[PartnerRow]:
    return Column(column.name, column.label, column.width, lambda _row: cell, column.right, column.stretch)


class Turn:
    """Puts one of the two tables into the same place of the window, so that both are painted by the same means."""

    def __init__(self, room: PartnersRoom, still: Table) -> None:
        self.room, self.ours, self.still = room, room.table, still

    def show(self, table: Table) -> Table:
        self.room.pages.setCurrentWidget(table)
        QApplication.processEvents()
        table.viewport().repaint()
        return table


def compare_paint(turn: Turn, ids: "array[int]") -> Ratio:
    """Shown anew: model reset, first page fetched, put into words and painted."""
    lists = [ids[first:] + ids[:first] for first in range(0, (PAINTS + 1) * STRIDE, STRIDE)]
    pairs = [(paint(turn.show(turn.ours), order), paint(turn.show(turn.still), order)) for order in lists][1:]
    return Ratio(
        f"list of {len(ids):,}: shown and painted", statistics.median(pair[0] for pair in pairs),
        "a model of constant text", statistics.median(pair[1] for pair in pairs), 1.2,
    )  # fmt: skip


def paint(table: Table, ids: "array[int]") -> float:
    def show() -> None:
        table.rows.show_ids(ids)
        table.viewport().repaint()

    return milliseconds(show)


def compare_frames(turn: Turn, ids: "array[int]") -> Ratio:
    """A run of frames through one list, then through the other, turn about."""
    ours: list[float] = []
    still: list[float] = []
    for _ in range(RUNS):
        for table, times in ((turn.ours, ours), (turn.still, still)):
            turn.show(table)
            times += [frame(table) for _ in range(FRAMES)]
    return Ratio(
        f"list of {len(ids):,}: one notch of the wheel", statistics.median(ours),
        "a model of constant text", statistics.median(still), 1.3,
    )  # fmt: skip


def frame(table: Table) -> float:
    bar = table.verticalScrollBar()

    def turn() -> None:
        bar.setValue(bar.value() + STEP * table.rowHeight(0))
        table.viewport().repaint()

    return milliseconds(turn)
