"""How a column of a book becomes a value."""

import dataclasses
import typing
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache, partial
from typing import Any, TypeVar

from crm.values.enums import Choice

Chosen = TypeVar("Chosen", bound=Choice)
RowType = TypeVar("RowType")
Reader = Callable[[Any], Any]


def day(text: str | None) -> date | None:
    """A date column."""
    return date.fromisoformat(text) if text else None


def local_day(instant: str) -> date:
    """The day of a UTC instant where the user is: at one in the morning in Shanghai it still is yesterday in UTC."""
    return datetime.fromisoformat(instant.replace("Z", "+00:00")).astimezone().date()


def local_shift() -> str:
    """The same for SQLite's date(): `date(created_at, :shift)`."""
    offset = datetime.now().astimezone().utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    return f"{minutes:+d} minutes"


def chosen(kind: type[Chosen], value: str | None) -> Chosen | None:
    return kind(value) if value else None


@cache
def readers(kind: type[Any]) -> tuple[Reader, ...]:
    """How each field of a row type reads its column, by the field's type."""
    hints = typing.get_type_hints(kind)
    return tuple(reader(hints[field.name]) for field in dataclasses.fields(kind))


def reader(hint: Any) -> Reader:
    """Dates, choices and truths from what SQLite holds; everything else as it is."""
    kinds = [kind for kind in typing.get_args(hint) or (hint,) if isinstance(kind, type)]
    for kind in kinds:
        if issubclass(kind, date):
            return day
        if issubclass(kind, Choice):
            return partial(chosen, kind)
        if kind is bool:
            return bool
    return lambda value: value


def row_of(kind: type[RowType], cells: Sequence[Any]) -> RowType:
    """The row whose first fields stand in these columns; fields without a column have defaults or are replaced."""
    of_kind: Any = kind
    made: RowType = of_kind(*(read(cell) for read, cell in zip(readers(of_kind), cells, strict=False)))
    return made
