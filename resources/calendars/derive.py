"""Makes the tables of this folder: `python resources/calendars/derive.py`. Needs chinesecalendar and lunar-python.

CN.csv: the State Council's notices as chinesecalendar (MIT) has them, *decided*; for the years after, the statutory
days alone (元旦 1, 春节 4, 清明 1, 劳动节 2, 端午 1, 中秋 1, 国庆 3), *expected* until the notice comes. CALENDAR.md.
"""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path

from chinese_calendar.constants import Holiday, holidays, workdays
from lunar_python import Lunar

FOLDER = Path(__file__).parent
FIRST, LAST_DECIDED, LAST_EXPECTED = 2004, 2026, 2036
NAMES = {
    Holiday.new_years_day: "new-year",
    Holiday.spring_festival: "spring-festival",
    Holiday.tomb_sweeping_day: "tomb-sweeping",
    Holiday.labour_day: "labour-day",
    Holiday.dragon_boat_festival: "dragon-boat",
    Holiday.mid_autumn_festival: "mid-autumn",
    Holiday.national_day: "national-day",
    Holiday.anti_fascist_70th_day: "victory-day",
}
BY_VALUE = {holiday.value: name for holiday, name in NAMES.items()}
STATUTE = "State Council decree 795 (2024)"

Row = tuple[date, str, str, str, str]


def decided() -> Iterator[Row]:
    source = f"State Council notices, chinesecalendar {version('chinesecalendar')}"
    for kind, days in (("off", holidays), ("work", workdays)):
        for day, holiday in days.items():
            if FIRST <= day.year <= LAST_DECIDED:
                yield day, kind, BY_VALUE[holiday], source, "decided"


def expected(year: int) -> Iterator[Row]:
    new_year = lunar(year, 1, 1)
    festivals = {
        "new-year": [date(year, 1, 1)],
        "spring-festival": [new_year + timedelta(days=away) for away in range(-1, 3)],
        "tomb-sweeping": [qingming(year)],
        "labour-day": [date(year, 5, 1), date(year, 5, 2)],
        "dragon-boat": [lunar(year, 5, 5)],
        "mid-autumn": [lunar(year, 8, 15)],
        "national-day": [date(year, 10, number) for number in (1, 2, 3)],
    }
    for name, days in festivals.items():
        for day in days:
            yield day, "off", name, STATUTE, "expected"


def lunar(year: int, month: int, number: int) -> date:
    solar = Lunar.fromYmd(year, month, number).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def qingming(year: int) -> date:
    solar = Lunar.fromYmd(year, 2, 1).getJieQiTable()["清明"]
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def main() -> None:
    rows = [*decided(), *(row for year in range(LAST_DECIDED + 1, LAST_EXPECTED + 1) for row in expected(year))]
    once = {(day, kind): (day, kind, *rest) for day, kind, *rest in sorted(rows, reverse=True)}
    with (FOLDER / "CN.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("date", "kind", "name", "source", "status"))
        writer.writerows(sorted(once.values()))


if __name__ == "__main__":
    main()
