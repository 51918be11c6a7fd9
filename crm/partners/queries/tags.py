"""Tags and verticals that are in use, for completing and filtering."""

from dataclasses import dataclass
from sqlite3 import Connection

from crm.values import Query
from crm.values.enums import TagColor
from crm.values.ids import TagId

TAGS = """
SELECT t.id, t.name, count(g.id), t.color, t.version FROM tag AS t LEFT JOIN tagging AS g ON g.tag_id = t.id
GROUP BY t.id ORDER BY t.folded
"""
USES = "SELECT count(*) FROM tagging WHERE tag_id = :id"
VERTICALS = "SELECT vertical FROM partner_vertical GROUP BY vertical ORDER BY count(*) DESC, vertical"


@dataclass(frozen=True, slots=True)
class TagRow:
    id: TagId
    name: str
    uses: int
    color: TagColor
    version: int


@dataclass(frozen=True, slots=True)
class TagNames(Query[list[TagRow]]):
    """Every tag and how many records bear it."""

    def run(self, connection: Connection) -> list[TagRow]:
        return [
            TagRow(key, name, uses, TagColor(color), version)
            for key, name, uses, color, version in connection.execute(TAGS)
        ]


@dataclass(frozen=True, slots=True)
class TagUses(Query[int]):
    """How many records bear a tag."""

    id: TagId

    def run(self, connection: Connection) -> int:
        return int(connection.execute(USES, {"id": self.id}).fetchone()[0])


@dataclass(frozen=True, slots=True)
class VerticalNames(Query[list[str]]):
    """The verticals in use, the most frequent first."""

    def run(self, connection: Connection) -> list[str]:
        return [row[0] for row in connection.execute(VERTICALS)]
