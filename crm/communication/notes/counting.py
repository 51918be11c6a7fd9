"""Counting from a day: the next Friday, two months on, the end of a quarter; and numbers in words."""

from datetime import date, timedelta

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
HAN_DAYS = "一二三四五六日"
HAN_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九十")} | {"两": 2}
ENGLISH_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def weekday_number(name: str) -> int:
    return WEEKDAYS.index(name[:3].lower())


def month_of(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1


def next_such(month: int, number: int, year: str | None, day: date) -> date:
    if year:
        return date(int(year), month, number)
    this_year = date(day.year, month, number)
    return this_year if this_year >= day else date(day.year + 1, month, number)


def next_weekday(number: int, day: date) -> date:
    return day + timedelta((number - day.weekday() - 1) % 7 + 1)


def weekday_of_week(number: int, weeks: int, day: date) -> date:
    return day + timedelta(number - day.weekday() + 7 * weeks)


def end_of(what: str, ahead: int, day: date) -> date:
    if what == "week":
        return weekday_of_week(4, ahead, day)  # its last working day
    if what == "year":
        return date(day.year + ahead, 12, 31)
    months = ahead if what == "month" else 2 - (day.month - 1) % 3 + 3 * ahead
    return add_months(day.replace(day=1), months + 1) - timedelta(1)


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or that month's last: 31 Jan and one month are 28 Feb."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + month // 11, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(1)).day))


def add_working_days(day: date, number: int) -> date:
    while number:
        day += timedelta(1)
        number -= day.weekday() < 5
    return day


def han_number(text: str) -> int:
    """二十三 is 23, 十 is 10, 5 is 5."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return HAN_DIGITS[text[:1]] if len(text) == 1 else int(text)  # 二三 means "two or three": no number
    return (HAN_DIGITS.get(tens, 0) if tens else 1) * 10 + (HAN_DIGITS.get(ones, 0) if ones else 0)


def english_number(text: str) -> int:
    text = text.lower()
    if text in ("a", "an"):
        return 1
    return ENGLISH_NUMBERS.index(text) + 1 if text in ENGLISH_NUMBERS else int(text)
