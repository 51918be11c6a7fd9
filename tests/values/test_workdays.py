"""Working days are those of every place asked; what moves off a day off arrives on one, and says what it passed."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as some

from crm.values import Refused
from crm.values.calendars import COLUMNS, shipped, table_of
from crm.values.enums import DayRoll
from crm.values.workdays import (
    SATURDAY_AND_SUNDAY,
    Closed,
    Closing,
    WorkingDays,
    add_working_days,
    is_working_day,
    nth_working_day,
    rolled,
)
from tests.values.days import days, places

CHINA = shipped("CN")
AMERICA = WorkingDays("US", date(2026, 1, 1), date(2026, 12, 31), off={date(2026, 11, 26): "thanksgiving"})
HEADER = ",".join(COLUMNS)


@settings(deadline=None)
@given(days, some.sampled_from(DayRoll), places)
def test_a_roll_twice_is_a_roll_once(day: date, roll: DayRoll, tables: list[WorkingDays]) -> None:
    once = rolled(day, roll, tables).due

    assert rolled(once, roll, tables).due == once
    assert roll is DayRoll.NONE or is_working_day(once, tables)


@settings(deadline=None)
@given(days, places)
def test_back_goes_back_and_forward_goes_forward(day: date, tables: list[WorkingDays]) -> None:
    back, forward = rolled(day, DayRoll.PRECEDING, tables), rolled(day, DayRoll.FOLLOWING, tables)

    assert back.due <= day <= forward.due
    assert rolled(day, DayRoll.NEAREST, tables).due in (back.due, forward.due)
    assert [off.day for off in forward.skipped] == [day + timedelta(days=at) for at in range((forward.due - day).days)]


@settings(deadline=None)
@given(days, places)
def test_modified_stays_in_the_month_where_it_can(day: date, tables: list[WorkingDays]) -> None:
    assume(any(is_working_day(day.replace(day=number), tables) for number in range(1, 29)))

    for roll in (DayRoll.MODIFIED_FOLLOWING, DayRoll.MODIFIED_PRECEDING):
        assert rolled(day, roll, tables).due.month == day.month


@settings(deadline=None)
@given(days, some.integers(1, 40), places)
def test_a_count_passes_as_many_working_days_as_it_says(day: date, count: int, tables: list[WorkingDays]) -> None:
    ahead, behind = add_working_days(day, count, tables), add_working_days(day, -count, tables)
    walked = [day + timedelta(days=at) for at in range(1, (ahead.day - day).days + 1)]

    assert sum(is_working_day(each, tables) for each in walked) == count
    assert [each for each in walked if not is_working_day(each, tables)] == [off.day for off in ahead.skipped]
    assert behind.day < day < ahead.day


def test_adjusted_weekends_are_worked_and_everything_passed_is_named() -> None:
    found = add_working_days(date(2026, 2, 13), 2, [CHINA])

    assert found.day == date(2026, 2, 24)  # Saturday the 14th is worked
    assert [off.day.day for off in found.skipped] == [*range(15, 24)]
    assert found.skipped[0].closed == (Closed("CN", Closing.HOLIDAY, "spring-festival"),)


def test_a_day_off_names_every_place_that_is_closed() -> None:
    back = add_working_days(date(2026, 11, 30), -2, [CHINA, AMERICA])

    assert back.day == date(2026, 11, 25)
    assert [[one.place for one in off.closed] for off in back.skipped] == [["CN", "US"], ["CN", "US"], ["US"]]


def test_what_touches_an_undecided_year_is_expected_only() -> None:
    assert not add_working_days(date(2026, 12, 28), 3, [CHINA]).expected
    assert add_working_days(date(2026, 12, 30), 2, [CHINA]).expected
    assert rolled(date(2027, 2, 5), DayRoll.PRECEDING, [CHINA]).expected


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (lambda: add_working_days(date(2026, 1, 1), 1, []), "calendar-missing"),
        (lambda: add_working_days(date(2026, 1, 1), 10**9, [CHINA]), "date-beyond"),
        (lambda: nth_working_day(2026, 2, 0, [CHINA]), "working-day-zeroth"),
        (lambda: nth_working_day(2026, 2, 30, [CHINA]), "month-working-days-fewer"),
        (lambda: nth_working_day(2026, 2, -30, [CHINA]), "month-working-days-fewer"),
        (lambda: shipped("XX"), "calendar-unknown"),
        (lambda: shipped("../CN"), "calendar-unknown"),
        (lambda: table_of("X", ["no header"]), "calendar-row-unreadable"),
        (lambda: table_of("X", [HEADER, "2026-02-30,off,,,decided"]), "calendar-row-unreadable"),
        (lambda: table_of("X", [HEADER, "2026-02-03,shut,,,decided"]), "calendar-row-unreadable"),
        (lambda: table_of("X", [HEADER, "2026-02-03,off,,,expected"]), "calendar-undecided"),
    ],
)
def test_what_cannot_be_counted_is_refused(ask: object, code: str) -> None:
    with pytest.raises(Refused) as refused:
        ask()  # type: ignore[operator]

    assert refused.value.problems[0].code == code


def test_who_never_works_is_told_so() -> None:
    never = WorkingDays("nowhere", date(2026, 1, 1), date(2026, 12, 31), weekend=frozenset(range(7)))

    with pytest.raises(Refused) as refused:
        rolled(date(2026, 5, 1), DayRoll.FOLLOWING, [never])

    assert refused.value.problems[0].code == "calendar-never-works"


def test_the_chinese_table_is_the_official_one_for_2026() -> None:
    worked = sorted(day for day in CHINA.work if day.year == 2026)

    assert worked == [date(2026, *on) for on in ((1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10))]
    assert (CHINA.first, CHINA.last) == (date(2004, 1, 1), date(2026, 12, 31))
    assert sum(day.weekday() not in SATURDAY_AND_SUNDAY for day in CHINA.off if day.year == 2026) == 19


def test_statutory_days_of_undecided_years_are_known_as_expected() -> None:
    spring = sorted(day for day, name in CHINA.off.items() if day.year == 2027 and name == "spring-festival")

    assert spring == [date(2027, 2, number) for number in (5, 6, 7, 8)]
