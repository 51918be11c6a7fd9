"""The one door to an agreement's paper: what it says, out of the book, and the file made of it.

paper = book.query(AgreementPaperOf(agreement, book.clock.today()))
make_agreement_pdf(paper).content[:5]  # b"%PDF-"
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from sqlite3 import Connection, Row
from typing import Protocol

from crm.agreements.queries import AgreementDetail, AgreementPromises, AgreementText
from crm.agreements.queries.rows import AgreementRow, VersionRow
from crm.book.outside import write_whole
from crm.documents.agreement_content import AgreementPaper
from crm.documents.agreement_reading import Source, paper_of
from crm.documents.cells import HOME, name_of
from crm.documents.making import Clock, Made
from crm.documents.signing import Key, sign_pdf
from crm.documents.speech import Name
from crm.values import Message, Problem, Query, Refused
from crm.values.enums import ReportLanguage
from crm.values.ids import AgreementId


@dataclass(frozen=True, slots=True)
class AgreementPaperOf(Query[AgreementPaper]):
    """What the paper of an agreement says. Raises Refused `agreement-missing`, `agreement-no-version`.

    `version`: its number, 1 for the agreement itself; without it the newest. `languages`: without them as agreed.
    """

    id: AgreementId
    on: date
    languages: ReportLanguage | None = None
    version: int | None = None

    def run(self, connection: Connection) -> AgreementPaper:
        row = AgreementDetail(self.id).run(connection)
        version = self.version_of(row)
        cursor = connection.cursor()
        cursor.row_factory = Row
        home = cursor.execute(HOME).fetchone()
        return paper_of(
            Source(
                row=row,
                version=version,
                text=AgreementText(version.id).run(connection),
                promises=AgreementPromises(self.id).run(connection),
                home=name_of(home) if home else Name(""),
                on=self.on,
                languages=self.languages or row.languages,
            )
        )

    def version_of(self, row: AgreementRow) -> VersionRow:
        if self.version is None:
            return row.versions[-1]
        found = next((version for version in row.versions if version.number == self.version), None)
        if found is None:
            values = {"version": self.version, "newest": row.versions[-1].number}
            raise Refused(Problem("agreement-no-version", "version", values))
        return found


class Asked(Protocol):
    """What is needed of a book: its answers and its day."""

    @property
    def clock(self) -> Clock: ...

    def query(self, query: Query[AgreementPaper], /) -> AgreementPaper: ...


def make_agreement(paper: AgreementPaper, suffix: str) -> Made:
    """The file by the end of its name: `.pdf` or `.docx`. Refused `agreement-export-kind` for anything else."""
    from crm.documents.agreement_docx import make_agreement_docx
    from crm.documents.agreement_pdf import make_agreement_pdf

    makers = {".pdf": make_agreement_pdf, ".docx": make_agreement_docx}
    if suffix.lower() not in makers:
        raise Refused(Problem("agreement-export-kind", "out", {"suffix": suffix or "–"}))
    return makers[suffix.lower()](paper)


def write_agreement(
    book: Asked,
    agreement: AgreementId,
    path: Path,
    languages: ReportLanguage | None = None,
    version: int | None = None,
    key: Key | None = None,
) -> tuple[Message, ...]:
    """Puts the PDF or the Word file under its name, whole or not at all; with a `key`, signed. Returns the warnings."""
    if key is not None and path.suffix.lower() != ".pdf":
        raise Refused(Problem("sign-only-pdf", "out"))
    paper = book.query(AgreementPaperOf(agreement, book.clock.today(), languages, version))
    made = make_agreement(paper, path.suffix)
    write_whole(path, made.content if key is None else sign_pdf(made.content, key, book.clock.today()))
    return made.warnings
