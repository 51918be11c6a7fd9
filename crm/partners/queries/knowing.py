"""Who of ours knows whom at a partner, by relationships and meetings together, and who could introduce us."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection

from crm.values import Message, Query
from crm.values.cells import day
from crm.values.ids import ContactId, PartnerId

INTRODUCTIONS = 5

NAME_EN = "coalesce(nullif({0}.name_en, ''), {0}.name)"
NAME_ZH = "coalesce(nullif({0}.name_zh, ''), {0}.name)"

TIES = """
WITH near (id) AS ({near})
SELECT one, other, max(strength), sum(met), max(last) FROM (
    SELECT near.id AS one, e.to_contact_id AS other, coalesce(e.strength, 0) AS strength, 0 AS met, NULL AS last
    FROM near CROSS JOIN relationship AS e WHERE e.from_contact_id = near.id AND e.kind = 'knows' AND {holds}
    UNION ALL
    SELECT near.id, e.from_contact_id, coalesce(e.strength, 0), 0, NULL
    FROM near CROSS JOIN relationship AS e WHERE e.to_contact_id = near.id AND e.kind = 'knows' AND {holds}
    UNION ALL
    SELECT near.id, b.contact_id, 0, count(*), max(i.held_on)
    FROM near CROSS JOIN interaction_contact AS a CROSS JOIN interaction AS i CROSS JOIN interaction_contact AS b
    WHERE a.contact_id = near.id AND a.present AND i.id = a.interaction_id AND i.binned_at IS NULL
      AND b.interaction_id = a.interaction_id AND b.present AND b.contact_id <> near.id
    GROUP BY near.id, b.contact_id
) AS ties GROUP BY one, other
"""
"""The order of the joins is given: from the few people asked about to what hangs on them, whatever else there is."""

HOLDS = "(e.until IS NULL OR e.until >= :today) AND (e.since IS NULL OR e.since <= :today)"
AT_PARTNER = "SELECT DISTINCT contact_id FROM affiliation WHERE partner_id = :partner_id AND until IS NULL"
HOME_PEOPLE = """
SELECT f.contact_id FROM affiliation AS f JOIN partner AS p ON p.id = f.partner_id AND p.is_home
WHERE f.until IS NULL
"""
PEOPLE = f"""
SELECT c.id, {NAME_EN.format("c")}, {NAME_ZH.format("c")}, coalesce(s.partner_id, 0), coalesce(s.title_en, ''),
       coalesce(s.title_zh, '')
FROM json_each(:ids) AS wanted JOIN contact AS c ON c.id = wanted.value AND c.binned_at IS NULL
LEFT JOIN affiliation AS f ON f.id = (SELECT max(g.id) FROM affiliation AS g
    JOIN partner AS p ON p.id = g.partner_id AND p.binned_at IS NULL WHERE g.contact_id = c.id AND g.until IS NULL)
