"""A meeting is logged: everything that it brings, in one step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from crm import model
from crm.book.records import called, future_problems, present, row_id
from crm.communication.commands.action_item import complete, open_problems
from crm.communication.commands.parts import (
    NewActionItem,
    NewContact,
    NewDecision,
    NewFile,
    add_contacts,
    add_decisions,
    add_item,
    attach,
    contact_problems,
    decision_problems,
    file_problems,
    item_problems,
    link_contacts,
    link_partners,
    put_tags,
    tag_problems,
    there,
)
from crm.communication.commands.records import ELSEWHERE
from crm.values import Command, Problem, Read, Transaction, Values
from crm.values.ids import ActionItemId, ContactId, PartnerId


@dataclass(frozen=True, slots=True)
class LogMeeting(Command):
    """Logs a meeting, call, visit or message with all that it brings. Without a title, the notes' first line is it.

    `partner_ids` took part, `about_ids` were only spoken about; `present_ids` were there, `mentioned_ids` were not.
    `closes` are action items that are done by it.
    """

    label: ClassVar[str] = "undo.log-meeting"
    fields: ClassVar[str | None] = "InteractionFields"
    values: Mapping[str, object]
    partner_ids: Sequence[PartnerId]
    about_ids: Sequence[PartnerId] = ()
    present_ids: Sequence[ContactId] = ()
    mentioned_ids: Sequence[ContactId] = ()
    new_contacts: Sequence[NewContact] = ()
    decisions: Sequence[NewDecision] = ()
    action_items: Sequence[NewActionItem] = ()
    tags: Sequence[str] = ()
    attachments: Sequence[NewFile] = ()
    closes: Sequence[ActionItemId] = ()

    def check(self, read: Read) -> list[Problem]:
        problems = model.problems_of(model.InteractionFields, self.values)
        if not problems:
            problems += future_problems(read, self._held_on(), "held_on", ELSEWHERE)
        problems += partner_problems(read, self.partner_ids, self.about_ids)
        for key in (*self.present_ids, *self.mentioned_ids):
            present(read, model.Contact, key, "present_ids")
        problems += contact_problems(read, self.new_contacts)
        problems += decision_problems(self.decisions, self.partner_ids)
        problems += item_problems(read, self.action_items, [new.name for new in self.new_contacts])
        problems += tag_problems(self.tags) + file_problems(self.attachments)
        return problems + open_problems(read, self.closes)

    def _held_on(self) -> date:
        from crm.model.rules import checked

        held_on: date = checked(model.InteractionFields, self.values)["held_on"]
        return held_on

    def apply(self, tx: Transaction) -> None:
        self.log(tx)

    def log(self, tx: Transaction) -> int:
        """The id of the meeting, for who adds something to it in the same step."""
        meeting = tx.add(model.Interaction(**self._fields()))
        key = row_id(meeting)
        made = add_contacts(tx, self.new_contacts)
        here = [made[new.name] for new in self.new_contacts if new.present]
        away = [made[new.name] for new in self.new_contacts if not new.present]
        link_partners(tx, key, there(self.partner_ids, self.about_ids))
        link_contacts(tx, key, there([*self.present_ids, *here], [*self.mentioned_ids, *away]))
        add_decisions(tx, key, self.decisions)
        for item in self.action_items:
            with_whom = item.partner_id if item.partner_id is not None else self.partner_ids[0]
            add_item(tx, replace(item, partner_id=with_whom), meeting.held_on, key, made.get(item.owner_name))
        put_tags(tx, key, self.tags)
        attach(tx, key, self.attachments)
        complete(tx, self.closes, meeting.held_on)
        return key

    def _fields(self) -> dict[str, Any]:
        from crm.model.rules import checked

        fields = checked(model.InteractionFields, self.values)
        if not fields.get("title"):
            fields["title"] = default_title(str(fields.get("notes", "")))
        return fields

    def label_values(self, tx: Transaction) -> Values:
        return {"name": called(tx.fetch(model.Partner, self.partner_ids[0]))}


def default_title(notes: str) -> str:
    from crm.communication.notes import Names, title_of

    return title_of(notes, Names())


def partner_problems(read: Read, partner_ids: Sequence[int], about_ids: Sequence[int]) -> list[Problem]:
    """Somebody else than us took part; none of them lies in the bin."""
    problems = [] if partner_ids else [Problem("meeting-without-partner", field="partner_ids")]
    for key in (*partner_ids, *about_ids):
        if present(read, model.Partner, key, "partner_ids").is_home:
            problems.append(Problem("meeting-with-ourselves", field="partner_ids"))
    return problems
