"""The one way to write: a frozen act of a person, checked before and applied in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar

from crm.values.ids import Version
from crm.values.message import Message, Problem, Values
from crm.values.query import Query

if TYPE_CHECKING:
    from sqlmodel import Session

Record = TypeVar("Record")
Answer = TypeVar("Answer")


class Read(Protocol):
    """What a check may ask. It sees what the transaction sees and changes nothing."""

    @property
    def session(self) -> "Session": ...

    @property
    def today(self) -> date: ...

    def fetch(self, record: type[Record], key: int) -> Record:
        """The record. Refused with `record-missing` where there is none."""

    def find(self, record: type[Record], key: int | None) -> Record | None: ...

    def query(self, query: Query[Answer]) -> Answer: ...


class Transaction(Read, Protocol):
    """What `apply` works with. `now`, `user` and new ids come from here, so that tests and redo meet the same world."""

    @property
    def now(self) -> datetime:
        """The instant of the step, UTC."""

    @property
    def user(self) -> str:
        """The uid of the contact who is *me*, or empty."""

    @property
    def step(self) -> Version:
        """The journal's number of this step."""

    def fetch(self, record: type[Record], key: int, seen: Version | None = None) -> Record:
        """The record; with `seen`, refused with `record-changed` where somebody wrote it since."""

    def add(self, record: Record) -> Record:
        """Adds the row with its uid and version, flushed, so that its id is known."""

    def remove(self, record: object) -> None: ...

    def new_uid(self) -> str: ...


class CommandKind(Enum):
    UNDOABLE = "undoable"
    ANSWERED = "answered"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Frozen:
    """The rows of a table whose column holds the key, with the rows of `parts` (table, column) that belong to them."""

    table: str
    column: str
    key: int
    parts: tuple[tuple[str, str], ...] = ()


class Command:
    """Subclasses are frozen dataclasses with slots and an imperative name; `label` is their name in the undo menu."""

    __slots__ = ()

    label: ClassVar[str]
    kind: ClassVar[CommandKind] = CommandKind.UNDOABLE
    fields: ClassVar[str | None] = None
    """The `crm.model` class whose fields a mapping `values` of this command carries, where it has one."""

    def check(self, read: Read) -> list[Problem]:
        return []

    def apply(self, tx: Transaction) -> None:
        raise NotImplementedError

    def named(self, tx: Transaction) -> Message:
        """What the undo menu says. Asked after `apply`."""
        return Message(self.label, self.label_values(tx))

    def label_values(self, tx: Transaction) -> Values:
        return {}

    def merges_as(self) -> str | None:
        """Steps with the same key within 60 s become one undo step (typing in one field)."""
        return None

    def freezes(self, tx: Transaction) -> Sequence[Frozen]:
        """Rows that stand still from this step on: no step before it that wrote one of them is taken back any more."""
        return ()


class Stage(Protocol):
    """Where a command lays out many rows before its transaction, while others may still write."""

    @property
    def today(self) -> date: ...

    @property
    def now(self) -> datetime:
        """The instant of the coming step, UTC."""

    def rows(self, sql: str) -> Iterable[tuple[object, ...]]:
        """What stands in the book."""

    def next_id(self, record: type[object]) -> int:
        """The key that the next row of the table will bear."""

    def new_uid(self) -> str: ...

    def load(self, record: type[object], columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Rows as the file keeps them, without their version: the key first, from `next_id` on without a gap."""


class LoadingCommand(Command):
    """A command that makes many rows. They are laid out first and copied by the step, before `apply` does the rest."""

    __slots__ = ()

    def stage(self, stage: Stage) -> None:
        raise NotImplementedError
