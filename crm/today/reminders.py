"""When Today reminds of a notice: 180, 90, 30 and 7 days before the last safe day and on it, or as the book has it.

A reminder stands until somebody has seen it or put it off; the next one brings it back. No job runs: all of it is a
function of the last safe day, the day and what the book keeps. No database.
"""

from collections.abc import Sequence
from datetime import date, timedelta

REMINDER_DAYS = (180, 90, 30, 7)
"""Before the last safe day, on which there is always one."""


def reminder_days(setting: str) -> tuple[int, ...]:
    """The book's own days where the setting holds some, the farthest first. `none`: only on the last safe day."""
    if setting == "none":
        return ()
    given = sorted({int(word) for word in setting.split() if word.isdecimal()}, reverse=True)
    return tuple(given) or REMINDER_DAYS


def reminders(last_safe: date, days: Sequence[int]) -> list[date]:
    """The days of its reminders, the last safe day last."""
    ahead = sorted({day for day in days if day > 0}, reverse=True)
    return [*(last_safe - timedelta(day) for day in ahead), last_safe]


def is_reminded(last_safe: date, today: date, days: Sequence[int]) -> bool:
    """Whether the first reminder has come."""
    return reminders(last_safe, days)[0] <= today


def next_reminder(last_safe: date, today: date, days: Sequence[int]) -> date | None:
    """The first reminder after today; None when the last safe day has come."""
    return next((day for day in reminders(last_safe, days) if day > today), None)


def rests(until: date | None, last_safe: date, today: date) -> bool:
    """Whether it was put off until a later day. On the last safe day and after it nothing is put off any more."""
    return until is not None and today < until and today < last_safe
