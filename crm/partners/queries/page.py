"""The list of partners: its order as one value, and its pages by ids (SPEED.md, Lists)."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from json import dumps
from sqlite3 import Connection
from typing import Any
from unicodedata import normalize

from crm.partners.queries.cells import chosen, day
from crm.values import Query
from crm.values.enums import Language, PartnerRole, Stage, Tier
from crm.values.ids import ContactId, PartnerId
from crm.values.quiet import IS_QUIET, LAST_DAY_HEARD, SILENT_SINCE, days_of, parameters, quiet_by

Order = array
"""Ids in the order of the list, eight bytes each."""


class Sort(Enum):
    """A column by which the list can be ordered."""

    NAME = "name"
    ROLES = "roles"
    TIER = "tier"
    OWNER = "owner"
    COUNTRY = "country"
    LAST = "last"
    NEXT = "next"
    RHYTHM = "rhythm"
    OPEN = "open"


NAME_KEY = {Language.ENGLISH: "s.sort_en", Language.CHINESE: "s.sort_zh"}
OWNER_NAME = {
    Language.ENGLISH: "coalesce(nullif(c.name_en, ''), c.name)",
    Language.CHINESE: "coalesce(nullif(c.name_zh, ''), c.name)",
}
TIER_RANK = "CASE p.tier WHEN 'strategic' THEN 1 WHEN 'preferred' THEN 2 WHEN 'registered' THEN 3 END"
STAGE_RANK = (
    "CASE WHEN s.roles LIKE '%:active:%' THEN 1 WHEN s.roles LIKE '%:negotiating:%' THEN 2 "
    "WHEN s.roles LIKE '%:qualified:%' THEN 3 WHEN s.roles LIKE '%:prospect:%' THEN 4 "
    "WHEN s.roles LIKE '%:dormant:%' THEN 5 WHEN s.roles LIKE '%:ended:%' THEN 6 END"
)
KEYS = {
    Sort.ROLES: STAGE_RANK,
    Sort.TIER: TIER_RANK,
    Sort.COUNTRY: "nullif(p.country, '')",
    Sort.LAST: "s.last_contact_on",
    Sort.NEXT: "s.next_due_on",
    Sort.RHYTHM: f"julianday({LAST_DAY_HEARD}) - julianday({SILENT_SINCE})",
    Sort.OPEN: "nullif(s.open_items, 0)",
}
"""What is compared. Where there is nothing to compare the partner comes last, whichever way the list runs."""

OWNER_JOIN = "LEFT JOIN contact AS c ON c.id = p.owner_id"

WORD = """p.id IN (
    SELECT record_id FROM name_suffix WHERE kind = 'partner' AND suffix >= :w{n} AND suffix < :w{n}_end
    UNION ALL SELECT partner_id FROM partner_summary WHERE instr(sort_en, :w{n}) OR instr(sort_zh, :w{n})
    UNION ALL SELECT id FROM partner WHERE lower(city) LIKE :w{n}_in ESCAPE '!' OR lower(country) = :w{n}
        OR lower(maturity) LIKE :w{n}_in ESCAPE '!' OR slug = :w{n} OR owner_id IN (
            SELECT record_id FROM name_suffix WHERE kind = 'contact' AND suffix >= :w{n} AND suffix < :w{n}_end)
    UNION ALL SELECT partner_id FROM partner_vertical WHERE instr(lower(vertical), :w{n})
    UNION ALL SELECT g.partner_id FROM tagging AS g JOIN tag AS t ON t.id = g.tag_id
        WHERE g.partner_id IS NOT NULL AND instr(t.folded, :w{n}))"""
HAS_ROLE = """p.id IN (SELECT r.partner_id FROM partner_role AS r
    WHERE (:every_role OR r.role IN (SELECT value FROM json_each(:roles)))
    AND (:every_stage OR r.stage IN (SELECT value FROM json_each(:stages))))"""
HAS_TIER = "p.tier IN (SELECT value FROM json_each(:tiers))"

ORDER = """
SELECT group_concat(id) FROM (
    SELECT p.id AS id FROM partner_summary AS s JOIN partner AS p ON p.id = s.partner_id {join}
    WHERE p.binned_at IS NULL AND NOT p.is_home {where} ORDER BY {key})
