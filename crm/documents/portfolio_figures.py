"""The figures of a portfolio. Each knows the rows that it counts: `Figure(cut, value, rows)`.

figure = figure_of(content, Cut(Count.CELL, role=PartnerRole.INVESTOR, stage=Stage.ACTIVE))
figure.value == len(book.query(figure.rows))
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from sqlite3 import Connection

from crm.documents.period import stretches
from crm.documents.portfolio_content import Content, Panel, PartnerLine, Scope
from crm.documents.portfolio_counts import PROMISES, Count, Cut, Line, lines_of
from crm.documents.portfolio_query import PortfolioReport
from crm.values import Query
from crm.values.enums import PartnerRole, Stage


@dataclass(frozen=True, slots=True)
class PortfolioRows(Query[tuple[Line, ...]]):
    """The rows that a figure counts, read anew."""

    scope: Scope
    cut: Cut

    def run(self, connection: Connection) -> tuple[Line, ...]:
        return lines_of(PortfolioReport(self.scope).run(connection), self.cut)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and its rows. `count` is how many rows it opens to; only the mean fit is a `value` of its own."""

    cut: Cut
    count: int
    value: int | Fraction | None
    rows: PortfolioRows

    @property
    def code(self) -> str:
        return self.cut.code


def figure_of(content: Content, cut: Cut) -> Figure:
    lines = lines_of(content, cut)
    value: int | Fraction | None = len(lines)
    if cut.count is Count.FIT:
        value = mean_fit(content.partners)
    return Figure(cut, len(lines), value, PortfolioRows(content.scope, cut))


def mean_fit(partners: Sequence[PartnerLine]) -> Fraction | None:
    """Each partner that has a score counts once, however much of it is marked."""
    scores = [line.fit for line in partners if line.fit is not None]
    return sum(scores, Fraction()) / len(scores) if scores else None


TILES: tuple[tuple[Count, Count | None], ...] = (
    (Count.ORGANISATIONS, Count.UNCLASSIFIED),
    (Count.ROLES, None),
    (Count.ACTIVE_ROLES, Count.ACTIVE),
    (Count.STRATEGIC, None),
    (Count.PREFERRED, None),
    (Count.REGISTERED, Count.UNTIERED),
    (Count.MEETINGS, Count.CONTACTS),
    (Count.MET, Count.NEW),
    (Count.MOVES, None),
    (Count.QUIET, Count.QUIET_STRATEGIC),
    (Count.ONE_PERSON, None),
    (Count.FIT, Count.FIT_GAPS),
)
"""The key figures in their order, six a row, each with the smaller figure that stands below it."""


def cells(content: Content) -> list[tuple[PartnerRole, list[Figure]]]:
    """The table of roles × stages: of each role its stages, then all of them."""
    return [
        (role, [figure_of(content, Cut(Count.CELL, role=role, stage=stage)) for stage in (*Stage, None)])
        for role in PartnerRole
    ]


def sums(content: Content, count: Count) -> list[Figure]:
    """The rows below the table: of each stage, then of all. `CELL` counts roles, `HOLDERS` organisations once."""
    return [figure_of(content, Cut(count, stage=stage)) for stage in (*Stage, None)]


def panels(content: Content) -> list[tuple[Figure, list[Figure]]]:
    """The small charts: the contacts of each, and its bars in the order of their days."""
    parts = stretches(content.scope.period)
    return [
        (
            figure_of(content, Cut(Count.PANEL, panel=each)),
            [figure_of(content, Cut(Count.BAR, panel=each, stretch=part)) for part in parts],
        )
        for each in Panel
    ]


def all_figures(content: Content) -> list[Figure]:
    """Every figure of the report and of the dashboard, each once."""
    single = [count for pair in TILES for count in pair if count is not None]
    found = [figure_of(content, Cut(count)) for count in (*single, *PROMISES, Count.COMING)]
    found += [figure for _, row in cells(content) for figure in row]
    found += [*sums(content, Count.CELL), *sums(content, Count.HOLDERS)]
    return found + [figure for whole, bars in panels(content) for figure in (whole, *bars)]
