"""Payment terms 账期: from closing, invoice or the agreement of a list to the day by which to pay (TERMS.md 10)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from crm.agreements.terms.periods import period_end
from crm.values.enums import DayRoll
from crm.values.message import Problem, Refused
from crm.values.span import Span, Unit, last_number, month_away, month_last
from crm.values.workdays import DayOff, Moved, Places, rolled

LONGEST_CREDIT = 60
"""Days. 保障中小企业款项支付条例 (2025) and Directive 2011/7 question more; a check, no date rule."""

NUMBERS = range(1, 32)
AT_ONCE = Span()


class From(Enum):
    """Which of several bases counts (Directive 2011/7 art. 3(3)(b): the later one)."""

    LATEST = "latest"
    EARLIEST = "earliest"


class EndOfMonth(Enum):
    """End of the base's month and then the days (月结30天), or the days and then the end of that month."""

    FIRST = "first"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class PaymentTerms:
    """A span after the base, perhaps with an end of month; or a day of a month.

    `day` 31 is the last one; `months_ahead` counts from the base's month; after the `cutoff` day, itself still
    inside, one month more. Raises `payment-terms-mixed`, `payment-day-unknown`, `payment-months-negative`.
    """

    span: Span = AT_ONCE
    end_of_month: EndOfMonth | None = None
    day: int | None = None
    months_ahead: int = 0
    cutoff: int | None = None

    def __post_init__(self) -> None:
        of_day = self.day is not None
        if (self.span or self.end_of_month) if of_day else (self.months_ahead or self.cutoff):
            raise Refused(Problem("payment-terms-mixed"))
        for number in (self.day, self.cutoff):
            if number is not None and number not in NUMBERS:
                raise Refused(Problem("payment-day-unknown", values={"given": number}))
        if self.months_ahead < 0:
            raise Refused(Problem("payment-months-negative", values={"given": self.months_ahead}))


class Act(Enum):
    """What a step of the arithmetic did."""

    SPAN = "span"
    END_OF_MONTH = "end_of_month"
    MONTHS_AHEAD = "months_ahead"
    PAST_CUTOFF = "past_cutoff"
    BEFORE_BASE = "before_base"


@dataclass(frozen=True, slots=True)
class Step:
    """What was done and where it came out."""

    act: Act
    day: date
    skipped: tuple[DayOff, ...] = ()
    expected: bool = False


@dataclass(frozen=True, slots=True)
class PaymentDue:
    """base → steps → unmoved → due. Ageing counts from the moved date."""

    base: str
    base_day: date
    steps: tuple[Step, ...]
    moved: Moved

    @property
    def unmoved(self) -> date:
        return self.moved.unmoved

    @property
    def due(self) -> date:
        return self.moved.due

    @property
    def expected(self) -> bool:
        return self.moved.expected or any(step.expected for step in self.steps)

    @property
    def is_long(self) -> bool:
        """More than 60 days after the base, before it moved."""
        return (self.unmoved - self.base_day).days > LONGEST_CREDIT

    def overdue_days(self, on: date) -> int:
        """0 up to the due date."""
        return max(0, (on - self.due).days)


def payment_due(
    bases: Mapping[str, date | None],
    terms: PaymentTerms,
    *,
    start: From = From.LATEST,
    roll: DayRoll = DayRoll.FOLLOWING,
    places: Places = (),
) -> PaymentDue | None:
    """None while a base has no date. Cutoff 25, the 15th of the next month: 26 March gives 15 May."""
    dated = {name: day for name, day in bases.items() if day is not None}
    if not dated or len(dated) < len(bases):
        return None
    choose = max if start is From.LATEST else min
    base = choose(dated, key=lambda name: dated[name])
    steps = tuple(steps_of(dated[base], terms, places))
    unmoved = steps[-1].day if steps else dated[base]
    return PaymentDue(base, dated[base], steps, rolled(unmoved, roll, places))


def steps_of(base: date, terms: PaymentTerms, places: Places) -> Iterator[Step]:
    if terms.day is not None:
        return day_steps(base, terms, terms.day)
    if terms.end_of_month is None:
        return iter([span_step(base, terms.span, places)])
    return month_end_steps(base, terms, places)


def span_step(day: date, span: Span, places: Places) -> Step:
    counted = period_end(day, span, places)
    return Step(Act.SPAN, counted.day, counted.skipped, counted.expected)


def month_end_steps(base: date, terms: PaymentTerms, places: Places) -> Iterator[Step]:
    """2 January and 45 days: first 31 January, then 17 March; or after 45 days 16 February, then the 28th.

    With months both are the end of the nth month after: 28 February + 1 month is 31 March.
    """
    if terms.end_of_month is EndOfMonth.AFTER or terms.span.unit is Unit.MONTHS:
        counted = span_step(base, terms.span, places)
        yield counted
        yield Step(Act.END_OF_MONTH, month_last(counted.day))
    else:
        yield Step(Act.END_OF_MONTH, month_last(base))
        yield span_step(month_last(base), terms.span, places)


def day_steps(base: date, terms: PaymentTerms, number: int) -> Iterator[Step]:
    """The day in the month ahead; a month further past the cutoff, and again if it came before the base."""
    months = terms.months_ahead
    found = in_month(base, months, number)
    yield Step(Act.MONTHS_AHEAD, found)
    if terms.cutoff is not None and base.day > terms.cutoff:
        months += 1
        found = in_month(base, months, number)
        yield Step(Act.PAST_CUTOFF, found)
    if found < base:
        yield Step(Act.BEFORE_BASE, in_month(base, months + 1, number))


def in_month(base: date, months: int, number: int) -> date:
    """The day by its number in a month, its last one where it has no such number."""
    year, month = month_away(base, months)
    return date(year, month, min(number, last_number(year, month)))
