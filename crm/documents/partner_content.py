"""What a partner report tells, as plain values. Nothing confidential gets this far: `partner_query` leaves it out."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from crm.documents.period import Period
from crm.documents.promises import Kept
from crm.documents.speech import Name
from crm.values.enums import (
    AgreementStatus,
    AgreementType,
    DecisionRole,
    DutyState,
    InteractionKind,
    PartnerRole,
    Stage,
    Tier,
)

MEETINGS = frozenset({InteractionKind.MEETING, InteractionKind.VIDEO, InteractionKind.VISIT, InteractionKind.REVIEW})
"""Kinds at which people met; the others are contacts only, and stand in the chart."""


@dataclass(frozen=True, slots=True)
class Role:
    role: PartnerRole
    stage: Stage
    since: date


@dataclass(frozen=True, slots=True)
class Person:
    name: Name
    title: str
    decision_role: DecisionRole | None
    last_contact: date | None


@dataclass(frozen=True, slots=True)
class OwnValue:
    """What stands in a field that the book adds. `value` is given in each language, as dates and amounts differ."""

    field: str
    value: Name


@dataclass(frozen=True, slots=True)
class Meeting:
    """An interaction that the partner may see. `title` is empty where it would name another partner."""

    id: int
    held_on: date
    kind: InteractionKind
    title: str
    decisions: tuple[str, ...] = ()
    minutes: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """An action item. `by_home`: our side owes it; else the partner does."""

    text: str
    by_home: bool
    owner: Name | None
    promised_on: date
    due_on: date | None
    done_on: date | None
    kept: Kept
    meeting_id: int | None

    @property
    def is_open(self) -> bool:
        return self.kept in (Kept.OVERDUE, Kept.NOT_YET_DUE)


@dataclass(frozen=True, slots=True)
class Agreed:
    """A signed agreement with the partner, as it stands on the report's day. `next_end`: where it renews by itself."""

    number: str
    title: Name
    type: AgreementType
    status: AgreementStatus
    last_day: date | None
    notice_on: date | None
    safe_on: date | None
    margin: int
    next_end: date | None


@dataclass(frozen=True, slots=True)
class Owed:
    """One instance of an obligation that the partner owes or is owed. `met_on`: when it was settled."""

    text: Name
    by: Name
    number: str
    due_on: date
    met_on: date | None
    state: DutyState
    days_late: int

    @property
    def is_to_come(self) -> bool:
        return self.state is DutyState.DUE


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal and how far it is. `share` of the way from baseline to target, `gone` of the time; None: unknown."""

    text: Name
    unit: str
    baseline: str
    now: str
    target: str
    share: Fraction | None
    due_on: date | None
    gone: Fraction | None


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the report is about."""

    id: int
    name: Name
    legal_name: str
    tier: Tier | None
    place: str
    website: str
    owner: Name | None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one report on one partner may say. Meetings and promises are in the order of their dates."""

    home: Name
    partner: Identity
    period: Period
    on: date
    version: int
    """The number of the newest step that wrote something of it."""
    roles: tuple[Role, ...]
    people: tuple[Person, ...]
    meetings: tuple[Meeting, ...]
    """All up to the period's end: the chart needs the contact before the period, the opening the last meeting."""
    promises: tuple[Promise, ...]
    quiet_after: int
    """Days after which the partner counts as gone quiet."""
    own: tuple[OwnValue, ...] = ()
    """Own fields that hold something, but those that lead to another partner."""

    agreed: tuple[Agreed, ...] = ()
    owed: tuple[Owed, ...] = ()
    aims: tuple[Aim, ...] = ()

    @property
    def held(self) -> tuple[Meeting, ...]:
        """The interactions within the period."""
        return tuple(meeting for meeting in self.meetings if meeting.held_on >= self.period.since)

    @property
    def last_promising(self) -> Meeting | None:
        """The last meeting at which something was promised."""
        promising = {promise.meeting_id for promise in self.promises}
        return next((meeting for meeting in reversed(self.meetings) if meeting.id in promising), None)

    def promised_at(self, meeting: Meeting | None) -> list[Promise]:
        return [promise for promise in self.promises if meeting and promise.meeting_id == meeting.id]

    @property
    def promised_earlier(self) -> list[Promise]:
        """What else was promised within the period."""
        last = self.last_promising
        return [
            promise
            for promise in self.promises
            if promise.promised_on >= self.period.since and not (last and promise.meeting_id == last.id)
        ]

    @property
    def open_promises(self) -> list[Promise]:
        return [promise for promise in self.promises if promise.is_open]
