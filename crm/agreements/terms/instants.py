"""Between days and instants: which day it is in a zone, when a day ends there, on which day something arrived.

The only place of the terms that knows zones. An instant always bears one (TERMS.md 1).
"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from crm.values.message import Problem, Refused, shown
from crm.values.span import add_days
from crm.values.workdays import Counted, Places, working_day_from


def zone_of(name: str) -> ZoneInfo:
    """Raises `zone-unknown`. tzdata comes with the program, so every system knows the same zones."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as unknown:
        raise Refused(Problem("zone-unknown", values={"given": shown(name)})) from unknown


def end_instant(day: date, zone: str) -> datetime:
    """When the day ends at 24:00 (民法典 art. 203), in UTC. 28 February 2027 in Shanghai: 2027-02-28T16:00Z.

    0:00 of the next day there: where that is skipped, by the offset before the gap; where it comes twice, the
    first. Both are what `fold=0` means.
    """
    try:
        return datetime.combine(add_days(day, 1), time(), zone_of(zone)).astimezone(UTC)
    except OverflowError as beyond:
        raise Refused(Problem("date-beyond", values={"on": day})) from beyond


def day_at(now: datetime, zone: str) -> date:
    """The date at an instant in the zone of the agreement. `now` bears an offset."""
    return now.astimezone(zone_of(zone)).date()


def arrival(received: datetime, zone: str, closing: time | None = None, places: Places = ()) -> Counted:
    """The day on which it counts as received. Only where the agreement names business hours 业务时间 does `closing`
    matter: what arrives after it arrives on the next working day."""
    there = received.astimezone(zone_of(zone))
    if closing is None or there.time() <= closing:
        return Counted(there.date())
    return working_day_from(add_days(there.date(), 1), 1, places)
