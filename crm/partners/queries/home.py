"""The home party, and who of ours can own something."""

from dataclasses import dataclass
from sqlite3 import Connection

from crm.values import Query
from crm.values.ids import ContactId, PartnerId

HOME = """
SELECT p.id, p.uid, s.title_en, s.title_zh FROM partner AS p
JOIN partner_summary AS s ON s.partner_id = p.id WHERE p.is_home ORDER BY p.id LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class HomePartyRow:
    id: PartnerId
    uid: str
    title_en: str
    title_zh: str


@dataclass(frozen=True, slots=True)
class HomeParty(Query[HomePartyRow | None]):
    """Our own company, or None in a book that nobody has begun."""

    def run(self, connection: Connection) -> HomePartyRow | None:
        row = connection.execute(HOME).fetchone()
        return HomePartyRow(*row) if row else None


OWNERS = """
SELECT c.id, c.uid, coalesce(nullif(c.name_en, ''), c.name), coalesce(nullif(c.name_zh, ''), c.name), max(a.title)
FROM contact AS c JOIN affiliation AS a ON a.contact_id = c.id AND a.until IS NULL
JOIN partner AS p ON p.id = a.partner_id AND p.is_home
WHERE c.binned_at IS NULL GROUP BY c.id ORDER BY c.id
"""


@dataclass(frozen=True, slots=True)
class OwnerRow:
    id: ContactId
    uid: str
    title_en: str
    title_zh: str
    post: str


@dataclass(frozen=True, slots=True)
class Owners(Query[list[OwnerRow]]):
    """The people of the home party: who may own a partner, a role, an action item; one of them is *me*."""

    def run(self, connection: Connection) -> list[OwnerRow]:
        return [OwnerRow(*row) for row in connection.execute(OWNERS)]
