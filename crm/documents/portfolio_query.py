"""The content of a portfolio report out of the book: for the home party, but for what is internal.

A report is handed out (DOMAIN.md, Meeting): internal meetings and action items are left out, and it says how many.
The states of partners are those of the list of partners, so that both show one number; where the period is past, those
of its last day (`portfolio_past`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import groupby, pairwise
from json import dumps
from sqlite3 import Connection, Row

from crm.documents.cells import HOME, day_of, name_of, owner_of
from crm.documents.portfolio_content import (
    PANELS,
    ContactLine,
    Content,
    ItemLine,
    MoveLine,
    OfToday,
    PartnerLine,
    RoleLine,
    Scope,
)
from crm.documents.portfolio_past import Past, Standing
from crm.documents.promises import Kept, judge
from crm.documents.speech import Name
from crm.partners.filters import Filter, written
from crm.partners.queries import CustomFields, PartnerOrder
from crm.partners.queries.page import roles_of
from crm.partners.stages import standing
from crm.values import Query
from crm.values.enums import ActionItemState, CustomConcept, InteractionKind, Language, PartnerRole, Stage, Tier
from crm.values.quiet import SILENT_SINCE, days_of, quiet_by

MOST_TEXT = 1000

IN_SCOPE = "(SELECT value FROM json_each(:ids))"

PARTNERS = f"""
SELECT p.id, p.name, p.name_en, p.name_zh, p.tier, substr(p.created_at, 1, 10) AS entered_on, s.roles,
       s.last_contact_on, s.next_due_on, s.open_items, s.people, s.fit_points, s.fit_weight, s.fit_gaps,
       {SILENT_SINCE} AS silent_since, o.name AS owner, o.name_en AS owner_en, o.name_zh AS owner_zh
FROM json_each(:ids) AS wanted JOIN partner AS p ON p.id = wanted.value
JOIN partner_summary AS s ON s.partner_id = p.id
LEFT JOIN contact AS o ON o.id = p.owner_id AND o.binned_at IS NULL
ORDER BY wanted.key"""

CONTACTS = f"""
SELECT i.id, i.held_on, i.kind, i.title, i.internal, l.partner_id
FROM interaction AS i JOIN interaction_partner AS l ON l.interaction_id = i.id AND l.took_part
WHERE i.binned_at IS NULL AND i.held_on BETWEEN :since AND :until AND l.partner_id IN {IN_SCOPE}
ORDER BY i.held_on, i.id, l.id"""

# Whose side owes an item that names no debtor is told by its owner, as the partner report tells it.
ITEMS = f"""
SELECT a.id, substr(a.text, 1, {MOST_TEXT}) AS text, a.partner_id, a.debtor_id, a.due_on, a.done_on, a.state,
       a.internal OR coalesce(i.internal, 0) AS internal, o.name AS owner, o.name_en AS owner_en, o.name_zh AS owner_zh,
       EXISTS (SELECT 1 FROM affiliation AS f WHERE f.contact_id = a.owner_id AND f.partner_id = a.partner_id)
       AS owner_theirs
FROM action_item AS a LEFT JOIN interaction AS i ON i.id = a.interaction_id
LEFT JOIN contact AS o ON o.id = a.owner_id AND o.binned_at IS NULL
WHERE a.binned_at IS NULL AND a.state <> 'dropped' AND a.partner_id IN {IN_SCOPE}
  AND (coalesce(a.due_on, a.done_on) BETWEEN :since AND :until
       OR (a.state = 'open' AND a.due_on BETWEEN :today AND :horizon))
ORDER BY coalesce(a.due_on, a.done_on), a.id"""

NEXT_STEPS = f"""
SELECT a.partner_id, substr(a.text, 1, {MOST_TEXT}) AS text
FROM action_item AS a LEFT JOIN interaction AS i ON i.id = a.interaction_id
WHERE a.binned_at IS NULL AND a.state = 'open' AND NOT a.internal AND NOT coalesce(i.internal, 0)
  AND a.partner_id IN {IN_SCOPE}
ORDER BY a.due_on IS NOT NULL, a.due_on DESC, a.id DESC"""

CHANGES = f"""
SELECT c.id, c.partner_role_id, c.stage, c.effective_on, c.corrects_id, r.partner_id, r.role
FROM stage_change AS c JOIN partner_role AS r ON r.id = c.partner_role_id
WHERE r.partner_id IN {IN_SCOPE} AND r.id IN (
    SELECT partner_role_id FROM stage_change WHERE effective_on BETWEEN :since AND :until)
