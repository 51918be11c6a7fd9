"""The board: which cards stand in which lane and stage, and what the cards in sight say.

A card is one role of a partner, because each role has its own stage. The order of all cards is one light answer; what
a card says is asked for those that are in sight, as the list does (SPEED.md, Lists).
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from json import dumps
from sqlite3 import Connection
from typing import Any

from crm.partners.filters import Filter
from crm.partners.queries.page import PartnerOrder, RoleStage, roles_of
from crm.values import Query
from crm.values.cells import chosen, day
from crm.values.enums import Language, PartnerRole, Stage, Tier
from crm.values.ids import PartnerId, PartnerRoleId
from crm.values.quiet import SILENT_SINCE, days_of, quiet_by

STAGES = tuple(Stage)
NEGOTIATING = Stage.NEGOTIATING.value


class Lanes(Enum):
    """What the lanes of the board are."""

    ROLE = "role"
    OWNER = "owner"
    TIER = "tier"


LANE_OF = {
    Lanes.ROLE: "r.role",
    Lanes.OWNER: "coalesce(r.owner_id, p.owner_id)",
    Lanes.TIER: "p.tier",
}
"""A role without an owner of its own is looked after by the partner's."""

CARDS = """
SELECT CAST(coalesce({lane}, '') AS TEXT), r.role, r.stage, group_concat(r.id), group_concat(r.partner_id),
       group_concat(r.stage_since)
FROM partner_role AS r JOIN partner AS p ON p.id = r.partner_id WHERE p.binned_at IS NULL AND NOT p.is_home
GROUP BY 1, 2, 3
"""
"""A few rows for all cards: between two rows the interpreter lock changes hands, which a drop would wait for."""

OWNER_NAMES = """
SELECT CAST(id AS TEXT), coalesce(nullif(name_en, ''), name), coalesce(nullif(name_zh, ''), name) FROM contact
WHERE id IN (SELECT value FROM json_each(:ids))
"""


@dataclass(frozen=True, slots=True)
class BoardLane:
    """`cells` are the ids of the cards in each stage, in the order of the list. The title is an owner's name."""

    key: str
    cells: tuple["array[int]", ...]
    partners: int
    title_en: str = ""
    title_zh: str = ""
    negotiating_days: int | None = None
    """The median (of two the longer) of the days that its cards in negotiation have been there."""


@dataclass(frozen=True, slots=True)
class BoardOrderAnswer:
    """A partner counts once in `partners`, with each of its roles in `cards`. `order` is that of the list."""

    lanes: tuple[BoardLane, ...]
    partners: int
    cards: int
    order: "array[int]"


class Lane:
    """Gathers the cards of one lane: for each stage the pairs of place in the list and id."""

    __slots__ = ("cells", "partners", "waiting")

    def __init__(self) -> None:
        self.cells: dict[str, list[tuple[int, int]]] = {stage.value: [] for stage in STAGES}
        self.partners: set[int] = set()
        self.waiting: list[str] = []
        """Since when those in negotiation have been there, ISO 8601."""


