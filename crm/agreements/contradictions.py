"""Terms that contradict each other. Pure; the exact dates are computed by the rules of TERMS.md, not here."""

import calendar
from datetime import date, timedelta
from typing import Protocol

from crm.values import Problem
from crm.values.enums import FirstDay, Renewal
from crm.values.spans import Span, span_of

LONG_MONTHS = date(2027, 7, 1)
"""From where a term without an effective day is measured: nothing is refused that some start would allow."""


class Terms(Protocol):
    @property
    def effective_on(self) -> date | None: ...
    @property
    def term(self) -> str: ...
    @property
    def last_day(self) -> date | None: ...
    @property
    def first_day(self) -> FirstDay: ...
    @property
    def renewal(self) -> Renewal: ...
    @property
    def renewal_term(self) -> str: ...
    @property
    def notice(self) -> str: ...


def contradictions(terms: Terms) -> list[Problem]:
    """Each as its own sentence, at the field where it may be mended."""
    problems = []
    if terms.term and terms.last_day is not None:
        values = {"term": terms.term, "last_day": terms.last_day}
        problems.append(Problem("term-and-last-day", "last_day", values))
    if terms.effective_on is not None and terms.last_day is not None and terms.last_day < terms.effective_on:
        values = {"effective_on": terms.effective_on, "last_day": terms.last_day}
        problems.append(Problem("last-day-before-effective", "last_day", values))
    if in_working_days(terms.term):
        problems.append(Problem("term-in-working-days", "term", {"given": terms.term}))
    if in_working_days(terms.renewal_term):
        problems.append(Problem("renewal-in-working-days", "renewal_term", {"given": terms.renewal_term}))
    if terms.renewal is Renewal.AUTOMATIC and not terms.renewal_term:
        problems.append(Problem("renewal-without-length", "renewal_term"))
    if notice_is_longer(terms):
        values = {"notice": terms.notice, "term": terms.term or terms.last_day}
        problems.append(Problem("notice-longer-than-term", "notice", values))
    return problems


def in_working_days(text: str) -> bool:
    span = span_of(text)
    return span is not None and span.working_days > 0


def notice_is_longer(terms: Terms) -> bool:
    """Whether a notice received on the first day would be complete only after the last one."""
    notice, term = span_of(terms.notice), span_of(terms.term)
    if notice is None:
        return False
    if terms.last_day is not None:
        return terms.effective_on is not None and after(terms.effective_on, notice) > terms.last_day
    if term is None or term.working_days:
        return False
    start = terms.effective_on or LONG_MONTHS
    end = after(start, term)
    if terms.first_day is FirstDay.COUNTED and end < date.max:
        end -= timedelta(1)
    return after(start, notice) > end


def after(start: date, span: Span) -> date:
    """The day that is the span later; working days as if all were worked. No later than dates go."""
    year, month = divmod(12 * start.year + start.month - 1 + span.in_months, 12)
    if year > date.max.year:
        return date.max
    day = min(start.day, calendar.monthrange(year, month + 1)[1])
    found = date(year, month + 1, day)
    days = span.in_days + span.working_days
    return found + timedelta(days) if days <= (date.max - found).days else date.max
