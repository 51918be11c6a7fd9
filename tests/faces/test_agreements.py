"""Agreements on the command line: the list, one in full with its arithmetic, the register."""

from datetime import date
from pathlib import Path

import pytest

from crm.faces.cli.entry import main
from tests.faces.conftest import Liaison

REGISTER = (
    "合同编号,合同名称,类型,甲方,乙方,签订日期,生效日期,合同期限,通知期,续期,合同金额\n"
    "DL-7,数据许可协议,数据许可,我方,仁禾,2025-02-20,2025-03-01,24个月,90日,自动续期12个月,CNY 1200000\n"
    "MOU-1,合作备忘录,,我方,江湾大学,2026-01-05,2026-01-05,长期,30日,,\n"
)


@pytest.fixture
def book(liaison: Liaison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A book of ours with two agreements, on the day of the drawings."""
    monkeypatch.setattr("crm.book.clock.SystemClock.today", lambda _self: date(2026, 9, 22))
    path = str(tmp_path / "book.liaison")
    file = tmp_path / "台账.csv"
    file.write_text(REGISTER, encoding="utf-8")
    liaison("new", path)
    liaison("do", "SetHomeParty", "company=Mingyuan AI", "person=Lin Yue", "--book", path)
    told = liaison("import", str(file), "--kind", "agreements", "--new-parties", "--book", path)
    assert (told.code, "agreements 2 (with 0 files), partners 2" in told.err) == (0, True)
    return path


def test_the_list_says_what_must_be_done_next_first(liaison: Liaison, book: str) -> None:
    told = liaison("agreements", "--book", book)

    head, first, second = told.out.splitlines()
    assert head.split("  ")[0] == "number"
    assert first.startswith("DL-7")
    assert [part for part in first.split("  ") if part][-4:] == ["28 Feb 2027", "30 Nov 2026", "23 Nov 2026", "62"]
    assert second.startswith("MOU-1")


@pytest.mark.parametrize(("due", "numbers"), [("61", []), ("62", ["DL-7"]), ("36500", ["DL-7"])])
def test_due_lists_what_must_be_decided_within_so_many_days(
    liaison: Liaison, book: str, due: str, numbers: list[str]
) -> None:
    rows = liaison("agreements", "--due", due, "--book", book, "--json").rows

    assert [row["number"] for row in rows] == numbers


@pytest.mark.parametrize("due", ["soon", "-1", "36501", "999999999999"])
def test_due_takes_days_only(liaison: Liaison, book: str, due: str) -> None:
    told = liaison("agreements", f"--due={due}", "--book", book)

    assert (told.code, "--due" in told.err) == (2, True)


def test_a_record_of_the_list_holds_what_follows_from_it(liaison: Liaison, book: str) -> None:
    row = liaison("agreements", "--book", book, "--json").rows[0]

    assert (row["status"], row["last_day"], row["notice_date"]) == ("in-notice-window", "2027-02-28", "2026-11-30")
    assert (row["last_safe_day"], row["days_left"], row["amount"]) == ("2026-11-23", 62, 120_000_000)
    assert [party["is_home"] for party in row["parties"]] == [True, False]


def test_one_agreement_is_shown_with_the_arithmetic_of_each_date(liaison: Liaison, book: str) -> None:
    told = liaison("agreement", "show", "dl-7", "--book", book)

    assert told.code == 0
    lines = [line.strip() for line in told.out.splitlines()]
    assert "End of term: 28 Feb 2027, 1 Mar 2025 + 24 months" in lines
    assert "Notice date: 30 Nov 2026, 28 Feb 2027 − 90 days" in lines
    assert "Last safe day: 23 Nov 2026, 30 Nov 2026 − 5 working days, China" in lines
    assert any("otherwise 1 Mar 2027" in line for line in lines)
    assert "not counted: 28 Nov to 29 Nov (weekend)" in lines
    assert "62 days until the last safe day" in lines
    assert "Amount: CNY 1,200,000.00" in lines


def test_it_says_the_same_in_chinese(book: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--language=zh", "agreement", "show", "DL-7", "--book", book])

    told = capsys.readouterr().out
    assert "通知截止日：2026年11月30日，2027年2月28日 − 90日" in told
    assert "最晚发函日：2026年11月23日，2026年11月30日 − 5 个工作日（中国）" in told


def test_an_agreement_without_an_end_says_how_it_is_ended(liaison: Liaison, book: str) -> None:
    told = liaison("agreement", "show", "MOU-1", "--book", book)

    assert "Without an end; ended by notice of 30 days" in told.out


def test_it_is_told_as_json_with_dates_and_their_arithmetic(liaison: Liaison, book: str) -> None:
    told = liaison("agreement", "show", "DL-7", "--book", book, "--json").rows

    assert [(step["what"], step["day"]) for step in told["dates"]] == [
        ("reckoning.end-of-term", "2027-02-28"),
        ("reckoning.notice-date", "2026-11-30"),
        ("reckoning.last-safe-day", "2026-11-23"),
    ]
    assert told["dates"][1]["how"]["text"] == "28 Feb 2027 − 90 days"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_name_that_nobody_has_is_refused_with_what_to_do(
    book: str, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    assert main([f"--language={language}", "agreement", "show", "CS-9", "--book", book]) == 1

    told = capsys.readouterr().err
    assert "CS-9" in told
    assert "liaison agreements" in told


def test_two_of_one_title_are_told_apart_by_number(liaison: Liaison, book: str, tmp_path: Path) -> None:
    file = tmp_path / "more.csv"
    file.write_text(REGISTER.replace("DL-7", "DL-8"), encoding="utf-8")
    liaison("import", str(file), "--new-parties", "--book", book)

    told = liaison("agreement", "show", "数据许可协议", "--book", book)

    assert (told.code, "2 agreements are called" in told.err) == (1, True)


def test_an_empty_book_says_how_to_begin(liaison: Liaison, tmp_path: Path) -> None:
    path = str(tmp_path / "empty.liaison")
    liaison("new", path)

    told = liaison("agreements", "--book", path)

    assert (told.code, "import FILE --kind agreements" in told.err) == (0, True)


def test_the_agenda_lists_the_notice(liaison: Liaison, book: str) -> None:
    told = liaison("agenda", "--book", book)

    assert "Last safe day for notice on DL-7" in told.out
    assert "Ends 28 Feb 2027 − 90 days = 30 Nov; − 5 working days = 23 Nov" in told.out


def test_an_unknown_party_is_told_and_nothing_is_taken(liaison: Liaison, tmp_path: Path) -> None:
    path, file = str(tmp_path / "other.liaison"), tmp_path / "台账.csv"
    file.write_text(REGISTER, encoding="utf-8")
    liaison("new", path)

    told = liaison("import", str(file), "--book", path)

    assert told.code == 1
    assert "The party “仁禾” is no partner of this book" in told.err
    assert liaison("agreements", "--book", path, "--json").rows == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_no_agreement_says_is_silent(book: str, capsys: pytest.CaptureFixture[str], language: str) -> None:
    assert main([f"--language={language}", "rights", "train", "x-rays", "--book", book]) == 0

    assert {"en": "Nothing says so: no agreement in force", "zh": "没有约定：生效中的协议均未提到"}[
        language
    ] in capsys.readouterr().err


def test_the_rights_of_the_sample_are_listed_with_their_clause(liaison: Liaison, sample: Path) -> None:
    told = liaison("rights", "--book", str(sample), "--json").rows

    assert {(right["number"], right["use"], right["answer"]) for right in told["rights"]} >= {
        ("DL-2025-0007", "train", "yes"),
        ("DL-2025-0007", "sublicense", "no"),
    }
    assert all(right["clause"] for right in told["rights"] if right["number"] == "DL-2025-0007")


@pytest.mark.parametrize("question", ["may we train on Renhe dialogues", "能否用仁禾对话数据训练"])
def test_a_question_in_either_language_is_answered(liaison: Liaison, sample: Path, question: str) -> None:
    told = liaison("rights", question, "--book", str(sample), "--json").rows

    assert (told["answer"], told["uses"]) == ("yes", ["train"])


def test_an_agreement_is_checked_and_exported(liaison: Liaison, sample: Path, tmp_path: Path) -> None:
    number = liaison("agreements", "--book", str(sample), "--json").rows[0]["number"]
    pdf, word = tmp_path / "out.pdf", tmp_path / "out.docx"

    checked = liaison("agreement", "check", number, "--book", str(sample), "--json")
    made = [liaison("agreement", "export", number, "--out", str(out), "--book", str(sample)) for out in (pdf, word)]

    assert checked.code in (0, 1) and isinstance(checked.rows, list)
    assert [told.code for told in made] == [0, 0]
    assert (pdf.read_bytes()[:5], word.read_bytes()[:2]) == (b"%PDF-", b"PK")


@pytest.mark.parametrize(
    ("words", "code"),
    [(("--out", "x.odt"), 1), (("--out", "x.pdf", "--version", "9"), 1), (("--out", "x.pdf", "--version", "a"), 2)],
)
def test_what_cannot_be_exported_is_said(liaison: Liaison, sample: Path, words: tuple[str, ...], code: int) -> None:
    number = liaison("agreements", "--book", str(sample), "--json").rows[0]["number"]

    told = liaison("agreement", "export", number, "--book", str(sample), *words)

    assert told.code == code and told.err


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_total_that_was_left_out_is_told(book: str, tmp_path: Path, liaison: Liaison, language: str) -> None:
    file = tmp_path / "台账.csv"
    file.write_text(REGISTER + "合计,,,,,,,,,,1200000\n", encoding="utf-8")

    told = liaison(f"--language={language}", "import", str(file), "--kind", "agreements", "--dry-run", "--book", book)

    assert {"en": "is a total", "zh": "是合计行，未导入"}[language] in told.err


def test_the_list_is_headed_by_words_of_agreements(book: str, liaison: Liaison) -> None:
    head = liaison("--language=zh", "agreements", "--book", book).out.splitlines()[0]

    assert "协议" in head
    assert "职务" not in head
