"""A pasted block understood: whether it has headers, and what its columns are where it has none."""

import re
from collections.abc import Sequence

from crm.exchange.columns import is_known_header
from crm.exchange.columns.looks import looks_like
from crm.exchange.columns.words import recognised_share
from crm.exchange.tables import Cell, Sheet
from crm.exchange.tables.pasted import read_pasted
from crm.exchange.tables.sheet import Row
from crm.values.enums import PartnerRole, Stage, Tier

MOST = 50
HALF = 0.5
WORDS = (("partner.role", PartnerRole), ("partner.stage", Stage), ("partner.tier", Tier))
PERSON = re.compile(r"[\u4e00-\u9fff·]{2,4}")
ADDRESSES = ("contact.phone", "contact.email")


def pasted_sheet(text: str, file: str) -> Sheet:
    """The table in the text of the clipboard. Raises Refused where there is none."""
    return read_pasted(text, file, is_known_header, has_headers)


def has_headers(rows: Sequence[Row]) -> bool:
    """Whether the first row says nothing of what the column below it holds: then it names the column."""
    below = rows[1 : MOST + 1]
    if not below or not all(isinstance(cell, str) and cell for cell in rows[0]):
        return False
    telling = [(looks_like(column(below, index)), looks_like([cell])) for index, cell in enumerate(rows[0])]
    return any(field for field, _ in telling) and not any(own for _, own in telling)


def column(rows: Sequence[Row], index: int) -> list[Cell]:
    return [row[index] for row in rows if index < len(row) and row[index] != ""]


def guessed_fields(sheet: Sheet) -> dict[int, str | None]:
    """Fields for columns without headers, by their cells; the first that says nothing else is the partner's name."""
    found = {index: field_of(sheet.column(index, MOST)) for index in range(len(sheet.headers))}
    named = {field for field in found.values() if field}
    if named & set(ADDRESSES):
        mark(found, sheet, "contact.name", is_person)
    if "partner.name" not in named:
        mark(found, sheet, "partner.name", lambda _cells: True)
    fields: dict[int, str | None] = {}
    for index, field in found.items():
        fields[index] = field if field not in fields.values() else None
    return fields


def field_of(cells: list[Cell]) -> str | None:
    texts = [str(cell) for cell in cells]
    field = looks_like(cells)
    if field == "interaction.held_on":
        return None
    return field or next((name for name, kind in WORDS if recognised_share(kind, texts) > HALF), None)


def mark(found: dict[int, str | None], sheet: Sheet, field: str, test: object) -> None:
    """Gives the field to the first column without one whose cells pass."""
    assert callable(test)
    for index, held in found.items():
        if held is None and (cells := sheet.column(index, MOST)) and test(cells):
            found[index] = field
            return


def is_person(cells: list[Cell]) -> bool:
    return sum(PERSON.fullmatch(str(cell)) is not None for cell in cells) > HALF * len(cells)
