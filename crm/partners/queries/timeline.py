"""One timeline of everything that happened with a partner, or with a contact, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from json import dumps
from sqlite3 import Connection

from crm.book import messages
from crm.values import Message, Query
from crm.values.cells import local_shift
from crm.values.ids import ContactId, PartnerId


class EntryKind(Enum):
    """What an entry tells of. On one day the later ones of this list come first."""

    MADE = "made"
    JOINED = "joined"
    LEFT = "left"
    LINKED = "linked"
    UNLINKED = "unlinked"
    STAGE = "stage"
    IMPORTED = "imported"
    MERGED = "merged"
    BULK = "bulk"
    HANDED = "handed"
    FILE = "file"
    SIGNED = "signed"
    AMENDED = "amended"
    NOTICE = "notice"
    SETTLED = "settled"
    DONE = "done"
    INTERACTION = "interaction"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened. Which of the values are filled depends on the kind.

    `id` is the interaction's, action item's, contact's, other partner's, attachment's, partner role's or agreement's;
    where a contact joined or left, in their own timeline, the partner's. `choice` is an interaction kind, a partner
    role, a relationship type, a type of notice or the state in which an obligation was settled; `stage` the stage that
    a role reached. Of an agreement `note` is its number.
    """

    kind: EntryKind
    on: date
    id: int
    row: int
    title_en: str
    title_zh: str
    note: str
    choice: str
    stage: str
    sentiment: int | None
    internal: bool
    step: Message | None = None
    """What the undo menu calls the step, where one act for many records is the entry: an import, a merge."""


STEPS = {
    EntryKind.IMPORTED: ("ImportRows",),
    EntryKind.MERGED: ("MergePartners", "MergeContacts"),
    EntryKind.BULK: ("BulkEdit",),
    EntryKind.HANDED: ("HandOver",),
}
"""Commands that act on many records at once, and the entry that each is in the timeline of every one of them."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Behind which entry the next page begins."""

    on: str
    kind: str
    row: int


@dataclass(frozen=True, slots=True)
class TimelinePage:
    entries: tuple[TimelineEntry, ...]
    total: int
    next: Cursor | None


NOTE_SIGNS = 400
"""How much of the minutes an entry carries: three lines of the pane are less."""

STANDING = """
(WITH RECURSIVE chain (id, turns) AS (
    SELECT s.id, 0 UNION ALL
    SELECT later.id, turns + 1 FROM chain JOIN journal_step AS later ON later.target_id = chain.id)
 SELECT max(turns) FROM chain) % 2 = 0"""
"""SQL over journal_step `s`: whether it was not undone, or was done again."""

COMMANDS = ", ".join(f"'{command}'" for commands in STEPS.values() for command in commands)
KIND_OF = " ".join(f"WHEN '{command}' THEN '{kind.value}'" for kind, commands in STEPS.items() for command in commands)
ACTS_ON_MANY = f"""
SELECT CASE s.command {KIND_OF} END, date(s.at, :shift), s.id, s.id, '', '', s.named, s.command, '', NULL, 0
FROM journal_step AS s WHERE s.kind = 'do' AND s.command IN ({COMMANDS}) AND (
    EXISTS (SELECT 1 FROM journal_row AS r WHERE r.step_id = s.id AND r.name = '{{table}}' AND r.key = :id)
    OR EXISTS (SELECT 1 FROM journal_range AS m WHERE m.step_id = s.id AND m.name = '{{table}}' AND m.made
        AND :id BETWEEN m.first AND m.last))
AND {STANDING}
"""
"""Steps that wrote the record's own row among many."""

WITH_PARTNER = """agreement AS a JOIN agreement_party AS w ON w.agreement_id = a.id AND w.partner_id = :id
JOIN agreement_version AS v ON v.agreement_id = a.id"""
TITLES = "coalesce(nullif(a.title_en, ''), a.title_zh), coalesce(nullif(a.title_zh, ''), a.title_en)"
AGREED = f"""
SELECT CASE v.number WHEN 1 THEN 'signed' ELSE 'amended' END, max(m.marked_on), a.id, v.id, {TITLES},
       coalesce(a.number, ''), '', '', NULL, 0
FROM {WITH_PARTNER} JOIN agreement_mark AS m ON m.version_id = v.id
WHERE v.sha256 <> '' AND a.binned_at IS NULL GROUP BY v.id
UNION ALL
SELECT 'notice', coalesce(n.received_on, n.sent_on), a.id, n.id, {TITLES}, coalesce(a.number, ''), n.kind, '', NULL, 0
FROM {WITH_PARTNER} AND v.number = 1 JOIN agreement_notice AS n ON n.agreement_id = a.id
WHERE coalesce(n.received_on, n.sent_on) IS NOT NULL AND a.binned_at IS NULL
UNION ALL
SELECT 'settled', s.on_day, a.id, s.id, coalesce(nullif(o.text_en, ''), o.text_zh),
       coalesce(nullif(o.text_zh, ''), o.text_en), coalesce(a.number, ''), s.state, '', NULL, 0
FROM {WITH_PARTNER} JOIN obligation AS o ON o.version_id = v.id
JOIN obligation_outcome AS s ON s.obligation_id = o.id
WHERE a.binned_at IS NULL
"""
"""What became of agreements with the partner: signed, amended, notices, obligations settled."""

