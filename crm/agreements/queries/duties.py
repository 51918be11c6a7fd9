"""What the parties of signed agreements owe each other, instance by instance."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from json import dumps
from sqlite3 import Connection

from crm.agreements.life import Life, life_of
from crm.agreements.owed import Duty, duties_of
from crm.agreements.queries.detail import records
from crm.agreements.queries.rows import AgreementRow, ObligationRow, OutcomeRow
from crm.values import Query, Refused
from crm.values.cells import row_of
from crm.values.ids import AgreementId, PartnerId

ASKED = "(SELECT value FROM json_each(:ids))"
OWING = """
SELECT DISTINCT v.agreement_id FROM obligation AS o
JOIN agreement_version AS v ON v.id = o.version_id
JOIN agreement AS a ON a.id = v.agreement_id AND a.binned_at IS NULL AND a.void_on IS NULL
WHERE (:id IS NULL OR a.id = :id)
  AND (:partner_id IS NULL OR a.id IN (SELECT agreement_id FROM agreement_party WHERE partner_id = :partner_id))
ORDER BY v.agreement_id
"""
OBLIGATIONS = f"""
SELECT v.agreement_id, o.uid, o.id, o.version, o.version_id, o.debtor_id, o.creditor_id, o.text_en, o.text_zh, o.form,
       o.due_on, o.rule, o.within, o.event, o.event_on, o.day_roll, o.acceptance, o.line
FROM obligation AS o JOIN agreement_version AS v ON v.id = o.version_id
WHERE v.agreement_id IN {ASKED} ORDER BY o.position, o.id
"""
"""What became of a promise is known by its uid, which it bears from version to version."""

OUTCOMES = f"""
SELECT b.uid, o.unmoved, o.state, o.on_day, o.reason, o.attachment_id, coalesce(a.name, ''), o.interaction_id
FROM obligation_outcome AS o LEFT JOIN attachment AS a ON a.id = o.attachment_id
JOIN obligation AS b ON b.id = o.obligation_id JOIN agreement_version AS v ON v.id = b.version_id
WHERE v.agreement_id IN {ASKED} ORDER BY o.unmoved
"""
COUNTRIES = f"""
SELECT p.id, p.country FROM partner AS p
WHERE p.country <> '' AND p.id IN (SELECT partner_id FROM agreement_party WHERE agreement_id IN {ASKED})
"""


@dataclass(frozen=True, slots=True)
class Duties(Query[tuple[Duty, ...]]):
    """Instances of obligations due by `until`, and those that wait for an event; by their day, the waiting ones last.

    Of one agreement, of those with a partner, or of all.
    """

    on: date
    until: date
    agreement_id: AgreementId | None = None
    partner_id: PartnerId | None = None

    def run(self, connection: Connection) -> tuple[Duty, ...]:
        scope = {"id": self.agreement_id, "partner_id": self.partner_id}
        asked = {"ids": dumps([key for (key,) in connection.execute(OWING, scope)])}
        outcomes: defaultdict[str, list[OutcomeRow]] = defaultdict(list)
        for key, *cells in connection.execute(OUTCOMES, asked):
            outcomes[key].append(row_of(OutcomeRow, cells))
        owed: defaultdict[int, list[tuple[str, ObligationRow]]] = defaultdict(list)
        for agreement, uid, *cells in connection.execute(OBLIGATIONS, asked):
            owed[agreement].append((uid, row_of(ObligationRow, (*cells, tuple(outcomes[uid])))))
        countries = dict(connection.execute(COUNTRIES, asked).fetchall())
        found: list[Duty] = []
        for row in records(connection, owed):
            life = life_of(row, self.on)
            for uid, each in owed[row.id]:
                found += readable(row, life, uid, each, self, countries)
        return tuple(sorted(found, key=lambda duty: (duty.due_on or date.max, duty.agreement.id, duty.obligation.id)))


def readable(
    row: AgreementRow, life: Life, uid: str, owed: ObligationRow, asked: Duties, countries: dict[int, str]
) -> list[Duty]:
    """Its instances; none where its own dates refuse to be computed, which the agreement's room says."""
    try:
        return list(duties_of(row, life, uid, owed, asked.on, asked.until, countries))
    except Refused:
        return []
