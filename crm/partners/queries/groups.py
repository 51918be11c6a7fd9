"""A list in groups: by role, stage, tier, owner, place, tag, own choice. A group knows the term that shows its rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from json import dumps
from sqlite3 import Connection
from typing import Any

from crm.language import say
from crm.partners.filters import Filter, Operator, Term, field_by_key
from crm.partners.queries.conditions import conditions_of, listed
from crm.partners.queries.custom_field import CustomFieldRow
from crm.partners.verticals import label
from crm.values import Problem, Query, Refused
from crm.values.enums import Choice, CustomKind, Language, PartnerRole, Stage, Tier

GROUPED = """
WITH passed AS (SELECT s.partner_id AS id FROM partner_summary AS s WHERE {listed})
SELECT {key}, {title_en}, {title_zh}, count(DISTINCT passed.id) FROM passed {join} GROUP BY 1
"""
TOTAL = "SELECT count(*) FROM partner_summary AS s WHERE {listed}"


@dataclass(frozen=True, slots=True)
class Grouping:
    """From which table `g` the group of a partner comes; several rows of it are several groups. `free`: any words."""

    key: str
    join: str
    ranks: type[Choice] | None = None
    title_en: str = "NULL"
    title_zh: str = "NULL"
    free: bool = False


def worded(column: str, join: str) -> Grouping:
    """Groups of free text: Hangzhou and HANGZHOU are one."""
    return Grouping(
        f"nullif(lower({column}), '')", join, title_en=f"min({column})", title_zh=f"min({column})", free=True
    )


OF_PARTNER = "JOIN partner AS g ON g.id = passed.id"
OF_ROLE = "LEFT JOIN partner_role AS g ON g.partner_id = passed.id"
GROUPINGS: dict[str, Grouping] = {
    "role": Grouping("g.role", OF_ROLE, PartnerRole),
    "stage": Grouping("g.stage", OF_ROLE, Stage),
    "tier": Grouping("g.tier", OF_PARTNER, Tier),
    "owner": Grouping(
        "g.owner_id",
        f"{OF_PARTNER} LEFT JOIN contact AS c ON c.id = g.owner_id",
        title_en="coalesce(nullif(c.name_en, ''), c.name)",
        title_zh="coalesce(nullif(c.name_zh, ''), c.name)",
    ),
    "country": Grouping("nullif(g.country, '')", OF_PARTNER),
    "city": worded("g.city", OF_PARTNER),
    "maturity": worded("g.maturity", OF_PARTNER),
    "vertical": worded("g.vertical", "LEFT JOIN partner_vertical AS g ON g.partner_id = passed.id"),
    "tag": Grouping(
        "t.name",
        "LEFT JOIN tagging AS g ON g.partner_id = passed.id LEFT JOIN tag AS t ON t.id = g.tag_id",
    ),
}
ALIASES = {"roles": "role"}
"""The column that shows roles with their stages groups by role."""

OWN_JOIN = "LEFT JOIN custom_value AS g ON g.partner_id = passed.id AND g.field_id = {id}"
GROUPED_KINDS = (CustomKind.CHOICE, CustomKind.TEXT)


@dataclass(frozen=True, slots=True)
class PartnerGroup:
    """`term` narrows the filter of the list to this group: its rows are as many as `partners` says."""

    key: str
    title_en: str
    title_zh: str
    partners: int
    term: Term


@dataclass(frozen=True, slots=True)
class PartnerGroupsAnswer:
    """A partner with two roles is in two groups: `memberships` adds the groups up, `partners` counts each once."""

    groups: tuple[PartnerGroup, ...]
    partners: int
    memberships: int


@dataclass(frozen=True, slots=True)
class PartnerGroups(Query[PartnerGroupsAnswer]):
    """The groups of the partners that pass the filter, in the order of their kind; what has no value comes last."""

    today: date
    filter: Filter = field(default_factory=Filter)
    group_by: str = "role"
    language: Language = Language.ENGLISH
    me: str = ""

    def run(self, connection: Connection) -> PartnerGroupsAnswer:
        where, values, own = conditions_of(connection, self.filter, self.today, self.me)
        key = ALIASES.get(self.group_by, self.group_by)
        by = grouping_of(key, own)
        join = by.join + self._meeting(values) if by.ranks in (PartnerRole, Stage) else by.join
        shown = listed(where)
        sql = GROUPED.format(listed=shown, key=by.key, join=join, title_en=by.title_en, title_zh=by.title_zh)
        found = [group_of(key, by, row) for row in connection.execute(sql, values)]
        groups = tuple(sorted(found, key=self._place(by)))
        (partners,) = connection.execute(TOTAL.format(listed=shown), values).fetchone()
        return PartnerGroupsAnswer(groups, partners, sum(group.partners for group in groups))

    def _meeting(self, values: dict[str, Any]) -> str:
        """Of a partner's roles those count that the filter means: an active one, not the prospective one beside it."""
        sql = ""
        for term in self.filter.terms:
            if term.field in ("role", "stage") and not term.negated:
                name = f"g{len(values)}"
                values[name] = dumps(term.values)
                sql += f" AND g.{term.field} IN (SELECT value FROM json_each(:{name}))"
        return sql

    def _place(self, by: Grouping) -> Callable[[PartnerGroup], tuple[object, ...]]:
        """Members of a closed list as DOMAIN.md lists them, the others by what they are called."""
        ranks = {choice.value: rank for rank, choice in enumerate(by.ranks or ())}
        english = self.language is Language.ENGLISH

        def place(group: PartnerGroup) -> tuple[object, ...]:
            title = group.title_en if english else group.title_zh
            return not group.key, ranks.get(group.key, 0), title.casefold(), group.key

        return place


