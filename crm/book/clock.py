"""The time of a book. Commands take it from their transaction, tests fix it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    def now(self) -> datetime:
        """The instant, UTC."""

    def today(self) -> date:
        """The day where the user is."""


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return datetime.now().astimezone().date()


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still until it is set, for tests, pictures and documents that must come out equal."""

    at: datetime
    zone: ZoneInfo = SHANGHAI

    def now(self) -> datetime:
        return self.at.astimezone(UTC)

    def today(self) -> date:
        return self.at.astimezone(self.zone).date()


def instant(at: datetime) -> str:
    """How an instant is stored: UTC, ISO 8601, to the millisecond. Sorts as text."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
