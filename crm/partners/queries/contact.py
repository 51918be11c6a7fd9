"""Contacts: one with everything about them, and all of them as a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection
from typing import Any
from unicodedata import normalize

from crm.partners.queries.detail import AttachmentRow, attachments_of, points_of
from crm.values import Message, Problem, Query, Refused
from crm.values.cells import chosen, day
from crm.values.enums import ContactPointKind, DecisionRole, InteractionKind, Language, RelationshipType, TagColor
from crm.values.ids import AffiliationId, ContactId, InteractionId, PartnerId, RelationshipId

FIELDS = ("name", "name_en", "name_zh", "pinyin", "decision_role", "language", "notes")
"""The columns of `ContactFields`; a test compares them."""

MEETINGS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post of the contact. `rests_on_one`: they are the only person left at that partner."""

    id: AffiliationId
    version: int
    partner_id: PartnerId
    partner_en: str
    partner_zh: str
    is_home: bool
    post: str
    since: date | None
    until: date | None
    rests_on_one: bool


@dataclass(frozen=True, slots=True)
class AcquaintanceRow:
    """A relationship with another contact, as it reads from this one, and where that one works now."""

    id: RelationshipId
    version: int
    kind: RelationshipType
    outgoing: bool
    other_id: ContactId
    other_en: str
    other_zh: str
    since: date | None
    until: date | None
    strength: int | None
    note: str
    partner_id: PartnerId | None
    partner_en: str
    partner_zh: str


@dataclass(frozen=True, slots=True)
class AttendedRow:
    id: InteractionId
    kind: InteractionKind
    held_on: date
    title: str
    present: bool


@dataclass(frozen=True, slots=True)
class ContactDetailRow:
    id: ContactId
    uid: str
    version: int
    in_bin: bool
    title_en: str
    title_zh: str
    fields: Mapping[str, object]
    points: tuple[tuple[ContactPointKind, str], ...]
    posts: tuple[PostRow, ...]
    tags: tuple[str, ...]
    tag_colors: tuple[TagColor, ...]
    acquaintances: tuple[AcquaintanceRow, ...]
    meetings: tuple[AttendedRow, ...]
    attachments: tuple[AttachmentRow, ...]


CONTACT = f"""
SELECT c.id, c.uid, c.version, c.binned_at IS NOT NULL, coalesce(nullif(c.name_en, ''), c.name),
       coalesce(nullif(c.name_zh, ''), c.name),
       (SELECT group_concat(v.kind || ' ' || v.value, char(10)) FROM contact_point AS v WHERE v.contact_id = c.id),
       {", ".join(f"c.{name}" for name in FIELDS)}
FROM contact AS c WHERE c.id = :id
"""
POSTS = """
SELECT a.id, a.version, p.id, s.title_en, s.title_zh, p.is_home, a.title, a.since, a.until,
       a.until IS NULL AND s.people = 1 AND NOT p.is_home
FROM affiliation AS a JOIN partner AS p ON p.id = a.partner_id AND p.binned_at IS NULL
JOIN partner_summary AS s ON s.partner_id = p.id
WHERE a.contact_id = :id ORDER BY a.until IS NOT NULL, a.until DESC, a.since DESC, a.id DESC
"""
TAGS = """
SELECT t.name, t.color FROM tagging AS g JOIN tag AS t ON t.id = g.tag_id WHERE g.contact_id = :id ORDER BY t.folded
"""
ACQUAINTANCES = """
SELECT e.id, e.version, e.kind, e.from_contact_id = :id, o.id, coalesce(nullif(o.name_en, ''), o.name),
       coalesce(nullif(o.name_zh, ''), o.name), e.since, e.until, e.strength, e.note,
       s.partner_id, coalesce(s.title_en, ''), coalesce(s.title_zh, '')
FROM relationship AS e
JOIN contact AS o ON o.id = CASE e.from_contact_id WHEN :id THEN e.to_contact_id ELSE e.from_contact_id END
LEFT JOIN affiliation AS f ON f.id = (SELECT max(g.id) FROM affiliation AS g
    JOIN partner AS p ON p.id = g.partner_id AND p.binned_at IS NULL WHERE g.contact_id = o.id AND g.until IS NULL)
LEFT JOIN partner_summary AS s ON s.partner_id = f.partner_id
WHERE (e.from_contact_id = :id OR e.to_contact_id = :id) AND o.binned_at IS NULL
ORDER BY e.until IS NOT NULL, e.strength DESC, e.id
"""
MEETINGS = """
SELECT i.id, i.kind, i.held_on, i.title, l.present
FROM interaction_contact AS l JOIN interaction AS i ON i.id = l.interaction_id AND i.binned_at IS NULL
WHERE l.contact_id = :id ORDER BY i.held_on DESC, i.id DESC LIMIT :limit
"""


