"""Lengths of time as registers write them: 24 months, 24个月, 两年, 1年6个月, 提前90日, 10 working days."""

import re
import unicodedata

from crm.values import Refused
from crm.values.span import Span

UNITS = (
    ("working_days", r"个?工作日|working days?|business days?"),
    ("years", r"周年|年|years?|yrs?|y"),
    ("months", r"个?月|months?|mos?|m"),
    ("weeks", r"个?星期|周|weeks?|wks?|w"),
    ("days", r"个?自然日|日历日|日|天|calendar days?|days?|d"),
)
ENGLISH = {
    word: number
    for number, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1)
} | {"twelve": 12, "thirty": 30, "sixty": 60, "ninety": 90}
DIGITS = {sign: number for number, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
COUNT = rf"\d{{1,4}}(?:\.5)?|半|[{''.join(DIGITS)}十百]+|{'|'.join(ENGLISH)}"
PART = re.compile(
    rf"(?P<count>{COUNT})\s*-?\s*(?:{'|'.join(f'(?P<{name}>{words})' for name, words in UNITS)})(?![a-z])"
)
ENDLESS = re.compile(r"长期|无固定期限|不定期|无期限|永久|evergreen|indefinite|open[- ]ended|no end|unlimited")
LONGEST_YEARS = 200


def is_endless(text: str) -> bool:
    """Whether it says that there is no end."""
    return ENDLESS.search(plain(text)) is not None


def read_length(text: str, unit: str = "") -> Span | None:
    """The length that the text names; a bare number counts in `unit`. None where there is none, or it makes no sense.

    >>> read_length("提前三个月书面通知")
    Span(years=0, months=3, weeks=0, days=0, working_days=0)
    """
    words = plain(text)
    if unit and re.fullmatch(r"\d{1,4}", words):
        return span(**{unit: int(words)})
    counts: dict[str, int] = {}
    for part in PART.finditer(words):
        name = next(name for name, _ in UNITS if part[name])
        months = half(part["count"], name)
        if months is not None:
            counts["months"] = counts.get("months", 0) + months
        elif name in counts or "." in part["count"] or part["count"] == "半":
            return None
        else:
            counts[name] = number(part["count"])
    return span(**counts) if counts else None


def unit_of(header: str) -> str:
    """The unit that a header gives to bare numbers: 期限（月）, Notice (days)."""
    words = plain(header)
    found = re.search(r"\(\s*(?:in\s+)?(.+?)\s*\)\s*$|[,/ ](\w+)$", words)
    said = (found[1] or found[2] or "") if found else ""
    return next((name for name, units in UNITS if re.fullmatch(units, said)), "")


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def half(count: str, unit: str) -> int | None:
    """半年 is 6 months, 1.5 years 18; None where no half is said of a year."""
    if unit != "years" or not (count == "半" or count.endswith(".5")):
        return None
    return 6 if count == "半" else 12 * int(count.partition(".")[0]) + 6


def number(count: str) -> int:
    if count in ENGLISH:
        return ENGLISH[count]
    return int(count) if count.isdecimal() else chinese(count)


def chinese(count: str) -> int:
    """九十 is 90, 二十四 24, 一百八十 180."""
    hundreds, mark, rest = count.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    value = 100 * (DIGITS.get(hundreds, 1) if mark else 0)
    if ten:
        return value + 10 * DIGITS.get(tens.lstrip("零"), 1) + DIGITS.get(ones, 0)
    return value + DIGITS.get(rest.lstrip("零") or "零", 0)


def span(**counts: int) -> Span | None:
    """None for a mixture that no calendar counts, nothing at all, or a year taken for a number of years."""
    if counts.get("years", 0) > LONGEST_YEARS:
        return None
    try:
        return Span(**counts) or None
    except Refused:
        return None
