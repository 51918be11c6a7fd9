"""Full text of everything: a contentless FTS5 index over folded documents (SPEED.md, Search).

`search_document` keeps the folded text beside the index: every hit is checked against it, and what the index is told
to forget is exactly what it was told to keep (TRUST.md, search index).
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import islice
from sqlite3 import Connection

from crm.book.documents import KINDS, Document, documents, indexed
from crm.book.finding import FoundCounts, FoundTexts, KindCount, TextHit
from crm.book.names import FoundNames, NameHit
from crm.book.text import SEGMENTER

__all__ = ["FoundCounts", "FoundNames", "FoundTexts", "KindCount", "NameHit", "TextHit"]

CHUNK = 2_000
"""Documents that are written at once: a rebuild of a million notes never holds them all."""

Kept = dict[int, tuple[int, str]]
"""Record to the key and the body of its document."""


def refresh(connection: Connection, kinds: Set[str]) -> None:
    """Writes the documents of the records in the temporary tables `touched_…` anew."""
    for kind in kinds & KINDS.keys():
        rows = connection.execute(
            "SELECT record_id, id, body FROM search_document"
            f" WHERE kind = '{kind}' AND record_id IN (SELECT id FROM touched_{kind})"
        )
        kept = {record: (key, body) for record, key, body in rows}
        fresh = documents(connection, kind)
        while chunk := list(islice(fresh, CHUNK)):
            remember(connection, kind, chunk, kept)
        if kept:
            unindex(connection, kind, kept.values())
            connection.executemany("DELETE FROM search_document WHERE id = ?", [(key,) for key, _ in kept.values()])


def remember(connection: Connection, kind: str, found: Sequence[Document], kept: Kept) -> None:
    """Writes those that are not kept as they are, and takes from `kept` what stays or was written over."""
    changed = []
    stale = []
    for document in found:
        old = kept.pop(document.record_id, None)
        if old != (document.key, document.body):
            changed.append(document)
            stale += [old] if old else []
    if stale:
        unindex(connection, kind, stale)
    if changed:
        connection.executemany(
            "REPLACE INTO search_document (id, kind, record_id, body) VALUES (?, ?, ?, ?)",
            [(document.key, kind, document.record_id, document.body) for document in changed],
        )
        connection.executemany(
            "INSERT INTO search_index (rowid, body) VALUES (?, ?)",
            [(document.key, indexed(kind, document.body)) for document in changed],
        )


def unindex(connection: Connection, kind: str, gone: Iterable[tuple[int, str]]) -> None:
    connection.executemany(
        "INSERT INTO search_index (search_index, rowid, body) VALUES ('delete', ?, ?)",
        [(key, indexed(kind, body)) for key, body in gone],
    )


def everything(connection: Connection) -> Iterator[tuple[int, str]]:
    """What the index must hold, for a check."""
    for key, kind, body in connection.execute("SELECT id, kind, body FROM search_document"):
        yield key, indexed(kind, body)


def is_stale(connection: Connection) -> bool:
    row = connection.execute("SELECT value FROM meta WHERE name = 'segmenter'").fetchone()
    return row is None or row[0] != SEGMENTER
