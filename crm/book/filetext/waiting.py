"""Which files of the book nobody has read yet."""

from dataclasses import dataclass
from sqlite3 import Connection

from crm.values import Query

UNREAD = """
SELECT DISTINCT a.sha256 FROM attachment AS a WHERE NOT EXISTS (
    SELECT 1 FROM attachment_text AS t WHERE t.sha256 = a.sha256) ORDER BY a.id DESC
"""
CONTENT = """
SELECT a.name, c.content FROM attachment_content AS c JOIN attachment AS a USING (sha256) WHERE sha256 = ? LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class UnreadFiles(Query[list[str]]):
    """The hashes of the files whose text is not known yet, the newest first."""

    def run(self, connection: Connection) -> list[str]:
        return [sha256 for (sha256,) in connection.execute(UNREAD)]


@dataclass(frozen=True, slots=True)
class FileToRead(Query[tuple[str, bytes]]):
    """The name and the bytes of a file; none where it was taken off meanwhile."""

    sha256: str

    def run(self, connection: Connection) -> tuple[str, bytes]:
        row = connection.execute(CONTENT, (self.sha256,)).fetchone()
        return (row[0], row[1]) if row else ("", b"")
