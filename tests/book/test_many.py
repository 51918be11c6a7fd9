"""Rows loaded in bulk: journaled as ranges, taken back and made again as if each had been written by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread
from typing import ClassVar

import pytest

from crm import model
from crm.book import Book
from crm.book.search import FoundNames
from crm.values import LoadingCommand, Refused, Stage, Transaction
from tests.book.acts import AddTags, Employ, Forget, Found, Rename, Settle, dump


@dataclass(frozen=True, slots=True)
class LoadPartners(LoadingCommand):
    """Loads `count` partners with keys from `first` on."""

    first: int
    count: int
    fails: bool = False
    label: ClassVar[str] = "undo.import-rows"

    def stage(self, stage: Stage) -> None:
        columns = ["id", *sorted({*model.Partner.model_fields} - {"id", "version"})]
        plain = model.Partner(name="").model_dump()
        rows = []
        for key in range(self.first, self.first + self.count):
            row = {**plain, "id": key, "name": f"仁禾{key}", "uid": stage.new_uid()}
            rows.append([row[column] for column in columns])
        stage.load(model.Partner, columns, rows)

    def apply(self, tx: Transaction) -> None:
        if self.fails:
            raise ZeroDivisionError


def journaled(book: Book, table: str) -> int:
    import sqlite3

    connection = sqlite3.connect(f"file:{book.path}?mode=ro", uri=True)
    (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    connection.close()
    return int(count)


def test_a_load_is_one_range_in_the_journal_and_is_found_by_name(empty_book: Book) -> None:
    changes = empty_book.execute(LoadPartners(1, 12_000))

    assert changes.made["partner"] == tuple(range(1, 12_001))
    assert journaled(empty_book, "journal_row") == 0
    assert journaled(empty_book, "journal_range") == 1
    assert empty_book.query(FoundNames("renhe11999"))[0].record_id == 11_999
    assert empty_book.inspect() == []


def test_a_load_is_undone_redone_and_undone_again_also_after_a_restart(empty_book: Book) -> None:
    before = dump(str(empty_book.path))
    empty_book.execute(LoadPartners(1, 12_000))
    loaded = dump(str(empty_book.path))

    path, clock = empty_book.path, empty_book.clock
    for _ in range(2):
        empty_book.undo()
        assert dump(str(path)) == before
        empty_book.close()
        empty_book = Book.open(path, clock=clock)
        empty_book.redo()
        assert dump(str(path)) == loaded
    empty_book.undo()

    assert dump(str(path)) == before
    assert empty_book.inspect() == []
    empty_book.close()


def test_a_load_that_fails_half_way_leaves_nothing_and_the_next_write_is_journaled(empty_book: Book) -> None:
    before = dump(str(empty_book.path))

    with pytest.raises(ZeroDivisionError):
        empty_book.execute(LoadPartners(1, 100, fails=True))

    assert dump(str(empty_book.path)) == before
    empty_book.execute(LoadPartners(1, 10))
    empty_book.execute(Rename(3, "Renhe"))
    assert journaled(empty_book, "journal_row") == 1


def test_a_loaded_row_that_was_edited_since_is_not_taken_back(empty_book: Book) -> None:
    empty_book.execute(LoadPartners(1, 10))
    empty_book.user = "somebody-else"
    empty_book.execute(Rename(3, "Renhe"))
    empty_book.user = ""
    before = dump(str(empty_book.path))

    with pytest.raises(Refused) as refusal:
        empty_book.undo()

    assert [problem.code for problem in refusal.value.problems] == ["undo-changed-since"]
    assert dump(str(empty_book.path)) == before


def test_an_edit_that_was_itself_undone_does_not_stand_in_the_way(empty_book: Book) -> None:
    before = dump(str(empty_book.path))
    empty_book.execute(LoadPartners(1, 10))
    empty_book.execute(Settle(3, "Hangzhou"))
    empty_book.undo()

    empty_book.undo()

    assert dump(str(empty_book.path)) == before


def test_a_loaded_row_that_somebody_needs_is_not_taken_back(empty_book: Book) -> None:
    empty_book.execute(LoadPartners(1, 10))
    empty_book.user = "somebody-else"
    empty_book.execute(Employ("Ann Lee", 4))
    empty_book.user = ""

    with pytest.raises(Refused) as refusal:
        empty_book.undo()

    assert [problem.code for problem in refusal.value.problems] == ["undo-still-needed"]


def test_the_rest_of_a_load_can_be_taken_back_when_one_of_its_rows_is_gone_for_good(empty_book: Book) -> None:
    before = dump(str(empty_book.path))
    empty_book.execute(LoadPartners(1, 10))
    empty_book.execute(Forget(4))

    empty_book.undo()

    assert dump(str(empty_book.path)) == before
    empty_book.redo()
    assert [row.record_id for row in empty_book.query(FoundNames("仁禾", limit=20))] == [1, 2, 3, 5, 6, 7, 8, 9, 10]
    empty_book.undo()
    assert dump(str(empty_book.path)) == before


@dataclass(frozen=True, slots=True)
class LoadWhileSomebodySaves(LoadPartners):
    """Lays its rows out while another thread saves a tag, and waits for it."""

    save: Callable[[], object] = lambda: None

    def stage(self, stage: Stage) -> None:
        saving = Thread(target=self.save)
        saving.start()
        saving.join(timeout=10)
        assert not saving.is_alive()
        super(LoadWhileSomebodySaves, self).stage(stage)


def test_a_save_does_not_wait_for_what_an_import_lays_out(empty_book: Book) -> None:
    load = LoadWhileSomebodySaves(1, 10, save=lambda: empty_book.execute(AddTags(("data",))))

    empty_book.execute(load)

    assert [step.command for step in empty_book.history()] == ["LoadWhileSomebodySaves", "AddTags"]


@dataclass(frozen=True, slots=True)
class LoadWhileSomebodyAdds(LoadWhileSomebodySaves):
    """The other thread takes the key that the first row was to have."""

    def stage(self, stage: Stage) -> None:
        LoadPartners.stage(self, stage)
        saving = Thread(target=self.save)
        saving.start()
        saving.join(timeout=10)


def test_a_load_whose_keys_were_taken_in_between_is_refused_and_leaves_nothing(empty_book: Book) -> None:
    load = LoadWhileSomebodyAdds(1, 10, save=lambda: empty_book.execute(Found("Renhe")))

    with pytest.raises(Refused):
        empty_book.execute(load)

    assert [step.command for step in empty_book.history()] == ["Found"]
