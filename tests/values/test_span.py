"""Months and days are added from the first date; what is no length is refused."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from crm.values import Refused
from crm.values.span import MonthEnd, Span, Unit, add_days, add_months, month_last, span_of, span_text
from tests.values.days import days, spans, working_spans

AROUND = some.integers(-200, 200)


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.problems[0].code


@pytest.mark.parametrize(
    ("given_span", "wrong"),
    [
        ({"months": 1, "days": 10}, "span-mixed"),
        ({"years": 1, "working_days": 1}, "span-mixed"),
        ({"days": -1}, "span-negative"),
        ({"months": 1.5}, "span-broken"),
        ({"days": True}, "span-broken"),
        ({"weeks": "2"}, "span-broken"),
    ],
)
def test_what_is_no_length_is_refused(given_span: dict[str, int], wrong: str) -> None:
    with pytest.raises(Refused) as refused:
        Span(**given_span)

    assert code(refused) == wrong


def test_years_add_to_months_and_weeks_to_days() -> None:
    assert (Span(years=1, months=3).unit, Span(years=1, months=3).count) == (Unit.MONTHS, 15)
    assert (Span(weeks=2, days=1).unit, Span(weeks=2, days=1).count) == (Unit.DAYS, 15)
    assert not Span(days=0)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("24m", Span(months=24)),
        ("1Y 6m", Span(years=1, months=6)),
        (" 2w3d ", Span(weeks=2, days=3)),
        ("5wd", Span(working_days=5)),
    ],
)
def test_a_span_is_read_as_the_book_writes_it(text: str, span: Span) -> None:
    assert span_of(text) == span


@pytest.mark.parametrize("text", ["", "soon", "0d", "1m 10d", "1m 2m", "-3m", "1.5y", "3 m"])
def test_what_is_no_span_is_read_as_none(text: str) -> None:
    assert span_of(text) is None


@given(spans | working_spans)
def test_a_written_span_is_read_back(span: Span) -> None:
    assert span_of(span_text(span)) == span


@settings(deadline=None)
@given(days, AROUND)
def test_a_month_keeps_the_number_or_gives_its_last_day(day: date, count: int) -> None:
    found = add_months(day, count)

    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == count
    assert found.day == day.day or (found == month_last(found) and found.day < day.day)


@settings(deadline=None)
@given(days, AROUND)
def test_a_month_end_that_sticks_stays_one(day: date, count: int) -> None:
    assert add_months(month_last(day), count, MonthEnd.STICK) == month_last(add_months(day.replace(day=1), count))


@pytest.mark.parametrize("far", [lambda: add_days(date.max, 1), lambda: add_months(date(9999, 12, 1), 1)])
def test_the_end_of_the_calendar_is_a_sentence(far: object) -> None:
    with pytest.raises(Refused) as refused:
        far()  # type: ignore[operator]

    assert code(refused) == "date-beyond"
