"""The import templates of a book: how files with certain headers were read before."""

from dataclasses import dataclass
from sqlite3 import Connection

from crm.values import Query
from crm.values.ids import ImportTemplateId

TEMPLATES = "SELECT id, version, name, shape, choices FROM import_template ORDER BY name COLLATE NOCASE, id"
OF_SHAPE = "SELECT id, version, name, shape, choices FROM import_template WHERE shape = :shape"


@dataclass(frozen=True, slots=True)
class ImportTemplateRow:
    """`choices` is JSON as `crm.exchange.templates` writes and reads it."""

    id: ImportTemplateId
    version: int
    name: str
    shape: str
    choices: str


@dataclass(frozen=True, slots=True)
class ImportTemplates(Query[tuple[ImportTemplateRow, ...]]):
    """Every import template of the book, by name."""

    def run(self, connection: Connection) -> tuple[ImportTemplateRow, ...]:
        return tuple(ImportTemplateRow(*row) for row in connection.execute(TEMPLATES))


@dataclass(frozen=True, slots=True)
class TemplateOfShape(Query[ImportTemplateRow | None]):
    """The template for files with these headers; None where there is none."""

    shape: str

    def run(self, connection: Connection) -> ImportTemplateRow | None:
        row = connection.execute(OF_SHAPE, {"shape": self.shape}).fetchone()
        return ImportTemplateRow(*row) if row is not None else None
