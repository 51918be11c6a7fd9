"""What lies in the bin, for how long, and which records still need it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from sqlite3 import Connection

from crm.values import Query
from crm.values.cells import local_day

KEPT_DAYS = 30
"""How long the bin keeps a record (SCREEN.md). Then it may go, when a person says so: nothing is lost unasked."""

NEEDED_BY: Mapping[str, str] = {
    "partner": """
        SELECT 'interaction', interaction_id FROM interaction_partner WHERE partner_id = :id
        UNION SELECT 'interaction', interaction_id FROM decision WHERE partner_id = :id
        UNION SELECT 'action_item', id FROM action_item WHERE partner_id = :id OR debtor_id = :id
        UNION SELECT 'agreement', agreement_id FROM agreement_party WHERE partner_id = :id""",
    "contact": """
        SELECT 'interaction', interaction_id FROM interaction_contact WHERE contact_id = :id
        UNION SELECT 'action_item', id FROM action_item WHERE owner_id = :id
        UNION SELECT 'partner', id FROM partner WHERE owner_id = :id
        UNION SELECT 'partner', partner_id FROM partner_role WHERE owner_id = :id
        UNION SELECT 'agreement', agreement_id FROM agreement_party WHERE signatory_id = :id
        UNION SELECT 'agreement', agreement_id FROM agreement_contact WHERE contact_id = :id""",
    "interaction": """
        SELECT 'action_item', id FROM action_item WHERE interaction_id = :id
        UNION SELECT 'agreement', agreement_id FROM agreement_interaction WHERE interaction_id = :id
        UNION SELECT 'agreement', v.agreement_id FROM obligation_outcome AS u
        JOIN obligation AS o ON o.id = u.obligation_id JOIN agreement_version AS v ON v.id = o.version_id
        WHERE u.interaction_id = :id""",
    "action_item": "SELECT '', 0 WHERE :id IS NULL",
    "agreement": "SELECT '', 0 WHERE :id IS NULL",
}


@dataclass(frozen=True, slots=True)
class Needed:
    """So many records of a kind name the one that was asked about."""

    by: str
    n: int


@dataclass(frozen=True, slots=True)
class NeededBy(Query[list[Needed]]):
    """Which records keep one from being deleted. Those in `going` are deleted with it and do not count."""

    kind: str
    id: int
    going: frozenset[tuple[str, int]] = frozenset()

    def run(self, connection: Connection) -> list[Needed]:
        counts: dict[str, int] = {}
        for by, key in connection.execute(NEEDED_BY[self.kind], {"id": self.id}):
            if (by, key) not in self.going:
                counts[by] = counts.get(by, 0) + 1
        return [Needed(by, n) for by, n in counts.items()]


BIN_ROWS = """
SELECT 'partner' AS kind, id, name AS title, binned_at FROM partner WHERE binned_at IS NOT NULL
UNION ALL SELECT 'contact', id, name, binned_at FROM contact WHERE binned_at IS NOT NULL
UNION ALL SELECT 'interaction', id, title, binned_at FROM interaction WHERE binned_at IS NOT NULL
UNION ALL SELECT 'action_item', id, text, binned_at FROM action_item WHERE binned_at IS NOT NULL
UNION ALL SELECT 'agreement', id, coalesce(nullif(title_en, ''), title_zh), binned_at
FROM agreement WHERE binned_at IS NOT NULL
ORDER BY binned_at DESC, kind, id
"""


@dataclass(frozen=True, slots=True)
class BinRow:
    """A record in the bin. `days_left` until `goes_on`, when it may go; `needed` keeps it, while the others go."""

    kind: str
    id: int
    title: str
    binned_on: date
    days_left: int
    needed: tuple[Needed, ...]

    @property
    def goes_on(self) -> date:
        return self.binned_on + timedelta(days=KEPT_DAYS)

    @property
    def is_due(self) -> bool:
        """Whether it has lain there as long as it is kept, and nothing needs it."""
        return not self.days_left and not self.needed


@dataclass(frozen=True, slots=True)
class BinRows(Query[list[BinRow]]):
    """Everything in the bin, the newest first. `needed` counts as if all the rest of the bin were emptied."""

    today: date

    def run(self, connection: Connection) -> list[BinRow]:
        rows = connection.execute(BIN_ROWS).fetchall()
        going = frozenset((kind, key) for kind, key, _, _ in rows)
        return [self._row(connection, going, *row) for row in rows]

    def _row(
        self, connection: Connection, going: frozenset[tuple[str, int]], kind: str, key: int, title: str, binned: str
    ) -> BinRow:
        on = local_day(binned)
        needed = tuple(NeededBy(kind, key, going).run(connection))
        return BinRow(kind, key, title, on, max(0, KEPT_DAYS - (self.today - on).days), needed)
