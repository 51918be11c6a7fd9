"""Every file that is no book of ours, or not yet, or not here, is told apart in words, and not a byte of it changes."""

import hashlib
import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crm.book import Book, FixedClock
from crm.book.connection import APPLICATION_ID
from crm.book.schema import SCHEMA
from crm.values import WorldFault
from tests.book.acts import Found


@pytest.fixture
def closed(tmp_path: Path, clock: FixedClock) -> Path:
    book = Book.create(tmp_path / "closed.liaison", clock=clock)
    book.execute(Found("Acme"))
    book.close()
    return book.path


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut_at_a_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 4096 * 10])


def cut_inside_a_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def cut_in_the_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:40])


def wrong_magic(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + path.read_bytes()[4:])


def of_another_program(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY)")
    connection.commit()
    connection.close()


def pragma(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def newer(path: Path) -> None:
    much = SCHEMA + 7
    pragma(path, f"PRAGMA user_version={much}", f"UPDATE meta SET value = '{much}' WHERE name = 'min_reader'")


def with_a_trigger(path: Path) -> None:
    pragma(path, "CREATE TRIGGER wipe AFTER UPDATE ON partner BEGIN DELETE FROM partner; END")


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (empty, "book-empty"),
        (cut_at_a_page, "book-cut"),
        (cut_inside_a_page, "book-cut"),
        (cut_in_the_header, "book-cut"),
        (wrong_magic, "book-foreign"),
        (of_another_program, "book-foreign"),
        (newer, "book-newer"),
        (with_a_trigger, "book-with-code"),
    ],
)
def test_each_harm_has_its_own_message_and_changes_nothing(
    closed: Path, clock: FixedClock, harm: Callable[[Path], None], code: str
) -> None:
    harm(closed)
    before = hashlib.sha256(closed.read_bytes()).hexdigest()

    with pytest.raises(WorldFault) as fault:
        Book.open(closed, clock=clock)

    assert fault.value.problem.code == code
    assert hashlib.sha256(closed.read_bytes()).hexdigest() == before


def test_a_missing_book_is_said(tmp_path: Path) -> None:
    with pytest.raises(WorldFault) as fault:
        Book.open(tmp_path / "nowhere.liaison")

    assert fault.value.problem.code == "book-missing"


def test_a_newer_book_that_allows_it_is_only_read(closed: Path, clock: FixedClock) -> None:
    pragma(closed, f"PRAGMA user_version={SCHEMA + 1}")

    book = Book.open(closed, clock=clock)

    assert book.read_only
    with pytest.raises(WorldFault) as fault:
        book.execute(Found("Borealis"))
    assert fault.value.problem.code == "book-read-only"
    book.close()


def test_a_new_book_is_marked_and_private(closed: Path) -> None:
    connection = sqlite3.connect(closed)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
    connection.close()
    assert closed.stat().st_mode & 0o777 == 0o600
    backups = closed.parent / "closed.backups"
    assert backups.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in backups.iterdir()} == {0o600}


def test_a_closed_book_is_whole_without_its_wal(closed: Path) -> None:
    wal = Path(f"{closed}-wal")

    assert not wal.exists() or wal.stat().st_size == 0


def test_a_locked_book_is_said_and_not_written(
    empty_book: Book, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm.book.connection.BUSY_MILLISECONDS", 50)
    monkeypatch.setattr("crm.book.connection.WRITING", ("PRAGMA busy_timeout=50", "PRAGMA foreign_keys=ON"))
    other = sqlite3.connect(empty_book.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(WorldFault) as fault:
        empty_book.execute(Found("Acme"))

    assert fault.value.problem.code == "book-locked"
    other.execute("ROLLBACK")
    other.close()
    empty_book.execute(Found("Acme"))


def test_the_live_book_is_never_opened_past_sqlite(tmp_path: Path, clock: FixedClock) -> None:
    opened: list[str] = []
    watching = True

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event == "open":
            opened.append(os.fsdecode(arguments[0]) if isinstance(arguments[0], str | bytes) else "")

    book = Book.create(tmp_path / "live.liaison", clock=clock)
    sys.addaudithook(watch)
    book.execute(Found("Acme"))
    book.backup()
    other = Book.open(book.path, clock=clock)
    other.close()
    book.save_copy(tmp_path / "copy.liaison")
    book.undo()
    book.close()
    watching = False

    assert str(book.path) not in opened
