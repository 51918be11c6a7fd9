"""The `agreement` of the operation `status`: TERMS.md 14."""

from collections.abc import Mapping
from datetime import datetime

from crm.agreements.terms.agreement import AgreedEnd, Agreement, Condition, Marks, Notice, RenewalRule
from crm.agreements.terms.endings import AfterCure, EndOf
from crm.agreements.terms.ends import Until
from crm.agreements.terms.instants import day_at
from crm.agreements.terms.notices import NoticeRule
from crm.agreements.terms.status import status_on
from crm.agreements.terms.supplements import Supplement
from crm.values.enums import DayRoll, FirstDay, LateNotice, MarksRequired, NoticeCount, NoticeType
from tests.vectors.shapes import Plain, calendars, choice, day, day_or_none, roll, span


def status(
    agreement: Mapping[str, Plain],
    on: list[str] | None = None,
    now: str | None = None,
    zone: str | None = None,
    known: str | list[str] | None = None,
    calendars: Plain = None,
) -> Plain:
    if on is None:
        assert now is not None and zone is not None
        days = [day_at(datetime.fromisoformat(now), zone)]
    else:
        days = [day(each) for each in on]
    facts = agreement_of(tables=calendars, **agreement)
    knowledge = known if isinstance(known, list) else [known] * len(days)
    return [
        status_on(facts, each, day_or_none(when)).value.replace("-", "_")
        for each, when in zip(days, knowledge, strict=True)
    ]


def agreement_of(
    parties: list[str],
    signatures: Mapping[str, Mapping[str, str]] | None = None,
    copy: str | None = None,
    requires: str = "either",
    review_from: str | None = None,
    effective: str | None = None,
    term: Mapping[str, Plain] | None = None,
    first_day: str = "counted",
    renewal: Mapping[str, Plain] | None = None,
    notice: Mapping[str, int] | None = None,
    clear_days: bool = False,
    count: str = "forward",
    roll_to: str | None = None,
    late: str = "void",
    window_days: int = 90,
    notices: list[Mapping[str, Plain]] | None = None,
    agreed_end: Mapping[str, str] | None = None,
    amendments: list[Mapping[str, Plain]] | None = None,
    void_from: str | None = None,
    tables: Plain = None,
    **condition: str | None,
) -> Agreement:
    conditional = "condition_met" in condition
    met = condition.pop("condition_met", None)
    how = roll(condition.pop("roll", None), DayRoll.NONE)
    places = calendars(condition.pop("calendars", None) or tables)
    assert not condition, condition
    return Agreement(
        parties=tuple(parties),
        marks={party: marks(**given) for party, given in (signatures or {}).items()},
        requires=choice(MarksRequired, requires),
        copy="reason" if copy == "reason" else day_or_none(copy),
        review_from=day_or_none(review_from),
        effective=day_or_none(effective),
        condition=Condition(day_or_none(met)) if conditional else None,
        term=None if term is None else Until(day(term["until"])) if "until" in term else span(term),
        first_day=choice(FirstDay, first_day),
        renewal=None if renewal is None else renewal_of(**renewal),
        notice=None if notice is None else NoticeRule(span(notice), clear_days, choice(NoticeCount, count), how),
        late=choice(LateNotice, late),
        window_days=window_days,
        notices=tuple(notice_of(**given) for given in notices or []),
        agreed_end=None if agreed_end is None else agreed(**agreed_end),
        supplements=tuple(supplement(**given) for given in amendments or []),
        void_from=day_or_none(void_from),
        receipt=places,
    )


def marks(signature: str | None = None, seal: str | None = None) -> Marks:
    return Marks(day_or_none(signature), day_or_none(seal))


def renewal_of(term: Mapping[str, int], automatic: bool = True, limit: int | None = None) -> RenewalRule:
    return RenewalRule(span(term), automatic, limit)


def notice_of(
    type: str,
    received: str,
    known: str | None = None,
    to: str | None = None,
    cure: Mapping[str, int] | None = None,
    cured: str | None = None,
    after_cure: str = "automatic",
    second_received: str | None = None,
) -> Notice:
    return Notice(
        choice(NoticeType, type),
        day(received),
        day_or_none(known),
        None if to is None else choice(EndOf, to),
        None if cure is None else span(cure),
        day_or_none(cured),
        choice(AfterCure, after_cure),
        day_or_none(second_received),
    )


def agreed(last_day: str, known: str | None = None) -> AgreedEnd:
    return AgreedEnd(day(last_day), day(known or last_day))


def supplement(effective: str, end: str | None, known: str | None = None) -> Supplement:
    return Supplement(day(effective), day(known or effective), day_or_none(end))
