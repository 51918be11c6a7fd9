"""One change for many partners or contacts, as one step."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from crm import model
from crm.book.filing import tag_named
from crm.book.records import row_id
from crm.partners.bulk import BulkChange, Meant, Outcome, Slot, Step, chosen_concept, outcomes
from crm.partners.bulk_words import Vocabulary
from crm.partners.commands.custom_value import keep_draft
from crm.partners.custom_values import CustomDraft
from crm.partners.queries.bulk import BulkRecords
from crm.values import Command, Message, Problem, Read, Refused, Transaction
from crm.values.enums import CustomConcept, DecisionRole, PartnerRole, Stage, Tier
from crm.values.ids import ContactId, PartnerId

if TYPE_CHECKING:
    from crm.model import PartnerRoleRow

CHUNK = 500
"""Records of one statement: SQLite takes no more than 32,766 values."""

LISTED = 5
"""Records whose refusal is told; the preview lists them all."""

COLUMN_OF = {"owner": "owner_id"}


@dataclass(frozen=True, slots=True)
class BulkEdit(Command):
    """Makes the same changes to many partners, or to many contacts. `BulkPreview` shows old and new of each before.

    Records that refuse are a Problem, or with `skip_refused` stay as they are. Nobody else's edit is lost: a change
    is made to what the book holds now.
    """

    label: ClassVar[str] = "undo.bulk-edit"
    partner_ids: Sequence[PartnerId] = ()
    changes: Sequence[BulkChange] = ()
    skip_refused: bool = False
    contact_ids: Sequence[ContactId] = ()

    def check(self, read: Read) -> list[Problem]:
        if not self.partner_ids and not self.contact_ids:
            return [Problem("nothing-chosen", field="partner_ids")]
        changes, problems = self._understood(read)
        if problems:
            return problems
        found = self._outcomes(read, changes)
        refused = [each for each in found if each.refused is not None]
        if refused and not self.skip_refused:
            return [told(each) for each in refused[:LISTED]]
        if not any(each.steps for each in found):
            return [Problem("bulk-nothing-changes", field="changes", values={"n": len(found)})]
        return []

    def _concept(self) -> CustomConcept:
        return chosen_concept(self.partner_ids, self.contact_ids)

    def _understood(self, read: Read) -> tuple[list[Meant], list[Problem]]:
        return Vocabulary(read.query, self._concept()).understood(self.changes)

    def _outcomes(self, read: Read, changes: Sequence[Meant]) -> list[Outcome]:
        records = BulkRecords(self.partner_ids or self.contact_ids, self._concept())
        return list(outcomes(read.query(records), changes))

    def apply(self, tx: Transaction) -> None:
        changes, problems = self._understood(tx)
        if problems:
            raise Refused(problems)
        steps: defaultdict[Slot, list[tuple[int, Step]]] = defaultdict(list)
        for each in self._outcomes(tx, changes):
            for step in each.steps:
                steps[step.slot].append((each.record.id, step))
        target = target_of(self._concept())
        for slot, found in steps.items():
            WRITERS[slot.kind](tx, target, slot, found)
        edited = {key for found in steps.values() for key, _ in found}
        mark_written(tx, target.record, edited)
        tx.session.info[EDITED] = len(edited)

    def named(self, tx: Transaction) -> Message:
        changes, _ = self._understood(tx)
        labels = list({change.label.code: change.label for change in changes}.values())
        code = "undo.bulk-edit-contacts" if self.contact_ids else self.label
        return Message(code, {"n": tx.session.info[EDITED], "fields": labels})


EDITED = "records edited in bulk"
"""Under which a step remembers how many it changed, for its name in the undo menu."""

Steps = Sequence[tuple[int, Step]]


@dataclass(frozen=True, slots=True)
class Target:
    """The table of what is edited, and the column by which rows of other tables name it."""

    record: Any
    column: str


def target_of(concept: CustomConcept) -> Target:
    record = model.Contact if concept is CustomConcept.CONTACT else model.Partner
    return Target(record, f"{concept.value}_id")


def mark_written(tx: Transaction, record: Any, edited: Iterable[int]) -> None:
    """Every record bears the step's version, also where only its roles or tags changed: its timeline tells of it."""
    from sqlalchemy import update
    from sqlmodel import col

    tx.session.flush()
    keys = sorted(edited)
    for at in range(0, len(keys), CHUNK):
        chosen = col(record.id).in_(keys[at : at + CHUNK])
        tx.session.execute(update(record).where(chosen).values(version=tx.step))


