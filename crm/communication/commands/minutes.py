"""A logged meeting is corrected: one field in place, or its notes read again with what follows from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from crm import model
from crm.book.records import binned_now, future_problems, matching, present
from crm.communication.commands.action_item import complete, open_problems
from crm.communication.commands.meeting import default_title, partner_problems
from crm.communication.commands.parts import (
    ItemChange,
    NewActionItem,
    NewContact,
    NewDecision,
    NewFile,
    add_contacts,
    add_decisions,
    add_item,
    attach,
    change_item,
    contact_problems,
    decision_problems,
    file_problems,
    item_problems,
    put_contacts,
    put_partners,
    put_tags,
    tag_problems,
)
from crm.communication.commands.records import ELSEWHERE
from crm.values import Command, Message, Problem, Read, Transaction, Values
from crm.values.ids import ActionItemId, AttachmentId, ContactId, DecisionId, InteractionId, PartnerId

if TYPE_CHECKING:
    from crm.model import Interaction


@dataclass(frozen=True, slots=True)
class EditInteraction(Command):
    """Sets one field of a logged meeting, if it still is what was seen."""

    label: ClassVar[str] = "undo.edit-meeting"
    id: InteractionId
    field: str
    was: object
    now: object

    def check(self, read: Read) -> list[Problem]:
        meeting = present(read, model.Interaction, self.id, "id")
        return field_problems(read, meeting, self.field, self.was, self.now)

    def apply(self, tx: Transaction) -> None:
        from crm.book.edits import kept

        setattr(tx.fetch(model.Interaction, self.id), self.field, kept(model.InteractionFields, self.field, self.now))

    def label_values(self, tx: Transaction) -> Values:
        return {"field": Message(f"field.{self.field}"), "name": tx.fetch(model.Interaction, self.id).title}

    def merges_as(self) -> str | None:
        return f"interaction.{self.id}.{self.field}"


@dataclass(frozen=True, slots=True)
class SetInteractionPartners(Command):
    """Says which partners took part in a meeting and which were only spoken about. Replaces those that were set."""

    label: ClassVar[str] = "undo.set-meeting-partners"
    id: InteractionId
    partner_ids: Sequence[PartnerId]
    about_ids: Sequence[PartnerId] = ()

    def check(self, read: Read) -> list[Problem]:
        present(read, model.Interaction, self.id, "id")
        return partner_problems(read, self.partner_ids, self.about_ids)

    def apply(self, tx: Transaction) -> None:
        put_partners(tx, self.id, self.partner_ids, self.about_ids)
        keep_addressees(tx, self.id, self.partner_ids)

    def label_values(self, tx: Transaction) -> Values:
        return {"name": tx.fetch(model.Interaction, self.id).title}


@dataclass(frozen=True, slots=True)
class SetInteractionContacts(Command):
    """Says who was present at a meeting and who was only mentioned. Replaces those that were set."""

    label: ClassVar[str] = "undo.set-meeting-contacts"
    id: InteractionId
    present_ids: Sequence[ContactId]
    mentioned_ids: Sequence[ContactId] = ()

    def check(self, read: Read) -> list[Problem]:
        present(read, model.Interaction, self.id, "id")
        for key in (*self.present_ids, *self.mentioned_ids):
            present(read, model.Contact, key, "present_ids")
        return []

    def apply(self, tx: Transaction) -> None:
        put_contacts(tx, self.id, self.present_ids, self.mentioned_ids)

    def label_values(self, tx: Transaction) -> Values:
        return {"name": tx.fetch(model.Interaction, self.id).title}


@dataclass(frozen=True, slots=True)
class EditMinutes(Command):
    """Corrects a logged meeting, its notes read again: only what changed is named, and nothing else is touched.

    `was` and `now` hold the changed fields. Action items that the notes no longer bring go to the bin, unless they
    are done: what was kept stays in the record.
    """

    label: ClassVar[str] = "undo.edit-minutes"
    id: InteractionId
    was: Mapping[str, object]
    now: Mapping[str, object]
    partner_ids: Sequence[PartnerId]
    about_ids: Sequence[PartnerId] = ()
    present_ids: Sequence[ContactId] = ()
    mentioned_ids: Sequence[ContactId] = ()
    new_contacts: Sequence[NewContact] = ()
    decisions: Sequence[NewDecision] = ()
    decisions_gone: Sequence[DecisionId] = ()
    action_items: Sequence[NewActionItem] = ()
    items_gone: Sequence[ActionItemId] = ()
    items_changed: Sequence[ItemChange] = ()
    tags: Sequence[str] = ()
    closes: Sequence[ActionItemId] = ()
    attachments: Sequence[NewFile] = ()
    attachments_gone: Sequence[AttachmentId] = ()

    def check(self, read: Read) -> list[Problem]:
        meeting = present(read, model.Interaction, self.id, "id")
        problems: list[Problem] = []
        for field, value in self.now.items():
            problems += field_problems(read, meeting, field, self.was.get(field), value)
        problems += partner_problems(read, self.partner_ids, self.about_ids)
        for key in (*self.present_ids, *self.mentioned_ids):
            present(read, model.Contact, key, "present_ids")
        problems += contact_problems(read, self.new_contacts)
        problems += decision_problems(self.decisions, self.partner_ids)
        problems += item_problems(read, self.action_items, [new.name for new in self.new_contacts])
        for attachment_id in self.attachments_gone:
            read.fetch(model.Attachment, attachment_id)
        touched = [*self.items_gone, *(change.id for change in self.items_changed), *self.closes]
        return problems + tag_problems(self.tags) + open_problems(read, touched) + file_problems(self.attachments)

    def apply(self, tx: Transaction) -> None:
        from crm.book.edits import kept

        meeting = tx.fetch(model.Interaction, self.id)
        for field, value in self.now.items():
            setattr(meeting, field, kept(model.InteractionFields, field, value))
        if not meeting.title:
            meeting.title = default_title(meeting.notes)
        made = add_contacts(tx, self.new_contacts)
        here = [made[new.name] for new in self.new_contacts if new.present]
        away = [made[new.name] for new in self.new_contacts if not new.present]
        put_partners(tx, self.id, self.partner_ids, self.about_ids)
        put_contacts(tx, self.id, [*self.present_ids, *here], [*self.mentioned_ids, *away])
        self._put_decisions(tx)
        self._put_items(tx, meeting, made)
        self._put_tags(tx)
        complete(tx, self.closes, meeting.held_on)
        for attachment_id in self.attachments_gone:
            tx.remove(tx.fetch(model.Attachment, attachment_id))
        attach(tx, self.id, self.attachments)

    def _put_decisions(self, tx: Transaction) -> None:
        for decision_id in self.decisions_gone:
            tx.remove(tx.fetch(model.Decision, decision_id))
        keep_addressees(tx, self.id, self.partner_ids)
        stored = matching(tx, model.Decision, interaction_id=self.id)
        add_decisions(tx, self.id, self.decisions, first=max((row.position for row in stored), default=0) + 1)

    def _put_items(self, tx: Transaction, meeting: "Interaction", made: Mapping[str, int]) -> None:
        for item_id in self.items_gone:
            tx.fetch(model.ActionItem, item_id).binned_at = binned_now(tx)
        for change in self.items_changed:
            change_item(tx, change)
        for item in self.action_items:
            with_whom = item.partner_id if item.partner_id is not None else self.partner_ids[0]
            add_item(tx, replace(item, partner_id=with_whom), meeting.held_on, self.id, made.get(item.owner_name))

    def _put_tags(self, tx: Transaction) -> None:
        from crm.book.text import folded

        wanted = {folded(name) for name in self.tags}
        for tagging in matching(tx, model.Tagging, interaction_id=self.id):
            if tx.fetch(model.Tag, tagging.tag_id).folded not in wanted:
                tx.remove(tagging)
        put_tags(tx, self.id, self.tags)

    def label_values(self, tx: Transaction) -> Values:
        return {"name": tx.fetch(model.Interaction, self.id).title}


def field_problems(read: Read, meeting: "Interaction", field: str, was: object, now: object) -> list[Problem]:
    from crm.book.edits import edit_problems, kept

    problems = edit_problems(read, model.InteractionFields, meeting, field, was, now)
    if not problems and field == "held_on":
        problems += future_problems(read, kept(model.InteractionFields, field, now), field, ELSEWHERE)
    return problems


def keep_addressees(tx: Transaction, interaction_id: int, partner_ids: Sequence[int]) -> None:
    """A decision that was for a partner who, it turns out, was not there becomes internal: never shown to more."""
    for decision in matching(tx, model.Decision, interaction_id=interaction_id):
        if decision.partner_id is not None and decision.partner_id not in partner_ids:
            decision.partner_id, decision.internal = None, True
