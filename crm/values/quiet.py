"""When a partner has gone quiet 久未联络: after 30, 60 or 90 days without contact, by tier, settable (DOMAIN.md).

Stands here because lists, Today and reports ask the same. The days are counted from the last contact; a partner whom
nobody ever met counts from the day it was entered, but only while a role of it is negotiating or active.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from sqlite3 import Connection

from crm.values.enums import Tier

DAYS: Mapping[str, int] = {Tier.STRATEGIC.value: 30, Tier.PREFERRED.value: 60, Tier.REGISTERED.value: 90}
"""Also the names of the book's settings: `quiet.strategic` overrides the first."""

WITHOUT_TIER = Tier.REGISTERED.value
"""A partner without a tier is held to the longest span."""

SILENT_SINCE = """coalesce(s.last_contact_on, CASE
    WHEN s.roles LIKE '%:active:%' OR s.roles LIKE '%:negotiating:%' THEN substr(p.created_at, 1, 10) END)"""
"""SQL over partner `p` and partner_summary `s`: the day from which silence counts, or null."""

LAST_DAY_HEARD = """CASE p.tier WHEN 'strategic' THEN :quiet_strategic
    WHEN 'preferred' THEN :quiet_preferred ELSE :quiet_registered END"""
"""SQL: silent since before this day is quiet. The parameters come from `parameters`."""

IS_QUIET = f"(NOT p.is_home AND {SILENT_SINCE} < {LAST_DAY_HEARD})"

SETTINGS = """SELECT substr(name, 7), value FROM book_setting
WHERE name IN ('quiet.strategic', 'quiet.preferred', 'quiet.registered')"""


def days_of(connection: Connection) -> dict[str, int]:
    """Days by tier, with what the book sets instead."""
    own = {tier: int(value) for tier, value in connection.execute(SETTINGS) if value.isdigit()}
    return {**DAYS, **own}


def parameters(days: Mapping[str, int], today: date) -> dict[str, str]:
    """The parameters of `LAST_DAY_HEARD`."""
    return {f"quiet_{tier}": (today - timedelta(days=span)).isoformat() for tier, span in days.items()}


def quiet_by(since: date | None, tier: Tier | None, days: Mapping[str, int], today: date) -> int | None:
    """By how many days a partner has gone quiet; zero or less while within its days; None where nothing counts.

    Strategic, last met 2026-08-20, on 2026-09-22: 33 days, 3 over.
    """
    if since is None:
        return None
    return (today - since).days - days[tier.value if tier else WITHOUT_TIER]
