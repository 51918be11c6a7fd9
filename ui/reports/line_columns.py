"""The columns in which the rows of a figure are shown: of partners, roles, contacts, action items and moves."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from crm.documents.portfolio_content import ContactLine, ItemLine, MoveLine, PartnerLine, RoleLine
from crm.documents.speech import Name
from crm.partners.fit import rounded
from crm.values.enums import Choice
from ui.kit.look import look
from ui.kit.table import Cell, Column

NOTHING = Cell("–", tint="text-3")


def told(name: str, label: str, width: int, cell: Callable[[Any], Cell], **how: Any) -> Column[Any]:
    """The rows stand in the order of the report, by name, by day, or the longest over first: no header sorts them."""
    return Column(name, label, width, cell, sortable=False, **how)


def named(name: Name | None) -> Cell:
    return Cell(name.in_(look.language)) if name is not None else NOTHING


def with_letters(line: PartnerLine | RoleLine | MoveLine) -> Cell:
    name = line.name.in_(look.language)
    return Cell(name, letters=name)


def day(on: date | None) -> Cell:
    return Cell(look.say("report.live.day", on=on)) if on is not None else NOTHING


def choice(value: Choice | None) -> Cell:
    return Cell(look.say(value)) if value is not None else NOTHING


def number(value: int | None) -> Cell:
    return Cell(f"{value:,}") if value else NOTHING


def over(line: PartnerLine) -> Cell:
    return Cell(f"{line.quiet_by:,}", tint="amber") if line.is_quiet else NOTHING


def fit(line: PartnerLine) -> Cell:
    return Cell(rounded(line.fit)) if line.fit is not None else NOTHING


def roles(line: PartnerLine) -> Cell:
    if not line.roles:
        return Cell(look.say("partner-role.unclassified"), tint="text-3")
    parts = [look.say(f"report.portfolio.in-stage.{held.stage.value}", role=held.role) for held in line.roles]
    return Cell("; ".join(parts))


def partners(line: ContactLine) -> Cell:
    return Cell(", ".join(name.in_(look.language) for name in line.partners))


def of(name: str, cell: Callable[[Any], Cell]) -> Callable[[Any], Cell]:
    """The cell of one attribute of the line."""
    return lambda line: cell(getattr(line, name))


PARTNER = (
    told("name", "report.portfolio.head.partner", 150, with_letters, stretch=True, strong=True),
    told("roles", "report.portfolio.head.role-stage", 220, roles, least=800),
    told("tier", "field.tier", 92, of("tier", choice), least=560),
    told("owner", "report.portfolio.head.owner", 104, of("owner", named), least=960),
    told("last", "report.head.last-contact", 104, of("last_contact", day), right=True),
    told("over", "report.portfolio.head.over", 84, over, right=True),
    told("next", "report.portfolio.head.next", 104, of("next_due", day), right=True, least=900),
    told("open", "report.portfolio.head.open", 72, of("open_items", number), right=True, least=440),
    told("fit", "report.portfolio.head.fit", 56, fit, right=True, least=500),
)
ROLE = (
    told("name", "report.portfolio.head.partner", 150, with_letters, stretch=True, strong=True),
    told("role", "report.portfolio.head.role", 180, of("role", choice)),
    told("stage", "field.stage", 120, of("stage", choice)),
    told("since", "report.live.since", 110, of("since", day), right=True),
)
CONTACT = (
    told("on", "report.head.date", 110, of("held_on", day)),
    told("kind", "report.portfolio.head.kind", 96, of("kind", choice)),
    told("title", "report.portfolio.head.title", 160, of("title", Cell), stretch=True, strong=True),
    told("partners", "report.portfolio.head.partner", 180, partners),
)
ITEM = (
    told("text", "report.head.commitment", 160, of("text", Cell), stretch=True, strong=True),
    told("partner", "report.portfolio.head.partner", 150, of("partner", named)),
    told("owner", "report.head.owner", 104, of("owner", named), least=640),
    told("kept", "report.head.kept", 88, lambda line: Cell(look.say(f"report.kept.{line.kept.value}"))),
    told("due", "report.head.due", 104, of("due_on", day), right=True),
    told("done", "report.portfolio.head.done", 104, of("done_on", day), right=True, least=760),
)
MOVE = (
    told("name", "report.portfolio.head.partner", 150, with_letters, stretch=True, strong=True),
    told("role", "report.portfolio.head.role", 150, of("role", choice)),
    told("before", "report.portfolio.head.before", 96, of("before", choice)),
    told("after", "report.portfolio.head.after", 96, of("after", choice)),
    told("on", "report.head.date", 110, of("on", day), right=True),
)
COLUMNS: Mapping[type, tuple[Column[Any], ...]] = {
    PartnerLine: PARTNER,
    RoleLine: ROLE,
    ContactLine: CONTACT,
    ItemLine: ITEM,
    MoveLine: MOVE,
}
