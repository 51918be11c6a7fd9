"""What amendments, renewals and notices do to the life of an agreement, through the commands that record them."""

from datetime import date

import pytest

from crm.agreements.commands import (
    AmendAgreement,
    LiftOverride,
    MeetCondition,
    OverrideStatus,
    RecordNotice,
    RenewByConsent,
    SetTerms,
)
from crm.agreements.commands.record import EditAgreement
from crm.agreements.life import Life, life_of
from crm.values.enums import AgreementStatus
from tests.agreements.town import Town, after, signed, signing

START = date(2025, 3, 1)
YEARLY = {"effective_on": START, "term": "24m", "renewal": "automatic", "renewal_term": "12m", "notice": "90d"}


def running(town: Town, **terms: object) -> Town:
    """Signed today, its term from 1 March 2025 to 28 February 2027, then from year to year."""
    return signed(town, SetTerms(town.version().id, {}, YEARLY | terms))


def life(town: Town, on: date, known: date | None = None) -> Life:
    return life_of(town.agreement(), on, known)


def test_an_amendment_of_the_notice_moves_no_end(town: Town) -> None:
    running(town)
    signed(town, AmendAgreement(town.draft, "longer notice", date(2027, 6, 1), terms={"notice": "6m"}))

    before, renewed = life(town, date(2026, 10, 1)), life(town, date(2027, 7, 1))

    assert before.notice is not None
    assert (before.last_day, before.notice.day) == (date(2027, 2, 28), date(2026, 11, 30))
    assert renewed.notice is not None
    assert (renewed.last_day, renewed.notice.day) == (date(2028, 2, 29), date(2027, 8, 31))


def test_an_amendment_of_an_agreement_that_begins_with_its_signing_keeps_its_end(town: Town) -> None:
    running(town, effective_on=None, renewal="none")
    assert life(town, date(2027, 1, 1)).last_day == date(2028, 9, 21)

    signed(town, AmendAgreement(town.draft, "other margin", date(2026, 10, 1), terms={"margin": 10}))

    assert life(town, date(2027, 1, 1)).last_day == date(2028, 9, 21)


def test_an_amendment_of_the_term_moves_the_end_from_the_day_it_works_as_known(town: Town) -> None:
    running(town, renewal="none")
    signed(town, AmendAgreement(town.draft, "half a year more", date(2027, 1, 1), terms={"term": "30m"}))

    assert life(town, date(2027, 3, 1)).status is AgreementStatus.ACTIVE
    assert life(town, date(2027, 3, 1)).last_day == date(2027, 8, 31)
    assert life(town, date(2027, 3, 1), known=date(2026, 9, 21)).status is not AgreementStatus.ACTIVE


def test_an_amendment_that_is_not_signed_changes_nothing(town: Town) -> None:
    before = life(running(town), date(2027, 3, 1))

    after(town, AmendAgreement(town.draft, "shorter", date(2026, 10, 1), terms={"term": "12m", "notice": "30d"}))

    assert life(town, date(2027, 3, 1)) == before


def test_a_renewal_by_consent_is_in_force_once_it_is_signed(town: Town) -> None:
    running(town, renewal="consent", term="18m")
    assert life(town, date(2026, 9, 22)).status is AgreementStatus.EXPIRED

    after(town, RenewByConsent(town.draft))
    assert life(town, date(2026, 9, 22)).status is AgreementStatus.EXPIRED
    after(town, signing(town))

    assert life(town, date(2026, 9, 22)).last_day == date(2027, 8, 31)
    assert life(town, date(2026, 9, 22)).status is AgreementStatus.ACTIVE


@pytest.mark.parametrize(
    ("received", "ends"), [(date(2026, 9, 2), date(2026, 12, 1)), (date(2026, 9, 3), date(2027, 12, 1))]
)
def test_notice_in_time_ends_it_and_notice_a_day_late_does_not(town: Town, received: date, ends: date) -> None:
    terms = {"effective_on": date(2025, 12, 2), "term": "12m"}

    after(running(town, **terms), RecordNotice(town.draft, {"kind": "non-renewal", "received_on": received}))

    assert life(town, date(2026, 12, 2)).last_day == ends


def test_a_condition_that_is_met_starts_the_term(town: Town) -> None:
    running(after(town, EditAgreement(town.draft, "condition", "", "approval")), renewal="none")
    assert life(town, date(2026, 9, 22)).status is AgreementStatus.SIGNED

    after(town, MeetCondition(town.draft, date(2026, 9, 1)))

    assert life(town, date(2026, 9, 22)).status is AgreementStatus.ACTIVE
    assert life(town, date(2026, 9, 22)).last_day == date(2028, 8, 31)


def test_a_status_by_hand_stands_beside_the_computed_one_until_it_is_lifted(town: Town) -> None:
    after(running(town), OverrideStatus(town.draft, AgreementStatus.TERMINATED, "gone", date(2026, 9, 10)))
    by_hand = life(town, date(2026, 9, 22))

    after(town, LiftOverride(town.agreement().overrides[0].id, date(2026, 9, 20)))

    assert (by_hand.shown, by_hand.status) == (AgreementStatus.TERMINATED, AgreementStatus.IN_NOTICE_WINDOW)
    assert life(town, date(2026, 9, 22)).shown is AgreementStatus.IN_NOTICE_WINDOW
    assert life(town, date(2026, 9, 15)).override is not None
