"""The portable subset of recurrence rules (RFC 5545 RRULE) that calendars elsewhere read alike: CALENDAR.md.

Reads and checks a rule; expanding it is python-dateutil's, on the floors above. What is outside the subset is
refused, above all what would hang (INTERVAL=0, SECONDLY). Two spellings are read though the editor does not write
them, for they have one meaning only: a single BYMONTHDAY from 29 to 31, which skips months as plain MONTHLY from that
day does, and YEARLY without BYMONTH.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from crm.values.message import Problem, Refused, shown

FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
WEEKDAY = re.compile(r"MO|TU|WE|TH|FR|SA|SU")
NTH_WEEKDAY = re.compile(r"(?:[1-4]|-1)(?:MO|TU|WE|TH|FR|SA|SU)")
ELSE_LAST = (["28", "29"], ["28", "29", "30"], ["28", "29", "30", "31"])
"""With BYSETPOS=-1: the 29th, 30th, 31st, else the last day of the month."""

OF_ALL = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
OF_FREQUENCY = {
    "DAILY": OF_ALL,
    "WEEKLY": OF_ALL | {"BYDAY"},
    "MONTHLY": OF_ALL | {"BYDAY", "BYMONTHDAY", "BYSETPOS"},
    "YEARLY": OF_ALL | {"BYDAY", "BYMONTHDAY", "BYMONTH"},
}
HIGHEST = 9999


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the subset for whole days, its parts in the words of RFC 5545."""

    parts: Mapping[str, str]

    @property
    def text(self) -> str:
        return ";".join(f"{name}={value}" for name, value in self.parts.items())

    @property
    def ends(self) -> bool:
        """Whether it ends by itself."""
        return "COUNT" in self.parts or "UNTIL" in self.parts


def rule_of(text: str) -> Rule:
    """Raises `recurrence-unreadable`, `recurrence-not-portable` with the part at fault."""
    parts: dict[str, str] = {}
    for part in text.strip().upper().removeprefix("RRULE:").split(";"):
        name, found, value = part.partition("=")
        if not found or not value or name in parts:
            raise Refused(Problem("recurrence-unreadable", values={"given": shown(text)}))
        parts[name] = value
    if wrong := fault(parts):
        raise Refused(Problem("recurrence-not-portable", values={"part": shown(wrong)}))
    return Rule(parts)


def fault(parts: Mapping[str, str]) -> str | None:
    """The first part outside the subset."""
    frequency = parts.get("FREQ", "")
    if frequency not in FREQUENCIES:
        return f"FREQ={frequency}"
    for name, value in parts.items():
        if name not in OF_FREQUENCY[frequency] or not is_portable(name, value, parts):
            return f"{name}={value}"
    if "COUNT" in parts and "UNTIL" in parts:
        return f"UNTIL={parts['UNTIL']}"
    if "BYDAY" in parts and "BYMONTHDAY" in parts:
        return f"BYDAY={parts['BYDAY']}"
    if "BYSETPOS" in parts and "BYMONTHDAY" not in parts:
        return f"BYSETPOS={parts['BYSETPOS']}"
    if frequency == "YEARLY" and "BYMONTH" not in parts and ("BYDAY" in parts or "BYMONTHDAY" in parts):
        return f"FREQ={frequency}"
    return None


def is_portable(name: str, value: str, parts: Mapping[str, str]) -> bool:
    match name:
        case "INTERVAL" | "COUNT":
            return is_number(value, 1, HIGHEST)
        case "UNTIL":
            return is_day(value)
        case "WKST":
            return bool(WEEKDAY.fullmatch(value))
        case "BYDAY" if parts["FREQ"] == "WEEKLY":
            return all(WEEKDAY.fullmatch(day) for day in value.split(","))
        case "BYDAY":
            return bool(NTH_WEEKDAY.fullmatch(value))
        case "BYMONTH":
            return all(is_number(month, 1, 12) for month in value.split(","))
        case "BYMONTHDAY" if "BYSETPOS" in parts:
            return value.split(",") in ELSE_LAST
        case "BYMONTHDAY":
            return value == "-1" or is_number(value, 1, 31)
        case "BYSETPOS":
            return value == "-1"
    return True


def is_number(text: str, least: int, most: int) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= len(str(most)) and least <= int(text) <= most


def is_day(text: str) -> bool:
    """A date, as UNTIL must be where the start is one (RFC 5545, 3.3.10)."""
    if not re.fullmatch(r"[0-9]{8}", text):
        return False
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return False
    return True
