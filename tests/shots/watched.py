"""What the record of an agreement tells of others and of itself on other days, on pictures."""

from crm.agreements.commands import AddRestriction
from tests.shots.agreed import opened
from tests.window.driver import Window

DRAFT = "Judgments corpus licence"


def overlapping(window: Window) -> None:
    """We promise to a second partner what the licence has promised to the first."""
    shown = opened(window, DRAFT).record.shown
    assert shown is not None
    home = next(party for party in shown.row.parties if party.is_home)
    values = {"kind": "exclusivity", "territory": "CN", "use_field": "clinical dialogue"}
    window.office.execute(AddRestriction(shown.version.id, values, home.id, line=shown.clauses[2].line))
    window.settle()


WATCHED = {
    "agreement-overlap": overlapping,
}
