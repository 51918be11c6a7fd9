"""Pictures, files and chats that are pasted into the minutes: kept, saved in one step, taken back by one key."""

import hashlib
import os
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from crm.book import Book
from crm.book.search import FoundTexts
from crm.communication.queries import Meeting, MeetingDetail
from crm.partners.queries import AttachmentBytes
from crm.values.enums import InteractionKind
from tests.communication.town import Town
from tests.communication.window.test_log_pane import newest, pane, rested, shown
from tests.window.driver import Window
from ui.communication.pictures import MOST_PIXELS, png_of, thumbnail
from ui.window.drafts import DraftFile

CHAT = """林悦 2026/9/21 14:06
第 8 批可以放行吗？
沈若兰-仁禾 2026/9/21 14:08
决定：第 8 批放行
周五前给日志
王小明 2026/9/21 14:09
收到"""

MINUTES = """林悦：第 8 批可以放行吗？
沈若兰-仁禾：决定：第 8 批放行
周五前给日志
王小明：收到"""


def screenshot(colour: str = "#0b7a75") -> QImage:
    image = QImage(320, 180, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def paste(window: Window, what: QMimeData | str | QImage) -> None:
    clipboard = QApplication.clipboard()
    if isinstance(what, QImage):
        clipboard.setImage(what)
    elif isinstance(what, str):
        clipboard.setText(what)
    else:
        clipboard.setMimeData(what)
    window.press("Ctrl+V", pane(window).notes)


def files_of(meeting: Meeting) -> list[str]:
    return [file.name for file in meeting.files]


def undo_in_text(window: Window) -> None:
    window.press("Ctrl+Z", pane(window).notes)


def test_a_pasted_picture_is_saved_with_the_meeting_in_one_step(window: Window, town: Town) -> None:
    steps = len(window.book.history())
    window.office.open_log(partner_id=town.renhe)
    window.type("Seen together")
    paste(window, screenshot())
    paste(window, screenshot("#c2410c"))
    assert pane(window).notes.text() == "Seen together"
    assert [tile.name for tile in pane(window).strip.shown] == [
        "2026-09-22 screenshot 1.png",
        "2026-09-22 screenshot 2.png",
    ]
    window.press("Ctrl+Return", pane(window).notes)

    meeting = newest(window)
    assert files_of(meeting) == ["2026-09-22 screenshot 1.png", "2026-09-22 screenshot 2.png"]
    _, content = window.book.query(AttachmentBytes(meeting.files[0].id))
    assert QImage.fromData(content).size() == screenshot().size()
    assert content.startswith(b"\x89PNG")
    assert len(window.book.history()) == steps + 1
    window.office.undo()
    assert window.book.query(FoundTexts("screenshot")) == []


def test_a_file_dropped_on_the_text_is_attached_and_one_is_taken_off_again(
    window: Window, town: Town, tmp_path: Path
) -> None:
    for name in ("notes.md", "offer.pdf"):
        (tmp_path / name).write_bytes(name.encode())
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("notes.md", "offer.pdf")])
    window.office.open_log(partner_id=town.renhe)
    window.type("Two files")
    assert pane(window).notes.canInsertFromMimeData(mime)

    pane(window).notes.insertFromMimeData(mime)
    (tmp_path / "notes.md").unlink()
    pane(window).strip.removed.emit(-2)
    window.press("Ctrl+Return", pane(window).notes)

    assert files_of(newest(window)) == ["notes.md"]
    assert pane(window).notes.text() == ""


def test_words_win_over_the_picture_that_a_spreadsheet_sends_along(window: Window, town: Town) -> None:
    mime = QMimeData()
    mime.setText("12\t34")
    mime.setImageData(screenshot())
    window.office.open_log(partner_id=town.renhe)

    paste(window, mime)

    assert pane(window).notes.text() == "12\t34"
    assert not pane(window).draft.files


def test_a_picture_survives_a_crash_and_is_forgotten_when_it_is_saved(window: Window, town: Town) -> None:
    window.office.open_log(partner_id=town.renhe)
    paste(window, screenshot())
    window.office.draft_file.write()
    left = window.office.draft_file

    again = DraftFile(window.book.id, left.path.parent.parent)
    (path,) = again.folder.iterdir()
    assert again.bytes_of(path.name) == pane(window).draft.files[0].content
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600

    pane(window).start_over()
    window.office.open_log(partner_id=town.renhe)
    assert [file.name for file in pane(window).draft.files] == ["2026-09-22 screenshot 1.png"]
    window.type("Saved")
    window.press("Ctrl+Return", pane(window).notes)
    window.settle()
    assert not list(again.folder.iterdir())


def test_a_kept_file_that_was_altered_is_not_taken(window: Window) -> None:
    drafts = window.office.draft_file
    name = drafts.keep_bytes(b"whole")
    assert name == hashlib.sha256(b"whole").hexdigest()
    (drafts.folder / name).write_bytes(b"cut")

    assert drafts.bytes_of(name) is None
    assert drafts.bytes_of("../../etc/passwd") is None
    drafts.tidy()