LEFT JOIN partner_summary AS s ON s.partner_id = f.partner_id
"""


@dataclass(frozen=True, slots=True)
class PersonAt:
    """A person, and where they work now; `partner_id` 0 where nothing is known of it."""

    id: ContactId
    name_en: str
    name_zh: str
    partner_id: PartnerId
    partner_en: str
    partner_zh: str


@dataclass(frozen=True, slots=True)
class TieRow:
    """Two people who know each other: said so with a strength of 1 to 5 (0: none was given), or met so many times."""

    near: PersonAt
    far: PersonAt
    strength: int
    meetings: int
    last_met_on: date | None

    @property
    def weight(self) -> tuple[int, int, str]:
        """The firmer tie is the greater: a given strength first, then how often and how lately they met."""
        return self.strength, self.meetings, self.last_met_on.isoformat() if self.last_met_on else ""


@dataclass(frozen=True, slots=True)
class IntroductionRow:
    """One of ours → somebody elsewhere → a person at the partner whom none of ours knows."""

    ours: TieRow
    theirs: TieRow


@dataclass(frozen=True, slots=True)
class KnownRow:
    """`ties`: one of ours with one of theirs, the firmest first. `introductions`: to people whom none of ours knows."""

    ties: tuple[TieRow, ...]
    introductions: tuple[IntroductionRow, ...]


@dataclass(frozen=True, slots=True)
class WhoKnowsWhom(Query[KnownRow]):
    """Who of ours knows whom at a partner, and in two steps who could introduce us to the others."""

    partner_id: PartnerId
    today: date

    def run(self, connection: Connection) -> KnownRow:
        values = {"partner_id": self.partner_id, "today": self.today.isoformat()}
        there, ours = keys(connection, AT_PARTNER, values), keys(connection, HOME_PEOPLE, values)
        if there <= ours:  # the home party itself, or nobody there: who met everybody would be costly to ask
            return KnownRow((), ())
        ours -= there
        found = ties_from(connection, AT_PARTNER, values)
        direct = [tie for tie in found if tie[1] in ours]
        known = {tie[0] for tie in direct}
        bridges = {tie[1] for tie in found if tie[0] not in known and tie[1] not in ours | there}
        second = ties_from(connection, "SELECT value FROM json_each(:bridges)", {**values, "bridges": listed(bridges)})
        leading = [tie for tie in second if tie[1] in ours]
        people = people_of(connection, {key for tie in (*found, *leading) for key in tie[:2]})
        ties = sorted((row for tie in direct if (row := tie_row(turned(tie), people))), key=firmest)
        onward = [tie for tie in found if tie[0] not in known and tie[1] in bridges]
        return KnownRow(tuple(ties), tuple(introductions(leading, onward, people)))


Tie = tuple[int, int, int, int, str | None]


def keys(connection: Connection, sql: str, values: Mapping[str, object]) -> set[int]:
    return {key for (key,) in connection.execute(sql, values)}


def ties_from(connection: Connection, near: str, values: Mapping[str, object]) -> list[Tie]:
    return list(connection.execute(TIES.format(near=near, holds=HOLDS), values))


def listed(ids: Iterable[int]) -> str:
    return "[" + ",".join(map(str, sorted(ids))) + "]"


def people_of(connection: Connection, ids: Iterable[int]) -> dict[int, PersonAt]:
    return {row[0]: PersonAt(*row) for row in connection.execute(PEOPLE, {"ids": listed(ids)})}


def turned(tie: Tie) -> Tie:
    return tie[1], tie[0], *tie[2:]


def tie_row(tie: Tie, people: Mapping[int, PersonAt]) -> TieRow | None:
    """None where one of the two lies in the bin."""
    near, far, strength, met, last = tie
    if near not in people or far not in people:
        return None
    return TieRow(people[near], people[far], strength, met, day(last))


def firmest(tie: TieRow) -> tuple[int, int, int, int]:
    last = tie.last_met_on.toordinal() if tie.last_met_on else 0
    return -tie.strength, -tie.meetings, -last, tie.near.id


def introductions(
    leading: Sequence[Tie], onward: Sequence[Tie], people: Mapping[int, PersonAt]
) -> list[IntroductionRow]:
    """For each person there the path whose weaker step is firmest."""
    first: dict[int, TieRow] = {}
    for row in sorted((row for tie in leading if (row := tie_row(turned(tie), people))), key=firmest):
        first.setdefault(row.far.id, row)
    best: dict[int, IntroductionRow] = {}
    for row in sorted((row for tie in onward if (row := tie_row(turned(tie), people))), key=firmest):
        if row.near.id in first:
            path = IntroductionRow(first[row.near.id], row)
            kept = best.get(row.far.id)
            if kept is None or weakest(path) > weakest(kept):
                best[row.far.id] = path
    return sorted(best.values(), key=weakest, reverse=True)[:INTRODUCTIONS]


def weakest(path: IntroductionRow) -> tuple[int, int, str]:
    return min(path.ours.weight, path.theirs.weight)


def how_well(tie: TieRow) -> list[Message]:
    """By the strength that was given, by the meetings, or both."""
    said = []
    if tie.strength:
        said.append(Message("partners.strength-of", {"strength": tie.strength}))
    if tie.meetings and tie.last_met_on is not None:
        said.append(Message("partners.met-times", {"n": tie.meetings, "last": tie.last_met_on}))
    return said or [Message("partners.strength-unsaid")]
