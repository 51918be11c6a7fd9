"""When a partner has gone quiet: DOMAIN.md's days by tier, and the book's own where it has some. No database."""

from collections.abc import Mapping
from datetime import date, timedelta

from crm.values.enums import Tier

QUIET_DAYS = {Tier.STRATEGIC: 30, Tier.PREFERRED: 60, Tier.REGISTERED: 90}


def quiet_days(settings: Mapping[str, str]) -> dict[Tier, int]:
    """Days without contact that each tier allows. A setting `quiet.<tier>` that is no number counts as none."""
    return {
        tier: int(given) if (given := settings.get(f"quiet.{tier.value}", "")).isdecimal() else days
        for tier, days in QUIET_DAYS.items()
    }


def days_over(last: date, today: date, allowed: int) -> int:
    """By how many days the silence is longer than allowed; none or less: not quiet."""
    return (today - last).days - allowed


def quiet_since(today: date, allowed: int) -> date:
    """Who was last in touch before this day has gone quiet."""
    return today - timedelta(allowed)
