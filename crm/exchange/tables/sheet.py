"""A table as it was read: headers, rows of plain cells, and what was odd about the file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as a_field

from crm.values import Message, Problem, Refused
from crm.values.days import Cell

Row = Sequence[Cell]

MOST_COLUMNS = 512  # TRUST D2
TOTALS, ENGLISH_TOTALS = {"合计", "总计", "小计", "共计", "累计"}, {"total", "totals", "sum", "grand total"}
FEWEST_BESIDE_A_TOTAL = 3  # columns; a narrower list may end with a name that is such a word
HEADER_WITHIN = 10  # rows of title above the headers that are looked through


@dataclass(frozen=True, slots=True)
class Sheet:
    """`numbers` are rows as a spreadsheet counts them, headers included. `bad` rows could not be read whole."""

    file: str
    headers: tuple[str, ...]
    rows: Sequence[Row]
    numbers: Sequence[int]
    encoding: str = ""
    delimiter: str = ""
    name: str = ""
    names: tuple[str, ...] = ()
    bad: Mapping[int, Problem] = a_field(default_factory=dict)
    warnings: tuple[Message, ...] = ()

    def column(self, index: int, most: int | None = None) -> list[Cell]:
        """The first filled cells of a column."""
        cells: list[Cell] = []
        for row in self.rows:
            if row[index] != "":
                cells.append(row[index])
                if len(cells) == most:
                    break
        return cells


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells before anybody knows which row holds the headers. `bad` is by row number, counted from 1."""

    rows: Sequence[Row]
    bad: Mapping[int, Problem] = a_field(default_factory=dict)


def arrange(grid: Grid, file: str, is_header: Callable[[str], bool]) -> Sheet:
    """Headers found, blank rows left out, short rows filled up, rows with more cells than headers marked as bad."""
    top = header_row(grid.rows, is_header)
    if top is None:
        raise Refused(Problem("table-empty", values={"file": file}))
    width = len(trimmed(grid.rows[top]))
    too_wide = widest(grid.rows[top + 1 :])
    if max(width, too_wide) > MOST_COLUMNS:
        raise Refused(
            Problem("table-too-wide", values={"file": file, "columns": max(width, too_wide), "most": MOST_COLUMNS})
        )
    rows: list[Row] = []
    numbers: list[int] = []
    bad = dict(grid.bad)
    headers = named(grid.rows[top][:width])
    for number, row in enumerate(grid.rows[top + 1 :], top + 2):
        cells = row if len(row) == width else fitted(row, width)
        if len(cells) > width:
            bad.setdefault(number, too_many_cells(file, number, len(cells), width))
            cells = cells[:width] if not any(cells[width:]) else cells
        if any(cell != "" for cell in cells):
            rows.append(cells)
            numbers.append(number)
    warnings: tuple[Message, ...] = ()
    if len(rows) > 1 and is_total(rows[-1]):
        rows.pop()
        warnings = (Message("import.warning.total-left-out", {"row": numbers.pop()}),)
    if not rows:
        raise Refused(Problem("table-without-rows", values={"file": file}))
    return Sheet(file, headers, rows, numbers, bad=bad, warnings=warnings)


def is_total(row: Row) -> bool:
    """合计 and figures, as spreadsheets end. Total alone may be a company."""
    filled = [cell for cell in row if cell != ""]
    if len(row) < FEWEST_BESIDE_A_TOTAL or not isinstance(filled[0], str):
        return False
    word, figures = filled[0].strip(" :：").casefold(), filled[1:]
    if any(isinstance(cell, str) and not is_figure(cell) for cell in figures):
        return False
    return word in TOTALS or (word in ENGLISH_TOTALS and bool(figures))


def is_figure(text: str) -> bool:
    return text.replace(",", "").replace(".", "").strip(" 万元%").isdecimal()


def header_row(rows: Sequence[Row], is_header: Callable[[str], bool]) -> int | None:
    """The row, among the first ones, with the most known headers; else the first that is not blank."""
    filled = [index for index, row in enumerate(rows[:1000]) if any(cell != "" for cell in row)][:HEADER_WITHIN]
    if not filled:
        return None
    known = {index: sum(isinstance(cell, str) and is_header(cell) for cell in rows[index]) for index in filled}
    best = max(filled, key=lambda index: (known[index], -index))
    return best if known[best] else filled[0]


def widest(rows: Iterable[Row]) -> int:
    return max((len(row) if len(row) <= MOST_COLUMNS else len(trimmed(row)) for row in rows), default=0)


def trimmed(row: Row) -> Row:
    """Without the blank cells at its end."""
    end = len(row)
    while end and row[end - 1] == "":
        end -= 1
    return row[:end]


def fitted(row: Row, width: int) -> Row:
    if len(row) > width:
        return [*row[:width], *trimmed(row[width:])]
    return [*row, *[""] * (width - len(row))]


def named(cells: Iterable[Cell]) -> tuple[str, ...]:
    """Headers without blanks around them, never empty and never twice: a column is named by its header."""
    headers: list[str] = []
    for index, cell in enumerate(cells):
        plain = " ".join(str(cell).split()) or letters(index)
        header, count = plain, 2
        while header in headers:
            header, count = f"{plain} ({count})", count + 1
        headers.append(header)
    return tuple(headers)


def letters(index: int) -> str:
    """The name that a spreadsheet gives a column: A, B, … Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def too_many_cells(file: str, row: int, cells: int, headers: int) -> Problem:
    return Problem("row-too-wide", values={"file": file, "row": row, "cells": cells, "headers": headers})
