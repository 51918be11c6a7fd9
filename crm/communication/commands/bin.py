"""Meetings and action items go to the bin and come back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from crm import model
from crm.book.records import binned_now, chosen_problems, matching, present, restore_problems
from crm.communication.commands.action_item import texts
from crm.communication.commands.records import counted
from crm.values import Command, Message, Problem, Read, Transaction
from crm.values.ids import ActionItemId, InteractionId


@dataclass(frozen=True, slots=True)
class BinInteractions(Command):
    """Moves meetings to the bin, with the action items that they brought."""

    label: ClassVar[str] = "undo.bin-meetings"
    ids: Sequence[InteractionId]

    def check(self, read: Read) -> list[Problem]:
        for key in self.ids:
            present(read, model.Interaction, key, "ids")
        return chosen_problems(self.ids)

    def apply(self, tx: Transaction) -> None:
        for key in self.ids:
            tx.fetch(model.Interaction, key).binned_at = binned_now(tx)
            for item in matching(tx, model.ActionItem, interaction_id=key, binned_at=None):
                item.binned_at = binned_now(tx)

    def named(self, tx: Transaction) -> Message:
        return counted(self.label, titles(tx, self.ids))


@dataclass(frozen=True, slots=True)
class RestoreInteractions(Command):
    """Takes meetings out of the bin, with the action items that went there in the same moment."""

    label: ClassVar[str] = "undo.restore-meetings"
    ids: Sequence[InteractionId]

    def check(self, read: Read) -> list[Problem]:
        rows = [read.fetch(model.Interaction, key) for key in self.ids]
        return chosen_problems(self.ids) + restore_problems(rows)

    def apply(self, tx: Transaction) -> None:
        for key in self.ids:
            meeting = tx.fetch(model.Interaction, key)
            for item in matching(tx, model.ActionItem, interaction_id=key, binned_at=meeting.binned_at):
                item.binned_at = None
            meeting.binned_at = None

    def named(self, tx: Transaction) -> Message:
        return counted(self.label, titles(tx, self.ids))


@dataclass(frozen=True, slots=True)
class BinActionItems(Command):
    """Moves action items to the bin, such as those that were noted by mistake."""

    label: ClassVar[str] = "undo.bin-action-items"
    ids: Sequence[ActionItemId]

    def check(self, read: Read) -> list[Problem]:
        for key in self.ids:
            present(read, model.ActionItem, key, "ids")
        return chosen_problems(self.ids)

    def apply(self, tx: Transaction) -> None:
        for key in self.ids:
            tx.fetch(model.ActionItem, key).binned_at = binned_now(tx)

    def named(self, tx: Transaction) -> Message:
        return counted(self.label, texts(tx, self.ids))


@dataclass(frozen=True, slots=True)
class RestoreActionItems(Command):
    """Takes action items out of the bin again."""

    label: ClassVar[str] = "undo.restore-action-items"
    ids: Sequence[ActionItemId]

    def check(self, read: Read) -> list[Problem]:
        rows = [read.fetch(model.ActionItem, key) for key in self.ids]
        return chosen_problems(self.ids) + restore_problems(rows)

    def apply(self, tx: Transaction) -> None:
        for key in self.ids:
            tx.fetch(model.ActionItem, key).binned_at = None

    def named(self, tx: Transaction) -> Message:
        return counted(self.label, texts(tx, self.ids))


def titles(read: Read, ids: Sequence[int]) -> list[str]:
    return [read.fetch(model.Interaction, key).title for key in ids]
