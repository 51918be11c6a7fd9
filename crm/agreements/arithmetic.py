"""How the dates of an agreement come about, step by step, as every face says it. No database, no language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crm.agreements.life import Life
from crm.agreements.terms.ends import Until
from crm.agreements.terms.notices import LastSafeDay, NoticeDate
from crm.values import Message
from crm.values.country import Country
from crm.values.enums import DayRoll
from crm.values.workdays import Closing, DayOff

HOLIDAYS = frozenset(
    (
        *("new-year", "spring-festival", "tomb-sweeping", "labour-day", "dragon-boat", "mid-autumn"),
        *("national-day", "victory-day"),
    )
)
"""Those whose names stand in the catalogue; other tables bring names of their own."""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """One computed date. `what` is a code of the catalogue; `remarks` say what else bears on it."""

    what: str
    day: date
    how: Message
    remarks: tuple[Message, ...] = ()


def reckonings(life: Life, places: Sequence[str]) -> tuple[Reckoning, ...]:
    """End of term, notice date and last safe day, in this order; those that there are. `places`: of delivery."""
    steps = [end_of_term(life)]
    if life.notice is not None:
        steps.append(notice(life.notice))
    if life.last_safe is not None:
        steps.append(last_safe(life.last_safe, places))
    return tuple(step for step in steps if step is not None)


def end_of_term(life: Life) -> Reckoning | None:
    if life.end is None:
        return None
    end, present = life.end, life.present
    last = present.last if present else end.last
    values = {"start": end.start, "end": last}
    if present is not None and present.number:
        how = Message("reckoning.renewed", {"n": present.number, "from": present.first, "end": last})
    elif last != end.last:
        how = Message("reckoning.moved-end", {**values, "was": end.last})
    elif isinstance(end.length, Until):
        how = Message("reckoning.last-day", values)
    else:
        how = Message("reckoning.length", {**values, "term": end.length})
    remarks: tuple[Message, ...] = ()
    if end.otherwise is not None and end.otherwise != last and last == end.last:
        counted = Message(f"first-day.{end.first_day.value}")
        remarks = (Message("reckoning.first-day", {"counted": counted, "otherwise": end.otherwise}),)
    return Reckoning("reckoning.end-of-term", last, how, remarks)


def notice(found: NoticeDate) -> Reckoning:
    how = Message("reckoning.notice", {"end": found.end, "notice": found.rule.span})
    remarks = []
    if found.rule.clear_days:
        remarks.append(Message("reckoning.clear-days"))
    if found.otherwise is not None:
        remarks.append(Message(f"reckoning.count-{found.rule.count.value}", {"otherwise": found.otherwise}))
    if found.day != found.counted:
        remarks.append(Message("reckoning.moved-back", {"from": found.counted, "why": days_off(found.skipped)}))
    elif found.rule.roll is DayRoll.NONE and found.skipped:
        remarks.append(Message("reckoning.without", {"days": days_off(found.skipped)}))
    return Reckoning("reckoning.notice-date", found.day, how, tuple(remarks))


def last_safe(found: LastSafeDay, places: Sequence[str]) -> Reckoning:
    how = Message(
        "reckoning.margin",
        {"notice": found.notice.day, "n": found.margin, "places": [Country(code) for code in places]},
    )
    remarks = []
    if found.skipped:
        remarks.append(Message("reckoning.without", {"days": days_off(found.skipped)}))
    if found.expected:
        remarks.append(Message("reckoning.expected"))
    return Reckoning("reckoning.last-safe-day", found.day, how, tuple(remarks))


def days_off(skipped: Sequence[DayOff]) -> list[Message]:
    """Neighbouring days off for the same reason as one stretch, in the order of the calendar."""
    stretches: list[list[DayOff]] = []
    for off in sorted(skipped, key=lambda off: off.day):
        before = stretches[-1][-1] if stretches else None
        if before is not None and off.day - before.day == timedelta(1) and why_off(off) == why_off(before):
            stretches[-1].append(off)
        else:
            stretches.append([off])
    return [stretch_off(days[0].day, days[-1].day, why_off(days[0])) for days in stretches]


def stretch_off(first: date, last: date, why: Message) -> Message:
    if first == last:
        return Message("reckoning.day-off", {"on": first, "why": why})
    return Message("reckoning.days-off", {"from": first, "to": last, "why": why})


def why_off(off: DayOff) -> Message:
    """The holiday where one place has one, else the weekend."""
    holiday = next((closed for closed in off.closed if closed.why is Closing.HOLIDAY), None)
    if holiday is None:
        return Message("reckoning.weekend")
    if holiday.holiday in HOLIDAYS:
        return Message(f"holiday.{holiday.holiday}")
    return Message("reckoning.holiday", {"name": holiday.holiday, "place": Country(holiday.place)})
