"""Files that are no table, or a bad one: a sentence that names the file, nothing changed, and soon (TRUST D1 to D5)."""

import io
import json
import time
import zipfile
from collections.abc import Callable, Sequence

import openpyxl
import pytest

from crm.acts.importing import Outcome
from crm.acts.importing.plan import ImportPlan
from crm.book import Book
from crm.exchange.importing import Choices, finished, prepare_import
from crm.language import say
from crm.values import Refused
from crm.values.enums import Language, Tier
from tests.acts.test_landscape import Ask

SOON = 2.0


def workbook(*sheets: tuple[str, Sequence[Sequence[object]]], merged: str = "") -> bytes:
    book = openpyxl.Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        if merged:
            sheet.merge_cells(merged)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def archive(name: str, content: bytes) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr(name, content)
    return saved.getvalue()


def monica(**contact: object) -> bytes:
    return json.dumps({"account": {"data": [{"type": "contact", "values": [contact]}]}}).encode()


NO_TABLES: dict[str, tuple[bytes, str]] = {
    "empty.csv": (b"", "table-empty"),
    "blank.csv": (b"\n \n\t\n", "table-empty"),
    "headers.csv": (b"name,phone\n", "table-without-rows"),
    "wide.csv": (b"name" + b",x" * 999 + b"\nA" + b",1" * 999 + b"\n", "table-too-wide"),
    "quote.csv": (b'name,city\nAcme,"Bath\nBeta,York\n', "table-quote-open"),
    "nameless.csv": (b"colour,weight\nred,4\n", "import-no-names"),
    "bomb.xlsx": (archive("xl/worksheets/sheet1.xml", b"\0" * 250_000_000), "workbook-bomb"),
    "cut.xlsx": (workbook(("One", [["name"], ["Acme"]]))[:1500], "workbook-damaged"),
    "data.json": (b'[{"name": "Acme"}]', "table-is-json"),
    "object.json": (b'\xef\xbb\xbf {"name": "Acme"}', "table-is-json"),
    "cut.json": (monica(properties={})[:-4], "table-damaged-json"),
}


@pytest.mark.parametrize("name", sorted(NO_TABLES))
def test_what_is_no_table_is_refused_soon_by_name(book: Book, name: str) -> None:
    content, code = NO_TABLES[name]
    began = time.monotonic()

    with pytest.raises(Refused) as refusal:
        finished(prepare_import(book, content, file=name))

    assert time.monotonic() - began < SOON
    (problem,) = refusal.value.problems
    assert problem.code == code
    assert all(name in say(problem, language) for language in Language)
    assert book.query(Ask("SELECT count(*) FROM partner")) == [(1,)]


def planned(book: Book, content: bytes, choices: Choices | None = None, file: str = "a.csv") -> ImportPlan:
    return finished(prepare_import(book, content, choices, file)).plan


def names(plan: ImportPlan) -> list[object]:
    return [values["name"] for values in plan.writes.partners]


@pytest.mark.parametrize(
    "contact",
    [
        {"properties": "x", "data": [None, {"type": "note", "values": [1, {"properties": 2}]}]},
        {"properties": {"tags": 5, "first_name": {"a": 1}, "last_name": "Lee"}, "data": {"a": 1}},
        {"properties": {"first_name": ["Ann"]}, "data": [{"type": "contact_field", "values": "none"}]},
    ],
)
def test_an_export_of_monica_with_odd_parts_is_read_without_them(book: Book, contact: dict[str, object]) -> None:
    plan = planned(book, monica(**contact), file="monica.json")

    assert plan.counts.read == 1
    assert len(plan.writes.contacts) == ("Lee" in str(contact))


