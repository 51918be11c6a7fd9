"""Everything that the pane of one partner shows, in one answer."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection
from typing import Any

from crm.partners.stages import corrected_ids
from crm.values import Message, Problem, Query, Refused
from crm.values.cells import chosen, day, local_day
from crm.values.enums import ContactPointKind, DecisionRole, PartnerRole, RelationshipType, Stage, TagColor, Tier
from crm.values.ids import (
    ActionItemId,
    AffiliationId,
    AttachmentId,
    ContactId,
    InteractionId,
    PartnerId,
    PartnerRoleId,
    RelationshipId,
    StageChangeId,
)
from crm.values.quiet import SILENT_SINCE, days_of, quiet_by

FIELDS = (
    "name", "name_en", "name_zh", "pinyin", "legal_name", "other_names", "credit_code", "slug", "tier", "owner_id",
    "country", "city", "website", "repository", "twitter", "maturity", "description",
)  # fmt: skip
"""The columns of `PartnerFields`; a test compares them."""


@dataclass(frozen=True, slots=True)
class StageRow:
    """One entry of a role's history. `corrected`: a later entry stands in its place."""

    id: StageChangeId
    stage: Stage
    effective_on: date
    known_on: date
    reason: str
    corrects_id: StageChangeId | None
    corrected: bool


@dataclass(frozen=True, slots=True)
class RoleRow:
    id: PartnerRoleId
    version: int
    role: PartnerRole
    stage: Stage
    since: date
    owner_id: ContactId | None
    owner_en: str
    owner_zh: str
    history: tuple[StageRow, ...]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A contact and a post of theirs at the partner. `until` empty: still there."""

    affiliation_id: AffiliationId
    affiliation_version: int
    contact_id: ContactId
    name_en: str
    name_zh: str
    post: str
    since: date | None
    until: date | None
    decision_role: DecisionRole | None
    points: tuple[tuple[ContactPointKind, str], ...]


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A relationship as it reads from the partner: `outgoing` "supplies Acme", else "Acme supplies …"."""

    id: RelationshipId
    version: int
    kind: RelationshipType
    outgoing: bool
    other_id: PartnerId
    other_en: str
    other_zh: str
    since: date | None
    until: date | None
    note: str


@dataclass(frozen=True, slots=True)
class OpenItemRow:
    id: ActionItemId
    version: int
    text: str
    owner_en: str
    owner_zh: str
    due_on: date | None
    ours: bool
    internal: bool
    interaction_id: InteractionId | None


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    id: AttachmentId
    version: int
    name: str
    media_type: str
    size: int
    added_on: date


@dataclass(frozen=True, slots=True)
class PartnerDetailRow:
    id: PartnerId
    uid: str
    version: int
    is_home: bool
    in_bin: bool
    title_en: str
    title_zh: str
    fields: Mapping[str, object]
    owner_en: str
    owner_zh: str
    made_on: date
    last_contact_on: date | None
    quiet_by: int | None
    roles: tuple[RoleRow, ...]
    verticals: tuple[str, ...]
    tags: tuple[str, ...]
    tag_colors: tuple[TagColor, ...]
    people: tuple[PersonRow, ...]
    former: tuple[PersonRow, ...]
    links: tuple[LinkRow, ...]
    open_items: tuple[OpenItemRow, ...]
    attachments: tuple[AttachmentRow, ...]

    @property
    def rests_on_one(self) -> bool:
        return not self.is_home and len({person.contact_id for person in self.people}) == 1