OF_PARTNER = f"""
SELECT 'interaction' AS kind, i.held_on AS "on", i.id AS id, i.id AS row, i.title AS title_en, i.title AS title_zh,
       substr(i.notes, 1, {NOTE_SIGNS}) AS note, i.kind AS choice, '' AS stage,
       i.sentiment AS sentiment, i.internal AS internal
FROM interaction_partner AS l JOIN interaction AS i ON i.id = l.interaction_id AND i.binned_at IS NULL
WHERE l.partner_id = :id
UNION ALL
SELECT 'done', coalesce(a.done_on, a.promised_on), a.id, a.id, a.text, a.text, '', '', '', NULL, a.internal
FROM action_item AS a WHERE a.partner_id = :id AND a.state = 'done' AND a.binned_at IS NULL
UNION ALL
SELECT 'stage', c.effective_on, r.id, c.id, '', '', c.reason, r.role, c.stage, NULL, 0
FROM partner_role AS r JOIN stage_change AS c ON c.partner_role_id = r.id
WHERE r.partner_id = :id AND NOT EXISTS (SELECT 1 FROM stage_change AS later WHERE later.corrects_id = c.id)
UNION ALL
SELECT 'joined', f.since, p.id, f.id, coalesce(nullif(p.name_en, ''), p.name), coalesce(nullif(p.name_zh, ''), p.name),
       f.title, '', '', NULL, 0
FROM affiliation AS f JOIN contact AS p ON p.id = f.contact_id AND p.binned_at IS NULL
WHERE f.partner_id = :id AND f.since IS NOT NULL
UNION ALL
SELECT 'left', f.until, p.id, f.id, coalesce(nullif(p.name_en, ''), p.name), coalesce(nullif(p.name_zh, ''), p.name),
       f.title, '', '', NULL, 0
FROM affiliation AS f JOIN contact AS p ON p.id = f.contact_id AND p.binned_at IS NULL
WHERE f.partner_id = :id AND f.until IS NOT NULL
UNION ALL
SELECT 'linked', e.since, o.partner_id, e.id, o.title_en, o.title_zh, e.note, e.kind, '', NULL,
       e.from_partner_id <> :id
FROM relationship AS e
JOIN partner_summary AS o
  ON o.partner_id = CASE e.from_partner_id WHEN :id THEN e.to_partner_id ELSE e.from_partner_id END
JOIN partner AS b ON b.id = o.partner_id AND b.binned_at IS NULL
WHERE (e.from_partner_id = :id OR e.to_partner_id = :id) AND e.since IS NOT NULL
UNION ALL
SELECT 'unlinked', e.until, o.partner_id, e.id, o.title_en, o.title_zh, '', e.kind, '', NULL, e.from_partner_id <> :id
FROM relationship AS e
JOIN partner_summary AS o
  ON o.partner_id = CASE e.from_partner_id WHEN :id THEN e.to_partner_id ELSE e.from_partner_id END
JOIN partner AS b ON b.id = o.partner_id AND b.binned_at IS NULL
WHERE (e.from_partner_id = :id OR e.to_partner_id = :id) AND e.until IS NOT NULL
UNION ALL
SELECT 'file', date(t.created_at, :shift), t.id, t.id, t.name, t.name, '', '', '', NULL, 0
FROM attachment AS t WHERE t.partner_id = :id
UNION ALL {AGREED}
UNION ALL {ACTS_ON_MANY.format(table="partner")}
UNION ALL
SELECT 'made', date(m.created_at, :shift), m.id, m.id, '', '', '', '', '', NULL, 0 FROM partner AS m WHERE m.id = :id
"""
OF_CONTACT = f"""
SELECT 'interaction' AS kind, i.held_on AS "on", i.id AS id, i.id AS row, i.title AS title_en, i.title AS title_zh,
       substr(i.notes, 1, {NOTE_SIGNS}) AS note, i.kind AS choice, '' AS stage,
       i.sentiment AS sentiment, i.internal AS internal
FROM interaction_contact AS l JOIN interaction AS i ON i.id = l.interaction_id AND i.binned_at IS NULL
WHERE l.contact_id = :id
UNION ALL
SELECT 'joined', f.since, s.partner_id, f.id, s.title_en, s.title_zh, f.title, '', '', NULL, 0
FROM affiliation AS f JOIN partner AS p ON p.id = f.partner_id AND p.binned_at IS NULL
JOIN partner_summary AS s ON s.partner_id = p.id
WHERE f.contact_id = :id AND f.since IS NOT NULL
UNION ALL
SELECT 'left', f.until, s.partner_id, f.id, s.title_en, s.title_zh, f.title, '', '', NULL, 0
FROM affiliation AS f JOIN partner AS p ON p.id = f.partner_id AND p.binned_at IS NULL
JOIN partner_summary AS s ON s.partner_id = p.id
WHERE f.contact_id = :id AND f.until IS NOT NULL
UNION ALL
SELECT 'file', date(t.created_at, :shift), t.id, t.id, t.name, t.name, '', '', '', NULL, 0
FROM attachment AS t WHERE t.contact_id = :id
UNION ALL {ACTS_ON_MANY.format(table="contact")}
UNION ALL
SELECT 'made', date(m.created_at, :shift), m.id, m.id, '', '', '', '', '', NULL, 0 FROM contact AS m WHERE m.id = :id
"""
RANKED = """
SELECT (SELECT key FROM json_each(:ranks) WHERE value = kind) AS rank, every.* FROM ({everything}) AS every
WHERE :every_kind OR kind IN (SELECT value FROM json_each(:kinds))
"""
PAGE = f"""
SELECT * FROM ({RANKED}) WHERE :first OR ("on", rank, row) < (:on, :rank, :row)
ORDER BY "on" DESC, rank DESC, row DESC LIMIT :limit
"""
COUNT = f"SELECT count(*) FROM ({RANKED})"
RANKS = [kind.value for kind in EntryKind]


