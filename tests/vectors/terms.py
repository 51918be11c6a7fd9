"""The operations of `terms.json`: TERMS.md 14. Inputs by the names of the format."""

from collections.abc import Mapping

from crm.agreements.terms.endings import AfterCure, EndOf, cure_outcome, survives_until
from crm.agreements.terms.endings import termination_date as last_by_notice
from crm.agreements.terms.ends import Length, Until, end_of
from crm.agreements.terms.instants import end_instant as end_of_day
from crm.agreements.terms.notices import MARGIN, NoticeDate, NoticeRule
from crm.agreements.terms.notices import last_safe_day as safe_day
from crm.agreements.terms.notices import notice_date as latest_notice
from crm.agreements.terms.obligations import Due, due_again, due_by, due_on_nth, due_within
from crm.agreements.terms.outcomes import notice_outcome as outcome_of
from crm.agreements.terms.payment import EndOfMonth, From, PaymentDue, PaymentTerms
from crm.agreements.terms.payment import payment_due as due_of_payment
from crm.agreements.terms.protection import Extension, protection_of
from crm.agreements.terms.renewals import Renewals
from crm.agreements.terms.supplements import Supplement
from crm.agreements.terms.supplements import end_as_known as known_end
from crm.values.enums import DayRoll, FirstDay, LateNotice, NoticeCount
from crm.values.recurrence import rule_of
from crm.values.span import MonthEnd
from crm.values.span import add_months as months_added
from crm.values.workdays import rolled
from tests.vectors.agreement import status
from tests.vectors.shapes import Operation, Plain, calendars, choice, day, day_or_none, roll, span


def add_months(date: str, months: int, month_end: str = "clamp") -> Plain:
    return months_added(day(date), months, choice(MonthEnd, month_end))


def length(term: Mapping[str, Plain]) -> Length:
    return Until(day(term["until"])) if "until" in term else span(term)


def end_date(start: str, term: Mapping[str, Plain], first_day: str = "counted") -> Plain:
    return end_of(day(start), length(term), choice(FirstDay, first_day)).last


def end_instant(date: str, zone: str) -> Plain:
    return end_of_day(day(date), zone)


def renewals(
    start: str,
    initial: Mapping[str, Plain],
    renewal: Mapping[str, int] | None,
    limit: int | None = None,
    first_day: str = "counted",
) -> Renewals:
    renewed = None if renewal is None else span(renewal)
    return Renewals(day(start), length(initial), renewed, limit, choice(FirstDay, first_day))


def renewal_dates(count: int, **terms: Plain) -> Plain:
    return [[term.first, term.last] for term in renewals(**terms).first_terms(count)]


def rule(
    notice: Mapping[str, int],
    clear_days: bool = False,
    count: str = "forward",
    roll_to: str | None = None,
) -> NoticeRule:
    return NoticeRule(span(notice), clear_days, choice(NoticeCount, count), roll(roll_to, DayRoll.NONE))


def notice(end: str, calendars_given: Plain = None, start: str | None = None, **said: Plain) -> NoticeDate:
    said["roll_to"] = said.pop("roll", None)
    return latest_notice(day(end), rule(**said), calendars(calendars_given), start=day_or_none(start))


def notice_date(**given: Plain) -> Plain:
    return notice(calendars_given=given.pop("calendars", None), **given).day


def last_safe_day(margin: int = MARGIN, **given: Plain) -> Plain:
    tables = given.pop("calendars", None)
    found = safe_day(notice(calendars_given=tables, **given), margin, calendars(tables))
    return {"notice_date": found.notice.day, "last_safe_day": found.day}


def notice_outcome(
    received: str,
    notice: Mapping[str, int],
    late: str = "void",
    clear_days: bool = False,
    count: str = "forward",
    roll: str | None = None,
    calendars: Plain = None,
    **terms: Plain,
) -> Plain:
    said = rule(notice, clear_days, count, roll)
    found = outcome_of(
        renewals(**terms), said, day(received), late=choice(LateNotice, late), receipt=tables_of(calendars)
    )
    return {
        "term": found.term.number,
        "notice_date": found.notice.day,
        "in_time": found.in_time,
        "ends": found.ends,
        "next_notice_date": found.again_by and found.again_by.day,
    }


tables_of = calendars


