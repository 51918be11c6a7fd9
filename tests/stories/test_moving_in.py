"""A new user moves in: an Excel sheet in Chinese, a Google CSV and a folder of PDFs; cleaned, viewed, handed out."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from crm.book.search import FoundTexts
from crm.partners.filters import Filter, read_filter
from crm.partners.queries import PartnerOrder, SavedViews
from crm.values.enums import Language
from tests.acts.test_landscape import Ask
from tests.conftest import NOON
from tests.stories.arrival import DUPLICATES, write_contacts, write_papers, write_sheet
from tests.stories.test_first_week import CHINESE, ENGLISH, Words, begin
from tests.window.driver import Window
from ui.importing.papers_room import Room as PapersRoom
from ui.importing.room import ImportRoom
from ui.partners.bulk_page import BulkPage
from ui.partners.duplicates_room import Room as DuplicatesRoom
from ui.partners.room import PartnersRoom
from ui.reports import leaving
from ui.reports.gallery import PORTFOLIO
from ui.reports.room import ReportsRoom

VIEWS = {
    Language.ENGLISH: (
        ("Working with", "stage:active,negotiating", 40),
        ("Strategic", "tier:strategic", 20),
        ("Hangzhou", "city:杭州", 15),
    ),
    Language.CHINESE: (
        ("合作中", "阶段:合作中,洽谈中", 40),
        ("战略伙伴", "级别:战略", 20),
        ("杭州", "城市:杭州", 15),
    ),
}
"""Name, filter as typed, and how many of the sixty partners it shows."""


def drop(window: Window, *paths: Path) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copying, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window.office, QDragEnterEvent(QPoint(300, 300), copying, files, left, none))
    QApplication.sendEvent(window.office, QDropEvent(QPointF(300, 300), copying, files, left, none))
    window.settle()


def bring_in(window: Window, path: Path) -> None:
    drop(window, path)
    room = window.office.room
    assert isinstance(room, ImportRoom)
    window.until(lambda: room.trials.job is None and room.trial is not None, "the trial")
    window.click(room.totals.go)
    window.until(lambda: window.office.room is not room, "the import")


def partners(window: Window, asked: Filter | None = None) -> Sequence[int]:
    return window.book.query(PartnerOrder(NOON.date(), asked or Filter()))


def attach(window: Window, folder: Path) -> None:
    drop(window, folder)
    room = window.office.room
    assert isinstance(room, PapersRoom)
    window.until(lambda: len(room.lines) == 4, "the papers")
    window.click(room.go)
    window.until(lambda: len(room.lines) == 1, "the paper of nobody")


def clean(window: Window) -> None:
    """The sure ones by Enter alone, from the page of duplicates."""
    room = window.office.show_room("duplicates")
    assert isinstance(room, DuplicatesRoom)
    window.until(lambda: len(room.found) == DUPLICATES, "the pairs")
    window.press("M")
    for left in range(DUPLICATES - 1, -1, -1):
        window.until(lambda: room.page.preview is not None, "both sides")
        window.press("Return", room.page.merge_button)
        window.until(lambda left=left: len(room.found) == left, "the next pair")  # type: ignore[misc] # bound now


def keep_views(window: Window, language: Language) -> None:
    room = window.office.show_room("partners")
    assert isinstance(room, PartnersRoom)
    for name, typed, count in VIEWS[language]:
        window.press("Ctrl+F")
        window.press("Ctrl+A")
        window.type(f"{typed} ")
        window.until(lambda count=count: room.table.partners == count, f"{count} partners")  # type: ignore[misc]
        window.click(room.views.tabs.adder)
        window.type(f"{name}\n")
        window.settle()
    assert [view.name for view in window.book.query(SavedViews())] == [name for name, _, _ in VIEWS[language]]


def edit_all(window: Window) -> None:
    room = window.office.room
    assert isinstance(room, PartnersRoom)
    room.clear_filter()
    window.settle()
    window.press("Ctrl+E", room.table)
    page = window.office.findChildren(BulkPage)[0]
    page.lines[0].editor.lists[0].pick("registered")  # type: ignore[attr-defined]  # of the tier
    window.until(lambda: page.preview.changed == 40, "the preview")
    window.click(page.apply)
    window.until(lambda: len(partners(window, tier("registered"))) == 60, "the edit")


def tier(name: str) -> Filter:
    return read_filter(f"tier:{name}").filter


def hand_out(window: Window, out: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    room = window.office.show_room("reports")
    assert isinstance(room, ReportsRoom)
    room.show_kind(PORTFOLIO)
    window.until(lambda: room.is_ready(), "the preview")
    monkeypatch.setattr(leaving.dialogs, "path", lambda *_arguments: out)
    room.save()
    window.until(out.exists, "the report")
    return subprocess.run(["pdftotext", "-layout", out, "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.slow
@pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=["English", "Chinese"])
def test_moving_in(bare_window: Window, words: Words, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = bare_window
    begin(window, words)
    bring_in(window, write_sheet(tmp_path / "伙伴名录2026.xlsx"))
    bring_in(window, write_contacts(tmp_path / "contacts.csv"))
    assert len(partners(window)) == 60 + DUPLICATES

    clean(window)
    assert len(partners(window)) == 60
    assert window.book.query(Ask("SELECT count(*) FROM affiliation WHERE title = 'Director'")) == [(DUPLICATES,)]

    attach(window, write_papers(tmp_path / "papers"))
    window.until(lambda: window.book.query(FoundTexts("nineteen")), "the text of the papers")

    keep_views(window, words.language)
    edit_all(window)
    window.press("Ctrl+Z")
    window.until(lambda: len(partners(window, tier("registered"))) == 20, "the undo")

    said = hand_out(window, tmp_path / "portfolio.pdf", monkeypatch)
    assert "60" in said
    assert "仁禾医疗数据" in said or "Renhe Medical Data" in said
    sheet = load_workbook(tmp_path / "portfolio.xlsx")
    assert any(str(cell.value) == "60" for row in sheet.worksheets[0].iter_rows() for cell in row)
