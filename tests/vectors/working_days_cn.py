"""The operations of `working_days_cn.json`, over the Chinese table that comes with the program."""

from collections.abc import Mapping

from crm.values.calendars import shipped
from crm.values.enums import DayRoll
from crm.values.workdays import add_working_days, is_working_day, nth_working_day, rolled
from tests.vectors.shapes import Operation, Plain, choice, day

ROLLS = ("following", "preceding", "modified_following", "modified_preceding", "nearest")
INPUTS = ("date", "year", "month", "n")
ABOUT = ("id", "op", "source", "weekday")


def given(example: Mapping[str, Plain]) -> Mapping[str, Plain]:
    return {name: example[name] for name in INPUTS if name in example}


def expected(example: Mapping[str, Plain]) -> Plain:
    """One date, or of a roll all the fields that are no input."""
    if "expected" in example:
        return example["expected"]
    return {name: value for name, value in example.items() if name not in (*INPUTS, *ABOUT)}


def roll(date: str) -> Plain:
    china = [shipped("CN")]
    moved = {name: rolled(day(date), choice(DayRoll, name), china).due for name in ROLLS}
    return {"workday": is_working_day(day(date), china), **moved}


def nth_workday(year: int, month: int, n: int) -> Plain:
    return nth_working_day(year, month, n, [shipped("CN")]).day


def add_workdays(date: str, n: int) -> Plain:
    return add_working_days(day(date), n, [shipped("CN")]).day


OPERATIONS: dict[str, Operation] = {"roll": roll, "nth_workday": nth_workday, "add_workdays": add_workdays}
