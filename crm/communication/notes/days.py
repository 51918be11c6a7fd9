"""Days as people write them in minutes, English and Chinese. No clock: everything counts from the meeting's day.

Weeks begin on Monday. A bare weekday is the next one after the meeting's day: Friday said on a Friday, 周五 too, is a
week later. "next Tuesday" and 下周二 are the Tuesday of next week, "this Friday" and 本周五 that of this week. A day
and a month without a year are the next such day. "before" and 前 count their day as the last one. Working days leave
out Saturdays and Sundays only: the book has no holiday calendar yet. A day is due where a word says so ("due", "by",
前, 截止), or where a length does ("in 2 weeks", 三天内); other days in a text are left alone.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from crm.communication.notes.counting import (
    HAN_DAYS,
    add_months,
    add_working_days,
    end_of,
    english_number,
    han_number,
    month_of,
    next_such,
    next_weekday,
    weekday_number,
    weekday_of_week,
)

WEEKDAY = "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
NUMBER = r"\d{1,2}|[一二三四五六七八九十]{1,3}"

DAY = re.compile(
    rf"""
      (?P<iso>(?<!\d)(?P<iso_y>\d{{4}})[-/.](?P<iso_m>\d{{1,2}})[-/.](?P<iso_d>\d{{1,2}})(?!\d))
    | (?P<day_month>(?<![\w.])(?P<dm_d>\d{{1,2}})(?:st|nd|rd|th)?[ ](?:of[ ])?(?P<dm_m>{MONTH})\b\.?
        (?:,?[ ](?P<dm_y>\d{{4}})(?!\d))?)
    | (?P<month_day>(?<![A-Za-z])(?P<md_m>{MONTH})\.?[ ](?P<md_d>\d{{1,2}})(?:st|nd|rd|th)?(?![\w])
        (?:,?[ ](?P<md_y>\d{{4}})(?!\d))?)
    | (?P<weekday>(?<![A-Za-z])(?:(?P<wd_which>this|next|coming)[ ])?(?P<wd_name>{WEEKDAY})(?![A-Za-z]))
    | (?P<near>(?<![A-Za-z])(?:today|tonight|tomorrow|(?:the[ ])?day[ ]after[ ]tomorrow)(?![A-Za-z]))
    | (?P<end_of>(?<![A-Za-z])(?:the[ ])?end[ ]of[ ](?:the[ ])?(?P<eo_which>this[ ]|next[ ])?
        (?P<eo_what>week|month|quarter|year)(?![A-Za-z]))
    | (?P<han_near>大后天|后天|明天|明日|明晚|今天|今日|今晚)
    | (?P<han_weekday>(?<![上每])(?<!上个)(?P<hw_which>本|这个?|下下个?|下个?)?(?:周|星期|礼拜)
        (?P<hw_name>[一二三四五六日天]))
    | (?P<han_date>(?<!去年)(?:(?P<hd_y>(?<!\d)\d{{4}})[ ]?年[ ]?|(?P<hd_which>今|明)年)?
        (?<!\d)(?P<hd_m>{NUMBER})[ ]?月[ ]?
        (?P<hd_d>{NUMBER})[ ]?[日号])
    | (?P<han_day>(?<![\d.])(?P<hn_d>\d{{1,2}})[ ]?号)
    | (?P<han_end>(?<![上每去])(?<!上个)(?P<he_which>本|这个?|当|今|明|下个?)?(?P<he_what>月|季度?|年)[底末])
    """,
    re.VERBOSE | re.IGNORECASE,
)
LENGTH = re.compile(
    r"""
      (?P<en>(?<![A-Za-z])(?:in|within)[ ](?P<en_n>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)[ ]
        (?P<en_working>(?:working|business)[ ])?(?P<en_unit>day|week|month)s?(?![A-Za-z]))
    | (?P<han>(?P<han_n>(?<!\d)\d{1,3}|[一二两三四五六七八九十]{1,3})[ ]?
        (?P<han_unit>个?工作日|天|日|周|个?星期|个?礼拜|个月)(?:之内|以内|内|之后|以后|后))
    """,
    re.VERBOSE | re.IGNORECASE,
)
SAYS_DUE = re.compile(
    r"(?:(?<![A-Za-z])(?:due(?: on| by| before)?|by|before|no later than)[:：]?[ ]?(?:the )?"
    r"|(?:截止日期|截止|截至|期限|最晚|最迟|不晚于|不迟于)[为是到至于]?[:：]?[ ]?)$",
    re.IGNORECASE,
)
LEADS_IN = re.compile(r"(?:最晚|请|须|应|务必)?[于在][ ]?$")
"""在, 于 before 周五前: belongs to the day, says nothing alone (在周五开会)."""
COMES_AFTER = re.compile(r"[ ]?(?:之前|以前|前(?![往端台后面])|截止|为止)")
LOOK_BACK = 24


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A due day in a text. `on` is None for a day that no calendar has, such as 30 Feb."""

    start: int
    end: int
    on: date | None


