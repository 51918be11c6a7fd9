"""Which rooms there are. A room that is not built is not shown."""

from importlib import import_module
from importlib.util import find_spec

from ui.kit.room import Desk, LogPane, Room

RAIL = {"today": "sun", "partners": "handshake", "agreements": "file-text", "reports": "newspaper"}
"""On the rail, from top to bottom, with their icons; Ctrl+1 is the first. The rooms themselves are loaded when they
are entered: naming them here costs the first paint nothing."""

RAIL_ROOMS = tuple(RAIL)

OWN_ROOMS = {
    "bin": "ui.window.bin_room",
    "duplicates": "ui.partners.duplicates_room",
    "fields": "ui.partners.fields_room",
    "papers": "ui.importing.papers_room",
    "results": "ui.window.results_room",
    "settings": "ui.window.settings_room",
    "tags": "ui.partners.tags_room",
    "restoring": "ui.window.restoring",
}


def module_of(name: str) -> str:
    return OWN_ROOMS.get(name, f"ui.{name}")


def is_built(name: str) -> bool:
    found = find_spec(module_of(name))
    return found is not None and found.origin is not None


def label_of(name: str) -> str:
    return f"window.{name}"


def room_class(name: str) -> type[Room]:
    kind: type[Room] = import_module(module_of(name)).Room
    return kind


def make_room(name: str, desk: Desk) -> Room:
    return room_class(name)(desk)


def make_log_pane(desk: Desk) -> LogPane:
    pane: LogPane = import_module("ui.communication").LogPane(desk)
    return pane
