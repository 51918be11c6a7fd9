"""Connections to a book's file with the settings that TRUST.md proved. Standard library only, for the first list."""

import sqlite3
from pathlib import Path
from urllib.parse import quote

APPLICATION_ID = 0x4C494153
"""Marks the file as a book ("LIAS"), in bytes 68 to 71 of its header."""

BUSY_MILLISECONDS = 5000

SAFE = ("PRAGMA trusted_schema=OFF", "PRAGMA cell_size_check=ON", f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
WRITING = (
    *SAFE,
    "PRAGMA journal_mode=WAL",  # a backup or copy that is opened lies in the rollback journal, which loses commits
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=FULL",
    "PRAGMA temp_store=MEMORY",
)
READING = (*SAFE, "PRAGMA query_only=ON")


def uri(path: Path, mode: str) -> str:
    return f"file:{quote(str(path))}?{mode}"


def writer(path: Path) -> sqlite3.Connection:
    """The connection that writes. `isolation_level=None`: the driver must not begin or commit on its own (PARTS.md)."""
    connection = sqlite3.connect(uri(path, "mode=rw"), uri=True, isolation_level=None, check_same_thread=False)
    for pragma in WRITING:
        connection.execute(pragma)
    connection.execute("PRAGMA wal_autocheckpoint=4000")
    return connection


def reader(path: Path, *, immutable: bool = False) -> sqlite3.Connection:
    """A connection that cannot write. `immutable`: the folder allows no -shm beside the file."""
    mode = "mode=ro&immutable=1" if immutable else "mode=ro"
    connection = sqlite3.connect(uri(path, mode), uri=True, isolation_level=None, check_same_thread=False)
    for pragma in READING:
        connection.execute(pragma)
    return connection