ORDER BY c.partner_role_id, c.id"""

VERSION = f"""
SELECT max(version) FROM (
    SELECT max(version) AS version FROM partner WHERE id IN {IN_SCOPE} OR is_home
    UNION ALL SELECT max(version) FROM partner_role WHERE partner_id IN {IN_SCOPE}
    UNION ALL SELECT max(version) FROM fit_mark WHERE partner_id IN {IN_SCOPE}
    UNION ALL SELECT max(version) FROM fit_criterion
    UNION ALL SELECT max(version) FROM action_item WHERE partner_id IN {IN_SCOPE}
    UNION ALL SELECT max(i.version) FROM interaction AS i JOIN interaction_partner AS l ON l.interaction_id = i.id
        WHERE l.partner_id IN {IN_SCOPE})"""


@dataclass(frozen=True, slots=True)
class PortfolioReport(Query[Content]):
    """The content of a report on all partners, or on those that a filter lets through."""

    scope: Scope

    def run(self, connection: Connection) -> Content:
        return Reading(connection, self.scope).content()


@dataclass(frozen=True, slots=True)
class Change:
    """One row of a stage history, as `standing` reads it."""

    id: int
    stage: Stage
    effective_on: date
    corrects_id: int | None
    partner_id: int
    role: PartnerRole


class Reading:
    """One reading of the book for one report."""

    def __init__(self, connection: Connection, scope: Scope) -> None:
        self.scope = scope
        self.connection = connection
        self.cursor = connection.cursor()
        self.cursor.row_factory = Row
        asked = scope.filter
        order = PartnerOrder(scope.today, asked, asked.sort or "name", asked.descending, scope.language, scope.me)
        self.parameters = {
            "ids": dumps(list(order.run(connection))),
            "since": scope.period.since.isoformat(),
            "until": scope.period.until.isoformat(),
            "today": scope.today.isoformat(),
            "horizon": scope.horizon.isoformat(),
        }
        home = self.ask(HOME)
        self.home_id = int(home[0]["id"]) if home else 0
        self.home = name_of(home[0]) if home else Name("")
        self.past = Past(self.cursor, self.parameters, scope.stand) if scope.is_past else None
        self.tiers_of_today = self.came_later = 0
        self.partners = {line.id: line for line in self.partner_lines()}
        self.parameters["ids"] = dumps(list(self.partners))

    def ask(self, statement: str) -> list[Row]:
        return list(self.cursor.execute(statement, self.parameters))

    def content(self) -> Content:
        contacts = self.ask(CONTACTS)
        items = self.ask(ITEMS)
        told = [self.item_of(row) for row in items if not row["internal"]]
        return Content(
            home=self.home,
            scope=self.scope,
            said_filter=said_filter(self.connection, self.scope.filter),
            version=self.cursor.execute(VERSION, self.parameters).fetchone()[0] or 0,
            partners=tuple(self.with_next_steps()),
            roles=tuple(self.role_lines()),
            contacts=tuple(self.contact_lines(row for row in contacts if not row["internal"])),
            fell_due=tuple(item for item in told if self.fell_due(item)),
            coming=tuple(item for item in told if self.is_coming(item)),
            moves=tuple(sorted(self.moves(), key=lambda move: (move.on, move.id))),
            internal_contacts=len({row["id"] for row in contacts if row["internal"]}),
            internal_items=sum(bool(row["internal"]) for row in items),
            came_later=self.came_later,
            of_today=OfToday(self.tiers_of_today, self.past.roles_without_history if self.past else 0),
        )

    def fell_due(self, item: ItemLine) -> bool:
        day = item.due_on or item.done_on
        return day is not None and self.scope.period.since <= day <= self.scope.period.until

    def is_coming(self, item: ItemLine) -> bool:
        is_open = item.kept is Kept.NOT_YET_DUE
        return is_open and item.due_on is not None and self.scope.today <= item.due_on <= self.scope.horizon

    def partner_lines(self) -> Iterable[PartnerLine]:
        days = days_of(self.connection)
        for row in self.ask(PARTNERS):
            stood = self.past.of(row) if self.past else stands(row)
            if stood is None:
                self.came_later += 1
                continue
            self.tiers_of_today += not stood.tier_known and stood.tier is not None
            points, weight = row["fit_points"], row["fit_weight"]
            yield PartnerLine(
                id=row["id"],
                name=name_of(row),
                roles=stood.roles,
                tier=stood.tier,
                owner=owner_of(row),
                last_contact=stood.last_contact,
                next_due=day_of(row["next_due_on"]),
                open_items=row["open_items"],
                people=row["people"],
                entered_on=date.fromisoformat(row["entered_on"]),
                quiet_by=quiet_by(stood.silent_since, stood.tier, days, self.scope.stand),
                fit=Fraction(points, weight) if points is not None and weight else None,
                fit_gaps=row["fit_gaps"],
            )

    def role_lines(self) -> Iterable[RoleLine]:
        for line in self.partners.values():
            for held in line.roles:
                yield RoleLine(line.id, line.name, held.role, held.stage, held.since)

    def with_next_steps(self) -> Iterable[PartnerLine]:
        """Those gone quiet with what is to be done next: for the others their next date is enough."""
        quiet = [line.id for line in self.partners.values() if line.is_quiet]
        found = self.cursor.execute(NEXT_STEPS, {"ids": dumps(quiet)})
        steps = {row["partner_id"]: row["text"] for row in found}  # the nearest comes last and stays
        for line in self.partners.values():
            yield replace(line, next_step=steps[line.id]) if line.id in steps else line

    def contact_lines(self, rows: Iterable[Row]) -> Iterable[ContactLine]:
        for key, group in groupby(rows, key=lambda row: row["id"]):
            parts = list(group)
            there = [self.partners[row["partner_id"]] for row in parts]
            yield ContactLine(
                id=key,
                held_on=date.fromisoformat(parts[0]["held_on"]),
                kind=InteractionKind(parts[0]["kind"]),
                title=parts[0]["title"],
                partner_ids=tuple(line.id for line in there),
                partners=tuple(line.name for line in there),
                panels=frozenset(PANELS[held.role] for line in there for held in line.roles),
            )

    def item_of(self, row: Row) -> ItemLine:
        due, done = day_of(row["due_on"]), day_of(row["done_on"])
        by_home = row["debtor_id"] == self.home_id if row["debtor_id"] is not None else not row["owner_theirs"]
        return ItemLine(
            id=row["id"],
            text=row["text"],
            partner_id=row["partner_id"],
            partner=self.partners[row["partner_id"]].name,
            by_home=by_home,
            owner=owner_of(row),
            due_on=due,
            done_on=done,
            kept=judge(ActionItemState(row["state"]), due, done, self.scope.today),
        )

    def moves(self) -> Iterable[MoveLine]:
        """From one stage to another within the period; the first stage of a role is no move."""
        period = self.scope.period
        for _, group in groupby(self.ask(CHANGES), key=lambda row: row["partner_role_id"]):
            for before, after in pairwise(standing(map(change_of, group))):
                if before.stage is not after.stage and period.since <= after.effective_on <= period.until:
                    name = self.partners[after.partner_id].name
                    yield MoveLine(
                        after.id, after.partner_id, name, after.role, before.stage, after.stage, after.effective_on
                    )


def stands(row: Row) -> Standing:
    """How a partner stands today, as the list of partners has it."""
    tier = Tier(row["tier"]) if row["tier"] else None
    return Standing(
        roles_of(row["roles"]), day_of(row["last_contact_on"]), day_of(row["silent_since"]), tier, tier_known=True
    )


def change_of(row: Row) -> Change:
    return Change(
        row["id"],
        Stage(row["stage"]),
        date.fromisoformat(row["effective_on"]),
        row["corrects_id"],
        row["partner_id"],
        PartnerRole(row["role"]),
    )


def said_filter(connection: Connection, asked: Filter) -> Name:
    """The filter as either language writes it; empty where every partner is meant."""
    if asked.is_empty():
        return Name("")
    own = CustomFields(CustomConcept.PARTNER).run(connection)
    bare = replace(asked, sort="", descending=False)
    english, chinese = (written(bare, language, own) for language in (Language.ENGLISH, Language.CHINESE))
    return Name(english, english, chinese)