PARTNER = f"""
SELECT p.id, p.uid, p.version, p.is_home, p.binned_at IS NOT NULL, s.title_en, s.title_zh,
       coalesce(nullif(c.name_en, ''), c.name, ''), coalesce(nullif(c.name_zh, ''), c.name, ''), p.created_at,
       s.last_contact_on, {SILENT_SINCE}, {", ".join(f"p.{name}" for name in FIELDS)}
FROM partner AS p JOIN partner_summary AS s ON s.partner_id = p.id LEFT JOIN contact AS c ON c.id = p.owner_id
WHERE p.id = :id
"""
ROLES = """
SELECT r.id, r.version, r.role, r.stage, r.stage_since, r.owner_id, coalesce(nullif(c.name_en, ''), c.name, ''),
       coalesce(nullif(c.name_zh, ''), c.name, '')
FROM partner_role AS r LEFT JOIN contact AS c ON c.id = r.owner_id WHERE r.partner_id = :id ORDER BY r.id
"""
HISTORY = """
SELECT id, stage, effective_on, known_on, reason, corrects_id FROM stage_change
WHERE partner_role_id = :id ORDER BY effective_on, id
"""
VERTICALS = "SELECT vertical FROM partner_vertical WHERE partner_id = :id ORDER BY id"
TAGS = """
SELECT t.name, t.color FROM tagging AS g JOIN tag AS t ON t.id = g.tag_id WHERE g.partner_id = :id ORDER BY t.folded
"""
PEOPLE = """
SELECT a.id, a.version, c.id, coalesce(nullif(c.name_en, ''), c.name), coalesce(nullif(c.name_zh, ''), c.name),
       a.title, a.since, a.until, c.decision_role,
       (SELECT group_concat(v.kind || ' ' || v.value, char(10)) FROM contact_point AS v WHERE v.contact_id = c.id)
FROM affiliation AS a JOIN contact AS c ON c.id = a.contact_id
WHERE a.partner_id = :id AND c.binned_at IS NULL
ORDER BY a.until IS NOT NULL, a.until DESC, CASE c.decision_role
    WHEN 'decision-maker' THEN 1 WHEN 'champion' THEN 2 WHEN 'gatekeeper' THEN 3 WHEN 'user' THEN 4 ELSE 5 END, a.id
"""
LINKS = """
SELECT e.id, e.version, e.kind, e.from_partner_id = :id, o.partner_id, o.title_en, o.title_zh,
       e.since, e.until, e.note
FROM relationship AS e
JOIN partner_summary AS o
  ON o.partner_id = CASE e.from_partner_id WHEN :id THEN e.to_partner_id ELSE e.from_partner_id END
JOIN partner AS p ON p.id = o.partner_id AND p.binned_at IS NULL
WHERE e.from_partner_id = :id OR e.to_partner_id = :id
ORDER BY e.until IS NOT NULL, e.kind, o.sort_en, e.id
"""
OPEN_ITEMS = """
SELECT a.id, a.version, a.text,
       coalesce(nullif(c.name_en, ''), c.name, ''), coalesce(nullif(c.name_zh, ''), c.name, ''),
       a.due_on, coalesce(d.is_home, 1), a.internal, a.interaction_id
FROM action_item AS a LEFT JOIN contact AS c ON c.id = a.owner_id LEFT JOIN partner AS d ON d.id = a.debtor_id
WHERE a.partner_id = :id AND a.state = 'open' AND a.binned_at IS NULL ORDER BY a.due_on IS NULL, a.due_on, a.id
"""
ATTACHMENTS = """
SELECT id, version, name, media_type, size, created_at FROM attachment WHERE {kind}_id = :id ORDER BY id DESC
"""


@dataclass(frozen=True, slots=True)
class PartnerDetail(Query[PartnerDetailRow]):
    """One partner with all that hangs on it but the timeline. Refused with `record-missing` where it is gone."""

    id: PartnerId
    today: date

    def run(self, connection: Connection) -> PartnerDetailRow:
        row = connection.execute(PARTNER, {"id": self.id}).fetchone()
        if row is None:
            raise Refused(Problem("record-missing", values={"record": Message("table.partner"), "id": str(self.id)}))
        fields = dict(zip(FIELDS, row[12:], strict=True))
        fields["tier"] = tier = chosen(Tier, fields["tier"])
        everybody = people_of(connection, self.id)
        tags = connection.execute(TAGS, {"id": self.id}).fetchall()
        return PartnerDetailRow(
            id=row[0], uid=row[1], version=row[2], is_home=bool(row[3]), in_bin=bool(row[4]),
            title_en=row[5], title_zh=row[6], fields=fields, owner_en=row[7], owner_zh=row[8],
            made_on=local_day(row[9]), last_contact_on=day(row[10]),
            quiet_by=None if row[3] else quiet_by(day(row[11]), tier, days_of(connection), self.today),
            roles=roles_of(connection, self.id),
            verticals=tuple(line[0] for line in connection.execute(VERTICALS, {"id": self.id})),
            tags=tuple(name for name, _ in tags),
            tag_colors=tuple(TagColor(color) for _, color in tags),
            people=tuple(person for person in everybody if person.until is None),
            former=tuple(person for person in everybody if person.until is not None),
            links=links_of(connection, self.id),
            open_items=open_items_of(connection, self.id),
            attachments=attachments_of(connection, self.id),
        )  # fmt: skip


