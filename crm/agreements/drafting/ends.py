"""The last day of the first term, for a text that names it, where nobody has computed the course of the agreement."""

from datetime import date

from crm.agreements.queries.rows import VersionRow
from crm.agreements.terms.ends import end_of
from crm.values import Refused
from crm.values.span import span_of


def effective_of(version: VersionRow) -> date | None:
    """As given, else the day of signing."""
    return version.terms.effective_on or version.signed_on


def first_end(version: VersionRow, assumed: date | None = None) -> date | None:
    """The last day as given, else reckoned by TERMS.md 2; None where the term has none, or none can be reckoned.

    `assumed`: from when it is reckoned where no day is known yet.
    """
    start, span = effective_of(version) or assumed, span_of(version.terms.term)
    if version.terms.last_day or start is None or span is None:
        return version.terms.last_day
    try:
        return end_of(start, span, version.terms.first_day).last
    except Refused:  # in working days, or past the year 9999
        return None
