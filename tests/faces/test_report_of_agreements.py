"""`liaison report agreements`: the register as a PDF and as a spreadsheet, read back by other programs."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.documents.reading import fonts_of, text_of
from tests.faces.conftest import Told

Liaison = Callable[..., Told]


def report(liaison: Liaison, book: str, path: Path, *more: str) -> bytes:
    told = liaison("report", "agreements", "--book", book, "--on", "2026-09-22", "--out", str(path), *more)
    assert told.code == 0, told.err
    return path.read_bytes()


@pytest.mark.parametrize("language", ["en", "zh", "both"])
def test_every_agreement_stands_in_it_with_its_days(liaison: Liaison, copy: str, tmp_path: Path, language: str) -> None:
    content = report(liaison, copy, tmp_path / "register.pdf", "--language", language)

    text = "".join(text_of(content).split())
    for row in liaison("agreements", "--book", copy, "--json").rows:
        assert str(row["number"] or "") in text
        assert str(row["last_day"] or "") in text
    assert all(fonts_of(content).values())


def test_the_same_book_and_day_give_the_same_bytes(liaison: Liaison, copy: str, tmp_path: Path) -> None:
    for name in ("register.pdf", "register.xlsx"):
        assert report(liaison, copy, tmp_path / name) == report(liaison, copy, tmp_path / f"again-{name}")


def test_the_spreadsheet_has_days_as_days_and_amounts_as_numbers(liaison: Liaison, copy: str, tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    report(liaison, copy, path)

    head, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    licence = dict(zip(head, next(row for row in rows if row[0] == "DL-2025-0007"), strict=True))

    assert licence["Last day"] == date(2027, 2, 28)
    assert (licence["Currency"], licence["Amount"]) == ("CNY", 5_200_000.0)


def test_another_ending_is_refused_and_nothing_is_written(liaison: Liaison, copy: str, tmp_path: Path) -> None:
    path = tmp_path / "register.doc"

    told = liaison("report", "agreements", "--book", copy, "--out", str(path))

    assert (told.code, "neither in .pdf nor in .xlsx" in told.err, path.exists()) == (2, True, False)
