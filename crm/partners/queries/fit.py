"""How a partner fits: the score opened to its terms, the criteria of the book, and the history of the marks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from json import dumps
from sqlite3 import Connection
from typing import Any

from crm.partners.fit import score_of
from crm.values import Message, Problem, Query, Refused
from crm.values.ids import FitCriterionId, FitMarkId, PartnerId, Version

NEWEST = """NOT EXISTS (
    SELECT 1 FROM fit_mark AS later WHERE later.partner_id = m.partner_id AND later.criterion_id = m.criterion_id
    AND (later.marked_on, later.id) > (m.marked_on, m.id))"""

CRITERIA = "SELECT id, version, key, name, weight FROM fit_criterion ORDER BY position, id"
COUNTED = """
SELECT c.id, c.version, c.key, c.name, c.weight, (SELECT count(*) FROM fit_mark AS m WHERE m.criterion_id = c.id)
FROM fit_criterion AS c ORDER BY c.position, c.id
"""
MARKS = f"""
SELECT m.partner_id, m.criterion_id, m.id, m.version, m.mark, m.evidence, m.marked_on
FROM json_each(:ids) AS wanted CROSS JOIN fit_mark AS m WHERE m.partner_id = wanted.value AND {NEWEST}
"""
TITLES = """
SELECT s.partner_id, s.title_en, s.title_zh FROM json_each(:ids) AS wanted
JOIN partner_summary AS s ON s.partner_id = wanted.value
JOIN partner AS p ON p.id = s.partner_id AND p.binned_at IS NULL
GROUP BY s.partner_id ORDER BY min(wanted.key)
"""
HISTORY = """
SELECT m.criterion_id, c.key, c.name, m.id, m.version, m.mark, m.evidence, m.marked_on
FROM fit_mark AS m JOIN fit_criterion AS c ON c.id = m.criterion_id
WHERE m.partner_id = :partner_id AND (:criterion_id IS NULL OR m.criterion_id = :criterion_id)
ORDER BY m.marked_on DESC, c.position, m.id DESC
"""


@dataclass(frozen=True, slots=True)
class CriterionName:
    """A criterion as a sentence names it: by the book's own name, or by the label of one of the seven."""

    id: FitCriterionId
    key: str
    name: str

    @property
    def said(self) -> Message:
        return Message("fit.own-name", {"name": self.name}) if self.name else Message(f"fit-criterion.{self.key}")


@dataclass(frozen=True, slots=True)
class FitCriterionRow:
    """A criterion of the book, with how many marks hang on it (where that was asked)."""

    id: FitCriterionId
    version: Version
    key: str
    name: str
    weight: int
    marks: int = 0

    @property
    def criterion(self) -> CriterionName:
        return CriterionName(self.id, self.key, self.name)


@dataclass(frozen=True, slots=True)
class FitMarkRow:
    id: FitMarkId
    version: Version
    mark: int
    evidence: str
    marked_on: date


@dataclass(frozen=True, slots=True)
class FitTermRow:
    """One criterion of a partner's fit. `contribution` is weight × mark ÷ the weight of all that is marked."""

    criterion: CriterionName
    weight: int
    mark: FitMarkRow | None
    contribution: Fraction | None

    @property
    def is_gap(self) -> bool:
        return self.mark is None and self.weight > 0


@dataclass(frozen=True, slots=True)
class PartnerFitRow:
    """`lowest` and `highest`: where the score would lie with every gap marked 0, and marked 5."""

    partner_id: PartnerId
    title_en: str
    title_zh: str
    score: Fraction | None
    points: int
    weight: int
    lowest: Fraction | None
    highest: Fraction | None
    terms: tuple[FitTermRow, ...]

    @property
    def gaps(self) -> tuple[FitTermRow, ...]:
        return tuple(term for term in self.terms if term.is_gap)


@dataclass(frozen=True, slots=True)
class FitHistoryRow:
    criterion: CriterionName
    mark: FitMarkRow


@dataclass(frozen=True, slots=True)
class FitCriteria(Query[list[FitCriterionRow]]):
    """By what the book judges, in its order, with the weights."""

    def run(self, connection: Connection) -> list[FitCriterionRow]:
        return [FitCriterionRow(*row) for row in connection.execute(COUNTED)]


@dataclass(frozen=True, slots=True)
class PartnerFit(Query[PartnerFitRow]):
    """The score of one partner, opened to its terms. Refused with `record-missing` where the partner is gone."""

    id: PartnerId

    def run(self, connection: Connection) -> PartnerFitRow:
        found = fits_of(connection, [self.id])
        if not found:
            raise Refused(Problem("record-missing", values={"record": Message("table.partner"), "id": str(self.id)}))
        return found[0]


@dataclass(frozen=True, slots=True)
class FitHistory(Query[list[FitHistoryRow]]):
    """Every mark that a partner was given, of one criterion or of all, the newest first."""

    partner_id: PartnerId
    criterion_id: FitCriterionId | None = None

    def run(self, connection: Connection) -> list[FitHistoryRow]:
        values = {"partner_id": self.partner_id, "criterion_id": self.criterion_id}
        return [
            FitHistoryRow(CriterionName(criterion, key, name), mark_of(cells))
            for criterion, key, name, *cells in connection.execute(HISTORY, values)
        ]


def criteria_of(connection: Connection) -> list[FitCriterionRow]:
    """Without the counts, which a book of many marks makes dear."""
    return [FitCriterionRow(*row) for row in connection.execute(CRITERIA)]


def newest_marks(connection: Connection, ids: Iterable[int]) -> dict[int, dict[FitCriterionId, FitMarkRow]]:
    found: dict[int, dict[FitCriterionId, FitMarkRow]] = {}
    for partner, criterion, *cells in connection.execute(MARKS, {"ids": dumps(list(ids))}):
        found.setdefault(partner, {})[criterion] = mark_of(cells)
    return found


def mark_of(cells: Sequence[Any]) -> FitMarkRow:
    mark_id, version, mark, evidence, marked_on = cells
    return FitMarkRow(mark_id, version, mark, evidence, date.fromisoformat(marked_on))


def fits_of(connection: Connection, ids: Sequence[int]) -> list[PartnerFitRow]:
    """In the order of the ids; what is gone or in the bin is left out."""
    criteria = criteria_of(connection)
    marks = newest_marks(connection, ids)
    rows = connection.execute(TITLES, {"ids": dumps(list(ids))})
    return [fit_of(key, en, zh, criteria, marks.get(key, {})) for key, en, zh in rows]


def fit_of(
    partner: PartnerId,
    title_en: str,
    title_zh: str,
    criteria: Sequence[FitCriterionRow],
    marks: Mapping[FitCriterionId, FitMarkRow],
) -> PartnerFitRow:
    weights = {row.id: row.weight for row in criteria}
    score = score_of(weights, {key: mark.mark for key, mark in marks.items()})
    brought = {term.criterion: term.contribution for term in score.terms}
    terms = tuple(FitTermRow(row.criterion, row.weight, marks.get(row.id), brought.get(row.id)) for row in criteria)
    points = sum(weights[key] * mark.mark for key, mark in marks.items())
    weight = sum(weights[key] for key in marks)
    return PartnerFitRow(
        partner, title_en, title_zh, score.value, points, weight, score.lowest, score.highest, terms
    )  # fmt: skip
