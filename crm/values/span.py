"""Lengths of time as texts of agreements give them, and adding them to dates. Dates only: no clock, no zone.

Months are added to the number of the day, and a month without that number gives its last day (TERMS.md 1; 民法典
art. 200 to 202; 1182/71 art. 3(2)(c)). Always count from the first date: 31 January + 2 months is 31 March, though
31 January + 1 month is 28 February.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from crm.values.message import Problem, Refused, shown

MONTHS_OF_A_YEAR = 12
DAYS_OF_A_WEEK = 7

UNITS = {"y": "years", "m": "months", "w": "weeks", "d": "days", "wd": "working_days"}
"""How the book writes a span: `24m`, `1y 6m`, `90d`, `2w 3d`, `5wd`."""

PART = re.compile(r"(\d{1,5})(wd|[ymwd])")
WHOLE = re.compile(rf"(?:{PART.pattern}\s*)+")


class Unit(Enum):
    """What a span is counted in. Years are 12 months and weeks 7 days; the others never turn into each other."""

    MONTHS = "months"
    DAYS = "days"
    WORKING_DAYS = "working_days"


class MonthEnd(Enum):
    """Where a last day of a month goes: to the same number (clamp), or to the last day again (stick)."""

    CLAMP = "clamp"
    STICK = "stick"


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time, as it was entered. Years go with months and weeks with days; any other mixture is refused.

    Raises `span-broken` for what is no whole number, `span-negative`, `span-mixed` (TERMS.md 1).
    """

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    working_days: int = 0

    def __post_init__(self) -> None:
        for given in (self.years, self.months, self.weeks, self.days, self.working_days):
            if isinstance(given, bool) or not isinstance(given, int):
                raise Refused(Problem("span-broken", values={"given": shown(given)}))
            if given < 0:
                raise Refused(Problem("span-negative", values={"given": given}))
        kinds = (self.years or self.months, self.weeks or self.days, self.working_days)
        if sum(bool(kind) for kind in kinds) > 1:
            raise Refused(Problem("span-mixed"))

    @property
    def unit(self) -> Unit:
        """The unit of `count`; days for a span of no length."""
        if self.working_days:
            return Unit.WORKING_DAYS
        return Unit.MONTHS if self.years or self.months else Unit.DAYS

    @property
    def count(self) -> int:
        """In its unit: 1 year 3 months is 15, 2 weeks is 14, 10 working days is 10."""
        if self.unit is Unit.WORKING_DAYS:
            return self.working_days
        if self.unit is Unit.MONTHS:
            return MONTHS_OF_A_YEAR * self.years + self.months
        return DAYS_OF_A_WEEK * self.weeks + self.days

    def __bool__(self) -> bool:
        """Whether it has a length."""
        return self.count > 0


def span_text(span: Span) -> str:
    """As the book keeps it; empty for a span of no length."""
    return " ".join(f"{getattr(span, name)}{unit}" for unit, name in UNITS.items() if getattr(span, name))


def span_of(text: str) -> Span | None:
    """The span of a text as the book keeps it; None where it is none, or has no length."""
    folded = text.strip().casefold()
    if not WHOLE.fullmatch(folded):
        return None
    parts = [(UNITS[unit], int(count)) for count, unit in PART.findall(folded)]
    if len({name for name, _ in parts}) < len(parts):
        return None
    try:
        return Span(**dict(parts)) or None
    except Refused:
        return None


def add_days(day: date, days: int) -> date:
    """`days` may be negative. Raises `date-beyond` outside the years 1 to 9999."""
    try:
        return day + timedelta(days=days)
    except OverflowError as beyond:
        raise Refused(Problem("date-beyond", values={"on": day})) from beyond


def add_months(day: date, months: int, month_end: MonthEnd = MonthEnd.CLAMP) -> date:
    """The same number in the month that is so many away, else its last day; `months` may be negative.

    30 September + 4 months is 30 January, 28 February + 3 months is 28 May. TERMS.md 1: 民法典 art. 202, BGB § 188(3),
    Dodds v Walker; `stick` as in UK Companies Act 2006 s. 443. Raises `date-beyond` outside the years 1 to 9999.
    """
    year, month = month_away(day, months)
    last = last_number(year, month)
    sticks = month_end is MonthEnd.STICK and day.day == last_number(day.year, day.month)
    return date(year, month, last if sticks else min(day.day, last))


def month_away(day: date, months: int) -> tuple[int, int]:
    """Year and month so many months away. Raises `date-beyond` outside the years 1 to 9999."""
    year, month = divmod(MONTHS_OF_A_YEAR * day.year + day.month - 1 + months, MONTHS_OF_A_YEAR)
    if not date.min.year <= year <= date.max.year:
        raise Refused(Problem("date-beyond", values={"on": day}))
    return year, month + 1


def last_number(year: int, month: int) -> int:
    """28 to 31."""
    return monthrange(year, month)[1]


def month_last(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=last_number(day.year, day.month))
