"""When something is due: after an event, by or before a date, on a working day of a month, again and again.

A due date on a day off moves, by default to the next working day (民法典 art. 203; 1182/71 art. 3(4); BGB § 193; GCL
§ 25), under English law not at all. The calendar is the debtor's, or both if so agreed (TERMS.md 8).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice, takewhile

from crm.agreements.terms.periods import period_end
from crm.values.enums import DayRoll
from crm.values.message import Problem, Refused
from crm.values.recurrence import Rule
from crm.values.span import MonthEnd, Span, add_days
from crm.values.workdays import Counted, DayOff, Moved, Places, nth_working_day, rolled

MOST_INSTANCES = 5_000
"""CALENDAR.md, the cadence engine: expansion is bounded."""


@dataclass(frozen=True, slots=True)
class Due:
    """A due date with its arithmetic: what was counted (with the days off stepped over), then where it moved."""

    counted: Counted
    moved: Moved

    @property
    def unmoved(self) -> date:
        return self.moved.unmoved

    @property
    def due(self) -> date:
        return self.moved.due

    @property
    def late_from(self) -> date:
        """The day after the moved date."""
        return self.moved.late_from

    @property
    def skipped(self) -> tuple[DayOff, ...]:
        return self.counted.skipped + self.moved.skipped

    @property
    def expected(self) -> bool:
        """It touches a day whose list of working days is not published yet."""
        return self.counted.expected or self.moved.expected


def due_within(
    event: date | None,
    span: Span,
    *,
    roll: DayRoll = DayRoll.FOLLOWING,
    places: Places = (),
    month_end: MonthEnd = MonthEnd.CLAMP,
) -> Due | None:
    """Within n after the event (以内), its day not counted; None until the trigger has a date."""
    if event is None:
        return None
    return moved(period_end(event, span, places, month_end=month_end), roll, places)


def due_by(on: date, *, before: bool = False, roll: DayRoll = DayRoll.FOLLOWING, places: Places = ()) -> Due:
    """By a date, that day included; before a date, the day before (民法典 art. 1259)."""
    return moved(Counted(add_days(on, -1) if before else on), roll, places)


def due_on_nth(year: int, month: int, nth: int, *, roll: DayRoll = DayRoll.FOLLOWING, places: Places = ()) -> Due:
    """The nth working day of a month, -1 the last. Raises `month-working-days-fewer`, `working-day-zeroth`."""
    return moved(nth_working_day(year, month, nth, places), roll, places)


def due_again(
    start: date, rule: Rule, *, last: date | None = None, roll: DayRoll = DayRoll.FOLLOWING, places: Places = ()
) -> list[Due]:
    """The instances up to `last`, the last day of the agreement, at most `MOST_INSTANCES`.

    Each is counted from the unmoved start, so a moved date drags nothing along. Raises `recurrence-start-no-instance`
    where the start is none of its own rule: calendars elsewhere disagree about it (CALENDAR.md, portable subset).
    """
    days = instances(start, rule)
    first = next(days, None)
    if first != start:
        raise Refused(Problem("recurrence-start-no-instance", values={"start": start, "rule": rule.text}))
    inside = takewhile(lambda day: last is None or day <= last, chain([first], days))
    return [moved(Counted(day), roll, places) for day in islice(inside, MOST_INSTANCES)]


def instances(start: date, rule: Rule) -> Iterator[date]:
    from dateutil.rrule import rrulestr  # 15 ms that only recurring obligations pay

    expanded = rrulestr(rule.text, dtstart=datetime(start.year, start.month, start.day))  # noqa: DTZ001 - whole days
    return (at.date() for at in expanded)


def moved(counted: Counted, roll: DayRoll, places: Places) -> Due:
    return Due(counted, rolled(counted.day, roll, places))
