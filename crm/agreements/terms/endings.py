"""Ends before or without an end: notice to an evergreen agreement, breach and cure; what survives. TERMS.md 6, 7."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from crm.agreements.terms.ends import last_day
from crm.agreements.terms.periods import period_end
from crm.values.enums import FirstDay
from crm.values.span import MONTHS_OF_A_YEAR, Span, add_days, add_months, month_last
from crm.values.workdays import DayOff, Places


class EndOf(Enum):
    """What the end of a notice is moved on to. The value of `months` divides the year."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"

    @property
    def months(self) -> int:
        return {"month": 1, "quarter": 3, "half_year": 6, "year": MONTHS_OF_A_YEAR}[self.value]


class AfterCure(Enum):
    """What follows a breach that was not cured: the end by itself (民法典 art. 565), or by a second notice."""

    AUTOMATIC = "automatic"
    SECOND_NOTICE = "second_notice"


@dataclass(frozen=True, slots=True)
class TerminationDate:
    """received + notice = `complete`, moved on to the next end of `to`: `last`, the last day in force."""

    received: date
    span: Span
    clear_days: bool
    to: EndOf | None
    complete: date
    last: date
    skipped: tuple[DayOff, ...] = ()
    expected: bool = False


@dataclass(frozen=True, slots=True)
class CureOutcome:
    """`until` is the last day to cure; `ends` the last day in force, None where it goes on or still can."""

    received: date
    span: Span
    until: date
    ends: date | None
    skipped: tuple[DayOff, ...] = ()
    expected: bool = False


def termination_date(
    received: date, span: Span, *, to: EndOf | None = None, clear_days: bool = False, places: Places = ()
) -> TerminationDate:
    """The last day of an agreement that either party may end by notice (民法典 art. 563(2)).

    Three months received on 3 November 2008: 3 February 2009 (Wang v University of Keele). One month to the end of
    a month, received 30 November 2021: 31 December. Clear days: one later.
    """
    counted = period_end(received, span, places)
    complete = add_days(counted.day, 1) if clear_days else counted.day
    last = complete if to is None else next_end(complete, to)
    return TerminationDate(received, span, clear_days, to, complete, last, counted.skipped, counted.expected)


def next_end(day: date, of: EndOf) -> date:
    """The end of the month, quarter, half year or year that holds the day: 2 April 2026 gives 30 June 2026."""
    return month_last(add_months(day.replace(day=1), -day.month % of.months))


def cure_outcome(
    received: date,
    span: Span,
    *,
    cured: date | None = None,
    after_cure: AfterCure = AfterCure.AUTOMATIC,
    second_received: date | None = None,
    places: Places = (),
) -> CureOutcome:
    """What a notice of breach leads to. The period runs from receipt; cured on its last day is cured.

    A second notice ends it on the day of its receipt, and only if that comes after the period.
    """
    until = period_end(received, span, places)
    ends: date | None = None
    if cured is None or cured > until.day:
        if after_cure is AfterCure.AUTOMATIC:
            ends = until.day
        elif second_received is not None and second_received > until.day:
            ends = second_received
    return CureOutcome(received, span, until.day, ends, until.skipped, until.expected)


def survives_until(agreement_last: date, span: Span | None) -> date | None:
    """The last day of a clause that outlives the agreement 存续条款; None: without end (民法典 art. 507, 558, 567).

    The agreement ends at 24:00, so the next day is the first and counts: a year after 28 February 2027 ends on
    29 February 2028. Raises `term-empty`, `term-in-working-days`.
    """
    if span is None:
        return None
    return last_day(add_days(agreement_last, 1), span, FirstDay.COUNTED)