def find_days(text: str, day: date) -> list[FoundDay]:
    """The due days of a text, in order. With 2026-09-22, a Tuesday, "due Friday" and 周五前 are 2026-09-25."""
    found = [due for match in DAY.finditer(text) if (due := due_day(text, match, day))]
    found += [due_length(text, match, day) for match in LENGTH.finditer(text)]
    return without_overlaps(sorted(found, key=lambda one: (one.start, -one.end)))


def due_day(text: str, match: re.Match[str], day: date) -> FoundDay | None:
    kind = match.lastgroup or ""
    lead = lead_start(text, match.start(), SAYS_DUE)
    after = COMES_AFTER.match(text, match.end())
    if lead is None and after is None:
        return None
    if lead is None:
        lead = lead_start(text, match.start(), LEADS_IN)
    start = match.start() if lead is None else lead
    return FoundDay(start, after.end() if after else match.end(), on_or_none(READERS[kind], match, day))


def due_length(text: str, match: re.Match[str], day: date) -> FoundDay:
    lead = lead_start(text, match.start(), SAYS_DUE)
    return FoundDay(match.start() if lead is None else lead, match.end(), on_or_none(after_length, match, day))


def lead_start(text: str, end: int, lead: re.Pattern[str]) -> int | None:
    begin = max(0, end - LOOK_BACK)
    match = lead.search(text[begin:end])
    return begin + match.start() if match else None


def without_overlaps(found: list[FoundDay]) -> list[FoundDay]:
    kept: list[FoundDay] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


Reader = Callable[[re.Match[str], date], date]


def on_or_none(reader: Reader, match: re.Match[str], day: date) -> date | None:
    try:
        return reader(match, day)
    except (ValueError, OverflowError):
        return None  # 30 Feb, or beyond the year 9999


def read_iso(match: re.Match[str], _day: date) -> date:
    return date(int(match["iso_y"]), int(match["iso_m"]), int(match["iso_d"]))


def read_day_month(match: re.Match[str], day: date) -> date:
    return next_such(month_of(match["dm_m"]), int(match["dm_d"]), match["dm_y"], day)


def read_month_day(match: re.Match[str], day: date) -> date:
    return next_such(month_of(match["md_m"]), int(match["md_d"]), match["md_y"], day)


def read_weekday(match: re.Match[str], day: date) -> date:
    number = weekday_number(match["wd_name"])
    which = (match["wd_which"] or "").lower()
    weeks = {"this": 0, "next": 1}.get(which)
    return next_weekday(number, day) if weeks is None else weekday_of_week(number, weeks, day)


def read_near(match: re.Match[str], day: date) -> date:
    said = match["near"].lower()
    return day + timedelta(2 if "after" in said else 1 if said == "tomorrow" else 0)


def read_end_of(match: re.Match[str], day: date) -> date:
    ahead = 1 if (match["eo_which"] or "").lower().startswith("next") else 0
    return end_of(match["eo_what"].lower(), ahead, day)


def read_han_near(match: re.Match[str], day: date) -> date:
    said = match["han_near"]
    ahead = 3 if said == "大后天" else {"今": 0, "明": 1, "后": 2}[said[0]]
    return day + timedelta(ahead)


def read_han_weekday(match: re.Match[str], day: date) -> date:
    number = HAN_DAYS.index(match["hw_name"].replace("天", "日"))
    which = match["hw_which"]
    if not which:
        return next_weekday(number, day)
    return weekday_of_week(number, which.count("下"), day)


def read_han_date(match: re.Match[str], day: date) -> date:
    year = match["hd_y"]
    if match["hd_which"]:
        year = str(day.year + (match["hd_which"] == "明"))
    return next_such(han_number(match["hd_m"]), han_number(match["hd_d"]), year, day)


def read_han_day(match: re.Match[str], day: date) -> date:
    """25号前: of this month while it is still ahead, else of the next."""
    number = int(match["hn_d"])
    return day.replace(day=number) if number >= day.day else add_months(day.replace(day=1), 1).replace(day=number)


def read_han_end(match: re.Match[str], day: date) -> date:
    what = {"月": "month", "季": "quarter", "年": "year"}[match["he_what"][0]]
    return end_of(what, 1 if match["he_which"] in ("下", "下个", "明") else 0, day)


READERS: dict[str, Reader] = {
    "iso": read_iso,
    "day_month": read_day_month,
    "month_day": read_month_day,
    "weekday": read_weekday,
    "near": read_near,
    "end_of": read_end_of,
    "han_near": read_han_near,
    "han_weekday": read_han_weekday,
    "han_date": read_han_date,
    "han_day": read_han_day,
    "han_end": read_han_end,
}


def after_length(match: re.Match[str], day: date) -> date:
    if match["en"]:
        number, unit = english_number(match["en_n"]), match["en_unit"].lower()
        unit = "working" if match["en_working"] else unit
    else:
        number = han_number(match["han_n"])
        unit = next(
            unit
            for sign, unit in (("工", "working"), ("月", "month"), ("天", "day"), ("日", "day"), ("", "week"))
            if sign in match["han_unit"]
        )
    if unit == "month":
        return add_months(day, number)
    if unit == "working":
        return add_working_days(day, number)
    return day + timedelta(number * 7 if unit == "week" else number)
