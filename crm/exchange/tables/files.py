"""The one way to read a table: from a path or from bytes, of whichever kind."""

from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from crm.exchange.tables.delimited import read_delimited
from crm.exchange.tables.encodings import CHOICES, decode, is_encoding
from crm.exchange.tables.monica import is_export, read_export
from crm.exchange.tables.recognition import OLE, ZIP, refuse_json, refuse_what_is_no_table, refuse_what_is_no_text
from crm.exchange.tables.sheet import Sheet, arrange
from crm.exchange.tables.workbooks import read_workbook
from crm.values import Problem, Refused, WorldFault

LARGEST = 200 * 1024 * 1024

Reading = Generator[int, None, Sheet]
"""Yields the number of rows read so far; its value is the sheet. Closing it cancels."""

Value = TypeVar("Value")


def nothing_known(text: str) -> bool:  # noqa: ARG001 - the shape of `is_header`
    return False


def read_table(
    source: Path | bytes,
    *,
    file: str = "",
    encoding: str | None = None,
    sheet: str | None = None,
    is_header: Callable[[str], bool] = nothing_known,
) -> Sheet:
    """The table of a file. Refused with a Problem where it is none; a WorldFault where it cannot be opened."""
    return finished(reading(source, file=file, encoding=encoding, sheet=sheet, is_header=is_header))


def reading(
    source: Path | bytes,
    *,
    file: str = "",
    encoding: str | None = None,
    sheet: str | None = None,
    is_header: Callable[[str], bool] = nothing_known,
) -> Reading:
    """`read_table` in steps, so that a long one can be shown and cancelled."""
    content = source if isinstance(source, bytes) else content_of(source)
    if encoding is not None and not is_encoding(encoding):
        raise Refused(Problem("encoding-unknown", values={"given": encoding, "known": list(CHOICES)}))
    name = file or (source.name if isinstance(source, Path) else "")
    refuse_what_is_no_table(content, name)
    if is_export(content):
        return read_export(content, name)
    refuse_json(content, name)
    if content.startswith((ZIP, OLE, b"PK\x05\x06")):
        grid, title, titles, warnings = yield from read_workbook(content, name, sheet)
        found = arrange(grid, name, is_header)
        return replace(found, name=title, names=titles, warnings=(*found.warnings, *warnings))
    return (yield from read_text(content, name, encoding, is_header))


def read_text(content: bytes, file: str, encoding: str | None, is_header: Callable[[str], bool]) -> Reading:
    text = decode(content, encoding)
    refuse_what_is_no_text(text.text, file)
    grid, separator = yield from read_delimited(text.text, file)
    sheet = replace(arrange(grid, file, is_header), encoding=text.encoding, delimiter=separator)
    if text.cut:
        last = sheet.numbers[-1]
        cut = Problem("row-cut", values={"file": file, "row": last})
        return replace(sheet, bad={**sheet.bad, last: cut})
    return sheet


def content_of(path: Path) -> bytes:
    values = {"file": path.name}
    try:
        if path.stat().st_size > LARGEST:
            raise Refused(Problem("table-too-large", values=values))
        return path.read_bytes()
    except FileNotFoundError:
        raise WorldFault(Problem("table-missing", values={"file": str(path)})) from None
    except IsADirectoryError:
        raise WorldFault(Problem("table-is-folder", values=values)) from None
    except OSError as fault:
        raise WorldFault(Problem("table-unreadable", values={**values, "reason": fault.strerror or ""})) from None


def finished(steps: Generator[object, None, Value]) -> Value:
    """Runs the steps to their end without showing them."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]  # StopIteration.value is Any
