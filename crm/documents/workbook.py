"""Spreadsheets beside reports: sheets of rows, said in a language, the same content the same bytes.

Text cells are typed as strings, whatever they begin with: nothing that a person typed becomes a formula or a link
(TRUST D4). Numbers are numbers and days are days.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from io import BytesIO
from typing import Any

from crm.documents.speech import Said, Speech
from crm.values import Message
from crm.values.enums import ReportLanguage

LONGEST_CELL = 32_767
MOST_ROWS = 1_048_574
FIRST_DAY = date(1900, 3, 1)
"""Before it the days of Excel and of the calendar differ: such a day leaves as a text."""

MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook knows no zone; a fixed day gives the same bytes
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
NARROW, WIDE, WIDE_COLUMNS = 13, 30, 4

Value = Said | int | Fraction | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A name, heads and rows. What has a language is said when it is written; texts of people stay as they are."""

    name: str
    heads: Sequence[Said]
    rows: Sequence[Sequence[Value]]


def make_workbook(title: Message, written: Iterable[Sheet], language: ReportLanguage) -> bytes:
    """A sheet for each."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped] # it brings no types

    speech = Speech.of(language)
    buffer = BytesIO()
    book = Workbook(buffer, OPTIONS)
    book.set_properties({"title": speech.inline(title), "created": MADE})
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "fit": book.add_format({"num_format": "0.00"}),
    }
    for sheet in written:
        page = book.add_worksheet(speech.inline(sheet.name, " ")[:31])
        write_sheet(page, sheet, speech, formats)
    book.close()
    return buffer.getvalue()


def typed(text: str) -> Message:
    """What a person typed, as it is: no code of the catalogue."""
    return Message("report.portfolio.typed", {"text": text})


def several(parts: Sequence[Said]) -> Message:
    return Message("report.portfolio.many", {"parts": tuple(parts)})


def write_sheet(page: Any, sheet: Sheet, speech: Speech, formats: Mapping[str, Any]) -> None:
    page.freeze_panes(1, 1)
    for place, head in enumerate(sheet.heads):
        page.write_string(0, place, speech.inline(head), formats["head"])
        page.set_column(place, place, WIDE if place < WIDE_COLUMNS else NARROW)
    for at, row in enumerate(sheet.rows[:MOST_ROWS], 1):
        for place, value in enumerate(row):
            write_cell(page, at, place, value, speech, formats)


def write_cell(page: Any, at: int, place: int, value: Value, speech: Speech, formats: Mapping[str, Any]) -> None:
    """Nothing is an empty cell; a day before Excel's calendar, and every text, is a string."""
    if value is None:
        return
    if isinstance(value, date) and value >= FIRST_DAY:
        page.write_datetime(at, place, datetime(value.year, value.month, value.day), formats["day"])  # noqa: DTZ001 - a day has no zone
    elif isinstance(value, Fraction):
        page.write_number(at, place, float(value), formats["fit"])
    elif isinstance(value, int):
        page.write_number(at, place, value)
    else:
        text = value.isoformat() if isinstance(value, date) else speech.inline(value)
        page.write_string(at, place, text[:LONGEST_CELL])
