"""How a column of a book becomes a value, and the partners and people that rows name."""

from collections.abc import Iterable
from dataclasses import dataclass
from json import dumps
from sqlite3 import Connection

from crm.values.enums import PartnerRole
from crm.values.ids import ContactId, PartnerId

PARTNERS = """
SELECT p.id, s.title_en, s.title_zh, s.roles
FROM partner AS p JOIN partner_summary AS s ON s.partner_id = p.id
WHERE p.id IN (SELECT value FROM json_each(?))
"""


@dataclass(frozen=True, slots=True)
class PartnerName:
    """A partner as other records show it: in both languages, with its first role for the dot."""

    id: PartnerId
    en: str
    zh: str
    role: PartnerRole | None


@dataclass(frozen=True, slots=True)
class ContactName:
    id: ContactId
    en: str
    zh: str


def first_role(roles: str | None) -> PartnerRole | None:
    """`data-provider:active:2026-03-01,…` gives the first one's role."""
    return PartnerRole(roles.split(":", 1)[0]) if roles else None


def partner_names(connection: Connection, ids: Iterable[int | None]) -> dict[int, PartnerName]:
    rows = connection.execute(PARTNERS, (dumps([key for key in set(ids) if key is not None]),))
    return {key: PartnerName(key, en, zh, first_role(roles)) for key, en, zh, roles in rows}


def contact_name(key: int | None, en: str | None, zh: str | None) -> ContactName | None:
    return None if key is None else ContactName(ContactId(key), en or "", zh or "")
