"""What changes do to many partners or contacts: old and new of each, who stays as they are, who refuses. Pure.

Everything that may be changed in bulk is a slot that holds a value or nothing: a field, a role with its stage, a tag,
a vertical, a field of one's own. A change says what its slot shall hold.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crm.values import Message, Problem, Refused
from crm.values.enums import CustomConcept, PartnerRole, Stage
from crm.values.ids import ContactId, PartnerId

COLUMNS: Mapping[CustomConcept, tuple[str, ...]] = {
    CustomConcept.PARTNER: ("tier", "owner", "country", "city", "maturity"),
    CustomConcept.CONTACT: ("decision_role", "language"),
}
"""Fields of `PartnerFields` and `ContactFields` that many may share."""

PARTS: Mapping[CustomConcept, tuple[str, ...]] = {
    CustomConcept.PARTNER: ("tag", "untag", "vertical", "role", "stage"),
    CustomConcept.CONTACT: ("tag", "untag"),
}


def changeable(concept: CustomConcept) -> tuple[str, ...]:
    """What a `BulkChange` may name; beside them the key of an own field."""
    return (*COLUMNS[concept], *PARTS[concept])


@dataclass(frozen=True, slots=True)
class BulkChange:
    """One field and what it shall be, as it is typed; an own field is named by its key.

    `tier` strategic, `owner` a name of ours or empty for nobody, `tag` and `untag` a tag, `vertical` one that it serves
    too, `role` distributor or distributor:active, `stage` active for all roles of a partner or distributor:active.
    Of contacts: `decision_role` champion, `language` zh-CN, `tag`, `untag`.
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
class Edited:
    """What is known of one partner or contact before the changes."""

    id: int
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
        """Where it applies in one record: `ALL_ROLES` is each role that a partner plays."""
        return [slot for slot in held if slot.kind == "role"] if self.slot == ALL_ROLES else [self.slot]


@dataclass(frozen=True, slots=True)
class Step:
    """One slot of one record that changes."""

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
    """What the changes do to one record: nothing, these steps, or nothing because of `refused`."""

    record: Edited
    steps: tuple[Step, ...] = ()
    refused: Problem | None = None


def chosen_concept(partner_ids: Sequence[PartnerId], contact_ids: Sequence[ContactId]) -> CustomConcept:
    """What is edited; a Problem where it is both, which share no field but by name."""
    if partner_ids and contact_ids:
        raise Refused(Problem("bulk-two-concepts", field="contact_ids"))
    return CustomConcept.CONTACT if contact_ids else CustomConcept.PARTNER


def outcomes(records: Sequence[Edited], changes: Sequence[Meant]) -> Iterator[Outcome]:
    for record in records:
        yield outcome(record, changes)


def outcome(record: Edited, changes: Sequence[Meant]) -> Outcome:
    """All changes in their order, each on what the one before it left; one that is refused refuses the record."""
    if record.in_bin:
        return Outcome(record, refused=Problem("record-in-bin", values={"name": record.title_en}))
    held = dict(record.held)
    first: dict[Slot, Step] = {}
    for change in changes:
        slots = change.slots(held)
        if problem := refusal(change, slots, held):
            return Outcome(record, refused=problem)
        for slot in slots:
            step = first.get(slot) or Step(slot, change.label, held.get(slot), None)
            held[slot] = change.now
            first[slot] = Step(slot, step.label, step.old, change.now)
    return Outcome(record, tuple(step for step in first.values() if step.changes))


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
