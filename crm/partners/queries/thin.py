"""Partners that rest on one person: when that one leaves, nobody is left to call."""

from collections.abc import Sequence
from dataclasses import dataclass
from json import dumps
from sqlite3 import Connection

from crm.values import Query
from crm.values.ids import ContactId, PartnerId

RESTING = """
SELECT p.id, s.title_en, s.title_zh, c.id,
       coalesce(nullif(c.name_en, ''), c.name), coalesce(nullif(c.name_zh, ''), c.name)
FROM partner_summary AS s JOIN partner AS p ON p.id = s.partner_id
JOIN affiliation AS a ON a.partner_id = p.id AND a.until IS NULL
JOIN contact AS c ON c.id = a.contact_id AND c.binned_at IS NULL
WHERE s.people = 1 AND p.binned_at IS NULL AND NOT p.is_home
  AND (:every OR p.id IN (SELECT value FROM json_each(:ids)))
GROUP BY p.id ORDER BY s.sort_en, p.id
"""


@dataclass(frozen=True, slots=True)
class RestingRow:
    partner_id: PartnerId
    title_en: str
    title_zh: str
    contact_id: ContactId
    contact_en: str
    contact_zh: str


@dataclass(frozen=True, slots=True)
class PartnersRestingOnOne(Query[list[RestingRow]]):
    """Partners where only one person is left, with that person; of these partners, or of all."""

    partner_ids: Sequence[PartnerId] | None = None

    def run(self, connection: Connection) -> list[RestingRow]:
        values = {"every": self.partner_ids is None, "ids": dumps(list(self.partner_ids or ()))}
        return [RestingRow(*row) for row in connection.execute(RESTING, values)]
