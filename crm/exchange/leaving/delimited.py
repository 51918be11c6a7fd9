"""A list as CSV: UTF-8 with a BOM, so that Excel reads it, CRLF, every cell quoted, nothing that runs (TRUST D4)."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import BinaryIO

from crm.exchange.leaving.cells import Cell
from crm.exchange.tables.writing import guarded


class CsvLines:
    """Writes line after line. `guard` off: cells stand there as they are, for programs that run nothing."""

    def __init__(self, file: BinaryIO, headers: Sequence[str], *, guard: bool = True) -> None:
        self.text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=False)
        self.writer = csv.writer(self.text, quoting=csv.QUOTE_ALL)
        self.guard = guard
        self.cut = 0
        self.add(headers)

    def add(self, cells: Sequence[Cell]) -> None:
        self.writer.writerow([self.plain(cell) for cell in cells])

    def plain(self, cell: Cell) -> str:
        if cell is None:
            return ""
        if isinstance(cell, str):
            return guarded(cell) if self.guard else cell
        return cell.isoformat() if isinstance(cell, date) else str(cell)

    def finish(self) -> None:
        self.text.flush()

    def close(self) -> None:
        """The file itself stays open: it is closed by whoever opened it."""
        self.text.detach()
