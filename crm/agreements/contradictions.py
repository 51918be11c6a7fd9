"""Terms that contradict each other or that no date follows from, each a problem at the field where it may be mended."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Protocol

from crm.agreements.terms.ends import Until, end_of, last_day
from crm.agreements.terms.instants import zone_of
from crm.agreements.terms.notices import NoticeRule, notice_date
from crm.agreements.terms.renewals import Renewals
from crm.values import Problem, Refused
from crm.values.calendars import working_days_of
from crm.values.enums import DayRoll, FirstDay, NoticeCount, NoticeRoll, Renewal
from crm.values.span import Span, span_of

LONG_MONTHS = date(2027, 7, 1)
"""From where a term without an effective day is measured: nothing is refused that some start would allow."""

A_MONTH = Span(months=1)
ROLLS = {NoticeRoll.KEEP: DayRoll.NONE, NoticeRoll.PRECEDING: DayRoll.PRECEDING}


class Terms(Protocol):
    @property
    def zone(self) -> str: ...
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
    @property
    def notice_count(self) -> NoticeCount: ...
    @property
    def notice_roll(self) -> NoticeRoll: ...
    @property
    def clear_days(self) -> bool: ...
    @property
    def places(self) -> str: ...


def contradictions(terms: Terms) -> list[Problem]:
    """What the rules of TERMS.md refuse, and a notice that is longer than the term."""
    if terms.term and terms.last_day is not None:
        return [Problem("term-and-last-day", "last_day", {"term": terms.term, "last_day": terms.last_day})]
    impossible = [
        *refusals("zone", lambda: zone_of(terms.zone)),
        *refusals("places", lambda: [working_days_of(place) for place in terms.places.split()]),
        *refusals("last_day" if terms.last_day else "term", lambda: first_end(terms)),
        *refusals("renewal_term", lambda: renewals_of(terms)),
    ]
    return impossible or list(notice_problems(terms))


def refusals(field: str, rule: Callable[[], object]) -> Iterator[Problem]:
    try:
        rule()
    except Refused as refused:
        yield from (Problem(problem.code, field, problem.values) for problem in refused.problems)


def first_end(terms: Terms) -> date | None:
    """The end of the first term; None without an end, or where nothing says from when a last day counts."""
    if terms.last_day is not None:
        return None if terms.effective_on is None else end_of(terms.effective_on, Until(terms.last_day)).last
    span = span_of(terms.term)
    return None if span is None else last_day(terms.effective_on or LONG_MONTHS, span, terms.first_day)


def renewals_of(terms: Terms) -> Renewals | None:
    """A length is asked for where the agreement renews, and must be a possible one wherever it is given."""
    if terms.renewal is Renewal.NONE and not terms.renewal_term:
        return None
    return Renewals(terms.effective_on or LONG_MONTHS, A_MONTH, span_of(terms.renewal_term) or Span())


def notice_problems(terms: Terms) -> Iterator[Problem]:
    """Whether a notice received on the first day would be complete only after the last one."""
    notice, end = span_of(terms.notice), first_end(terms)
    if notice is None or end is None:
        return
    start = terms.effective_on or LONG_MONTHS
    roll = ROLLS[terms.notice_roll] if terms.effective_on else DayRoll.NONE
    rule = NoticeRule(notice, terms.clear_days, terms.notice_count, roll)
    calendars = tuple(working_days_of(place) for place in terms.places.split())
    for problem in refusals("notice", lambda: notice_date(end, rule, calendars, start=start)):
        values = {"notice": terms.notice, "term": terms.term or end}
        longer = problem.code == "notice-before-start"
        yield Problem("notice-longer-than-term", "notice", values) if longer else problem
