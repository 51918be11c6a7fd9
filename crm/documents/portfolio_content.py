"""What a portfolio report tells, as plain values: the partners in its scope, and what happened with them in a period.

Every figure is the number of rows that `portfolio_figures` picks out of these lines, so a figure and what it opens to
cannot differ.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction

from crm.documents.period import Period
from crm.documents.promises import Kept
from crm.documents.speech import Name
from crm.partners.filters import Filter
from crm.partners.queries import RoleStage
from crm.values.enums import InteractionKind, Language, PartnerRole, Stage, Tier

COMING_DAYS = 30
"""How far the report looks ahead for what falls due."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a portfolio covers. What happened is counted within the period; states are those of `stand`.

    `language` orders the partners by their names; `me` is the uid of whoever asks, for `owner:me`.
    """

    period: Period
    today: date
    filter: Filter = field(default_factory=Filter)
    me: str = ""
    language: Language = Language.ENGLISH

    @property
    def is_past(self) -> bool:
        return self.period.until < self.today

    @property
    def stand(self) -> date:
        """The day at whose end roles, stages, tiers and silence are told: the period's last, today at the latest."""
        return min(self.period.until, self.today)

    @property
    def horizon(self) -> date:
        """The last day of what is coming."""
        return self.today + timedelta(days=min(COMING_DAYS, (date.max - self.today).days))


class Panel(Enum):
    """The six small charts: all twelve roles, those of one kind of partner together. The value ends its code."""

    DATA = "data"
    COMPUTE = "compute"
    TECHNOLOGY = "technology"
    KNOWLEDGE = "knowledge"
    DOWNSTREAM = "downstream"
    CHANNELS = "channels"


PANELS = {
    PartnerRole.DATA_PROVIDER: Panel.DATA,
    PartnerRole.COMPUTE_PROVIDER: Panel.COMPUTE,
    PartnerRole.UPSTREAM: Panel.COMPUTE,
    PartnerRole.TECHNOLOGY_PROVIDER: Panel.TECHNOLOGY,
    PartnerRole.PLATFORM: Panel.TECHNOLOGY,
    PartnerRole.ACADEMIC: Panel.KNOWLEDGE,
    PartnerRole.OPEN_SOURCE: Panel.KNOWLEDGE,
    PartnerRole.DOWNSTREAM: Panel.DOWNSTREAM,
    PartnerRole.DISTRIBUTOR: Panel.CHANNELS,
    PartnerRole.MARKETING: Panel.CHANNELS,
    PartnerRole.FINANCIAL: Panel.CHANNELS,
    PartnerRole.INVESTOR: Panel.CHANNELS,
}


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """An organisation. `quiet_by`: days over the silence that its tier allows, None where nothing counts."""

    id: int
    name: Name
    roles: tuple[RoleStage, ...]
    tier: Tier | None
    owner: Name | None
    last_contact: date | None
    next_due: date | None
    open_items: int
    people: int
    entered_on: date
    quiet_by: int | None
    fit: Fraction | None
    fit_gaps: int
    next_step: str = ""

    @property
    def is_quiet(self) -> bool:
        return self.quiet_by is not None and self.quiet_by > 0


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role that an organisation holds."""

    partner_id: int
    name: Name
    role: PartnerRole
    stage: Stage
    since: date


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A meeting or another contact, once, with those in scope who took part."""

    id: int
    held_on: date
    kind: InteractionKind
    title: str
    partner_ids: tuple[int, ...]
    partners: tuple[Name, ...]
    panels: frozenset[Panel]


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An action item. `by_home`: our side owes it; else the partner does."""

    id: int
    text: str
    partner_id: int
    partner: Name
    by_home: bool
    owner: Name | None
    due_on: date | None
    done_on: date | None
    kept: Kept


@dataclass(frozen=True, slots=True)
class MoveLine:
    """A role that went from one stage to another."""

    id: int
    partner_id: int
    name: Name
    role: PartnerRole
    before: Stage
    after: Stage
    on: date


@dataclass(frozen=True, slots=True)
class OfToday:
    """How many of what a past period tells are today's, because no history knows them."""

    tiers: int = 0
    stages: int = 0


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that one portfolio report may say. `said_filter`: the filter as either language writes it."""

    home: Name
    scope: Scope
    said_filter: Name
    version: int
    """The number of the newest step that wrote something of it."""
    partners: tuple[PartnerLine, ...]
    roles: tuple[RoleLine, ...]
    contacts: tuple[ContactLine, ...]
    fell_due: tuple[ItemLine, ...]
    """What was to be done in the period; of what had no date, what was done in it."""
    coming: tuple[ItemLine, ...]
    """What is open and falls due from today on, the nearest first."""
    moves: tuple[MoveLine, ...]
    internal_contacts: int
    internal_items: int
    came_later: int = 0
    """Partners in scope that a past period did not have yet: they are in none of the figures."""
    of_today: OfToday = field(default_factory=OfToday)

    @property
    def quiet(self) -> list[PartnerLine]:
        """Those gone quiet, the longest over first."""
        return sorted((line for line in self.partners if line.is_quiet), key=lambda line: -(line.quiet_by or 0))
