"""One change for many partners, as one step."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from crm import model
from crm.book.filing import tag_named
from crm.book.records import row_id
from crm.partners.bulk import BulkChange, Meant, Outcome, Slot, Step, outcomes
from crm.partners.bulk_words import Vocabulary
from crm.partners.commands.custom_value import keep_draft
from crm.partners.custom_values import CustomDraft
from crm.partners.queries.bulk import BulkPartners
from crm.values import Command, Message, Problem, Read, Refused, Transaction
from crm.values.enums import PartnerRole, Stage, Tier
from crm.values.ids import PartnerId

if TYPE_CHECKING:
    from crm.model import PartnerRoleRow

CHUNK = 500
"""Partners of one statement: SQLite takes no more than 32,766 values."""

LISTED = 5
"""Partners whose refusal is told; the preview lists them all."""

COLUMN_OF = {"owner": "owner_id"}


@dataclass(frozen=True, slots=True)
class BulkEdit(Command):
    """Makes the same changes to many partners. `BulkPreview` shows old and new of each before.

    Partners that refuse are a Problem, or with `skip_refused` stay as they are. Nobody else's edit is lost: a change
    is made to what the book holds now.
    """

    label: ClassVar[str] = "undo.bulk-edit"
    partner_ids: Sequence[PartnerId]
    changes: Sequence[BulkChange]
    skip_refused: bool = False

    def check(self, read: Read) -> list[Problem]:
        if not self.partner_ids:
            return [Problem("nothing-chosen", field="partner_ids")]
        changes, problems = Vocabulary(read.query).understood(self.changes)
        if problems:
            return problems
        found = self._outcomes(read, changes)
        refused = [each for each in found if each.refused is not None]
        if refused and not self.skip_refused:
            return [told(each) for each in refused[:LISTED]]
        if not any(each.steps for each in found):
            return [Problem("bulk-nothing-changes", field="changes", values={"n": len(found)})]
        return []

    def _outcomes(self, read: Read, changes: Sequence[Meant]) -> list[Outcome]:
        return list(outcomes(read.query(BulkPartners(self.partner_ids)), changes))

    def apply(self, tx: Transaction) -> None:
        changes, problems = Vocabulary(tx.query).understood(self.changes)
        if problems:
            raise Refused(problems)
        steps: defaultdict[Slot, list[tuple[PartnerId, Step]]] = defaultdict(list)
        for each in self._outcomes(tx, changes):
            for step in each.steps:
                steps[step.slot].append((each.partner.id, step))
        for slot, found in steps.items():
            WRITERS[slot.kind](tx, slot, found)
        edited = {key for found in steps.values() for key, _ in found}
        mark_written(tx, edited)
        tx.session.info[EDITED] = len(edited)

    def named(self, tx: Transaction) -> Message:
        changes, _ = Vocabulary(tx.query).understood(self.changes)
        labels = list({change.label.code: change.label for change in changes}.values())
        return Message(self.label, {"n": tx.session.info[EDITED], "fields": labels})


EDITED = "partners edited in bulk"
"""Under which a step remembers how many it changed, for its name in the undo menu."""

Steps = Sequence[tuple[PartnerId, Step]]


def mark_written(tx: Transaction, partners: Iterable[int]) -> None:
    """Every partner bears the step's version, also where only its roles or tags changed: its timeline tells of it."""
    from sqlalchemy import update
    from sqlmodel import col

    tx.session.flush()
    keys = sorted(partners)
    for at in range(0, len(keys), CHUNK):
        chosen = col(model.Partner.id).in_(keys[at : at + CHUNK])
        tx.session.execute(update(model.Partner).where(chosen).values(version=tx.step))


def told(found: Outcome) -> Problem:
    """The refusal with the name of the partner before it."""
    why = found.refused.message if found.refused else ""
    return Problem("bulk-refused", field="partner_ids", values={"name": found.partner.title_en, "why": why})


def chunks(found: Steps) -> Iterable[Steps]:
    return (found[at : at + CHUNK] for at in range(0, len(found), CHUNK))


def rows_of(tx: Transaction, record: Any, found: Steps, column: str = "partner_id", **equal: object) -> dict[int, Any]:
    """The rows of these partners, by partner."""
    from sqlmodel import select

    keys = [key for key, _ in found]
    rows = tx.session.exec(select(record).filter_by(**equal).where(getattr(record, column).in_(keys)))
    return {getattr(row, column): row for row in rows}


def write_field(tx: Transaction, slot: Slot, found: Steps) -> None:
    column = COLUMN_OF.get(slot.key, slot.key)
    empty = None if column in ("tier", "owner_id") else ""
    for chunk in chunks(found):
        partners = rows_of(tx, model.Partner, chunk, "id")
        for key, step in chunk:
            value = tier_of(step.new) if column == "tier" else step.new
            setattr(partners[key], column, empty if value is None else value)
        tx.session.flush()


def tier_of(value: object) -> object:
    return None if value is None else Tier(value)


def write_role(tx: Transaction, slot: Slot, found: Steps) -> None:
    """New roles with the first entry of their history; the others get one more entry, today's."""
    role = PartnerRole(slot.key)
    for chunk in chunks(found):
        there = rows_of(tx, model.PartnerRoleRow, chunk, role=role)
        rows = [role_in(there.get(key), key, role, Stage(step.new), tx.today) for key, step in chunk]
        tx.session.add_all(rows)
        tx.session.flush()
        tx.session.add_all(
            model.StageChange(partner_role_id=row_id(row), stage=row.stage, effective_on=tx.today, known_on=tx.today)
            for row in rows
        )
        tx.session.flush()


def role_in(
    row: "PartnerRoleRow | None", partner: PartnerId, role: PartnerRole, stage: Stage, today: date
) -> "PartnerRoleRow":
    """The role that is there, in another stage, or a new one."""
    if row is None:
        return model.PartnerRoleRow(partner_id=partner, role=role, stage=stage, stage_since=today)
    row.stage, row.stage_since = stage, today
    return row


def write_tag(tx: Transaction, slot: Slot, found: Steps) -> None:
    tag = tag_named(tx, slot.key)
    going = [pair for pair in found if pair[1].new is None]
    coming = [pair for pair in found if pair[1].new is not None]
    if coming and tag is None:
        tag = tx.add(model.Tag(name=str(coming[0][1].new), folded=slot.key))
    for chunk in chunks(going):
        for row in rows_of(tx, model.Tagging, chunk, tag_id=tag and tag.id).values():
            tx.session.delete(row)
    tx.session.add_all(model.Tagging(tag_id=row_id(tag), partner_id=key) for key, _ in coming)
    tx.session.flush()
    if going and tag is not None and not bears(tx, row_id(tag)):
        tx.remove(tag)


def bears(tx: Transaction, tag_id: int) -> bool:
    """Whether any record still bears the tag."""
    from sqlmodel import select

    return tx.session.exec(select(model.Tagging).filter_by(tag_id=tag_id).limit(1)).first() is not None


def write_vertical(tx: Transaction, slot: Slot, found: Steps) -> None:
    tx.session.add_all(model.PartnerVertical(partner_id=key, vertical=slot.key) for key, _ in found)
    tx.session.flush()


def write_own(tx: Transaction, slot: Slot, found: Steps) -> None:
    field_id = int(slot.key)
    for chunk in chunks(found):
        there = rows_of(tx, model.CustomValue, chunk, field_id=field_id)
        for key, step in chunk:
            if isinstance(step.new, CustomDraft):
                value = there.get(key) or model.CustomValue(field_id=field_id, partner_id=key)
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
