"""The record of an agreement as the facts that its dates and its status are computed from (TERMS.md 9)."""

from collections.abc import Iterable, Iterator
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


def facts_of(row: "AgreementRow", on: date = date.max, known: date | None = None) -> Agreement:
    """What the book knows of the agreement, with the terms in force on a day, as known on one; else the last ones.

    Its first version gives the start and the first term; amendments move the end, and may change the rest.
    """
    first = row.versions[0]
    terms = version_in_force(row, on, known).terms
    return Agreement(
        parties=tuple(str(party.id) for party in row.parties),
        marks=marks_of(first.marks),
        requires=row.requires,
        copy=first.copy_on,
        review_from=row.in_review_on,
        effective=first.terms.effective_on,
        condition=Condition(row.condition_met_on) if row.condition else None,
        term=length_of(first.terms),
        first_day=first.terms.first_day,
        renewal=renewal_of(terms),
        notice=notice_rule(terms),
        late=terms.late_notice,
        window_days=terms.window_days,
        notices=tuple(notice for given in row.notices if (notice := notice_of(given)) is not None),
        supplements=tuple(supplements_of(row)),
        void_from=row.void_on,
        receipt=places_of(terms),
    )


def version_in_force(row: "AgreementRow", on: date, known: date | None = None) -> "VersionRow":
    """The version whose terms hold on a day, as known on one, else on the day itself. The first before any amendment.

    Of several that work by then the one that works from the latest day; of the same day the one known later.
    """
    seen = on if known is None else known
    working = [one for one in amendments_of(row) if works_from(one) <= on and known_from(one) <= seen]
    return max(working, key=lambda one: (works_from(one), known_from(one), one.number), default=row.versions[0])


def amendments_of(row: "AgreementRow") -> list["VersionRow"]:
    """Those that are signed."""
    return [version for version in row.versions[1:] if version.signed_on is not None]


def known_from(version: "VersionRow") -> date:
    """An amendment is known once it is signed, or when we came to know it after that."""
    days = [day for day in (version.known_on, version.signed_on) if day is not None]
    return max(days, default=date.max)


def works_from(version: "VersionRow") -> date:
    return version.amends_on or known_from(version)


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


def supplements_of(row: "AgreementRow") -> Iterator[Supplement]:
    """The amendments that say another length than the version before them: the others move no end (TERMS.md 7)."""
    before = row.versions[0].terms
    for version in amendments_of(row):
        terms = version.terms
        if length_said(terms) != length_said(before):
            yield Supplement(works_from(version), known_from(version), end_of_terms(terms, start_of(row, terms)))
        before = terms


def start_of(row: "AgreementRow", terms: "TermsRow") -> date | None:
    """From when a length counts: the day of these terms, else of the first ones, else of the signing; as in TERMS.md 9
    the day on which the condition was met, if that came later."""
    start = terms.effective_on or row.versions[0].terms.effective_on or row.versions[0].signed_on
    met = row.condition_met_on if row.condition else None
    return start if start is None or met is None else max(start, met)


def length_said(terms: "TermsRow") -> tuple[object, ...]:
    return terms.effective_on, terms.term, terms.last_day, terms.first_day


def end_of_terms(terms: "TermsRow", start: date | None) -> date | None:
    """The last day that an amendment's terms name, counted from the agreement's own start. None: without an end."""
    length = length_of(terms)
    if isinstance(length, Until):
        return length.last
    if length is None or start is None:
        return None
    return end_of(start, length, terms.first_day).last


def places_of(terms: "TermsRow") -> Places:
    """The calendars of the places of delivery."""
    return tuple(working_days_of(place) for place in terms.places)
