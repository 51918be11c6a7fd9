"""What one record is called in both languages."""

from dataclasses import dataclass
from sqlite3 import Connection

from crm.values import Message, Problem, Query, Refused
from crm.values.ids import ContactId, PartnerId

PARTNER = "SELECT title_en, title_zh FROM partner_summary WHERE partner_id = :id"
CONTACT = """
SELECT coalesce(nullif(name_en, ''), name), coalesce(nullif(name_zh, ''), name) FROM contact WHERE id = :id
"""


@dataclass(frozen=True, slots=True)
class PartnerTitle(Query[tuple[str, str]]):
    """A partner's title in English and in Chinese. Refused with `record-missing` where it is gone."""

    id: PartnerId

    def run(self, connection: Connection) -> tuple[str, str]:
        return title_in(connection, PARTNER, "partner", self.id)


@dataclass(frozen=True, slots=True)
class ContactTitle(Query[tuple[str, str]]):
    """A contact's name in English and in Chinese. Refused with `record-missing` where it is gone."""

    id: ContactId

    def run(self, connection: Connection) -> tuple[str, str]:
        return title_in(connection, CONTACT, "contact", self.id)


def title_in(connection: Connection, sql: str, table: str, key: int) -> tuple[str, str]:
    row = connection.execute(sql, {"id": key}).fetchone()
    if row is None:
        raise Refused(Problem("record-missing", values={"record": Message(f"table.{table}"), "id": str(key)}))
    return row[0], row[1]
