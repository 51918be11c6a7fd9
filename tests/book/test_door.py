"""The door as a whole: what another process does is seen, what somebody takes away is said, nothing escapes."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from crm import model
from crm.book import Book, FixedClock
from crm.book.journal import journaled_tables
from crm.book.names import FoundNames
from crm.book.schema import CONTENT_TABLES, DERIVED_TABLES, JOURNAL_TABLES
from crm.values import Changes, Refused, WorldFault
from tests.book.acts import Found, Rename, dump


def test_every_table_is_journaled_or_in_a_list_that_says_why_not() -> None:
    model.load()
    journaled = {table.table for table in journaled_tables()}

    assert journaled | {*CONTENT_TABLES} == set(SQLModel.metadata.tables)
    assert not journaled & {*CONTENT_TABLES, *DERIVED_TABLES, *JOURNAL_TABLES}


def test_what_another_process_wrote_is_seen_by_asking_once(empty_book: Book, clock: FixedClock) -> None:
    heard: list[Changes] = []
    empty_book.subscribe(heard.append)
    other = Book.open(empty_book.path, clock=clock)
    key = other.execute(Found("Acme")).first("partner")

    changes = empty_book.poll()

    assert changes is not None and changes.touch("partner", key)
    assert heard == [changes]
    assert empty_book.poll() is None
    other.close()


def test_listeners_hear_after_the_commit_what_changed_and_who_asked(empty_book: Book) -> None:
    heard: list[tuple[Changes, int]] = []
    empty_book.subscribe(lambda changes: heard.append((changes, len(dump(str(empty_book.path))["partner"]))))
    editor = object()

    empty_book.execute(Found("Acme"), initiator=editor)

    ((changes, rows),) = heard
    assert rows == 1
    assert changes.initiator is editor


def test_a_closed_book_is_said_to_be_closed_whatever_one_asks_of_it(empty_book: Book) -> None:
    empty_book.execute(Found("Foo"))
    empty_book.close()

    for ask in (lambda: empty_book.query(FoundNames("x")), lambda: empty_book.execute(Found("Bar")), empty_book.undo):
        with pytest.raises(WorldFault) as fault:
            ask()
        assert fault.value.problem.code == "book-closed"


def test_a_book_that_may_only_be_read_is_checked(empty_book: Book) -> None:
    with closing(Book.open(empty_book.path, read_only=True)) as read:
        assert read.inspect() == []


def test_any_thread_may_read_while_one_writes(empty_book: Book) -> None:
    from crm.book.search import FoundNames

    done = threading.Event()

    def read() -> int:
        asked = 0
        while not done.is_set():
            empty_book.query(FoundNames("acme"))
            asked += 1
        return asked

    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        for number in range(20):
            empty_book.execute(Found(f"Acme {number}"))
        done.set()

    assert all(reader.result() for reader in readers)


def test_a_book_that_is_taken_away_is_said_and_can_be_copied(empty_book: Book, tmp_path: Path) -> None:
    empty_book.execute(Found("Acme"))
    empty_book.path.rename(tmp_path / "elsewhere.liaison")

    with pytest.raises(WorldFault) as fault:
        empty_book.execute(Found("Borealis"))
    assert fault.value.problem.code == "book-vanished"

    empty_book.save_copy(tmp_path / "copy.liaison")
    copy = Book.open(tmp_path / "copy.liaison")
    assert len(dump(str(copy.path))["partner"]) == 1
    copy.close()


def test_the_first_list_needs_no_sqlmodel() -> None:
    code = "import crm.book, crm.book.search, sys; print('sqlalchemy' in sys.modules, 'sqlmodel' in sys.modules)"

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert said.split() == ["False", "False"]


def test_two_processes_writing_by_turns_lose_nothing(empty_book: Book, clock: FixedClock) -> None:
    other = Book.open(empty_book.path, clock=clock)
    for number in range(10):
        key = (empty_book if number % 2 else other).execute(Found(f"Acme {number}")).first("partner")
        (other if number % 2 else empty_book).execute(Rename(key, f"Borealis {number}"))
    other.close()

    assert len(dump(str(empty_book.path))["partner"]) == 10


def test_text_that_is_no_text_is_refused_in_a_sentence_and_changes_nothing(empty_book: Book) -> None:
    """Such a sign comes out of a file name whose bytes are of another encoding, or out of a terminal."""
    empty_book.execute(Found("Foo"))
    before = empty_book.history(1)

    for ask in (lambda: empty_book.execute(Rename(1, "\udcd0")), lambda: empty_book.query(FoundNames("\udcd0"))):
        with pytest.raises(Refused) as refused:
            ask()
        assert [problem.code for problem in refused.value.problems] == ["text-not-characters"]
    assert empty_book.history(1) == before
