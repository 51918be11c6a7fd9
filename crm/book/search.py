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
    if connection.execute("SELECT 1 FROM foreseen_document LIMIT 1").fetchone():
        leave_out_foreseen(connection, kinds)
    for kind in kinds & KINDS.keys():
        rows = connection.execute(
            "SELECT record_id, id, body FROM search_document"
            f" WHERE kind = '{kind}' AND record_id IN (SELECT id FROM touched_{kind})"
        )
        kept = {record: (key, body) for record, key, body in rows}
        fresh = documents(connection, kind, f"SELECT id FROM touched_{kind}")
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


NEEDED = {
    "tagging": "tag_id, partner_id, contact_id, interaction_id",
    "custom_value": "text, partner_id, contact_id, interaction_id",
    "contact_point": "contact_id, kind, value",
    "affiliation": "contact_id, title",
    "decision": "interaction_id, text",
}
"""What documents are made of besides the records themselves: tables that a stage may lack, with their columns."""


FORESEEN = "CREATE TEMP TABLE foreseen_document (kind TEXT, id INTEGER, PRIMARY KEY (kind, id)) WITHOUT ROWID"
"""Records whose documents a step has copied from its stage."""


def prepare(connection: Connection) -> None:
    connection.execute(
        "CREATE TEMP TABLE foreseen_document (kind TEXT, id INTEGER, PRIMARY KEY (kind, id)) WITHOUT ROWID"
    )


def foresee(stage: Connection, kinds: Iterable[str], tags: Iterable[Sequence[object]]) -> None:
    """Works out the documents of the records on a stage, before the step that loads them locks the book.

    `tags` are those of the book, which the records may bear beside new ones.
    """
    staged = {name for (name,) in stage.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table, columns in NEEDED.items():
        lay_aside(stage, table, columns, filled=table in staged)
    stage.execute("CREATE TEMP TABLE known_tag (id INTEGER PRIMARY KEY, name)")
    stage.executemany("INSERT INTO known_tag VALUES (?, ?)", tags)
    new = "UNION ALL SELECT id, name FROM main.tag" if "tag" in staged else ""
    stage.execute(f"CREATE TEMP VIEW tag AS SELECT id, name FROM known_tag {new}")
    stage.execute("CREATE TABLE document_of (kind, record_id, key, body, words)")
    stage.execute("BEGIN")
    for kind in kinds:
        rows = (
            (kind, one.record_id, one.key, one.body, indexed(kind, one.body))
            for one in documents(stage, kind, f"SELECT id FROM {kind}")
        )
        stage.executemany("INSERT INTO document_of VALUES (?, ?, ?, ?, ?)", rows)
    stage.execute("COMMIT")


def lay_aside(stage: Connection, table: str, columns: str, *, filled: bool) -> None:
    """A temporary table in front of the staged one, whose keys are integers: only so an index finds by them."""
    keys = [column for column in columns.split(", ") if column.endswith("_id")]
    typed = ", ".join(f"{column} INTEGER" if column in keys else column for column in columns.split(", "))
    stage.execute(f"CREATE TEMP TABLE {table} ({typed})")
    if filled:
        stage.execute(f"INSERT INTO temp.{table} SELECT {columns} FROM main.{table}")
        for key in keys:
            stage.execute(f"CREATE INDEX temp.{table}_{key} ON {table} ({key})")


def copy_foreseen(connection: Connection) -> None:
    """Within the step that loads the records: their documents are written and need not be worked out again."""
    for statement in (
        "INSERT INTO search_document (id, kind, record_id, body)"
        " SELECT key, kind, record_id, body FROM stage.document_of ORDER BY key",
        "INSERT INTO search_index (rowid, body) SELECT key, words FROM stage.document_of ORDER BY key",
        "INSERT INTO foreseen_document SELECT kind, record_id FROM stage.document_of",
    ):
        connection.execute(statement)


def leave_out_foreseen(connection: Connection, kinds: Set[str]) -> None:
    for kind in kinds & KINDS.keys():
        connection.execute(
            f"DELETE FROM touched_{kind} WHERE id IN (SELECT id FROM foreseen_document WHERE kind = '{kind}')"
        )
    connection.execute("DELETE FROM foreseen_document")


def everything(connection: Connection) -> Iterator[tuple[int, str]]:
    """What the index must hold, for a check."""
    for key, kind, body in connection.execute("SELECT id, kind, body FROM search_document"):
        yield key, indexed(kind, body)


def is_stale(connection: Connection) -> bool:
    row = connection.execute("SELECT value FROM meta WHERE name = 'segmenter'").fetchone()
    return row is None or row[0] != SEGMENTER
