"""Days in the spellings of lists. What does not exist is no day: 2026-02-30 is never rolled into March (TRUST D3).

Whether 3/4/2026 is in March or in April one cell cannot say. A column can, by a cell such as 13/4/2026; else a person.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum

from crm.values.message import Problem

Cell = str | date | int
"""What a cell of a file holds, and what a person types."""

EXCEL_DAY_0 = date(1899, 12, 30)
EXCEL_DAYS = range(20_000, 80_000)  # 1954 to 2119; smaller numbers are no dates of dealings

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T].*)?")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[ T].*)?")
DAY_MONTH = re.compile(
    r"(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s\-]+([a-z]{3,9})\.?,?[\s\-]+(\d{4})", re.IGNORECASE
)
MONTH_DAY = re.compile(r"(?:[a-z]{3,9},?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)


class DayOrder(Enum):
    """What a date with its year at the end means in one column."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    UNKNOWN = "unknown"
    MIXED = "mixed"


def order_of(cells: Iterable[Cell]) -> DayOrder:
    """What the cells of a column settle: a first number above 12 is a day, a second one above 12 as well."""
    found: set[DayOrder] = set()
    for cell in cells:
        match = YEAR_LAST.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if match and int(match[1]) > 12:
            found.add(DayOrder.DAY_FIRST)
        elif match and int(match[2]) > 12:
            found.add(DayOrder.MONTH_FIRST)
    if len(found) == 2:
        return DayOrder.MIXED
    return found.pop() if found else DayOrder.UNKNOWN


def day_of(cell: Cell, order: DayOrder) -> date | Problem:
    """The day that the cell names; `row-date-…` where it names none, or one of two."""
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int):
        return excel_day(cell)
    text = unicodedata.normalize("NFKC", cell).strip()
    if match := YEAR_FIRST.fullmatch(text) or COMPACT.fullmatch(text):
        return existing(cell, int(match[1]), int(match[2]), int(match[3]))
    if match := SERIAL.fullmatch(text):  # a day of Excel that was written into a CSV as its number
        return excel_day(int(match[1]))
    if match := YEAR_LAST.fullmatch(text):
        return of_order(cell, match, order)
    if match := DAY_MONTH.fullmatch(text):
        return named(cell, match[1], match[2], match[3])
    if match := MONTH_DAY.fullmatch(text):
        return named(cell, match[2], match[1], match[3])
    return Problem("row-date-unknown", values={"given": cell})


def excel_day(serial: int) -> date | Problem:
    if serial in EXCEL_DAYS:
        return EXCEL_DAY_0 + timedelta(days=serial)
    if match := COMPACT.fullmatch(str(serial)):
        return existing(str(serial), int(match[1]), int(match[2]), int(match[3]))
    return Problem("row-date-unknown", values={"given": str(serial)})


def of_order(cell: str, match: re.Match[str], order: DayOrder) -> date | Problem:
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    if first == second or order is DayOrder.DAY_FIRST:
        return existing(cell, year, second, first)
    if order is DayOrder.MONTH_FIRST:
        return existing(cell, year, first, second)
    if order is DayOrder.MIXED and max(first, second) > 12:
        return existing(cell, year, min(first, second), max(first, second))
    return Problem("row-date-ambiguous", values={"given": cell})


def named(cell: str, day: str, month: str, year: str) -> date | Problem:
    short = month[:3].casefold()
    if short not in MONTHS:
        return Problem("row-date-unknown", values={"given": cell})
    return existing(cell, int(year), MONTHS.index(short) + 1, int(day))


def existing(cell: str, year: int, month: int, day: int) -> date | Problem:
    try:
        return date(year, month, day)
    except ValueError:
        return Problem("row-date-impossible", values={"given": cell})
