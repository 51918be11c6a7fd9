"""The command line of the README: what it does, what it says, and how it leaves."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crm.faces.cli.words import SUBCOMMANDS
from tests.faces.conftest import Liaison


def test_the_landscape_is_imported_once_and_a_second_time_changes_nothing(liaison: Liaison, data: Path) -> None:
    file = str(data / "lfai_landscape.csv")
    liaison("new", str(data_book()))

    first = liaison("import", file)
    again = liaison("import", file)

    assert first.code == 0
    assert "472 new" in first.err
    assert "472 known already" in again.err
    assert len(liaison("partners", "--json").rows) == 641


def data_book() -> Path:
    from crm.book.book import default_path

    return default_path()


def test_a_slug_becomes_the_organisation_that_maintains(liaison: Liaison, data: Path) -> None:
    liaison("new", str(data_book()))
    liaison("import", str(data / "lfai_landscape.csv"))

    (found,) = liaison("partners", "hugging-face", "--json").rows

    assert found["name"] == "Hugging Face"


def test_every_bad_row_is_named_with_file_row_and_remedy_and_nothing_is_taken(liaison: Liaison, tmp_path: Path) -> None:
    liaison("new", str(data_book()))
    file = tmp_path / "名录.csv"
    file.write_text("公司,姓名,职务\n仁禾,沈若兰,总监\n,,主任\n", encoding="utf-8")

    told = liaison("import", str(file))

    assert told.code == 1
    assert "名录.csv, row 3" in told.err
    assert liaison("partners", "--json").rows == []


def test_the_good_rows_are_taken_on_demand_and_the_others_written_beside(liaison: Liaison, tmp_path: Path) -> None:
    liaison("new", str(data_book()))
    file = tmp_path / "名录.csv"
    file.write_text("公司,姓名,职务\n仁禾,沈若兰,总监\n,,主任\n", encoding="utf-8")

    told = liaison("import", str(file), "--skip-bad")

    assert told.code == 1
    assert [row["name"] for row in liaison("partners", "--json").rows] == ["仁禾"]
    assert "主任" in (tmp_path / "名录.csv.rejected.csv").read_text(encoding="utf-8-sig")


def test_a_dry_run_writes_nothing(liaison: Liaison, data: Path) -> None:
    liaison("new", str(data_book()))

    told = liaison("import", str(data / "lfai_landscape.csv"), "--dry-run")

    assert told.code == 0
    assert liaison("history", "--json").rows == []


def test_a_meeting_is_logged_with_what_its_notes_say(liaison: Liaison, copy: str) -> None:
    notes = "@Fang Wei was there. Decided: go. #pilot"
    action = "Send the samples due 2027-01-15"
    told = liaison("log", "仁禾医疗数据", "--book", copy, "--notes", notes, "--action", action, "--kind", "call")

    assert told.code == 0
    newest = liaison("meetings", "--book", copy, "--limit", "1", "--json").rows[0]
    assert (newest["kind"], newest["items"], newest["partners"][0]["en"]) == ("call", 1, "Renhe Hospital Data")


def test_what_was_done_is_undone_and_redone_by_the_same_person(liaison: Liaison, copy: str) -> None:
    liaison("log", "Renhe Hospital Data", "--book", copy, "--notes", "Once more")
    before = liaison("meetings", "--book", copy, "--json").out

    undone = liaison("undo", "--book", copy)
    redone = liaison("redo", "--book", copy)

    assert (undone.code, redone.code) == (0, 0)
    assert liaison("meetings", "--book", copy, "--json").out == before


def test_an_unknown_partner_is_refused_with_the_nearest_names(liaison: Liaison, copy: str) -> None:
    told = liaison("log", "Renhe Hospitel", "--book", copy, "--notes", "x")

    assert told.code == 1
    assert "仁禾医疗数据" in told.err


def test_the_agenda_says_why_each_line_is_there(liaison: Liaison, copy: str) -> None:
    told = liaison("agenda", "--book", copy)

    assert told.code == 0
    assert "Papertown Media" in told.out


@pytest.mark.parametrize("text", ["护士", "护", "failover", "rhyl"])
def test_search_finds_minutes_and_names(liaison: Liaison, copy: str, text: str) -> None:
    assert liaison("search", text, "--book", copy, "--json").rows


def test_a_report_is_a_pdf_and_the_same_bytes_twice(liaison: Liaison, copy: str, tmp_path: Path) -> None:
    words = ("report", "partner", "Renhe Hospital Data", "--book", copy, "--from", "2026-04-01", "--to", "2026-09-22")

    first = liaison(*words, "--out", str(tmp_path / "a.pdf"), "--language", "both")
    liaison(*words, "--out", str(tmp_path / "b.pdf"), "--language", "both")

    assert first.code == 0
    assert (tmp_path / "a.pdf").read_bytes()[:5] == b"%PDF-"
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_the_portfolio_report_and_its_spreadsheet_are_the_same_bytes_twice(
    liaison: Liaison, copy: str, tmp_path: Path
) -> None:
    words = ("report", "portfolio", "--book", copy, "--period", "2026-Q3", "--language", "both")

    for name in ("a", "b"):
        told = liaison(*words, "--out", str(tmp_path / f"{name}.pdf"), "--xlsx", str(tmp_path / f"{name}.xlsx"))
        assert (told.code, told.out) == (0, "")
    for suffix in ("pdf", "xlsx"):
        assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / f"b.{suffix}").read_bytes()


@pytest.mark.parametrize("ending", ["pdf", "xlsx"])
def test_the_register_of_agreements_is_the_same_bytes_twice(
    liaison: Liaison, copy: str, tmp_path: Path, ending: str
) -> None:
    words = ("report", "agreements", "--book", copy, "--language", "both", "--on", "2026-09-22")
    first, second = tmp_path / f"first.{ending}", tmp_path / f"second.{ending}"

    assert liaison(*words, "--out", str(first)).code == liaison(*words, "--out", str(second)).code == 0
    assert first.read_bytes() == second.read_bytes()


def test_the_figures_of_a_portfolio_are_printed_as_the_filter_narrows_them(liaison: Liaison, copy: str) -> None:
    asked = "stage:active tier:strategic"
    figures = liaison("report", "portfolio", "--book", copy, "--filter", asked, "--period", "2026", "--json").rows

    organisations = next(figure for figure in figures["figures"] if figure["code"] == "organisations")
    assert organisations["value"] == len(liaison("partners", *asked.split(), "--book", copy, "--json").rows) > 0
    assert (figures["since"], figures["until"], figures["filter"]) == ("2026-01-01", "2026-12-31", asked)


def test_a_portfolio_filter_that_is_nonsense_is_refused_with_the_nearest_word(liaison: Liaison, copy: str) -> None:
    told = liaison("report", "portfolio", "--book", copy, "--filter", "tyer:strategic", "--json")

    assert (told.code, told.out) == (1, "")
    assert "tier" in told.err


def test_a_book_goes_back_to_its_backup_after_a_preview(liaison: Liaison, copy: str) -> None:
    liaison("backup", "--book", copy)
    name = next(word for word in liaison("restore", "--book", copy).out.split() if word.endswith(".liaison"))
    before = liaison("partners", "--book", copy, "--json").out
    liaison("do", "AddPartner", "name=Passing Fancy", "--book", copy)

    preview = liaison("restore", name, "--dry-run", "--book", copy)
    restored = liaison("restore", name, "--book", copy)

    assert "1 step would be lost" in preview.err
    assert restored.code == 0
    assert liaison("partners", "--book", copy, "--json").out == before


def test_a_sound_book_is_called_sound(liaison: Liaison, copy: str) -> None:
    assert liaison("check", "--book", copy).code == 0


def test_the_remedy_that_a_check_names_mends_an_index_out_of_step(liaison: Liaison, copy: str) -> None:
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("DELETE FROM name_suffix")

    found = liaison("check", "--book", copy)
    mended = liaison("check", "--mend", "--book", copy)

    assert found.code == 1 and "check --mend" in found.err
    assert mended.code == 0
    assert liaison("check", "--book", copy).code == 0


def test_a_report_over_twenty_centuries_is_refused_in_a_sentence(liaison: Liaison, copy: str, tmp_path: Path) -> None:
    path = tmp_path / "all.pdf"

    told = liaison("report", "partner", "Renhe", "--from", "0001-01-01", "--out", str(path), "--book", copy)

    assert told.code == 1
    assert "later beginning" in told.err
    assert not path.exists()


def test_a_report_may_end_on_the_last_day_of_the_calendar(liaison: Liaison, copy: str, tmp_path: Path) -> None:
    period = ("--from", "9999-10-01", "--to", "9999-12-31")

    assert liaison("report", "partner", "Renhe", *period, "--out", str(tmp_path / "q.pdf"), "--book", copy).code == 0


def test_a_number_that_no_book_holds_is_refused_in_a_sentence(liaison: Liaison, copy: str) -> None:
    listed = liaison("do", "BinPartners", "ids=[99999999999999999999]", "--book", copy)
    owner = liaison("do", "AddPartner", 'values={"name": "Foo", "owner_id": 99999999999999999999}', "--book", copy)

    assert (listed.code, listed.err.count("\n")) == (2, 1)
    assert owner.code == 1 and "no longer in the book" in owner.err


def test_bytes_are_taken_as_answers_print_them(liaison: Liaison, copy: str) -> None:
    words = ("AttachFile", "name=hi.txt", "content=aGk=", "partner_id=2", "--json", "--book", copy)
    key = liaison("do", *words).rows["made"]["attachment"][0]

    assert liaison("ask", "AttachmentBytes", f"id={key}", "--book", copy).rows[1] == "aGk="


def test_a_file_that_is_no_book_is_named_and_left_alone(liaison: Liaison, tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear all")

    told = liaison("partners", "--book", str(file))

    assert told.code == 1
    assert "letter.txt" in told.err
    assert file.read_text() == "Dear all"


WRONG = [
    ("partners", "--frob"),
    ("frob",),
    ("log", "x", "--on", "yesterdayish"),
    ("log", "x", "--kind", "seance"),
    ("history", "--limit", "-5"),
    ("search", "x", "--limit", "99999999999999999999"),
    ("meetings", "--limit", "ten"),
    ("do", "AddPrtner"),
    ("do", "AddPartner", "name"),
    ("do", "ChangeStage", "partner_role_id=one", "stage=active"),
    ("ask", "PartnerDetail"),
    ("report", "partner", "x"),
    ("report", "portfolio"),
    ("report", "agreements", "--out", "register.odt"),
    ("report", "portfolio", "--json", "--period", "autumn"),
    ("report", "portfolio", "--json", "--period", "2026-Q3", "--from", "2026-07-01"),
    ("import", "x.csv", "--map", "name"),
]


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_wrong_usage_leaves_with_2_and_says_what_is_wrong(
    liaison: Liaison, sample: Path, words: tuple[str, ...]
) -> None:
    told = liaison("--book", str(sample), *words)

    assert told.code == 2
    assert told.err.strip()
    assert "Traceback" not in told.err


def test_do_and_ask_reach_any_command_and_query(liaison: Liaison, copy: str) -> None:
    made = liaison("do", "AddPartner", "name=Foo", "tier=strategic", 'verticals=["health"]', "--book", copy, "--json")
    key = made.rows["made"]["partner"][0]

    found = liaison("ask", "PartnerDetail", f"id={key}", "--book", copy).rows

    assert found["fields"]["tier"] == "strategic"


def test_both_languages_are_spoken(liaison: Liaison, sample: Path) -> None:
    chinese = liaison("--language", "zh", "partners", "--book", str(sample))
    wrong = liaison("--language", "zh", "partners", "--frob")

    assert "仁禾医疗数据" in chinese.out
    assert wrong.err.startswith("用法：")


@pytest.mark.parametrize("name", SUBCOMMANDS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_subcommand_explains_itself(
    name: str, language: str, liaison: Liaison, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        liaison("--language", language, name, "--help")

    assert left.value.code == 0
    assert "cli." not in capsys.readouterr().out


def test_a_missing_record_is_named_in_the_language_spoken(liaison: Liaison, copy: str) -> None:
    asked = liaison("--language", "zh", "ask", "PartnerDetail", "id=999", "--book", copy)
    done = liaison("--language", "zh", "do", "BinPartners", "ids=[999]", "--book", copy)

    assert "伙伴 999" in asked.err and "伙伴 999" in done.err


def test_an_import_takes_what_a_person_says_of_words_duplicates_and_the_sheet(liaison: Liaison, tmp_path: Path) -> None:
    import openpyxl

    workbook = openpyxl.Workbook()
    workbook.create_sheet("名录").append(["公司", "合作类型", "城市"])
    workbook["名录"].append(["仁禾", "银行", "杭州"])
    workbook.save(tmp_path / "两张表.xlsx")
    file = str(tmp_path / "两张表.xlsx")
    liaison("new", str(tmp_path / "b.liaison"))
    book = ("--book", str(tmp_path / "b.liaison"))

    assert liaison(*book, "import", file, "--sheet", "名录").code == 1
    assert liaison(*book, "import", file, "--sheet", "名录", "--value", "银行=financial").code == 0
    workbook["名录"]["C2"] = "上海"
    workbook.save(file)
    told = liaison(
        *book, "import", file, "--sheet", "名录", "--value", "role:银行=金融机构", "--dry-run", "--json"
    ).rows
    assert told["rows"] == [
        {
            "number": 2,
            "outcome": "same",
            "because": told["rows"][0]["because"],
            "problems": [],
            "conflicts": [{"field": "city", "book": "杭州", "file": "上海"}],
        }
    ]
    assert (
        liaison(*book, "import", file, "--sheet", "名录", "--value", "银行=financial", "--duplicates", "update").code
        == 0
    )
    assert "仁禾" in liaison(*book, "partners", "上海").out
    wrong = liaison(*book, "import", file, "--value", "银行")
    assert wrong.code == 2 and "银行" in wrong.err
