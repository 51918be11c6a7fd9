"""Tables of working days in the book's own format: `date, kind (off or work), name, source, status`, one day a row.

China's comes with the program: the State Council's notices, adjusted weekends (调休) included, and for the years that
no notice has decided yet the statutory days, *expected* (CALENDAR.md). `resources/calendars/derive.py` makes it.
"""

import csv
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from crm.values.message import Problem, Refused, shown
from crm.values.workdays import WorkingDays

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "calendars"
COLUMNS = ("date", "kind", "name", "source", "status")
KINDS = ("off", "work")
STATUSES = ("decided", "expected")


OTHERS = range(2000, 2051)
"""Years for which other countries' statutory days are computed."""


@cache
def working_days_of(place: str) -> WorkingDays:
    """The table of a country by its code of ISO 3166: the one that comes with the program, else its statutory days.

    Raises `calendar-unknown`.
    """
    if place.isalpha() and (FOLDER / f"{place}.csv").is_file():
        return shipped(place)
    import holidays  # 60 ms that only agreements with places elsewhere pay

    if place not in holidays.list_supported_countries():
        raise Refused(Problem("calendar-unknown", values={"given": shown(place)}))
    days = holidays.country_holidays(place, years=OTHERS, categories=categories_of(place))
    return WorkingDays(place, date(OTHERS.start, 1, 1), date(OTHERS.stop - 1, 12, 31), off=dict(days))


def categories_of(place: str) -> tuple[str, ...]:
    """Hong Kong's Good Friday is among the optional days (TERMS.md 1)."""
    return ("public", "optional") if place == "HK" else ("public",)


@cache
def shipped(place: str) -> WorkingDays:
    """The table of a country by its code of ISO 3166, so far CN. Raises `calendar-unknown`."""
    path = FOLDER / f"{place}.csv"
    if not place.isalpha() or not path.is_file():
        raise Refused(Problem("calendar-unknown", values={"given": shown(place)}))
    with path.open(encoding="utf-8", newline="") as file:
        return table_of(place, file)


def table_of(place: str, lines: Iterable[str]) -> WorkingDays:
    """A table from the lines of its CSV. Decided are whole years, from the first to the last with a decided row.

    Raises `calendar-row-unreadable` with the number of the row, `calendar-undecided` where no row is decided.
    """
    reader = csv.reader(lines)
    days: dict[str, dict[date, str]] = {kind: {} for kind in KINDS}
    decided: set[int] = set()
    if next(reader, None) != list(COLUMNS):
        raise unreadable(place, 1)
    for row in reader:
        day, kind, name, status = read(place, row, reader.line_num)
        days[kind][day] = name
        if status == "decided":
            decided.add(day.year)
    if not decided:
        raise Refused(Problem("calendar-undecided", values={"place": place}))
    return WorkingDays(place, date(min(decided), 1, 1), date(max(decided), 12, 31), off=days["off"], work=days["work"])


def read(place: str, row: list[str], number: int) -> tuple[date, str, str, str]:
    try:
        on, kind, name, _, status = row
        day = date.fromisoformat(on)
    except ValueError as unread:
        raise unreadable(place, number) from unread
    if kind not in KINDS or status not in STATUSES:
        raise unreadable(place, number)
    return day, kind, name, status


def unreadable(place: str, number: int) -> Refused:
    return Refused(Problem("calendar-row-unreadable", values={"place": place, "row": number}))
