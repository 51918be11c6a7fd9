"""Action items, notices, obligations that are due and partners gone quiet, as one ranked list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from sqlite3 import Connection

from crm.today.agenda import (
    COMING_DAYS,
    AgendaGroup,
    AgendaOwner,
    AgendaPartner,
    AgendaRow,
    group_of,
    item_reason,
    quiet_reason,
    rank,
)
from crm.today.quiet import days_over, quiet_days, quiet_since
from crm.values import Query
from crm.values.enums import PartnerRole, Tier
from crm.values.ids import ContactId

ITEMS = """
SELECT a.id, a.version, a.text, a.due_on, a.promised_on, a.interaction_id, coalesce(debtor.is_home, 1),
       p.id, s.title_en, s.title_zh, p.tier, s.roles, p.owner_id,
       c.id, coalesce(nullif(c.name_en, ''), c.name), coalesce(nullif(c.name_zh, ''), c.name)
FROM action_item AS a
LEFT JOIN partner AS debtor ON debtor.id = a.debtor_id
LEFT JOIN partner AS p ON p.id = a.partner_id
LEFT JOIN partner_summary AS s ON s.partner_id = p.id
LEFT JOIN contact AS c ON c.id = a.owner_id
WHERE a.state = 'open' AND a.binned_at IS NULL AND (a.due_on IS NULL OR a.due_on <= :horizon)
  AND (a.snoozed_until IS NULL OR a.snoozed_until <= :today)
"""
QUIET = """
SELECT p.id, s.title_en, s.title_zh, p.tier, s.roles, p.owner_id, s.last_contact_on, p.created_at,
       c.id, coalesce(nullif(c.name_en, ''), c.name), coalesce(nullif(c.name_zh, ''), c.name)
FROM partner AS p
JOIN partner_summary AS s ON s.partner_id = p.id
LEFT JOIN contact AS c ON c.id = p.owner_id
LEFT JOIN book_setting AS rest ON rest.name = 'quiet-until.' || p.uid
WHERE p.tier = :tier AND p.binned_at IS NULL AND NOT p.is_home
  AND coalesce(s.last_contact_on, substr(p.created_at, 1, 10)) < :since
  AND (s.roles = '' OR EXISTS (SELECT 1 FROM partner_role AS r
       WHERE r.partner_id = p.id AND r.stage NOT IN ('dormant', 'ended')))
  AND (rest.value IS NULL OR rest.value <= :today)
"""
SETTINGS = "SELECT name, value FROM book_setting WHERE name LIKE 'quiet.%'"


@dataclass(frozen=True, slots=True)
class AgendaAnswer:
    """`rows` are those asked for; `mine` and `everyone` count both views, `overdue` those of `rows`."""

    rows: tuple[AgendaRow, ...]
    mine: int
    everyone: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Agenda(Query[AgendaAnswer]):
    """What is due on a day, ranked by what missing it costs, then by days; each row with its reason.

    Action items and obligations overdue, of today, tomorrow, this week and the next 14 days, notices whose reminder
    has come, items without a date, and partners gone quiet. What is put off is hidden until its day.
    """

    today: date
    me: ContactId | None = None
    only_mine: bool = False
    agreements: bool = True
    """Without them where a first sight is painted: what computes their dates takes 50 ms to load."""

    def run(self, connection: Connection) -> AgendaAnswer:
        found = (due_items, agreement_rows, quiet_partners) if self.agreements else (due_items, quiet_partners)
        rows = sorted((row for part in found for row in part(connection, self.today)), key=rank)
        mine = [row for row in rows if row.is_of(self.me)]
        shown = mine if self.only_mine else rows
        overdue = sum(row.group is AgendaGroup.OVERDUE for row in shown)
        return AgendaAnswer(tuple(shown), len(mine), len(rows), overdue)


@dataclass(frozen=True, slots=True)
class QuietPartners(Query[list[AgendaRow]]):
    """Partners silent for longer than their tier allows."""

    today: date

    def run(self, connection: Connection) -> list[AgendaRow]:
        return sorted(quiet_partners(connection, self.today), key=rank)


def agreement_rows(connection: Connection, today: date) -> Iterator[AgendaRow]:
    """What agreements ask for. Nothing is loaded for it in a book that has none."""
    if connection.execute("SELECT 1 FROM agreement WHERE binned_at IS NULL LIMIT 1").fetchone():
        from crm.today.queries.agreements import rows_of_agreements

        yield from rows_of_agreements(connection, today)


def due_items(connection: Connection, today: date) -> Iterator[AgendaRow]:
    values = {"today": today.isoformat(), "horizon": (today + timedelta(COMING_DAYS)).isoformat()}
    for key, version, text, due, promised, meeting, ours, *named in connection.execute(ITEMS, values):
        due_on = date.fromisoformat(due) if due else None
        group = group_of(due_on, today)
        if group is None:
            continue
        yield AgendaRow(
            group,
            key,
            version,
            text,
            partner_of(*named[:6]),
            item_reason(date.fromisoformat(promised), due_on, bool(ours), meeting is not None),
            due_on,
            (today - due_on).days if due_on else 0,
            owner_of(*named[6:]),
            bool(ours),
            interaction_id=meeting,
        )


def quiet_partners(connection: Connection, today: date) -> Iterator[AgendaRow]:
    for tier, allowed in quiet_days(dict(connection.execute(SETTINGS))).items():
        values = {"tier": tier.value, "since": quiet_since(today, allowed).isoformat(), "today": today.isoformat()}
        for *named, last, added, owner, owner_en, owner_zh in connection.execute(QUIET, values):
            yield quiet_row(
                partner_of(*named),
                tier,
                allowed,
                date.fromisoformat(last) if last else None,
                date.fromisoformat(added[:10]),
                owner_of(owner, owner_en, owner_zh),
                today,
            )


def quiet_row(
    partner: AgendaPartner | None,
    tier: Tier,
    allowed: int,
    last: date | None,
    added: date,
    owner: AgendaOwner | None,
    today: date,
) -> AgendaRow:
    return AgendaRow(
        AgendaGroup.QUIET,
        None,
        None,
        "",
        partner,
        quiet_reason(tier, allowed, last, added),
        None,
        days_over(last or added, today, allowed),
        owner,
        ours=False,
        last_contact_on=last,
        silent_days=(today - (last or added)).days,
    )


def partner_of(
    key: int | None, en: str, zh: str, tier: str | None, roles: str | None, owner_id: int | None
) -> AgendaPartner | None:
    if key is None:
        return None
    role = PartnerRole(roles.split(":", 1)[0]) if roles else None
    return AgendaPartner(key, en, zh, Tier(tier) if tier else None, role, owner_id)  # type: ignore[arg-type]  # ids as stored


def owner_of(key: int | None, en: str, zh: str) -> AgendaOwner | None:
    return None if key is None else AgendaOwner(ContactId(key), en, zh)
