"""Every command that signs, numbers, amends, or records what happened after: done, undone, done again, refused."""

from collections.abc import Callable
from datetime import date

import pytest

from crm.agreements.commands import (
    AmendAgreement,
    AttachToAgreement,
    EditNotice,
    EditTerms,
    GiveNumber,
    LiftOverride,
    MeetCondition,
    NewFile,
    NewMark,
    NewParty,
    OverrideStatus,
    RecordMark,
    RecordNotice,
    RecordSigned,
    RemoveMark,
    RemoveNotice,
    RenewByConsent,
    SetNumberSeries,
    SetTerms,
    SignAgreement,
    VoidAgreement,
)
from crm.agreements.commands.record import EditAgreement
from crm.values import Command
from crm.values.enums import AgreementStatus, AgreementType, MarkKind
from crm.values.ids import AgreementNoticeId, StatusOverrideId
from tests.agreements.town import SCAN, TERMS, TODAY, Town, after, marks, signed, signing
from tests.book import promises

Act = Callable[[Town], Command]
EARLIER = date(2026, 9, 1)
LATER = date(2026, 9, 23)
VALUES = {"type": "reseller", "title_en": "Reseller agreement", "languages": "en"}
NOTICE = {"kind": "non-renewal", "sent_on": EARLIER, "received_on": date(2026, 9, 4)}
BREACH = {"kind": "breach", "received_on": EARLIER, "cure": "30d"}


def recorded(town: Town, **fields: object) -> RecordSigned:
    parties = (NewParty(town.home), NewParty(town.lab))
    given: dict[str, object] = {"number": "RS-7", "signed_copy": SCAN, **fields}
    values, terms = given.pop("values", VALUES), given.pop("terms", TERMS)
    return RecordSigned(values, terms, given.pop("parties", parties), given.pop("signed_on", EARLIER), **given)  # type: ignore[arg-type]  # whatever is tried


def marked(town: Town) -> Town:
    return after(town, RecordMark(town.version().id, town.party(0), MarkKind.SEAL, EARLIER))


def noticed(town: Town, values: dict[str, object] = BREACH) -> Town:
    return after(signed(town), RecordNotice(town.draft, values, town.party(1)))


def conditional(town: Town) -> Town:
    return signed(town, EditAgreement(town.draft, "condition", "", "approval by the ministry"))


def overridden(town: Town) -> Town:
    return after(signed(town), OverrideStatus(town.draft, AgreementStatus.TERMINATED, "the partner has gone"))


def renewable(town: Town, **terms: object) -> Town:
    """In force since 1 September, to be renewed by consent."""
    now = {"renewal": "consent", "effective_on": EARLIER, **terms}
    return signed(town, SetTerms(town.version().id, {}, now))


def amended(town: Town) -> Town:
    return after(signed(town), AmendAgreement(town.draft, "more data", date(2027, 1, 1)))


DONE: dict[str, Act] = {
    "RecordMark": lambda town: RecordMark(town.version().id, town.party(1), MarkKind.SIGNATURE),
    "RemoveMark": lambda town: RemoveMark(marked(town).version().id, town.party(0), MarkKind.SEAL),
    "RecordSigned": recorded,
    "AttachToAgreement": lambda town: AttachToAgreement(signed(town).version().id, SCAN, is_signed_copy=True),
    "SetNumberSeries": lambda town: SetNumberSeries(AgreementType.RESELLER, "MY-RS-{year}-{n:3}", 14),
    "AmendAgreement": lambda town: AmendAgreement(
        signed(town).draft, "more data", date(2027, 1, 1), EARLIER, {"term": "24m"}
    ),
    "RenewByConsent": lambda town: RenewByConsent(renewable(town).draft),
    "RecordNotice": lambda town: RecordNotice(signed(town).draft, NOTICE, town.party(1)),
    "EditNotice": lambda town: EditNotice(noticed(town).agreement().notices[0].id, "cured_on", None, TODAY),
    "RemoveNotice": lambda town: RemoveNotice(noticed(town).agreement().notices[0].id),
    "MeetCondition": lambda town: MeetCondition(conditional(town).draft, EARLIER),
    "OverrideStatus": lambda town: OverrideStatus(signed(town).draft, AgreementStatus.TERMINATED, "gone", EARLIER),
    "LiftOverride": lambda town: LiftOverride(overridden(town).agreement().overrides[0].id),
}

