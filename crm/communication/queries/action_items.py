"""Action items: lists of them, and those that are open with some partners."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from json import dumps
from sqlite3 import Connection

from crm.communication.queries.rows import ContactName, PartnerName, contact_name, partner_names
from crm.values import Query
from crm.values.cells import day
from crm.values.enums import ActionItemState
from crm.values.ids import ActionItemId, ContactId, InteractionId, PartnerId, Version

ITEMS = """
SELECT a.id, a.version, a.text, a.due_on, a.promised_on, a.state, a.done_on, a.snoozed_until, a.internal,
       a.interaction_id, a.partner_id, coalesce(debtor.is_home, 1),
       c.id, coalesce(nullif(c.name_en, ''), c.name), coalesce(nullif(c.name_zh, ''), c.name)
FROM action_item AS a
LEFT JOIN partner AS debtor ON debtor.id = a.debtor_id
LEFT JOIN contact AS c ON c.id = a.owner_id
WHERE a.binned_at IS NULL AND {condition}
ORDER BY a.due_on IS NULL, a.due_on, a.id
"""


@dataclass(frozen=True, slots=True)
class ActionItemRow:
    """`ours`: the home party owes it; else the partner does."""

    id: ActionItemId
    version: Version
    text: str
    due_on: date | None
    promised_on: date
    state: ActionItemState
    done_on: date | None
    snoozed_until: date | None
    internal: bool
    interaction_id: InteractionId | None
    partner: PartnerName | None
    ours: bool
    owner: ContactName | None


@dataclass(frozen=True, slots=True)
class ActionItemRows(Query[list[ActionItemRow]]):
    """Action items by state, owner and partner, what is due first at the top. An empty state is any."""

    state: ActionItemState | None = ActionItemState.OPEN
    owner_id: ContactId | None = None
    partner_id: PartnerId | None = None

    def run(self, connection: Connection) -> list[ActionItemRow]:
        conditions = ["(:state IS NULL OR a.state = :state)"]
        conditions += ["a.owner_id = :owner_id"] if self.owner_id is not None else []
        conditions += ["a.partner_id = :partner_id"] if self.partner_id is not None else []
        values = {
            "state": self.state and self.state.value,
            "owner_id": self.owner_id,
            "partner_id": self.partner_id,
        }
        return items_where(connection, " AND ".join(conditions), values)


@dataclass(frozen=True, slots=True)
class OpenItemsOf(Query[list[ActionItemRow]]):
    """What is open with these partners: what a meeting with them may close."""

    partner_ids: Sequence[PartnerId]

    def run(self, connection: Connection) -> list[ActionItemRow]:
        condition = "a.state = 'open' AND a.partner_id IN (SELECT value FROM json_each(:ids))"
        return items_where(connection, condition, {"ids": dumps(list(self.partner_ids))})


def items_where(connection: Connection, condition: str, values: Mapping[str, object]) -> list[ActionItemRow]:
    """The rows that fulfil a condition, which is a constant of this package, never a person's text."""
    rows = connection.execute(ITEMS.format(condition=condition), values).fetchall()
    partners = partner_names(connection, (row[10] for row in rows))
    return [
        ActionItemRow(
            key,
            version,
            text,
            day(due_on),
            date.fromisoformat(promised_on),
            ActionItemState(state),
            day(done_on),
            day(snoozed_until),
            bool(internal),
            interaction_id,
            partners.get(partner_id),
            bool(ours),
            contact_name(*owner),
        )
        for (
            key,
            version,
            text,
            due_on,
            promised_on,
            state,
            done_on,
            snoozed_until,
            internal,
            interaction_id,
            partner_id,
            ours,
            *owner,
        ) in rows
    ]
