"""What the brief of a handing over tells, as plain values. It is for our own people: it holds what is internal."""

from dataclasses import dataclass
from datetime import date

from crm.documents.partner_content import Identity, OwnValue, Person, Promise, Role
from crm.documents.promises import Kept
from crm.documents.speech import Name
from crm.values.enums import InteractionKind


@dataclass(frozen=True, slots=True)
class LastContact:
    on: date
    kind: InteractionKind
    title: str


@dataclass(frozen=True, slots=True)
class Decided:
    on: date
    text: str


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of the partner."""

    name: str
    added_on: date


@dataclass(frozen=True, slots=True)
class Part:
    """One partner as the successor must know it."""

    partner: Identity
    roles: tuple[Role, ...]
    last: LastContact | None
    quiet_by: int | None
    people: tuple[Person, ...]
    promises: tuple[Promise, ...]
    decided: tuple[Decided, ...]
    files: tuple[KeptFile, ...]
    own: tuple[OwnValue, ...] = ()

    @property
    def next_due(self) -> date | None:
        return min((promise.due_on for promise in self.promises if promise.due_on), default=None)

    @property
    def overdue(self) -> int:
        return sum(promise.kept is Kept.OVERDUE for promise in self.promises)


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything of one handing over. The partners are in the order of their urgency: what is due first comes first."""

    home: Name
    was: Name
    now: Name | None
    on: date
    version: int
    parts: tuple[Part, ...]
