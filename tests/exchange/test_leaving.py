"""A list that leaves: typed, whole or not at all, nothing in it runs, and an import reads it back as it was."""

import csv
import io
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from crm.acts.importing import ImportRows
from crm.book import Book, FixedClock
from crm.exchange.importing import finished, prepare_import
from crm.exchange.leaving import Leaving, Left, export_list, leaving_name
from crm.exchange.leaving.workbook import LONGEST_CELL
from crm.partners.commands import AddCustomField, AddPartner, NewRole, SetCustomValue, TagRecords
from crm.partners.filters import read_filter
from crm.partners.queries import PartnerRows
from crm.values import Refused, WorldFault
from crm.values.enums import Language, PartnerRole, Stage
from crm.values.ids import CustomFieldId, PartnerId
from tests.conftest import NOON

HOSTILE = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\tx",
    "＝1+1",
    "＠x",
    "'=quoted",
    "https://a.b/c?d=e",
    '=HYPERLINK("http://x","y")',
]


@pytest.fixture
def filled(book: Book) -> Book:
    """Three partners, one of them with all that may be said of it."""
    roles = (NewRole(PartnerRole.PLATFORM, Stage.ACTIVE), NewRole(PartnerRole.DISTRIBUTOR, Stage.PROSPECT))
    values = {
        "name": "海棠优选",
        "name_en": "Haitang",
        "name_zh": "海棠优选",
        "tier": "strategic",
        "country": "CN",
        "city": "广州",
        "description": "first line\nsecond, with a comma",
        "other_names": "Haitang Ltd\nHT",
        "legal_name": "=1+1",
    }
    key = PartnerId(book.execute(AddPartner(values, verticals=("health", "法律"), roles=roles)).first("partner"))
    book.execute(TagRecords(("llm", "pilot"), (key,)))
    book.execute(AddPartner({"name": "Nothing else"}))
    book.execute(AddPartner({"name": "Third"}))
    return book


def left(book: Book, path: Path, asked: str = "", language: Language = Language.ENGLISH, **values: object) -> Left:
    leaving = Leaving(read_filter(asked).filter, **values)  # type: ignore[arg-type]
    return finished(export_list(book, path, leaving, language))


