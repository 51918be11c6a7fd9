"""How partners stood at the end of a day that is past: what the book's histories still know of it.

Roles and stages come from the stage history, tiers from the journal, silence from the contacts up to that day.
Owners, next dates, open items, people and fit have no history: a report says that they are today's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from sqlite3 import Cursor, Row

from crm.partners.queries import RoleStage
from crm.partners.stages import current, standing
from crm.values.cells import local_shift
from crm.values.enums import PartnerRole, Stage, Tier

IN_SCOPE = "(SELECT value FROM json_each(:ids))"

ROLES = f"""
SELECT r.id AS role_id, r.partner_id, r.role, r.stage AS stage_now, r.stage_since,
       c.id, c.stage, c.effective_on, c.corrects_id
FROM partner_role AS r LEFT JOIN stage_change AS c ON c.partner_role_id = r.id
WHERE r.partner_id IN {IN_SCOPE} ORDER BY r.partner_id, r.id, c.id"""

LAST_CONTACTS = f"""
SELECT l.partner_id, max(i.held_on) AS held_on
FROM interaction AS i JOIN interaction_partner AS l ON l.interaction_id = i.id AND l.took_part
WHERE i.binned_at IS NULL AND i.held_on <= :stand AND l.partner_id IN {IN_SCOPE} GROUP BY l.partner_id"""

# The oldest change after the day comes last: what it found is what held on the day.
TIERS = f"""
SELECT key, json_extract(before, '$.tier') AS tier FROM journal_row
WHERE name = 'partner' AND step_id IN (SELECT id FROM journal_step WHERE date(at, :shift) > :stand)
  AND key IN {IN_SCOPE}
ORDER BY step_id DESC"""


@dataclass(frozen=True, slots=True)
class Change:
    """One row of a stage history, as `standing` reads it."""

    id: int
    stage: Stage
    effective_on: date
    corrects_id: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How one partner stood. `tier_known` is False where the book did not have the partner yet."""

    roles: tuple[RoleStage, ...]
    last_contact: date | None
    silent_since: date | None
    tier: Tier | None
    tier_known: bool


class Past:
    """What held at the end of `stand`, read with the parameters `ids` and `stand`."""

    def __init__(self, cursor: Cursor, parameters: Mapping[str, str], stand: date) -> None:
        given = {"ids": parameters["ids"], "stand": stand.isoformat(), "shift": local_shift()}
        self.stand = stand
        self.roles_without_history = 0
        self.roles = dict(self.roles_of(cursor.execute(ROLES, given)))
        self.contacts = {row["partner_id"]: row["held_on"] for row in cursor.execute(LAST_CONTACTS, given)}
        self.tiers: dict[int, str | None] = {row["key"]: row["tier"] for row in cursor.execute(TIERS, given)}

    def roles_of(self, rows: Iterable[Row]) -> Iterable[tuple[int, tuple[RoleStage, ...]]]:
        for key, held in groupby(rows, key=lambda row: row["partner_id"]):
            found = [self.role_of(list(changes)) for _, changes in groupby(held, key=lambda row: row["role_id"])]
            yield key, tuple(role for role in found if role is not None)

    def role_of(self, rows: list[Row]) -> RoleStage | None:
        """Nothing where the role began later; a role without any history is as it is today."""
        role = PartnerRole(rows[0]["role"])
        changes = [
            Change(row["id"], Stage(row["stage"]), date.fromisoformat(row["effective_on"]), row["corrects_id"])
            for row in rows
            if row["id"] is not None
        ]
        if not changes:
            self.roles_without_history += 1
            return RoleStage(role, Stage(rows[0]["stage_now"]), date.fromisoformat(rows[0]["stage_since"]))
        before = [change for change in standing(changes) if change.effective_on <= self.stand]
        return RoleStage(role, *current(before)) if before else None

    def of(self, row: Row) -> Standing | None:
        """The partner of a row of the report; None where it came later: neither entered, nor held a role, nor met."""
        key, entered = row["id"], date.fromisoformat(row["entered_on"])
        roles = self.roles.get(key, ())
        heard = self.contacts.get(key)
        if entered > self.stand and not roles and heard is None:
            return None
        since = date.fromisoformat(heard) if heard else None
        waits = any(held.stage in (Stage.ACTIVE, Stage.NEGOTIATING) for held in roles) and entered <= self.stand
        literal = self.tiers.get(key, f"'{row['tier']}'" if row["tier"] else None)
        known = entered <= self.stand
        now = Tier(row["tier"]) if row["tier"] else None
        tier = (Tier(literal.strip("'")) if literal and literal != "NULL" else None) if known else now
        return Standing(roles, since, since or (entered if waits else None), tier, known)
