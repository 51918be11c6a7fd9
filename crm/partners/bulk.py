"""What changes do to many partners: old and new of each, who stays as they are, and who refuses. Pure.

Everything that may be changed in bulk is a slot that holds a value or nothing: a field, a role with its stage, a tag,
a vertical, a field of one's own. A change says what its slot shall hold.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crm.values import Message, Problem
from crm.values.enums import PartnerRole, Stage
from crm.values.ids import PartnerId

COLUMNS = ("tier", "owner", "country", "city", "maturity")
"""Fields of `PartnerFields` that many partners may share."""

PARTS = ("tag", "untag", "vertical", "role", "stage")
CHANGEABLE = (*COLUMNS, *PARTS)
"""What a `BulkChange` may name; beside them the key of an own field."""


@dataclass(frozen=True, slots=True)
class BulkChange:
    """One field and what it shall be, as it is typed; an own field is named by its key.

    `tier` strategic, `owner` a name of ours or empty for nobody, `tag` and `untag` a tag, `vertical` one that it serves
    too, `role` distributor or distributor:active, `stage` active for all roles of a partner or distributor:active.
    """

    field: str
    value: str = ""


class Slot(NamedTuple):
    """`kind` is `field`, `role`, `tag`, `vertical` or `own`; `key` which of them."""

    kind: str
    key: str


ALL_ROLES = Slot("role", "")
Held = Mapping[Slot, object]


@dataclass(frozen=True, slots=True)
class Partner:
    """What is known of one partner before the changes."""

    id: PartnerId
    title_en: str
    title_zh: str
    in_bin: bool
    held: Held


@dataclass(frozen=True, slots=True)
class Meant:
    """A change as it was understood. `begins`: only where the slot is empty; `goes_on`: only where it is not."""

    slot: Slot
    now: object
    label: Message
    begins: bool = False
    goes_on: bool = False

    def slots(self, held: Held) -> list[Slot]:
        """Where it applies in one partner: `ALL_ROLES` is each role that it plays."""
        return [slot for slot in held if slot.kind == "role"] if self.slot == ALL_ROLES else [self.slot]


@dataclass(frozen=True, slots=True)
class Step:
    """One slot of one partner that changes."""

    slot: Slot
    label: Message
    old: object
    new: object

    @property
    def changes(self) -> bool:
        """A tag that is there is there, however it is spelled."""
        if self.slot.kind == "tag":
            return (self.old is None) != (self.new is None)
        return self.old != self.new


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the changes do to one partner: nothing, these steps, or nothing because of `refused`."""

    partner: Partner
    steps: tuple[Step, ...] = ()
    refused: Problem | None = None


def outcomes(partners: Sequence[Partner], changes: Sequence[Meant]) -> Iterator[Outcome]:
    for partner in partners:
        yield outcome(partner, changes)


def outcome(partner: Partner, changes: Sequence[Meant]) -> Outcome:
    """All changes in their order, each on what the one before it left; one that is refused refuses the partner."""
    if partner.in_bin:
        return Outcome(partner, refused=Problem("record-in-bin", values={"name": partner.title_en}))
    held = dict(partner.held)
    first: dict[Slot, Step] = {}
    for change in changes:
        slots = change.slots(held)
        if problem := refusal(change, slots, held):
            return Outcome(partner, refused=problem)
        for slot in slots:
            step = first.get(slot) or Step(slot, change.label, held.get(slot), None)
            held[slot] = change.now
            first[slot] = Step(slot, step.label, step.old, change.now)
    return Outcome(partner, tuple(step for step in first.values() if step.changes))


def refusal(change: Meant, slots: Sequence[Slot], held: Held) -> Problem | None:
    if change.goes_on and not slots:
        return Problem("bulk-no-role")
    for slot in slots:
        there = held.get(slot)
        if change.goes_on and there is None:
            return Problem("bulk-role-missing", values={"role": PartnerRole(slot.key)})
        if change.begins and there is not None and there != change.now:
            return Problem("bulk-role-there", values={"role": PartnerRole(slot.key), "stage": there})
    return None


def role_and_stage(value: str) -> tuple[str, str]:
    """`distributor:active`; a stage alone is the second, a role alone the first."""
    first, mark, second = value.replace("：", ":").partition(":")
    return (first.strip(), second.strip()) if mark else (value.strip(), "")


NEW_STAGE = Stage.PROSPECT
"""Where a role begins that is given without a stage."""
