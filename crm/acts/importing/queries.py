"""What an import must know of the book: every key by which a row may be found, and which fields are still empty."""

from dataclasses import dataclass
from sqlite3 import Connection

from crm.acts.importing.own import KnownValue
from crm.acts.importing.plan import BookState
from crm.values import Query

PARTNER_FILLABLE = (
    "name_en",
    "name_zh",
    "legal_name",
    "other_names",
    "credit_code",
    "slug",
    "tier",
    "owner_id",
    "country",
    "city",
    "website",
    "repository",
    "twitter",
    "maturity",
    "description",
)
CONTACT_FILLABLE = ("name_en", "name_zh", "decision_role", "language", "notes")
LOOKED_AT = (
    "partner",
    "partner_role",
    "partner_vertical",
    "tagging",
    "relationship",
    "contact",
    "contact_point",
    "affiliation",
    "interaction",
    "custom_field",
    "custom_value",
    "agreement",
)


def held(fields: tuple[str, ...]) -> str:
    """SQL of the values of these fields, an empty text for none."""
    return ", ".join(f"coalesce({field}, '')" for field in fields)


PARTNERS = f"""
SELECT id, name, name_en, name_zh, legal_name, other_names, credit_code, slug, website, is_home,
       {held(PARTNER_FILLABLE)}
FROM partner WHERE binned_at IS NULL ORDER BY id
"""
CONTACTS = f"""
SELECT id, name, name_en, name_zh, {held(CONTACT_FILLABLE)} FROM contact WHERE binned_at IS NULL ORDER BY id
"""
ROLES = "SELECT partner_id, role, id, stage FROM partner_role"
VERTICALS = "SELECT partner_id, vertical FROM partner_vertical"
TAGS = """
SELECT g.{kind}_id, t.folded FROM tagging AS g JOIN tag AS t ON t.id = g.tag_id WHERE g.{kind}_id IS NOT NULL
"""
MAINTAINERS = """
SELECT from_partner_id, to_partner_id FROM relationship WHERE kind = 'maintained-by' AND from_partner_id IS NOT NULL
"""
POINTS = """
SELECT p.contact_id, p.kind, p.value FROM contact_point AS p JOIN contact AS c ON c.id = p.contact_id
WHERE c.binned_at IS NULL ORDER BY p.id
"""
POSTS = "SELECT id, contact_id, partner_id, title FROM affiliation ORDER BY id"
OWN = """
SELECT id, field_id, partner_id, contact_id, text, scaled, currency, to_partner_id, to_contact_id FROM custom_value
WHERE interaction_id IS NULL
"""
LAST_CONTACTS = "SELECT partner_id, last_contact_on FROM partner_summary WHERE last_contact_on IS NOT NULL"
INTERACTIONS = """
SELECT p.partner_id, i.held_on, i.kind, i.title, i.notes FROM interaction AS i
JOIN interaction_partner AS p ON p.interaction_id = i.id WHERE i.binned_at IS NULL
"""

AGREEMENTS = """
SELECT a.id, coalesce(a.number, ''), a.title_en, a.title_zh, coalesce(group_concat(p.partner_id), ''),
       coalesce(v.effective_on, ''), v.term, coalesce(v.last_day, ''), v.notice, coalesce(v.amount, '')
FROM agreement AS a JOIN agreement_version AS v ON v.agreement_id = a.id AND v.number = 1
LEFT JOIN agreement_party AS p ON p.agreement_id = a.id
WHERE a.binned_at IS NULL GROUP BY a.id ORDER BY a.id
"""
TOLD = ("effective_on", "term", "last_day", "notice", "amount")
"""Terms in which a register may contradict the book."""


@dataclass(frozen=True, slots=True)
class AgreementKeys:
    """`held`: what stands in each of TOLD, an empty text for nothing."""

    id: int
    number: str
    title_en: str
    title_zh: str
    parties: frozenset[int]
    held: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class PartnerKeys:
    """`held`: what stands in each of PARTNER_FILLABLE, an empty text for nothing."""

    id: int
    name: str
    name_en: str
    name_zh: str
    legal_name: str
    other_names: str
    credit_code: str
    slug: str
    website: str
    is_home: int
    held: tuple[object, ...]

    @property
    def names(self) -> list[str]:
        given = (self.name, self.name_en, self.name_zh, self.legal_name, *self.other_names.split("\n"))
        return [name for name in given if name]


@dataclass(frozen=True, slots=True)
class ContactKeys:
    id: int
    name: str
    name_en: str
    name_zh: str
    held: tuple[object, ...]

    @property
    def names(self) -> list[str]:
        return [name for name in (self.name, self.name_en, self.name_zh) if name]


@dataclass(frozen=True, slots=True)
class Known:
    """All of it, as one answer."""

    state: BookState
    partners: list[PartnerKeys]
    roles: list[tuple[int, str, int, str]]
    verticals: set[tuple[int, str]]
    tags: set[tuple[int, str]]
    contact_tags: set[tuple[int, str]]
    maintainers: set[tuple[int, int]]
    contacts: list[ContactKeys]
    points: list[tuple[int, str, str]]
    posts: list[tuple[int, int, int, str]]
    interactions: list[tuple[int, str, str, str, str]]
    own: list[KnownValue]
    last_contacts: dict[int, str]
    agreements: list[AgreementKeys]


@dataclass(frozen=True, slots=True)
class StateOfBook(Query[BookState]):
    """Whether anything an import looks at has changed since its plan was made."""

    def run(self, connection: Connection) -> BookState:
        return tuple(
            connection.execute(f"SELECT count(*), coalesce(max(version), 0) FROM {table}").fetchone()
            for table in LOOKED_AT
        )


@dataclass(frozen=True, slots=True)
class KnownRecords(Query[Known]):
    """Every key of the book by which a row of a file may be found. `meetings`: interactions too; so `agreements`."""

    meetings: bool = False
    agreements: bool = False

    def run(self, connection: Connection) -> Known:
        return Known(
            state=StateOfBook().run(connection),
            partners=[PartnerKeys(*(*row[:10], row[10:])) for row in connection.execute(PARTNERS)],
            roles=connection.execute(ROLES).fetchall(),
            verticals=set(connection.execute(VERTICALS)),
            tags=set(connection.execute(TAGS.format(kind="partner"))),
            contact_tags=set(connection.execute(TAGS.format(kind="contact"))),
            maintainers=set(connection.execute(MAINTAINERS)),
            contacts=[ContactKeys(*(*row[:4], row[4:])) for row in connection.execute(CONTACTS)],
            points=connection.execute(POINTS).fetchall(),
            posts=connection.execute(POSTS).fetchall(),
            interactions=connection.execute(INTERACTIONS).fetchall() if self.meetings else [],
            own=connection.execute(OWN).fetchall(),
            last_contacts=dict(connection.execute(LAST_CONTACTS).fetchall()),
            agreements=[agreement_keys(*row) for row in connection.execute(AGREEMENTS)] if self.agreements else [],
        )


def agreement_keys(key: int, number: str, title_en: str, title_zh: str, parties: str, *held: object) -> AgreementKeys:
    partners = frozenset(int(partner) for partner in parties.split(",") if partner)
    return AgreementKeys(key, number, title_en, title_zh, partners, held)