def lines(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def cells(path: Path) -> list[list[object]]:
    from openpyxl import load_workbook

    book = load_workbook(path, data_only=False)
    return [[cell.value for cell in row] for row in book.active.iter_rows()]


def own(book: Book, **values: object) -> CustomFieldId:
    return CustomFieldId(book.execute(AddCustomField(values)).first("custom_field"))


def everything(book: Book) -> list[tuple[object, ...]]:
    rows = book.query(PartnerRows(book.clock.today()))
    return [(row.name, row.name_en, row.roles, row.tier, row.country, row.city) for row in rows]


def test_a_list_leaves_in_the_order_and_the_words_of_its_view(filled: Book, tmp_path: Path) -> None:
    path = tmp_path / "伙伴.csv"

    done = left(filled, path, "sort:-name", Language.CHINESE, columns=("name", "roles", "tier"))

    assert (done.rows, done.cut) == (3, 0)
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == 4
    assert lines(path) == [
        ["伙伴", "类型与阶段", "级别"],
        ["Third", "", ""],
        ["Nothing else", "", ""],
        ["海棠优选", "平台：合作中；分销商：潜在", "战略"],
    ]


def test_a_workbook_has_days_as_days_and_numbers_as_numbers(filled: Book, tmp_path: Path) -> None:
    hours, money, mixed, day = (
        own(filled, name="GPU hours", kind="number"),
        own(filled, name="Budget", kind="money", currency="CNY"),
        own(filled, name="Grant", kind="money"),
        own(filled, name="Signed", kind="date"),
    )
    key = PartnerId(filled.query(PartnerRows(NOON.date(), read_filter("haitang").filter))[0].id)
    for field, value in ((hours, "1234567.000001"), (money, "1200.50"), (mixed, "USD 7"), (day, "2026-02-28")):
        filled.execute(SetCustomValue(field, "", value, key))
    columns = ("name", "gpu-hours", "budget", "grant", "signed", "created", "open")

    left(filled, tmp_path / "a.xlsx", "haitang", columns=columns)

    head, row = cells(tmp_path / "a.xlsx")
    assert head == ["Partner", "GPU hours", "Budget", "Grant", "Signed", "Added on", "Open items"]
    assert row[1:4] == [1234567.000001, 1200.5, "USD 7.00"]
    assert [getattr(value, "date", lambda: None)() for value in row[4:6]] == [date(2026, 2, 28), NOON.date()]
    assert row[6] == 0


def test_a_number_that_excel_would_round_leaves_as_a_text(filled: Book, tmp_path: Path) -> None:
    hours = own(filled, name="Tokens", kind="number")
    key = PartnerId(filled.query(PartnerRows(NOON.date(), read_filter("haitang").filter))[0].id)
    filled.execute(SetCustomValue(hours, "", "123456789012.000001", key))

    left(filled, tmp_path / "a.xlsx", "haitang", columns=("tokens",))
    left(filled, tmp_path / "a.csv", "haitang", columns=("tokens",))

    assert cells(tmp_path / "a.xlsx")[1] == ["123456789012.000001"]
    assert lines(tmp_path / "a.csv")[1] == ["123456789012.000001"]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_leaves_runs_and_it_comes_back_as_it_was(text: str, filled: Book, tmp_path: Path) -> None:
    """TRUST D4, in a cell and in a header."""
    field = own(filled, name=f"{text} field")
    key = PartnerId(filled.execute(AddPartner({"name": "Bad", "description": text})).first("partner"))
    filled.execute(SetCustomValue(field, "", text, key))
    columns = ("name", "description", filled_key(filled))

    left(filled, tmp_path / "a.csv", "name=Bad", columns=columns)
    left(filled, tmp_path / "a.xlsx", "name=Bad", columns=columns)
    left(filled, tmp_path / "raw.csv", "name=Bad", columns=columns, guard=False)

    for row in lines(tmp_path / "a.csv"):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "＝", "＠")) for cell in row)
    assert lines(tmp_path / "raw.csv")[1][1] == text.strip() or lines(tmp_path / "raw.csv")[1][1] == text
    from openpyxl import load_workbook

    for cell in (cell for row in load_workbook(tmp_path / "a.xlsx").active.iter_rows() for cell in row):
        assert cell.data_type in ("s", "inlineStr", "n")
        assert cell.hyperlink is None
    sheet = finished(prepare_import(filled, tmp_path / "a.csv")).sheet
    assert sheet.rows[0][1] == lines(tmp_path / "raw.csv")[1][1]


def filled_key(book: Book) -> str:
    from crm.partners.queries.custom_field import CustomFields

    return book.query(CustomFields())[0].key


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("language", Language)
def test_what_left_is_read_back_into_another_book(
    ending: str, language: Language, filled: Book, tmp_path: Path
) -> None:
    path = tmp_path / f"all{ending}"
    left(filled, path, language=language)
    other = Book.create(tmp_path / "other.liaison", clock=FixedClock(NOON))

    other.execute(ImportRows(finished(prepare_import(other, path)).plan))

    assert everything(other) == everything(filled)
    back = other.query(PartnerRows(NOON.date(), read_filter("tag:llm tag:pilot vertical:health 法律").filter))
    assert [row.name for row in back] == ["海棠优选"]
    legal = other.query(PartnerRows(NOON.date(), read_filter('legal:"=1+1" alias:HT about:"second, with"').filter))
    assert [row.name for row in legal] == ["海棠优选"]
    other.close()


def test_what_left_changes_nothing_in_the_book_that_it_left(filled: Book, tmp_path: Path) -> None:
    left(filled, tmp_path / "all.csv")

    plan = finished(prepare_import(filled, tmp_path / "all.csv")).plan

    assert (plan.counts.new, plan.counts.filled, plan.counts.same, plan.counts.problems) == (0, 0, 3, 0)


