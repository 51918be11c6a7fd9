"""Separated text: which sign separates, then the cells. Not csv.Sniffer, which takes `=` for a separator (TRUST D2)."""

import csv
import io
import re
from collections import Counter
from collections.abc import Generator, Iterator

from crm.exchange.tables.encodings import is_damaged
from crm.exchange.tables.sheet import Grid, Row
from crm.exchange.tables.writing import unguarded
from crm.values import Problem, Refused

SEPARATORS = (",", "\t", ";", "|")
LONGEST_CELL = 16 * 1024 * 1024
SAMPLE = 65_536
SAMPLE_LINES = 200
EVERY = 5_000
"""Rows between two signs of life."""

END = "\x01end of table\x01"
QUOTED = re.compile(r'(?:^|(?<=[,;\t|\n\r]))"(?:[^"]|"")*"(?=[,;\t|\r\n]|$)')
SEP_LINE = re.compile(r'"?sep=(.)"?[,;\t|]*(\r\n|\r|\n|$)', re.IGNORECASE)


def read_delimited(text: str, file: str) -> Generator[int, None, tuple[Grid, str]]:
    """The cells of the text and the sign that separates them. Yields how many rows were read."""
    declared = SEP_LINE.match(text)
    separator = declared[1] if declared else separator_of(text)
    body = text[declared.end() :] if declared else text
    first_row = 2 if declared else 1
    rows: list[Row] = []
    for row in records(body, separator, file, first_row):
        rows.append(row)
        if len(rows) % EVERY == 0:
            yield len(rows)
    padding: list[Row] = [[]] * (first_row - 1)
    return Grid(padding + rows, bad_rows(rows, text, file, first_row)), separator


def records(text: str, separator: str, file: str, first_row: int) -> Iterator[Row]:
    """Row by row. A quotation mark that is never closed swallows the rest of the file: refused, naming its row."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(f"{text}\n{END}\n", newline=""), delimiter=separator)
    row = first_row - 1
    try:
        for row, cells in enumerate(reader, first_row):
            if cells == [END]:
                return
            if cells and END in cells[-1]:
                raise Refused(Problem("table-quote-open", values={"file": file, "row": row}))
            yield [unguarded(cell) for cell in cells]
    except csv.Error:
        raise Refused(Problem("table-cell-too-long", values={"file": file, "row": row + 1})) from None


def bad_rows(rows: list[Row], text: str, file: str, first_row: int) -> dict[int, Problem]:
    """Rows with bytes that are no characters of the encoding, or with NULs. Looked for only where the text has some."""
    has_nul, has_damage = "\0" in text, is_damaged(text)
    if not (has_nul or has_damage):
        return {}
    bad: dict[int, Problem] = {}
    for number, cells in enumerate(rows, first_row):
        whole = "".join(str(cell) for cell in cells)
        if has_damage and is_damaged(whole):
            bad[number] = Problem("row-not-text", values={"file": file, "row": number})
        elif has_nul and "\0" in whole:
            bad[number] = Problem("row-has-nul", values={"file": file, "row": number})
    return bad


def separator_of(text: str) -> str:
    """The sign that stands equally often in most lines, quoted cells left out. A table of one column has none: `,`."""
    lines = [line for line in QUOTED.sub("q", text[:SAMPLE]).splitlines() if line.strip()][:SAMPLE_LINES]
    if len(text) > SAMPLE and len(lines) > 1:
        lines.pop()  # the sample may end inside a line
    best = max(SEPARATORS, key=lambda sign: (evenness(lines, sign), -SEPARATORS.index(sign)))
    return best if evenness(lines, best)[0] else ","


def evenness(lines: list[str], sign: str) -> tuple[float, int]:
    """The share of lines with the commonest count of the sign, then that count. (0, 0) where it is mostly absent."""
    counts = Counter(line.count(sign) for line in lines)
    if not counts:
        return 0.0, 0
    in_first = lines[0].count(sign)
    usual = in_first or max((count for count in counts if count), key=lambda count: counts[count], default=0)
    if not usual or counts[0] > len(lines) / 2:
        return 0.0, 0
    return round((counts[usual] + (1 if in_first else 0)) / (len(lines) + 1), 3), usual
