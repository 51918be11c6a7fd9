"""Files that arrive by the command line: templates of tables, and papers for partners."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.faces.conftest import Liaison

TABLE = "甲,乙\n仁禾,银行\n"


@pytest.fixture
def book(liaison: Liaison, tmp_path: Path) -> tuple[str, str]:
    liaison("new", str(tmp_path / "b.liaison"))
    return "--book", str(tmp_path / "b.liaison")


def test_a_template_is_kept_and_read_by_again(liaison: Liaison, tmp_path: Path, book: tuple[str, str]) -> None:
    file, later = tmp_path / "a.csv", tmp_path / "b.csv"
    file.write_text(TABLE, encoding="utf-8")
    later.write_text(TABLE.replace("仁禾", "澜亭"), encoding="utf-8")
    said = ("--map", "name=甲", "--map", "role=乙", "--value", "银行=financial")
    kept = liaison(*book, "import", str(file), *said, "--duplicates", "update", "--keep-template", "代理")
    assert kept.code == 0

    told = liaison(*book, "import", str(later), "--json")
    assert told.code == 0 and "read as in template “代理”" in told.err
    assert [column["field"] for column in told.rows["columns"]] == ["partner.name", "partner.role"]
    assert "1 row" in liaison(*book, "undo").err
    assert "template" not in liaison(*book, "import", str(later), "--template", "none", "--dry-run").err
    assert liaison(*book, "import", str(later), "--template", "代理", "--dry-run").code == 0
    unknown = liaison(*book, "import", str(later), "--template", "x")
    assert unknown.code == 1 and "代理" in unknown.err
    taken = liaison(*book, "import", str(later), "--map", "city=乙", "--template", "代理", "--dry-run", "--json")
    assert [column["field"] for column in taken.rows["columns"]] == ["partner.name", "partner.city"]


def test_papers_are_proposed_then_attached(liaison: Liaison, tmp_path: Path, book: tuple[str, str]) -> None:
    (tmp_path / "a.csv").write_text("公司\n仁禾医疗数据有限公司\n澜亭银行\n", encoding="utf-8")
    liaison(*book, "import", str(tmp_path / "a.csv"))
    folder = tmp_path / "papers"
    folder.mkdir()
    for name in ("仁禾医疗数据 备忘录.pdf", "holiday.pdf", ".hidden"):
        (folder / name).write_bytes(b"%PDF-1.4")

    assert liaison(*book, "attach", str(folder)).code == 2
    dry = liaison(*book, "attach", str(folder), "--dry-run", "--json")
    assert [row["partner"] for row in dry.rows] == [None, "仁禾医疗数据有限公司"]
    assert "1 file would be attached" in dry.err and "holiday.pdf" in dry.err and ".hidden" in dry.err

    done = liaison(*book, "attach", str(folder), "--match")
    assert done.code == 1 and "1 file attached" in done.err
    whole = liaison(*book, "attach", str(folder / "holiday.pdf"), "--partner", "澜亭银行")
    assert whole.code == 0
    liaison(*book, "undo")
    shown = json.loads(liaison(*book, "ask", "PartnersInFileNames", 'files=["澜亭银行.pdf"]').out)
    assert shown[0]["found"][0]["title_zh"] == "澜亭银行"
    assert liaison(*book, "attach", str(folder), "--partner", "nobody").code == 1
    assert liaison(*book, "attach", str(tmp_path / "gone.pdf"), "--match").code == 1


def test_days_of_two_months_are_asked_once_and_other_sheets_are_named(
    liaison: Liaison, tmp_path: Path, book: tuple[str, str]
) -> None:
    file = tmp_path / "days.csv"
    file.write_text("partner,date,notes\nAcme,3/4/2026,hi\nBeta,5/6/2026,ho\n", encoding="utf-8")

    asked = liaison(*book, "import", str(file), "--dry-run")
    assert asked.code == 1 and asked.err.count("may be of two months") == 1
    assert liaison(*book, "import", str(file), "--dry-run", "--order", "day-first").code == 0

    workbook = openpyxl.Workbook()
    for sheet, name in ((workbook.worksheets[0], "Acme"), (workbook.create_sheet("Later"), "Beta")):
        sheet.append(["name"])
        sheet.append([name])
    workbook.save(tmp_path / "two.xlsx")
    first = liaison(*book, "import", str(tmp_path / "two.xlsx"), "--dry-run")
    assert first.code == 0 and "Later" in first.err
    assert "Later" not in liaison(*book, "import", str(tmp_path / "two.xlsx"), "--dry-run", "--sheet", "Later").err
