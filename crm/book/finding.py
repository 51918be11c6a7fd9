"""Asks the full-text index: hits with the words shown in their context, and how many there are of each kind."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from json import dumps
from sqlite3 import Connection

from crm.book.documents import DAY, KINDS, day_of_key, source
from crm.book.excerpts import Mark, Terms, excerpt, holds, marks, readings
from crm.book.text import match_expression
from crm.values import Query

SCANNED = 50_000
"""Books with at most so many documents are also searched inside words, by a scan that takes under 50 ms."""

COUNTED = 1_000
"""Hits of one kind that are counted; more are "1,000+"."""

OLDEST, NEWEST = -(2**62), 2**62

MORE_THAN_SCANNED = f"SELECT count(*) > {SCANNED} FROM (SELECT 1 FROM search_document LIMIT {SCANNED + 1})"

LIVING = """CASE d.kind
    WHEN 'attachment' THEN NOT EXISTS (
        SELECT 1 FROM attachment AS a LEFT JOIN partner AS p ON p.id = a.partner_id
        LEFT JOIN contact AS c ON c.id = a.contact_id LEFT JOIN interaction AS i ON i.id = a.interaction_id
        LEFT JOIN agreement_version AS v ON v.id = a.version_id LEFT JOIN agreement AS g ON g.id = v.agreement_id
        WHERE a.id = d.record_id AND coalesce(p.binned_at, c.binned_at, i.binned_at, g.binned_at) IS NOT NULL)
    WHEN 'relationship' THEN NOT EXISTS (
        SELECT 1 FROM relationship AS r
        LEFT JOIN partner AS p ON p.id IN (r.from_partner_id, r.to_partner_id)
        LEFT JOIN contact AS c ON c.id IN (r.from_contact_id, r.to_contact_id)
        WHERE r.id = d.record_id AND (p.binned_at IS NOT NULL OR c.binned_at IS NOT NULL))
    WHEN 'stage_change' THEN NOT EXISTS (
        SELECT 1 FROM stage_change AS s JOIN partner_role AS r ON r.id = s.partner_role_id
        JOIN partner AS p ON p.id = r.partner_id WHERE s.id = d.record_id AND p.binned_at IS NOT NULL)
    WHEN 'fit_mark' THEN NOT EXISTS (
        SELECT 1 FROM fit_mark AS f JOIN partner AS p ON p.id = f.partner_id
        WHERE f.id = d.record_id AND p.binned_at IS NOT NULL)
    ELSE 1 END"""
"""What hangs on a record that lies in the bin is not found."""

OF_PERSON = """CASE d.kind
    WHEN 'interaction' THEN EXISTS (
        SELECT 1 FROM interaction_contact WHERE contact_id = :person AND interaction_id = d.record_id)
    WHEN 'action_item' THEN EXISTS (SELECT 1 FROM action_item WHERE id = d.record_id AND owner_id = :person)
    WHEN 'partner' THEN EXISTS (SELECT 1 FROM partner WHERE id = d.record_id AND owner_id = :person)
    WHEN 'contact' THEN d.record_id = :person
    WHEN 'agreement' THEN EXISTS (
        SELECT 1 FROM agreement_party WHERE agreement_id = d.record_id AND signatory_id = :person
        UNION ALL SELECT 1 FROM agreement_contact WHERE agreement_id = d.record_id AND contact_id = :person)
    WHEN 'attachment' THEN EXISTS (
        SELECT 1 FROM attachment AS a LEFT JOIN partner AS p ON p.id = a.partner_id
        LEFT JOIN interaction_contact AS l ON l.interaction_id = a.interaction_id AND l.contact_id = :person
        WHERE a.id = d.record_id AND (l.id IS NOT NULL OR p.owner_id = :person OR a.contact_id = :person))
    ELSE 0 END"""

OF_PARTNER = """
SELECT 'partner' AS kind, :partner AS record_id
UNION SELECT 'contact', contact_id FROM affiliation WHERE partner_id = :partner
UNION SELECT 'interaction', interaction_id FROM interaction_partner WHERE partner_id = :partner
UNION SELECT 'action_item', id FROM action_item WHERE partner_id = :partner
UNION SELECT 'relationship', id FROM relationship WHERE from_partner_id = :partner
UNION SELECT 'relationship', id FROM relationship WHERE to_partner_id = :partner
UNION SELECT 'stage_change', s.id FROM partner_role AS r JOIN stage_change AS s ON s.partner_role_id = r.id
    WHERE r.partner_id = :partner
