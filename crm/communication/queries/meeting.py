"""All of one meeting, for reading and for correcting it."""

from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection

from crm.communication.queries.action_items import ActionItemRow, items_where
from crm.communication.queries.meetings import partners_of
from crm.communication.queries.rows import PartnerName
from crm.values import Message, Problem, Query, Refused
from crm.values.enums import InteractionKind
from crm.values.ids import AttachmentId, ContactId, DecisionId, InteractionId, PartnerId, Version

MEETING = """
SELECT id, version, uid, kind, held_on, starts_at, lasts, zone, title, place, notes, sentiment, internal, binned_at
FROM interaction WHERE id = ?
"""
PEOPLE = """
SELECT c.id, coalesce(nullif(c.name_en, ''), c.name), coalesce(nullif(c.name_zh, ''), c.name), l.present,
       (SELECT f.partner_id FROM affiliation AS f WHERE f.contact_id = c.id AND f.until IS NULL ORDER BY f.id LIMIT 1)
FROM interaction_contact AS l JOIN contact AS c ON c.id = l.contact_id
WHERE l.interaction_id = ? ORDER BY l.present DESC, l.id
"""
DECISIONS = """
SELECT id, text, partner_id, internal FROM decision WHERE interaction_id = ? ORDER BY position, id
"""
TAGS = "SELECT t.name FROM tagging AS g JOIN tag AS t ON t.id = g.tag_id WHERE g.interaction_id = ? ORDER BY g.id"
FILES = "SELECT id, name, size FROM attachment WHERE interaction_id = ? ORDER BY id"


@dataclass(frozen=True, slots=True)
class PersonThere:
    """`present` false: only mentioned. `partner_id`: where they work."""

    id: ContactId
    en: str
    zh: str
    present: bool
    partner_id: PartnerId | None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    id: DecisionId
    text: str
    partner_id: PartnerId | None
    internal: bool


@dataclass(frozen=True, slots=True)
class FileRow:
    id: AttachmentId
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting with everything that it brought."""

    id: InteractionId
    version: Version
    uid: str
    kind: InteractionKind
    held_on: date
    starts_at: str
    lasts: int | None
    zone: str
    title: str
    place: str
    notes: str
    sentiment: int | None
    internal: bool
    in_bin: bool
    partners: tuple[PartnerName, ...]
    about: tuple[PartnerName, ...]
    people: tuple[PersonThere, ...]
    decisions: tuple[DecisionRow, ...]
    items: tuple[ActionItemRow, ...]
    tags: tuple[str, ...]
    files: tuple[FileRow, ...]


@dataclass(frozen=True, slots=True)
class MeetingDetail(Query[Meeting]):
    """A meeting with its people, decisions, action items, tags and files. Refused where there is none of this id."""

    id: InteractionId

    def run(self, connection: Connection) -> Meeting:
        row = connection.execute(MEETING, (self.id,)).fetchone()
        if row is None:
            raise Refused(
                Problem("record-missing", values={"record": Message("table.interaction"), "id": str(self.id)})
            )
        (
            key,
            version,
            uid,
            kind,
            held_on,
            starts_at,
            lasts,
            zone,
            title,
            place,
            notes,
            sentiment,
            internal,
            binned_at,
        ) = row
        there, spoken_of = partners_of(connection, [key])
        return Meeting(
            key,
            version,
            uid,
            InteractionKind(kind),
            date.fromisoformat(held_on),
            starts_at,
            lasts,
            zone,
            title,
            place,
            notes,
            sentiment,
            bool(internal),
            binned_at is not None,
            tuple(there.get(key, ())),
            tuple(spoken_of.get(key, ())),
            tuple(
                PersonThere(who, en, zh, bool(here), at) for who, en, zh, here, at in connection.execute(PEOPLE, (key,))
            ),
            tuple(
                DecisionRow(one, text, to, bool(ours)) for one, text, to, ours in connection.execute(DECISIONS, (key,))
            ),
            tuple(items_where(connection, "a.interaction_id = :id", {"id": key})),
            tuple(name for (name,) in connection.execute(TAGS, (key,))),
            tuple(FileRow(*one) for one in connection.execute(FILES, (key,))),
        )
