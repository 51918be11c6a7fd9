"""The terms of an agreement one after the other: the initial one and its renewals, without gap or overlap.

Every end counts from the first start, so that no year drifts (TERMS.md 2; USPTO MPEP 710.01(a)).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, islice

from crm.agreements.terms.ends import Length, end_of, last_day
from crm.values.enums import FirstDay
from crm.values.message import Problem, Refused
from crm.values.span import Span, Unit, add_days

LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True)
class Term:
    """One term: its number (0 is the initial one), first and last day, both inside."""

    number: int
    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Renewals:
    """How an agreement runs on: the initial length, then up to `limit` renewals; None is no limit, 0 none at all.

    Raises what `end_of` raises, `renewal-empty`, `renewal-in-working-days`, `renewal-limit-negative`.
    """

    start: date
    initial: Length
    renewal: Span | None = None
    limit: int | None = None
    first_day: FirstDay = FirstDay.COUNTED

    def __post_init__(self) -> None:
        if self.renewal is not None and not self.renewal:
            raise Refused(Problem("renewal-empty"))
        if self.renewal is not None and self.renewal.unit is Unit.WORKING_DAYS:
            raise Refused(Problem("renewal-in-working-days"))
        if self.limit is not None and self.limit < 0:
            raise Refused(Problem("renewal-limit-negative", values={"given": self.limit}))
        end_of(self.start, self.initial, self.first_day)

    @property
    def most(self) -> int | None:
        """The number of the last term that the limit allows; None without a limit."""
        return 0 if self.renewal is None else self.limit

    def is_last(self, number: int) -> bool:
        return self.most is not None and number >= self.most

    def end(self, number: int) -> date:
        """The last day of a term by its number. Raises `date-beyond` after the year 9999."""
        if not number or self.renewal is None:
            return end_of(self.start, self.initial, self.first_day).last
        if isinstance(self.initial, Span) and self.initial.unit is self.renewal.unit:
            whole = in_unit(self.initial.unit, self.initial.count + number * self.renewal.count)
            return last_day(self.start, whole, self.first_day)
        # The day after a given end begins at 0:00, so it counts (BGB § 187(2); Matthew v Sedman [2021] UKSC 19).
        renewed_from = add_days(self.end(0), 1)
        return last_day(renewed_from, in_unit(self.renewal.unit, number * self.renewal.count), FirstDay.COUNTED)

    def term(self, number: int) -> Term:
        first = self.start if not number else add_days(self.end(number - 1), 1)
        return Term(number, first, self.end(number))

    def terms(self) -> Iterator[Term]:
        """All of them, endless without a limit."""
        for number in count() if self.most is None else range(self.most + 1):
            yield self.term(number)

    def first_terms(self, most: int) -> list[Term]:
        """At most so many."""
        return list(islice(self.terms(), most))

    def term_on(self, day: date) -> Term:
        """The term that holds the day; before the start the first one, after the last one that one."""
        at = self.term(0)
        if at.last >= day or self.renewal is None:
            return at
        # A renewal is never longer than this, so the terms before need not be walked one by one.
        longest = self.renewal.count * (LONGEST_MONTH if self.renewal.unit is Unit.MONTHS else 1)
        number = max(1, (day - at.last) // timedelta(days=longest) - 1)
        while not self.is_last(number) and self.end(number) < day:
            number += 1
        return self.term(min(number, self.most) if self.most is not None else number)


def in_unit(unit: Unit, counted: int) -> Span:
    return Span(months=counted) if unit is Unit.MONTHS else Span(days=counted)
