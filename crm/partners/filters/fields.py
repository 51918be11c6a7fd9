"""By what partners can be filtered and ordered: one table, with the names in both languages and the SQL.

SQL is over partner `p` and partner_summary `s`. In a condition `{v}` is a value, `{end}` what no longer begins with it.
In what a list is ordered by, `{sort_name}` and `{own_name}` are the columns of the language.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Protocol
from unicodedata import normalize

from crm.values.enums import Choice, CustomConcept, CustomKind, DecisionRole, Language, PartnerRole, Stage, Tier
from crm.values.quiet import IS_QUIET, LAST_DAY_HEARD, SILENT_SINCE


class OwnField(Protocol):
    """A field that the book adds to partners (`crm.partners.queries.custom_field.CustomFieldRow`)."""

    @property
    def id(self) -> int: ...
    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def concept(self) -> CustomConcept: ...
    @property
    def kind(self) -> CustomKind: ...
    @property
    def options(self) -> tuple[str, ...]: ...
    @property
    def currency(self) -> str: ...
    @property
    def links_to(self) -> CustomConcept | None: ...


class Kind(Enum):
    """How the values of a field are read and compared."""

    TEXT = "text"
    NAME = "name"
    PERSON = "person"
    TAG = "tag"
    VERTICAL = "vertical"
    COUNTRY = "country"
    CHOICE = "choice"
    DAY = "day"
    NUMBER = "number"
    SCORE = "score"
    MONEY = "money"
    FLAG = "flag"
    FIELD = "field"


COMPARED = {Kind.DAY, Kind.NUMBER, Kind.SCORE, Kind.MONEY}
"""Kinds whose values lie in an order: <, >, from..to."""


@dataclass(frozen=True, slots=True)
class Field:
    """`sql`: a condition with `{v}` for texts, what is compared for days and numbers. `within` stands around it.

    `filled` is true where there is a value at all; `order` is what a list compares, where nothing comes last, and
    `order_before` what it compares first. `exact` stands for `sql` where a value begins with `=`, `by_id` where it is
    the number of a record (`#12`).
    `past`: a span counts back from today (a last contact less than 30 days ago), else ahead. `scale` is how many units
    of `sql` make one of the number that a person types.
    """

    key: str
    en: tuple[str, ...]
    zh: tuple[str, ...]
    kind: Kind
    sql: str
    filled: str
    order: str = ""
    order_before: str = ""
    exact: str = ""
    by_id: str = ""
    within: str = "{condition}"
    past: bool = False
    scale: int = 1
    choices: type[Choice] | None = None
    options: tuple[str, ...] = ()
    currency: str = ""
    own: OwnField | None = None

    def name(self, language: Language) -> str:
        return (self.en if language is Language.ENGLISH else self.zh)[0]

    @property
    def names(self) -> tuple[str, ...]:
        return (self.key, *self.en, *self.zh)


def texts(*columns: str) -> str:
    """SQL lowers Latin letters only: another alphabet is found as it was typed, too."""
    return " OR ".join(f"instr(lower({column}), {{v}}) OR instr({column}, {{typed}})" for column in columns)


CALLED = """(SELECT record_id FROM name_suffix WHERE kind = '{kind}'
    AND (suffix >= {{v}} AND suffix < {{end}} OR suffix >= {{joined}} AND suffix < {{joined_end}}))"""
PEOPLE = CALLED.format(kind="contact")
PARTNERS = CALLED.format(kind="partner")
AT_PARTNER = """p.id IN (SELECT a.partner_id FROM affiliation AS a JOIN contact AS c ON c.id = a.contact_id
    WHERE a.until IS NULL AND c.binned_at IS NULL AND {condition})"""
TAGGED = """p.id IN (SELECT g.partner_id FROM tagging AS g JOIN tag AS t ON t.id = g.tag_id
    WHERE g.partner_id IS NOT NULL AND {condition})"""
IN_VERTICAL = "p.id IN (SELECT v.partner_id FROM partner_vertical AS v WHERE {condition})"

NAMES = ("p.name", "p.name_en", "p.name_zh", "p.legal_name", "p.other_names")
TIER_RANK = "CASE p.tier WHEN 'strategic' THEN 1 WHEN 'preferred' THEN 2 WHEN 'registered' THEN 3 END"
STAGE_RANK = (
    "CASE WHEN s.roles LIKE '%:active:%' THEN 1 WHEN s.roles LIKE '%:negotiating:%' THEN 2 "
    "WHEN s.roles LIKE '%:qualified:%' THEN 3 WHEN s.roles LIKE '%:prospect:%' THEN 4 "
    "WHEN s.roles LIKE '%:dormant:%' THEN 5 WHEN s.roles LIKE '%:ended:%' THEN 6 END"
)
OWNER_NAME = """(SELECT coalesce(nullif({own_name}, ''), o.name) FROM contact AS o WHERE o.id = p.owner_id)"""
FIRST_ROLE = "nullif(substr(s.roles, 1, instr(s.roles, ':') - 1), '')"
OVERDUE_QUIET = f"CAST(julianday({LAST_DAY_HEARD}) - julianday({SILENT_SINCE}) AS INTEGER)"
FIRST_TAG = """(SELECT min(t.folded) FROM tagging AS g JOIN tag AS t ON t.id = g.tag_id WHERE g.partner_id = p.id)"""
FIRST_VERTICAL = "(SELECT min(v.vertical) FROM partner_vertical AS v WHERE v.partner_id = p.id)"


def exactly(*columns: str) -> str:
    return " OR ".join(f"lower({column}) = {{v}} OR {column} = {{typed}}" for column in columns)


def text_field(key: str, en: tuple[str, ...], zh: tuple[str, ...], column: str) -> Field:
    filled, order = f"{column} <> ''", f"nullif({column}, '')"
    return Field(key, en, zh, Kind.TEXT, texts(column), filled, order, exact=exactly(column))


FIELDS: tuple[Field, ...] = (
    Field(
        "name",
        ("name",),
        ("名称", "名字"),
        Kind.NAME,
        f"p.id IN {PARTNERS} OR " + texts(*NAMES), "p.name <> ''", "s.{sort_name}", exact=exactly(*NAMES),
    ),
    text_field("name_en", ("english-name",), ("英文名",), "p.name_en"),
    text_field("name_zh", ("chinese-name",), ("中文名",), "p.name_zh"),
    text_field("legal_name", ("legal", "legal-name"), ("法定名称", "全称"), "p.legal_name"),
    text_field("other_names", ("other-names", "alias"), ("其他名称", "别名"), "p.other_names"),
    text_field("credit_code", ("code", "credit-code"), ("信用代码", "统一社会信用代码"), "p.credit_code"),
    text_field("slug", ("slug",), ("来源标识",), "p.slug"),
    Field(
        "role", ("role",), ("类型", "伙伴类型"), Kind.CHOICE, "r.role", "s.roles <> ''", FIRST_ROLE,
        choices=PartnerRole,
    ),
    Field("stage", ("stage",), ("阶段",), Kind.CHOICE, "r.stage", "s.roles <> ''", STAGE_RANK, choices=Stage),
    Field("tier", ("tier",), ("级别",), Kind.CHOICE, "p.tier", "p.tier IS NOT NULL", TIER_RANK, choices=Tier),
    Field(
        "owner", ("owner",), ("负责人",), Kind.PERSON, f"p.owner_id IN {PEOPLE}", "p.owner_id IS NOT NULL", OWNER_NAME,
        by_id="p.owner_id = {v}",
    ),
    Field(
        "country", ("country",), ("国家", "国家或地区"), Kind.COUNTRY, "p.country = {typed}", "p.country <> ''",
        "nullif(p.country, '')",
    ),
    text_field("city", ("city",), ("城市",), "p.city"),
    text_field("website", ("website", "domain", "web"), ("网址", "网站", "域名"), "p.website"),
    text_field("repository", ("repository", "repo"), ("代码仓库", "仓库"), "p.repository"),
    text_field("twitter", ("twitter", "x"), ("推特",), "p.twitter"),
    Field(
        "vertical", ("vertical", "verticals"), ("领域", "垂直领域"), Kind.VERTICAL, texts("v.vertical"),
        "EXISTS (SELECT 1 FROM partner_vertical AS v WHERE v.partner_id = p.id)", FIRST_VERTICAL,
        within=IN_VERTICAL, exact=exactly("v.vertical"),
    ),
    Field(
        "tag", ("tag", "tags"), ("标签",), Kind.TAG, "t.folded = {v}",
        "EXISTS (SELECT 1 FROM tagging AS g WHERE g.partner_id = p.id)", FIRST_TAG, within=TAGGED,
    ),
    text_field("maturity", ("maturity",), ("成熟度",), "p.maturity"),
    text_field("description", ("description", "about"), ("简介", "描述"), "p.description"),
    Field(
        "last", ("last", "last-contact"), ("最近联系", "上次", "上次联系"), Kind.DAY, "s.last_contact_on",
        "s.last_contact_on IS NOT NULL", "s.last_contact_on", past=True,
    ),
    Field(
        "next", ("next", "due"), ("下次", "下一步", "期限"), Kind.DAY, "s.next_due_on", "s.next_due_on IS NOT NULL",
        "s.next_due_on",
    ),
    Field(
        "created", ("created", "added"), ("创建", "添加", "加入"), Kind.DAY, "date(p.created_at, :shift)",
        "p.created_at <> ''", "p.created_at", past=True,
    ),
    Field(
        "open", ("open", "open-items"), ("待办", "未完成"), Kind.NUMBER, "s.open_items", "s.open_items > 0",
        "nullif(s.open_items, 0)",
    ),
    Field(
        "people", ("people", "contacts"), ("人数", "联系人数"), Kind.NUMBER, "s.people", "s.people > 0",
        "nullif(s.people, 0)",
    ),
    Field(
        "quiet", ("quiet", "quiet-days"), ("失联", "失联天数"), Kind.NUMBER, OVERDUE_QUIET,
        f"{SILENT_SINCE} IS NOT NULL", OVERDUE_QUIET,
    ),
    Field(
        "fit", ("fit",), ("契合度",), Kind.SCORE, "s.fit_points", "s.fit_weight > 0",
        "CASE WHEN s.fit_weight > 0 THEN 1.0 * s.fit_points / s.fit_weight END",
    ),
    Field(
        "contact", ("contact", "person"), ("联系人",), Kind.PERSON, f"a.contact_id IN {PEOPLE}", "s.people > 0",
        within=AT_PARTNER, by_id="a.contact_id = {v}",
    ),
    Field(
        "decision", ("decision", "decision-role"), ("决策", "决策角色"), Kind.CHOICE, "c.decision_role",
        "p.id IN (SELECT a.partner_id FROM affiliation AS a JOIN contact AS c ON c.id = a.contact_id "
        "WHERE a.until IS NULL AND c.binned_at IS NULL AND c.decision_role IS NOT NULL)",
        within=AT_PARTNER, choices=DecisionRole,
    ),
)  # fmt: skip
"""Every field that each book has, in the order in which a menu offers them."""

FLAGS: dict[str, tuple[str, str, str]] = {
    "quiet": ("quiet", "久未联络", IS_QUIET),
    "resting": ("resting", "系于一人", "(s.people = 1)"),
    "overdue": ("overdue", "已逾期", "(s.next_due_on < :today)"),
    "unclassified": ("unclassified", "未分类", "(s.roles = '')"),
}
"""What a partner is, for `is:`: names in both languages and the condition."""

IS = Field("is", ("is",), ("是",), Kind.FLAG, "", "")
HAS = Field("has", ("has",), ("有",), Kind.FIELD, "", "")
NO = Field("no", ("no", "without"), ("无", "没有"), Kind.FIELD, "", "")
SORT = Field("sort", ("sort", "order"), ("排序",), Kind.FIELD, "", "")
ASKING = (IS, HAS, NO)

SORTS: dict[str, tuple[str, str]] = {"roles": ("roles", "类型与阶段"), "rhythm": ("rhythm", "节奏")}
"""Columns of the list that order by another field: by the furthest stage, by how quiet it has become."""

SORTS_AS = {"roles": "stage", "rhythm": "quiet"}


def folded(name: str) -> str:
    """Case, width and blanks make no other name: `Last contact` is `last-contact`."""
    return "-".join(normalize("NFKC", name).casefold().split())


def fields_of(own: Sequence[OwnField] = ()) -> Iterator[Field]:
    """Those of each book, then those that this book adds to partners."""
    from crm.partners.filters.own_fields import field_of

    yield from FIELDS
    yield from (field_of(each) for each in own if each.concept is CustomConcept.PARTNER)


@cache
def names_of_every_book() -> dict[str, Field]:
    return named((*FIELDS, *ASKING, SORT))


def named(fields: Iterable[Field]) -> dict[str, Field]:
    """By each of their names, folded; whichever stands first has a name that two would bear."""
    found: dict[str, Field] = {}
    for field in fields:
        for name in field.names:
            found.setdefault(folded(name), field)
    return found


def names(own: Sequence[OwnField] = ()) -> dict[str, Field]:
    """Every name by which a term may begin."""
    if not own:
        return names_of_every_book()
    return {**named(fields_of(own)), **names_of_every_book()}


def field_by_key(key: str, own: Sequence[OwnField] = ()) -> Field | None:
    return next((field for field in (*fields_of(own), *ASKING) if field.key == key), None)
