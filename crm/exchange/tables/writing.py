"""CSV out, and the mark that keeps a spreadsheet from running a cell as a formula, taken off when read (TRUST D4).

>>> guarded("=1+1"), guarded("+86 138 0013 8000"), unguarded("'=1+1")
("'=1+1", '+86 138 0013 8000', '=1+1')
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date

FORMULA = re.compile("'*[=+\\-@\t\r＝＋－＠]")
NUMBER = re.compile(r"[+\-＋－]?[\d ().,\-]*\d[\d ().,\-]*")
MARK = "'"


def guarded(text: str) -> str:
    """Marked where a spreadsheet would run it. Numbers and phones never; a text that looks marked is marked again."""
    if not FORMULA.match(text) or NUMBER.fullmatch(text):
        return text
    return MARK + text


def unguarded(text: str) -> str:
    """The text before `guarded` marked it. Also takes off the `'` by which a spreadsheet says *this is text*."""
    return text[1:] if text[:1] == MARK and FORMULA.match(text, 1) else text


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[str | date | int]]) -> bytes:
    """UTF-8 with a BOM, so that Excel reads it; every cell quoted, so that no other separator can be seen in it."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL)
    writer.writerow([guarded(header) for header in headers])
    writer.writerows([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")
