"""What was found in a text, and where. Positions count characters of the text as it was given."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from crm.communication.notes.names import Named


class SpanKind(Enum):
    PERSON = "person"
    PARTNER = "partner"
    UNKNOWN = "unknown"
    TAG = "tag"
    DECISION = "decision"
    INTERNAL = "internal"
    TASK = "task"
    DUE = "due"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Span:
    """A coloured stretch. Spans of one text are in order and never overlap."""

    kind: SpanKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """`@Name`. `named` is None where nobody of that name is known."""

    start: int
    end: int
    name: str
    named: Named | None


@dataclass(frozen=True, slots=True)
class TagUse:
    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class NotedDecision:
    start: int
    end: int
    text: str
    internal: bool


@dataclass(frozen=True, slots=True)
class NotedItem:
    """An action item of the text. `owner` empty: nobody was named, so whoever writes the notes."""

    start: int
    end: int
    text: str
    owner: Mention | None
    due_on: date | None
    internal: bool


@dataclass(frozen=True, slots=True)
class Notes:
    """What one text says. `impossible`: spans of days that no calendar has, such as 30 Feb."""

    spans: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    tags: tuple[TagUse, ...] = ()
    decisions: tuple[NotedDecision, ...] = ()
    items: tuple[NotedItem, ...] = ()
    impossible: tuple[Span, ...] = ()
