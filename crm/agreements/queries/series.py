"""The number series of the book: the pattern of each type, and what the next number will be."""

from dataclasses import dataclass
from sqlite3 import Connection

from crm.agreements.numbering import counts_by_year, default_pattern, number_of
from crm.values import Query
from crm.values.enums import AgreementType

SERIES = "SELECT type, year, pattern, given FROM number_series"


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """`next_number` as it would be given this year; one that is taken by hand is passed over."""

    type: AgreementType
    pattern: str
    next_number: str


@dataclass(frozen=True, slots=True)
class NumberSeriesRows(Query[tuple[SeriesRow, ...]]):
    """One a type, in the order of the types."""

    year: int

    def run(self, connection: Connection) -> tuple[SeriesRow, ...]:
        known = {(kind, year): (pattern, given) for kind, year, pattern, given in connection.execute(SERIES)}
        rows = []
        for kind in AgreementType:
            pattern = known.get((kind.value, 0), ("", 0))[0] or default_pattern(kind)
            given = known.get((kind.value, self.year if counts_by_year(pattern) else 0), ("", 0))[1]
            rows.append(SeriesRow(kind, pattern, number_of(pattern, self.year, given + 1)))
        return tuple(rows)