@dataclass(frozen=True, slots=True)
class BoardOrder(Query[BoardOrderAnswer]):
    """The cards of the partners that pass the filter, by lane and stage, in the order of the list.

    A filter of roles or stages also chooses among the roles of a partner: a list of whom we negotiate with shows no
    card of theirs that is active.
    """

    today: date
    filter: Filter = field(default_factory=Filter)
    sort: str = "name"
    descending: bool = False
    language: Language = Language.ENGLISH
    lanes: Lanes = Lanes.ROLE
    me: str = ""

    def run(self, connection: Connection) -> BoardOrderAnswer:
        order = PartnerOrder(self.today, self.filter, self.sort, self.descending, self.language, self.me).run(
            connection
        )
        gathered = self._gathered(connection, {key: place for place, key in enumerate(order)})
        names = self._names(connection, gathered)
        lanes = tuple(self._lane(key, gathered[key], names) for key in self._ranked(gathered, names))
        partners = set[int]().union(*(lane.partners for lane in gathered.values()))
        cards = sum(len(cell) for lane in lanes for cell in lane.cells)
        return BoardOrderAnswer(lanes, len(partners), cards, order)

    def _gathered(self, connection: Connection, places: Mapping[int, int]) -> dict[str, Lane]:
        """Plain numbers, and no date or enum for each card: of 5,000 cards this is most of what a drop waits for."""
        lanes: defaultdict[str, Lane] = defaultdict(Lane)
        passes = role_test(self.filter)
        for lane, role, stage, ids, partners, since in connection.execute(CARDS.format(lane=LANE_OF[self.lanes])):
            if passes is not None and not passes(role, stage):
                continue
            owners = list(map(int, partners.split(",")))
            cards = [
                (places[owner], int(key)) for owner, key in zip(owners, ids.split(","), strict=True) if owner in places
            ]
            if not cards:
                continue
            lanes[lane].cells[stage] += cards
            lanes[lane].partners.update(owner for owner in owners if owner in places)
            if stage == NEGOTIATING:
                days = zip(owners, since.split(","), strict=True)
                lanes[lane].waiting += [day for owner, day in days if owner in places]
        return dict(lanes)

    def _names(self, connection: Connection, keys: Iterable[str]) -> dict[str, tuple[str, str]]:
        if self.lanes is not Lanes.OWNER:
            return {}
        ids = [int(key) for key in keys if key]
        return {key: (en, zh) for key, en, zh in connection.execute(OWNER_NAMES, {"ids": dumps(ids)})}

    def _ranked(self, keys: Iterable[str], names: dict[str, tuple[str, str]]) -> list[str]:
        """Roles and tiers as DOMAIN.md lists them, owners by name; what has none stands last."""
        if self.lanes is Lanes.OWNER:
            return sorted(keys, key=lambda key: (not key, names.get(key, ("", ""))))
        kind = PartnerRole if self.lanes is Lanes.ROLE else Tier
        ranks = {choice.value: rank for rank, choice in enumerate(kind)}
        return sorted(keys, key=lambda key: ranks.get(key, len(ranks)))

    def _lane(self, key: str, gathered: Lane, names: dict[str, tuple[str, str]]) -> BoardLane:
        cells = tuple(array("q", [card for _, card in sorted(cell)]) for cell in gathered.cells.values())
        waiting = sorted(gathered.waiting)
        middle = date.fromisoformat(waiting[(len(waiting) - 1) // 2]) if waiting else None
        days = (self.today - middle).days if middle is not None else None
        return BoardLane(key, cells, len(gathered.partners), *names.get(key, ("", "")), days)


def role_test(asked: Filter) -> Callable[[str, str], bool] | None:
    """Whether a role in a stage is among those that the filter names; None where it names none."""
    terms = [term for term in asked.terms if term.field in ("role", "stage")]
    if not terms:
        return None
    return lambda role, stage: all(
        ((role if term.field == "role" else stage) in term.values) is not term.negated for term in terms
    )


BOARD_CARDS = f"""
SELECT r.id, r.version, r.partner_id, r.role, r.stage, r.stage_since, s.title_en, s.title_zh, s.roles, p.tier,
       coalesce(nullif(c.name_en, ''), c.name, ''), coalesce(nullif(c.name_zh, ''), c.name, ''),
       s.next_due_on, s.last_contact_on, s.fit_points, s.fit_weight, s.fit_gaps,
       coalesce((SELECT a.text FROM action_item AS a WHERE a.partner_id = p.id AND a.state = 'open'
           AND a.binned_at IS NULL AND a.due_on = s.next_due_on ORDER BY a.id LIMIT 1), ''),
       coalesce((SELECT h.reason FROM stage_change AS h WHERE h.partner_role_id = r.id
           ORDER BY h.effective_on DESC, h.id DESC LIMIT 1), ''),
       {SILENT_SINCE}
FROM json_each(:ids) AS wanted JOIN partner_role AS r ON r.id = wanted.value JOIN partner AS p ON p.id = r.partner_id
JOIN partner_summary AS s ON s.partner_id = p.id LEFT JOIN contact AS c ON c.id = coalesce(r.owner_id, p.owner_id)
"""


@dataclass(frozen=True, slots=True)
class BoardCard:
    """One role of a partner. `reason`: why it stands in its stage; `next_item`: what is due on `next_due_on`."""

    id: PartnerRoleId
    version: int
    partner_id: PartnerId
    role: PartnerRole
    stage: Stage
    since: date
    title_en: str
    title_zh: str
    roles: tuple[RoleStage, ...]
    tier: Tier | None
    owner_en: str
    owner_zh: str
    next_due_on: date | None
    last_contact_on: date | None
    fit_points: int | None
    fit_weight: int | None
    fit_gaps: int
    next_item: str
    reason: str
    quiet_by: int | None


@dataclass(frozen=True, slots=True)
class BoardCards(Query[list[BoardCard]]):
    """What these cards say, in any order. A card whose role is gone is left out."""

    ids: Sequence[int]
    today: date

    def run(self, connection: Connection) -> list[BoardCard]:
        days = days_of(connection)
        rows = connection.execute(BOARD_CARDS, {"ids": dumps(list(self.ids))})
        return [self._card(row, days) for row in rows]

    def _card(self, row: Sequence[Any], days: dict[str, int]) -> BoardCard:
        tier = chosen(Tier, row[9])
        cells = [
            *row[:3], PartnerRole(row[3]), Stage(row[4]), date.fromisoformat(row[5]), *row[6:8], roles_of(row[8]), tier,
            *row[10:12], day(row[12]), day(row[13]), *row[14:19], quiet_by(day(row[19]), tier, days, self.today),
        ]  # fmt: skip
        return BoardCard(*cells)


CARDS_OF = "SELECT id FROM partner_role WHERE partner_id = ? ORDER BY id"


@dataclass(frozen=True, slots=True)
class CardsOf(Query[list[PartnerRoleId]]):
    """The ids of the cards of one partner, the oldest role first."""

    partner_id: PartnerId

    def run(self, connection: Connection) -> list[PartnerRoleId]:
        return [PartnerRoleId(key) for (key,) in connection.execute(CARDS_OF, (self.partner_id,))]
