"""Tells whether a file is a book that this program may open, in words, without changing a byte of it."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crm.book import connection as connections
from crm.book.schema import SCHEMA
from crm.values import Problem, Refused, WorldFault
from crm.values.message import shown

SQLITE_MAGIC = b"SQLite format 3\x00"
HEADER = 100

OPEN_BOOKS: set[tuple[int, int]] = set()
"""Books that this process has open, by device and inode. Their bytes are never read past SQLite: closing such a handle
would drop SQLite's POSIX locks (TRUST.md, 4)."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a file said of itself."""

    schema: int
    read_only: bool
    immutable: bool


def identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def examine(path: Path, *, read_only: bool = False) -> Findings:
    """What kind of book the file is. WorldFault with `book-missing`, `-empty`, `-foreign`, `-cut`, `-newer`, …"""
    where = {"file": str(path)}
    if path.is_dir() or not path.exists():
        raise WorldFault(Problem("book-missing", values=where))
    if path.stat().st_size == 0:
        raise WorldFault(Problem("book-empty", values=where))
    if identity(path) not in OPEN_BOOKS:
        examine_header(path)
    writable = os.access(path, os.W_OK) and not read_only
    immutable = not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists()
    schema = examine_schema(path, immutable=immutable)
    if schema > SCHEMA:
        return Findings(schema, read_only=True, immutable=immutable)
    return Findings(schema, read_only=not writable or immutable, immutable=immutable)


def examine_header(path: Path) -> None:
    """The magic, and that the file is as long as its header says. Only for a file that this process has not open."""
    where = {"file": str(path)}
    try:
        with path.open("rb") as file:
            header = file.read(HEADER)
    except PermissionError as error:
        raise WorldFault(Problem("book-unreadable", values=where)) from error
    if not header.startswith(SQLITE_MAGIC[: len(header)]):
        raise WorldFault(Problem("book-foreign", values=where))
    if len(header) < HEADER:
        raise WorldFault(Problem("book-cut", values={**where, "size": len(header), "whole": HEADER}))
    page = int.from_bytes(header[16:18], "big")
    page = 65536 if page == 1 else page
    size = path.stat().st_size
    whole = page * int.from_bytes(header[28:32], "big")
    if int.from_bytes(header[68:72], "big") == connections.APPLICATION_ID and (size < whole or size % page):
        wal = Path(f"{path}-wal")
        if not (wal.exists() and wal.stat().st_size):
            raise WorldFault(Problem("book-cut", values={**where, "size": size, "whole": whole}))


def examine_schema(path: Path, *, immutable: bool) -> int:
    where = {"file": str(path)}
    with faults_of_the_world(path), contextlib.closing(connections.reader(path, immutable=immutable)) as connection:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        schema = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if application != connections.APPLICATION_ID:
            raise WorldFault(Problem("book-foreign", values=where))
        examine_objects(connection, path)
        if schema > SCHEMA:
            examine_newer(connection, path, schema)
        return schema


CODE = """
SELECT name FROM sqlite_master
WHERE type IN ('trigger', 'view') OR (type = 'table' AND sql LIKE '%GENERATED%ALWAYS%') LIMIT 1
"""


def examine_objects(connection: sqlite3.Connection, path: Path) -> None:
    """Triggers, views and generated columns run code of whoever made the file; ours has none (TRUST.md B7)."""
    odd = connection.execute(CODE).fetchone()
    if odd is not None:
        raise WorldFault(Problem("book-with-code", values={"file": str(path), "name": odd[0]}))


def examine_newer(connection: sqlite3.Connection, path: Path, schema: int) -> None:
    row = connection.execute("SELECT value FROM meta WHERE name = 'min_reader'").fetchone()
    if row is None or int(row[0]) > SCHEMA:
        raise WorldFault(Problem("book-newer", values={"file": str(path), "schema": schema, "ours": SCHEMA}))


FAULTS = (
    ("database or disk is full", "disk-full"),
    ("disk i/o error", "book-unreachable"),
    ("unable to open", "book-unreachable"),
    ("is locked", "book-locked"),
    ("readonly", "book-read-only"),
    ("not a database", "book-foreign"),
    ("malformed", "book-damaged"),
)


@contextlib.contextmanager
def faults_of_the_world(path: Path) -> Iterator[None]:
    """Turns what SQLite says of disk, lock and file into a WorldFault. A fault of ours goes through as it is.

    What is no text comes from the world too: a file name whose bytes are no characters, a terminal's stray byte.
    """
    try:
        yield
    except UnicodeEncodeError as error:
        raise Refused(Problem("text-not-characters", values={"given": shown(error.object)})) from error
    except sqlite3.DatabaseError as error:
        said = str(error).casefold()
        code = next((code for words, code in FAULTS if words in said), None)
        if code is None:
            raise
        raise WorldFault(Problem(code, values={"file": str(path)})) from error
