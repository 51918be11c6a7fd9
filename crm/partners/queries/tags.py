"""Tags and verticals that are in use, for completing and filtering."""

from dataclasses import dataclass
from sqlite3 import Connection

from crm.values import Query
from crm.values.ids import TagId

TAGS = """
SELECT t.id, t.name, count(g.id) FROM tag AS t LEFT JOIN tagging AS g ON g.tag_id = t.id
GROUP BY t.id ORDER BY t.folded
"""
VERTICALS = "SELECT vertical FROM partner_vertical GROUP BY vertical ORDER BY count(*) DESC, vertical"


@dataclass(frozen=True, slots=True)
class TagRow:
    id: TagId
    name: str
    uses: int


@dataclass(frozen=True, slots=True)
class TagNames(Query[list[TagRow]]):
    """Every tag and how many records bear it."""

    def run(self, connection: Connection) -> list[TagRow]:
        return [TagRow(*row) for row in connection.execute(TAGS)]


@dataclass(frozen=True, slots=True)
class VerticalNames(Query[list[str]]):
    """The verticals in use, the most frequent first."""

    def run(self, connection: Connection) -> list[str]:
        return [row[0] for row in connection.execute(VERTICALS)]
