"""How a column of a book becomes a value."""

from datetime import date, datetime
from typing import TypeVar

from crm.values.enums import Choice

Chosen = TypeVar("Chosen", bound=Choice)


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