ANSWERED: dict[str, Act] = {
    "SignAgreement": signing,
    "GiveNumber": lambda town: GiveNumber(town.draft),
    "VoidAgreement": lambda town: VoidAgreement(town.draft, "never signed by the other side"),
}

REFUSED: dict[str, tuple[Act, str]] = {
    "RecordMark": (lambda town: RecordMark(marked(town).version().id, town.party(0), MarkKind.SEAL), "mark-twice"),
    "RecordMark ahead": (
        lambda town: RecordMark(town.version().id, town.party(0), MarkKind.SEAL, LATER),
        "day-in-future",
    ),
    "RecordMark signed": (
        lambda town: RecordMark(signed(town).version().id, town.party(0), MarkKind.SEAL),
        "version-signed",
    ),
    "RemoveMark": (lambda town: RemoveMark(town.version().id, town.party(0), MarkKind.SEAL), "mark-missing"),
    "RecordSigned number": (
        lambda town: recorded(after(town, recorded(town)), signed_copy=None, copy_reason="lost"),
        "number-taken",
    ),
    "RecordSigned without copy": (lambda town: recorded(town, signed_copy=None, copy_reason=" "), "signed-copy-needed"),
    "RecordSigned ahead": (lambda town: recorded(town, signed_on=LATER), "day-in-future"),
    "RecordSigned alone": (lambda town: recorded(town, parties=(NewParty(town.lab),)), "agreement-needs-two-parties"),
    "RecordSigned twice": (
        lambda town: recorded(town, parties=(NewParty(town.lab), NewParty(town.lab))),
        "party-twice",
    ),
    "RecordSigned backwards": (
        lambda town: recorded(town, terms={"last_day": "2026-08-31"}),
        "term-ends-before-start",
    ),
    "RecordSigned span": (lambda town: recorded(town, terms={"notice": "soon"}), "span-wrong"),
    "RecordSigned notice": (
        lambda town: recorded(town, terms={"term": "3m", "notice": "4m"}),
        "notice-longer-than-term",
    ),
    "RecordSigned long number": (lambda town: recorded(town, number="x" * 61), "field-too-long"),
    "AttachToAgreement": (
        lambda town: AttachToAgreement(town.version().id, SCAN, is_signed_copy=True),
        "signed-copy-of-draft",
    ),
    "AttachToAgreement empty": (lambda town: AttachToAgreement(town.version().id, NewFile("a", b"")), "file-empty"),
    "SetNumberSeries": (lambda town: SetNumberSeries(AgreementType.NDA, "NDA-{year}"), "number-pattern-wrong"),
    "SetNumberSeries back": (
        lambda town: SetNumberSeries(town.agreement(signed(town).draft).type, "X-{year}-{n}", 1),
        "field-out-of-range",
    ),
    "AmendAgreement": (lambda town: AmendAgreement(town.draft, "more", TODAY), "agreement-not-signed"),
    "AmendAgreement twice": (
        lambda town: AmendAgreement(amended(town).draft, "more", date(2027, 1, 1)),
        "amendment-open",
    ),
    "AmendAgreement early": (lambda town: AmendAgreement(signed(town).draft, "more", TODAY), "amendment-before-start"),
    "AmendAgreement wordless": (
        lambda town: AmendAgreement(signed(town).draft, " ", date(2027, 1, 1)),
        "field-required",
    ),
    "AmendAgreement notice": (
        lambda town: AmendAgreement(signed(town).draft, "x", date(2027, 1, 1), terms={"notice": "2y"}),
        "notice-longer-than-term",
    ),
    "RenewByConsent": (lambda town: RenewByConsent(signed(town).draft), "renewal-not-by-consent"),
    "RenewByConsent evergreen": (
        lambda town: RenewByConsent(renewable(town, term="").draft),
        "renewal-without-end",
    ),
    "RenewByConsent span": (lambda town: RenewByConsent(renewable(town).draft, "a year"), "span-wrong"),
    "RenewByConsent working days": (
        lambda town: RenewByConsent(renewable(town).draft, "20wd"),
        "renewal-in-working-days",
    ),
    "RecordNotice": (lambda town: RecordNotice(town.draft, NOTICE), "agreement-not-signed"),
    "RecordNotice backwards": (
        lambda town: RecordNotice(signed(town).draft, {**NOTICE, "received_on": date(2026, 8, 1)}),
        "ends-before-start",
    ),
    "RecordNotice ahead": (
        lambda town: RecordNotice(signed(town).draft, {**NOTICE, "received_on": LATER}),
        "day-in-future",
    ),
    "RecordNotice dayless": (
        lambda town: RecordNotice(signed(town).draft, {"kind": "termination"}),
        "notice-without-day",
    ),
    "RecordNotice cure": (
        lambda town: RecordNotice(signed(town).draft, {**BREACH, "cure": ""}),
        "breach-without-cure",
    ),
    "EditNotice": (lambda town: EditNotice(noticed(town).agreement().notices[0].id, "cure", "9d", ""), "field-changed"),
    "RemoveNotice": (lambda town: RemoveNotice(AgreementNoticeId(9)), "record-missing"),
    "MeetCondition": (lambda town: MeetCondition(town.draft), "condition-none"),
    "MeetCondition twice": (
        lambda town: MeetCondition(after(conditional(town), MeetCondition(town.draft)).draft),
        "condition-met",
    ),
    "OverrideStatus": (lambda town: OverrideStatus(town.draft, AgreementStatus.EXPIRED, ""), "field-required"),
    "OverrideStatus void": (lambda town: OverrideStatus(town.draft, AgreementStatus.VOID, "x"), "override-to-void"),
    "LiftOverride": (lambda town: LiftOverride(StatusOverrideId(9)), "record-missing"),
    "LiftOverride early": (
        lambda town: LiftOverride(overridden(town).agreement().overrides[0].id, EARLIER),
        "ends-before-start",
    ),
    "SignAgreement unmarked": (lambda town: SignAgreement(town.version().id, signed_copy=SCAN), "marks-missing"),
    "SignAgreement half": (lambda town: SignAgreement(town.version().id, marks(town)[:1], SCAN), "marks-missing"),
    "SignAgreement without copy": (
        lambda town: SignAgreement(town.version().id, marks(town)),
        "signed-copy-needed",
    ),
    "SignAgreement again": (lambda town: signing(signed(town)), "version-signed"),
    "SignAgreement seal": (
        lambda town: signing(after(town, EditAgreement(town.draft, "requires", "either", "both"))),
        "marks-missing",
    ),
    "SignAgreement too late": (
        lambda town: signing(
            after(
                town,
                SetTerms(town.version().id, {}, {"effective_on": None, "term": "", "last_day": date(2026, 9, 21)}),
            )
        ),
        "term-ends-before-start",
    ),
    "SignAgreement stranger": (
        lambda town: SignAgreement(
            town.version().id,
            (*marks(town), NewMark(after(town, recorded(town)).agreement().parties[0].id, MarkKind.SEAL, LATER)),
            SCAN,
        ),
        "day-in-future",
    ),
    "SignAgreement number": (
        lambda town: signing(after(town, GiveNumber(town.draft, "A-1")), number="A-2"),
        "number-given",
    ),
    "GiveNumber": (lambda town: GiveNumber(after(town, GiveNumber(town.draft)).draft), "number-given"),
    "GiveNumber taken": (lambda town: GiveNumber(after(town, recorded(town)).draft, "RS-7"), "number-taken"),
    "VoidAgreement": (lambda town: VoidAgreement(town.draft, ""), "field-required"),
    "VoidAgreement twice": (
        lambda town: VoidAgreement(after(town, VoidAgreement(town.draft, "x")).draft, "x"),
        "agreement-void",
    ),
}


@pytest.mark.parametrize("name", DONE)
def test_it_is_done_undone_and_done_again(name: str, town: Town) -> None:
    promises.is_done_undone_and_done_again(town.book, DONE[name](town))


@pytest.mark.parametrize("name", DONE | ANSWERED)
def test_a_failure_in_the_middle_leaves_nothing(name: str, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    promises.leaves_nothing_when_it_fails_half_way(town.book, (DONE | ANSWERED)[name](town), monkeypatch)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_is_refused_and_changes_nothing(name: str, town: Town) -> None:
    act, code = REFUSED[name]
    promises.is_refused_and_changes_nothing(town.book, act(town), code)


def test_a_term_of_a_signed_version_is_edited_no_more(town: Town) -> None:
    edit = EditTerms(signed(town).version().id, "notice", "90d", "60d")

    promises.is_refused_and_changes_nothing(town.book, edit, "version-signed")