"""


@dataclass(frozen=True, slots=True)
class PartnerOrder(Query["array[int]"]):
    """The ids of the partners that pass the filter, in the order of a column.

    Every word must stand in a name (either script, pinyin, initials), the city, country, a vertical, a tag, or the
    owner's name. Roles and stages must meet in one role: an active compute provider, not an active one of another kind.
    """

    today: date
    words: str = ""
    sort: Sort = Sort.NAME
    descending: bool = False
    language: Language = Language.ENGLISH
    stages: Sequence[Stage] = ()
    tiers: Sequence[Tier] = ()
    roles: Sequence[PartnerRole] = ()
    quiet: bool = False

    def run(self, connection: Connection) -> "array[int]":
        words = normalize("NFKC", self.words).casefold().split()
        sql = ORDER.format(
            join=OWNER_JOIN if self.sort is Sort.OWNER else "", where="".join(self._conditions(words)), key=self._key()
        )
        values: dict[str, Any] = parameters(days_of(connection), self.today)
        values |= {"every_role": not self.roles, "every_stage": not self.stages}
        for name, choices in (("roles", self.roles), ("stages", self.stages), ("tiers", self.tiers)):
            values[name] = dumps([choice.value for choice in choices])
        for n, word in enumerate(words):
            values |= {f"w{n}": word, f"w{n}_end": word + "\U0010ffff", f"w{n}_in": f"%{escaped(word)}%"}
        (ids,) = connection.execute(sql, values).fetchone()
        return array("q", map(int, ids.split(","))) if ids else array("q")

    def _conditions(self, words: Sequence[str]) -> Iterator[str]:
        for n in range(len(words)):
            yield " AND " + WORD.format(n=n)
        if self.roles or self.stages:
            yield " AND " + HAS_ROLE
        if self.tiers:
            yield " AND " + HAS_TIER
        if self.quiet:
            yield " AND " + IS_QUIET

    def _key(self) -> str:
        way = "DESC" if self.descending else "ASC"
        name = NAME_KEY[self.language]
        if self.sort is Sort.NAME:
            return f"{name} {way}, s.partner_id {way}"
        key = OWNER_NAME[self.language] if self.sort is Sort.OWNER else KEYS[self.sort]
        return f"({key}) IS NULL, {key} {way}, {name}, s.partner_id"


def escaped(word: str) -> str:
    """For LIKE … ESCAPE '!': what a person typed stands for itself."""
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")


PAGE = f"""
SELECT p.id, p.uid, p.version, p.name, p.name_en, p.name_zh, s.title_en, s.title_zh, s.roles, p.tier, p.owner_id,
       coalesce(nullif(c.name_en, ''), c.name, ''), coalesce(nullif(c.name_zh, ''), c.name, ''),
       p.country, p.city, s.last_contact_on, s.next_due_on, s.open_items, s.people, {SILENT_SINCE}
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
        cells = [*row[:8], roles_of(row[8]), tier, *row[10:15], day(row[15]), day(row[16]), *row[17:19], quiet]
        return PartnerRow(*cells)


def roles_of(summary: str) -> tuple[RoleStage, ...]:
    """`role:stage:since,role:stage:since` as partner_summary keeps it."""
    parts = (part.split(":") for part in summary.split(",") if part)
    return tuple(RoleStage(PartnerRole(role), Stage(stage), date.fromisoformat(since)) for role, stage, since in parts)


@dataclass(frozen=True, slots=True)
class PartnerRows(Query[list[PartnerRow]]):
    """The partners that pass the filter, by name, for the command line."""

    today: date
    words: str = ""
    stages: Sequence[Stage] = ()
    tiers: Sequence[Tier] = ()
    roles: Sequence[PartnerRole] = ()
    quiet: bool = False
    language: Language = Language.ENGLISH

    def run(self, connection: Connection) -> list[PartnerRow]:
        order = PartnerOrder(
            self.today, self.words, Sort.NAME, False, self.language, self.stages, self.tiers, self.roles, self.quiet
        )
        return PartnerPage(order.run(connection), self.today).run(connection)


COUNT = "SELECT count(*) FROM partner WHERE binned_at IS NULL AND NOT is_home"


@dataclass(frozen=True, slots=True)
class PartnerCount(Query[int]):
    """How many partners there are, whatever is filtered."""

    def run(self, connection: Connection) -> int:
        return int(connection.execute(COUNT).fetchone()[0])
