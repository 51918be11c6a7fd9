"""Everything that a list may tell of its partners, for files that leave the book, a stretch of the list at a time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from json import dumps
from sqlite3 import Connection
from typing import Any

from crm.partners.queries.conditions import own_fields
from crm.partners.queries.custom_field import CustomFieldRow, CustomValueRow
from crm.partners.queries.page import RoleStage, roles_of
from crm.values import Query
from crm.values.cells import chosen, day, local_day
from crm.values.enums import Tier
from crm.values.ids import PartnerId
from crm.values.quiet import SILENT_SINCE, days_of, quiet_by

TEXTS = (
    *("name", "name_en", "name_zh", "legal_name", "other_names", "credit_code", "slug", "country", "city"),
    *("website", "repository", "twitter", "maturity", "description"),
)
"""Fields that are texts, by the names of their columns."""

ROWS = f"""
SELECT p.id, {", ".join(f"p.{name}" for name in TEXTS)}, s.title_en, s.title_zh, s.roles, p.tier,
       coalesce(nullif(c.name_en, ''), c.name, ''), coalesce(nullif(c.name_zh, ''), c.name, ''),
       s.last_contact_on, s.next_due_on, s.open_items, s.people, s.fit_points, s.fit_weight, p.created_at,
       {SILENT_SINCE}
FROM json_each(:ids) AS wanted JOIN partner AS p ON p.id = wanted.value
JOIN partner_summary AS s ON s.partner_id = p.id LEFT JOIN contact AS c ON c.id = p.owner_id
WHERE p.binned_at IS NULL ORDER BY wanted.key
"""
VERTICALS = """
SELECT partner_id, vertical FROM partner_vertical WHERE partner_id IN (SELECT value FROM json_each(:ids)) ORDER BY id
"""
TAGS = """
SELECT g.partner_id, t.name FROM tagging AS g JOIN tag AS t ON t.id = g.tag_id
WHERE g.partner_id IN (SELECT value FROM json_each(:ids)) ORDER BY t.folded
"""
OWN = """
SELECT w.partner_id, w.field_id, w.version, w.text, w.scaled, w.currency, w.to_partner_id, w.to_contact_id,
       coalesce(s.title_en, nullif(c.name_en, ''), c.name, ''), coalesce(s.title_zh, nullif(c.name_zh, ''), c.name, '')
FROM custom_value AS w LEFT JOIN partner_summary AS s ON s.partner_id = w.to_partner_id
LEFT JOIN contact AS c ON c.id = w.to_contact_id WHERE w.partner_id IN (SELECT value FROM json_each(:ids))
"""


@dataclass(frozen=True, slots=True)
class LeavingRow:
    """One partner with all that a column may show. `own` has a value for each own field that holds one, by its key."""

    id: PartnerId
    texts: Mapping[str, str]
    title_en: str
    title_zh: str
    roles: tuple[RoleStage, ...]
    tier: Tier | None
    owner_en: str
    owner_zh: str
    last_contact_on: date | None
    next_due_on: date | None
    open_items: int
    people: int
    fit_points: int | None
    fit_weight: int | None
    created_on: date
    quiet_by: int | None
    verticals: tuple[str, ...]
    tags: tuple[str, ...]
    own: Mapping[str, CustomValueRow]


@dataclass(frozen=True, slots=True)
class LeavingRows(Query[list[LeavingRow]]):
    """These partners in this order. One that is gone, or lies in the bin, is left out."""

    ids: Sequence[int]
    today: date

    def run(self, connection: Connection) -> list[LeavingRow]:
        values = {"ids": dumps(list(self.ids))}
        verticals = several(connection.execute(VERTICALS, values))
        tags = several(connection.execute(TAGS, values))
        own = own_values(connection.execute(OWN, values), own_fields(connection))
        days = days_of(connection)
        return [
            self._row(row, days, verticals[row[0]], tags[row[0]], own.get(row[0], {}))
            for row in connection.execute(ROWS, values)
        ]

    def _row(
        self,
        row: Sequence[Any],
        days: Mapping[str, int],
        verticals: Sequence[str],
        tags: Sequence[str],
        own: Mapping[str, CustomValueRow],
    ) -> LeavingRow:
        after = row[1 + len(TEXTS) :]
        tier = chosen(Tier, after[3])
        cells: list[Any] = [
            row[0], dict(zip(TEXTS, row[1:], strict=False)), *after[:2], roles_of(after[2]), tier, *after[4:6],
            day(after[6]), day(after[7]), *after[8:12], local_day(after[12]),
            quiet_by(day(after[13]), tier, days, self.today), tuple(verticals), tuple(tags), own,
        ]  # fmt: skip
        return LeavingRow(*cells)


def several(rows: Iterable[tuple[int, str]]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for key, value in rows:
        found[key].append(value)
    return found


def own_values(rows: Iterable[Sequence[Any]], own: Sequence[CustomFieldRow]) -> dict[int, dict[str, CustomValueRow]]:
    fields = {field.id: field for field in own}
    found: dict[int, dict[str, CustomValueRow]] = defaultdict(dict)
    for key, field_id, *value in rows:
        if field := fields.get(field_id):
            found[key][field.key] = CustomValueRow(field, *value)
    return found
