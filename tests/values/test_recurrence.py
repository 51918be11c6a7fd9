"""Only what calendars elsewhere read alike is a rule; what would hang is refused at the door."""

import pytest

from crm.values import Refused
from crm.values.recurrence import rule_of


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=DAILY;INTERVAL=2;COUNT=3",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20271231",
        "freq=monthly;byday=-1fr",
        "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28",
    ],
)
def test_a_rule_of_the_subset_is_read(text: str) -> None:
    assert rule_of(text).text == text.upper().removeprefix("RRULE:")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0"),
        ("FREQ=SECONDLY", "FREQ=SECONDLY"),
        ("INTERVAL=2", "FREQ="),
        ("FREQ=DAILY;COUNT=2;UNTIL=20270101", "UNTIL=20270101"),
        ("FREQ=DAILY;UNTIL=20270230", "UNTIL=20270230"),
        ("FREQ=DAILY;UNTIL=20270101T000000Z", "UNTIL=20270101T000000Z"),
        ("FREQ=WEEKLY;BYDAY=1MO", "BYDAY=1MO"),
        ("FREQ=MONTHLY;BYDAY=5FR", "BYDAY=5FR"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "BYMONTHDAY=1,15"),
        ("FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2", "BYMONTH=2"),
        ("FREQ=MONTHLY;BYDAY=1FR;BYSETPOS=-1", "BYSETPOS=-1"),
        ("FREQ=YEARLY;BYWEEKNO=20", "BYWEEKNO=20"),
        ("FREQ=YEARLY;BYMONTHDAY=3", "FREQ=YEARLY"),
    ],
)
def test_a_part_outside_the_subset_is_named(text: str, part: str) -> None:
    with pytest.raises(Refused) as refused:
        rule_of(text)

    problem = refused.value.problems[0]
    assert (problem.code, problem.values["part"]) == ("recurrence-not-portable", part)


@pytest.mark.parametrize("text", ["", "every Monday", "FREQ=DAILY;FREQ=WEEKLY", "FREQ=DAILY;COUNT="])
def test_what_is_no_rule_is_said_to_be_none(text: str) -> None:
    with pytest.raises(Refused) as refused:
        rule_of(text)

    assert refused.value.problems[0].code == "recurrence-unreadable"
