"""Workbooks: good ones of every shape, and hostile ones (TRUST D5)."""

import contextlib
import io
import random
import time
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.exchange.tables import read_table
from crm.exchange.tables.extent import is_dense
from crm.exchange.tables.files import finished
from crm.exchange.tables.workbooks import read_workbook
from crm.values import Refused


def workbook(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def altered(content: bytes, **parts: bytes) -> bytes:
    """The workbook with parts put in place of others; `sheet1` is the first sheet."""
    names = {"sheet1": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml"}
    replaced = {names.get(name, name): part for name, part in parts.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(item.filename, replaced.pop(item.filename, old.read(item)))
        for name, part in replaced.items():
            new.writestr(name, part)
    return buffer.getvalue()


DAY = datetime(2026, 9, 22)  # noqa: DTZ001 - a workbook knows no zones
LIST = workbook(("名录", [["公司", "手机", "日期"], ["仁禾", 13800138000.0, DAY], ["云岫", "", ""]]))


def test_cells_come_as_text_whole_numbers_and_days() -> None:
    sheet = read_table(LIST)
    assert sheet.headers == ("公司", "手机", "日期")
    assert list(sheet.rows[0]) == ["仁禾", 13800138000, date(2026, 9, 22)]
    assert sheet.name == "名录"


def test_the_first_sheet_with_rows_is_taken_and_another_may_be_chosen() -> None:
    content = workbook(("leer", []), ("A", [["name"], ["Acme"]]), ("B", [["name"], ["Beta"]]))
    assert read_table(content).name == "A"
    assert read_table(content).names == ("leer", "A", "B")
    assert read_table(content, sheet="B").rows[0][0] == "Beta"
    with pytest.raises(Refused, match="workbook-sheet-missing"):
        read_table(content, sheet="C")


def test_a_formula_gives_its_value() -> None:
    cell = b'<c r="A2" t="str"><f>UPPER("acme")</f><v>ACME</v></c>'
    xml = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row><row r="2">' + cell + b"</row>"
        b"</sheetData></worksheet>"
    )
    assert read_table(altered(LIST, sheet1=xml)).rows[0][0] == "ACME"


def test_a_cell_far_away_costs_nothing() -> None:
    xml = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row>'
        b'<row r="2"><c r="A2" t="inlineStr"><is><t>Acme</t></is></c></row>'
        b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    began = time.perf_counter()
    assert len(read_table(altered(LIST, sheet1=xml)).rows) == 1
    assert time.perf_counter() - began < 2


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&b;</t></si></sst>'
)
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&x;</t></si></sst>'
)
ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
WIDE = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (altered(LIST, strings=LAUGHS), "workbook-hostile"),
        (altered(LIST, sheet1=b" " * 3_000 + LAUGHS), "workbook-damaged"),
        (altered(LIST, sheet1=LAUGHS.replace(b"?><", b"?>" + b"<!-- -->" * 400 + b"<", 1)), "workbook-damaged"),
        (altered(LIST, strings=OUTSIDE), "workbook-hostile"),
        (altered(LIST, **{"../evil.xml": b"x"}), "workbook-hostile"),
        (altered(LIST, **{"/etc/passwd": b"x"}), "workbook-hostile"),
        (altered(LIST, sheet1=b"<worksheet>" + b" " * 30_000_000), "workbook-bomb"),
        (altered(LIST, **{f"xl/{n}.xml": b"" for n in range(2100)}), "workbook-bomb"),
        (LIST[: len(LIST) // 2], "workbook-damaged"),
        (LIST[:40], "workbook-damaged"),
        (altered(LIST, sheet1=b"<worksheet><sheetData><row>"), "workbook-damaged"),
        (altered(LIST, sheet1=b"not xml"), "workbook-damaged"),
        (altered(LIST, **{"xl/workbook.xml": b"<workbook/>"}), "workbook-damaged"),
        (ENCRYPTED, "workbook-encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "workbook-old-format"),
        (altered(LIST, sheet1=WIDE), "table-too-wide"),
    ],
)
def test_a_hostile_workbook_is_refused_in_a_sentence(content: bytes, code: str) -> None:
    began = time.perf_counter()
    with pytest.raises(Refused) as refusal:
        read_table(content, file="list.xlsx")
    assert [problem.code for problem in refusal.value.problems] in ([code], ["table-empty"])
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize("place", range(0, len(LIST), 97))
def test_a_workbook_with_a_changed_byte_is_read_or_refused(place: int) -> None:
    changed = bytearray(LIST)
    changed[place] ^= 0xFF
    try:
        read_table(bytes(changed))
    except Refused as refusal:
        assert refusal.problems


def test_macros_are_told_and_not_run() -> None:
    sheet = read_table(altered(LIST, **{"xl/vbaProject.bin": b"x"}))
    assert [warning.code for warning in sheet.warnings] == ["workbook-macros"]


@pytest.mark.parametrize("stray", ["", "GA9000"])
def test_both_readers_of_workbooks_see_the_same_cells(stray: str) -> None:
    """calamine reads what lies close together, openpyxl what does not: a person must not notice which."""
    moment = datetime(2026, 9, 1, 14, 6)  # noqa: DTZ001 - a workbook knows no zones
    given = ["公司", 1, 1.5, True, moment.date(), moment, moment.time(), " x\ny ", None, 13800138000, -5]
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(given)
    sheet["C5"] = "lower"
    if stray:
        sheet[stray] = "stray"
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        assert is_dense(archive) is not bool(stray)

    (grid, *_) = finished(read_workbook(buffer.getvalue(), "f.xlsx"))

    expected = ["公司", 1, "1.5", "TRUE", moment.date(), "2026-09-01 14:06", "14:06", " x\ny ", "", 13800138000, -5]
    assert list(grid.rows[0])[:11] == expected
    assert grid.rows[4][2] == "lower"


@given(seed=st.integers(0, 2**32))
@settings(max_examples=150, deadline=None)
def test_a_damaged_workbook_is_read_or_refused_with_a_sentence(seed: int) -> None:
    chance = random.Random(seed)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(LIST)) as old, zipfile.ZipFile(buffer, "w") as new:
        victim = chance.choice(old.namelist())
        for name in old.namelist():
            part = bytearray(old.read(name))
            for _ in range(3 if name == victim else 0):
                part[chance.randrange(len(part))] = chance.randrange(256)
            new.writestr(name, bytes(part))

    with contextlib.suppress(Refused):
        finished(read_workbook(buffer.getvalue(), "f.xlsx"))


def far_apart(reference: str) -> bytes:
    sheet = f'<worksheet><sheetData><row r="1"><c r="A1"/></row><row><c {reference}/></row></sheetData></worksheet>'
    return altered(LIST, sheet1=sheet.encode())


@pytest.mark.parametrize(
    "reference",
    ['r="XFD1048576"', "r='XFD1048576'", 'r = "A1048576"', 'r="&#65;1048576"', 'r="xfd999999"', 'r="ZZ90000"'],
)
def test_cells_far_apart_are_never_given_to_calamine(reference: str) -> None:
    with zipfile.ZipFile(io.BytesIO(far_apart(reference))) as archive:
        assert not is_dense(archive)


def test_a_prefix_or_another_alphabet_of_the_xml_is_never_given_to_calamine() -> None:
    prefixed = b'<x:worksheet><x:sheetData><x:row r="1"><x:c r="A1"/></x:row></x:sheetData></x:worksheet>'
    for part in (prefixed, LIST_XML.encode("utf-16")):
        with zipfile.ZipFile(io.BytesIO(altered(LIST, sheet1=part))) as archive:
            assert not is_dense(archive)


LIST_XML = '<worksheet><sheetData><row r="1"><c r="A1"/></row></sheetData></worksheet>'
