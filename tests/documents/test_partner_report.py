"""What a partner report tells, in its three languages, and how its file is made."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from crm.documents.making import Made
from crm.documents.page import Paper
from crm.documents.partner_report import make_partner_report, partner_report_of, write_partner_report
from crm.documents.partner_telling import USUAL, Section
from crm.documents.period import Period
from crm.partners.commands import AddCustomField, AddPartner, SetCustomValue
from crm.values import Refused, WorldFault
from crm.values.enums import ReportLanguage
from crm.values.ids import CustomFieldId, PartnerId
from tests.documents.conftest import THIRD_QUARTER, TO_THE_DAY, Lanyu
from tests.documents.reading import fonts_of, outline_of, pages_of, plain, poppler, text_of

LANGUAGES = list(ReportLanguage)


def made(lanyu: Lanyu, language: ReportLanguage = ReportLanguage.ENGLISH, period: Period = TO_THE_DAY) -> Made:
    return make_partner_report(partner_report_of(lanyu.book, lanyu.partner, period), language)


def test_it_opens_with_what_was_promised_and_whether_it_was_kept(lanyu: Lanyu) -> None:
    first = pages_of(made(lanyu).content)[0]

    assert "Quarterly review, joint steering committee, 10 September 2026" in first
    assert "Of five promises two were kept, one was kept late, one is overdue and one is not yet due." in first
    assert "on 6 Oct, 6 days late" in first
    assert "5 days over" in first
    assert first.index("What was promised") < first.index("Who they are") < first.index("In figures")


def test_the_same_in_chinese_without_a_space_between_the_scripts(lanyu: Lanyu) -> None:
    text = plain(made(lanyu, ReportLanguage.CHINESE).content)

    assert "五项承诺：两项已兑现，一项迟兑现，一项逾期，一项未到期。" in text
    assert "数据提供方，自2025年3月1日起合作中；战略级。" in text
    assert "澜屿数据" in text and "陈嘉怡" in text and "10月6日，迟6天" in text
    assert "第1页，共2页" in text


def test_both_languages_stand_one_beside_the_other(lanyu: Lanyu) -> None:
    text = plain(made(lanyu, ReportLanguage.BOTH).content)

    assert "Meetingsanddecisions会议与决议" in text
    assert "kept·已兑现" in text
    assert "第1页，共3页/Page1of3" in text


def test_it_tells_who_they_are_whom_one_speaks_with_and_what_is_open(lanyu: Lanyu) -> None:
    text = text_of(made(lanyu).content)

    assert "Data provider, active since 1 March 2025. Strategic." in text
    assert "Lanyu Data (Singapore) Pte. Ltd." in text
    assert "Head of data operations" in text and "decision maker" in text
    assert "Samples of 2 % are checked by both sides within five working days." in text
    assert "Mingyuan AI owes" in text and "Lanyu Data owes" in text
    assert "There were six contacts in 16 weeks, 12.8 days apart on average." in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_font_is_embedded_and_no_helvetica_slipped_in(
    lanyu: Lanyu, language: ReportLanguage, tmp_path: Path
) -> None:
    content = made(lanyu, language).content

    assert fonts_of(content) and all(fonts_of(content).values())
    assert not [name for name in fonts_of(content) if "Helvetica" in name]
    assert "Helvetica" not in poppler("pdffonts", content, tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_book_and_period_give_the_same_bytes(lanyu: Lanyu, language: ReportLanguage) -> None:
    assert made(lanyu, language).content == made(lanyu, language).content


def test_another_reader_copies_the_same_text(lanyu: Lanyu, tmp_path: Path) -> None:
    text = "".join(poppler("pdftotext", made(lanyu, ReportLanguage.CHINESE).content, tmp_path, "-raw").split())

    assert "五项承诺：两项已兑现，一项迟兑现，一项逾期，一项未到期。" in text
    assert "“逾期不议”" in text


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("zh", "zh-CN"), ("both", "en")])
def test_the_file_knows_its_title_and_its_language(lanyu: Lanyu, language: str, tag: str) -> None:
    made_now = made(lanyu, ReportLanguage(language))

    with pikepdf.open(BytesIO(made_now.content)) as pdf:
        assert str(pdf.Root.Lang) == tag
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo.Title) == made_now.title
        assert "CreationDate" not in pdf.docinfo or "2000" in str(pdf.docinfo.CreationDate)


def test_each_heading_is_a_bookmark(lanyu: Lanyu) -> None:
    assert outline_of(made(lanyu).content) == [
        "Lanyu Data",
        "What was promised, and was it kept",
        "Who they are",
        "In figures",
        "Rhythm of contact",
        "People",
        "Meetings and decisions",
        "Open items, both ways",
        "What comes next",
    ]


def test_every_page_has_its_number_its_total_and_the_identity(lanyu: Lanyu) -> None:
    pages = pages_of(made(lanyu).content)

    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert "PR-0002-20260701-20261020 · version" in " ".join(page.split())
        assert "SHA-256" in page
    assert "Partnership report: Lanyu Data" in pages[1]


def test_the_hash_changes_with_the_content_and_with_nothing_else(lanyu: Lanyu) -> None:
    def identity() -> str:
        return next(line for line in pages_of(made(lanyu).content)[0].splitlines() if "SHA-256" in line)

    before = identity()
    lanyu.log("10-19", "call")

    assert identity() != before


def test_letter_paper_breaks_the_same_lines(lanyu: Lanyu) -> None:
    report = partner_report_of(lanyu.book, lanyu.partner, TO_THE_DAY)
    letter = make_partner_report(report, ReportLanguage.ENGLISH, paper=Paper.LETTER)

    with pikepdf.open(BytesIO(letter.content)) as pdf:
        assert [float(edge) for edge in pdf.pages[0].MediaBox] == [0, 0, 612, 792]
    assert "Of five promises two were kept" in text_of(letter.content)


def test_a_section_that_was_left_out_is_not_there(lanyu: Lanyu) -> None:
    report = partner_report_of(lanyu.book, lanyu.partner, TO_THE_DAY)
    without = make_partner_report(report, ReportLanguage.ENGLISH, sections=USUAL - {Section.PEOPLE})

    assert "For decisions" not in text_of(without.content)
    assert "People" not in outline_of(without.content)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sections_that_have_nothing_say_so(bare: Lanyu, language: ReportLanguage) -> None:
    content = made(bare, language, THIRD_QUARTER).content
    text = text_of(content)

    if language is ReportLanguage.ENGLISH:
        assert "Nothing was promised at a meeting so far." in text
        assert "No meeting was held in this period." in text
        assert "There was no contact from 1 July 2026 to 30 September 2026." in text
        assert "Nothing is open on either side." in text
        assert "third quarter 2026" in text
    assert "Promise" not in [line.strip() for line in text.splitlines()]  # no head of an empty table


def test_a_meeting_after_the_period_is_not_in_it(lanyu: Lanyu) -> None:
    lanyu.log("10-10", "meeting", "Kick-off of the fourth quarter")

    assert "Kick-off" not in text_of(made(lanyu, period=THIRD_QUARTER).content)


def test_a_period_that_ends_before_it_begins_is_refused(lanyu: Lanyu) -> None:
    with pytest.raises(Refused) as refused:
        partner_report_of(lanyu.book, lanyu.partner, Period(date(2026, 9, 1), date(2026, 8, 1)))

    assert refused.value.problems[0].code == "report-period-backwards"


def test_a_partner_who_is_not_there_is_refused(lanyu: Lanyu) -> None:
    with pytest.raises(Refused) as refused:
        partner_report_of(lanyu.book, 999, TO_THE_DAY)

    assert refused.value.problems[0].code == "report-partner-missing"


def test_the_file_is_whole_and_only_its_owner_reads_it(lanyu: Lanyu, tmp_path: Path) -> None:
    path = tmp_path / "Lanyu.pdf"

    warnings = write_partner_report(lanyu.book, lanyu.partner, TO_THE_DAY, ReportLanguage.ENGLISH, path)

    assert path.read_bytes() == made(lanyu).content
    assert path.stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob("*.part"))
    assert warnings == ()


def test_a_folder_that_is_not_there_is_told_in_words(lanyu: Lanyu, tmp_path: Path) -> None:
    with pytest.raises(WorldFault) as fault:
        write_partner_report(
            lanyu.book, lanyu.partner, TO_THE_DAY, ReportLanguage.ENGLISH, tmp_path / "no" / "Lanyu.pdf"
        )

    assert fault.value.problem.code == "file-not-written"


def test_a_name_that_is_missing_in_a_language_is_warned_of(lanyu: Lanyu) -> None:
    report = partner_report_of(lanyu.book, lanyu.partner, TO_THE_DAY)
    nameless = replace(report, partner=replace(report.partner, name=replace(report.partner.name, chinese="")))

    warnings = make_partner_report(nameless, ReportLanguage.CHINESE).warnings

    assert [warning.code for warning in warnings] == ["report.no-chinese-name"]


def test_own_fields_are_told_where_they_are_asked_for_and_name_no_other_partner(bare: Lanyu) -> None:
    other = bare.book.execute(AddPartner({"name": "Third Party"})).first("partner")
    for values, text in (
        ({"name": "年度预算", "kind": "money", "currency": "CNY"}, "1,200.50"),
        ({"name": "Resold by", "kind": "link"}, f"#{other}"),
    ):
        field = CustomFieldId(bare.book.execute(AddCustomField(values)).first("custom_field"))
        bare.book.execute(SetCustomValue(field, "", text, PartnerId(bare.partner)))
    report = partner_report_of(bare.book, bare.partner, THIRD_QUARTER)

    usual = text_of(make_partner_report(report, ReportLanguage.ENGLISH).content)
    asked = text_of(make_partner_report(report, ReportLanguage.BOTH, sections=USUAL | {Section.OWN_FIELDS}).content)

    assert "年度预算" not in usual
    assert "CNY 1,200.50" in asked
    assert "¥1,200.50" in asked
    assert "Third Party" not in asked
