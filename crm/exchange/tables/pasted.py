"""A block of cells as spreadsheets copy it: tabs between cells, quotes around those with line breaks."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import replace

from crm.exchange.tables.delimited import LONGEST_CELL
from crm.exchange.tables.recognition import refuse_what_is_no_text
from crm.exchange.tables.sheet import HEADER_WITHIN, Grid, Row, Sheet, arrange, letters, trimmed
from crm.exchange.tables.writing import unguarded
from crm.values import Problem, Refused

HALF = 0.5
Test = Callable[[str], bool]


def read_pasted(text: str, file: str, is_header: Test, has_headers: Callable[[Sequence[Row]], bool]) -> Sheet:
    """The table that was copied. Without a row of headers its columns are called A, B, C, as in the spreadsheet.

    `has_headers` answers for rows in which no header is known.
    """
    rows = cells_of(text, file)
    if any(known_share(row, is_header) >= HALF for row in rows[:HEADER_WITHIN]) or has_headers(rows):
        return replace(arrange(Grid(rows), file, is_header), delimiter="\t")
    wide = max(len(row) for row in rows)
    sheet = arrange(Grid([[letters(index) for index in range(wide)], *rows]), file, lambda _text: False)
    numbers = [number - 1 for number in sheet.numbers]
    return replace(sheet, numbers=numbers, bad={number - 1: what for number, what in sheet.bad.items()}, delimiter="\t")


def cells_of(text: str, file: str) -> list[Row]:
    """Rows without the blank cells at their ends, which a selection of whole columns brings along."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip("\n")
    if not plain.strip():
        raise Refused(Problem("paste-empty"))
    refuse_what_is_no_text(plain, file)
    csv.field_size_limit(LONGEST_CELL)
    try:
        lines = list(csv.reader(io.StringIO(plain, newline=""), delimiter="\t", strict=True))
    except csv.Error:  # a cell that begins with a lone inch sign opens no quotation: every line is a row
        lines = [line.split("\t") for line in plain.split("\n")]
    return [trimmed([unguarded(cell.strip()) for cell in line]) for line in lines]


def known_share(row: Row, is_header: Test) -> float:
    filled = [cell for cell in row if cell != ""]
    return sum(isinstance(cell, str) and is_header(cell) for cell in filled) / len(filled) if filled else 0.0
