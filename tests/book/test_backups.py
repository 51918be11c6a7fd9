"""A backup is proven before it has its name, thinned by the journal's order, and put back with nothing lost."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.book import Book, FixedClock
from crm.book import backup as backups
from crm.values import WorldFault
from tests.book.acts import Found, dump


def test_a_backup_is_made_before_the_first_write_of_a_day(empty_book: Book, clock: FixedClock) -> None:
    empty_book.execute(Found("Acme"))
    empty_book.close()
    clock.at += timedelta(days=1)
    made = len(empty_book.made_backups())

    again = Book.open(empty_book.path, clock=clock)
    again.execute(Found("Borealis"))
    assert len(again.made_backups()) == made + 1
    again.execute(Found("Corvus"))
    assert len(again.made_backups()) == made + 1
    again.close()


def test_closing_backs_up_what_changed_and_only_then(empty_book: Book, clock: FixedClock) -> None:
    empty_book.execute(Found("Acme"))
    empty_book.close()
    (newest, *_) = empty_book.made_backups()
    assert newest.step == 1

    again = Book.open(empty_book.path, clock=clock)
    again.undoable()
    again.close()
    assert again.made_backups()[0] == newest


def test_a_restore_is_previewed_done_and_can_be_taken_back(empty_book: Book) -> None:
    empty_book.execute(Found("Acme"))
    backup = empty_book.backup()
    then = dump(str(empty_book.path))
    empty_book.execute(Found("Borealis"))
    empty_book.execute(Found("Corvus"))
    now = dump(str(empty_book.path))

    preview = empty_book.preview_restore(backup)
    assert (preview.now["partner"], preview.then["partner"], preview.lost_in_all) == (3, 1, 2)

    safety = empty_book.restore(backup)
    assert dump(str(empty_book.path)) == then

    empty_book.restore(safety)
    assert dump(str(empty_book.path)) == now
    assert empty_book.execute(Found("Draco")).first("partner") == 4


def test_a_harmed_backup_is_refused_and_the_book_stays(empty_book: Book) -> None:
    empty_book.execute(Found("Acme"))
    backup = empty_book.backup()
    content = bytearray(backup.path.read_bytes())
    content[4096 * 3 : 4096 * 9] = bytes(4096 * 6)
    backup.path.write_bytes(content)
    before = dump(str(empty_book.path))

    with pytest.raises(WorldFault):
        empty_book.preview_restore(backup)

    assert dump(str(empty_book.path)) == before


def test_no_half_file_stays_under_a_final_name(empty_book: Book, tmp_path: Path) -> None:
    class Cancelled(Exception):
        pass

    def cancel(done: int, whole: int) -> None:
        raise Cancelled

    empty_book.execute(Found("Acme"))
    with pytest.raises(Cancelled):
        empty_book.save_copy(tmp_path / "copy.liaison", cancel)

    assert not list(tmp_path.glob("copy*"))


START = datetime(2026, 1, 1, tzinfo=UTC)


@given(st.lists(st.integers(min_value=-4000, max_value=4000), min_size=1, max_size=60))
def test_thinning_never_removes_the_newest_five_nor_the_newest_day(hours: list[int]) -> None:
    made = [
        backups.Backup(Path(str(step)), START + timedelta(hours=hour), step) for step, hour in enumerate(hours, start=1)
    ]

    gone = backups.thinned(made)

    newest_first = sorted(made, key=lambda backup: backup.step, reverse=True)
    assert not set(newest_first[:5]) & set(gone)
    assert all(backup.made_at.date() != newest_first[0].made_at.date() for backup in gone)


def test_a_year_of_daily_backups_keeps_seven_days_and_four_weeks() -> None:
    made = [backups.Backup(Path(str(day)), START + timedelta(days=day), day + 1) for day in range(365)]

    kept = [backup for backup in made if backup not in backups.thinned(made)]

    assert [backup.step for backup in kept] == [347, 354, *range(359, 366)]


def test_a_copy_that_is_opened_is_written_with_the_log_that_loses_nothing(empty_book: Book, tmp_path: Path) -> None:
    empty_book.execute(Found("Acme"))
    empty_book.save_copy(tmp_path / "copy.liaison")

    copy = Book.open(tmp_path / "copy.liaison")
    copy.execute(Found("Borealis"))

    connection = sqlite3.connect(copy.path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
    copy.close()
