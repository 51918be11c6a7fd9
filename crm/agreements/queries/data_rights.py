"""What may be done with which data: the matrix of all agreements in force, and a search over it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection

from crm.agreements.asking import Question, is_model, likeness, question
from crm.agreements.drafting.numbering import full_number, places
from crm.agreements.places import folded
from crm.agreements.queries.clauses import AgreementName, SaidBy, name_of, said_by
from crm.agreements.queries.detail import records
from crm.agreements.queries.in_force import whole
from crm.agreements.queries.rows import AgreementRow, DataRightRow
from crm.agreements.rights import Cell, MatrixRow, Said, matrix, model_key
from crm.values import Query
from crm.values.enums import AgreementStatus, DataAnswer, DataUse

HAVING = """
SELECT DISTINCT v.agreement_id FROM data_right AS o JOIN agreement_version AS v ON v.id = o.version_id
JOIN agreement AS a ON a.id = v.agreement_id WHERE a.binned_at IS NULL ORDER BY v.agreement_id
"""
FOUND = 0.6
"""From which likeness a data set is the one that was meant: all its words found, and not in the clause alone."""

NEAR = 0.2
MOST_NEAR = 5


@dataclass(frozen=True, slots=True)
class RightSource:
    """Where a right is said, and whose names a question may use for its data. `number` is the clause's as printed."""

    right: DataRightRow
    agreement: AgreementName
    clause: SaidBy | None
    number: str
    parties: str


RightCell = Cell[RightSource]
Matrix = tuple[MatrixRow[RightSource], ...]


@dataclass(frozen=True, slots=True)
class DataRights(Query[Matrix]):
    """The matrix on a day as known on `known` (none: on that day): yes, no or silent, by agreement and clause.

    Rights count while their agreement is in force, and to their own last day where it has expired before that.
    """

    on: date
    known: date | None = None

    def run(self, connection: Connection) -> Matrix:
        return matrix(list(rights(connection, self.on, self.known)), self.on)


def rights(connection: Connection, on: date, known: date | None) -> Iterator[Said[RightSource]]:
    keys = [key for (key,) in connection.execute(HAVING).fetchall()]
    for row in records(connection, keys):
        found = whole(connection, row).on(on, known)
        if found.promises is None or found.text is None:
            continue
        expired = found.status is AgreementStatus.EXPIRED
        numbers = {line: full_number(place) for line, place in places(found.text).items()}
        for right in found.promises.data_rights:
            if found.in_force or (expired and right.until_on is not None and right.until_on >= on):
                clause = said_by(found.text, right.line)
                number = numbers.get(right.line, "")
                source = RightSource(right, name_of(row, found.status), clause, number, names_in(row))
                yield Said(row.id, right.data_set, right.model, right.use, right.answer, right.until_on, source)


def names_in(row: AgreementRow) -> str:
    """Of the others: data is called after who gives it."""
    return " ".join(f"{party.name_en} {party.name_zh}" for party in row.parties if not party.is_home)


@dataclass(frozen=True, slots=True)
class Match:
    """A cell, and how well its data fits the question, 0 to 1."""

    cell: RightCell
    likeness: float


@dataclass(frozen=True, slots=True)
class MayWeRow:
    """`answers` are of the data that was meant; `near` of other data that is called alike, no answers.

    An answer whose cell has nothing said is the honest one: nothing says so.
    """

    uses: tuple[DataUse, ...]
    models: tuple[str, ...]
    answers: tuple[Match, ...]
    near: tuple[Match, ...]

    @property
    def nothing_says_so(self) -> bool:
        return all(match.cell.answer is DataAnswer.SILENT for match in self.answers)


@dataclass(frozen=True, slots=True)
class MayWe(Query[MayWeRow]):
    """A question in English or Chinese: `may we train Qwen on Renhe imaging data`, 能否用仁禾影像数据训练千问.

    The data is known by the names of data set and partner and by the clause, the use by its verb. Without a use all
    are told; without a model those of all.
    """

    text: str
    on: date
    known: date | None = None

    def run(self, connection: Connection) -> MayWeRow:
        rows = DataRights(self.on, self.known).run(connection)
        asked = question(self.text, [row.model for row in rows])
        fits = {name: fit_of(asked, [row for row in rows if folded(row.data_set) == name]) for name in sets_in(rows)}
        ranked = sorted(fits, key=lambda name: -fits[name])
        meant = [name for name in ranked if fits[name] >= FOUND] if asked.names_data else []
        near = [name for name in ranked if NEAR <= fits[name] < FOUND][:MOST_NEAR]
        found, others = matches(asked, rows, meant, fits), matches(asked, rows, near, fits)
        return MayWeRow(asked.uses, asked.models, tuple(found), tuple(match for match in others if match.cell.said))


def sets_in(rows: Matrix) -> list[str]:
    return list(dict.fromkeys(folded(row.data_set) for row in rows))


def fit_of(asked: Question, rows: list[MatrixRow[RightSource]]) -> float:
    """Of the agreement that fits best."""
    said = [one for row in rows for cell in row.cells for one in (*cell.said, *cell.lapsed)]
    sources = {id(one.source): one for one in said}.values()
    return max((likeness(asked, names_of(one), clause_text(one.source)) for one in sources), default=0.0)


def names_of(said: Said[RightSource]) -> str:
    agreement = said.source.agreement
    return " ".join((said.data_set, said.source.parties, agreement.number, agreement.title_en, agreement.title_zh))


def clause_text(source: RightSource) -> str:
    if source.clause is None:
        return ""
    clause, paragraph = source.clause.clause, source.clause.paragraph
    rows = clause.paragraphs if paragraph is None else (paragraph,)
    return " ".join((clause.heading_en, clause.heading_zh, *(f"{row.text_en} {row.text_zh}" for row in rows)))


def matches(asked: Question, rows: Matrix, names: list[str], fits: dict[str, float]) -> Iterator[Match]:
    for name in names:
        for row in of_models(asked, [row for row in rows if folded(row.data_set) == name]):
            for cell in row.cells:
                if cell.use in (asked.uses or tuple(DataUse)):
                    yield Match(cell, fits[name])


def of_models(asked: Question, rows: list[MatrixRow[RightSource]]) -> list[MatrixRow[RightSource]]:
    """Those of the model; else what is said of any; else that nothing is said of this one."""
    of_any = [row for row in rows if not row.model]
    if not asked.models:
        return [*of_any, *(own_words(row) for row in rows if row.model)]
    own = [row for row in rows if row.model and any(is_model(model, row.model) for model in asked.models)]
    return own or of_any or [silent_row(rows[0].data_set, asked.models[0])]


def own_words(row: MatrixRow[RightSource]) -> MatrixRow[RightSource]:
    """Without the uses of which only any model is spoken: the row of any model tells them."""
    about = [cell for cell in row.cells if any(model_key(one.model) for one in (*cell.said, *cell.lapsed))]
    return MatrixRow(row.data_set, row.model, tuple(about))


def silent_row(data_set: str, model: str) -> MatrixRow[RightSource]:
    return MatrixRow(data_set, model, tuple(Cell(data_set, model, use, DataAnswer.SILENT) for use in DataUse))