def termination_date(
    received: str, notice: Mapping[str, int], to: str | None = None, clear_days: bool = False, calendars: Plain = None
) -> Plain:
    end = None if to is None else choice(EndOf, to)
    return last_by_notice(day(received), span(notice), to=end, clear_days=clear_days, places=tables_of(calendars)).last


def cure(
    received: str,
    cure: Mapping[str, int],
    cured: str | None = None,
    after_cure: str = "automatic",
    second_received: str | None = None,
    calendars: Plain = None,
) -> Plain:
    found = cure_outcome(
        day(received),
        span(cure),
        cured=day_or_none(cured),
        after_cure=choice(AfterCure, after_cure),
        second_received=day_or_none(second_received),
        places=tables_of(calendars),
    )
    return {"cure_until": found.until, "ends": found.ends}


def survival(last_day: str, clauses: list[Mapping[str, Plain]]) -> Plain:
    return {
        clause["clause"]: survives_until(day(last_day), None if clause["period"] is None else span(clause["period"]))
        for clause in clauses
    }


def end_as_known(end: str | None, amendments: list[Mapping[str, Plain]], known: list[str]) -> Plain:
    supplements = [Supplement(day(one["effective"]), day(one["known"]), day_or_none(one["end"])) for one in amendments]
    return [known_end(day_or_none(end), supplements, day(on)).end for on in known]


def roll_date(date: str, convention: str, calendars: Plain = None) -> Plain:
    return rolled(day(date), roll(convention), tables_of(calendars)).due


def due_date(
    event: str | None = None,
    within: Mapping[str, int] | None = None,
    month: str | None = None,
    nth_working_day: int | None = None,
    on: str | None = None,
    before: bool = False,
    roll: str | None = None,
    calendars: Plain = None,
) -> Plain:
    how = {"roll": roll_of(roll), "places": tables_of(calendars)}
    if month is not None:
        assert nth_working_day is not None
        first = day(f"{month}-01")
        return dates(due_on_nth(first.year, first.month, nth_working_day, **how))
    if within is not None:
        return dates(due_within(day_or_none(event), span(within), **how))
    return dates(None if on is None else due_by(day(on), before=before, **how))


roll_of = roll


def dates(due: Due | PaymentDue | None) -> Plain:
    return {"unmoved": due and due.unmoved, "due": due and due.due}


def due_dates(start: str, rule: str, roll: str | None = None, calendars: Plain = None) -> Plain:
    found = due_again(day(start), rule_of(rule), roll=roll_of(roll), places=tables_of(calendars))
    return [[due.unmoved, due.due] for due in found]


def payment_due(
    bases: Mapping[str, str | None],
    terms: Mapping[str, Plain],
    roll: str | None = None,
    calendars: Plain = None,
    **rest: str,
) -> Plain:
    start = rest.pop("from", "latest")
    assert not rest, rest
    found = due_of_payment(
        {name: day_or_none(base) for name, base in bases.items()},
        payment_terms(**{name: value for name, value in terms.items() if value is not None}),
        start=choice(From, start),
        roll=roll_of(roll),
        places=tables_of(calendars),
    )
    return dates(found)


def payment_terms(
    end_of_month: str | None = None,
    day: int | None = None,
    months_ahead: int = 0,
    cutoff: int | None = None,
    **period: int,
) -> PaymentTerms:
    end = None if end_of_month is None else choice(EndOfMonth, end_of_month)
    return PaymentTerms(span(period), end, day, months_ahead, cutoff)


def protection(
    registered: str,
    period: Mapping[str, int],
    extensions: list[Mapping[str, Plain]] | None = None,
    on: list[str] | None = None,
    calendars: Plain = None,
) -> Plain:
    asked = [Extension(day(one["asked"]), span(one["period"])) for one in extensions or []]
    found = protection_of(day(registered), span(period), asked, places=tables_of(calendars))
    return {"until": found.until, "protected": [found.protects(day(each)) for each in on or []]}


OPERATIONS: dict[str, Operation] = {
    "add_months": add_months,
    "end_date": end_date,
    "end_instant": end_instant,
    "renewal_dates": renewal_dates,
    "notice_date": notice_date,
    "last_safe_day": last_safe_day,
    "notice_outcome": notice_outcome,
    "termination_date": termination_date,
    "cure": cure,
    "survival": survival,
    "end_as_known": end_as_known,
    "status": status,
    "roll": roll_date,
    "due_date": due_date,
    "due_dates": due_dates,
    "payment_due": payment_due,
    "protection": protection,
}