def test_files_of_a_logged_meeting_come_and_go_in_its_correction(window: Window, town: Town) -> None:
    window.office.open_log(interaction_id=town.meeting)
    paste(window, screenshot())
    window.press("Ctrl+Return", pane(window).notes)
    (file,) = window.book.query(MeetingDetail(town.meeting)).files

    window.office.open_log(interaction_id=town.meeting, file_id=file.id)
    assert [(one.key, one.marked) for one in pane(window).strip.shown] == [(file.id, True)]
    pane(window).strip.removed.emit(file.id)
    window.press("Ctrl+Return", pane(window).notes)
    assert window.book.query(MeetingDetail(town.meeting)).files == ()

    window.office.undo()
    assert files_of(window.book.query(MeetingDetail(town.meeting))) == ["2026-09-08 screenshot 1.png"]


def test_a_file_of_a_meeting_is_saved_outside(window: Window, town: Town, tmp_path: Path) -> None:
    window.office.open_log(interaction_id=town.meeting)
    paste(window, screenshot())

    pane(window).attaching.write(-1, tmp_path / "out.png")

    assert QImage(str(tmp_path / "out.png")).size() == screenshot().size()


def test_what_is_no_picture_or_too_large_is_said(window: Window, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    from ui.communication import attaching, pictures

    window.office.open_log(partner_id=town.renhe)
    monkeypatch.setattr(pictures, "MOST_PIXELS", 100)
    paste(window, screenshot())
    assert window.shows("What was pasted is no picture that can be kept")
    monkeypatch.setattr(attaching, "LARGEST_FILE", 3)
    pane(window).attaching.attach([Path(__file__)])
    assert not pane(window).draft.files
    pane(window).attaching.attach([Path("/nowhere/a.txt")])
    assert png_of(QImage()) is None
    assert thumbnail(b"no picture", 10).isNull()
    assert MOST_PIXELS > 33_000_000


def test_a_pasted_chat_becomes_minutes_with_its_day_kind_and_people(window: Window, town: Town) -> None:
    window.press("Ctrl+L")

    paste(window, CHAT)
    rested(window)

    assert pane(window).notes.text() == MINUTES
    draft = pane(window).draft
    assert (draft.kind, draft.held_on, draft.starts_at) == (InteractionKind.WECHAT_GROUP, date(2026, 9, 21), "14:06")
    assert draft.partner_ids == (town.renhe,)
    assert "王小明" in shown(window)
    window.press("Ctrl+Return", pane(window).notes)
    meeting = newest(window)
    assert {person.id for person in meeting.people if person.present} == {town.me, town.shen}
    assert [decision.text for decision in meeting.decisions] == ["第 8 批放行"]
    assert [item.due_on for item in meeting.items] == [date(2026, 9, 25)]


def test_one_undo_brings_back_what_was_pasted_and_the_next_the_empty_text(window: Window, town: Town) -> None:
    window.office.open_log(partner_id=town.renhe)
    paste(window, CHAT)

    undo_in_text(window)

    assert pane(window).notes.text() == CHAT
    draft = pane(window).draft
    assert (draft.kind, draft.held_on, draft.starts_at) == (InteractionKind.MEETING, date(2026, 9, 22), "")
    assert draft.speakers == ()
    undo_in_text(window)
    assert pane(window).notes.text() == ""


def test_a_stranger_in_a_chat_is_offered_as_a_contact(window: Window, town: Town) -> None:
    window.office.open_log(partner_id=town.renhe)
    paste(window, CHAT)
    rested(window)

    pane(window).welcome("王小明", True)
    window.press("Ctrl+Return", pane(window).notes)

    assert "王小明" in [person.zh for person in newest(window).people]


def test_a_chat_goes_in_where_the_cursor_stands_and_chosen_values_stay(window: Window, town: Town) -> None:
    window.office.open_log(partner_id=town.lab)
    window.type("Before\n")
    pane(window).set(kind=InteractionKind.CALL, held_on=date(2026, 9, 1))

    paste(window, CHAT)

    assert pane(window).notes.text() == f"Before\n{MINUTES}"
    assert pane(window).draft.kind is InteractionKind.CALL
    assert pane(window).draft.held_on == date(2026, 9, 1)
    assert pane(window).draft.partner_ids == (town.lab,)


def test_plain_text_is_pasted_as_it_is(window: Window, book: Book, town: Town) -> None:
    window.office.open_log(partner_id=town.renhe)

    paste(window, "时间：14:06\r\n<b>地点</b>：杭州")

    assert pane(window).notes.text() == "时间：14:06\n<b>地点</b>：杭州"
    undo_in_text(window)
    assert pane(window).notes.text() == ""
