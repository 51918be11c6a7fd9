"""Days, spans and tables of working days for the properties of dates."""

from datetime import date, timedelta

from hypothesis import strategies as some

from crm.values.span import Span
from crm.values.workdays import WorkingDays

FIRST, LAST = date(2020, 1, 1), date(2032, 12, 31)

days = some.dates(FIRST, LAST)
months = some.integers(1, 60)
month_spans = months.map(lambda count: Span(months=count))
day_spans = some.integers(1, 800).map(lambda count: Span(days=count))
working_spans = some.integers(1, 40).map(lambda count: Span(working_days=count))
spans = month_spans | day_spans


@some.composite
def tables(draw: some.DrawFn, name: str = "somewhere") -> WorkingDays:
    """A table with a long holiday and some adjusted weekends, decided for a part of the time."""
    begins = draw(some.integers(0, 4000))
    holiday = [FIRST + timedelta(days=begins + at) for at in range(draw(some.integers(0, 12)))]
    worked = [FIRST + timedelta(days=at) for at in draw(some.sets(some.integers(0, 4700), max_size=8))]
    return WorkingDays(name, FIRST, date(2028, 12, 31), dict.fromkeys(holiday, ""), dict.fromkeys(worked, ""))


places = some.lists(tables(), min_size=1, max_size=2)