@dataclass(frozen=True, slots=True)
class PartnerTimeline(Query[TimelinePage]):
    """The newest entries before the cursor: meetings, stages, done action items, people, links, files; all or some."""

    partner_id: PartnerId
    limit: int = 20
    before: Cursor | None = None
    kinds: Sequence[EntryKind] = ()

    def run(self, connection: Connection) -> TimelinePage:
        return page_of(connection, OF_PARTNER, self.partner_id, self)


@dataclass(frozen=True, slots=True)
class ContactTimeline(Query[TimelinePage]):
    """The newest entries before the cursor: meetings, posts, files, imports, merges, edits of many; all or some."""

    id: ContactId
    limit: int = 20
    before: Cursor | None = None
    kinds: Sequence[EntryKind] = ()

    def run(self, connection: Connection) -> TimelinePage:
        return page_of(connection, OF_CONTACT, self.id, self)


def page_of(
    connection: Connection, everything: str, key: int, asked: PartnerTimeline | ContactTimeline
) -> TimelinePage:
    values: dict[str, object] = {
        "id": key,
        "shift": local_shift(),
        "ranks": dumps(RANKS),
        "every_kind": not asked.kinds,
        "kinds": dumps([kind.value for kind in asked.kinds]),
    }
    (total,) = connection.execute(COUNT.format(everything=everything), values).fetchone()
    before = asked.before or Cursor("", RANKS[0], 0)
    values |= {"first": asked.before is None, "on": before.on, "rank": RANKS.index(before.kind), "row": before.row}
    page = connection.execute(PAGE.format(everything=everything), {**values, "limit": asked.limit + 1})
    rows = page.fetchall()
    entries = tuple(entry_of(row) for row in rows[: asked.limit])
    last = entries[-1] if entries else None
    more = last is not None and len(rows) > asked.limit
    following = Cursor(last.on.isoformat(), last.kind.value, last.row) if last and more else None
    return TimelinePage(entries, total, following)


def entry_of(row: Sequence[str]) -> TimelineEntry:
    _, kind, on, key, own, english, chinese, note, choice, stage, sentiment, internal = row
    of_many = EntryKind(kind) in STEPS
    return TimelineEntry(
        EntryKind(kind),
        date.fromisoformat(on),
        int(key),
        int(own),
        english,
        chinese,
        "" if of_many else note,
        choice,
        stage,
        int(sentiment) if sentiment is not None else None,
        bool(internal),
        messages.read(note) if of_many else None,
    )
