"""One agreement with everything that its record says. Its text and its promises are questions of their own."""

from dataclasses import dataclass, replace
from sqlite3 import Connection

from crm.agreements.marks import day_of_signing
from crm.agreements.queries.rows import (
    AgreementRow,
    FileRow,
    MarkRow,
    MeetingRow,
    NoticeRow,
    OverrideRow,
    PartyRow,
    PersonRow,
    TermsRow,
    VersionRow,
)
from crm.values import Problem, Query, Refused
from crm.values.cells import day, row_of
from crm.values.enums import MarksRequired
from crm.values.ids import AgreementId

AGREEMENT = """
SELECT id, uid, version, binned_at IS NOT NULL, type, coalesce(number, ''), coalesce(nullif(title_en, ''), title_zh),
       coalesce(nullif(title_zh, ''), title_en), languages, prevailing, requires, originals, in_review_on, condition,
       condition_met_on, void_on, void_reason, imported, note
FROM agreement WHERE id = :id
"""
PARTIES = """
SELECT a.id, a.version, a.partner_id, a.rank, p.is_home,
       coalesce(nullif(a.name_en, ''), nullif(p.name_en, ''), nullif(p.legal_name, ''), p.name),
       coalesce(nullif(a.name_zh, ''), nullif(p.legal_name, ''), nullif(p.name_zh, ''), p.name),
       CASE WHEN a.name_en || a.name_zh = '' THEN p.credit_code ELSE a.code END, a.party_role, a.signatory_id,
       coalesce(nullif(a.signatory_en, ''), nullif(c.name_en, ''), c.name, ''),
       coalesce(nullif(a.signatory_zh, ''), nullif(c.name_zh, ''), c.name, ''), a.capacity, a.address, a.share
FROM agreement_party AS a JOIN partner AS p ON p.id = a.partner_id LEFT JOIN contact AS c ON c.id = a.signatory_id
WHERE a.agreement_id = :id ORDER BY a.rank, a.id
"""
VERSIONS = """
SELECT id, version, number, reason, amends_on, known_on, copy_on, copy_reason, sha256,
       currency, law, zone, effective_on, term, last_day, first_day, renewal, renewal_term, renewal_limit, notice,
       notice_count, clear_days, notice_roll, late_notice, margin, places, window_days, day_roll, payment_days, amount
FROM agreement_version WHERE agreement_id = :id ORDER BY number
"""
MARKS = "SELECT party_id, kind, marked_on FROM agreement_mark WHERE version_id = ? ORDER BY marked_on, id"
FILES = "SELECT id, name, sha256, size, is_signed_copy, page FROM attachment WHERE version_id = ? ORDER BY id"
NOTICES = """
SELECT id, version, kind, from_party_id, sent_on, received_on, known_on, last_day, cure, cured_on, note
FROM agreement_notice WHERE agreement_id = :id ORDER BY coalesce(received_on, sent_on), id
"""
OVERRIDES = """
SELECT id, status, set_on, reason, lifted_on FROM status_override WHERE agreement_id = :id ORDER BY set_on, id
"""
MEETINGS = """
SELECT i.id, i.held_on, i.title FROM agreement_interaction AS l
JOIN interaction AS i ON i.id = l.interaction_id AND i.binned_at IS NULL
WHERE l.agreement_id = :id ORDER BY i.held_on DESC, i.id DESC
"""
CONTACTS = """
SELECT c.id, coalesce(nullif(c.name_en, ''), c.name), coalesce(nullif(c.name_zh, ''), c.name)
FROM agreement_contact AS l JOIN contact AS c ON c.id = l.contact_id AND c.binned_at IS NULL
WHERE l.agreement_id = :id ORDER BY l.id
"""

VERSION_CELLS = 9
"""Columns of a version before its terms."""


@dataclass(frozen=True, slots=True)
class AgreementDetail(Query[AgreementRow]):
    """The record of an agreement. Raises Refused `agreement-missing`."""

    id: AgreementId

    def run(self, connection: Connection) -> AgreementRow:
        key = {"id": self.id}
        cells = connection.execute(AGREEMENT, key).fetchone()
        if cells is None:
            raise Refused(Problem("agreement-missing"))
        parties = tuple(row_of(PartyRow, row) for row in connection.execute(PARTIES, key))
        return row_of(
            AgreementRow,
            (
                *cells,
                parties,
                versions_of(connection, self.id, MarksRequired(cells[10]), parties),
                tuple(row_of(NoticeRow, row) for row in connection.execute(NOTICES, key)),
                tuple(row_of(OverrideRow, row) for row in connection.execute(OVERRIDES, key)),
                tuple(row_of(MeetingRow, row) for row in connection.execute(MEETINGS, key)),
                tuple(row_of(PersonRow, row) for row in connection.execute(CONTACTS, key)),
            ),
        )


def versions_of(
    connection: Connection, key: int, requires: MarksRequired, parties: tuple[PartyRow, ...]
) -> tuple[VersionRow, ...]:
    found = []
    for cells in connection.execute(VERSIONS, {"id": key}).fetchall():
        marks = tuple(row_of(MarkRow, row) for row in connection.execute(MARKS, (cells[0],)))
        files = tuple(row_of(FileRow, row) for row in connection.execute(FILES, (cells[0],)))
        terms = row_of(TermsRow, cells[VERSION_CELLS:])
        terms = replace(terms, places=tuple(str(terms.places).split()))
        signed = day_of_signing([party.id for party in parties], marks, requires, day(cells[6]))
        found.append(row_of(VersionRow, (*cells[:VERSION_CELLS], terms, marks, files, signed)))
    return tuple(found)
