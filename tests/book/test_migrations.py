"""A book of every earlier schema opens, whole, after a checked backup."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from crm.book import Book, FixedClock, migrations
from crm.book.schema import SCHEMA
from crm.book.search import FoundNames, FoundTexts
from tests.book.acts import Found, dump

MUSEUM = Path(__file__).parent / "museum"


@pytest.fixture(params=sorted(MUSEUM.glob("*.liaison")), ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copy(request.param, tmp_path / "old.liaison"))


def columns(path: Path) -> dict[str, set[str]]:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    names = [name for (name,) in connection.execute(migrations.TABLES)]
    found = {name: {row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')} for name in names}
    found |= {f"indexes of {name}": indexes(connection, name) for name in names}
    connection.close()
    return found


def indexes(connection: sqlite3.Connection, table: str) -> set[str]:
    return {row[1] for row in connection.execute(f'PRAGMA index_list("{table}")')}


def test_every_foreign_key_has_an_index(empty_book: Book) -> None:
    connection = sqlite3.connect(f"file:{empty_book.path}?mode=ro", uri=True)
    bare = []
    for (table,) in connection.execute(migrations.TABLES).fetchall():
        first = {
            connection.execute(f'PRAGMA index_info("{name}")').fetchone()[2] for name in indexes(connection, table)
        }
        keys = [row[3] for row in connection.execute(f'PRAGMA foreign_key_list("{table}")')]
        bare += [f"{table}.{key}" for key in keys if key not in first]
    connection.close()

    assert bare == []


def test_the_museum_holds_every_earlier_schema() -> None:
    assert [path.stem for path in sorted(MUSEUM.glob("*"))] == [f"schema-{number}" for number in range(1, SCHEMA)]


def test_an_old_book_opens_with_every_row_and_can_be_searched_and_written(old: Path, clock: FixedClock) -> None:
    before = {table: len(rows) for table, rows in dump(str(old)).items()}

    book = Book.open(old, clock=clock)

    after = dump(str(old))
    derived_anew = {"name_suffix", "search_document"}
    assert {table: len(after[table]) for table in before if table not in derived_anew} == {
        table: count for table, count in before.items() if table not in derived_anew
    }
    assert book.query(FoundNames("rhyl"))[0].title_zh == "仁禾医疗数据"
    assert book.query(FoundTexts("训"))[0].title == "双周数据评审"
    assert book.execute(Found("Acme")).made["partner"]
    book.close()


def schema_of(path: Path) -> int:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return int(schema)


def test_an_old_book_is_backed_up_before_it_is_changed(old: Path, clock: FixedClock) -> None:
    schema = schema_of(old)

    Book.open(old, clock=clock).close()

    (backup, *_) = sorted((old.parent / "old.backups").iterdir())
    assert schema_of(backup) == schema


def test_a_migrated_book_has_the_columns_of_a_new_one(old: Path, empty_book: Book, clock: FixedClock) -> None:
    Book.open(old, clock=clock).close()

    assert columns(old) == columns(empty_book.path)


def test_a_migration_that_fails_leaves_the_book_wholly_old(
    old: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(connection: sqlite3.Connection) -> None:
        whole(connection)
        connection.execute("DELETE FROM tagging")

    whole = migrations.MIGRATIONS[SCHEMA]
    before = dump(str(old)), columns(old)
    monkeypatch.setitem(migrations.MIGRATIONS, SCHEMA, half)

    with pytest.raises(AssertionError):
        Book.open(old, clock=clock)

    assert (dump(str(old)), columns(old)) == before


def test_an_older_step_is_audit_and_cannot_be_undone(old: Path, clock: FixedClock) -> None:
    book = Book.open(old, clock=clock)

    assert book.undoable() is None
    assert [step.kind for step in book.history()] == ["do", "do", "do"]
    book.close()
