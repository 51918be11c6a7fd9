"""The text of a version laid out: numbered, placeholders filled, references resolved. For screen and PDF alike."""

from dataclasses import dataclass
from enum import Enum

from crm.values.enums import ParagraphKind


class RunState(Enum):
    """What a stretch of text is: as written, filled in, a placeholder still empty, or a reference to a clause."""

    PLAIN = "plain"
    FILLED = "filled"
    EMPTY = "empty"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class LaidRun:
    """`key`: of FILLED and EMPTY the placeholder's name, of REFERENCE the line it leads to.

    An EMPTY run shows the placeholder's name in words; a reference that leads nowhere is EMPTY with the key `@line`.
    """

    text: str
    bold: bool = False
    state: RunState = RunState.PLAIN
    key: str = ""


Runs = tuple[LaidRun, ...]
Cells = tuple[tuple[Runs, ...], ...]
"""A table: rows of cells of runs. The first row is the head."""


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A paragraph (`1.1`), an item (`(a)`, in Chinese alone `（1）`) or a table, which has no number.

    A language that is not asked for has no runs. Of a table the runs are empty and the cells are set; both languages
    have as many rows and columns, short ones padded with empty cells.
    """

    number: str
    kind: ParagraphKind
    runs_en: Runs
    runs_zh: Runs
    cells_en: Cells = ()
    cells_zh: Cells = ()
    line: str = ""


@dataclass(frozen=True, slots=True)
class LaidClause:
    """`number` is `1`, in Chinese alone `第一条`; it is empty outside the numbering (recitals, closing words).

    Those are printed without their heading, and their rows have no number. A heading is plain text.
    """

    number: str
    heading_en: str
    heading_zh: str
    rows: tuple[LaidRow, ...]
    line: str = ""
    standard: str = ""
