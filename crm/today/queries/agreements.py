"""What agreements ask for: last safe days of notices, ends of terms, obligations of both sides."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from json import dumps
from sqlite3 import Connection

from crm.agreements.queries import AgreementLine, Agreements, Duties
from crm.agreements.queries.numbers import ClauseNumbers
from crm.agreements.queries.rows import AgreementRow
from crm.today.agenda import COMING_DAYS, AgendaOwner, AgendaPartner, AgendaRow
from crm.today.agreements import duty_row, notice_row
from crm.today.reminders import reminder_days, rests
from crm.values.cells import day
from crm.values.enums import PartnerRole, Tier
from crm.values.ids import ContactId, PartnerId

PARTNERS = """
SELECT p.id, s.title_en, s.title_zh, p.tier, s.roles, p.owner_id,
       coalesce(nullif(c.name_en, ''), c.name), coalesce(nullif(c.name_zh, ''), c.name)
FROM partner AS p LEFT JOIN partner_summary AS s ON s.partner_id = p.id LEFT JOIN contact AS c ON c.id = p.owner_id
WHERE p.id IN (SELECT value FROM json_each(:ids))
"""
SETTINGS = """
SELECT name, value FROM book_setting
WHERE name = 'notice.reminders' OR name LIKE 'notice-until.%' OR name LIKE 'duty-until.%'
"""


def rows_of_agreements(connection: Connection, today: date) -> Iterator[AgendaRow]:
    """Notices and ends whose reminder has come, and obligations that are late or due in the next 14 days."""
    settings = dict(connection.execute(SETTINGS).fetchall())
    days = reminder_days(settings.get("notice.reminders", ""))
    lines = Agreements(today).run(connection)
    duties = [duty for duty in Duties(today, today + timedelta(COMING_DAYS)).run(connection) if duty.due is not None]
    known = partners_of(connection, [*(line.row for line in lines), *(duty.agreement for duty in duties)])
    for line in lines:
        row = notice_row(line, today, days, known)
        if row is not None and not is_resting(row, line, settings, today):
            yield row
    clauses = ClauseNumbers(connection)
    for duty in duties:
        row = (
            duty_row(duty, today, clauses.of(duty.obligation.version_id, duty.obligation.line), known)
            if duty.is_open
            else None
        )
        until = day(settings.get(f"duty-until.{duty.uid}.{duty.due.unmoved if duty.due else ''}"))
        if row is not None and (until is None or until <= today):
            yield row


def is_resting(row: AgendaRow, line: AgreementLine, settings: dict[str, str], today: date) -> bool:
    until = day(settings.get(f"notice-until.{line.row.uid}"))
    return row.due_on is not None and rests(until, row.due_on, today)


def partners_of(
    connection: Connection, rows: Iterable[AgreementRow]
) -> dict[int, tuple[AgendaPartner, AgendaOwner | None]]:
    keys = {party.partner_id for row in rows for party in row.parties}
    return {
        key: (
            AgendaPartner(
                PartnerId(key),
                en,
                zh,
                Tier(tier) if tier else None,
                PartnerRole(roles.split(":", 1)[0]) if roles else None,
                owner,
            ),
            AgendaOwner(ContactId(owner), owner_en, owner_zh) if owner is not None else None,
        )
        for key, en, zh, tier, roles, owner, owner_en, owner_zh in connection.execute(
            PARTNERS, {"ids": dumps(sorted(keys))}
        )
    }
