"""The partner report on agreements: how they stand, goals, what either side owed, which days come next."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.agreements.commands import (
    AddGoal,
    AddObligation,
    DraftAgreement,
    NewFile,
    NewMark,
    RecordProgress,
    SettleObligation,
    SignAgreement,
)
from crm.agreements.queries import AgreementDetail, AgreementPromises
from crm.documents.partner_agreed import share_of
from crm.documents.partner_agreements import figure, percent
from crm.documents.partner_content import Report
from crm.documents.partner_report import make_partner_report, partner_report_of
from crm.partners.commands import AddPartner
from crm.values.enums import AgreementStatus, DutyState, MarkKind, ObligationState, ReportLanguage
from crm.values.ids import AgreementId, PartnerId
from tests.documents.conftest import TO_THE_DAY, Lanyu, day
from tests.documents.reading import fonts_of, pages_of, plain, text_of

TERMS = {
    "effective_on": date(2025, 3, 1), "term": "24m", "notice": "90d", "renewal": "automatic", "renewal_term": "12m",
}  # fmt: skip


@pytest.fixture
def licence(lanyu: Lanyu) -> AgreementId:
    """The licence of the drawing, DL-2025-0007, signed by both."""
    titles = {
        "type": "data-licence",
        "title_en": "Dialogue data licence",
        "title_zh": "对话数据许可协议",
        "prevailing": "zh",
    }
    made = lanyu.book.execute(DraftAgreement(titles, TERMS, (PartnerId(lanyu.home), PartnerId(lanyu.partner))))
    key = AgreementId(made.first("agreement"))
    row = lanyu.book.query(AgreementDetail(key))
    version, (ours, theirs) = row.versions[0].id, row.parties
    goal = {"text_en": "Dialogue records delivered", "text_zh": "交付对话记录", "baseline": "0", "target": "2000000"}
    share = {"text_en": "Accepted at first check", "unit": "%", "baseline": "86.0", "target": "94.0"}
    batch = {"text_en": "Quarterly batch", "text_zh": "季度批次", "form": "recurring", "due_on": day("07-15"),
             "rule": "FREQ=MONTHLY"}  # fmt: skip
    log = {"text_en": "Access log", "text_zh": "访问日志", "form": "once", "due_on": day("10-30")}
    for command in (
        AddGoal(version, goal),
        AddGoal(version, share),
        AddObligation(version, theirs.id, batch, ours.id),
        AddObligation(version, ours.id, log),
        SignAgreement(
            version,
            tuple(NewMark(party.id, MarkKind.SEAL, date(2025, 2, 20)) for party in row.parties),
            NewFile("DL-7.pdf", b"%PDF-1.7"),
            number="DL-2025-0007",
        ),
    ):
        lanyu.book.execute(command)
    promises = lanyu.book.query(AgreementPromises(key))
    lanyu.book.execute(RecordProgress(promises.goals[0].id, "1680000", day("09-30")))
    lanyu.book.execute(RecordProgress(promises.goals[1].id, "91.4", day("09-30")))
    owed = promises.obligations[0].id
    lanyu.book.execute(SettleObligation(owed, ObligationState.MET, day("07-15"), day("07-15"), "in full"))
    lanyu.book.execute(SettleObligation(owed, ObligationState.MET, day("08-15"), day("08-20"), "in full"))
    return key


def report_of(lanyu: Lanyu) -> Report:
    return partner_report_of(lanyu.book, lanyu.partner, TO_THE_DAY)


def test_it_says_how_an_agreement_stands_and_its_days(lanyu: Lanyu, licence: AgreementId) -> None:
    (agreed,) = report_of(lanyu).agreed

    assert (agreed.number, agreed.status) == ("DL-2025-0007", AgreementStatus.IN_NOTICE_WINDOW)
    assert (agreed.last_day, agreed.notice_on, agreed.safe_on) == (date(2027, 2, 28), day("11-30"), day("11-23"))
    assert agreed.next_end == date(2028, 2, 29)


def test_obligations_of_both_sides_are_kept_late_overdue_or_to_come(lanyu: Lanyu, licence: AgreementId) -> None:
    owed = report_of(lanyu).owed

    assert [(one.by.plain, one.due_on, one.state, one.days_late) for one in owed] == [
        ("Lanyu Data", day("07-15"), DutyState.MET, 0),
        ("Lanyu Data", day("08-17"), DutyState.MET, 3),
        ("Lanyu Data", day("09-15"), DutyState.LATE, 35),
        ("Lanyu Data", day("10-15"), DutyState.LATE, 5),
        ("Mingyuan AI", day("10-30"), DutyState.DUE, 0),
        ("Lanyu Data", day("11-16"), DutyState.DUE, 0),
        ("Lanyu Data", day("12-15"), DutyState.DUE, 0),
        ("Lanyu Data", day("01-15").replace(year=2027), DutyState.DUE, 0),
    ]


def test_goals_say_how_far_they_are_and_how_much_time_is_gone(lanyu: Lanyu, licence: AgreementId) -> None:
    aims = report_of(lanyu).aims

    assert [percent(aim.share) for aim in aims if aim.share is not None] == ["84.0\u00a0%", "67.5\u00a0%"]
    assert [percent(aim.gone) for aim in aims if aim.gone is not None] == ["82.0\u00a0%", "82.0\u00a0%"]


def test_the_pdf_says_it_in_both_languages_and_embeds_every_font(lanyu: Lanyu, licence: AgreementId) -> None:
    report = report_of(lanyu)

    english = make_partner_report(report, ReportLanguage.ENGLISH)
    chinese = make_partner_report(report, ReportLanguage.CHINESE)
    both = make_partner_report(report, ReportLanguage.BOTH)

    told = text_of(english.content)
    for words in ("Goals", "84.0\u00a0%", "1,680,000", "Obligations, both ways", "Quarterly batch", "DL-2025-0007"):
        assert words.replace("\u00a0", " ") in told.replace("\u00a0", " ")
    assert "without notice it renews to 29 February 2028" in " ".join(told.split())
    for words in ("双方义务", "季度批次", "对话数据许可协议", "通知截止日"):
        assert words in plain(chinese.content)
    assert all(fonts_of(both.content).values())
    assert len(pages_of(both.content)) < 7
    assert make_partner_report(report, ReportLanguage.BOTH).content == both.content


def test_a_partner_without_agreements_reads_nothing_of_them(lanyu: Lanyu) -> None:
    assert "Obligations, both ways" not in text_of(
        make_partner_report(report_of(lanyu), ReportLanguage.ENGLISH).content
    )


def test_a_draft_and_what_two_others_owe_each_other_is_not_told(lanyu: Lanyu, licence: AgreementId) -> None:
    third = PartnerId(lanyu.book.execute(AddPartner({"name": "Jiangwan University"})).first("partner"))
    titles = {"type": "research", "title_en": "Secret research", "prevailing": "en", "languages": "en"}
    parties = (PartnerId(lanyu.home), PartnerId(lanyu.partner), third)
    made = lanyu.book.execute(DraftAgreement(titles, TERMS, parties))
    assert len(report_of(lanyu).agreed) == 1

    row = lanyu.book.query(AgreementDetail(AgreementId(made.first("agreement"))))
    version, (ours, theirs, other) = row.versions[0].id, row.parties
    due = {"text_en": "Annotation", "form": "once", "due_on": day("10-30")}
    lanyu.book.execute(AddObligation(version, other.id, due, ours.id))
    lanyu.book.execute(AddObligation(version, other.id, {**due, "text_en": "Report to all"}))
    marks = tuple(NewMark(party.id, MarkKind.SEAL, day("09-01")) for party in row.parties)
    lanyu.book.execute(SignAgreement(version, marks, copy_reason="in the safe"))

    assert [owed.text.english for owed in report_of(lanyu).owed if owed.by.english.startswith("Jiang")] == [
        "Report to all"
    ]
    assert theirs.partner_id == lanyu.partner


def test_the_version_rises_with_what_became_of_an_obligation(lanyu: Lanyu, licence: AgreementId) -> None:
    before = report_of(lanyu).version
    owed = lanyu.book.query(AgreementPromises(licence)).obligations[0].id

    lanyu.book.execute(SettleObligation(owed, ObligationState.WAIVED, day("09-15"), reason="both agreed"))

    after = report_of(lanyu)
    assert after.version > before
    assert replace(after, version=before) != report_of(lanyu)


@given(st.integers(-1000, 1000), st.integers(-1000, 1000), st.integers(-1000, 1000))
def test_at_the_baseline_nothing_is_done_and_at_the_target_all(first: int, now: int, target: int) -> None:
    share = share_of(str(first), str(now), str(target))

    if first == target:
        assert share is None
    else:
        assert share == Fraction(now - first, target - first)
        assert share_of(str(first), str(target), str(target)) == 1
        assert share_of(str(first), str(first), str(target)) == 0


@pytest.mark.parametrize(
    ("text", "shown"), [("1680000", "1,680,000"), ("86.0", "86.0"), ("-1234.5", "\N{MINUS SIGN}1,234.5"), ("", "–")]
)
def test_figures_keep_their_places(text: str, shown: str) -> None:
    assert figure(text, "") == shown
