"""The first half of a long write: rows and their index entries laid out beside the book, while others may write.

What costs time (tuples, pinyin) is done here, on a database in memory. The step attaches it and only copies: an
autosave never waits for the pinyin of 100,000 names (HOUSE.md, Long work).
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from dataclasses import field as a_field
from datetime import date, datetime
from sqlite3 import Connection

from crm.book import many, names, search
from crm.book.clock import Clock
from crm.book.documents import KINDS
from crm.book.journal import Columns
from crm.book.transaction import table_of
from crm.values import Problem, Refused
from crm.values.ids import ulid

SEQUENCE = "SELECT seq FROM sqlite_sequence WHERE name = ?"


@dataclass(slots=True)
class BookStage:
    """Implements `crm.values.Stage`. `place` is the address of the database in memory, `book` only reads."""

    place: str
    connection: Connection
    book: Connection
    now: datetime
    today: date
    staged: list[many.Staged] = a_field(default_factory=list)

    def rows(self, sql: str) -> Iterable[tuple[object, ...]]:
        return self.book.execute(sql).fetchall()

    def next_id(self, record: type[object]) -> int:
        return next_key(self.book, table_of(record))

    def new_uid(self) -> str:
        return ulid(int(self.now.timestamp() * 1000))

    def load(self, record: type[object], columns: Sequence[str], rows: many.Rows) -> None:
        if rows:
            staged = many.stage(self.connection, table_of(record), columns, rows)
            self.staged.append(staged)
            if staged.range.name in names.NAMED:
                names.foresee(self.connection, staged.range.name)

    def foresee_documents(self) -> None:
        """When everything is laid out: what of it will be searched."""
        kinds = [staged.range.name for staged in self.staged if staged.range.name in KINDS]
        search.foresee(self.connection, kinds, self.book.execute("SELECT id, name FROM tag"))

    @contextmanager
    def attached(self, writer: Connection) -> Iterator[None]:
        """The writing connection sees it as the schema `stage`. Not within a transaction: SQLite attaches in none."""
        writer.execute("ATTACH ? AS stage", (self.place,))
        try:
            yield
        finally:
            writer.execute("DETACH stage")

    def copy(self, writer: Connection, tables: Iterable[Columns], step: int) -> None:
        """Within the step. Refused where somebody took the keys in between."""
        by_name = {table.table: table for table in tables}
        for staged in self.staged:
            found = staged.range
            if next_key(writer, found.name) != found.first:
                raise Refused(Problem("record-twice"))
            many.load_staged(writer, by_name[found.name], step, staged)
            if found.name in names.NAMED:
                names.copy_foreseen(writer, found.name)
        search.copy_foreseen(writer)


@contextmanager
def opened_stage(book: Connection, clock: Clock) -> Iterator[BookStage]:
    """An empty one. `book` is a reading connection of this thread."""
    place = f"file:stage-{ulid(0)}?mode=memory&cache=shared"
    with closing(sqlite3.connect(place, uri=True, isolation_level=None)) as connection:
        yield BookStage(place, connection, book, clock.now(), clock.today())


def next_key(connection: Connection, table: str) -> int:
    """Keys are never used twice: AUTOINCREMENT's own counter knows those that are gone."""
    counted = connection.execute(SEQUENCE, (table,)).fetchone()
    return (int(counted[0]) if counted else 0) + 1
