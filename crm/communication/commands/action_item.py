"""Action items: who does what by when; done, put off, handed over, dropped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from crm import model
from crm.book.records import chosen_problems, future_problems, present, snooze_problems
from crm.communication.commands.parts import NewActionItem, add_item, debtor_of, item_problems
from crm.communication.commands.records import ELSEWHERE, counted
from crm.values import Command, Message, Problem, Read, Transaction, Values
from crm.values.enums import ActionItemState
from crm.values.ids import ActionItemId, ContactId, PartnerId


@dataclass(frozen=True, slots=True)
class AddActionItem(Command):
    """Adds an action item that no meeting brought. `debtor_id` empty: the party where the owner works, else ours."""

    label: ClassVar[str] = "undo.add-action-item"
    text: str
    partner_id: PartnerId | None = None
    owner_id: ContactId | None = None
    due_on: date | None = None
    debtor_id: PartnerId | None = None
    internal: bool = False

    def _new(self) -> NewActionItem:
        return NewActionItem(
            self.text,
            owner_id=self.owner_id,
            due_on=self.due_on,
            internal=self.internal,
            partner_id=self.partner_id,
            debtor_id=self.debtor_id,
        )

    def check(self, read: Read) -> list[Problem]:
        return item_problems(read, [self._new()])

    def apply(self, tx: Transaction) -> None:
        add_item(tx, self._new(), tx.today)

    def label_values(self, tx: Transaction) -> Values:
        return {"name": self.text}


@dataclass(frozen=True, slots=True)
class EditActionItem(Command):
    """Sets one field of an action item, if it still is what was seen."""

    label: ClassVar[str] = "undo.edit-action-item"
    id: ActionItemId
    field: str
    was: object
    now: object

    def check(self, read: Read) -> list[Problem]:
        from crm.book.edits import edit_problems

        item = present(read, model.ActionItem, self.id, "id")
        return edit_problems(read, model.ActionItemFields, item, self.field, self.was, self.now)

    def apply(self, tx: Transaction) -> None:
        from crm.book.edits import kept

        item = tx.fetch(model.ActionItem, self.id)
        setattr(item, self.field, kept(model.ActionItemFields, self.field, self.now))
        if self.field == "due_on":
            item.snoozed_until = None  # put off until a day that the new one may precede
        if self.field == "owner_id":
            item.debtor_id = debtor_of(tx, item.owner_id, item.partner_id)

    def label_values(self, tx: Transaction) -> Values:
        return {"field": Message(f"field.{self.field}"), "name": tx.fetch(model.ActionItem, self.id).text}

    def merges_as(self) -> str | None:
        return f"action_item.{self.id}.{self.field}"


@dataclass(frozen=True, slots=True)
class CompleteActionItem(Command):
    """Marks action items as done. `on` empty: today."""

    label: ClassVar[str] = "undo.complete-action-item"
    ids: Sequence[ActionItemId]
    on: date | None = None

    def check(self, read: Read) -> list[Problem]:
        future = future_problems(read, self.on, "done_on", ELSEWHERE) if self.on else []
        return chosen_problems(self.ids) + open_problems(read, self.ids) + future

    def apply(self, tx: Transaction) -> None:
        complete(tx, self.ids, self.on or tx.today)

    def named(self, tx: Transaction) -> Message:
        return counted(self.label, texts(tx, self.ids))


@dataclass(frozen=True, slots=True)
class ReopenActionItem(Command):
    """Opens action items again that were done or dropped."""

    label: ClassVar[str] = "undo.reopen-action-item"
    ids: Sequence[ActionItemId]

    def check(self, read: Read) -> list[Problem]:
        closed = [present(read, model.ActionItem, key, "ids") for key in self.ids]
        return chosen_problems(self.ids) + [
            Problem("action-item-open", field="ids", values={"name": item.text})
            for item in closed
            if item.state is ActionItemState.OPEN
        ]

    def apply(self, tx: Transaction) -> None:
        for key in self.ids:
            item = tx.fetch(model.ActionItem, key)
            item.state, item.done_on = ActionItemState.OPEN, None

    def named(self, tx: Transaction) -> Message:
        return counted(self.label, texts(tx, self.ids))


@dataclass(frozen=True, slots=True)
class SnoozeActionItem(Command):
    """Hides action items from Today until a day. When they are due stays as it was promised."""

    label: ClassVar[str] = "undo.snooze-action-item"
    ids: Sequence[ActionItemId]
    until: date

    def check(self, read: Read) -> list[Problem]:
        return chosen_problems(self.ids) + open_problems(read, self.ids) + snooze_problems(read, self.until)

    def apply(self, tx: Transaction) -> None:
        for key in self.ids:
            tx.fetch(model.ActionItem, key).snoozed_until = self.until

    def named(self, tx: Transaction) -> Message:
        return counted(self.label, texts(tx, self.ids), until=self.until)


@dataclass(frozen=True, slots=True)
class AssignActionItem(Command):
    """Hands action items to another person, ours or the partner's; who owes them follows. None: to nobody."""

    label: ClassVar[str] = "undo.assign-action-item"
    ids: Sequence[ActionItemId]
    owner_id: ContactId | None

    def check(self, read: Read) -> list[Problem]:
        if self.owner_id is not None:
            present(read, model.Contact, self.owner_id, "owner_id")
        return chosen_problems(self.ids) + open_problems(read, self.ids)

    def apply(self, tx: Transaction) -> None:
        for key in self.ids:
            item = tx.fetch(model.ActionItem, key)
            item.owner_id = self.owner_id
            item.debtor_id = debtor_of(tx, self.owner_id, item.partner_id)

    def named(self, tx: Transaction) -> Message:
        return counted(self.label, texts(tx, self.ids))


@dataclass(frozen=True, slots=True)
class DropActionItem(Command):
    """Closes action items that nobody will do any more. They stay in the record as dropped."""

    label: ClassVar[str] = "undo.drop-action-item"
    ids: Sequence[ActionItemId]

    def check(self, read: Read) -> list[Problem]:
        return chosen_problems(self.ids) + open_problems(read, self.ids)

    def apply(self, tx: Transaction) -> None:
        for key in self.ids:
            item = tx.fetch(model.ActionItem, key)
            item.state, item.done_on = ActionItemState.DROPPED, tx.today

    def named(self, tx: Transaction) -> Message:
        return counted(self.label, texts(tx, self.ids))


def complete(tx: Transaction, ids: Sequence[int], on: date) -> None:
    for key in ids:
        item = tx.fetch(model.ActionItem, key)
        item.state, item.done_on, item.snoozed_until = ActionItemState.DONE, on, None


def open_problems(read: Read, ids: Sequence[int]) -> list[Problem]:
    items = [present(read, model.ActionItem, key, "ids") for key in ids]
    return [
        Problem("action-item-closed", field="ids", values={"name": item.text, "state": item.state, "on": item.done_on})
        for item in items
        if item.state is not ActionItemState.OPEN
    ]


def texts(read: Read, ids: Sequence[int]) -> list[str]:
    return [read.fetch(model.ActionItem, key).text for key in ids]
