"""The text of one version: its clauses, paragraph by paragraph, in both languages."""

from dataclasses import dataclass
from itertools import groupby
from sqlite3 import Connection

from crm.agreements.queries.rows import ClauseRow, ParagraphRow, TextRow
from crm.values import Query
from crm.values.cells import row_of
from crm.values.ids import AgreementVersionId

CLAUSES = """
SELECT id, version, line, standard, heading_en, heading_zh FROM clause WHERE version_id = :id ORDER BY position, id
"""
PARAGRAPHS = """
SELECT p.clause_id, p.id, p.version, p.line, p.kind, p.text_en, p.text_zh
FROM paragraph AS p JOIN clause AS c ON c.id = p.clause_id
WHERE c.version_id = :id ORDER BY p.clause_id, p.position, p.id
"""
FILLED = "SELECT name, text_en, text_zh FROM placeholder_value WHERE version_id = :id ORDER BY name"


@dataclass(frozen=True, slots=True)
class AgreementText(Query[TextRow]):
    """The clauses of a version of an agreement. Empty where it has no text, as one taken over from a register."""

    version_id: AgreementVersionId

    def run(self, connection: Connection) -> TextRow:
        key = {"id": self.version_id}
        rows = connection.execute(PARAGRAPHS, key).fetchall()
        paragraphs = {
            clause: tuple(row_of(ParagraphRow, cells[1:]) for cells in group)
            for clause, group in groupby(rows, key=lambda cells: cells[0])
        }
        clauses = tuple(
            row_of(ClauseRow, (*cells, paragraphs.get(cells[0], ()))) for cells in connection.execute(CLAUSES, key)
        )
        return TextRow(self.version_id, clauses, tuple(connection.execute(FILLED, key).fetchall()))
