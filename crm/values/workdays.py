"""Working days: tables of days off and of adjusted weekends, counting over them, and moving what falls on a day off.

A working day is one in all the places that are asked (TERMS.md 1). Adjusted Chinese Saturdays and Sundays (调休) are
working days by the State Council's list. Beyond the years that a table is decided for, an answer is *expected* only,
and is to be computed again when the list arrives (CALENDAR.md, Chinese working days).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from crm.values.enums import DayRoll
from crm.values.message import Problem, Refused
from crm.values.span import add_days, last_number, month_last

SATURDAY_AND_SUNDAY = frozenset({5, 6})
LONGEST_CLOSURE = 366
"""Days. Who never works for longer has no working days, and a count over them would not end."""


class Closing(Enum):
    """Why a place does not work on a day."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The table of one place, decided from `first` to `last`, both inclusive.

    `off` are days that are not worked, `work` days of a weekend that are; both bear their names, empty where unknown.
    `weekend` are weekdays as Python numbers them, Monday 0. Where `off` and `work` both hold a day, it is off.
    """

    name: str
    first: date
    last: date
    off: Mapping[date, str] = field(default_factory=dict)
    work: Mapping[date, str] = field(default_factory=dict)
    weekend: frozenset[int] = SATURDAY_AND_SUNDAY

    def closing(self, day: date) -> "Closed | None":
        """Why it is closed on that day, None where it works."""
        if day in self.off:
            return Closed(self.name, Closing.HOLIDAY, self.off[day])
        if day.weekday() in self.weekend and day not in self.work:
            return Closed(self.name, Closing.WEEKEND)
        return None

    def decided(self, day: date) -> bool:
        """Whether the day's list has been published."""
        return self.first <= day <= self.last


Places = Sequence[WorkingDays]


@dataclass(frozen=True, slots=True)
class Closed:
    """A place that does not work on some day, and the name of its holiday where known."""

    place: str
    why: Closing
    holiday: str = ""


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day that was stepped over, and every place that is closed on it."""

    day: date
    closed: tuple[Closed, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """Where a count over working days came out, what it stepped over on the way, in that order.

    `expected`: it touched a day whose list is not published yet.
    """

    day: date
    skipped: tuple[DayOff, ...] = ()
    expected: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """A date and where it went: unmoved → due. LateNotice is who comes later than `due`."""

    unmoved: date
    due: date
    roll: DayRoll
    skipped: tuple[DayOff, ...] = ()
    expected: bool = False

    @property
    def late_from(self) -> date:
        """The first day on which it is late (TERMS.md 8)."""
        return add_days(self.due, 1)


def day_off(day: date, places: Places) -> DayOff | None:
    """Who is closed on that day; None where all work."""
    closed = tuple(found for place in places if (found := place.closing(day)))
    return DayOff(day, closed) if closed else None


def is_working_day(day: date, places: Places) -> bool:
    return day_off(day, places) is None


def decided(day: date, places: Places) -> bool:
    return all(place.decided(day) for place in places)


def working_day_from(day: date, step: int, places: Places) -> Counted:
    """The day itself where it is worked, else the next one in the direction of `step` (1 or -1).

    Raises `calendar-never-works` where none comes within a year.
    """
    skipped: list[DayOff] = []
    at, expected = day, not decided(day, places)
    while off := day_off(at, places):
        skipped.append(off)
        if len(skipped) > LONGEST_CLOSURE:
            raise Refused(Problem("calendar-never-works", values={"places": [place.name for place in places]}))
        at = add_days(at, step)
        expected = expected or not decided(at, places)
    return Counted(at, tuple(skipped), expected)


def add_working_days(day: date, count: int, places: Places) -> Counted:
    """The count-th working day after `day`, before it where negative; the day itself for 0.

    2026-02-13 + 3 in China: 14, 24 and 25 February. Raises `calendar-missing` where a count has no table, since all
    days would count silently, and `date-beyond`.
    """
    if count and not places:
        raise Refused(Problem("calendar-missing"))
    add_days(day, count)  # what leaves the calendar without a day off is refused at once, not walked
    step = 1 if count > 0 else -1
    at, skipped, expected = day, list[DayOff](), False
    for _ in range(abs(count)):
        found = working_day_from(add_days(at, step), step, places)
        at, expected = found.day, expected or found.expected
        skipped += found.skipped
    return Counted(at, tuple(skipped), expected)


def nth_working_day(year: int, month: int, nth: int, places: Places) -> Counted:
    """The nth working day of a month; -1 is the last. The first of January 2026 in China is Sunday the 4th.

    Raises `working-day-zeroth`, `month-working-days-fewer`, `calendar-missing`.
    """
    if not nth:
        raise Refused(Problem("working-day-zeroth"))
    first = date(year, month, 1)
    last = month_last(first)
    found = add_working_days(add_days(first, -1) if nth > 0 else add_days(last, 1), nth, places)
    if not first <= found.day <= last:
        worked = sum(is_working_day(day, places) for day in days_of_month(year, month))
        raise Refused(Problem("month-working-days-fewer", values={"month": first, "given": abs(nth), "n": worked}))
    return found


def days_of_month(year: int, month: int) -> Iterator[date]:
    return (date(year, month, number) for number in range(1, last_number(year, month) + 1))


def rolled(day: date, roll: DayRoll, places: Places) -> Moved:
    """Moves a date that falls on a day off. Twice is as once; a working day stays where it is.

    18 February 2026 following in China: 24 February. Sunday 31 May 2026, modified following: 29 May.
    """
    if roll is DayRoll.NONE or is_working_day(day, places):
        stays = roll is not DayRoll.NONE and not decided(day, places)
        return Moved(day, day, roll, expected=stays)
    found = ROLLS[roll](day, places)
    return Moved(day, found.day, roll, found.skipped, found.expected)


def following(day: date, places: Places) -> Counted:
    return working_day_from(day, 1, places)


def preceding(day: date, places: Places) -> Counted:
    return working_day_from(day, -1, places)


def modified_following(day: date, places: Places) -> Counted:
    """Not into the next month: then back."""
    return within_month(day, following(day, places), preceding(day, places))


def modified_preceding(day: date, places: Places) -> Counted:
    """Not into the month before: then forward."""
    return within_month(day, preceding(day, places), following(day, places))


def nearest(day: date, places: Places) -> Counted:
    """Of two equally near the later one."""
    back, forward = preceding(day, places), following(day, places)
    found = forward if forward.day - day <= day - back.day else back
    return joined(found, back, forward)


def within_month(day: date, wanted: Counted, otherwise: Counted) -> Counted:
    if same_month(wanted.day, day):
        return wanted
    return joined(otherwise, wanted, otherwise)


def joined(found: Counted, *tried: Counted) -> Counted:
    """With all that was looked at: whether a list is decided matters in both directions."""
    return Counted(found.day, found.skipped, any(one.expected for one in tried))


def same_month(one: date, other: date) -> bool:
    return (one.year, one.month) == (other.year, other.month)


ROLLS = {
    DayRoll.FOLLOWING: following,
    DayRoll.PRECEDING: preceding,
    DayRoll.MODIFIED_FOLLOWING: modified_following,
    DayRoll.MODIFIED_PRECEDING: modified_preceding,
    DayRoll.NEAREST: nearest,
}
