"""What field of one's own a column would make: its kind is told by its cells."""

from collections.abc import Sequence
from datetime import date

from crm.acts.importing.kinds import SheetKind
from crm.exchange.tables import Cell
from crm.partners.custom_values import NUMBER
from crm.values.days import DayOrder, day_of
from crm.values.enums import CustomConcept, CustomKind

MOST_CHOICES = 12
LEAST_REPEATED = 2
"""Each choice stands in so many cells on the average: fewer are texts that happen to be short."""

LONGEST_CHOICE = 40


def field_of_column(header: str, cells: Sequence[Cell], kind: SheetKind) -> dict[str, object]:
    """The values of `AddCustomField`. Of a list of contacts it is a field of theirs.

    高, 中, 高, 低, 高, 中 make a choice; 1,200 and 1.5万 a number; 2026/9/1 a day; anything else is text.
    """
    concept = CustomConcept.CONTACT if kind is SheetKind.CONTACTS else CustomConcept.PARTNER
    values: dict[str, object] = {"name": header, "concept": concept.value}
    texts = [str(cell).strip() for cell in cells if str(cell).strip()]
    distinct = list(dict.fromkeys(texts))
    if not texts:
        return {**values, "kind": CustomKind.TEXT.value}
    if all(is_number(cell) for cell in cells):
        return {**values, "kind": CustomKind.NUMBER.value}
    if all(isinstance(day_of(cell, DayOrder.DAY_FIRST), date) for cell in cells):
        return {**values, "kind": CustomKind.DATE.value}
    few = len(distinct) <= min(MOST_CHOICES, len(texts) // LEAST_REPEATED)
    if few and max(map(len, distinct)) <= LONGEST_CHOICE:
        return {**values, "kind": CustomKind.CHOICE.value, "options": "\n".join(distinct)}
    return {**values, "kind": CustomKind.TEXT.value}


def is_number(cell: Cell) -> bool:
    return isinstance(cell, int) or (isinstance(cell, str) and NUMBER.fullmatch(cell.strip()) is not None)
