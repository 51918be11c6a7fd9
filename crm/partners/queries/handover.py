"""What one of ours looks after: partners, roles of partners, open action items."""

from collections.abc import Sequence
from dataclasses import dataclass
from json import dumps
from sqlite3 import Connection

from crm.values import Query
from crm.values.ids import ActionItemId, ContactId, PartnerId, PartnerRoleId

WANTED = "(:every OR {column} IN (SELECT value FROM json_each(:ids)))"
OWNED = f"""
SELECT id FROM partner WHERE owner_id = :owner AND binned_at IS NULL AND {WANTED.format(column="id")} ORDER BY id
"""
ROLES = f"""
SELECT r.id, r.partner_id FROM partner_role AS r JOIN partner AS p ON p.id = r.partner_id AND p.binned_at IS NULL
WHERE r.owner_id = :owner AND {WANTED.format(column="r.partner_id")} ORDER BY r.id
"""
ITEMS = f"""
SELECT id FROM action_item WHERE owner_id = :owner AND state = 'open' AND binned_at IS NULL
AND {WANTED.format(column="partner_id")} ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class HeldByRow:
    """`partner_ids`: those that are owned, and those of which a role is."""

    partner_ids: tuple[PartnerId, ...]
    owned_ids: tuple[PartnerId, ...]
    role_ids: tuple[PartnerRoleId, ...]
    item_ids: tuple[ActionItemId, ...]


@dataclass(frozen=True, slots=True)
class HeldBy(Query[HeldByRow]):
    """What a person of ours looks after, among these partners or everywhere. What lies in the bin is left out."""

    owner: ContactId
    partner_ids: Sequence[PartnerId] = ()

    def run(self, connection: Connection) -> HeldByRow:
        values = {"owner": self.owner, "every": not self.partner_ids, "ids": dumps(list(self.partner_ids))}
        owned = [key for (key,) in connection.execute(OWNED, values)]
        roles = connection.execute(ROLES, values).fetchall()
        items = tuple(key for (key,) in connection.execute(ITEMS, values))
        partners = tuple(dict.fromkeys([*owned, *(partner for _, partner in roles)]))
        return HeldByRow(partners, tuple(owned), tuple(key for key, _ in roles), items)
