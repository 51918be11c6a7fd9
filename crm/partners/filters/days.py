"""The days of a filter: dates, months, years, spans such as 30d, and words such as today. Canonical texts, no clock.

`bounds` makes days of a canonical text once the day of asking is known.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from crm.partners.filters.terms import Operator
from crm.values import Problem
from crm.values.days import DayOrder, day_of
from crm.values.enums import Language

WORDS: dict[str, tuple[str, str]] = {
    "today": ("today", "今天"),
    "yesterday": ("yesterday", "昨天"),
    "tomorrow": ("tomorrow", "明天"),
    "overdue": ("overdue", "逾期"),
    "this-week": ("this-week", "本周"),
    "last-week": ("last-week", "上周"),
    "next-week": ("next-week", "下周"),
    "this-month": ("this-month", "本月"),
    "last-month": ("last-month", "上月"),
    "next-month": ("next-month", "下月"),
    "this-year": ("this-year", "今年"),
    "last-year": ("last-year", "去年"),
    "next-year": ("next-year", "明年"),
}
UNITS: dict[str, tuple[str, ...]] = {
    "d": ("d", "天", "day", "days", "日"),
    "w": ("w", "周", "week", "weeks", "星期"),
    "m": ("m", "个月", "mo", "month", "months"),
    "y": ("y", "年", "year", "years"),
}
UNIT_OF = {word: unit for unit, words in UNITS.items() for word in words}
SPAN = re.compile(r"([+-]?)(\d{1,4})-?(" + "|".join(sorted(UNIT_OF, key=len, reverse=True)) + ")", re.ASCII)
YEAR = re.compile(r"(\d{4})年?", re.ASCII)
MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?", re.ASCII)
IMPOSSIBLE = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})日?", re.ASCII)
LAST_YEAR = date.max.year


@dataclass(frozen=True, slots=True)
class Days:
    """From a first to a last day; None: open on that side."""

    first: date | None
    last: date | None


def canonical(text: str) -> str | None:
    """30天 is `30d`, 今天 `today`, 2026年9月 `2026-09`, 22 Sep 2026 `2026-09-22`. None: no day."""
    word = "-".join(text.casefold().split())
    if found := named(word):
        return found
    if (year := YEAR.fullmatch(word)) and int(year[1]):
        return year[1]
    if span := SPAN.fullmatch(word):
        return f"{span[1]}{int(span[2])}{UNIT_OF[span[3]]}"
    if (month := MONTH.fullmatch(word)) and 1 <= int(month[2]) <= 12 and int(month[1]):
        return f"{month[1]}-{int(month[2]):02}"
    day = day_of(text, DayOrder.UNKNOWN)
    return None if isinstance(day, Problem) else day.isoformat()


def named(word: str) -> str | None:
    return next((key for key, spellings in WORDS.items() if word in spellings), None)


def nearest_existing(text: str) -> str | None:
    """2026-02-30 names a day that there is not; 2026-02-28 is the nearest one. None: the text names no day at all."""
    found = IMPOSSIBLE.fullmatch(text)
    if found is None or not 1 <= int(found[1]) <= LAST_YEAR:
        return None
    year, month = int(found[1]), min(max(int(found[2]), 1), 12)
    day = min(max(int(found[3]), 1), monthrange(year, month)[1])
    return date(year, month, day).isoformat()


def said(value: str, language: Language) -> str:
    """A canonical day as the language writes it: `30d` is 30天."""
    place = 0 if language is Language.ENGLISH else 1
    if value in WORDS:
        return WORDS[value][place]
    span = SPAN.fullmatch(value)
    return f"{span[1]}{span[2]}{UNITS[span[3]][place]}" if span else value


def runs_backwards(first: str, last: str) -> bool:
    """Whether both are dates, and the later one stands first. Spans are compared when today is known."""
    return bool(first and last and first[0].isdigit() and last[0].isdigit() and not is_span(first) and not is_span(last)
                and days_of(first, date.min) > days_of(last, date.min))  # fmt: skip


def is_span(value: str) -> bool:
    return SPAN.fullmatch(value) is not None


def bounds(operator: Operator, value: str, today: date, *, past: bool) -> Days:
    """From which to which day a term holds.

    On 22 September, `<` and `30d` of a past field is from 24 August on: less than 30 days ago.
    """
    if ".." in value:
        start, _, end = value.partition("..")
        return range_bounds(start, end, today, past=past)
    if is_span(value) and value[0] not in "+-":
        return distance_bounds(operator, span_day(value, today, -1 if past else 1), today, past=past)
    first, last = days_of(value, today)
    return {
        Operator.IS: Days(first, last),
        Operator.LESS: Days(None, shifted(first, -1)),
        Operator.MORE: Days(shifted(last, 1), None),
        Operator.AT_MOST: Days(None, last),
        Operator.AT_LEAST: Days(first, None),
    }[operator]


def distance_bounds(operator: Operator, edge: date, today: date, *, past: bool) -> Days:
    """A distance from today: nearer is later in the past, and sooner in what is to come."""
    if operator is Operator.IS:
        return Days(edge, today) if past else Days(today, edge)
    nearer = operator in (Operator.LESS, Operator.AT_MOST)
    beyond = operator in (Operator.LESS, Operator.MORE)
    if nearer is past:
        return Days(shifted(edge, 1) if beyond else edge, None)
    return Days(None, shifted(edge, -1) if beyond else edge)


def range_bounds(first: str, last: str, today: date, *, past: bool) -> Days:
    """`30d..60d` of a past field lies between 60 and 30 days ago; an end that is left out is open."""
    way = -1 if past else 1
    ends = [edge(text, today, way) for text in (first, last)]
    if past and any(is_span(text) and text[0] not in "+-" for text in (first, last)):
        ends.reverse()
    start, end = ends
    return Days(start[0] if start else None, end[1] if end else None)


def edge(text: str, today: date, way: int) -> tuple[date, date] | None:
    if not text:
        return None
    if is_span(text) and text[0] not in "+-":
        day = span_day(text, today, way)
        return day, day
    return days_of(text, today)


def days_of(value: str, today: date) -> tuple[date, date]:
    """The first and the last day of a canonical value that is no bare distance."""
    if is_span(value):
        day = span_day(value.lstrip("+-"), today, -1 if value[0] == "-" else 1)
        return day, day
    if value in WORDS:
        return word_days(value, today)
    year, month, on = (int(part) if part else 0 for part in f"{value}--".split("-")[:3])
    if on:
        return date(year, month, on), date(year, month, on)
    if month:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


def word_days(word: str, today: date) -> tuple[date, date]:
    if word == "overdue":
        return date.min, shifted(today, -1)
    which, _, stretch = word.partition("-")
    if not stretch:
        day = shifted(today, {"yesterday": -1, "today": 0, "tomorrow": 1}[word])
        return day, day
    by = {"last": -1, "this": 0, "next": 1}[which]
    if stretch == "week":
        monday = shifted(today, 7 * by - today.weekday())
        return monday, shifted(monday, 6)
    if stretch == "month":
        first = months_on(today.replace(day=1), by)
        return first, first.replace(day=monthrange(first.year, first.month)[1])
    year = min(max(today.year + by, 1), LAST_YEAR)
    return date(year, 1, 1), date(year, 12, 31)


def span_day(span: str, today: date, way: int) -> date:
    """The day that lies so far from today, ahead (1) or back (-1). A month from 31 January ends in February."""
    number, unit = int(span[:-1]) * way, span[-1]
    if unit in "dw":
        return shifted(today, number * (7 if unit == "w" else 1))
    return months_on(today, number * (12 if unit == "y" else 1))


def months_on(day: date, months: int) -> date:
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(min(max(total, 12), LAST_YEAR * 12 + 11), 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shifted(day: date, by: int) -> date:
    """Days on or back, at most to the ends of the calendar."""
    ordinal = min(max(day.toordinal() + by, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(ordinal)
