"""A list of partners as a file: the rows of a filter or a view, CSV or XLSX by the ending of the name.

left = finished(export_list(book, Path("伙伴.xlsx"), Leaving(read_filter("级别:战略").filter), Language.CHINESE))
"""

from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol, TypeVar

from crm.book.clock import Clock
from crm.book.outside import safe_name, whole_file
from crm.exchange.leaving.cells import Cell, cells_of
from crm.exchange.leaving.delimited import CsvLines
from crm.exchange.leaving.workbook import MOST_ROWS, SheetLines
from crm.language import say
from crm.partners.columns import column_label, every_column
from crm.partners.filters import Filter
from crm.partners.queries.custom_field import CustomFieldRow, CustomFields
from crm.partners.queries.leaving import LeavingRows
from crm.partners.queries.page import PartnerOrder
from crm.values import Message, Problem, Query, Refused
from crm.values.enums import CustomConcept, Language

Answer = TypeVar("Answer")

STRETCH = 1_000
"""Partners that are asked for at once."""

ENDINGS = (".csv", ".xlsx")


class Asked(Protocol):
    """What is needed of a book."""

    @property
    def clock(self) -> Clock: ...

    @property
    def user(self) -> str: ...

    def query(self, query: Query[Answer]) -> Answer: ...


class Lines(Protocol):
    """A file that takes line after line; `cut` is how many texts it could not hold whole."""

    cut: int

    def add(self, cells: Sequence[Cell]) -> None: ...

    def finish(self) -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Leaving:
    """What leaves: the partners of a filter, in its order. No columns: all that there are, own fields too.

    `guard` off: CSV without the `'` before what a spreadsheet would run (TRUST D4).
    """

    filter: Filter = field(default_factory=Filter)
    columns: tuple[str, ...] = ()
    title: str = ""
    guard: bool = True
    replace: bool = False


@dataclass(frozen=True, slots=True)
class LeavingProgress:
    """How far: `done` of `total` rows."""

    done: int
    total: int
    phase: Message


@dataclass(frozen=True, slots=True)
class Left:
    """What was written. `cut`: texts that were longer than a cell of Excel holds."""

    path: Path
    rows: int
    cut: int


Exporting = Generator[LeavingProgress, None, Left]


def export_list(book: Asked, path: Path, leaving: Leaving, language: Language) -> Exporting:
    """Writes the file whole or not at all. Closing the generator cancels; nothing is left behind."""
    refuse_path(path, replace=leaving.replace)
    own = book.query(CustomFields(CustomConcept.PARTNER))
    columns = leaving.columns or every_column(own)
    asked = leaving.filter
    order = book.query(PartnerOrder(book.clock.today(), asked, asked.sort, asked.descending, language, book.user))
    if path.suffix.casefold() == ".xlsx" and len(order) > MOST_ROWS:
        raise Refused(Problem("export-too-many", values={"n": len(order), "most": MOST_ROWS}))
    headers = headers_of(columns, own, language)
    with (
        whole_file(path, replace=leaving.replace) as file,
        closing(lines_in(file, path, leaving, headers, book.clock)) as lines,
    ):
        rows = yield from write_lines(book, lines, order, columns, language)
        lines.finish()
    return Left(path, rows, lines.cut)


def write_lines(
    book: Asked, lines: Lines, order: Sequence[int], columns: Sequence[str], language: Language
) -> Generator[LeavingProgress, None, int]:
    today, rows = book.clock.today(), 0
    for first in range(0, len(order), STRETCH):
        for row in book.query(LeavingRows(order[first : first + STRETCH], today)):
            lines.add(cells_of(row, columns, language))
            rows += 1
        yield LeavingProgress(min(first + STRETCH, len(order)), len(order), Message("export.phase"))
    return rows


def lines_in(file: BinaryIO, path: Path, leaving: Leaving, headers: Sequence[str], clock: Clock) -> Lines:
    if path.suffix.casefold() == ".csv":
        return CsvLines(file, headers, guard=leaving.guard)
    return SheetLines(file, headers, leaving.title or path.stem, clock.now().replace(tzinfo=None))


def headers_of(columns: Sequence[str], own: Sequence[CustomFieldRow], language: Language) -> list[str]:
    labels = (column_label(key, own) for key in columns)
    return [label if isinstance(label, str) else say(label, language) for label in labels]


def refuse_path(path: Path, *, replace: bool) -> None:
    """Raises Refused where the name is of no kind that is written, or a file stands there."""
    if path.suffix.casefold() not in ENDINGS:
        values = {"file": path.name, "nearest": safe_name(path.stem or "partners", ".xlsx")}
        raise Refused(Problem("export-ending-unknown", field="path", values=values))
    if path.is_dir() or (path.exists() and not replace):
        raise Refused(Problem("export-file-exists", field="path", values={"file": str(path)}))


def leaving_name(title: str, ending: str) -> str:
    """A name for the file of a view, made of its name (TRUST E3)."""
    return safe_name(title, ending)
