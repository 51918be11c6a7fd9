"""What stands under a list: how many partners, and the sum or mean of each column of numbers. Exact."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from sqlite3 import Connection
from typing import Any

from crm.partners.filters import Filter
from crm.partners.filters.own_fields import MILLIONTHS
from crm.partners.queries.conditions import conditions_of, listed
from crm.partners.queries.custom_field import CustomFieldRow
from crm.values import Query
from crm.values.currencies import decimals_of
from crm.values.enums import CustomKind

PASSED = "FROM partner_summary AS s WHERE {listed}"

COUNTS = f"SELECT count(*), sum(s.open_items), sum(s.people) {PASSED}"
SCORES = f"SELECT s.fit_points, s.fit_weight, count(*) {PASSED} AND s.fit_weight > 0 GROUP BY 1, 2"
OWN = f"""
SELECT w.currency, count(*), sum(w.scaled / {MILLIONTHS}), sum(w.scaled % {MILLIONTHS})
FROM custom_value AS w WHERE w.field_id = :own_field AND w.scaled IS NOT NULL
AND w.partner_id IN (SELECT s.partner_id {PASSED}) GROUP BY 1 ORDER BY 1
"""
"""In two halves: a million amounts of a billion would pass 64 bits."""


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """The sum of a column, or its mean; `rows` is how many partners have a value in it.

    An own column of money has one for each currency: amounts of two are never added. Rounded only where it is shown.
    """

    column: str
    value: Fraction
    rows: int
    currency: str = ""
    mean: bool = False


@dataclass(frozen=True, slots=True)
class PartnerSumsAnswer:
    partners: int
    columns: tuple[ColumnSum, ...]

    def of(self, column: str) -> tuple[ColumnSum, ...]:
        return tuple(found for found in self.columns if found.column == column)


@dataclass(frozen=True, slots=True)
class PartnerSums(Query[PartnerSumsAnswer]):
    """The sums of the partners that pass the filter: open items, people, mean fit, own numbers and amounts."""

    today: date
    filter: Filter = field(default_factory=Filter)
    me: str = ""

    def run(self, connection: Connection) -> PartnerSumsAnswer:
        where, values, own = conditions_of(connection, self.filter, self.today, self.me)
        where = listed(where)
        partners, items, people = connection.execute(COUNTS.format(listed=where), values).fetchone()
        columns = [
            ColumnSum("open", Fraction(items or 0), partners),
            ColumnSum("people", Fraction(people or 0), partners),
        ]
        columns += self._fit(connection, where, values)
        for each in own:
            if each.kind in (CustomKind.NUMBER, CustomKind.MONEY):
                columns += self._own(connection, each, where, values)
        return PartnerSumsAnswer(partners, tuple(columns))

    def _fit(self, connection: Connection, where: str, values: dict[str, Any]) -> Iterator[ColumnSum]:
        """The mean of the scores of those that have one. Few pairs of points and weight stand for many partners."""
        total, rows = Fraction(), 0
        for points, weight, times in connection.execute(SCORES.format(listed=where), values):
            total += Fraction(points, weight) * times
            rows += times
        if rows:
            yield ColumnSum("fit", total / rows, rows, mean=True)

    def _own(
        self, connection: Connection, own: CustomFieldRow, where: str, values: dict[str, Any]
    ) -> Iterator[ColumnSum]:
        rows = connection.execute(OWN.format(listed=where), {**values, "own_field": own.id})
        for currency, count, whole, rest in rows:
            units = 10 ** decimals_of(currency) if own.kind is CustomKind.MONEY else MILLIONTHS
            yield ColumnSum(own.key, Fraction(whole * MILLIONTHS + rest, units), count, currency)
