"""The page of all results: from the palette, narrowed by chips, page after page, opened where the record stands."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex

from crm.book import Book
from crm.communication.commands import LogMeeting
from crm.partners.commands import AddPartner, AttachFile
from crm.partners.queries import Owners
from crm.values.ids import PartnerId
from tests.window.driver import Window
from ui.kit.look import look
from ui.window import results_room
from ui.window.results_room import Room


def log(book: Book, notes: str, on: str, partners: Sequence[int] = (), **more: object) -> int:
    command = LogMeeting({"kind": "call", "held_on": on, "notes": notes}, tuple(map(PartnerId, partners)), **more)  # type: ignore[arg-type] # the tests name fields
    return book.execute(command).first("interaction")


@pytest.fixture
def book_path(book: Book) -> Path:
    """Two partners, five meetings, a file."""
    renhe = PartnerId(book.execute(AddPartner({"name": "仁禾医疗数据", "city": "杭州"})).first("partner"))
    stratus = PartnerId(book.execute(AddPartner({"name": "Stratus Peak Cloud"})).first("partner"))
    me = book.query(Owners())[0].id
    log(book, "Review\nlong before\nquota is fine", "2025-03-01", (renhe,))
    log(book, "Kick-off\nquota for batch 8", "2026-09-08", (renhe,), present_ids=(me,))
    log(book, "Call\n" + "filler\n" * 400 + "quota at the very end", "2026-09-01", (stratus,))
    log(book, "Quota is ours alone", "2026-02-01", (renhe,))
    book.execute(AttachFile("quota.md", "Usage by month: 配额 9,000".encode(), stratus))
    book.close()
    return book.path


@pytest.fixture
def results(window: Window) -> Room:
    window.settle()
    window.office.open_results("quota")
    window.settle()
    room = window.office.room
    assert isinstance(room, Room)
    return room


def titles(room: Room) -> list[str]:
    return ["".join(piece.text for piece in row.pieces).split("  ")[0] for row in room.list.results.rows]


def lit(room: Room, at: int) -> list[str]:
    row = room.list.results.rows[at]
    return [piece.text for piece in (*row.pieces, *row.second) if piece.lit]


def press(window: Window, *keys: str) -> None:
    for key in keys:
        window.press(key)


@pytest.mark.parametrize("keys", [("Shift+Return",), ("Tab",), ("Down", "Up", "Shift+Return")])
def test_the_palette_leads_to_all_results(window: Window, keys: tuple[str, ...]) -> None:
    window.press("Ctrl+K")
    window.type("quota")
    press(window, *keys)

    room = window.office.room
    assert isinstance(room, Room)
    assert not window.office.finder.isVisible()
    assert (room.field.text(), len(room.list.results.rows)) == ("quota", 5)
    assert window.focus() is room.field or window.focus() is room.list


def test_the_line_of_all_results_stands_below_what_was_found(window: Window) -> None:
    window.press("Ctrl+K")
    window.type("quota")

    lines = [line for line in window.office.finder.palette_sheet.hits.hits.lines if not isinstance(line, str)]
    (line,) = [line for line in lines if line.kind == "all-results"]
    assert "quota" in "".join(piece.text for piece in line.pieces)
    window.office.finder.palette_sheet.open_hit(line)
    window.settle()
    assert isinstance(window.office.room, Room)


def test_hits_stand_newest_first_with_their_words_lit(results: Room) -> None:
    assert titles(results) == ["quota.md", "Quota is ours alone", "Kick-off", "Call", "Review"]
    assert [lit(results, at) for at in range(5)] == [["quota"], ["Quota"], ["quota"], ["quota"], ["quota"]]
    assert results.number.accessibleName() == "5 results"


def test_chips_narrow_by_kind_time_partner_and_person(window: Window, results: Room) -> None:
    filters = results.filters

    window.click("Files 1")
    assert titles(results) == ["quota.md"]
    window.click("Files 1")
    window.click("Last 30 days")
    assert titles(results) == ["quota.md", "Kick-off", "Call"]
    window.click("This year")
    assert len(titles(results)) == 4
    window.click("Any time")
    window.type("strat", on=filters.partner)
    window.press("Return", on=filters.partner)
    assert sorted(titles(results)) == ["Call", "quota.md"]
    assert window.shows("Stratus Peak Cloud")
    filters.partner_chip.removed.emit()
    filters.narrow(person_id=window.book.query(Owners())[0].id)
    window.settle()
    assert titles(results) == ["Kick-off"]


def test_a_name_found_by_its_sound_stands_there_too(window: Window, results: Room) -> None:
    results.show_words("rhyl")
    window.settle()

    assert [row.kind for row in results.list.results.rows] == ["partner"]
    results.filters.narrow(time="month")
    window.settle()
    assert not results.list.results.rows
    assert window.shows("Nothing holds these words")


def test_enter_opens_the_meeting_at_its_words(window: Window, results: Room) -> None:
    results.list.setFocus()
    press(window, "Down", "Down", "Down", "Return")

    pane = window.office.log_pane
    assert pane is not None and pane.isVisible()
    notes = pane.notes  # type: ignore[attr-defined] # the log pane's text
    assert notes.textCursor().selectedText() == "quota"
    assert notes.cursorRect().bottom() <= notes.viewport().height()
    assert notes.verticalScrollBar().value() > 0
    assert window.office.room is not None and window.office.room.name == "partners"


def test_a_file_opens_its_partner_with_the_file_marked(window: Window, results: Room) -> None:
    results.list.setFocus()
    press(window, "Return")

    room = window.office.room
    assert room is not None and room.name == "partners"
    marked = [line.ground for line in room.pane.files.lines.values()]  # type: ignore[attr-defined] # the partner's pane
    assert marked == ["selected"]


def test_a_file_is_saved_outside(window: Window, results: Room, tmp_path: Path) -> None:
    results.list.setFocus()
    assert results.keep.isEnabled()
    press(window, "Down")
    assert not results.keep.isEnabled()

    results.write_file(results.list.results.rows[0], tmp_path / "out.md")

    assert (tmp_path / "out.md").read_bytes().startswith(b"Usage by month")


def test_the_text_of_a_file_is_found_when_the_window_has_read_it(window: Window, results: Room) -> None:
    window.until(lambda: window.book.read_attachments() == 0, "the files read")
    results.show_words("配额")
    window.settle()

    assert titles(results) == ["quota.md"]
    assert lit(results, 0) == ["配额"]


def test_pages_follow_as_the_list_scrolls(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results_room, "PAGE", 3)
    for day in range(1, 20):
        log(window.book, f"batch {day}", date(2026, 3, day).isoformat(), (2,))
    window.office.open_results("batch")
    window.settle()
    room = window.office.room
    assert isinstance(room, Room)

    while room.list.results.canFetchMore(QModelIndex()):
        room.list.results.fetchMore(QModelIndex())
        window.settle()

    assert [title for title in titles(room) if title.startswith("Batch ")] == [
        f"Batch {day}" for day in range(19, 0, -1)
    ]


def test_what_is_written_meanwhile_appears_and_the_language_switches(window: Window, results: Room) -> None:
    log(window.book, "quota again", "2026-09-22", (2,))
    window.settle()
    assert "Quota again" in titles(results)

    window.main.change_look(language="zh")
    window.settle()
    assert look.say("window.kind-interaction") == "会议记录"
    assert window.shows("会议记录")
    window.main.change_look(language="en")
