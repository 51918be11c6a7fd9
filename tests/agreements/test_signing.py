"""Signing: what it freezes, which number it gives, and what nobody can take back afterwards."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crm.acts.merging import MergePartners
from crm.agreements.commands import (
    AddParty,
    AmendAgreement,
    DraftAgreement,
    EditParagraph,
    EditParty,
    GiveNumber,
    NewMark,
    NewParty,
    RecordMark,
    RecordProgress,
    RecordSigned,
    RemoveClause,
    RenewByConsent,
    SetNumberSeries,
    SetTerms,
    SettleObligation,
    SignAgreement,
    VoidAgreement,
)
from crm.agreements.commands.goal import AddGoal
from crm.agreements.digest import digest_of
from crm.agreements.life import life_of
from crm.agreements.queries import AgreementDetail, AgreementPromises, AgreementText
from crm.book import Book, FixedClock
from crm.partners.commands import DetachFile, EditPartner
from crm.partners.queries import AttachmentBytes
from crm.values import Refused
from crm.values.enums import AgreementStatus, AgreementType, Language, MarkKind, ObligationState
from crm.values.ids import AgreementId
from tests.agreements.town import SCAN, TERMS, TODAY, YEARLY, Town, after, marks, obligation, owing, signed, signing
from tests.book import promises

EARLIER = date(2026, 9, 1)
SERIES = SetNumberSeries(AgreementType.DATA_LICENCE, "MY-DL-{year}-{n:3}", 14)


def test_it_is_signed_on_the_day_of_the_last_mark_with_its_scan_and_the_next_number(town: Town) -> None:
    after(town, SERIES, RecordMark(town.version().id, town.party(0), MarkKind.SIGNATURE, EARLIER))
    last = NewMark(town.party(1), MarkKind.SEAL, date(2026, 9, 15))

    town.book.execute(SignAgreement(town.version().id, (last,), SCAN))

    row, version = town.agreement(), town.version()
    assert (row.number, version.signed_on) == ("MY-DL-2026-014", date(2026, 9, 15))
    (file,) = version.files
    assert (file.name, file.is_signed_copy) == (SCAN.name, True)
    assert town.book.query(AttachmentBytes(file.id)) == (SCAN.name, SCAN.content)
    assert life_of(row, TODAY).status is AgreementStatus.SIGNED
    assert life_of(row, date(2026, 10, 1)).status is AgreementStatus.ACTIVE


def test_a_reason_stands_for_the_scan(town: Town) -> None:
    town.book.execute(SignAgreement(town.version().id, marks(town), copy_reason="The original lies in the safe"))

    assert town.version().copy_reason == "The original lies in the safe"
    assert town.agreement().is_signed


def test_names_codes_and_ranks_stay_as_they_were_signed(town: Town) -> None:
    after(town, EditParty(town.party(1), "signatory_id", None, town.shen))
    before = [
        (party.name_en, party.name_zh, party.code, party.signatory_zh) for party in signed(town).agreement().parties
    ]

    after(town, EditPartner(town.renhe, "legal_name", "杭州仁禾医疗数据有限公司", "新名称有限公司"))
    after(town, EditPartner(town.renhe, "name_en", "Renhe Hospital Data", "Other"))

    now = [(party.name_en, party.name_zh, party.code, party.signatory_zh) for party in town.agreement().parties]
    assert now == before
    assert before[1][1] == "杭州仁禾医疗数据有限公司"


def test_the_digest_is_that_of_the_text_and_can_be_computed_again(town: Town) -> None:
    signed(town, owing(town, YEARLY))
    frozen = town.version().sha256

    after(town, SettleObligation(obligation(town), ObligationState.MET, date(2026, 12, 1), TODAY, "seen"))
    after(town, VoidAgreement(town.draft, "withdrawn"))

    row = town.agreement()
    text, said = town.book.query(AgreementText(row.versions[0].id)), town.book.query(AgreementPromises(town.draft))
    assert len(frozen) == 64
    assert digest_of(row, row.versions[0], text, said) == frozen


def test_what_was_typed_before_the_signature_is_not_undone_after_it(town: Town) -> None:
    clause = town.text().clauses[0]
    after(town, EditParagraph(clause.paragraphs[0].id, Language.ENGLISH, "The parties agree.", "They agree."))
    after(town, RemoveClause(clause.id))
    signed(town)
    said = town.text()

    with pytest.raises(Refused):
        while True:
            town.book.undo()

    assert town.text() == said
    assert town.agreement().is_signed


def test_a_redo_does_not_come_back_into_a_signed_text(town: Town) -> None:
    paragraph = town.text().clauses[0].paragraphs[0].id
    after(town, EditParagraph(paragraph, Language.ENGLISH, "The parties agree.", "They agree."))
    town.book.undo()
    signed(town)

    with pytest.raises(Refused):
        town.book.redo()

    assert town.text().clauses[0].paragraphs[0].text_en == "The parties agree."


def test_the_signed_copy_is_not_taken_off(town: Town) -> None:
    (file,) = signed(town).version().files

    promises.is_refused_and_changes_nothing(town.book, DetachFile(file.id), "signed-copy-stays")


def test_void_keeps_the_number_and_takes_no_more_changes(town: Town) -> None:
    number = signed(town).agreement().number

    after(town, VoidAgreement(town.draft, "withdrawn by both"))

    assert town.agreement().number == number
    assert life_of(town.agreement(), TODAY).status is AgreementStatus.VOID
    promises.is_refused_and_changes_nothing(town.book, AddParty(town.draft, town.lab), "agreement-void")


def test_a_number_that_was_given_by_hand_is_passed_over_by_the_series(town: Town) -> None:
    values = {"type": "data-licence", "title_en": "Another"}
    after(town, SERIES, DraftAgreement(values, {}, (town.home, town.lab)))

    after(town, GiveNumber(AgreementId(2), "MY-DL-2026-014"), GiveNumber(town.draft))

    assert town.agreement().number == "MY-DL-2026-015"


def test_the_count_begins_anew_with_the_year_where_the_number_bears_it(town: Town) -> None:
    values = {"type": "data-licence", "title_en": "Another"}
    after(town, SERIES, DraftAgreement(values, {}, (town.home, town.lab)), GiveNumber(town.draft))
    assert isinstance(town.book.clock, FixedClock)
    town.book.clock.at = datetime(2027, 1, 4, 6, tzinfo=UTC)

    after(town, GiveNumber(AgreementId(2)))

    assert [town.agreement(AgreementId(key)).number for key in (1, 2)] == ["MY-DL-2026-014", "MY-DL-2027-001"]


def test_an_agreement_that_exists_is_taken_over_in_one_step_and_can_be_undone(town: Town) -> None:
    values = {"type": "reseller", "title_zh": "经销协议", "requires": "both"}
    terms = {
        "effective_on": "2025-03-01",
        "term": "24m",
        "renewal": "automatic",
        "renewal_term": "12m",
        "notice": "90d",
    }
    parties = (NewParty(town.home), NewParty(town.lab, signatory_id=town.shen))

    made = town.book.execute(RecordSigned(values, terms, parties, date(2025, 2, 20), number="RS-9", signed_copy=SCAN))

    row = town.agreement(AgreementId(made.first("agreement")))
    assert (row.number, row.imported, row.versions[0].signed_on) == ("RS-9", True, date(2025, 2, 20))
    assert len(row.versions[0].marks) == 4
    assert life_of(row, date(2025, 6, 1)).status is AgreementStatus.ACTIVE
    assert life_of(row, TODAY).last_safe is not None
    town.book.undo()
    with pytest.raises(Refused):
        town.agreement(row.id)


def test_an_amendment_is_a_new_version_and_leaves_the_old_one_alone(town: Town) -> None:
    signed(town, owing(town, YEARLY), AddGoal(town.version().id, {"text_en": "Records", "target": "5"}))
    before, old = town.agreement().versions[0], town.text()

    after(town, AmendAgreement(town.draft, "a longer notice", date(2026, 12, 1), terms={"notice": "6m"}))
    paragraph = town.text().clauses[0].paragraphs[0]
    after(town, EditParagraph(paragraph.id, Language.ENGLISH, paragraph.text_en, "The parties agree anew."))
    after(town, signing(town))

    first, second = town.agreement().versions
    assert first == before
    assert town.book.query(AgreementText(first.id)) == old
    assert [clause.line for clause in town.text().clauses] == [clause.line for clause in old.clauses]
    assert (second.terms.notice, second.amends_on, second.signed_on) == ("6m", date(2026, 12, 1), TODAY)
    assert second.sha256 not in ("", first.sha256)


def test_what_became_of_a_promise_is_known_in_every_version_that_has_it(town: Town) -> None:
    signed(town, owing(town, YEARLY), AddGoal(town.version().id, {"text_en": "Records", "target": "5"}))
    signed(town, AmendAgreement(town.draft, "more", date(2026, 12, 1)))
    said = town.promises()

    after(town, SettleObligation(said.obligations[1].id, ObligationState.MET, date(2026, 12, 1), reason="seen"))
    after(town, RecordProgress(said.goals[1].id, "2"))

    now = town.promises()
    assert [[outcome.unmoved for outcome in each.outcomes] for each in now.obligations] == [[date(2026, 12, 1)]] * 2
    assert [[entry.value for entry in goal.progress] for goal in now.goals] == [["2"]] * 2


def consented(town: Town, **terms: object) -> Town:
    """Runs from 31 January 2026 for a month, to be renewed by consent."""
    now = {"renewal": "consent", "renewal_term": "1m", "term": "1m", "notice": "", "effective_on": date(2026, 1, 31)}
    return signed(town, SetTerms(town.version().id, {}, now | terms))


def test_each_renewal_by_consent_counts_from_the_first_start(town: Town) -> None:
    consented(town)

    ends = []
    for _ in range(3):
        signed(town, RenewByConsent(town.draft))
        ends.append(town.version().terms.last_day)

    assert ends == [date(2026, 3, 30), date(2026, 4, 30), date(2026, 5, 30)]
    assert life_of(town.agreement(), TODAY).last_day == ends[-1]


def test_no_more_renewals_are_consented_to_than_the_text_allows(town: Town) -> None:
    signed(consented(town, renewal_limit=1), RenewByConsent(town.draft))

    promises.is_refused_and_changes_nothing(town.book, RenewByConsent(town.draft), "renewals-used-up")


def test_two_parties_of_one_agreement_are_not_merged_the_home_party_neither(town: Town) -> None:
    after(town, AddParty(town.draft, town.lab))

    promises.is_refused_and_changes_nothing(town.book, MergePartners(town.renhe, town.lab), "merge-same-agreement")
    promises.is_refused_and_changes_nothing(town.book, MergePartners(town.home, town.renhe), "merge-home-party")
    promises.is_refused_and_changes_nothing(town.book, MergePartners(town.renhe, town.home), "merge-home-party")


def test_a_merge_moves_the_party_and_leaves_what_was_signed(town: Town) -> None:
    before = signed(town).agreement().parties[1]

    after(town, MergePartners(town.lab, town.renhe))

    now = town.agreement().parties[1]
    assert (now.partner_id, now.name_zh, now.id) == (town.lab, before.name_zh, before.id)


def test_markup_is_kept_as_text(town: Town) -> None:
    script = '<script>alert("1")</script> & <b>bold</b>'
    paragraph = town.text().clauses[0].paragraphs[0]

    after(town, EditParagraph(paragraph.id, Language.ENGLISH, paragraph.text_en, script))

    assert town.text().clauses[0].paragraphs[0].text_en == script


def test_two_signers_at_once_give_one_number_each(town: Town, tmp_path: Path) -> None:
    """Two windows on one book: the second sees what the first has given."""
    after(town, SERIES, DraftAgreement({"type": "data-licence", "title_en": "Other"}, TERMS, (town.home, town.lab)))
    other = Book.open(town.book.path, clock=town.book.clock, user=town.book.user)
    try:
        town.book.execute(GiveNumber(town.draft))
        other.execute(GiveNumber(AgreementId(2)))

        numbers = [other.query(AgreementDetail(AgreementId(key))).number for key in (1, 2)]
        assert numbers == ["MY-DL-2026-014", "MY-DL-2026-015"]
    finally:
        other.close()
