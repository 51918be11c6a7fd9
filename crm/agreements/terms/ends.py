"""The last day of a term, from its first day and its length (TERMS.md 2)."""

from dataclasses import dataclass
from datetime import date

from crm.values.enums import FirstDay
from crm.values.message import Problem, Refused
from crm.values.span import Span, Unit, add_days, add_months


@dataclass(frozen=True, slots=True)
class Until:
    """A term that is given by its last day (至…止), which is inside."""

    last: date


Length = Span | Until


@dataclass(frozen=True, slots=True)
class End:
    """The last day of a term, and what it would be had the first day been taken the other way.

    `otherwise` is None where the last day was given. Where the text is silent, a screen shows both (TERMS.md 12).
    """

    start: date
    length: Length
    first_day: FirstDay
    last: date
    otherwise: date | None = None


def end_of(start: date, length: Length, first_day: FirstDay = FirstDay.COUNTED) -> End:
    """The end of a term. 1 March 2026, 1 year: 28 February 2027; not counted: 1 March 2027.

    Raises `term-ends-before-start`, `term-empty`, `term-in-working-days`. It does not move when it is a day off:
    nothing has to be done on it.
    """
    if isinstance(length, Until):
        if length.last < start:
            raise Refused(Problem("term-ends-before-start", values={"start": start, "end": length.last}))
        return End(start, length, first_day, length.last)
    other = FirstDay.NOT_COUNTED if first_day is FirstDay.COUNTED else FirstDay.COUNTED
    return End(start, length, first_day, last_day(start, length, first_day), last_day(start, length, other))


def last_day(start: date, span: Span, first_day: FirstDay) -> date:
    """The last day of a term of this length. Raises `term-empty`, `term-in-working-days`."""
    if not span:
        raise Refused(Problem("term-empty"))
    if span.unit is Unit.WORKING_DAYS:
        raise Refused(Problem("term-in-working-days"))
    if span.unit is Unit.DAYS:
        return add_days(start, span.count - (first_day is FirstDay.COUNTED))
    bearing = add_months(start, span.count)
    if first_day is FirstDay.NOT_COUNTED or bearing.day != start.day:
        # A month without the number ends the term with its last day (BGB § 188(3)): minus one would be a day too few.
        return bearing
    return add_days(bearing, -1)
