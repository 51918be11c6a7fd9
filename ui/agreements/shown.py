"""What the record of one agreement shows: everything that the book knows of it and that follows on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from crm.agreements.drafting.checks import Finding, findings
from crm.agreements.drafting.laid import LaidClause, laid
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
    """`version` is the one whose text is read; `before` the text of the one before it, empty for the first."""

    row: AgreementRow
    life: Life
    version: VersionRow
    text: TextRow
    before: TextRow | None
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

    def changed_lines(self) -> set[str]:
        """Clauses and paragraphs that the version before had otherwise, or had not."""
        if self.before is None:
            return set()
        was = {clause.line: clause for clause in self.before.clauses}
        found: set[str] = set()
        for clause in self.text.clauses:
            old = was.get(clause.line)
            texts = {p.line: (p.text_en, p.text_zh, p.kind) for p in old.paragraphs} if old is not None else {}
            now = {p.line: (p.text_en, p.text_zh, p.kind) for p in clause.paragraphs}
            lines = {line for line in texts.keys() | now.keys() if texts.get(line) != now.get(line)}
            heading = old is None or (old.heading_en, old.heading_zh) != (clause.heading_en, clause.heading_zh)
            found |= lines
            if lines or heading:
                found.add(clause.line)
        return found


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
        book.query(AgreementText(earlier.id)) if earlier is not None else None,
        book.query(AgreementPromises(key)),
        book.query(Duties(today, add_days(today, AHEAD), key)),
        places(text),
        today,
    )


def check(shown: Shown, reader: Language) -> tuple[Finding, ...]:
    """What is found before an export. For a worker: it reads the whole text."""
    return findings(shown.row, shown.version, shown.text, shown.promises, shown.today, reader)
