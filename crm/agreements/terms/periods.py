"""Periods that run from an event: within n after, notice, cure, credit. The day of the event is not counted.

民法典 art. 201, 202; 1182/71 art. 3(1) with C-171/03 Toeters; Lester v Garland (1808); GCL § 20 (TERMS.md 1).
"""

from datetime import date

from crm.values.span import MonthEnd, Span, Unit, add_days, add_months
from crm.values.workdays import Counted, Places, add_working_days


def period_end(event: date, span: Span, places: Places = (), *, month_end: MonthEnd = MonthEnd.CLAMP) -> Counted:
    """The last day of the period, itself inside until 24:00. Received on 1 January, 15 days: 16 January.

    Raises `calendar-missing` for working days without a table, `date-beyond` after the year 9999.
    """
    if span.unit is Unit.WORKING_DAYS:
        return add_working_days(event, span.count, places)
    if span.unit is Unit.MONTHS:
        return Counted(add_months(event, span.count, month_end))
    return Counted(add_days(event, span.count))
