"""The order of the list in groups: each group with the ids of its rows, in the order that the filter asks for."""

from array import array
from dataclasses import dataclass, field, replace
from datetime import date
from sqlite3 import Connection

from crm.partners.filters import Filter
from crm.partners.queries.groups import PartnerGroup, PartnerGroups
from crm.partners.queries.page import PartnerOrder
from crm.values import Query
from crm.values.enums import Language

MOST_GROUPS = 200
"""Of free text there may be as many groups as partners: a list of headings helps nobody."""


@dataclass(frozen=True, slots=True)
class GroupedRows:
    group: PartnerGroup
    ids: "array[int]"


@dataclass(frozen=True, slots=True)
class GroupedAnswer:
    """A partner with two roles stands in two groups; `partners` counts it once."""

    groups: tuple[GroupedRows, ...]
    partners: int


@dataclass(frozen=True, slots=True)
class GroupedOrder(Query[GroupedAnswer]):
    """The groups of the partners that pass the filter, each with its rows in the order of a column."""

    today: date
    filter: Filter = field(default_factory=Filter)
    group_by: str = "role"
    sort: str = "name"
    descending: bool = False
    language: Language = Language.ENGLISH
    me: str = ""

    def run(self, connection: Connection) -> GroupedAnswer:
        found = PartnerGroups(self.today, self.filter, self.group_by, self.language, self.me).run(connection)
        rows = tuple(GroupedRows(group, self._ids(connection, group)) for group in found.groups[:MOST_GROUPS])
        return GroupedAnswer(rows, found.partners)

    def _ids(self, connection: Connection, group: PartnerGroup) -> "array[int]":
        """Besides what the filter says: a second condition on the same field, never merged with the first."""
        narrowed = replace(self.filter, terms=(*self.filter.terms, group.term))
        order = PartnerOrder(self.today, narrowed, self.sort, self.descending, self.language, self.me)
        return order.run(connection)
