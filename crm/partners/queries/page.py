"""The list of partners: its order as one value, and its pages by ids (SPEED.md, Lists)."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from json import dumps, loads
from sqlite3 import Connection
from typing import Any

from crm.partners.filters import Filter
from crm.partners.queries.conditions import HIDDEN, conditions_of, listed, order_of
from crm.values import Query
from crm.values.cells import chosen, day
from crm.values.enums import Language, PartnerRole, Stage, Tier
from crm.values.ids import ContactId, PartnerId
from crm.values.quiet import SILENT_SINCE, days_of, quiet_by

Order = array
"""Ids in the order of the list, eight bytes each."""


ORDER = """
SELECT group_concat(id) FROM (
    SELECT s.partner_id AS id FROM partner_summary AS s {join} WHERE {listed} ORDER BY {key})
"""
WITH_PARTNER = "JOIN partner AS p ON p.id = s.partner_id"


@dataclass(frozen=True, slots=True)
class PartnerOrder(Query["array[int]"]):
    """The ids of the partners that pass the filter, in the order of a column: any key of FIELDS or of an own field.

    Every word must stand in a name (either script, pinyin, initials), the city, country, a vertical, a tag, or the
    owner's name. `me` is the uid of whoever asks, for `owner:me`. What the filter says of the order does not count.
    """

    today: date
    filter: Filter = field(default_factory=Filter)
    sort: str = "name"
    descending: bool = False
    language: Language = Language.ENGLISH
    me: str = ""
    most: int = -1
    """Only so many, for a first sight; below 0 all."""

    def run(self, connection: Connection) -> "array[int]":
        where, values, own = conditions_of(connection, self.filter, self.today, self.me)
        key = order_of(self.sort, self.language, own, descending=self.descending)
        join = WITH_PARTNER if "p." in key else ""
        sql = ORDER.format(join=join, listed=listed(where), key=key)
        (ids,) = connection.execute(sql, values).fetchone()
        return array("q", loads(f"[{ids or ''}]"))  # of a million half as long as split and int


PAGE = f"""
SELECT p.id, p.uid, p.version, p.name, p.name_en, p.name_zh, s.title_en, s.title_zh, s.roles, p.tier, p.owner_id,
       coalesce(nullif(c.name_en, ''), c.name, ''), coalesce(nullif(c.name_zh, ''), c.name, ''),
       p.country, p.city, s.last_contact_on, s.next_due_on, s.open_items, s.people, {SILENT_SINCE},
       s.fit_points, s.fit_weight
FROM json_each(:ids) AS wanted JOIN partner AS p ON p.id = wanted.value
JOIN partner_summary AS s ON s.partner_id = p.id LEFT JOIN contact AS c ON c.id = p.owner_id
ORDER BY wanted.key
"""


@dataclass(frozen=True, slots=True)
class RoleStage:
    role: PartnerRole
    stage: Stage
    since: date


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One line of the list. `quiet_by`: days over the silence that the tier allows; zero or less is within."""

    id: PartnerId
    uid: str
    version: int
    name: str
    name_en: str
    name_zh: str
    title_en: str
    title_zh: str
    roles: tuple[RoleStage, ...]
    tier: Tier | None
    owner_id: ContactId | None
    owner_en: str
    owner_zh: str
    country: str
    city: str
    last_contact_on: date | None
    next_due_on: date | None
    open_items: int
    people: int
    quiet_by: int | None
    fit_points: int | None = None
    fit_weight: int | None = None


@dataclass(frozen=True, slots=True)
class PartnerPage(Query[list[PartnerRow]]):
    """The lines of these partners, in this order. A partner that is gone is left out."""

    ids: Sequence[int]
    today: date

    def run(self, connection: Connection) -> list[PartnerRow]:
        days = days_of(connection)
        rows = connection.execute(PAGE, {"ids": dumps(list(self.ids))})
        return [self._row(row, days) for row in rows]

    def _row(self, row: Sequence[Any], days: dict[str, int]) -> PartnerRow:
        tier = chosen(Tier, row[9])
        quiet = quiet_by(day(row[19]), tier, days, self.today)
        days_seen = day(row[15]), day(row[16])
        cells = [*row[:8], roles_of(row[8]), tier, *row[10:15], *days_seen, *row[17:19], quiet, *row[20:22]]
        return PartnerRow(*cells)


ROLES = {role.value: role for role in PartnerRole}
STAGES = {stage.value: stage for stage in Stage}
"""Looked up: calling an enum runs two functions of Python, and a page waits for it before it is painted."""


def roles_of(summary: str) -> tuple[RoleStage, ...]:
    """`role:stage:since,role:stage:since` as partner_summary keeps it."""
    parts = [part.split(":") for part in summary.split(",") if part]
    return tuple([RoleStage(ROLES[role], STAGES[stage], date.fromisoformat(since)) for role, stage, since in parts])


@dataclass(frozen=True, slots=True)
class PartnerRows(Query[list[PartnerRow]]):
    """The partners that pass the filter, in the order that it asks for, for the command line."""

    today: date
    filter: Filter = field(default_factory=Filter)
    language: Language = Language.ENGLISH
    me: str = ""

    def run(self, connection: Connection) -> list[PartnerRow]:
        asked = self.filter
        order = PartnerOrder(self.today, asked, asked.sort, asked.descending, self.language, self.me)
        return PartnerPage(order.run(connection), self.today).run(connection)


COUNT = f"SELECT (SELECT count(*) FROM partner) - (SELECT count(*) FROM ({HIDDEN}))"


@dataclass(frozen=True, slots=True)
class PartnerCount(Query[int]):
    """How many partners there are, whatever is filtered."""

    def run(self, connection: Connection) -> int:
        return int(connection.execute(COUNT).fetchone()[0])
