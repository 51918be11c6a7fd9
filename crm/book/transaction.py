"""What a command works with while it checks and applies: one session, one instant, one user, one step."""

from dataclasses import dataclass
from dataclasses import field as a_field
from datetime import date, datetime
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any, TypeVar

from crm.book.clock import instant
from crm.book.people import who_wrote
from crm.values import Message, Problem, Query, Refused
from crm.values.ids import Version, ulid

if TYPE_CHECKING:
    from sqlmodel import Session

KEY_BITS = 63

Row = TypeVar("Row")
Answer = TypeVar("Answer")


@dataclass(slots=True)
class BookTransaction:
    """Implements `crm.values.Transaction`. Rows get their uid and version when they are flushed."""

    session: "Session"
    connection: Connection
    now: datetime
    today: date
    user: str
    step: Version
    found: list[object] = a_field(default_factory=list, repr=False)
    """What was read: the session forgets what nobody holds, and would read it again after the check."""

    def find(self, record: type[Row], key: int | None) -> Row | None:
        """The record, where there is one. No row has a key of more than 64 bits, and SQLite refuses to look for it."""
        if key is None or key.bit_length() > KEY_BITS:
            return None
        found = self.session.get(record, key)
        self.found.append(found)
        return found

    def fetch(self, record: type[Row], key: int, seen: Version | None = None) -> Row:
        found = self.find(record, key)
        if found is None:
            raise Refused(
                Problem("record-missing", values={"record": Message(f"table.{table_of(record)}"), "id": str(key)})
            )
        if seen is not None and version_of(found) != seen:
            raise Refused(Problem("record-changed", values=who_wrote(self.connection, version_of(found))))
        return found

    def query(self, query: Query[Answer]) -> Answer:
        self.session.flush()
        return query.run(self.connection)

    def add(self, record: Row) -> Row:
        from crm.book.insertion import insert

        self.session.flush()
        stamp_new(self, record)
        insert(self.session, self.connection, record)
        return record

    def remove(self, record: object) -> None:
        self.session.delete(record)
        self.session.flush()

    def new_uid(self) -> str:
        return ulid(int(self.now.timestamp() * 1000))


def table_of(record: type[object]) -> str:
    return str(getattr(record, "__tablename__", record.__name__))


def version_of(record: object) -> int:
    return int(getattr(record, "version", 0))


def stamp(tx: BookTransaction) -> None:
    """Every row that the session writes gets the step's number as its version; new ones their uid."""
    for row in tx.session.dirty:
        if tx.session.is_modified(row) and hasattr(row, "version"):
            row.version = tx.step
    for row in tx.session.new:
        stamp_new(tx, row)


def stamp_new(tx: BookTransaction, row: Any) -> None:
    if hasattr(row, "version"):
        row.version = tx.step
    if hasattr(row, "uid") and not row.uid:
        row.uid = tx.new_uid()
        row.created_at = instant(tx.now)