def roles_of(connection: Connection, partner: int) -> tuple[RoleRow, ...]:
    rows = connection.execute(ROLES, {"id": partner}).fetchall()
    return tuple(
        RoleRow(
            id=row[0],
            version=row[1],
            role=PartnerRole(row[2]),
            stage=Stage(row[3]),
            since=date.fromisoformat(row[4]),
            owner_id=row[5],
            owner_en=row[6],
            owner_zh=row[7],
            history=history_of(connection, row[0]),
        )
        for row in rows
    )


def history_of(connection: Connection, role: int) -> tuple[StageRow, ...]:
    rows = [
        StageRow(
            row[0], Stage(row[1]), date.fromisoformat(row[2]), date.fromisoformat(row[3]), row[4], row[5], False
        )
        for row in connection.execute(HISTORY, {"id": role})
    ]  # fmt: skip
    wrong = corrected_ids(rows)
    return tuple(
        StageRow(row.id, row.stage, row.effective_on, row.known_on, row.reason, row.corrects_id, row.id in wrong)
        for row in rows
    )


def people_of(connection: Connection, partner: int) -> list[PersonRow]:
    return [person_of(row) for row in connection.execute(PEOPLE, {"id": partner})]


def person_of(row: Sequence[Any]) -> PersonRow:
    cells = [*row[:6], day(row[6]), day(row[7]), chosen(DecisionRole, row[8]), points_of(row[9])]
    return PersonRow(*cells)


def points_of(lines: str | None) -> tuple[tuple[ContactPointKind, str], ...]:
    """`email a@b.cn` a line, as the SQL joins them."""
    pairs = (line.split(" ", 1) for line in (lines or "").splitlines())
    return tuple((ContactPointKind(kind), value) for kind, value in pairs)


def links_of(connection: Connection, partner: int) -> tuple[LinkRow, ...]:
    return tuple(link_of(row) for row in connection.execute(LINKS, {"id": partner}))


def link_of(row: Sequence[Any]) -> LinkRow:
    cells = [*row[:2], RelationshipType(row[2]), bool(row[3]), *row[4:7], day(row[7]), day(row[8]), row[9]]
    return LinkRow(*cells)


def open_items_of(connection: Connection, partner: int) -> tuple[OpenItemRow, ...]:
    return tuple(open_item_of(row) for row in connection.execute(OPEN_ITEMS, {"id": partner}))


def open_item_of(row: Sequence[Any]) -> OpenItemRow:
    cells = [*row[:5], day(row[5]), bool(row[6]), bool(row[7]), row[8]]
    return OpenItemRow(*cells)


def attachments_of(connection: Connection, record: int, kind: str = "partner") -> tuple[AttachmentRow, ...]:
    """The files of a partner or a contact, the newest first."""
    return tuple(attachment_of(row) for row in connection.execute(ATTACHMENTS.format(kind=kind), {"id": record}))


def attachment_of(row: Sequence[Any]) -> AttachmentRow:
    cells = [*row[:5], local_day(row[5])]
    return AttachmentRow(*cells)


BYTES = """
SELECT a.name, a.sha256, b.content FROM attachment AS a JOIN attachment_content AS b ON b.sha256 = a.sha256
WHERE a.id = :id
"""


@dataclass(frozen=True, slots=True)
class AttachmentBytes(Query[tuple[str, bytes]]):
    """The name and the bytes of an attachment, for saving it outside the book.

    Raises Refused `attachment-altered` where they are not the bytes that were attached, as their hash says.
    """

    id: AttachmentId

    def run(self, connection: Connection) -> tuple[str, bytes]:
        row = connection.execute(BYTES, {"id": self.id}).fetchone()
        if row is None:
            raise Refused(Problem("record-missing", values={"record": Message("table.attachment"), "id": str(self.id)}))
        name, digest, content = row
        if hashlib.sha256(content).hexdigest() != digest:
            raise Refused(Problem("attachment-altered", "id", {"name": name}))
        return name, content