def test_a_cancelled_export_leaves_nothing(filled: Book, tmp_path: Path) -> None:
    for name in ("a.csv", "a.xlsx"):
        steps = export_list(filled, tmp_path / name, Leaving(), Language.ENGLISH)
        next(steps)
        steps.close()

    assert [path for path in tmp_path.iterdir() if path.suffix in (".csv", ".xlsx", ".part")] == []


def test_a_file_that_stands_there_is_not_touched_unless_one_says_so(filled: Book, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("mine")

    with pytest.raises(Refused) as refusal:
        left(filled, path)
    assert (refusal.value.problems[0].code, path.read_text()) == ("export-file-exists", "mine")

    assert left(filled, path, replace=True).rows == 3


@pytest.mark.parametrize("name", ["a.ods", "a", "a.csv.exe", ".csv"])
def test_an_ending_that_is_not_written_is_refused(name: str, filled: Book, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        left(filled, tmp_path / name)

    assert refusal.value.problems[0].code == "export-ending-unknown"
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["missing/a.csv", "missing/a.xlsx"])
def test_a_folder_that_is_not_there_is_a_fault_of_the_world(name: str, filled: Book, tmp_path: Path) -> None:
    with pytest.raises(WorldFault) as fault:
        left(filled, tmp_path / name)

    assert fault.value.problem.code == "file-not-written"


@pytest.mark.skipif(sys.platform != "linux", reason="left out: /dev/full is a device of Linux")
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_full_disk_leaves_no_half_file(
    name: str, filled: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crm.book import outside

    with Path("/dev/full").open("r+b", buffering=0) as full:
        monkeypatch.setattr(outside, "part_file", lambda _part: full)
        with pytest.raises(WorldFault) as fault:
            left(filled, tmp_path / name)

    assert fault.value.problem.code == "file-not-written"
    assert not (tmp_path / name).exists()


def test_a_text_longer_than_a_cell_of_excel_is_cut_there_and_said(filled: Book, tmp_path: Path) -> None:
    long = "长" * (LONGEST_CELL + 1)
    filled.execute(AddPartner({"name": "Long", "description": long}))

    assert left(filled, tmp_path / "a.xlsx", "name=Long", columns=("description",)).cut == 1
    assert left(filled, tmp_path / "a.csv", "name=Long", columns=("description",)).cut == 0
    assert lines(tmp_path / "a.csv")[1] == [long]
    assert len(str(cells(tmp_path / "a.xlsx")[1][0])) == LONGEST_CELL


def test_signs_that_xml_does_not_know_leave_and_come_back(filled: Book, tmp_path: Path) -> None:
    odd = "a\x0bb\x1fc 👩‍⚕️ ‮x‬ <&>\"'"
    filled.execute(AddPartner({"name": "Odd", "description": odd}))

    left(filled, tmp_path / "a.xlsx", "name=Odd", columns=("name", "description"))

    sheet = finished(prepare_import(filled, tmp_path / "a.xlsx")).sheet
    assert "👩‍⚕️" in str(sheet.rows[0][1])


@pytest.mark.parametrize(
    ("title", "name"),
    [("Q3: R&D/plan", "Q3 R&D plan.csv"), ("../../etc/passwd", "etc passwd.csv"), ("CON", "_CON.csv"), ("", "_.csv")],
)
def test_a_view_gives_its_file_a_safe_name(title: str, name: str) -> None:
    assert leaving_name(title, ".csv") == name


def test_progress_is_told_row_by_row_of_the_whole(filled: Book, tmp_path: Path) -> None:
    told: Sequence[object] = [
        (step.done, step.total) for step in export_list(filled, tmp_path / "a.csv", Leaving(), Language.ENGLISH)
    ]

    assert told == [(3, 3)]