READ_ALL_THE_SAME: dict[str, Callable[[], bytes]] = {
    "a header twice": lambda: b"name,name,city\nAcme,Acme Works,Bath\nBeta,,York\n",
    "headers below a title": lambda: b"Our partners\n\nmade 2026\nname,city\nAcme,Bath\nBeta,York\n",
    "line ends of old Macs": lambda: b"name,city\rAcme,Bath\rBeta,York\r",
    "UTF-16 with its mark": lambda: "name,city\nAcme,Bath\nBeta,York\n".encode("utf-16"),
    "UTF-16 without its mark": lambda: "name,city\nAcme,Bath\nBeta,York\n".encode("utf-16-le"),
    "a separator that is declared": lambda: b"sep=;\nname;city\nAcme;Bath\nBeta;York\n",
    "a banner of merged cells": lambda: workbook(
        ("One", [["Our partners", None], ["name", "city"], ["Acme", "Bath"], ["Beta", "York"]]), merged="A1:B1"
    ),
    "a merged cell among the rows": lambda: workbook(
        ("One", [["name", "city"], ["Acme", "Bath"], ["Beta", None]]), merged="B2:B3"
    ),
    "a cell of 200 kB": lambda: b"name,notes\nAcme," + b"x" * 200_000 + b"\nBeta,y\n",
}


@pytest.mark.parametrize("why", READ_ALL_THE_SAME)
def test_what_is_odd_but_plain_is_read(book: Book, why: str) -> None:
    began = time.monotonic()

    plan = planned(book, READ_ALL_THE_SAME[why]())

    assert names(plan) == ["Acme", "Beta"]
    assert plan.counts.problems == 0
    assert time.monotonic() - began < SOON


def test_the_sheet_of_a_workbook_is_chosen(book: Book) -> None:
    content = workbook(("One", [["name"], ["Acme"]]), ("Two", [["name"], ["Beta"]]))

    assert names(planned(book, content)) == ["Acme"]
    assert names(planned(book, content, Choices(sheet="Two"))) == ["Beta"]
    with pytest.raises(Refused) as refusal:
        planned(book, content, Choices(sheet="Three"))
    assert "One, Two" in say(refusal.value.problems[0], Language.ENGLISH)


def test_the_encoding_is_chosen(book: Book) -> None:
    content = "公司名稱,城市\n鴻海精密,臺北\n".encode("big5")

    assert names(planned(book, content, Choices(encoding="big5"))) == ["鴻海精密"]
    with pytest.raises(Refused) as refusal:
        planned(book, content, Choices(encoding="klingon"))
    assert "big5" in say(refusal.value.problems[0], Language.ENGLISH)


def test_a_number_in_a_column_of_days_is_a_day_of_excel(book: Book) -> None:
    rows = b"partner,date,notes\nAcme,46000,hi\nBeta,46000.75,ho\nGamma,12,no\n"

    plan = planned(book, rows)

    assert [str(values["held_on"]) for values in plan.writes.interactions] == ["2025-12-09", "2025-12-09"]
    assert [row.outcome for row in plan.rows] == [Outcome.NEW, Outcome.NEW, Outcome.PROBLEM]


@pytest.mark.parametrize("country", ["ZZ", "EU", "Atlantis"])
def test_what_is_no_country_is_said(book: Book, country: str) -> None:
    plan = planned(book, f"name,country\nAcme,{country}\nBeta,GB\n".encode())

    assert [row.outcome for row in plan.rows] == [Outcome.PROBLEM, Outcome.NEW]
    said = say(plan.problems[0], Language.ENGLISH)
    assert "row 2" in said and country in said


def test_a_long_table_says_how_far_it_is_read(book: Book) -> None:
    content = b"name\n" + b"".join(b"Partner %d\n" % number for number in range(12_000))
    steps = prepare_import(book, content, file="long.csv")

    first = next(steps)
    steps.close()

    assert (first.phase.code, first.done, first.total) == ("import.phase.reading", 5_000, 0)
    assert book.query(Ask("SELECT count(*) FROM partner")) == [(1,)]


@pytest.mark.parametrize("pair", [("tier", "客户级别"), ("客户级别", "tier"), ("2", "tier"), ("partner.tier", "2")])
def test_a_column_is_mapped_either_way_round(book: Book, pair: tuple[str, str]) -> None:
    content = "甲,客户级别\n仁禾,A\n".encode()

    plan = planned(book, content, Choices(named=[("name", "甲"), pair]))

    assert [values["tier"] for values in plan.writes.partners] == [Tier.STRATEGIC]
