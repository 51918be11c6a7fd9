"""Partners by their fit: the ranking, several side by side, what would swap the first two, and other weights tried."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from json import dumps
from sqlite3 import Connection

from crm.partners.fit import smallest_swap
from crm.partners.queries.fit import NEWEST, CriterionName, PartnerFitRow, criteria_of, fits_of, newest_marks
from crm.values import Query
from crm.values.enums import Language
from crm.values.ids import FitCriterionId, PartnerId

MILLIONTH = Fraction(1, 10**6)

SORT = {Language.ENGLISH: "s.sort_en", Language.CHINESE: "s.sort_zh"}
RANKING = """
SELECT s.partner_id, s.title_en, s.title_zh, s.fit_points, s.fit_weight, s.fit_gaps
FROM partner_summary AS s JOIN partner AS p ON p.id = s.partner_id
WHERE p.binned_at IS NULL AND s.fit_weight > 0 AND (
    (:every AND NOT p.is_home) OR p.id IN (SELECT value FROM json_each(:ids)))
ORDER BY s.fit_points * 1.0 / s.fit_weight DESC, {sort}, s.partner_id
"""
"""Two equal fractions are the same double, and two of weights below 2^26 that differ are two doubles in their order."""

PREVIEW = f"""
SELECT s.partner_id, s.title_en, s.title_zh, s.fit_points, s.fit_weight, n.points, n.weight
FROM partner_summary AS s JOIN partner AS p ON p.id = s.partner_id
LEFT JOIN (
    SELECT m.partner_id, sum(m.mark * w.value) AS points, sum(w.value) AS weight
    FROM fit_mark AS m JOIN json_each(:weights) AS w ON CAST(w.key AS INTEGER) = m.criterion_id AND w.value > 0
    WHERE {NEWEST} GROUP BY m.partner_id) AS n ON n.partner_id = s.partner_id
WHERE p.binned_at IS NULL AND NOT p.is_home AND (s.fit_weight > 0 OR n.weight > 0)
ORDER BY {{sort}}, s.partner_id
"""


@dataclass(frozen=True, slots=True)
class SwapRow:
    """The smallest change of one weight that would put `second` before `first`.

    `threshold` and `change` are exact ("76/3"), `near` is the threshold to a millionth where it is no fraction,
    `whole` the first whole weight beyond it that turns the order.
    """

    first_id: PartnerId
    second_id: PartnerId
    criterion: CriterionName
    weight: int
    threshold: str
    near: Fraction
    change: str
    rises: bool
    whole: int | None


@dataclass(frozen=True, slots=True)
class RankedRow:
    rank: int
    partner_id: PartnerId
    title_en: str
    title_zh: str
    score: Fraction
    gaps: int


@dataclass(frozen=True, slots=True)
class RankingRow:
    """`swap` is None where fewer than two have a score, or no single weight turns the first two."""

    rows: tuple[RankedRow, ...]
    swap: SwapRow | None


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """The partners side by side, the best first; those without a score at the end."""

    partners: tuple[PartnerFitRow, ...]
    swap: SwapRow | None


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A partner's place and score now and under other weights; None where there is no score."""

    partner_id: PartnerId
    title_en: str
    title_zh: str
    rank: int | None
    score: Fraction | None
    rank_then: int | None
    score_then: Fraction | None


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """`moved`: how many partners would stand elsewhere."""

    rows: tuple[MovedRow, ...]
    moved: int


@dataclass(frozen=True, slots=True)
class FitComparison(Query[ComparisonRow]):
    """Several partners side by side, with what would swap the first two."""

    partner_ids: Sequence[PartnerId]
    language: Language = Language.ENGLISH

    def run(self, connection: Connection) -> ComparisonRow:
        ranking = FitRanking(self.partner_ids, self.language).run(connection)
        place = {row.partner_id: row.rank for row in ranking.rows}
        fits = fits_of(connection, self.partner_ids)
        last = len(place) + 1
        return ComparisonRow(tuple(sorted(fits, key=lambda fit: place.get(fit.partner_id, last))), ranking.swap)


@dataclass(frozen=True, slots=True)
class FitRanking(Query[RankingRow]):
    """All partners with a score, or those of `partner_ids`, the best first, the level ones by name."""

    partner_ids: Sequence[PartnerId] | None = None
    language: Language = Language.ENGLISH

    def run(self, connection: Connection) -> RankingRow:
        values = {"every": self.partner_ids is None, "ids": dumps(list(self.partner_ids or ()))}
        found = connection.execute(RANKING.format(sort=SORT[self.language]), values)
        rows = tuple(
            RankedRow(rank, key, en, zh, Fraction(points, weight), gaps)
            for rank, (key, en, zh, points, weight, gaps) in enumerate(found, 1)
        )
        return RankingRow(rows, swap_of(connection, [row.partner_id for row in rows[:2]]))


@dataclass(frozen=True, slots=True)
class FitPreview(Query[PreviewRow]):
    """How the ranks would move if these criteria weighed so, the others as now; the first `limit` of the new order."""

    weights: Mapping[FitCriterionId, int]
    language: Language = Language.ENGLISH
    limit: int = 12

    def run(self, connection: Connection) -> PreviewRow:
        weights = {str(row.id): row.weight for row in criteria_of(connection)}
        values = {"weights": dumps(weights | {str(key): weight for key, weight in self.weights.items()})}
        found = connection.execute(PREVIEW.format(sort=SORT[self.language]), values).fetchall()
        now = {key: ratio(points, weight) for key, _, _, points, weight, _, _ in found}
        then = {key: ratio(points, weight) for key, _, _, _, _, points, weight in found}
        rank, rank_then = ranks_of(now), ranks_of(then)
        rows = [
            MovedRow(key, en, zh, rank.get(key), now[key], rank_then.get(key), then[key])
            for key, en, zh, *_ in found
        ]  # fmt: skip
        rows.sort(key=lambda row: row.rank_then or len(rows) + (row.rank or 0))
        return PreviewRow(tuple(rows[: self.limit]), sum(row.rank != row.rank_then for row in rows))


def ratio(points: int | None, weight: int | None) -> Fraction | None:
    return Fraction(points, weight) if points is not None and weight else None


def ranks_of(scores: Mapping[PartnerId, Fraction | None]) -> dict[PartnerId, int]:
    """Places from 1 on, the level ones in the order given."""
    scored = {key: float(score) for key, score in scores.items() if score is not None}
    return {key: place for place, key in enumerate(sorted(scored, key=lambda key: -scored[key]), 1)}


def swap_of(connection: Connection, first_two: Sequence[PartnerId]) -> SwapRow | None:
    if len(first_two) < 2:
        return None
    criteria = {row.id: row for row in criteria_of(connection)}
    marks = newest_marks(connection, first_two)
    first, second = ({key: row.mark for key, row in marks[partner].items()} for partner in first_two)
    swap = smallest_swap({key: row.weight for key, row in criteria.items()}, first, second)
    if swap is None:
        return None
    row, point = criteria[swap.criterion], swap.threshold.exact()
    return SwapRow(
        first_two[0],
        first_two[1],
        row.criterion,
        row.weight,
        threshold=str(swap.threshold),
        near=swap.threshold.near(MILLIONTH) if point is None else point,
        change=str(swap.change),
        rises=swap.rises,
        whole=swap.whole,
    )
