"""What the timeline draws of one agreement: its terms, renewals to come and days of notice. Dates only, no pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crm.agreements.life import Life
from crm.agreements.queries import AgreementLine
from crm.agreements.terms.renewals import Term
from crm.values.enums import AgreementStatus
from ui.agreements.choosing import DRAFTS, OVER

OPEN_END = timedelta(days=366)
"""How far beyond today an agreement without an end is drawn; then its bar fades into an arrow."""


@dataclass(frozen=True, slots=True)
class Bar:
    """`first` to `last` is certain, or planned while `planned`. `breaks`: first days of renewals within it.

    `ahead` are renewals to come. `safe` to `notice` is the time in which a notice may be on its way, `window` when it
    is to be thought of. `open_end`: it goes on beyond what is drawn.
    """

    first: date
    last: date
    breaks: tuple[date, ...] = ()
    ahead: tuple[Term, ...] = ()
    window: date | None = None
    safe: date | None = None
    notice: date | None = None
    open_end: bool = False
    planned: bool = False
    over: bool = False


def bar_of(line: AgreementLine, today: date) -> Bar | None:
    """None where the record has no day to begin with, or contradicts itself."""
    life = line.life
    if life.start is None or life.problem is not None:
        return None
    status = life.shown
    planned, over = status in DRAFTS, status in OVER
    if life.last_day is None:
        beyond = max(life.start, today) + OPEN_END
        last = line.row.void_on if status is AgreementStatus.VOID and line.row.void_on else beyond
        return Bar(life.start, max(last, life.start), open_end=last is beyond, planned=planned, over=over)
    last = max(life.last_day, life.start)
    breaks = tuple(term.first for term in life.terms[1:] if term.first <= last)
    present = life.present
    if present is not None and present.number and present.first not in breaks:
        breaks = (*breaks, present.first)
    if planned or over:
        return Bar(life.start, last, breaks, planned=planned, over=over)
    window, safe, notice = notice_days(life)
    return Bar(life.start, last, breaks, renewals_ahead(life, last), window, safe, notice)


def renewals_ahead(life: Life, last: date) -> tuple[Term, ...]:
    """The next ones that follow without gap; none where something ends the agreement with this term."""
    if life.standing is not None and life.standing.last_day == last:
        return ()
    ahead: list[Term] = []
    end = last
    for term in life.terms:
        if term.first == end + timedelta(days=1):
            ahead.append(term)
            end = term.last
    return tuple(ahead)


def notice_days(life: Life) -> tuple[date | None, date | None, date | None]:
    """When the window opens, the last safe day, the notice date."""
    if life.notice is None:
        return None, None, None
    opens = life.standing.window_from if life.standing is not None else None
    return opens, life.last_safe.day if life.last_safe else None, life.notice.day


def span_of_all(bars: Sequence[Bar | None], today: date) -> tuple[date, date]:
    """From the first day of any of them to the last, today among them, with a month to each side."""
    days = [day for bar in bars if bar is not None for day in (bar.first, bar.last, *(t.last for t in bar.ahead[:1]))]
    month = timedelta(days=31)
    return min([*days, today]) - month, max([*days, today]) + month
