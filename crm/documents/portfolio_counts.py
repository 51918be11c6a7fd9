"""What a portfolio counts: each `Cut` picks the lines that one figure stands for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from crm.documents.partner_content import MEETINGS
from crm.documents.period import Period
from crm.documents.portfolio_content import (
    ContactLine,
    Content,
    ItemLine,
    MoveLine,
    Panel,
    PartnerLine,
    RoleLine,
)
from crm.documents.promises import Kept
from crm.values.enums import PartnerRole, Stage, Tier

Line = PartnerLine | RoleLine | ContactLine | ItemLine | MoveLine


class Count(Enum):
    """What is counted. The value ends the figure's code, `report.portfolio.figure.…`."""

    ORGANISATIONS = "organisations"
    UNCLASSIFIED = "unclassified"
    ROLES = "roles"
    ACTIVE_ROLES = "active-roles"
    ACTIVE = "active"
    STRATEGIC = "strategic"
    PREFERRED = "preferred"
    REGISTERED = "registered"
    UNTIERED = "untiered"
    MEETINGS = "meetings"
    CONTACTS = "contacts"
    MET = "met"
    NEW = "new"
    MOVES = "moves"
    QUIET = "quiet"
    QUIET_STRATEGIC = "quiet-strategic"
    ONE_PERSON = "one-person"
    FIT = "fit"
    FIT_GAPS = "fit-gaps"
    OURS_KEPT = "ours-kept"
    OURS_LATE = "ours-late"
    OURS_OVERDUE = "ours-overdue"
    THEIRS_KEPT = "theirs-kept"
    THEIRS_LATE = "theirs-late"
    THEIRS_OVERDUE = "theirs-overdue"
    COMING = "coming"
    CELL = "cell"
    HOLDERS = "holders"
    PANEL = "panel"
    BAR = "bar"


@dataclass(frozen=True, slots=True)
class Cut:
    """Which lines a figure counts. A cell of the table names role and stage; None there is all of them."""

    count: Count
    role: PartnerRole | None = None
    stage: Stage | None = None
    panel: Panel | None = None
    stretch: Period | None = None

    @property
    def code(self) -> str:
        parts = (self.count, self.role, self.stage, self.panel)
        words = [part.value for part in parts if part is not None]
        return ".".join([*words, *([self.stretch.since.isoformat()] if self.stretch else [])])


def lines_of(content: Content, cut: Cut) -> tuple[Line, ...]:
    """The lines that the figure counts, in the order in which they are shown."""
    if cut.count in PARTNERS:
        return tuple(filter(PARTNERS[cut.count], content.partners))
    if cut.count in PROMISES:
        by_home, kept = PROMISES[cut.count]
        return tuple(item for item in content.fell_due if item.by_home is by_home and item.kept is kept)
    if cut.count in HAPPENED:
        return tuple(HAPPENED[cut.count](content))
    return CUTTING[cut.count](content, cut)


PARTNERS: Mapping[Count, Callable[[PartnerLine], bool]] = {
    Count.UNCLASSIFIED: lambda line: not line.roles,
    Count.ACTIVE: lambda line: any(held.stage is Stage.ACTIVE for held in line.roles),
    Count.STRATEGIC: lambda line: line.tier is Tier.STRATEGIC,
    Count.PREFERRED: lambda line: line.tier is Tier.PREFERRED,
    Count.REGISTERED: lambda line: line.tier is Tier.REGISTERED,
    Count.UNTIERED: lambda line: line.tier is None,
    Count.ONE_PERSON: lambda line: line.people == 1,
    Count.FIT: lambda line: line.fit is not None,
    Count.FIT_GAPS: lambda line: line.fit is not None and line.fit_gaps > 0,
}

PROMISES: Mapping[Count, tuple[bool, Kept]] = {
    Count.OURS_KEPT: (True, Kept.KEPT),
    Count.OURS_LATE: (True, Kept.LATE),
    Count.OURS_OVERDUE: (True, Kept.OVERDUE),
    Count.THEIRS_KEPT: (False, Kept.KEPT),
    Count.THEIRS_LATE: (False, Kept.LATE),
    Count.THEIRS_OVERDUE: (False, Kept.OVERDUE),
}


def meetings(content: Content) -> list[Line]:
    return [line for line in content.contacts if line.kind in MEETINGS]


def met(content: Content) -> list[Line]:
    """Those who took part in a meeting of the period."""
    there = {key for line in content.contacts if line.kind in MEETINGS for key in line.partner_ids}
    return [line for line in content.partners if line.id in there]


def new(content: Content) -> list[Line]:
    """Those who were entered into the book in the period."""
    period = content.scope.period
    return [line for line in content.partners if period.since <= line.entered_on <= period.until]


def quiet_strategic(content: Content) -> list[Line]:
    return [line for line in content.quiet if line.tier is Tier.STRATEGIC]


HAPPENED: Mapping[Count, Callable[[Content], Sequence[Line]]] = {
    Count.ORGANISATIONS: lambda content: content.partners,
    Count.CONTACTS: lambda content: content.contacts,
    Count.MEETINGS: meetings,
    Count.MET: met,
    Count.NEW: new,
    Count.MOVES: lambda content: content.moves,
    Count.QUIET: lambda content: content.quiet,
    Count.QUIET_STRATEGIC: quiet_strategic,
    Count.COMING: lambda content: content.coming,
}


def roles(content: Content, cut: Cut) -> tuple[Line, ...]:
    stage = Stage.ACTIVE if cut.count is Count.ACTIVE_ROLES else cut.stage
    return tuple(
        line
        for line in content.roles
        if (cut.role is None or line.role is cut.role) and (stage is None or line.stage is stage)
    )


def holders(content: Content, cut: Cut) -> tuple[Line, ...]:
    """Organisations with a role in the stage, or with any: each once, however many it holds."""
    return tuple(
        line for line in content.partners if any(cut.stage is None or held.stage is cut.stage for held in line.roles)
    )


def panel(content: Content, cut: Cut) -> tuple[Line, ...]:
    """Contacts of the partners of a panel, within a stretch of the period if there is one. Each contact once."""
    stretch = cut.stretch or content.scope.period
    return tuple(
        line for line in content.contacts if cut.panel in line.panels and stretch.since <= line.held_on <= stretch.until
    )


CUTTING: Mapping[Count, Callable[[Content, Cut], tuple[Line, ...]]] = {
    Count.ROLES: roles,
    Count.ACTIVE_ROLES: roles,
    Count.CELL: roles,
    Count.HOLDERS: holders,
    Count.PANEL: panel,
    Count.BAR: panel,
}
