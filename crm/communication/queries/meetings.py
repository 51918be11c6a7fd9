"""Meetings and other interactions: lists of them, and all of one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from json import dumps
from sqlite3 import Connection, Row

from crm.communication.queries.rows import PartnerName, partner_names
from crm.values import Query
from crm.values.enums import InteractionKind
from crm.values.ids import InteractionId, PartnerId

ROWS = """
SELECT i.id, i.held_on, i.starts_at, i.lasts, i.kind, i.title, i.sentiment, i.internal,
       (SELECT count(*) FROM decision AS d WHERE d.interaction_id = i.id),
       (SELECT count(*) FROM action_item AS a WHERE a.interaction_id = i.id AND a.binned_at IS NULL),
       (SELECT count(*) FROM action_item AS a
        WHERE a.interaction_id = i.id AND a.binned_at IS NULL AND a.state = 'open'),
       coalesce((SELECT d.text FROM decision AS d WHERE d.interaction_id = i.id ORDER BY d.position, d.id LIMIT 1),
                (SELECT a.text FROM action_item AS a
                 WHERE a.interaction_id = i.id AND a.binned_at IS NULL ORDER BY a.id LIMIT 1), '')
FROM interaction AS i
WHERE i.binned_at IS NULL
"""
NEWEST = " ORDER BY i.held_on DESC, i.id DESC LIMIT :limit"
OF_PARTNER = " AND i.id IN (SELECT interaction_id FROM interaction_partner WHERE partner_id = :partner_id)"
SINCE, UNTIL = " AND i.held_on >= :since", " AND i.held_on <= :until"

TOOK_PART = """
SELECT l.interaction_id, l.partner_id, l.took_part FROM interaction_partner AS l
WHERE l.interaction_id IN (SELECT value FROM json_each(?)) ORDER BY l.took_part DESC, l.id
"""
COUNT = "SELECT count(*) FROM interaction WHERE binned_at IS NULL"


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One line about a meeting. `leading`: its first decision, else its first action item."""

    id: InteractionId
    held_on: date
    starts_at: str
    lasts: int | None
    kind: InteractionKind
    title: str
    sentiment: int | None
    internal: bool
    decisions: int
    items: int
    open_items: int
    leading: str
    partners: tuple[PartnerName, ...]
    about: tuple[PartnerName, ...]


@dataclass(frozen=True, slots=True)
class MeetingRows(Query[list[MeetingRow]]):
    """Meetings, the newest first; of one partner, of a period."""

    partner_id: PartnerId | None = None
    since: date | None = None
    until: date | None = None
    limit: int = 200

    def run(self, connection: Connection) -> list[MeetingRow]:
        sql = ROWS + (OF_PARTNER if self.partner_id is not None else "")
        sql += (SINCE if self.since else "") + (UNTIL if self.until else "")
        values = {
            "partner_id": self.partner_id,
            "since": self.since and self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
            "limit": self.limit,
        }
        return meeting_rows(connection, connection.execute(sql + NEWEST, values).fetchall())


@dataclass(frozen=True, slots=True)
class RecentAnswer:
    rows: tuple[MeetingRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class RecentMeetings(Query[RecentAnswer]):
    """The last meetings, and how many there are in all."""

    limit: int = 8

    def run(self, connection: Connection) -> RecentAnswer:
        rows = connection.execute(ROWS + NEWEST, {"limit": self.limit}).fetchall()
        return RecentAnswer(tuple(meeting_rows(connection, rows)), connection.execute(COUNT).fetchone()[0])


def meeting_rows(connection: Connection, rows: Sequence[Row]) -> list[MeetingRow]:
    there, spoken_of = partners_of(connection, [row[0] for row in rows])
    return [
        MeetingRow(
            key,
            date.fromisoformat(held_on),
            starts_at,
            lasts,
            InteractionKind(kind),
            title,
            sentiment,
            bool(internal),
            decisions,
            items,
            open_items,
            leading,
            tuple(there.get(key, ())),
            tuple(spoken_of.get(key, ())),
        )
        for (
            key,
            held_on,
            starts_at,
            lasts,
            kind,
            title,
            sentiment,
            internal,
            decisions,
            items,
            open_items,
            leading,
        ) in rows
    ]


Parties = dict[int, list[PartnerName]]


def partners_of(connection: Connection, ids: Iterable[int]) -> tuple[Parties, Parties]:
    """Who took part in each meeting, and who was only spoken about."""
    links = connection.execute(TOOK_PART, (dumps(list(ids)),)).fetchall()
    names = partner_names(connection, (partner for _, partner, _ in links))
    there: Parties = {}
    spoken_of: Parties = {}
    for meeting, partner, took_part in links:
        if partner in names:
            (there if took_part else spoken_of).setdefault(meeting, []).append(names[partner])
    return there, spoken_of
