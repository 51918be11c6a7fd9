"""What a notice against renewal does: in time, it ends the agreement with its term; late, as the agreement says.

TERMS.md 5. A notice belongs to the term in which it is received, before the start to the first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Protocol

from crm.agreements.terms.notices import NoticeDate, NoticeRule, notice_date
from crm.agreements.terms.renewals import Term
from crm.values.enums import LateNotice
from crm.values.workdays import Places


class Terms(Protocol):
    """The terms of an agreement one after the other: `Renewals`, or a `Course` with its supplements."""

    @property
    def start(self) -> date: ...

    def end(self, number: int) -> date: ...

    def is_last(self, number: int) -> bool: ...

    def term_on(self, day: date) -> Term: ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a notice received on a day does.

    `ends` is the last day of the agreement, None where it goes on; `last_term` the number of the term it ends with.
    `again_by` is the next notice date where it was late and void; `days_late` is 0 in time.
    """

    received: date
    term: Term
    notice: NoticeDate
    ends: date | None
    last_term: int | None
    again_by: NoticeDate | None = None

    @property
    def in_time(self) -> bool:
        return self.received <= self.notice.day

    @property
    def days_late(self) -> int:
        return max(0, (self.received - self.notice.day).days)


def notice_outcome(
    terms: Terms, rule: NoticeRule, received: date, *, late: LateNotice = LateNotice.VOID, receipt: Places = ()
) -> Outcome:
    """Term to 28 February 2027, 90 days, yearly: received 30 November it ends; 1 December it runs to February 2028.

    Raises `notice-before-start` where not even the first day of the agreement is in time.
    """
    term = terms.term_on(received)

    def due(number: int) -> NoticeDate:
        return notice_date(terms.end(number), rule, receipt, start=None if number else terms.start)

    due(0)
    notice = due(term.number)
    if received <= notice.day or terms.is_last(term.number):
        return Outcome(received, term, notice, term.last, term.number)
    following = next_reached(terms, term.number, received, due)
    if late is LateNotice.NEXT:
        return Outcome(received, term, notice, terms.end(following), following)
    return Outcome(received, term, notice, None, None, due(following))


def next_reached(terms: Terms, number: int, received: date, due: Callable[[int], NoticeDate]) -> int:
    """The first later term whose notice date has not passed; the last one ends anyway.

    Where the notice is longer than a renewal that is not the next term (§ 622 BGB, nächstmöglicher Termin).
    """
    return next(later for later in count(number + 1) if terms.is_last(later) or received <= due(later).day)
