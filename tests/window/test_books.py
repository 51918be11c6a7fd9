"""Books: one window each, told apart in words, seen at once whoever writes."""

import os
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from crm.book import Book, FixedClock
from crm.partners.commands import AddPartner
from tests.window.driver import Window
from ui.window.opening import Opener
from ui.window.paths import FileAsker, asker


def test_a_second_start_raises_the_first_window(window: Window) -> None:
    rung: list[bool] = []
    window.until(lambda: window.main.opened is not None and window.main.opened.bell is not None, "the doorbell")
    assert window.main.opened is not None and window.main.opened.bell is not None
    window.main.opened.bell.rung.connect(lambda: rung.append(True))

    second = Opener().open(window.book.path)
    window.until(lambda: rung, "the first window")

    assert second is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"SQLite format 3\x00", "cut off"),
        (b"%PDF-1.7 something else entirely" * 9, "not a Liaison book"),
    ],
)
def test_what_is_no_book_is_told_in_words_and_left_as_it_is(
    bare_window: Window, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "odd.liaison"
    path.write_bytes(content)

    bare_window.open(path)

    assert bare_window.shows(said)
    assert path.read_bytes() == content


def test_a_book_that_is_not_there_is_told_in_words(bare_window: Window, tmp_path: Path) -> None:
    bare_window.open(tmp_path / "none.liaison")

    assert bare_window.shows("There is no book")


def test_a_book_without_the_right_to_write_opens_read_only_with_a_bar(
    bare_window: Window, book_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode, **_: mode != os.W_OK)

    bare_window.open(book_path)

    assert bare_window.book.read_only
    assert bare_window.office.body.standing.isVisible()
    assert bare_window.shows("can only be read here")


def test_what_another_process_writes_is_heard_within_a_second(window: Window, clock: FixedClock) -> None:
    other = Book.open(window.book.path, clock=clock)
    heard: list[bool] = []
    window.office.written.connect(lambda: heard.append(True))

    other.execute(AddPartner(values={"name": "Acme"}))
    QTest.qWait(700)
    window.settle()

    assert heard
    other.close()


def test_a_book_that_was_taken_away_says_so_and_offers_a_copy(window: Window, tmp_path: Path) -> None:
    window.book.path.rename(tmp_path / "elsewhere.liaison")

    window.office.execute(AddPartner(values={"name": "Acme"}))
    window.settle()

    assert window.shows("was taken away")
    (tmp_path / "elsewhere.liaison").rename(window.book.path)


def test_a_copy_is_a_whole_book(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: FixedClock
) -> None:
    monkeypatch.setattr(FileAsker, "new", lambda *_args, **_named: tmp_path / "copy.liaison")

    window.main.books.ask_copy()
    window.until(lambda: (tmp_path / "copy.liaison").exists(), "the copy")

    copy = Book.open(tmp_path / "copy.liaison", clock=clock, read_only=True)
    assert copy.id == window.book.id
    copy.close()
    assert asker is not None


def test_another_book_takes_the_place_of_the_first(window: Window, tmp_path: Path, clock: FixedClock) -> None:
    first = window.book.path
    from crm.partners.commands import SetHomeParty

    other = Book.create(tmp_path / "other.liaison", clock=clock)
    other.execute(SetHomeParty(company="Other GmbH", person="Ada"))
    other.close()

    window.open(tmp_path / "other.liaison")

    assert window.office.rail.head.text() == "Other GmbH"
    assert [action.label.text for action in window.main.books.recent()] == [first.name]  # type: ignore[union-attr]
