"""What a committed step changed: told to every view after the commit."""

from collections.abc import Mapping
from dataclasses import dataclass

from crm.values.ids import StepId
from crm.values.message import Message


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids per table. `initiator` is the object that asked, so that an editor does not reload what it just wrote."""

    step: StepId
    named: Message
    initiator: object | None
    ids: Mapping[str, frozenset[int]]
    made: Mapping[str, tuple[int, ...]]

    def touch(self, table: str, key: int | None = None) -> bool:
        """Whether the step changed the table, or that row of it."""
        touched = self.ids.get(table, frozenset())
        return bool(touched) if key is None else key in touched

    def first(self, table: str) -> int:
        """The id of the first row that the step made in the table."""
        return self.made[table][0]
