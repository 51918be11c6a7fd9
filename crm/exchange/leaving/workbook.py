"""A list as XLSX: texts are texts, numbers numbers, days days; row by row, so that a million need no memory."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryDirectory
from typing import BinaryIO

from crm.exchange.leaving.cells import Cell

MOST_ROWS = 1_048_575
"""Lines that a sheet of Excel has under its header."""

LONGEST_CELL = 32_767
"""Signs that a cell of Excel holds."""

EXACT_DIGITS = 15
"""Digits that a number of Excel keeps; a longer one leaves as a text, whole."""

FIRST_DAY = date(1900, 3, 1)
"""Before it the days of Excel and of the calendar differ."""

WIDEST, NARROWEST = 40, 10
DAY_FORMAT = "yyyy-mm-dd"


class Target:
    """The file, for a writer of archives. After a fault it takes all and keeps none: archives close late."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.failed = False

    def write(self, data: bytes) -> int:
        if self.failed or self.file.closed:
            return len(data)
        try:
            return self.file.write(data)
        except OSError:
            self.failed = True
            raise

    def seek(self, offset: int, whence: int = 0) -> int:
        return offset if self.failed or self.file.closed else self.file.seek(offset, whence)

    def tell(self) -> int:
        return 0 if self.failed or self.file.closed else self.file.tell()

    def flush(self) -> None:
        if not (self.failed or self.file.closed):
            self.file.flush()

    def read(self, size: int = -1) -> bytes:
        return self.file.read(size)


class SheetLines:
    """Writes line after line into one sheet. Nothing is taken for a formula or a link (TRUST D4)."""

    def __init__(self, file: BinaryIO, headers: Sequence[str], title: str, made: datetime) -> None:
        from xlsxwriter import Workbook  # type: ignore[import-untyped] # it brings no types

        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.folder = TemporaryDirectory(prefix="liaison-")
        self.book = Workbook(Target(file), {**options, "tmpdir": self.folder.name})
        self.book.use_zip64()
        self.book.set_properties({"title": title, "created": made})
        self.sheet = self.book.add_worksheet()
        self.day = self.book.add_format({"num_format": DAY_FORMAT})
        self.columns = len(headers)
        self.at = 0
        self.cut = 0
        for place, header in enumerate(headers):
            self.sheet.set_column(place, place, min(max(len(header) * 1.6, NARROWEST), WIDEST))
        self.sheet.freeze_panes(1, 1)
        bold = self.book.add_format({"bold": True})
        for place, header in enumerate(headers):
            self.sheet.write_string(0, place, header[:LONGEST_CELL], bold)

    def add(self, cells: Sequence[Cell]) -> None:
        self.at += 1
        for place, cell in enumerate(cells):
            if cell is not None and cell != "":
                self.write(place, cell)

    def write(self, place: int, cell: str | int | Decimal | date) -> None:
        if isinstance(cell, date) and cell >= FIRST_DAY:
            self.sheet.write_datetime(self.at, place, datetime(cell.year, cell.month, cell.day), self.day)  # noqa: DTZ001 - a day has no zone
        elif isinstance(cell, int | Decimal) and fits(cell):
            self.sheet.write_number(self.at, place, float(cell))
        else:
            self.write_text(place, cell.isoformat() if isinstance(cell, date) else str(cell))

    def write_text(self, place: int, text: str) -> None:
        if len(text) > LONGEST_CELL:
            self.cut += 1
            text = text[: LONGEST_CELL - 1] + "…"
        self.sheet.write_string(self.at, place, text)

    def finish(self) -> None:
        if self.at:
            self.sheet.autofilter(0, 0, self.at, self.columns - 1)
        from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped] # it brings no types

        try:
            self.book.close()
        except FileCreateError as fault:
            raise OSError(fault.args[0].errno, fault.args[0].strerror) from fault

    def close(self) -> None:
        """Also after a cancel: what was laid out in the meantime is somebody's list, and goes."""
        self.sheet._opt_close()
        self.folder.cleanup()


def fits(number: int | Decimal) -> bool:
    """Whether the number is the same when Excel has read it."""
    digits = Decimal(number).normalize().as_tuple().digits
    return len(digits) <= EXACT_DIGITS
