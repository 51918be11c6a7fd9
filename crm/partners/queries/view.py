"""The saved views of a book, and how many partners each shows. The views first; the counts come later."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection
from typing import Any
from unicodedata import normalize

from crm.partners.columns import COLUMNS, every_column
from crm.partners.filters import Filter, read_filter
from crm.partners.filters.fields import SORTS_AS, field_by_key
from crm.partners.queries.conditions import LISTED, conditions_of, own_fields
from crm.partners.queries.custom_field import CustomFieldRow
from crm.partners.queries.groups import ALIASES, group_keys
from crm.values import Problem, Query, Refused
from crm.values.enums import ViewLayout
from crm.values.ids import SavedViewId
from crm.values.message import shown

VIEWS = """
SELECT id, version, name, filter, columns, sort, descending, group_by, layout, position
FROM saved_view ORDER BY position, id
"""
COUNT = """
SELECT count(*) FROM (SELECT 1 FROM partner AS p JOIN partner_summary AS s ON s.partner_id = p.id
WHERE {listed}{where} LIMIT :most)
"""
MOST_COUNTED = 10_000
"""Where a view shows more, its count says so instead of counting on."""


@dataclass(frozen=True, slots=True)
class SavedViewRow:
    """A view as it is to be shown. `text` is its filter as it is kept, in English words and keys of own fields.

    `problems` say what of it is gone since: an own field in its filter, a column, an order, a grouping. What remains
    stands in the other fields, so that the view still opens.
    """

    id: SavedViewId
    version: int
    name: str
    text: str
    filter: Filter
    columns: tuple[str, ...]
    group_by: str
    layout: ViewLayout
    position: int
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedViews(Query[tuple[SavedViewRow, ...]]):
    """Every view of the book, in the order that a person gave them. Its filter carries its order."""

    def run(self, connection: Connection) -> tuple[SavedViewRow, ...]:
        own = own_fields(connection)
        return tuple(view_of(row, own) for row in connection.execute(VIEWS))


@dataclass(frozen=True, slots=True)
class ViewNamed(Query[SavedViewRow | None]):
    """The view of that name, whatever its case and width; None where there is none."""

    text: str

    def run(self, connection: Connection) -> SavedViewRow | None:
        wanted = folded(self.text)
        return next((view for view in SavedViews().run(connection) if folded(view.name) == wanted), None)


@dataclass(frozen=True, slots=True)
class ViewCount:
    """`more`: there are more than were counted."""

    id: SavedViewId
    partners: int
    more: bool


@dataclass(frozen=True, slots=True)
class ViewCounts(Query[tuple[ViewCount, ...]]):
    """How many partners each view shows, or these views."""

    today: date
    ids: Sequence[SavedViewId] = ()
    me: str = ""

    def run(self, connection: Connection) -> tuple[ViewCount, ...]:
        return tuple(self._counts(connection))

    def _counts(self, connection: Connection) -> Iterator[ViewCount]:
        """A view that asks for *me* has no count while nobody is me."""
        for view in SavedViews().run(connection):
            if self.ids and view.id not in self.ids:
                continue
            try:
                where, values, _ = conditions_of(connection, view.filter, self.today, self.me)
            except Refused:
                continue
            sql = COUNT.format(listed=LISTED, where=where)
            (found,) = connection.execute(sql, {**values, "most": MOST_COUNTED + 1}).fetchone()
            yield ViewCount(view.id, min(found, MOST_COUNTED), found > MOST_COUNTED)


def view_of(row: Sequence[Any], own: Sequence[CustomFieldRow]) -> SavedViewRow:
    key, version, name, text, columns, sort, descending, group_by, layout, position = row
    reading = read_filter(text, own)
    kept, problems = columns_of(columns, own)
    problems = [*reading.problems, *problems]
    if sort and not is_sortable(sort, own):
        problems.append(gone(sort))
        sort, descending = "", False
    if group_by and group_by not in (*group_keys(own), *ALIASES):
        problems.append(gone(group_by))
        group_by = ""
    asked = reading.filter.sorted_by(sort, descending=bool(descending)) if sort else reading.filter
    return SavedViewRow(
        SavedViewId(key), version, name, text, asked, kept, group_by, ViewLayout(layout), position, tuple(problems)
    )


def columns_of(text: str, own: Sequence[CustomFieldRow]) -> tuple[tuple[str, ...], list[Problem]]:
    """The columns that still are there, and which are gone. Without any, those of every list."""
    named = [str(name) for name in json.loads(text)]
    every = every_column(own)
    kept = tuple(name for name in named if name in every)
    return kept or COLUMNS, [gone(name) for name in named if name not in every]


def gone(key: str) -> Problem:
    return Problem("filter-field-gone", values={"given": shown(key)})


def is_sortable(key: str, own: Sequence[CustomFieldRow]) -> bool:
    found = field_by_key(SORTS_AS.get(key, key), own)
    return found is not None and bool(found.order)


def folded(name: str) -> str:
    return " ".join(normalize("NFKC", name).casefold().split())
