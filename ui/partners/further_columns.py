"""Columns that a person adds to the list: the other fields of a partner, and the book's own, edited in place too."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from crm.exchange.leaving.cells import cell_of
from crm.partners.columns import column_label, every_column
from crm.partners.custom_values import shown_value, written
from crm.partners.queries import PartnerRow
from crm.partners.queries.custom_field import CustomFieldRow
from crm.partners.queries.leaving import TEXTS, LeavingRow
from crm.values.enums import CustomKind
from ui.kit.look import Plain, Text, look
from ui.kit.table import Cell, Column
from ui.partners.columns import NOTHING, day_cell

Further = Callable[[int], LeavingRow | None]
WIDTHS = {"description": 240, "legal_name": 200, "other_names": 160, "website": 160, "repository": 160}
WIDE, NARROW, TAGS_WIDE = 120, 76, 200
ON_RIGHT = (CustomKind.NUMBER, CustomKind.MONEY, CustomKind.DATE)
NUMBERS = ("people", "created")
NOT_IN_A_LINE = ("description", "other_names")
"""Texts of several lines are edited in the pane."""


def further_columns(
    base: Sequence[str],
    own: Sequence[CustomFieldRow],
    further: Further,
    today: Callable[[], date],
    tone: Callable[[str], str],
) -> list[Column[PartnerRow]]:
    """Every column that there is besides those that each list has."""
    by_key = {field.key: field for field in own}
    made: list[Column[PartnerRow]] = []
    for key in every_column(own):
        if key in by_key:
            made.append(own_column(by_key[key], further))
        elif key == "tag":
            made.append(tag_column(further, tone))
        elif key not in base:
            made.append(field_column(key, further, today))
    return made


def tag_column(further: Further, tone: Callable[[str], str]) -> Column[PartnerRow]:
    """Tags on grounds of their own colours."""

    def cell(row: PartnerRow) -> Cell:
        found = further(row.id)
        if found is None or not found.tags:
            return NOTHING
        return Cell(", ".join(found.tags), tags=tuple((tag, tone(tag)) for tag in found.tags))

    label = column_label("tag")
    return Column("tag", Plain(label) if isinstance(label, str) else label, TAGS_WIDE, cell, extra=True)


def field_column(key: str, further: Further, today: Callable[[], date]) -> Column[PartnerRow]:
    def cell(row: PartnerRow) -> Cell:
        found = further(row.id)
        value = cell_of(found, key, look.language) if found is not None else None
        if isinstance(value, date):
            return day_cell(value, today())
        return Cell(" ".join(str(value).split()), tint="text-2") if value not in (None, "", 0) else NOTHING

    def edited(row: PartnerRow) -> str:
        found = further(row.id)
        return found.texts[key] if found is not None else ""

    label = column_label(key)
    editable = key in TEXTS and key not in NOT_IN_A_LINE
    return Column(
        key, Plain(label) if isinstance(label, str) else label, WIDTHS.get(key, NARROW if key in NUMBERS else WIDE),
        cell, right=key in NUMBERS, edit=edited if editable else None, extra=True,
    )  # fmt: skip


def own_column(field: CustomFieldRow, further: Further) -> Column[PartnerRow]:
    """A field of one's own: as a person reads it, and edited as it is typed in the pane."""

    def value(row: PartnerRow) -> str:
        found = further(row.id)
        held = found.own.get(field.key) if found is not None else None
        return shown_value(held, look.language) if held is not None else ""

    def edited(row: PartnerRow) -> str:
        found = further(row.id)
        held = found.own.get(field.key) if found is not None else None
        return written(held.field, held) if held is not None else ""

    def options() -> list[tuple[object, Text]]:
        return [("", Plain("–")), *((option, Plain(option)) for option in field.options)]

    chosen = field.kind is CustomKind.CHOICE
    return Column(
        field.key, Plain(field.name), WIDE, lambda row: Cell(value(row), tint="text-2") if value(row) else NOTHING,
        right=field.kind in ON_RIGHT, edit=edited if field.kind is not CustomKind.LINK else None,
        options=options if chosen else None, extra=True,
    )  # fmt: skip


def further_rows(rows: Sequence[LeavingRow]) -> Mapping[int, LeavingRow]:
    return {row.id: row for row in rows}
