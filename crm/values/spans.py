"""A length of time as an agreement says it: "24m", "1y 6m", "90d", "2w 3d", "5wd" (TERMS.md 1)."""

import re
from dataclasses import dataclass

UNITS = {"y": "years", "m": "months", "wd": "working_days", "w": "weeks", "d": "days"}
PART = re.compile(r"(\d{1,5})(wd|[ymwd])")
WHOLE = re.compile(rf"(?:{PART.pattern}\s*)+")


@dataclass(frozen=True, slots=True)
class Span:
    """Years add to months, weeks to days; any other mixture is no span."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    working_days: int = 0

    def text(self) -> str:
        """How the book keeps it; `span_of` reads it back."""
        return " ".join(f"{getattr(self, name)}{unit}" for unit, name in UNITS.items() if getattr(self, name))

    @property
    def in_months(self) -> int:
        return 12 * self.years + self.months

    @property
    def in_days(self) -> int:
        return 7 * self.weeks + self.days

    @property
    def is_pure(self) -> bool:
        """Whether it has a length, in months, in days or in working days alone."""
        return sum(1 for part in (self.in_months, self.in_days, self.working_days) if part) == 1


def span_of(text: str) -> Span | None:
    """The span of a text as the book keeps it; None where it is none."""
    folded = text.strip().casefold()
    if not WHOLE.fullmatch(folded):
        return None
    parts = [(UNITS[unit], int(count)) for count, unit in PART.findall(folded)]
    if len({name for name, _ in parts}) != len(parts):
        return None
    span = Span(**dict(parts))
    return span if span.is_pure else None
