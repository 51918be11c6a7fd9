"""Dates in words, as DESIGN.md sets them. Own tables: importing babel would cost the first paint 60 ms."""

from datetime import date

from crm.values.enums import Language

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
HAN_DAYS = "一二三四五六日"

FORMATS = ("short", "weekday", "medium", "full", "month", "long", "title", "iso")


def day(on: date, language: Language, form: str = "medium") -> str:
    """8 Sep · Wed 23 Sep · 8 Sep 2026 · Tue 22 Sep 2026 · Mar 2025 · 20 October 2026 · Tuesday, 22 September."""
    if form == "iso":
        return on.isoformat()
    return (english if language is Language.ENGLISH else chinese)(on, form)


def english(on: date, form: str) -> str:
    month, name = MONTHS[on.month - 1], DAYS[on.weekday()]
    return {
        "short": f"{on.day} {month[:3]}",
        "weekday": f"{name[:3]} {on.day} {month[:3]}",
        "medium": f"{on.day} {month[:3]} {on.year}",
        "full": f"{name[:3]} {on.day} {month[:3]} {on.year}",
        "month": f"{month[:3]} {on.year}",
        "long": f"{on.day} {month} {on.year}",
        "title": f"{name}, {on.day} {month}",
    }[form]


def chinese(on: date, form: str) -> str:
    name = HAN_DAYS[on.weekday()]
    return {
        "short": f"{on.month}月{on.day}日",
        "weekday": f"{on.month}月{on.day}日 周{name}",
        "medium": f"{on.year}年{on.month}月{on.day}日",
        "full": f"{on.year}年{on.month}月{on.day}日 周{name}",
        "month": f"{on.year}年{on.month}月",
        "long": f"{on.year}年{on.month}月{on.day}日",
        "title": f"{on.month}月{on.day}日 星期{name}",
    }[form]
