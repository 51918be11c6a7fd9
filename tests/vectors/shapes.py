"""From the plain values of an example to those of the core, and back. A name that is not known fails the example."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, TypeVar

from crm.values import Problem, Refused
from crm.values.enums import Choice, DayRoll
from crm.values.span import Span
from crm.values.workdays import WorkingDays

One = TypeVar("One", bound=Enum)

Plain = Any
"""What JSON holds."""

Operation = Callable[..., Plain]
"""Takes the fields of an example's input by their names, gives what its `expected` may hold."""

REFUSED = "error"
WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as unread:
        raise Refused(Problem("field-not-a-date", values={"given": text})) from unread


def choice(kind: type[One], word: str) -> One:
    """The member of a closed list. A word that is none of it is refused, as every door of the program does."""
    try:
        return kind(word.replace("_", "-") if issubclass(kind, Choice) else word)
    except ValueError as unknown:
        raise Refused(Problem("field-unknown-choice", values={"given": word})) from unknown


def day_or_none(text: str | None) -> date | None:
    return None if text is None else day(text)


def plain(found: Plain) -> Plain:
    """Dates as in the files; instants with Z."""
    if isinstance(found, datetime):
        return found.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(found, date):
        return found.isoformat()
    if isinstance(found, Mapping):
        return {key: plain(value) for key, value in found.items()}
    if isinstance(found, list | tuple):
        return [plain(value) for value in found]
    return found


def span(period: Mapping[str, int | None]) -> Span:
    return Span(**{unit: count for unit, count in period.items() if count is not None})


def roll(convention: str | None, default: DayRoll = DayRoll.FOLLOWING) -> DayRoll:
    """`keep` is the *none* of a notice date (TERMS.md 3)."""
    if convention is None:
        return default
    return DayRoll.NONE if convention == "keep" else choice(DayRoll, convention)


def calendars(given: Mapping[str, Plain] | None) -> tuple[WorkingDays, ...]:
    return tuple(calendar(name, table) for name, table in (given or {}).items())


def calendar(name: str, table: Mapping[str, Plain]) -> WorkingDays:
    weekend = table.get("weekend")
    return WorkingDays(
        name,
        day(table["from"]),
        day(table["to"]),
        off=dict.fromkeys(map(day, table.get("off", [])), ""),
        work=dict.fromkeys(map(day, table.get("work", [])), ""),
        weekend=frozenset({5, 6} if weekend is None else map(weekday, weekend)),
    )


def weekday(given: int | str) -> int:
    """A number as Python has them, Monday 0, or a name from its first two letters on."""
    return given if isinstance(given, int) else WEEKDAYS.index(given[:2].lower())


def outcome(operation: Operation, given: Mapping[str, Plain]) -> Plain:
    """What the operation gives, or `error` where it refuses."""
    try:
        return plain(operation(**given))
    except Refused:
        return REFUSED


def differences(found: Plain, expected: Plain, at: str = "") -> list[str]:
    """Where they differ. Fields missing in `expected` are not compared."""
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        missing = [f"{at}.{key} is missing" for key in expected if key not in found]
        return missing + [
            line for key in expected if key in found for line in differences(found[key], expected[key], f"{at}.{key}")
        ]
    return [] if found == expected else [f"{at or 'result'}: {found!r}, expected {expected!r}"]
