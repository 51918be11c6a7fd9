"""The stretch of dates that a report covers."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from crm.values import Message, Problem

WEEKS_UP_TO, MONTHS_UP_TO = 130, 760
"""Days of a period that is charted by weeks, and of one charted by months; longer ones by years."""

LONGEST_YEARS = 50
"""More than any partnership; a mistyped year would draw a chart of twenty centuries."""


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` to `until`, both included."""

    since: date
    until: date

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1

    @property
    def quarter(self) -> int | None:
        """The calendar quarter that this is exactly, if any."""
        number = (self.since.month - 1) // 3 + 1
        return number if self == quarter_of(self.since) else None

    def problems(self) -> list[Problem]:
        if self.until < self.since:
            return [Problem("report-period-backwards", "until", {"since": self.since, "until": self.until})]
        if self.until.year - self.since.year > LONGEST_YEARS:
            return [Problem("report-period-too-long", "since", {"since": self.since, "most": LONGEST_YEARS})]
        return []

    def named(self) -> Message:
        """“third quarter 2026”, “September 2026”, “2026”, or the two dates."""
        year = str(self.since.year)
        if self.quarter:
            return Message(f"report.period.quarter.{self.quarter}", {"year": year})
        if self == Period(date(self.since.year, 1, 1), date(self.since.year, 12, 31)):
            return Message("report.period.year", {"year": year})
        if self.since.day == 1 and self.until == end_of_month(self.since):
            return Message("report.period.month", {"month": Message(f"report.month.{self.since.month}"), "year": year})
        return Message("report.period.days", {"since": self.since, "until": self.until})

    @property
    def code(self) -> str:
        """2026-Q3, or the two dates without marks: part of a document's number."""
        if self.quarter:
            return f"{self.since.year}-Q{self.quarter}"
        return f"{self.since:%Y%m%d}-{self.until:%Y%m%d}"


def quarter_of(day: date) -> Period:
    first = (day.month - 1) // 3 * 3 + 1
    return Period(date(day.year, first, 1), end_of_month(date(day.year, first + 2, 1)))


def end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def read_period(text: str) -> Period | None:
    """2026-Q3, 2026-09 or 2026, as `Period.code` and people write them; None where it is none of these."""
    found = re.fullmatch(r"(\d{4})(?:-(?:[Qq]([1-4])|(0[1-9]|1[0-2])))?", text.strip())
    if found is None or int(found[1]) == 0:
        return None
    year, quarter, month = int(found[1]), found[2], found[3]
    if quarter:
        return quarter_of(date(year, int(quarter) * 3, 1))
    if month:
        first = date(year, int(month), 1)
        return Period(first, end_of_month(first))
    return Period(date(year, 1, 1), date(year, 12, 31))


def quarter_before(day: date) -> Period:
    return quarter_of(quarter_of(day).since - timedelta(days=1))


def half_a_year_to(day: date) -> Period:
    """From the first of a month, so that six months are whole or begun: to 22 September, from 1 April."""
    month = day.month - 5
    return Period(date(day.year, month, 1) if month > 0 else date(day.year - 1, month + 12, 1), day)


def stretches(period: Period) -> list[Period]:
    """The period in calendar weeks, months or years; the first and the last may be cut."""
    found, day = [], period.since
    while day <= period.until:
        last = min(last_of(day, period.days), period.until)
        found.append(Period(day, last))
        if last == date.max:
            break
        day = last + timedelta(days=1)
    return found


def last_of(day: date, days: int) -> date:
    """The last day of the week, month or year that the day lies in."""
    if days > MONTHS_UP_TO:
        return date(day.year, 12, 31)
    if days > WEEKS_UP_TO:
        return end_of_month(day)
    return date.fromordinal(min(day.toordinal() + 6 - day.weekday(), date.max.toordinal()))
