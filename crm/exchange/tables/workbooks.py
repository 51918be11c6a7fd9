"""XLSX, checked before it is opened (TRUST D5): values only, no formula, macro or link is ever followed."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from functools import partial
from typing import Any

from crm.exchange.tables.extent import is_dense
from crm.exchange.tables.recognition import OLE
from crm.exchange.tables.sheet import MOST_COLUMNS, Grid, Row
from crm.values import Message, Problem, Refused
from crm.values.days import Cell

MOST_ENTRIES = 2_000
MOST_BYTES = 200 * 1024 * 1024
MOST_RATIO = 100
SMALL = 1024 * 1024
"""A part below this may be packed tighter than MOST_RATIO: a short empty sheet is."""

MOST_BLANK_ROWS = 20_000
"""Blank rows in a row after which the sheet is taken to have ended: a stray cell far below is not a table."""

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
EVERY = 2_000
HEAD = 2_048


def refuse_hostile(content: bytes, file: str) -> list[str]:
    """Refused by its directory alone: too many parts, too large, too tightly packed, or names that leave the folder."""
    if content.startswith(OLE):
        code = "workbook-encrypted" if ENCRYPTED in content else "workbook-old-format"
        raise Refused(Problem(code, values={"file": file}))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise damaged(file) from None
    names = [part.filename for part in parts]
    total = sum(part.file_size for part in parts)
    tight = any(part.file_size > SMALL and part.file_size > MOST_RATIO * max(part.compress_size, 1) for part in parts)
    if len(parts) > MOST_ENTRIES or total > MOST_BYTES or tight:
        raise Refused(Problem("workbook-bomb", values={"file": file}))
    if any(re.search(r"(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[A-Za-z]:", name) for name in names):
        raise Refused(Problem("workbook-hostile", values={"file": file}))
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(Problem("workbook-encrypted", values={"file": file}))
    if declares_entities(content, names, file):
        raise Refused(Problem("workbook-hostile", values={"file": file}))
    if "xl/workbook.xml" not in names:
        code = "table-is-document" if "[Content_Types].xml" in names else "table-is-archive"
        raise Refused(Problem(code, values={"file": file}))
    return names


def declares_entities(content: bytes, names: list[str], file: str) -> bool:
    """No part of a workbook has a document type. defusedxml refuses them too, but openpyxl reads some parts by lxml."""
    with naming_damage(file), zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in names:
            if name.endswith((".xml", ".rels")):
                with archive.open(name) as part:
                    if b"<!DOCTYPE" in part.read(HEAD):
                        return True
    return False


def damaged(file: str) -> Refused:
    return Refused(Problem("workbook-damaged", values={"file": file}))


@contextmanager
def naming_damage(file: str) -> Iterator[None]:
    """The readers raise whatever their parsers raise: each is one thing to a person, a workbook that cannot be read."""
    from defusedxml import DefusedXmlException  # type: ignore[import-untyped]  # defusedxml ships no types
    from python_calamine import CalamineError

    try:
        yield
    except DefusedXmlException:
        raise Refused(Problem("workbook-hostile", values={"file": file})) from None
    except (AssertionError, AttributeError, CalamineError, EOFError, IndexError, KeyError, OSError, OverflowError,
            RuntimeError, SyntaxError, TypeError, ValueError, zipfile.BadZipFile, zlib.error):  # fmt: skip
        # SyntaxError is what both XML parsers of openpyxl raise
        raise damaged(file) from None


Sheets = Mapping[str, Callable[[], Iterable[Sequence[Any]]]]
"""By its title, what gives the rows of a sheet."""


@contextmanager
def opened(content: bytes, file: str) -> Iterator[Sheets]:
    """Read by openpyxl, row by row: never more in memory than a row, however far apart the cells lie."""
    from openpyxl import load_workbook

    with naming_damage(file):
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        yield {sheet.title: partial(streamed, sheet) for sheet in workbook.worksheets}
    finally:
        workbook.close()


def streamed(sheet: Any) -> Iterable[Sequence[Any]]:
    if not hasattr(sheet, "reset_dimensions"):
        return ()  # a sheet of charts
    sheet.reset_dimensions()  # the file's own word about its size is not to be trusted
    rows: Iterable[Sequence[Any]] = sheet.iter_rows(values_only=True)
    return rows


@contextmanager
def opened_fast(content: bytes, file: str) -> Iterator[Sheets]:
    """Read by calamine, fifteen times as fast. Only for a workbook that `is_dense`."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    with naming_damage(file):
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    tables = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
    yield {name: partial(whole, workbook, name) for name in tables}


def whole(workbook: Any, name: str) -> Iterable[Sequence[Any]]:
    rows: Iterable[Sequence[Any]] = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return rows


Read = tuple[Grid, str, tuple[str, ...], list[Message]]
"""The cells, the title of their sheet, the titles of all sheets, and what is odd about the file."""


def read_workbook(content: bytes, file: str, chosen: str | None = None) -> Generator[int, None, Read]:
    """The cells of the chosen sheet, or of the first that is not blank; yields how many rows have been read."""
    names = refuse_hostile(content, file)
    warnings = [Message("workbook-macros")] if any(name.endswith("vbaProject.bin") for name in names) else []
    with naming_damage(file), zipfile.ZipFile(io.BytesIO(content)) as archive:
        dense = is_dense(archive)
    opener = opened_fast if dense else opened
    with opener(content, file) as sheets:
        if chosen is not None and chosen not in sheets:
            raise Refused(
                Problem("workbook-sheet-missing", values={"file": file, "sheet": chosen, "sheets": list(sheets)})
            )
        for title in [chosen] if chosen is not None else list(sheets):
            rows = yield from read_rows(sheets[title], file)
            if rows:
                return Grid(rows), title, tuple(sheets), warnings
    raise Refused(Problem("table-empty", values={"file": file}))


def read_rows(sheet: Callable[[], Iterable[Sequence[Any]]], file: str) -> Generator[int, None, list[Row]]:
    """Until the sheet ends, or only blank rows follow for long."""
    rows: list[Row] = []
    filled = 0
    with naming_damage(file):
        for values in sheet():
            row = plain_row(values) if len(values) <= MOST_COLUMNS else wide(values, file)
            rows.append(row)
            if row.count("") < len(row):
                filled = len(rows)
            elif len(rows) - filled > MOST_BLANK_ROWS:
                break
            if len(rows) % EVERY == 0:
                yield len(rows)
    return rows[:filled]


def wide(values: Any, file: str) -> Row:
    if any(value not in (None, "") for value in values[MOST_COLUMNS:]):
        raise Refused(Problem("table-too-wide", values={"file": file, "columns": len(values), "most": MOST_COLUMNS}))
    return plain_row(values[:MOST_COLUMNS])


def plain_row(values: Sequence[Any]) -> list[Cell]:
    return [value if value.__class__ is str else plain(value) for value in values]  # most are: no call for them


def plain(value: Any) -> Cell:
    """A cell as text, day or whole number. 13800138000.0 is a phone that Excel took for a number."""
    if value is None:
        return ""
    if value.__class__ is float:
        return int(value) if value.is_integer() and abs(value) < 1e15 else str(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date() if midnight else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, int | date):
        return value
    return value.strftime("%H:%M") if isinstance(value, time) else str(value)
