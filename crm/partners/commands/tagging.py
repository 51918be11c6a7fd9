"""Tags on partners, contacts and interactions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from crm import model
from crm.book.filing import put_tag, tag_named
from crm.book.records import matching, present
from crm.book.text import folded
from crm.partners.commands.partner import cleaned
from crm.values import Command, Message, Problem, Read, Transaction
from crm.values.ids import ContactId, InteractionId, PartnerId
from crm.values.message import shown

LONGEST_TAG = 60


@dataclass(frozen=True, slots=True)
class TagRecords(Command):
    """Puts tags on records. A tag that is new is made; one that differs only in case or width is the same."""

    label: ClassVar[str] = "undo.tag-records"
    names: Sequence[str]
    partner_ids: Sequence[PartnerId] = ()
    contact_ids: Sequence[ContactId] = ()
    interaction_ids: Sequence[InteractionId] = ()

    def check(self, read: Read) -> list[Problem]:
        return tagging_problems(read, self) or tag_name_problems(self.names, "names")

    def apply(self, tx: Transaction) -> None:
        for name in cleaned(self.names):
            for target in targets(self):
                put_tag(tx, name, **target)

    def named(self, tx: Transaction) -> Message:
        return tag_label(self.label, self)


@dataclass(frozen=True, slots=True)
class UntagRecords(Command):
    """Takes tags off records. A tag that nothing bears any more goes."""

    label: ClassVar[str] = "undo.untag-records"
    names: Sequence[str]
    partner_ids: Sequence[PartnerId] = ()
    contact_ids: Sequence[ContactId] = ()
    interaction_ids: Sequence[InteractionId] = ()

    def check(self, read: Read) -> list[Problem]:
        problems = tagging_problems(read, self)
        for name in cleaned(self.names):
            if tag_named(read, name) is None:
                problems.append(Problem("tag-unknown", field="names", values={"given": name}))
        return problems

    def apply(self, tx: Transaction) -> None:
        for name in cleaned(self.names):
            tag = tag_named(tx, name)
            for target in targets(self):
                for row in matching(tx, model.Tagging, tag_id=tag and tag.id, **target):
                    tx.remove(row)
            if tag is not None and not matching(tx, model.Tagging, tag_id=tag.id):
                tx.remove(tag)

    def named(self, tx: Transaction) -> Message:
        return tag_label(self.label, self)


def targets(command: TagRecords | UntagRecords) -> Iterator[Mapping[str, int]]:
    """The records that a command names, each as the column of a tagging."""
    yield from ({"partner_id": key} for key in command.partner_ids)
    yield from ({"contact_id": key} for key in command.contact_ids)
    yield from ({"interaction_id": key} for key in command.interaction_ids)


def tagging_problems(read: Read, command: TagRecords | UntagRecords) -> list[Problem]:
    for partner in command.partner_ids:
        present(read, model.Partner, partner, "partner_ids")
    for contact in command.contact_ids:
        present(read, model.Contact, contact, "contact_ids")
    for interaction in command.interaction_ids:
        present(read, model.Interaction, interaction, "interaction_ids")
    if not cleaned(command.names):
        return tag_name_problems(command.names, "names")
    return [] if any(targets(command)) else [Problem("nothing-chosen", field="partner_ids")]


def tag_name_problems(names: Sequence[str], field: str) -> list[Problem]:
    """A tag has a name, and not a long one."""
    if not cleaned(names):
        return [Problem("field-required", field=field, values={"field": Message("field.tag")})]
    return [
        Problem("tag-too-long", field=field, values={"given": shown(name), "most": LONGEST_TAG})
        for name in cleaned(names)
        if max(len(folded(name)), len(name)) > LONGEST_TAG
    ]


def tag_label(code: str, command: TagRecords | UntagRecords) -> Message:
    return Message(code, {"tags": cleaned(command.names), "n": sum(1 for _ in targets(command))})
