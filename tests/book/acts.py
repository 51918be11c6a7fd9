"""The smallest commands that exercise the door, so that tests of the book do not lean on any slice."""

import sqlite3
from dataclasses import dataclass
from typing import ClassVar

from crm import model
from crm.values import Command, CommandKind, Problem, Read, Transaction
from crm.values.ids import Version


@dataclass(frozen=True, slots=True)
class Found(Command):
    """Founds a partner, with a credit code if there is one to give."""

    name: str
    code: str = ""
    label: ClassVar[str] = "undo.add-partner"

    def check(self, read: Read) -> list[Problem]:
        return model.problems_of(model.PartnerFields, {"name": self.name})

    def apply(self, tx: Transaction) -> None:
        tx.add(model.Partner(name=self.name, credit_code=self.code))


@dataclass(frozen=True, slots=True)
class Rename(Command):
    key: int
    name: str
    seen: Version | None = None
    label: ClassVar[str] = "undo.edit-partner"

    def apply(self, tx: Transaction) -> None:
        tx.fetch(model.Partner, self.key, self.seen).name = self.name

    def merges_as(self) -> str | None:
        return f"name.{self.key}"


@dataclass(frozen=True, slots=True)
class Settle(Command):
    """Changes another column of the same row."""

    key: int
    city: str
    label: ClassVar[str] = "undo.edit-partner"

    def apply(self, tx: Transaction) -> None:
        tx.fetch(model.Partner, self.key).city = self.city


@dataclass(frozen=True, slots=True)
class Swap(Command):
    """Exchanges two unique names of tags, in an order that no single UPDATE allows."""

    one: int
    other: int
    label: ClassVar[str] = "undo.tag"

    def apply(self, tx: Transaction) -> None:
        one, other = tx.fetch(model.Tag, self.one), tx.fetch(model.Tag, self.other)
        first, second = one.folded, other.folded
        one.folded = "exchange"
        tx.session.flush()
        other.folded = first
        tx.session.flush()
        one.folded = second


@dataclass(frozen=True, slots=True)
class AddTags(Command):
    names: tuple[str, ...]
    label: ClassVar[str] = "undo.tag"

    def apply(self, tx: Transaction) -> None:
        for name in self.names:
            tx.add(model.Tag(name=name, folded=name.casefold()))


@dataclass(frozen=True, slots=True)
class Employ(Command):
    """A contact with an affiliation to a partner."""

    name: str
    partner_id: int
    label: ClassVar[str] = "undo.add-contact"

    def apply(self, tx: Transaction) -> None:
        contact = tx.add(model.Contact(name=self.name))
        tx.add(model.Affiliation(contact_id=contact.id or 0, partner_id=self.partner_id))


@dataclass(frozen=True, slots=True)
class Forget(Command):
    """Deletes a partner for good."""

    key: int
    label: ClassVar[str] = "undo.empty-bin"
    kind: ClassVar[CommandKind] = CommandKind.FINAL

    def apply(self, tx: Transaction) -> None:
        tx.remove(tx.fetch(model.Partner, self.key))


@dataclass(frozen=True, slots=True)
class FailHalfWay(Command):
    label: ClassVar[str] = "undo.add-partner"

    def apply(self, tx: Transaction) -> None:
        tx.add(model.Partner(name="Half"))
        raise ZeroDivisionError


def dump(book_path: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, versions, journal, sequences and index shadow tables apart."""
    connection = sqlite3.connect(f"file:{book_path}?mode=ro", uri=True)
    try:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith(("sqlite_", "search_index", "journal_", "meta"))
        ]
        return {name: rows_of(connection, name) for name in sorted(names)}
    finally:
        connection.close()


def rows_of(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    left_out = {"version"} | ({"id"} if table == "search_document" else set())
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")') if row[1] not in left_out]
    listed = ", ".join(f'"{column}"' for column in columns)
    return sorted(connection.execute(f'SELECT {listed} FROM "{table}"').fetchall(), key=repr)
