"""By when notice must be received, and by when it must be sent. Counting back moves back, never forward.

What counts is that a notice is received 到达 (民法典 art. 137; BGB § 130), not that it is sent (TERMS.md 3, 4).
"""

from dataclasses import dataclass
from datetime import date

from crm.values.enums import DayRoll, NoticeCount
from crm.values.message import Problem, Refused
from crm.values.span import Span, Unit, add_days, add_months, last_number, month_away
from crm.values.workdays import Counted, DayOff, Places, add_working_days, rolled

MARGIN = 5
"""Working days between the last safe day and the notice date, where the agreement sets nothing else."""

NOTICE_ROLLS = (DayRoll.NONE, DayRoll.PRECEDING)
"""A notice date is kept (default) or moved back; 1182/71 art. 3(4) and BGH III ZR 172/04 never move it forward."""


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """What an agreement says about notice. `clear_days`: neither the day of notice nor the last day counts.

    Raises `notice-roll-forward` for any roll but none (keep) and preceding.
    """

    span: Span
    clear_days: bool = False
    count: NoticeCount = NoticeCount.FORWARD
    roll: DayRoll = DayRoll.NONE

    def __post_init__(self) -> None:
        if self.roll not in NOTICE_ROLLS:
            raise Refused(Problem("notice-roll-forward"))


@dataclass(frozen=True, slots=True)
class NoticeDate:
    """The notice date 通知截止日 with its arithmetic: `end` − notice = `counted`, rolled to `day`.

    `otherwise` is what the other way of counting months gives, None where both agree. `skipped` are the days off
    stepped over while counting, then while rolling; `expected` where a list is not published yet.
    """

    end: date
    rule: NoticeRule
    counted: date
    day: date
    otherwise: date | None = None
    skipped: tuple[DayOff, ...] = ()
    expected: bool = False


@dataclass(frozen=True, slots=True)
class LastSafeDay:
    """The last safe day 最晚发函日: end → notice date → margin → `day`, with every day off stepped over."""

    notice: NoticeDate
    margin: int
    day: date
    skipped: tuple[DayOff, ...] = ()
    expected: bool = False


def notice_date(end: date, rule: NoticeRule, receipt: Places = (), *, start: date | None = None) -> NoticeDate:
    """The latest day N with N + notice ≤ end, rolled by the calendars of the place of receipt.

    90 days before 28 February 2027: 30 November 2026; 3 months: 30 November too, counted back 28 November.
    Raises `notice-before-start` where `start` is given, `calendar-missing`, `date-beyond`.
    """
    counted = latest(end, rule, rule.count, receipt)
    other = latest(end, rule, NoticeCount.BACK if rule.count is NoticeCount.FORWARD else NoticeCount.FORWARD, receipt)
    moved = rolled(counted.day, rule.roll, receipt)
    if start is not None and moved.due < start:
        raise Refused(Problem("notice-before-start", values={"on": moved.due, "start": start, "end": end}))
    return NoticeDate(
        end,
        rule,
        counted.day,
        moved.due,
        other.day if other.day != counted.day else None,
        counted.skipped + moved.skipped,
        counted.expected or moved.expected,
    )


def latest(end: date, rule: NoticeRule, count: NoticeCount, places: Places) -> Counted:
    """The latest day from which the notice is complete by the end; by the day before for clear days."""
    last = add_days(end, -1) if rule.clear_days else end
    if rule.span.unit is Unit.WORKING_DAYS:
        return latest_working(last, rule.span.count, places)
    if rule.span.unit is Unit.DAYS:
        return Counted(add_days(last, -rule.span.count))
    back = add_months(last, -rule.span.count)
    return Counted(back if count is NoticeCount.BACK else latest_of_month(last, -rule.span.count))


def latest_of_month(last: date, months: int) -> date:
    """The latest day of the month that is `months` (negative) away from which as many months are complete by `last`.

    From the last day of a month every number of the other month is complete, for it is clamped: 30 November + 3
    months is 28 February. Else it is the same number, or the last that the month has.
    """
    year, month = month_away(last, months)
    of_month = last_number(year, month)
    is_last = last.day == last_number(last.year, last.month)
    return date(year, month, of_month if is_last else min(last.day, of_month))


def latest_working(last: date, count: int, places: Places) -> Counted:
    """The day before the count-th working day at or before `last`, itself perhaps a day off."""
    if not count:
        return Counted(last)
    found = add_working_days(add_days(last, 1), -count, places)
    return Counted(add_days(found.day, -1), found.skipped, found.expected)


def last_safe_day(notice: NoticeDate, margin: int, both: Places) -> LastSafeDay:
    """`margin` days that are working days in both places of delivery before the notice date, itself not counted.

    2027-02-28, 90 days, 5 and the Chinese calendar give 2026-11-23; with the American one too 2026-11-20. Margin 0:
    the notice date. Raises `margin-negative`, `calendar-missing`.
    """
    if margin < 0:
        raise Refused(Problem("margin-negative", values={"given": margin}))
    found = add_working_days(notice.day, -margin, both)
    return LastSafeDay(notice, margin, found.day, found.skipped, notice.expected or found.expected)
