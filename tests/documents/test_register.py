"""The register of agreements as a PDF and as a spreadsheet, and the command that writes it."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from crm.agreements.queries.listing import AgreementLine, life_of
from crm.book import Book
from crm.documents.register_content import AgreementRegister, Register, RegisterLine, register_of
from crm.documents.register_report import make_register_report, make_register_workbook, write_register_report
from crm.documents.speech import Name
from crm.values.enums import AgreementStatus, ReportLanguage
from crm.values.ids import AgreementId, AgreementPartyId
from tests.agreements.drafting.drafts import PARTIES, TERMS, agreement, version
from tests.documents.reading import fonts_of, pages_of, plain, poppler

TODAY = date(2026, 10, 20)
HOME = Name("Mingyuan AI", "Mingyuan AI", "明远智能")
LANGUAGES = list(ReportLanguage)


def signed(key: int, until: date, **changes: object) -> AgreementLine:
    terms = replace(TERMS, term="", last_day=until, amount=123_456_700, **changes.pop("terms", {}))
    made = version(terms=terms, signed_on=date(2025, 2, 18), copy_on=date(2025, 2, 18), marks=marks())
    row = agreement(
        id=AgreementId(key),
        version=key,
        number=f"MY-DL-2025-{key:03}",
        versions=(made,),
        **changes,
    )
    return AgreementLine(row, life_of(row, TODAY))


def marks() -> tuple:  # type: ignore[type-arg]
    from crm.agreements.queries.rows import MarkRow
    from crm.values.enums import MarkKind

    return tuple(MarkRow(AgreementPartyId(party.id), kind, date(2025, 2, 18)) for party in PARTIES for kind in MarkKind)


@pytest.fixture(scope="module")
def register() -> Register:
    ended = replace(TERMS, renewal=type(TERMS.renewal).NONE, renewal_term="")
    return register_of(
        [
            signed(1, date(2028, 6, 30)),
            signed(2, date(2027, 2, 28), title_en="R&D <b>licence</b> {n}", title_zh="=HYPERLINK(1)"),
            signed(3, date(2026, 3, 31), terms={"renewal": ended.renewal, "renewal_term": ""}),
            signed(4, date(2027, 1, 10)),
        ],
        HOME,
        TODAY,
    )


def test_what_must_be_done_next_stands_first_and_what_is_over_last(register: Register) -> None:
    assert [line.id for line in register.lines] == [4, 2, 1, 3]
    first, second, _, last = register.lines
    assert (second.notice, second.last_safe) == (date(2026, 11, 30), date(2026, 11, 23))
    assert second.days_left(TODAY) == 34 and last.status is AgreementStatus.EXPIRED and last.days_left(TODAY) is None
    assert first.days_left(TODAY) is not None and first.days_left(TODAY) < 0  # type: ignore[operator]
    assert second.amount == Fraction(1_234_567)


def test_the_pdf_names_number_parties_term_dates_and_amount(register: Register) -> None:
    told = plain(make_register_report(register, ReportLanguage.ENGLISH).content)

    for words in ("MY-DL-2025-002·Datalicence", "RenheHospitalData", "2027-02-28", "2026-11-30", "2026-11-23"):
        assert words in told, words
    assert "34daysleft" in told and "daysago" in told and "1,234,567.00" in told and "Expired" in told
    assert "R&D<b>licence</b>{n}" in told
    assert "Asof20October2026:4agreements." in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_date_is_broken_over_two_lines(register: Register, language: ReportLanguage) -> None:
    told = "\n".join(pages_of(make_register_report(register, language).content))

    for line in register.lines:
        for on in (line.first_day, line.last_day, line.notice, line.last_safe):
            assert on is None or on.isoformat() in told, on


def test_the_same_in_chinese_and_in_both(register: Register) -> None:
    chinese = plain(make_register_report(register, ReportLanguage.CHINESE).content)
    both = plain(make_register_report(register, ReportLanguage.BOTH).content)

    assert "截至2026年10月20日，共4份协议。" in chinese and "剩34天" in chinese and "仁和医院数据" in chinese
    assert "最晚发函日" in both and "Lastsafeday" in both


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_register_gives_the_same_bytes(register: Register, language: ReportLanguage, tmp_path: Path) -> None:
    content = make_register_report(register, language).content

    assert content == make_register_report(register, language).content
    assert make_register_workbook(register, language) == make_register_workbook(register, language)
    assert all(fonts_of(content).values())
    assert "Helvetica" not in poppler("pdffonts", content, tmp_path)


def test_the_spreadsheet_has_days_as_days_and_no_formula(register: Register) -> None:
    page = openpyxl.load_workbook(BytesIO(make_register_workbook(register, ReportLanguage.CHINESE))).worksheets[0]

    head, _, row, *_ = list(page.iter_rows(values_only=True))
    told = dict(zip(head, row, strict=True))
    assert told["编号"] == "MY-DL-2025-002" and told["金额"] == 1_234_567
    assert told["最晚发函日"].date() == date(2026, 11, 23) and told["剩余天数"] == 34
    assert told["名称"] == "=HYPERLINK(1)"
    assert page.cell(3, 2).data_type == "s"


def test_three_hundred_agreements_repeat_their_head_on_every_page(register: Register) -> None:
    line = register.lines[1]
    many = replace(register, lines=tuple(replace(line, id=at, number=f"N-{at}") for at in range(300)))

    pages = pages_of(make_register_report(many, ReportLanguage.ENGLISH).content)

    assert len(pages) > 10 and all("Notice date" in page for page in pages)
    assert "N-299" in "".join(pages)


def test_twelve_parties_and_amounts_in_other_currencies(register: Register) -> None:
    line = replace(register.lines[1], parties=tuple(Name(f"Party {at}") for at in range(12)))
    lines = (amount(line, "JPY", Fraction(-1_500)), amount(line, "KWD", Fraction(1_234_567, 1000)))

    told = plain(make_register_report(replace(register, lines=lines), ReportLanguage.ENGLISH).content)

    assert "−1,500" in told and "1,234.567" in told and "and6more" in told


def amount(line: RegisterLine, currency: str, value: Fraction) -> RegisterLine:
    return replace(line, currency=currency, amount=value)


def test_an_empty_book_says_so(empty_book: Book, tmp_path: Path) -> None:
    register = empty_book.query(AgreementRegister(TODAY))

    write_register_report(register, ReportLanguage.BOTH, tmp_path / "register.pdf")
    write_register_report(register, ReportLanguage.BOTH, tmp_path / "register.xlsx")

    assert "Thereisnoagreementinthebookyet." in plain((tmp_path / "register.pdf").read_bytes())
    assert (tmp_path / "register.xlsx").read_bytes()[:2] == b"PK"
