"""The saved views of the book on the rail and in the palette, whatever room is in sight."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from crm.partners.queries.view import SavedViewRow, SavedViews
from crm.values import Changes, Message
from crm.values.enums import ViewLayout
from ui.kit.actions import Action
from ui.window.rooms import is_built

if TYPE_CHECKING:
    from ui.window.office import Office

MOST = 8
"""So many views stand on the rail; all of them are in the palette."""

ICONS = {ViewLayout.TABLE: "list-filter", ViewLayout.BOARD: "square-kanban"}
KEY = "view-"


class Pinned:
    def __init__(self, office: "Office") -> None:
        self.office = office
        self.known: list[str] = []

    def ask(self) -> None:
        """On the worker, after the first sight."""
        if is_built("partners"):
            self.office.worker.ask(self.office, SavedViews(), self.show_views, "views")

    def on_changes(self, changes: Changes) -> None:
        if changes.touch("saved_view"):
            self.ask()

    def show_views(self, views: Sequence[SavedViewRow]) -> None:
        self.office.rail.show_views([(f"{KEY}{view.id}", view.name, ICONS[view.layout]) for view in views[:MOST]])
        for name in self.known:
            self.office.registry.remove(name)
        actions = [self.action(view) for view in views]
        self.known = [action.id for action in actions]
        self.office.registry.add(*actions)

    def action(self, view: SavedViewRow) -> Action:
        label = Message("window.open-view", {"name": view.name})
        return Action(f"open-{KEY}{view.id}", label, self.opener(view.id), ICONS[view.layout], words=(view.name,))

    def opener(self, key: int) -> Callable[[], None]:
        return lambda: self.office.go("partners", "view", key)

    def go(self, entry: str) -> bool:
        """An entry of the rail; False where it is none of a view."""
        if not entry.startswith(KEY):
            return False
        self.office.go("partners", "view", int(entry.removeprefix(KEY)))
        return True