@dataclass(frozen=True, slots=True)
class ContactDetail(Query[ContactDetailRow]):
    """One contact: how they are reached, where they worked and work, whom they know, when we met."""

    id: ContactId

    def run(self, connection: Connection) -> ContactDetailRow:
        this = {"id": self.id}
        row = connection.execute(CONTACT, this).fetchone()
        if row is None:
            raise Refused(Problem("record-missing", values={"record": Message("table.contact"), "id": str(self.id)}))
        fields = dict(zip(FIELDS, row[7:], strict=True))
        fields["decision_role"] = chosen(DecisionRole, fields["decision_role"])
        meetings = connection.execute(MEETINGS, {"id": self.id, "limit": MEETINGS_SHOWN})
        tags = connection.execute(TAGS, this).fetchall()
        cells = [*row[:3], bool(row[3]), *row[4:6], fields, points_of(row[6])]
        cells += [
            tuple(post_of(line) for line in connection.execute(POSTS, this)),
            tuple(name for name, _ in tags),
            tuple(TagColor(color) for _, color in tags),
            tuple(acquaintance_of(line) for line in connection.execute(ACQUAINTANCES, this)),
            tuple(attended_of(line) for line in meetings),
            attachments_of(connection, self.id, "contact"),
        ]
        return ContactDetailRow(*cells)


def post_of(row: Sequence[Any]) -> PostRow:
    cells = [*row[:5], bool(row[5]), row[6], day(row[7]), day(row[8]), bool(row[9])]
    return PostRow(*cells)


def acquaintance_of(row: Sequence[Any]) -> AcquaintanceRow:
    cells = [*row[:2], RelationshipType(row[2]), bool(row[3]), *row[4:7], day(row[7]), day(row[8]), *row[9:]]
    return AcquaintanceRow(*cells)


def attended_of(row: Sequence[Any]) -> AttendedRow:
    return AttendedRow(row[0], InteractionKind(row[1]), date.fromisoformat(row[2]), row[3], bool(row[4]))


CONTACTS = """
SELECT c.id, c.uid, coalesce(nullif(c.name_en, ''), c.name), coalesce(nullif(c.name_zh, ''), c.name),
       coalesce(a.title, ''), a.partner_id, coalesce(s.title_en, ''), coalesce(s.title_zh, ''), c.decision_role,
       (SELECT group_concat(v.kind || ' ' || v.value, char(10)) FROM contact_point AS v WHERE v.contact_id = c.id)
FROM contact AS c
LEFT JOIN affiliation AS a ON a.id = (SELECT max(f.id) FROM affiliation AS f JOIN partner AS p ON p.id = f.partner_id
    WHERE f.contact_id = c.id AND f.until IS NULL AND p.binned_at IS NULL
      AND (:partner_id IS NULL OR f.partner_id = :partner_id))
LEFT JOIN partner_summary AS s ON s.partner_id = a.partner_id
WHERE c.binned_at IS NULL AND (:partner_id IS NULL OR a.partner_id IS NOT NULL)
"""
WORD = """ AND (c.id IN (SELECT record_id FROM name_suffix
        WHERE kind = 'contact' AND suffix >= :w{n} AND suffix < :w{n}_end)
    OR a.partner_id IN (SELECT record_id FROM name_suffix
        WHERE kind = 'partner' AND suffix >= :w{n} AND suffix < :w{n}_end)
    OR EXISTS (SELECT 1 FROM contact_point AS v WHERE v.contact_id = c.id AND instr(lower(v.value), :w{n}) > 0)
    OR instr(lower(coalesce(a.title, '')), :w{n}) > 0)"""
BY_NAME = {
    Language.ENGLISH: " ORDER BY coalesce(nullif(c.name_en, ''), c.name), c.id",
    Language.CHINESE: " ORDER BY coalesce(nullif(c.name_zh, ''), c.name), c.id",
}


@dataclass(frozen=True, slots=True)
class ContactRow:
    id: ContactId
    uid: str
    name_en: str
    name_zh: str
    post: str
    partner_id: PartnerId | None
    partner_en: str
    partner_zh: str
    decision_role: DecisionRole | None
    points: tuple[tuple[ContactPointKind, str], ...]


@dataclass(frozen=True, slots=True)
class ContactRows(Query[list[ContactRow]]):
    """Contacts with their present post, by name. Every word must stand in a name, title, partner or address."""

    words: str = ""
    partner_id: PartnerId | None = None
    language: Language = Language.ENGLISH

    def run(self, connection: Connection) -> list[ContactRow]:
        words = normalize("NFKC", self.words).casefold().split()
        values: dict[str, object] = {"partner_id": self.partner_id}
        for n, word in enumerate(words):
            values |= {f"w{n}": word, f"w{n}_end": word + "\U0010ffff"}
        sql = CONTACTS + "".join(WORD.format(n=n) for n in range(len(words))) + BY_NAME[self.language]
        return [contact_of(row) for row in connection.execute(sql, values)]


def contact_of(row: Sequence[Any]) -> ContactRow:
    cells = [*row[:8], chosen(DecisionRole, row[8]), points_of(row[9])]
    return ContactRow(*cells)
