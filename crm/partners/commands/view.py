"""Saved views: a named look at the partners is kept, changed, put in order, taken away."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from crm import model
from crm.book.records import matching
from crm.partners.columns import column_named
from crm.partners.filters import Filter, read_filter, written
from crm.partners.filters.fields import SORT
from crm.partners.filters.values import canonical
from crm.partners.queries.custom_field import CustomFieldRow, CustomFields
from crm.partners.queries.groups import ALIASES, grouping_of
from crm.partners.queries.view import folded
from crm.values import Command, Problem, Read, Refused, Transaction, Values
from crm.values.enums import CustomConcept, Language
from crm.values.ids import SavedViewId, Version
from crm.values.message import shown

if TYPE_CHECKING:
    from crm.model import SavedView

LONGEST_FOLDED = 60
GONE = "removed view"
"""Under which a step remembers the view that it took away, for its name in the undo menu."""


@dataclass(frozen=True, slots=True)
class AddView(Command):
    """Keeps a look at the partners under a name: filter in either language's words, columns, order, groups, layout."""

    label: ClassVar[str] = "undo.add-view"
    fields: ClassVar[str | None] = "SavedViewFields"
    values: Mapping[str, object]

    def check(self, read: Read) -> list[Problem]:
        return view_problems(read, self.values)

    def apply(self, tx: Transaction) -> None:
        values = kept_values(tx, self.values)
        last = max((view.position for view in matching(tx, model.SavedView)), default=-1)
        tx.add(model.SavedView(**values, folded=folded(str(values["name"])), position=last + 1))

    def label_values(self, tx: Transaction) -> Values:
        return {"name": str(self.values.get("name", "")).strip()}


@dataclass(frozen=True, slots=True)
class EditView(Command):
    """Changes what a view keeps, in one step: its name, or the look that one has before oneself."""

    label: ClassVar[str] = "undo.edit-view"
    fields: ClassVar[str | None] = "SavedViewFields"
    id: SavedViewId
    values: Mapping[str, object]
    seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        view = read.fetch(model.SavedView, self.id)
        if not self.values:
            return [Problem("nothing-chosen", field="values")]
        return view_problems(read, {"name": view.name, **self.values}, view)

    def apply(self, tx: Transaction) -> None:
        view = tx.fetch(model.SavedView, self.id, self.seen)
        for field, value in kept_values(tx, self.values).items():
            setattr(view, field, value)
        view.folded = folded(view.name)

    def label_values(self, tx: Transaction) -> Values:
        return {"name": tx.fetch(model.SavedView, self.id).name}


@dataclass(frozen=True, slots=True)
class RemoveView(Command):
    """Takes a view away; the partners that it showed stay."""

    label: ClassVar[str] = "undo.remove-view"
    id: SavedViewId
    seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        read.fetch(model.SavedView, self.id)
        return []

    def apply(self, tx: Transaction) -> None:
        view = tx.fetch(model.SavedView, self.id, self.seen)
        tx.session.info[GONE] = view.name
        tx.remove(view)

    def label_values(self, tx: Transaction) -> Values:
        return {"name": tx.session.info[GONE]}


@dataclass(frozen=True, slots=True)
class ReorderViews(Command):
    """Puts the views in this order. Each must be named once."""

    label: ClassVar[str] = "undo.reorder-views"
    ids: Sequence[SavedViewId]

    def check(self, read: Read) -> list[Problem]:
        held = {view.id for view in matching(read, model.SavedView)}
        return (
            [] if set(self.ids) == held and len(self.ids) == len(held) else [Problem("view-order-wrong", field="ids")]
        )

    def apply(self, tx: Transaction) -> None:
        for place, key in enumerate(self.ids):
            view = tx.fetch(model.SavedView, key)
            if view.position != place:
                view.position = place


def view_problems(read: Read, values: Mapping[str, object], own: "SavedView | None" = None) -> list[Problem]:
    problems = model.problems_of(model.SavedViewFields, values)
    if problems:
        return problems
    try:
        found = kept_values(read, values)
    except Refused as refused:
        return list(refused.problems)
    name = folded(str(found["name"]))
    if len(name) > LONGEST_FOLDED:
        return [Problem("field-too-long", field="name", values={"field": "name", "most": LONGEST_FOLDED})]
    same = [view for view in matching(read, model.SavedView, folded=name) if own is None or view.id != own.id]
    return [Problem("view-exists", field="name", values={"given": shown(found["name"])})] if same else []


def kept_values(read: Read, values: Mapping[str, object]) -> dict[str, Any]:
    """As the table keeps them: the filter in English words and keys, columns by key. Raises Refused.

    What the filter says of the order becomes the view's order, where no other is given.
    """
    from crm.model.rules import checked

    own = read.query(CustomFields(CustomConcept.PARTNER))
    found: dict[str, Any] = {**checked(model.SavedViewFields, {"name": "-", **values})}
    found = {name: found[name] for name in values}
    if "filter" in found:
        asked = filter_in(str(found["filter"]), own)
        found["filter"] = written(asked.sorted_by(""), Language.ENGLISH)
        if asked.sort and not found.get("sort"):
            found |= {"sort": asked.sort, "descending": asked.descending}
    if "columns" in found:
        found["columns"] = json.dumps([column_named(name, own) for name in names_in(str(found["columns"]))])
    if sort := found.get("sort"):
        found["sort"] = canonical(SORT, str(sort), own)
    if group := found.get("group_by"):
        grouping_of(ALIASES.get(str(group), str(group)), own)
    return found


def filter_in(text: str, own: Sequence[CustomFieldRow]) -> Filter:
    reading = read_filter(text, own)
    if reading.problems:
        raise Refused(reading.problems)
    return reading.filter


def names_in(columns: str) -> list[str]:
    """A JSON list of names, each once."""
    try:
        named = json.loads(columns)
    except ValueError:
        named = None
    if not isinstance(named, list) or not all(isinstance(name, str) for name in named):
        raise Refused(Problem("view-columns-wrong", field="columns"))
    return list(dict.fromkeys(named))
