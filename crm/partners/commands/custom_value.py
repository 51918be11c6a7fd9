"""What one record has in a field that the book adds."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, ClassVar

from crm import model
from crm.book.records import called, matching, present
from crm.partners.custom_values import CustomDraft, Linked, id_of, value_of, written
from crm.partners.queries.custom_field import CustomFieldRow, field_of
from crm.partners.queries.named import ContactNamed, PartnerNamed
from crm.values import Command, Message, Problem, Read, Refused, Transaction, Values
from crm.values.enums import CustomConcept
from crm.values.ids import ContactId, CustomFieldId, InteractionId, PartnerId

if TYPE_CHECKING:
    from crm.model import Contact, CustomField, CustomValue, Interaction, Partner


@dataclass(frozen=True, slots=True)
class SetCustomValue(Command):
    """Writes what one record has in one field, as it is typed; empty takes it away. Name exactly one record."""

    label: ClassVar[str] = "undo.set-custom-value"
    field_id: CustomFieldId
    was: str
    now: str
    partner_id: PartnerId | None = None
    contact_id: ContactId | None = None
    interaction_id: InteractionId | None = None

    def _record(self) -> dict[str, int]:
        """The record, as the column of a value."""
        targets = {
            "partner_id": self.partner_id,
            "contact_id": self.contact_id,
            "interaction_id": self.interaction_id,
        }
        return {column: key for column, key in targets.items() if key is not None}

    def check(self, read: Read) -> list[Problem]:
        row = read.fetch(model.CustomField, self.field_id)
        if problems := record_problems(read, row, self._record()):
            return problems
        field = row_of(row)
        linked = linked_in(read)
        now = value_of(field, self.now, linked)
        if isinstance(now, Problem):
            return [now]
        stored = stored_value(read, self.field_id, self._record())
        there = draft_in(stored) if stored else CustomDraft()
        seen = value_of(field, self.was, linked)
        return [] if seen == there else [value_changed(read, field, stored, self.was)]

    def apply(self, tx: Transaction) -> None:
        field = row_of(tx.fetch(model.CustomField, self.field_id))
        draft = value_of(field, self.now, linked_in(tx))
        if isinstance(draft, Problem):
            raise Refused(draft)
        put_value(tx, self.field_id, self._record(), draft)

    def label_values(self, tx: Transaction) -> Values:
        return {"field": tx.fetch(model.CustomField, self.field_id).name, "name": said_name(target(tx, self._record()))}

    def merges_as(self) -> str | None:
        ((column, key),) = self._record().items()
        return f"custom_value.{self.field_id}.{column}.{key}"


def record_problems(read: Read, field: "CustomField", record: dict[str, int]) -> list[Problem]:
    """Exactly one record, of the concept that the field belongs to, and not in the bin."""
    if list(record) != [f"{field.concept.value}_id"]:
        values = {"field": field.name, "concept": field.concept}
        return [Problem("custom-wrong-record", field="field_id", values=values)]
    target(read, record)
    return []


def target(read: Read, record: dict[str, int]) -> "Partner | Contact | Interaction":
    ((column, key),) = record.items()
    if column == "partner_id":
        return present(read, model.Partner, key, column)
    if column == "contact_id":
        return present(read, model.Contact, key, column)
    return present(read, model.Interaction, key, column)


def said_name(record: "Partner | Contact | Interaction") -> str | Message:
    return record.title if isinstance(record, model.Interaction) else called(record)


def stored_value(read: Read, field_id: int, record: dict[str, int]) -> "CustomValue | None":
    found = matching(read, model.CustomValue, field_id=field_id, **record)
    return found[0] if found else None


def put_value(tx: Transaction, field_id: int, record: dict[str, int], draft: CustomDraft) -> None:
    """Writes the value of one record; an empty one goes."""
    stored = stored_value(tx, field_id, record)
    if stored is not None and draft.is_empty:
        tx.remove(stored)
    elif stored is not None:
        keep_draft(stored, draft)
    elif not draft.is_empty:
        value = model.CustomValue(field_id=field_id)
        for column, key in record.items():
            setattr(value, column, key)
        keep_draft(value, draft)
        tx.add(value)


def keep_draft(value: "CustomValue", draft: CustomDraft) -> None:
    for each in fields(CustomDraft):
        setattr(value, each.name, getattr(draft, each.name))


def draft_in(value: "CustomValue") -> CustomDraft:
    return CustomDraft(*(getattr(value, each.name) for each in fields(CustomDraft)))


def value_changed(read: Read, field: CustomFieldRow, stored: "CustomValue | None", was: str) -> Problem:
    """Somebody wrote the value after it was seen."""
    from crm.book.edits import Writer

    theirs = written(field, draft_in(stored)) if stored else ""
    version = stored.version if stored else 0
    return Problem("field-changed", field="now", values={**read.query(Writer(version)), "theirs": theirs, "was": was})


def row_of(field: "CustomField") -> CustomFieldRow:
    """The field as a plain row, as the queries answer it."""
    return field_of(
        (
            field.id,
            field.version,
            field.key,
            field.name,
            field.concept,
            field.kind,
            field.options,
            field.unit,
            field.currency,
            field.links_to,
            field.position,
            0,
        )
    )


def linked_in(read: Read) -> Linked:
    """Finds the record that a text names: `#12` by its id, else by its name, which must be one record's only."""

    def found(concept: CustomConcept, words: str) -> int | Problem:
        key = id_of(words)
        try:
            if key is not None:
                return id_present(read, concept, key)
            asked = ContactNamed(words) if concept is CustomConcept.CONTACT else PartnerNamed(words)
            return read.query(asked).id
        except Refused as refused:
            return refused.problems[0]

    return found


def id_present(read: Read, concept: CustomConcept, key: int) -> int:
    """Also of a record in the bin: a link that was made stays readable."""
    read.fetch(model.Contact if concept is CustomConcept.CONTACT else model.Partner, key)
    return key
