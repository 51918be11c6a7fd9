"""The time beside a name in a copied chat: 2026/9/22 14:06, 9月22日 下午2:06, 昨天 14:06, 9/22/26 2:06 PM, 14:06."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

CLOCK = (
    r"(?:(?P<part>凌晨|早上|上午|中午|下午|傍晚|晚上)[ ]?)?"
    r"(?P<hour>[01]?\d|2[0-4])[:：](?P<minute>[0-5]\d)(?:[:：][0-5]\d)?(?:[ \u202f]?(?P<half>[AaPp])\.?[Mm]\.?)?"
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAY = (
    r"(?:(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?"
    r"|(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<last>\d{4}|\d{2})"
    r"|(?P<short_month>\d{1,2})(?:[-/.]|月)(?P<short_day>\d{1,2})日?"
    r"|(?P<named>[A-Z][a-z]{2})[a-z]*\.?[ ](?P<named_day>\d{1,2})(?:,?[ ](?P<named_year>\d{4}))?"
    r"|(?P<ago>今天|昨天|前天|[Tt]oday|[Yy]esterday)"
    r"|(?:星期|周)(?P<weekday>[一二三四五六日天])|(?P<english>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
STAMP = re.compile(rf"(?:{DAY},?[ \u3000]*(?:at[ ])?)?{CLOCK}")
ONLY_DAY = re.compile(rf"[—–\-─=*\s]*{DAY}(?:[ ]?(?:星期|周)[一二三四五六日天])?[—–\-─=*\s]*")
"""A line that parts the days of a chat: —————  2026-09-22  —————."""

AGO = {"今天": 0, "today": 0, "昨天": 1, "yesterday": 1, "前天": 2}
WEEKDAYS = {sign: number for number, sign in enumerate("一二三四五六日")} | {"天": 6}
ENGLISH_DAYS = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
AFTER_NOON = {"下午", "傍晚", "晚上", "中午"}


@dataclass(frozen=True, slots=True)
class Stamp:
    """`on` is None where only a time was given."""

    on: date | None
    at: str


def stamp_of(match: re.Match[str], today: date) -> Stamp:
    return Stamp(day_of(match, today), clock_of(match))


def clock_of(match: re.Match[str]) -> str:
    hour, minute = int(match["hour"]) % 24, match["minute"]
    late = (match["half"] or "").lower() == "p" or (match["part"] in AFTER_NOON and match["part"] != "中午")
    if (late and hour < 12) or (match["part"] == "中午" and hour < 3):
        hour += 12
    elif (match["half"] or "").lower() == "a" and hour == 12:
        hour = 0
    return f"{hour:02}:{minute}"


def day_of(match: re.Match[str], today: date) -> date | None:
    """The day as it was written; without a year the last such day, never one to come. None where there is none."""
    if match["year"]:
        return made(int(match["year"]), int(match["month"]), int(match["day"]))
    if match["first"]:
        return american(int(match["first"]), int(match["second"]), int(match["last"]), today)
    if match["short_month"]:
        return last_such(int(match["short_month"]), int(match["short_day"]), today)
    if match["named"] and match["named"].lower() in MONTHS:
        month, day = MONTHS.index(match["named"].lower()) + 1, int(match["named_day"])
        return made(int(match["named_year"]), month, day) if match["named_year"] else last_such(month, day, today)
    if match["ago"]:
        return today - timedelta(days=AGO[match["ago"].lower()])
    if match["weekday"] or match["english"]:
        wanted = WEEKDAYS[match["weekday"]] if match["weekday"] else ENGLISH_DAYS.index(match["english"])
        return today - timedelta(days=(today.weekday() - wanted) % 7)
    return None


def american(first: int, second: int, year: int, today: date) -> date | None:
    """9/22/26 is the 22nd of September; 22/9/26 can only be; what would lie ahead is read the other way."""
    year = year if year > 99 else 2000 + year
    ways = [way for way in (made(year, first, second), made(year, second, first)) if way is not None]
    return next((way for way in ways if way <= today), ways[0] if ways else None)


def last_such(month: int, day: int, today: date) -> date | None:
    this_year = made(today.year, month, day)
    return this_year if this_year is None or this_year <= today else made(today.year - 1, month, day)


def made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
