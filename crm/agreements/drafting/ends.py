"""The last day of the first term, for a text that names it, where nobody has computed the course of the agreement."""

from calendar import monthrange
from datetime import date, timedelta

from crm.agreements.queries.rows import VersionRow
from crm.values.enums import FirstDay
from crm.values.span import span_of


def effective_of(version: VersionRow) -> date | None:
    """As given, else the day of signing."""
    return version.terms.effective_on or version.signed_on


def first_end(version: VersionRow) -> date | None:
    """TERMS.md 2: the day before the one that bears the number of the first; if the month lacks it, its last day."""
    start, span = effective_of(version), span_of(version.terms.term)
    if version.terms.last_day or start is None or span is None or span.working_days:
        return version.terms.last_day
    counted = version.terms.first_day is FirstDay.COUNTED
    try:
        if span.in_days:
            return start + timedelta(days=span.in_days - counted)
        return months_on(start, span.in_months, counted)
    except (OverflowError, ValueError):  # past the year 9999
        return None


def months_on(start: date, months: int, counted: bool) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    if start.day > last:
        return date(year, month + 1, last)
    return date(year, month + 1, start.day) - timedelta(days=counted)
