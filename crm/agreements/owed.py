"""Obligations as they fall due: each instance with its day and what became of it, as of a day. No database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from crm.agreements.facts import places_of
from crm.agreements.life import Life
from crm.agreements.terms.obligations import Due, due_again, due_by, due_within
from crm.values import Refused
from crm.values.calendars import working_days_of
from crm.values.enums import DutyState, ObligationForm
from crm.values.recurrence import rule_of
from crm.values.span import add_days, span_of
from crm.values.workdays import Places

if TYPE_CHECKING:
    from crm.agreements.queries.rows import AgreementRow, ObligationRow, OutcomeRow, PartyRow, TermsRow, VersionRow

FARTHEST_MOVE = 31
"""Days by which a due date may move back: so far ahead instances are looked for."""

LAST_YEAR = date(9999, 1, 1)


@dataclass(frozen=True, slots=True)
class Duty:
    """One instance of an obligation, whose `uid` stays from version to version.

    `creditor` None: all other parties. `due` None: it waits for its event. `days_late`: while it is open how
    late it is, once it was met how late it was met.
    """

    agreement: "AgreementRow"
    uid: str
    obligation: "ObligationRow"
    debtor: "PartyRow"
    creditor: "PartyRow | None"
    state: DutyState
    due: Due | None
    outcome: "OutcomeRow | None"
    days_late: int

    @property
    def due_on(self) -> date | None:
        return self.due.due if self.due else None

    @property
    def is_ours(self) -> bool:
        return self.debtor.is_home

    @property
    def is_open(self) -> bool:
        return self.state in (DutyState.DUE, DutyState.LATE, DutyState.WAITING)

    @property
    def other(self) -> "PartyRow | None":
        """The first party that it is about and that is not ours."""
        parties = (self.debtor, self.creditor, *self.agreement.parties)
        return next((party for party in parties if party is not None and not party.is_home), None)


def duties_of(
    row: "AgreementRow",
    life: Life,
    uid: str,
    owed: "ObligationRow",
    on: date,
    until: date,
    countries: Mapping[int, str],
) -> Iterator[Duty]:
    """Its instances due by `until`, or that it waits for its event. None of a draft, none of what is void.

    `countries`: where a partner sits, by its id, for the debtor's days off (TERMS.md 8; UNIDROIT art. 1.12).
    """
    stretch, debtor = stretch_of(row, owed.version_id), row.party(owed.debtor_id)
    if stretch is None or debtor is None or row.void_on is not None or life.standing is None:
        return
    terms = stretch.version.terms
    places = calendar_of(countries.get(debtor.partner_id, ""), terms)
    if owed.form is not ObligationForm.RECURRING and owed.due_on is None and owed.event_on is None:
        if stretch.first <= on <= stretch.last:
            yield duty(row, uid, owed, debtor, None, on)
        return
    reach = add_days(until, FARTHEST_MOVE) if until < LAST_YEAR else until
    ends = [day for day in (reach, life.last_day, stretch.last) if day is not None]
    for due in instances(owed, terms, places, min(ends)):
        if stretch.first <= due.unmoved <= stretch.last and due.due <= until:
            yield duty(row, uid, owed, debtor, due, on)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days on which what a version promises falls due."""

    version: "VersionRow"
    first: date
    last: date


def stretch_of(row: "AgreementRow", version_id: int) -> Stretch | None:
    """An amendment's promises take the place of those before it, from the day on which it works.

    What fell due before stays due: it does not vanish with the text. None of what is not signed.
    """
    signed = [version for version in row.versions if version.signed_on is not None]
    place = next((at for at, version in enumerate(signed) if version.id == version_id), None)
    if place is None:
        return None
    first = signed[place].amends_on or date.min if place else date.min
    later = [version.amends_on or version.signed_on or date.max for version in signed[place + 1 :]]
    return Stretch(signed[place], first, min(later) - timedelta(1) if later else date.max)


def instances(owed: "ObligationRow", terms: "TermsRow", places: Places, last: date) -> list[Due]:
    """Every instance of it, of a recurring one up to `last`."""
    roll = owed.day_roll or terms.day_roll
    if owed.form is ObligationForm.RECURRING and owed.due_on is not None:
        return due_again(owed.due_on, rule_of(owed.rule), last=last, roll=roll, places=places)
    span = span_of(owed.within)
    if owed.event_on is not None and span is not None:
        due = due_within(owed.event_on, span, roll=roll, places=places)
        return [due] if due is not None else []
    return [due_by(owed.due_on, roll=roll, places=places)] if owed.due_on is not None else []


def calendar_of(country: str, terms: "TermsRow") -> Places:
    """Of the debtor's country; where it is not known, or has no table, of the places that the agreement names."""
    try:
        return (working_days_of(country),) if country else places_of(terms)
    except Refused:
        return places_of(terms)


def duty(row: "AgreementRow", uid: str, owed: "ObligationRow", debtor: "PartyRow", due: Due | None, on: date) -> Duty:
    creditor = row.party(owed.creditor_id)
    if due is None:
        return Duty(row, uid, owed, debtor, creditor, DutyState.WAITING, None, None, 0)
    outcome = next((one for one in owed.outcomes if one.unmoved == due.unmoved and one.on_day <= on), None)
    seen = outcome.on_day if outcome else on
    state = DutyState(outcome.state.value) if outcome else DutyState.LATE if on > due.due else DutyState.DUE
    return Duty(row, uid, owed, debtor, creditor, state, due, outcome, max(0, (seen - due.due).days))