UNION SELECT 'fit_mark', id FROM fit_mark WHERE partner_id = :partner
UNION SELECT 'attachment', id FROM attachment WHERE partner_id = :partner
UNION SELECT 'attachment', a.id FROM interaction_partner AS l JOIN attachment AS a
    ON a.interaction_id = l.interaction_id WHERE l.partner_id = :partner
UNION SELECT 'agreement', agreement_id FROM agreement_party WHERE partner_id = :partner
UNION SELECT 'attachment', a.id FROM agreement_party AS g JOIN agreement_version AS v
    ON v.agreement_id = g.agreement_id JOIN attachment AS a ON a.version_id = v.id WHERE g.partner_id = :partner
UNION SELECT 'attachment', a.id FROM affiliation AS f JOIN attachment AS a ON a.contact_id = f.contact_id
    WHERE f.partner_id = :partner
"""

COLUMNS = "SELECT d.id, d.kind, d.record_id, d.body"
BY_INDEX = (
    f"{COLUMNS} FROM search_index AS x CROSS JOIN search_document AS d ON d.id = x.rowid"
    " WHERE x.search_index MATCH :match AND x.rowid BETWEEN :low AND :high"
)
BY_SCAN = f"{COLUMNS} FROM search_document AS d WHERE d.id BETWEEN :low AND :high"
BY_PARTNER = (
    f"{COLUMNS} FROM ({OF_PARTNER}) AS scope JOIN search_document AS d"
    " ON d.kind = scope.kind AND d.record_id = scope.record_id WHERE d.id BETWEEN :low AND :high"
)
INSIDE_WORDS = """ AND (d.kind <> 'attachment' AND {inside}
    OR d.id IN (SELECT rowid FROM search_index WHERE search_index MATCH :match))"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that holds what was asked for. The greater its key, the newer it is."""

    key: int
    kind: str
    record_id: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, and where. `below`: only documents older than that key."""

    text: str
    kinds: tuple[str, ...] = ()
    partner_id: int | None = None
    person_id: int | None = None
    since: date | None = None
    until: date | None = None
    below: int = NEWEST

    def readings(self) -> list[Terms]:
        return readings(self.text)

    def bounds(self) -> tuple[int, int]:
        low = self.since.toordinal() * DAY if self.since else OLDEST
        high = (self.until.toordinal() + 1) * DAY - 1 if self.until else NEWEST
        return low, min(high, self.below - 1)


def candidates(connection: Connection, wanted: Wanted) -> Iterator[Candidate]:
    """The documents that hold every word, the newest first, each checked against its text."""
    asked = wanted.readings()
    if not asked:
        return
    sql, values = walk(connection, wanted, asked)
    for key, kind, record, body in connection.execute(sql, values):
        if holds(body, asked):
            yield Candidate(key, kind, record)


def walk(connection: Connection, wanted: Wanted, asked: Sequence[Terms]) -> tuple[str, dict[str, object]]:
    """The SQL that comes by every document that may be meant. By the index it stops as soon as nobody asks on."""
    low, high = wanted.bounds()
    values: dict[str, object] = {
        "low": low,
        "high": high,
        "match": matching(asked, wanted.kinds),
        "person": wanted.person_id,
        "partner": wanted.partner_id,
        "kinds": dumps(wanted.kinds),
    }
    if wanted.partner_id is not None:
        sql = BY_PARTNER
    elif values["match"] and connection.execute(MORE_THAN_SCANNED).fetchone()[0]:
        sql = BY_INDEX
    else:
        sql = BY_SCAN + scanned(asked, values)
    person = f" AND {OF_PERSON}" if wanted.person_id is not None else ""
    kinds = " AND d.kind IN (SELECT value FROM json_each(:kinds))" if wanted.kinds and sql != BY_INDEX else ""
    order = "x.rowid" if sql == BY_INDEX else "d.id"
    return f"{sql} AND {LIVING}{person}{kinds} ORDER BY {order} DESC", values


def scanned(asked: Sequence[Terms], values: dict[str, object]) -> str:
    """Small books are searched inside words too, but for the text of files, which may be long."""
    if not values["match"]:
        return ""
    longest = [max(terms, key=len) for terms in asked]
    values |= {f"longest_{number}": term for number, term in enumerate(longest)}
    inside = " OR ".join(f"instr(d.body, :longest_{number}) > 0" for number in range(len(longest)))
    return INSIDE_WORDS.format(inside=f"({inside})")


def matching(asked: Sequence[Terms], kinds: Sequence[str]) -> str | None:
    """The question as the index takes it; None where only a scan can tell."""
    ways = []
    for terms in asked:
        parts = [part for term in terms if (part := match_expression(term))]
        if not parts:
            return None
        ways.append(" AND ".join(parts))
    words = " OR ".join(f"({way})" for way in ways)
    signs = " OR ".join(f'"{KINDS[kind].sign}"' for kind in kinds if kind in KINDS)
    return f"({words}) AND ({signs})" if signs else words


@dataclass(frozen=True, slots=True)
class TextHit:
    """A record that holds what was typed. `excerpt` is a line of it as typed, `marks` where the words stand in it."""

    kind: str
    record_id: int
    title: str
    title_zh: str
    on: date | None
    partner_id: int | None
    partner_en: str
    partner_zh: str
    excerpt: str
    marks: tuple[Mark, ...]
    interaction_kind: str
    """Of a meeting, or of the meeting that the file is of."""

    about: str
    """Of a relationship its kind, of a stage change role and stage, of a mark of fit the criterion."""

    owner_kind: str
    """What opens for it: itself, or the record on which it hangs."""

    owner_id: int
    key: int
    """Where the next page begins."""


NAMED = "coalesce(s.title_en, ''), coalesce(s.title_zh, '')"
PARTNER_OF_MEETING = """(SELECT l.partner_id FROM interaction_partner AS l WHERE l.interaction_id = i.id
    ORDER BY l.took_part DESC, l.id LIMIT 1)"""
EMPLOYER = """(SELECT f.partner_id FROM affiliation AS f WHERE f.contact_id = c.id
    ORDER BY f.until IS NOT NULL, f.id DESC LIMIT 1)"""
OTHER_PARTY = """(SELECT w.partner_id FROM agreement_party AS w JOIN partner AS o ON o.id = w.partner_id
    WHERE w.agreement_id = {key} ORDER BY o.is_home, w.rank LIMIT 1)"""
OTHER_PARTY_OF_VERSION = OTHER_PARTY.format(key="v.agreement_id")
NUMBERED = "trim(coalesce(g.number, '') || '  ' || {title})"
PERSON_EN, PERSON_ZH = "coalesce(nullif(c.name_en, ''), c.name)", "coalesce(nullif(c.name_zh, ''), c.name)"
WHERE = "WHERE {own}.id IN (SELECT value FROM json_each(?))"

ABOUT = {
    "partner": f"""SELECT s.partner_id, s.title_en, s.title_zh, s.partner_id, {NAMED}, '', s.roles,
        'partner', s.partner_id FROM partner_summary AS s WHERE s.partner_id IN (SELECT value FROM json_each(?))""",
    "contact": f"""SELECT c.id, {PERSON_EN}, {PERSON_ZH}, s.partner_id, {NAMED}, '', '', 'contact', c.id
        FROM contact AS c LEFT JOIN partner_summary AS s ON s.partner_id = {EMPLOYER} {WHERE.format(own="c")}""",
    "interaction": f"""SELECT i.id, i.title, i.title, s.partner_id, {NAMED}, i.kind, '', 'interaction', i.id
        FROM interaction AS i LEFT JOIN partner_summary AS s ON s.partner_id = {PARTNER_OF_MEETING}
        {WHERE.format(own="i")}""",
    "action_item": f"""SELECT a.id, a.text, a.text, s.partner_id, {NAMED}, '', a.state, 'action_item', a.id
        FROM action_item AS a LEFT JOIN interaction AS i ON i.id = a.interaction_id
        LEFT JOIN partner_summary AS s ON s.partner_id = coalesce(a.partner_id, {PARTNER_OF_MEETING})
        {WHERE.format(own="a")}""",
    "relationship": f"""SELECT r.id, coalesce(s.title_en, {PERSON_EN}) || ' – ' || coalesce(t.title_en, o.name),
        coalesce(s.title_zh, {PERSON_ZH}) || ' – ' || coalesce(t.title_zh, o.name), s.partner_id, {NAMED}, '', r.kind,
        CASE WHEN r.from_partner_id IS NULL THEN 'contact' ELSE 'partner' END,
        coalesce(r.from_partner_id, r.from_contact_id)
        FROM relationship AS r LEFT JOIN partner_summary AS s ON s.partner_id = r.from_partner_id
        LEFT JOIN partner_summary AS t ON t.partner_id = r.to_partner_id
        LEFT JOIN contact AS c ON c.id = r.from_contact_id
        LEFT JOIN contact AS o ON o.id = r.to_contact_id {WHERE.format(own="r")}""",
    "stage_change": f"""SELECT g.id, s.title_en, s.title_zh, s.partner_id, {NAMED}, '', r.role || ':' || g.stage,
        'partner', r.partner_id FROM stage_change AS g JOIN partner_role AS r ON r.id = g.partner_role_id
        JOIN partner_summary AS s ON s.partner_id = r.partner_id {WHERE.format(own="g")}""",
    "fit_mark": f"""SELECT m.id, s.title_en, s.title_zh, s.partner_id, {NAMED}, '',
        CASE k.name WHEN '' THEN 'fit-criterion.' || k.key ELSE k.name END, 'partner', m.partner_id
        FROM fit_mark AS m JOIN fit_criterion AS k ON k.id = m.criterion_id
        JOIN partner_summary AS s ON s.partner_id = m.partner_id {WHERE.format(own="m")}""",
    "attachment": f"""SELECT a.id, a.name, a.name, s.partner_id, {NAMED}, coalesce(i.kind, ''), a.media_type,
        CASE WHEN a.partner_id IS NOT NULL THEN 'partner' WHEN a.contact_id IS NOT NULL THEN 'contact'
        WHEN a.interaction_id IS NOT NULL THEN 'interaction' WHEN v.id IS NOT NULL THEN 'agreement' ELSE '' END,
        coalesce(a.partner_id, a.contact_id, a.interaction_id, v.agreement_id, 0)
        FROM attachment AS a LEFT JOIN interaction AS i ON i.id = a.interaction_id
        LEFT JOIN contact AS c ON c.id = a.contact_id LEFT JOIN agreement_version AS v ON v.id = a.version_id
        LEFT JOIN partner_summary AS s
          ON s.partner_id = coalesce(a.partner_id, {PARTNER_OF_MEETING}, {EMPLOYER}, {OTHER_PARTY_OF_VERSION})
        {WHERE.format(own="a")}""",
    "agreement": f"""SELECT g.id, {NUMBERED.format(title="coalesce(nullif(g.title_en, ''), g.title_zh)")},
        {NUMBERED.format(title="coalesce(nullif(g.title_zh, ''), g.title_en)")}, s.partner_id, {NAMED}, '', g.type,
        'agreement', g.id FROM agreement AS g
        LEFT JOIN partner_summary AS s ON s.partner_id = {OTHER_PARTY.format(key="g.id")} {WHERE.format(own="g")}""",
}
"""Of each kind: id, title in English and in Chinese, partner, kind of meeting, what it is about, what opens for it."""


@dataclass(frozen=True, slots=True)
class FoundTexts(Query[list[TextHit]]):
    """Records that hold every word of the text, the newest first; of few, those that are called so come first.

    Found as LIKE finds them: Chinese of any length at any place; Latin inside a word too, in a book of up to 50,000
    documents, above that from the beginning of words. A phone number is found in any spacing. `after` is the key of
    the last hit of the page before.
    """

    text: str
    limit: int = 50
    kinds: tuple[str, ...] = ()
    partner_id: int | None = None
    person_id: int | None = None
    since: date | None = None
    until: date | None = None
    after: int | None = None

    def run(self, connection: Connection) -> list[TextHit]:
        wanted = Wanted(
            self.text,
            self.kinds,
            self.partner_id,
            self.person_id,
            self.since,
            self.until,
            NEWEST if self.after is None else self.after,
        )
        found = list(islice(candidates(connection, wanted), self.limit))
        hits = told(connection, found, wanted.readings())
        if self.after is None and len(hits) < self.limit:
            terms = wanted.readings()[0] if hits else ()
            hits.sort(key=lambda hit: not all(marks(f"{hit.title} {hit.title_zh}", [term]) for term in terms))
        return hits


def told(connection: Connection, found: Sequence[Candidate], asked: Sequence[Terms]) -> list[TextHit]:
    """The hits with their titles and excerpts: one question a kind, one a hit."""
    ids: dict[str, list[int]] = {}
    for one in found:
        ids.setdefault(one.kind, []).append(one.record_id)
    about = {
        (kind, row[0]): row[1:] for kind, keys in ids.items() for row in connection.execute(ABOUT[kind], (dumps(keys),))
    }
    hits = []
    for one in found:
        if (row := about.get((one.kind, one.record_id))) is not None:
            title, title_zh, partner, en, zh, how, what, owner, owner_id = row
            line, places = shown(source(connection, one.kind, one.record_id), asked, (title, title_zh))
            hits.append(
                TextHit(
                    *(one.kind, one.record_id, title, title_zh, day_of_key(one.key), partner, en, zh, line, places),
                    *(how, what, owner, owner_id, one.key),
                )
            )
    return hits


def shown(text: str, asked: Sequence[Terms], titles: Sequence[str]) -> tuple[str, tuple[Mark, ...]]:
    """What is said beside the title: the line that holds the words; where only the title does, the line after it."""
    rest = "\n".join(line for line in text.split("\n") if line.strip() and line not in titles)
    found = excerpt(rest, asked)
    return found if found[0] else excerpt(text, asked)


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many records of a kind hold the text. `more`: at least one above the count."""

    kind: str
    count: int
    more: bool


@dataclass(frozen=True, slots=True)
class FoundCounts(Query[list[KindCount]]):
    """How many hits of each kind there are, up to 1,000 of each."""

    text: str
    partner_id: int | None = None
    person_id: int | None = None
    since: date | None = None
    until: date | None = None

    def run(self, connection: Connection) -> list[KindCount]:
        counted: Counter[str] = Counter()
        for kind in KINDS:
            wanted = Wanted(self.text, (kind,), self.partner_id, self.person_id, self.since, self.until)
            counted[kind] = sum(1 for _ in islice(candidates(connection, wanted), COUNTED + 1))
        return [KindCount(kind, min(count, COUNTED), count > COUNTED) for kind, count in counted.items() if count]
