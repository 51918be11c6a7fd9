"""The first half of a long write: rows and their index entries laid out in temporary tables, while others may write.

What costs time (tuples, pinyin) is done here; the transaction that follows only copies (HOUSE.md, Long work).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import field as a_field
from datetime import date, datetime
from sqlite3 import Connection

from crm.book import derived, many
from crm.book.journal import Columns
from crm.book.transaction import table_of
from crm.values import Problem, Refused
from crm.values.ids import ulid

SEQUENCE = "SELECT seq FROM sqlite_sequence WHERE name = ?"


@dataclass(slots=True)
class BookStage:
    """Implements `crm.values.Stage` on the writing connection, outside of any step."""

    connection: Connection
    now: datetime
    today: date
    staged: list[many.Staged] = a_field(default_factory=list)

    def rows(self, sql: str) -> Iterable[tuple[object, ...]]:
        return self.connection.execute(sql).fetchall()

    def next_id(self, record: type[object]) -> int:
        return next_key(self.connection, table_of(record))

    def new_uid(self) -> str:
        return ulid(int(self.now.timestamp() * 1000))

    def load(self, record: type[object], columns: Sequence[str], rows: many.Rows) -> None:
        if rows:
            staged = many.stage(self.connection, table_of(record), columns, rows)
            self.staged.append(staged)
            derived.foresee(self.connection, staged.range.name, staged.name)

    def copy(self, tables: Iterable[Columns], step: int) -> None:
        """Within the step. Refused where somebody took the keys in between."""
        by_name = {table.table: table for table in tables}
        for staged in self.staged:
            if next_key(self.connection, staged.range.name) != staged.range.first:
                raise Refused(Problem("record-twice"))
            many.load_staged(self.connection, by_name[staged.range.name], step, staged)

    def clear(self) -> None:
        for staged in self.staged:
            self.connection.execute(f"DROP TABLE IF EXISTS temp.{staged.name}")
        self.staged.clear()
        derived.forget_foreseen(self.connection)


def next_key(connection: Connection, table: str) -> int:
    """Keys are never used twice: AUTOINCREMENT's own counter knows those that are gone."""
    counted = connection.execute(SEQUENCE, (table,)).fetchone()
    return (int(counted[0]) if counted else 0) + 1
