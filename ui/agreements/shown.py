"""What the record of one agreement shows: everything that the book knows of it and that follows on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from crm.agreements.drafting.checks import Finding, findings
from crm.agreements.drafting.laid import LaidClause, laid
from crm.agreements.drafting.laid_changes import ClauseChange, laid_changes
from crm.agreements.drafting.numbering import Place, full_number, places
from crm.agreements.life import Life, life_of
from crm.agreements.owed import Duty
from crm.agreements.queries import AgreementDetail, AgreementPromises, AgreementText, Duties
from crm.agreements.queries.rows import AgreementRow, ClauseRow, PartyRow, PromisesRow, TextRow, VersionRow
from crm.values.enums import Language
from crm.values.ids import AgreementId
from crm.values.span import add_days

AHEAD = 400
"""Days into the future in which duties are looked for."""


@dataclass(frozen=True)
class Shown:
    """`version` is the one whose text is read; `before` the one before it and `changes` since, none for the first."""

    row: AgreementRow
    life: Life
    version: VersionRow
    text: TextRow
    before: VersionRow | None
    changes: tuple[ClauseChange, ...]
    promises: PromisesRow
    duties: tuple[Duty, ...]
    places: Mapping[str, Place]
    today: date

    @cached_property
    def laid(self) -> tuple[LaidClause, ...]:
        """With its blanks filled. Made when a text is read; a list needs none."""
        return laid(self.row, self.version, self.text, self.row.languages)

    @property
    def id(self) -> AgreementId:
        return self.row.id

    @property
    def is_draft(self) -> bool:
        """Whether the version that is read may be edited."""
        return self.version.signed_on is None and self.row.void_on is None

    @property
    def clauses(self) -> Sequence[ClauseRow]:
        return self.text.clauses

    def number(self, line: str) -> str:
        """9.4, or nothing where the line is none of this version."""
        place = self.places.get(line)
        return full_number(place) if place is not None else ""

    def clause_of(self, line: str) -> ClauseRow | None:
        """The clause that has the line, or in which the paragraph of that line stands."""
        for clause in self.text.clauses:
            if line == clause.line or any(line == paragraph.line for paragraph in clause.paragraphs):
                return clause
        return None

    def party(self, key: int | None) -> PartyRow | None:
        return self.row.party(key)

    def change_of(self, line: str) -> ClauseChange | None:
        """What became of the clause since the version before; also of one that is gone."""
        return next((change for change in self.changes if change.line == line), None)


def read(book: Any, key: AgreementId, number: int | None) -> Shown:
    """`number` of the version whose text is read; None: the last one. Raises Refused `agreement-missing`."""
    row, today = book.query(AgreementDetail(key)), book.clock.today()
    version = next((one for one in row.versions if one.number == number), row.versions[-1])
    earlier = next((one for one in row.versions if one.number == version.number - 1), None)
    text = book.query(AgreementText(version.id))
    return Shown(
        row,
        life_of(row, today),
        version,
        text,
        earlier,
        changes_of(book, row, earlier, version, text),
        book.query(AgreementPromises(key)),
        book.query(Duties(today, add_days(today, AHEAD), key)),
        places(text),
        today,
    )


def changes_of(
    book: Any, row: AgreementRow, earlier: VersionRow | None, version: VersionRow, text: TextRow
) -> tuple[ClauseChange, ...]:
    if earlier is None:
        return ()
    before = book.query(AgreementText(earlier.id))
    return laid_changes(row, (earlier, before), (version, text), row.languages)


def check(shown: Shown, reader: Language) -> tuple[Finding, ...]:
    """What is found before an export. For a worker: it reads the whole text."""
    return findings(shown.row, shown.version, shown.text, shown.promises, shown.today, reader)
