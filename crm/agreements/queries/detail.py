"""Agreements with everything that their record says. Text and promises are questions of their own."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from json import dumps
from sqlite3 import Connection
from typing import Any, TypeVar

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
from crm.values.cells import row_of
from crm.values.enums import MarksRequired
from crm.values.ids import AgreementId

RowType = TypeVar("RowType")
Cells = tuple[Any, ...]

ASKED = "(SELECT value FROM json_each(:ids))"
AGREEMENTS = f"""
SELECT id, uid, version, binned_at IS NOT NULL, type, coalesce(number, ''), coalesce(nullif(title_en, ''), title_zh),
       coalesce(nullif(title_zh, ''), title_en), languages, prevailing, requires, originals, in_review_on, condition,
       condition_met_on, void_on, void_reason, imported, note
FROM agreement WHERE id IN {ASKED} ORDER BY id
"""
PARTIES = f"""
SELECT a.agreement_id, a.id, a.version, a.partner_id, a.rank, p.is_home,
       coalesce(nullif(a.name_en, ''), nullif(p.name_en, ''), nullif(p.legal_name, ''), p.name),
       coalesce(nullif(a.name_zh, ''), nullif(p.legal_name, ''), nullif(p.name_zh, ''), p.name),
       CASE WHEN a.name_en || a.name_zh = '' THEN p.credit_code ELSE a.code END, a.party_role, a.signatory_id,
       coalesce(nullif(a.signatory_en, ''), nullif(c.name_en, ''), c.name, ''),
       coalesce(nullif(a.signatory_zh, ''), nullif(c.name_zh, ''), c.name, ''), a.capacity, a.address, a.share
FROM agreement_party AS a JOIN partner AS p ON p.id = a.partner_id LEFT JOIN contact AS c ON c.id = a.signatory_id
WHERE a.agreement_id IN {ASKED} ORDER BY a.rank, a.id
"""
VERSIONS = f"""
SELECT agreement_id, id, version, number, reason, amends_on, known_on, copy_on, copy_reason, sha256,
       currency, law, zone, effective_on, term, last_day, first_day, renewal, renewal_term, renewal_limit, notice,
       notice_count, clear_days, notice_roll, late_notice, margin, places, window_days, day_roll, payment_days, amount
FROM agreement_version WHERE agreement_id IN {ASKED} ORDER BY number
"""
OF_VERSIONS = f"version_id IN (SELECT id FROM agreement_version WHERE agreement_id IN {ASKED})"
MARKS = f"SELECT version_id, party_id, kind, marked_on FROM agreement_mark WHERE {OF_VERSIONS} ORDER BY marked_on, id"
FILES = (
    f"SELECT version_id, id, name, sha256, size, is_signed_copy, page FROM attachment WHERE {OF_VERSIONS} ORDER BY id"
)
NOTICES = f"""
SELECT agreement_id, id, version, kind, from_party_id, sent_on, received_on, known_on, last_day, cure, cured_on, note
FROM agreement_notice WHERE agreement_id IN {ASKED} ORDER BY coalesce(received_on, sent_on), id
"""
OVERRIDES = f"""
SELECT agreement_id, id, status, set_on, reason, lifted_on FROM status_override
WHERE agreement_id IN {ASKED} ORDER BY set_on, id
"""
MEETINGS = f"""
SELECT l.agreement_id, i.id, i.held_on, i.title FROM agreement_interaction AS l
JOIN interaction AS i ON i.id = l.interaction_id AND i.binned_at IS NULL
WHERE l.agreement_id IN {ASKED} ORDER BY i.held_on DESC, i.id DESC
"""
CONTACTS = f"""
SELECT l.agreement_id, c.id, coalesce(nullif(c.name_en, ''), c.name), coalesce(nullif(c.name_zh, ''), c.name)
FROM agreement_contact AS l JOIN contact AS c ON c.id = l.contact_id AND c.binned_at IS NULL
WHERE l.agreement_id IN {ASKED} ORDER BY l.id
"""

VERSION_CELLS = 9
"""Columns of a version before its terms."""


@dataclass(frozen=True, slots=True)
class AgreementDetail(Query[AgreementRow]):
    """The record of an agreement. Raises Refused `agreement-missing`."""

    id: AgreementId

    def run(self, connection: Connection) -> AgreementRow:
        found = records(connection, (self.id,))
        if not found:
            raise Refused(Problem("agreement-missing"))
        return found[0]


def records(connection: Connection, ids: Iterable[int]) -> list[AgreementRow]:
    """The records of those agreements, by id: one statement a table, however many there are."""
    asked = {"ids": dumps(list(ids))}
    parties = parts(connection, PARTIES, asked, PartyRow)
    marks, files = parts(connection, MARKS, asked, MarkRow), parts(connection, FILES, asked, FileRow)
    versions = defaultdict(list)
    for key, *cells in connection.execute(VERSIONS, asked):
        versions[key].append(version_of(cells, tuple(marks[cells[0]]), tuple(files[cells[0]])))
    kinds = ((NOTICES, NoticeRow), (OVERRIDES, OverrideRow), (MEETINGS, MeetingRow), (CONTACTS, PersonRow))
    others = [parts(connection, sql, asked, kind) for sql, kind in kinds]
    return [
        record_of(cells, tuple(parties[cells[0]]), versions[cells[0]], [tuple(found[cells[0]]) for found in others])
        for cells in connection.execute(AGREEMENTS, asked).fetchall()
    ]


def parts(
    connection: Connection, sql: str, asked: dict[str, str], kind: type[RowType]
) -> defaultdict[int, list[RowType]]:
    """The rows of a statement by its first column, which names what they belong to."""
    found: defaultdict[int, list[RowType]] = defaultdict(list)
    for key, *cells in connection.execute(sql, asked):
        found[key].append(row_of(kind, cells))
    return found


def version_of(cells: Sequence[Any], marks: tuple[MarkRow, ...], files: tuple[FileRow, ...]) -> VersionRow:
    terms = row_of(TermsRow, cells[VERSION_CELLS:])
    terms = replace(terms, places=tuple(str(terms.places).split()))
    return row_of(VersionRow, (*cells[:VERSION_CELLS], terms, marks, files, None))


def record_of(
    cells: Cells, parties: tuple[PartyRow, ...], versions: list[VersionRow], others: Sequence[object]
) -> AgreementRow:
    requires, keys = MarksRequired(cells[10]), [party.id for party in parties]
    signed = tuple(
        replace(version, signed_on=day_of_signing(keys, version.marks, requires, version.copy_on))
        for version in versions
    )
    return row_of(AgreementRow, (*cells, parties, signed, *others))
