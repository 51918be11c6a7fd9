"""Bytes of attachments that nothing names any more: no record, none in the bin, no step that can still be taken back.

The journal names bytes by their hash. A step that is sealed, because what it made is gone for good, names them for
the audit only; everything else may come back, and its bytes stay.
"""

import zlib
from collections.abc import Iterator
from sqlite3 import Connection

from crm.book.schema import CONTENT_TABLES, SCHEMA

UNNAMED = "SELECT sha256 FROM attachment_content WHERE sha256 NOT IN (SELECT sha256 FROM attachment)"
IN_IMAGES = """
SELECT json_extract(image, '$.sha256') FROM (
    SELECT r.before AS image FROM journal_row AS r JOIN journal_step AS s ON s.id = r.step_id
    WHERE r.name = 'attachment' AND s.undoable AND s.schema = :schema
    UNION ALL SELECT r.after FROM journal_row AS r JOIN journal_step AS s ON s.id = r.step_id
    WHERE r.name = 'attachment' AND s.undoable AND s.schema = :schema)
WHERE image IS NOT NULL
"""
CHUNKS = """
SELECT images FROM journal_chunk AS c JOIN journal_step AS s ON s.id = c.step_id
WHERE s.undoable AND EXISTS (
    SELECT 1 FROM journal_range AS r WHERE r.step_id = c.step_id AND r.name = 'attachment')
"""


def collect(connection: Connection) -> int:
    """Deletes them, inside the caller's transaction; how many there were."""
    unnamed = {sha for (sha,) in connection.execute(UNNAMED)}
    if unnamed:
        unnamed -= set(named_in_images(connection))
    if unnamed:
        unnamed -= set(named_in_chunks(connection, unnamed))
    for table in CONTENT_TABLES:
        connection.executemany(f"DELETE FROM {table} WHERE sha256 = ?", [(sha,) for sha in unnamed])
    return len(unnamed)


def named_in_images(connection: Connection) -> Iterator[str]:
    """Images hold SQL literals: the quotes come off."""
    for (literal,) in connection.execute(IN_IMAGES, {"schema": SCHEMA}):
        yield literal.strip("'")


def named_in_chunks(connection: Connection, wanted: set[str]) -> Iterator[str]:
    """What an import that was taken back had made, and redo would make again."""
    for (body,) in connection.execute(CHUNKS):
        text = zlib.decompress(body).decode()
        yield from (sha for sha in wanted if sha in text)
