"""One cell at a time: text, several values, a word of a closed list, a day. What is wrong is collected, not raised."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as a_field
from datetime import date
from typing import TypeVar

from crm.exchange.columns import words as closed
from crm.exchange.tables import Cell
from crm.values import Message, Problem
from crm.values.days import DayOrder, day_of
from crm.values.enums import Choice

Kind = TypeVar("Kind", bound=Choice)

Words = Mapping[tuple[str, str], str]
"""What a person said a strange word means: field and word to the member's value, or to nothing."""

SEVERAL = re.compile(r"[;；、,，\n|]|\s/\s|\s:::\s")
ABSENT = frozenset(
    ("-", "--", "—", "——", "/", "\\", "n/a", "na", "none", "null", "nil", "无", "暂无", "不详", "未知", "#n/a")
)
"""What lists write where a code, an address or a day is missing."""


@dataclass(slots=True)
class RowCells:
    """The cells of one row by field; several columns may fill one field."""

    cells: Mapping[str, tuple[Cell, ...]]
    words: Words
    order: Mapping[str, DayOrder]
    headers: Mapping[str, str] = a_field(default_factory=dict)
    """How the file calls the first column of a field."""

    problems: list[Problem] = a_field(default_factory=list)
    warnings: list[Message] = a_field(default_factory=list)

    def text(self, field: str) -> str:
        """The text as typed, but for blanks around it."""
        for cell in self.cells.get(field, ()):
            if text := str(cell).strip():
                return text
        return ""

    def texts(self, field: str) -> str:
        """The texts of all columns of the field, each on lines of its own."""
        found = (str(cell).strip() for cell in self.cells.get(field, ()))
        return "\n".join(dict.fromkeys(text for text in found if text))

    def line(self, field: str) -> str:
        """The text on one line; nothing where the list says *none*."""
        if field not in self.cells:
            return ""
        text = " ".join(self.text(field).split())
        return "" if text.casefold() in ABSENT else text

    def several(self, field: str) -> list[str]:
        """Every value of the field: of several columns, or several in one cell. Each once."""
        if field not in self.cells:
            return []
        parts = (part.strip() for cell in self.cells.get(field, ()) for part in SEVERAL.split(str(cell)))
        return list(dict.fromkeys(part for part in parts if part and part.casefold() not in ABSENT))

    def word(self, field: str, kind: type[Kind]) -> Kind | None:
        return self.meant(field, kind, self.line(field))

    def meant(self, field: str, kind: type[Kind], word: str) -> Kind | None:
        """The member that the word means; a word that is none of them is a Problem with the nearest one."""
        if not word:
            return None
        said = self.words.get((field, word))
        if said is not None:
            return kind(said) if said else None
        found = closed.recognised(kind, word)
        if found is None:
            self.problems.append(strange_word(field, kind, word))
        return found

    def day(self, field: str) -> date | None:
        for cell in self.cells.get(field, ()):
            if cell == "" or (isinstance(cell, str) and cell.strip().casefold() in ABSENT):
                continue
            found = day_of(cell, self.order.get(field, DayOrder.UNKNOWN))
            if isinstance(found, date):
                return found
            self.refuse(found.code, field, **found.values)
        return None

    def refuse(self, code: str, field: str, **values: object) -> None:
        self.problems.append(Problem(code, field=field, values={"field": Message(f"import.field.{field}"), **values}))

    def warn(self, code: str, **values: object) -> None:
        self.warnings.append(Message(code, values))


def strange_word(field: str, kind: type[Choice], word: str) -> Problem:
    values: dict[str, object] = {"field": Message(f"import.field.{field}"), "given": word}
    near = closed.nearest(kind, word)
    if near is None:
        return Problem("row-word-unknown", field=field, values={**values, "known": list(kind)})
    return Problem("row-word-near", field=field, values={**values, "nearest": near})


def has_han(text: str) -> bool:
    return any("\u3400" <= sign <= "\u9fff" or sign >= "\U00020000" for sign in text)


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
