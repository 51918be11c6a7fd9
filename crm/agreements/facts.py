"""The record of an agreement as the facts that its dates and its status are computed from (TERMS.md 9)."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from crm.agreements.marks import Mark
from crm.agreements.terms.agreement import (
    Agreement,
    Condition,
    Marks,
    Notice,
    RenewalRule,
)
from crm.agreements.terms.ends import Length, Until, end_of
from crm.agreements.terms.notices import NoticeRule
from crm.agreements.terms.supplements import Supplement
from crm.values.calendars import working_days_of
from crm.values.enums import DayRoll, MarkKind, NoticeRoll, Renewal
from crm.values.span import Span, span_of
from crm.values.workdays import Places

if TYPE_CHECKING:  # the queries themselves compute with these facts
    from crm.agreements.queries.rows import AgreementRow, NoticeRow, TermsRow, VersionRow

ROLLS = {NoticeRoll.KEEP: DayRoll.NONE, NoticeRoll.PRECEDING: DayRoll.PRECEDING}


def facts_of(row: "AgreementRow") -> Agreement:
    """What the book knows of the agreement. Its first version gives the terms, the signed later ones move the end."""
    first, *later = row.versions
    terms = first.terms
    return Agreement(
        parties=tuple(str(party.id) for party in row.parties),
        marks=marks_of(first.marks),
        requires=row.requires,
        copy=first.copy_on,
        review_from=row.in_review_on,
        effective=terms.effective_on,
        condition=Condition(row.condition_met_on) if row.condition else None,
        term=length_of(terms),
        first_day=terms.first_day,
        renewal=renewal_of(terms),
        notice=notice_rule(terms),
        late=terms.late_notice,
        window_days=terms.window_days,
        notices=tuple(notice for given in row.notices if (notice := notice_of(given)) is not None),
        supplements=tuple(supplement_of(version) for version in later if version.signed_on),
        void_from=row.void_on,
        receipt=places_of(terms),
    )


def marks_of(marks: Iterable[Mark]) -> dict[str, Marks]:
    """By party, as the core names them."""
    days: dict[str, dict[MarkKind, date]] = {}
    for mark in marks:
        days.setdefault(str(mark.party_id), {})[mark.kind] = mark.marked_on
    return {party: Marks(made.get(MarkKind.SIGNATURE), made.get(MarkKind.SEAL)) for party, made in days.items()}


def length_of(terms: "TermsRow") -> Length | None:
    """None: without an end."""
    return Until(terms.last_day) if terms.last_day else span_of(terms.term)


def renewal_of(terms: "TermsRow") -> RenewalRule | None:
    if terms.renewal is Renewal.NONE:
        return None
    return RenewalRule(span_of(terms.renewal_term) or Span(), terms.renewal is Renewal.AUTOMATIC, terms.renewal_limit)


def notice_rule(terms: "TermsRow") -> NoticeRule | None:
    span = span_of(terms.notice)
    return None if span is None else NoticeRule(span, terms.clear_days, terms.notice_count, ROLLS[terms.notice_roll])


def notice_of(row: "NoticeRow") -> Notice | None:
    """None while it was not received: what is only sent changes nothing. A named last day is kept as a note."""
    if row.received_on is None:
        return None
    return Notice(row.kind, row.received_on, row.known_on, cure=span_of(row.cure), cured=row.cured_on)


def supplement_of(version: "VersionRow") -> Supplement:
    """An amendment, by the day it works and the day the book knew it."""
    known = version.known_on or version.signed_on or date.max
    return Supplement(version.amends_on or known, known, end_of_terms(version.terms))


def end_of_terms(terms: "TermsRow") -> date | None:
    """The last day that an amendment's terms name, counted from the agreement's own start."""
    length = length_of(terms)
    if isinstance(length, Until):
        return length.last
    if length is None or terms.effective_on is None:
        return None
    return end_of(terms.effective_on, length, terms.first_day).last


def places_of(terms: "TermsRow") -> Places:
    """The calendars of the places of delivery."""
    return tuple(working_days_of(place) for place in terms.places)