def group_keys(own: Sequence[CustomFieldRow] = ()) -> tuple[str, ...]:
    """By which a list can be grouped."""
    return (*GROUPINGS, *(each.key for each in own if each.kind in GROUPED_KINDS))


def grouping_of(key: str, own: Sequence[CustomFieldRow]) -> Grouping:
    """Raises Refused where a list cannot be grouped so."""
    if key in GROUPINGS:
        return GROUPINGS[key]
    mine = next((each for each in own if each.key == key and each.kind in GROUPED_KINDS), None)
    if mine is None:
        gone = field_by_key(key, own) is None
        values = {"given": key, "known": list(group_keys(own))}
        raise Refused(Problem("filter-field-gone" if gone else "view-group-wrong", field="group_by", values=values))
    join = OWN_JOIN.format(id=int(mine.id))
    return worded("g.text", join) if mine.kind is CustomKind.TEXT else Grouping("nullif(g.text, '')", join)


def group_of(field_key: str, by: Grouping, row: Sequence[Any]) -> PartnerGroup:
    value, en, zh, partners = row
    if value is None:
        titles = (say("group.none", Language.ENGLISH), say("group.none", Language.CHINESE))
        return PartnerGroup("", *titles, partners, Term("no", Operator.IS, (field_key,)))
    if by.free:
        return PartnerGroup(value, *titles_of(field_key, by, en), partners, Term(field_key, Operator.IS, (f"={en}",)))
    titles = titles_of(field_key, by, value) if en is None else (en, zh)
    asked = f"#{value}" if field_key == "owner" else value
    return PartnerGroup(str(value), *titles, partners, Term(field_key, Operator.IS, (asked,)))


def titles_of(field_key: str, by: Grouping, value: str) -> tuple[str, str]:
    """In both languages; what is a word of the user's own stands there as it is."""
    message = by.ranks(value) if by.ranks else label(value) if field_key == "vertical" else None
    if message is None:
        return value, value
    return say(message, Language.ENGLISH), say(message, Language.CHINESE)
