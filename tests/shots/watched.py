"""What the record of an agreement tells of others and of itself on other days, on pictures."""

from crm.agreements.commands import AddRestriction
from tests.shots.agreed import opened
from tests.window.driver import Window
from ui.agreements.side_sections import PromiseLine

DRAFT = "Judgments corpus licence"


def overlapping(window: Window) -> None:
    """We promise to a second partner what the licence has promised to the first."""
    shown = opened(window, DRAFT).record.shown
    assert shown is not None
    home = next(party for party in shown.row.parties if party.is_home)
    values = {"kind": "exclusivity", "territory": "CN", "use_field": "clinical dialogue"}
    window.office.execute(AddRestriction(shown.version.id, values, home.id, line=shown.clauses[2].line))
    window.settle()


def on_a_day(window: Window) -> None:
    """The licence as its amendment left it."""
    opened(window, "DL-2025-0007").show_day()
    window.settle()


def differing(window: Window) -> None:
    """A clause of the licence against the standard's, its words marked."""
    shown = opened(window, "DL-2025-0007")
    section = shown.side.differences
    section.findChildren(PromiseLine)[0].clicked.emit()
    window.settle()
    shown.side.scroller.ensureWidgetVisible(section)
    window.settle()


WATCHED = {
    "agreement-differences": differing,
    "agreement-day": on_a_day,
    "agreement-overlap": overlapping,
}
