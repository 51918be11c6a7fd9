"""The clause that says something: of a line, which names a clause or a paragraph of it."""

from dataclasses import dataclass

from crm.agreements.queries.rows import AgreementRow, ClauseRow, ParagraphRow, TextRow
from crm.values.enums import AgreementStatus
from crm.values.ids import AgreementId


@dataclass(frozen=True, slots=True)
class SaidBy:
    """A clause, and the paragraph if the line names one."""

    clause: ClauseRow
    paragraph: ParagraphRow | None = None


@dataclass(frozen=True, slots=True)
class AgreementName:
    """Enough to name an agreement and to open it."""

    id: AgreementId
    number: str
    title_en: str
    title_zh: str
    status: AgreementStatus


def name_of(row: AgreementRow, status: AgreementStatus) -> AgreementName:
    return AgreementName(row.id, row.number, row.title_en, row.title_zh, status)


def said_by(text: TextRow, line: str) -> SaidBy | None:
    """None where the promise names no clause, or one that is gone."""
    for clause in text.clauses if line else ():
        if clause.line == line:
            return SaidBy(clause)
        for paragraph in clause.paragraphs:
            if paragraph.line == line:
                return SaidBy(clause, paragraph)
    return None
