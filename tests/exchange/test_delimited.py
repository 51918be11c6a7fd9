"""Separated text of every kind (TRUST D2), and what is written comes back the same."""

import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.exchange.tables import guarded, read_table, unguarded, write_csv
from crm.language import say
from crm.values import Refused
from crm.values.enums import Language


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_separator_is_found(sign: str) -> None:
    text = "\n".join(sign.join(cells) for cells in (("name", "city", "notes"), ("Acme", "Ulm", "a"), ("Bo", "Rom", "")))
    sheet = read_table(text.encode())
    assert sheet.delimiter == sign
    assert list(sheet.rows[0]) == ["Acme", "Ulm", "a"]


@pytest.mark.parametrize(
    ("text", "headers"),
    [
        ("sep=;\nname;a,b\nX;1", ("name", "a,b")),
        ('"sep=|"\r\nname|city\r\nX|Y', ("name", "city")),
        ("name,formula\nX,=1+1\nY,=2=3", ("name", "formula")),
        ('name;note\n"a;b";"c,d"\nx;"e,f,g"', ("name", "note")),
        ("name\nAcme; Ltd\nBeta", ("name",)),
        ("\n\nname,city\nAcme,Ulm", ("name", "city")),
        ("name,,city\nA,b,c", ("name", "B", "city")),
        ("name,name\nA,b", ("name", "name (2)")),
        ("name,city,\nAcme,Ulm,", ("name", "city")),
    ],
)
def test_headers_of_odd_files(text: str, headers: tuple[str, ...]) -> None:
    assert read_table(text.encode()).headers == headers


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    sheet = read_table(b'name,notes\nA,"two\nlines"\n\nB,x\n')
    assert list(sheet.numbers) == [2, 4]
    assert sheet.rows[0][1] == "two\nlines"


def test_a_title_above_the_headers_is_passed_over() -> None:
    known = {"公司", "姓名"}
    sheet = read_table("合作伙伴名录 2026,,\n,,\n公司,姓名,\n仁禾,张三,\n".encode(), is_header=known.__contains__)
    assert sheet.headers == ("公司", "姓名")
    assert list(sheet.numbers) == [4]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "table-empty"),
        (b"\xef\xbb\xbf \r\n", "table-empty"),
        (b"name,city\n", "table-without-rows"),
        (b"%PDF-1.7 something", "table-is-pdf"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "table-is-picture"),
        (b"\xff\xd8\xff\xe0" + bytes(200), "table-is-picture"),
        (b"<!DOCTYPE html><html><body>Log in</body></html>", "table-is-web-page"),
        (b"  <html><form>", "table-is-web-page"),
        (b"SQLite format 3\0" + bytes(100), "table-is-book"),
        (b"\x1f\x8b\x08" + bytes(100), "table-is-archive"),
        (b"BEGIN:VCARD\nVERSION:3.0", "table-is-cards"),
        (bytes(range(256)) * 40, "table-not-text"),
        (b'name,city\n"Acme,Ulm\nB,c\n', "table-quote-open"),
        ((",".join(map(str, range(600))) + "\n1").encode(), "table-too-wide"),
        (b"a" + b"," * 1_000_000 + b"b\n1,2", "table-too-wide"),
        (b'name,x\nA,"' + b"x" * 17_000_000 + b'"\n', "table-cell-too-long"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(content: bytes, code: str) -> None:
    began = time.perf_counter()
    tracemalloc.start()
    with pytest.raises(Refused) as refusal:
        read_table(content, file="list.csv")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    (problem,) = refusal.value.problems
    assert problem.code == code
    assert time.perf_counter() - began < 5  # 2 s without tracemalloc, which slows it down
    assert peak < 200_000_000
    for language in Language:
        assert "list.csv" in say(problem, language)


def test_long_cells_and_control_signs_pass_or_are_named() -> None:
    sheet = read_table(b"name,notes\nA," + b"x" * 200_000 + b"\nB,a\0b\nC,\x1f\n" + b"D,d\n" * 50, file="list.csv")
    assert len(str(sheet.rows[0][1])) == 200_000
    assert {row: problem.code for row, problem in sheet.bad.items()} == {3: "row-has-nul"}


def test_a_row_with_more_cells_than_headers_is_bad() -> None:
    sheet = read_table(b"name,city\nA,b\nB,c,d\nC,d,,\n")
    assert {row: problem.code for row, problem in sheet.bad.items()} == {3: "row-too-wide"}
    assert len(sheet.rows) == 3


TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)
TABLE = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(TEXT, min_size=width, max_size=width), min_size=1, max_size=6)
)


@settings(deadline=None, max_examples=200)
@given(TABLE)
def test_any_table_written_is_read_back_the_same(rows: list[list[str]]) -> None:
    headers = [f"header {place}" for place in range(len(rows[0]))]
    rows = [row for row in rows if any(row)] or [["x"] * len(headers)]
    controls = sum(sign < " " or sign == "\x7f" for row in rows for cell in row for sign in cell)
    filler = [["plain text"] * len(headers)] * (controls * 50)

    sheet = read_table(write_csv(headers, [*rows, *filler]))

    assert list(sheet.headers) == headers
    assert [list(row) for row in sheet.rows][: len(rows)] == rows
    assert not sheet.bad


@settings(deadline=None)
@given(st.text(st.sampled_from("'=+-@\t\r＝＋－＠1 a")))
def test_the_mark_against_formulas_comes_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(A1)", "\t=1", "＝1+1", "'=x"])
def test_what_a_spreadsheet_would_run_is_marked(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+86 138 0013 8000", "-1,234.50", "(010) 1234", "Acme", ""])
def test_numbers_and_phones_are_never_marked(text: str) -> None:
    assert guarded(text) == text
