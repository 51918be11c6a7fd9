"""A register of running contracts 合同台账 taken over: forty rows, once, undone by one step, read off Today."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from crm.acts.importing import ImportPlan, ImportRows, Outcome, SheetKind
from crm.agreements.queries import AgreementDetail, AgreementNamed, Agreements
from crm.agreements.queries.rows import AgreementRow
from crm.book import Book
from crm.exchange.importing import Choices, finished, prepare_import
from crm.language import say
from crm.partners.commands import AddPartner, SetHomeParty
from crm.partners.queries import PartnerCount
from crm.today.queries import Agenda
from crm.values import Refused
from crm.values.enums import AgreementStatus, AgreementType, Language, Renewal
from tests.book.acts import dump

REGISTER = Path(__file__).parent / "registers" / "合同台账.csv"
TODAY = date(2026, 9, 22)
ENGLISH = (
    ["Contract no.", "Title", "Type", "Parties", "Effective date", "Expiry date", "Notice (days)", "Renewal", "Amount",
     "File"],
    ["CS-7", "GPU supply", "compute", "Mingyuan AI; Stratus Peak Cloud Co., Ltd.", "1 March 2025", "2027-02-28", 90,
     "automatic 1 year", "USD 48,000.50", "CS-7.pdf"],
)  # fmt: skip


@pytest.fixture
def register(empty_book: Book) -> Book:
    """A book of 明远, which knows nobody else yet."""
    empty_book.execute(SetHomeParty(company="明远智能科技有限公司", person="林悦"))
    return empty_book


def plan_of(book: Book, file: Path | bytes = REGISTER, **choices: object) -> ImportPlan:
    folder = file.parent if isinstance(file, Path) else None
    wanted = Choices(**{"folder": folder, "new_parties": True, **choices})  # type: ignore[arg-type]  # by name
    plan = finished(prepare_import(book, file, wanted, file="台账.csv")).plan
    counts = plan.counts
    assert counts.read == counts.new + counts.filled + counts.same + counts.problems
    return plan


def take(book: Book, file: Path | bytes = REGISTER, **choices: object) -> ImportPlan:
    plan = plan_of(book, file, **choices)
    book.execute(ImportRows(plan))
    return plan


def rows(*lines: str) -> bytes:
    head = "合同编号,合同名称,甲方,乙方,签订日期,生效日期,到期日,合同期限,通知期,续期,合同金额"
    return "\n".join((head, *lines)).encode()


def named(book: Book, number: str) -> AgreementRow:
    return book.query(AgreementDetail(book.query(AgreementNamed(number))))


def warned(plan: ImportPlan) -> list[str]:
    return [warning.code for _, warning in plan.warnings]


def refused(plan: ImportPlan) -> list[str]:
    return [problem.values["problem"].code for problem in plan.problems]  # type: ignore[attr-defined]  # of a row


def test_forty_contracts_are_taken_over_and_their_next_notice_dates_stand_on_today(register: Book) -> None:
    plan = take(register)

    told = {say(row.title, Language.ENGLISH): row.due_on for row in register.query(Agenda(TODAY)).rows if row.title}
    assert (plan.kind, plan.counts.agreements, plan.counts.partners) == (SheetKind.AGREEMENTS, 40, 17)
    assert told == {
        "Notice on MY-2025-010 must be received by 23 Sep": date(2026, 9, 17),
        **{f"Last safe day for notice on {number}": day for number, day in SAFE.items()},
        **{f"{number} ends": day for number, day in ENDING.items()},
    }


SAFE = {
    "MY-2025-008": date(2026, 9, 23),
    "MY-2025-001": date(2026, 10, 10),  # a Saturday that is worked
    "MY-2025-020": date(2026, 10, 12),
    "MY-2025-002": date(2026, 10, 20),
    "MY-2026-032": date(2026, 10, 26),
    "MY-2026-031": date(2026, 11, 3),
    "MY-2025-015": date(2026, 11, 9),
    "MY-2025-016": date(2026, 11, 26),
    "MY-2025-003": date(2026, 12, 4),
    "MY-2026-028": date(2026, 12, 8),
    "MY-2026-040": date(2026, 12, 16),
    "MY-2025-007": date(2026, 12, 25),
    "MY-2026-025": date(2027, 2, 15),
    "MY-2025-011": date(2027, 2, 16),
    "MY-2025-013": date(2027, 3, 15),
}
"""Last safe days within 180 days. MY-2025-001: from 15 January 2025 each year, 90 days: 16 October, less five."""

ENDING = {
    "MY-2025-004": date(2027, 1, 3),
    "MY-2025-012": date(2027, 1, 11),
    "MY-2026-024": date(2027, 1, 23),
    "MY-2026-036": date(2027, 2, 4),
}
"""Those that nothing renews by itself, and whose last day is near."""


def test_a_second_import_changes_nothing(register: Book) -> None:
    take(register)

    again = plan_of(register)

    assert again.changes_nothing
    assert (again.counts.same, warned(again)) == (40, [])


def test_one_undo_takes_everything_back_and_redo_brings_it_again(register: Book) -> None:
    before = dump(register.path)
    take(register)
    after = dump(register.path)

    register.undo()
    assert dump(register.path) == before
    register.redo()

    assert dump(register.path) == after


def test_unknown_parties_are_named_and_become_partners_only_when_that_was_chosen(register: Book) -> None:
    register.execute(AddPartner({"name": "仁禾医疗数据", "name_zh": "杭州仁禾医疗数据公司"}))

    plan = plan_of(register, new_parties=False)

    assert plan.counts.problems == 40
    assert plan.problems[0].field == "agreement.party_2"
    first = say(plan.problems[0], Language.ENGLISH)
    assert first.startswith(
        "台账.csv, row 2: The party “杭州仁禾医疗数据有限公司” is no partner of this book; the nearest is"
    )
    with pytest.raises(Refused):
        register.execute(ImportRows(plan))
    assert register.query(PartnerCount()) == 1


def test_known_parties_are_found_by_any_of_their_names(register: Book) -> None:
    register.execute(AddPartner({"name": "Renhe", "legal_name": "杭州仁禾医疗数据有限公司"}))

    take(
        register,
        rows("A-1,数据许可,我方,杭州仁禾医疗数据有限公司,2026-01-05,2026-02-01,,24个月,90日,自动续期1年,120万元"),
    )

    agreement = named(register, "a-1")
    terms = agreement.versions[0].terms
    assert [party.is_home for party in agreement.parties] == [True, False]
    assert register.query(PartnerCount()) == 1
    assert (terms.term, terms.notice, terms.renewal, terms.renewal_term) == ("24m", "90d", Renewal.AUTOMATIC, "1y")
    assert (terms.amount, terms.currency, agreement.type) == (120_000_000, "CNY", AgreementType.DATA_LICENCE)
    assert agreement.versions[0].signed_on == date(2026, 1, 5)


def test_a_workbook_with_english_headers_and_a_folder_of_files(register: Book, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in ENGLISH:
        book.active.append(line)  # type: ignore[union-attr]  # a new workbook has a sheet
    book.save(tmp_path / "register.xlsx")
    (tmp_path / "CS-7.pdf").write_bytes(b"%PDF-1.7 signed")

    plan = take(register, tmp_path / "register.xlsx")

    agreement = named(register, "CS-7")
    (file,) = agreement.versions[0].files
    terms = agreement.versions[0].terms
    assert (plan.counts.files, file.name, file.is_signed_copy) == (1, "CS-7.pdf", True)
    assert [party.name_en for party in agreement.parties] == ["Mingyuan AI", "Stratus Peak Cloud Co., Ltd."]
    assert (terms.last_day, terms.notice, terms.amount, terms.currency) == (date(2027, 2, 28), "90d", 4_800_050, "USD")
    assert warned(plan) == ["import.warning.signed-assumed"]


def test_a_file_is_never_read_from_outside_its_folder(register: Book, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("not for a register")
    text = "合同编号,合同名称,乙方,签订日期,合同期限,附件\nA-1,保密协议,仁禾,2026-01-05,12个月,../secret.txt\n"

    plan = take(register, text.encode(), folder=folder)

    assert warned(plan) == ["import.warning.type-guessed", "import.warning.file-missing"]
    assert named(register, "A-1").versions[0].files == ()
    assert named(register, "A-1").versions[0].copy_reason == "自合同台账 台账.csv 导入"


def test_a_length_and_a_last_day_that_agree_are_one_term_and_of_two_that_differ_the_day_counts(register: Book) -> None:
    take(
        register,
        rows(
            "A-1,数据许可,我方,仁禾,2026-01-05,2026-03-01,2028-02-29,24个月,,,",
            "A-2,数据许可,我方,仁禾,2026-01-05,2026-03-01,2028-03-01,两年,,,",
            "A-3,数据许可,我方,仁禾,2026-01-05,2026-03-01,2027-12-31,24个月,,,",
        ),
    )

    terms = [named(register, number).versions[0].terms for number in ("A-1", "A-2", "A-3")]
    assert [(each.term, each.last_day, each.first_day.value) for each in terms] == [
        ("24m", None, "counted"),
        ("2y", None, "not-counted"),
        ("", date(2027, 12, 31), "counted"),
    ]


def test_what_a_signed_agreement_says_otherwise_is_told_and_not_written(register: Book) -> None:
    take(register, rows("A-1,数据许可,我方,仁禾,2026-01-05,2026-03-01,,24个月,90日,自动续期,"))

    plan = plan_of(register, rows("A-1,数据许可,我方,仁禾,2026-01-05,2026-03-01,,36个月,90日,自动续期,"))

    assert plan.changes_nothing
    assert warned(plan) == ["import.warning.agreement-differs"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("A-1,数据许可,我方,仁禾,,,2027-12-31,,,,", "field-required"),
        ("A-1,数据许可,我方,仁禾,2026-12-01,2026-12-01,,24个月,,,", "day-in-future"),
        ("A-1,数据许可,我方,仁禾,2026-01-05,2026-03-01,2026-02-01,,,,", "term-ends-before-start"),
        ("A-1,数据许可,我方,仁禾,2026-01-05,2026-03-01,,大约两三年吧,,,", "row-length-unknown"),
        ("A-1,数据许可,我方,仁禾,2026-01-05,2026-03-01,,3个月,6个月,自动续期,", "notice-longer-than-term"),
        ("A-1,数据许可,我方,仁禾,2026-01-05,2026-03-01,,24个月,,看情况,", "row-renewal-unknown"),
        ("A-1,数据许可,我方,仁禾,2026-01-05,2026-03-01,,24个月,,,很多钱", "row-amount-unknown"),
        ("A-1,往来函件,我方,仁禾,2026-01-05,2026-03-01,,24个月,,,", "row-agreement-type"),
        ("A-1,数据许可,仁禾,仁禾医疗;仁禾,2026-01-05,2026-03-01,,24个月,,,", ""),
        ("A-1,数据许可,我方,明远智能科技有限公司,2026-01-05,2026-03-01,,24个月,,,", "party-twice"),
        ("A-1,数据许可,我方,,2026-01-05,2026-03-01,,24个月,,,", "agreement-needs-two-parties"),
        ("A-1,数据许可,,,2026-01-05,2026-03-01,,24个月,,,", "field-required"),
        ("A-1,数据许可,我方,仁禾,2026-02-30,2026-03-01,,24个月,,,", "row-date-impossible"),
    ],
)
def test_what_is_wrong_with_a_row_is_said_with_its_file_and_number(register: Book, line: str, code: str) -> None:
    plan = plan_of(register, rows(line))

    assert refused(plan) == ([code] if code else [])
    assert all("台账.csv, row 2" in say(problem, Language.ENGLISH) for problem in plan.problems)


def test_good_rows_are_taken_on_demand(register: Book) -> None:
    plan = plan_of(
        register,
        rows(
            "A-1,数据许可,我方,仁禾,2026-01-05,2026-03-01,,24个月,,,",
            "A-2,数据许可,我方,仁禾,2026-01-05,2026-03-01,,?,,,",
        ),
    )

    register.execute(ImportRows(plan, skip_bad=True))

    assert [row.outcome for row in plan.rows] == [Outcome.NEW, Outcome.PROBLEM]
    assert [line.row.number for line in register.query(Agreements(TODAY))] == ["A-1"]


def test_the_same_number_twice_in_a_file_is_one_agreement(register: Book) -> None:
    line = "A-1,数据许可,我方,仁禾,2026-01-05,2026-03-01,,24个月,,,"

    plan = take(register, rows(line, line))

    assert (plan.counts.new, plan.counts.same) == (1, 1)


def test_an_agreement_without_an_end_stays_without_one(register: Book) -> None:
    take(register, rows("A-1,数据许可,我方,仁禾,2026-01-05,2026-03-01,,长期,90日,,"))

    (line,) = register.query(Agreements(TODAY))
    assert (line.life.status, line.life.last_day) == (AgreementStatus.ACTIVE, None)


def test_a_list_of_partners_is_not_taken_for_a_register(register: Book) -> None:
    text = "公司,合作类型,合作期限,签约日期\n仁禾,数据,两年,2026-01-05\n"

    plan = finished(prepare_import(register, text.encode(), file="名录.csv")).plan

    assert plan.kind is SheetKind.PARTNERS


def test_a_register_as_companies_keep_it_ends_with_a_total_that_is_no_contract(register: Book, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.merge_cells("A1:H1")
    sheet["A1"] = "合同台账（2026年）"
    sheet.append(["合同编号", "合同名称", "甲方", "乙方", "签订日期", "到期日", "通知期", "合同金额（万元）"])
    sheet.append(["HT-1", "技术合作协议", "明远智能", "江湾大学", "2025年3月1日", date(2027, 2, 28), "提前90天", 12.5])
    sheet.append([])
    sheet.append(["HT-2", "保密协议", "明远智能", "江湾大学", date(2025, 3, 1), "2027.02.28", "三个月", "3,000.00"])
    sheet.append(["合计", None, None, None, None, None, None, 3012.5])
    book.save(tmp_path / "台账.xlsx")

    choices = Choices(new_parties=True)
    trial = finished(prepare_import(register, tmp_path / "台账.xlsx", choices))
    register.execute(ImportRows(trial.plan))

    assert (trial.plan.counts.new, trial.plan.counts.problems) == (2, 0)
    assert named(register, "HT-1").type is AgreementType.CO_DEVELOPMENT
    assert [say(one, Language.CHINESE) for one in trial.sheet.warnings] == ["第 6 行是合计行，未导入。"]
