"""Keeps the list and its saved views in step: which view is open, how far the list has moved from it, what is saved."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from crm.partners.commands.view import AddView, EditView, RemoveView, ReorderViews
from crm.partners.filters import Filter, written
from crm.partners.queries.view import SavedViewRow, SavedViews, ViewCounts
from crm.values import Changes, Command, Message
from crm.values.enums import Language, ViewLayout
from crm.values.ids import Version
from ui.partners.view_tabs import ViewTabs

if TYPE_CHECKING:
    from ui.partners.room import PartnersRoom

COUNTED_BY = ("partner", "partner_role", "interaction", "interaction_partner", "action_item", "tagging", "saved_view")


@dataclass(frozen=True, slots=True)
class ListLook:
    """How the partners are looked at: what a view keeps. `columns` None: those of every list."""

    filter: Filter
    columns: tuple[str, ...] | None
    group_by: str
    layout: ViewLayout

    def values(self) -> Mapping[str, object]:
        """As AddView and EditView take them."""
        return {
            "filter": written(self.filter.sorted_by(""), Language.ENGLISH),
            "columns": json.dumps(list(self.columns or ())),
            "sort": self.filter.sort,
            "descending": self.filter.descending,
            "group_by": self.group_by,
            "layout": self.layout,
        }


def look_of(view: SavedViewRow) -> ListLook:
    from crm.partners.columns import COLUMNS

    columns = None if view.columns == COLUMNS else view.columns
    return ListLook(view.filter, columns, view.group_by, view.layout)


class Views(QObject):
    """The room hands its look over and takes one; the book keeps them."""

    def __init__(self, room: "PartnersRoom") -> None:
        super().__init__(room)
        self.room, self.desk = room, room.desk
        self.tabs = ViewTabs()
        self.widths: dict[int, dict[str, int]] = {}
        self.measured = 0
        """The view to which the widths belong that the table has now."""

        self.tabs.show_views(self.desk.book.query(SavedViews()), 0)
        self.tabs.opened.connect(self.open)
        self.tabs.kept.connect(self.keep)
        self.tabs.renamed.connect(lambda view, name: self.edit(view, {"name": name}))
        self.tabs.saved.connect(lambda view: self.edit(view, self.room.look_now().values()))
        self.tabs.removed.connect(self.remove)
        self.tabs.moved.connect(self.move)

    def open(self, key: int) -> bool:
        """That view, or all partners; what of it is gone since is said."""
        view = self.tabs.view(key)
        if view is None and key:
            return False
        self.tabs.show_current(key, changed=False)
        if view is None:
            self.room.take_look(ListLook(Filter(), None, "", self.room.layout_shown))
        else:
            self.room.take_look(look_of(view))
            if view.problems:
                self.desk.problems(view.problems)
        self.show_changed()
        return True

    def show_changed(self) -> None:
        """Whether the list looks otherwise than its view says: then the changes may be saved to it."""
        view = self.tabs.view()
        changed = view is not None and look_of(view) != self.room.look_now()
        self.tabs.show_current(self.tabs.current if view is not None else 0, changed=changed)
        self.measure(self.tabs.current)

    def measure(self, view: int) -> None:
        """Each view has its own widths of columns; one that was never arranged begins with those of All."""
        if view == self.measured:
            return
        self.widths[self.measured] = dict(self.room.table.widths)
        self.measured = view
        self.room.table.take_widths(self.widths.get(view, self.widths.get(0, {})))

    def state(self) -> dict[str, Any]:
        """What is remembered: the open view, and the widths of those that are not open."""
        known = {0, *(view.id for view in self.tabs.views)}
        return {
            "view": self.tabs.current,
            "view_widths": {str(view): widths for view, widths in self.widths.items() if view in known},
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """After the table got the widths of the view that was open."""
        widths = state.get("view_widths")
        if isinstance(widths, Mapping):
            kept = {view: each for view, each in widths.items() if view.isdigit() and isinstance(each, Mapping)}
            self.widths = {int(view): dict(each) for view, each in kept.items()}
        if isinstance(view := state.get("view"), int):
            self.measured = view
            self.tabs.show_current(view, changed=False)

    def ask_counts(self) -> None:
        """After the page, on the worker."""
        if self.tabs.views:
            question = ViewCounts(self.desk.book.clock.today(), me=self.desk.book.user)
            self.desk.worker.ask(self, question, self.tabs.show_counts, "view-counts")

    def on_changes(self, changes: Changes) -> None:
        if changes.touch("saved_view") or changes.touch("custom_field"):
            self.tabs.show_views(self.desk.book.query(SavedViews()), self.tabs.current)
            self.show_changed()
        if any(changes.touch(table) for table in COUNTED_BY):
            self.ask_counts()

    # What is written

    def keep(self, name: str) -> None:
        """The present look under a name, which then is the open view."""
        changes = self.desk.execute(
            AddView({"name": name, **self.room.look_now().values()}),
            toast=Message("partners.view-kept", {"name": name}),
        )
        if changes is not None:
            view = changes.first("saved_view")
            self.widths[view] = dict(self.room.table.widths)
            self.tabs.show_views(self.desk.book.query(SavedViews()), view)
            self.show_changed()
            self.ask_counts()

    def edit(self, view: SavedViewRow, values: Mapping[str, object]) -> None:
        self.do(EditView(view.id, values, Version(view.version)), Message("partners.view-saved", {"name": view.name}))

    def remove(self, view: SavedViewRow) -> None:
        said = Message("partners.view-removed", {"name": view.name})
        if self.do(RemoveView(view.id, Version(view.version)), said) and self.tabs.current == view.id:
            self.tabs.show_current(0, changed=False)
            self.measure(0)

    def move(self, view: SavedViewRow, by: int) -> None:
        ids = [one.id for one in self.tabs.views]
        place = ids.index(view.id)
        to = max(0, min(len(ids) - 1, place + by))
        if to != place:
            ids.insert(to, ids.pop(place))
            self.do(ReorderViews(tuple(ids)), None)

    def do(self, command: Command, said: Message | None) -> bool:
        return self.desk.execute(command, toast=said) is not None