def told(found: Outcome) -> Problem:
    """The refusal with the name of the record before it."""
    why = found.refused.message if found.refused else ""
    return Problem("bulk-refused", field="partner_ids", values={"name": found.record.title_en, "why": why})


def chunks(found: Steps) -> Iterable[Steps]:
    return (found[at : at + CHUNK] for at in range(0, len(found), CHUNK))


def rows_of(tx: Transaction, record: Any, found: Steps, column: str, **equal: object) -> dict[int, Any]:
    """The rows of these records, by record."""
    from sqlmodel import select

    keys = [key for key, _ in found]
    rows = tx.session.exec(select(record).filter_by(**equal).where(getattr(record, column).in_(keys)))
    return {getattr(row, column): row for row in rows}


def write_field(tx: Transaction, target: Target, slot: Slot, found: Steps) -> None:
    column, stored = COLUMN_OF.get(slot.key, slot.key), STORED.get(slot.key)
    for chunk in chunks(found):
        rows = rows_of(tx, target.record, chunk, "id")
        for key, step in chunk:
            setattr(rows[key], column, "" if stored is None and step.new is None else stored_as(stored, step.new))
        tx.session.flush()


STORED: dict[str, Callable[[Any], object]] = {"tier": Tier, "decision_role": DecisionRole, "owner": int}
"""Fields that hold nothing where they are empty, and what they make of a value; the others hold text."""


def stored_as(stored: Callable[[Any], object] | None, value: object) -> object:
    return value if stored is None or value is None else stored(value)


def write_role(tx: Transaction, target: Target, slot: Slot, found: Steps) -> None:
    """New roles with the first entry of their history; the others get one more entry, today's."""
    role = PartnerRole(slot.key)
    for chunk in chunks(found):
        there = rows_of(tx, model.PartnerRoleRow, chunk, target.column, role=role)
        rows = [role_in(there.get(key), key, role, Stage(step.new), tx.today) for key, step in chunk]
        tx.session.add_all(rows)
        tx.session.flush()
        tx.session.add_all(
            model.StageChange(partner_role_id=row_id(row), stage=row.stage, effective_on=tx.today, known_on=tx.today)
            for row in rows
        )
        tx.session.flush()


def role_in(
    row: "PartnerRoleRow | None", partner: int, role: PartnerRole, stage: Stage, today: date
) -> "PartnerRoleRow":
    """The role that is there, in another stage, or a new one."""
    if row is None:
        return model.PartnerRoleRow(partner_id=partner, role=role, stage=stage, stage_since=today)
    row.stage, row.stage_since = stage, today
    return row


def write_tag(tx: Transaction, target: Target, slot: Slot, found: Steps) -> None:
    tag = tag_named(tx, slot.key)
    going = [pair for pair in found if pair[1].new is None]
    coming = [pair for pair in found if pair[1].new is not None]
    if coming and tag is None:
        tag = tx.add(model.Tag(name=str(coming[0][1].new), folded=slot.key))
    for chunk in chunks(going):
        for row in rows_of(tx, model.Tagging, chunk, target.column, tag_id=tag and tag.id).values():
            tx.session.delete(row)
    tx.session.add_all(model.Tagging(tag_id=row_id(tag), **{target.column: key}) for key, _ in coming)
    tx.session.flush()
    if going and tag is not None and not bears(tx, row_id(tag)):
        tx.remove(tag)


def bears(tx: Transaction, tag_id: int) -> bool:
    """Whether any record still bears the tag."""
    from sqlmodel import select

    return tx.session.exec(select(model.Tagging).filter_by(tag_id=tag_id).limit(1)).first() is not None


def write_vertical(tx: Transaction, target: Target, slot: Slot, found: Steps) -> None:
    tx.session.add_all(model.PartnerVertical(**{target.column: key}, vertical=slot.key) for key, _ in found)
    tx.session.flush()


def write_own(tx: Transaction, target: Target, slot: Slot, found: Steps) -> None:
    field_id = int(slot.key)
    for chunk in chunks(found):
        there = rows_of(tx, model.CustomValue, chunk, target.column, field_id=field_id)
        for key, step in chunk:
            if isinstance(step.new, CustomDraft):
                value = there.get(key) or model.CustomValue(field_id=field_id)
                setattr(value, target.column, key)
                keep_draft(value, step.new)
                tx.session.add(value)
            else:
                tx.session.delete(there[key])
        tx.session.flush()


WRITERS = {
    "field": write_field,
    "role": write_role,
    "tag": write_tag,
    "vertical": write_vertical,
    "own": write_own,
}
