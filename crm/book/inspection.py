"""`liaison check`: whether the file is sound and what is derived agrees with what it was derived from."""

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from crm.book import derived, search
from crm.values import Message, Problem, Query

DERIVED = {
    "partner_summary": "SELECT * FROM partner_summary ORDER BY partner_id",
    "name_suffix": "SELECT * FROM name_suffix ORDER BY suffix, kind, record_id, form, start",
    "search_document": "SELECT id, kind, record_id, body FROM search_document ORDER BY id",
}

LARGEST = 20
"""Findings of one sort that are listed; a file that is damaged everywhere needs no longer list."""


@dataclass(frozen=True, slots=True)
class BookHarm(Query[tuple[Problem, ...]]):
    """What is wrong with the file itself: damaged pages, rows that hang on nothing, files that are not what was kept.

    Reads every byte of the book; the window asks it once a week, off its thread.
    """

    def run(self, connection: sqlite3.Connection) -> tuple[Problem, ...]:
        return tuple(harm(connection))


def inspect(connection: sqlite3.Connection) -> list[Problem]:
    """Everything wrong with the book, nothing changed. `connection` is a writing one in no transaction."""
    return harm(connection) or [*out_of_step(connection)]


def harm(connection: sqlite3.Connection) -> list[Problem]:
    """What no deriving mends, and any connection can see."""
    return [*unsound(connection), *dangling(connection), *altered_attachments(connection)]


def unsound(connection: sqlite3.Connection) -> Iterator[Problem]:
    for (said,) in connection.execute(f"PRAGMA integrity_check({LARGEST})"):
        if said != "ok":
            yield Problem("check-unsound", values={"said": said})


def dangling(connection: sqlite3.Connection) -> Iterator[Problem]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchmany(LARGEST):
        values = {"record": Message(f"table.{table}"), "id": str(row), "needed": Message(f"table.{parent}")}
        yield Problem("check-dangling", values=values)


def altered_attachments(connection: sqlite3.Connection) -> Iterator[Problem]:
    rows = connection.execute(
        "SELECT a.name, a.sha256, c.content FROM attachment AS a LEFT JOIN attachment_content AS c USING (sha256)"
    )
    for name, digest, content in rows:
        if content is None or hashlib.sha256(content).hexdigest() != digest:
            yield Problem("check-attachment", values={"name": name})


def out_of_step(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Derives everything anew in a transaction that is rolled back, and compares."""
    stale = not index_agrees(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        before = {table: connection.execute(sql).fetchall() for table, sql in DERIVED.items()}
        derived.rebuild(connection)
        after = {table: connection.execute(sql).fetchall() for table, sql in DERIVED.items()}
    finally:
        connection.execute("ROLLBACK")
    for table in DERIVED:
        if before[table] != after[table] or (table == "search_document" and stale):
            yield Problem("check-out-of-step", values={"table": table})


def index_agrees(connection: sqlite3.Connection) -> bool:
    """Whether the contentless index holds exactly the tokens of its documents: no ghost, none missing."""
    connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, search_index, 'instance')")
    try:
        held = set(connection.execute("SELECT doc, term FROM temp.vocabulary"))
    finally:
        connection.execute("DROP TABLE temp.vocabulary")
    # unicode61 takes the marks off what it keeps, so what should be there is put through the same tokenizer
    connection.execute(
        "CREATE VIRTUAL TABLE temp.expected USING fts5(body, content='', tokenize='unicode61 remove_diacritics 2', "
        "detail=none)"
    )
    try:
        connection.executemany(
            "INSERT INTO temp.expected (rowid, body) VALUES (?, ?)",
            search.everything(connection),
        )
        connection.execute("CREATE VIRTUAL TABLE temp.wanted USING fts5vocab(temp, expected, 'instance')")
        wanted = set(connection.execute("SELECT doc, term FROM temp.wanted"))
    finally:
        connection.execute("DROP TABLE IF EXISTS temp.wanted")
        connection.execute("DROP TABLE temp.expected")
    return held == wanted
