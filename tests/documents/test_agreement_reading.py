"""The paper of an agreement out of its record: the standard text of each type, in each language."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from crm.agreements.queries.rows import (
    DataRightRow,
    GoalRow,
    ObligationRow,
    PromisesRow,
    RestrictionRow,
    TextRow,
    VersionRow,
)
from crm.book import Book
from crm.documents.agreement_content import AgreementPaper, Pair, PaperState
from crm.documents.agreement_docx import make_agreement_docx
from crm.documents.agreement_pdf import make_agreement_pdf
from crm.documents.agreement_query import AgreementPaperOf, make_agreement, write_agreement
from crm.documents.agreement_reading import Source, paper_of
from crm.documents.speech import Name
from crm.values import Refused
from crm.values.enums import (
    AgreementType,
    DataAnswer,
    DataUse,
    ObligationForm,
    ReportLanguage,
    RestrictionType,
)
from crm.values.ids import (
    AgreementId,
    AgreementPartyId,
    AgreementVersionId,
    DataRightId,
    GoalId,
    ObligationId,
    RestrictionId,
)
from tests.agreements.drafting.drafts import NOTHING_PROMISED, TERMS, agreement, drafted, version
from tests.documents.reading import fonts_of, outline_of, pages_of, plain

TODAY = date(2026, 10, 20)
HOME = Name("Mingyuan AI", "Mingyuan AI", "明远智能")


def duty(text: str, form: ObligationForm = ObligationForm.ONCE, **changes: object) -> ObligationRow:
    row = ObligationRow(
        id=ObligationId(1),
        version=0,
        version_id=AgreementVersionId(1),
        debtor_id=AgreementPartyId(2),
        creditor_id=AgreementPartyId(1),
        text_en=text,
        text_zh="",
        form=form,
        due_on=None,
        rule="",
        within="",
        event="",
        event_on=None,
        day_roll=None,
        acceptance="",
        line="",
        outcomes=(),
    )
    return replace(row, **changes)


def read(
    text: TextRow,
    promises: PromisesRow = NOTHING_PROMISED,
    languages: ReportLanguage = ReportLanguage.BOTH,
    of: VersionRow | None = None,
) -> AgreementPaper:
    made = of or version()
    return paper_of(Source(agreement(versions=(made,)), made, text, promises, HOME, TODAY, languages))


@pytest.mark.parametrize("languages", list(ReportLanguage))
@pytest.mark.parametrize("kind", list(AgreementType))
def test_every_standard_text_makes_a_pdf_with_all_its_clauses(kind: AgreementType, languages: ReportLanguage) -> None:
    text = drafted(kind, all_optional=True)
    paper = read(text, languages=languages)

    content = make_agreement_pdf(paper).content

    outline = outline_of(content)
    for clause in paper.clauses:
        if clause.number:
            heading = clause.heading_zh if languages is ReportLanguage.CHINESE else clause.heading_en
            assert any(clause.number in entry and heading in entry for entry in outline), (clause.number, heading)
    assert all(fonts_of(content).values())
    told = plain(content)
    assert "{" not in told and "**" not in told
    assert make_agreement_docx(paper).content[:2] == b"PK"


def test_the_record_fills_the_cover() -> None:
    paper = read(drafted(AgreementType.DATA_LICENCE))

    cover = "".join(pages_of(make_agreement_pdf(paper).content)[0].split())

    assert paper.state is PaperState.DRAFT and paper.dated == TODAY
    assert (paper.effective_on, paper.expires_on, paper.notice_on) == (
        date(2025, 3, 1),
        date(2027, 2, 28),
        date(2026, 11, 30),
    )
    assert "通知截止日Noticedate2026年11月30日30November2026" in cover
    assert "中华人民共和国法律thelawsofthePeople’sRepublicofChina" in cover
    assert "人民币CNY" in cover and "草案，未签署" in cover


def test_a_signed_version_bears_the_day_of_its_last_mark_and_no_draft() -> None:
    signed = version(signed_on=date(2025, 2, 18))

    paper = read(drafted(AgreementType.DATA_LICENCE), of=signed)

    assert (paper.state, paper.signed_on, paper.dated) == (PaperState.SIGNED, date(2025, 2, 18), None)
    assert "草案" not in plain(make_agreement_pdf(paper).content)


def test_an_amendment_says_which_one_it_is() -> None:
    paper = read(drafted(AgreementType.DATA_LICENCE), of=version(3, amends_on=date(2026, 5, 1)))

    assert paper.title == Pair("Clinical dialogue data licence: Amendment No. 2", "临床对话数据许可协议补充协议（二）")
    assert paper.effective_on == date(2026, 5, 1)


def test_promises_stand_in_schedules_with_their_parties_dates_and_clauses() -> None:
    text = drafted(AgreementType.DATA_LICENCE)
    item_line = text.clauses[1].paragraphs[0].line
    quarterly = {"rule": "FREQ=MONTHLY;INTERVAL=3", "due_on": date(2026, 3, 30), "line": item_line}
    promises = PromisesRow(
        goals=(
            GoalRow(
                GoalId(1), 0, AgreementVersionId(1), "Accepted", "验收", "%", "88", "94", date(2026, 12, 31), "", ()
            ),
        ),
        obligations=(
            duty("Delivers the update", ObligationForm.RECURRING, **quarterly),
            duty("Hands over the report", ObligationForm.TRIGGERED, within="30d", event="the release"),
            duty("Pays", due_on=date(2026, 5, 6)),
            duty("Of an amendment", version_id=AgreementVersionId(2)),
        ),
        restrictions=(
            RestrictionRow(
                RestrictionId(1),
                0,
                AgreementVersionId(1),
                RestrictionType.EXCLUSIVITY,
                AgreementPartyId(2),
                AgreementPartyId(1),
                "CN",
                "hospitals",
                date(2025, 3, 1),
                None,
                "",
                "",
            ),
        ),
        data_rights=(
            DataRightRow(
                DataRightId(1),
                0,
                AgreementVersionId(1),
                "Dialogue",
                "Xinglin-7B",
                DataUse.TRAIN,
                DataAnswer.SILENT,
                None,
                item_line,
            ),
        ),
    )

    paper = read(text, promises)

    rhythm, after, once = paper.obligations
    assert (rhythm.debtor, rhythm.creditor) == (Pair("Party B", "乙方"), Pair("Party A", "甲方"))
    assert rhythm.due.en == "every 3 months: 30 March 2026, 30 June 2026 and so on"
    assert rhythm.due.zh == "每3个月一次：2026年3月30日、2026年6月30日，以此类推" and rhythm.clause == "1.1"
    assert after.due == Pair("within 30 days after the release", "the release之日起30日内")
    assert once.due == Pair("6 May 2026", "2026年5月6日")
    assert (
        paper.restrictions[0].scope.en == "mainland China; hospitals"
        and paper.restrictions[0].span.zh == "自2025年3月1日起"
    )
    assert paper.data_rights[0].clause == "1.1" and len(paper.goals) == 1
    told = plain(make_agreement_pdf(paper).content)
    assert "附件四数据权利" in told and "排他" in told


def test_terms_that_contradict_each_other_still_print() -> None:
    paper = read(drafted(AgreementType.DATA_LICENCE), of=version(terms=replace(TERMS, term="1m", notice="90d")))

    assert paper.notice_on is None and make_agreement_pdf(paper).content


def test_an_agreement_that_is_not_there_is_refused(book: Book, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        write_agreement(book, AgreementId(7), tmp_path / "agreement.pdf")

    assert refusal.value.problems[0].code == "agreement-missing"
    assert not (tmp_path / "agreement.pdf").exists()
    with pytest.raises(Refused):
        book.query(AgreementPaperOf(AgreementId(7), TODAY))


def test_only_two_kinds_of_file_are_made() -> None:
    paper = read(drafted(AgreementType.DATA_LICENCE))

    assert make_agreement(paper, ".PDF").content[:5] == b"%PDF-"
    assert make_agreement(paper, ".docx").content[:2] == b"PK"
    with pytest.raises(Refused) as refusal:
        make_agreement(paper, ".odt")
    assert refusal.value.problems[0].code == "agreement-export-kind"
