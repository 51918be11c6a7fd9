"""What a meeting brings with it: decisions, action items, new people, files. Values in, rows out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as a_field
from datetime import date
from typing import TYPE_CHECKING

from crm import model
from crm.book.filing import keep_file, put_tag
from crm.book.records import home_id, matching, present, row_id
from crm.communication.commands.records import employers
from crm.values import Message, Problem, Read, Transaction
from crm.values.ids import ActionItemId, ContactId, PartnerId
from crm.values.message import shown

if TYPE_CHECKING:
    from crm.model import ActionItem

LONGEST_TAG = 60
LARGEST_FILE = 200_000_000
"""Bytes of one attachment (DOMAIN.md, Attachment)."""


@dataclass(frozen=True, slots=True)
class NewDecision:
    """What was decided. `partner_id`: for that one of several participants only; `internal`: for us only."""

    text: str
    partner_id: PartnerId | None = None
    internal: bool = False


@dataclass(frozen=True, slots=True)
class NewContact:
    """A person met for the first time, at one of the partners."""

    name: str
    partner_id: PartnerId | None = None
    present: bool = True


@dataclass(frozen=True, slots=True)
class NewActionItem:
    """Who does what by when.

    `owner_name` names one of the new contacts of the same step. `debtor_id` empty: the party where the owner works,
    or the home party. `partner_id` empty: the first partner that took part.
    """

    text: str
    owner_id: ContactId | None = None
    owner_name: str = ""
    due_on: date | None = None
    internal: bool = False
    partner_id: PartnerId | None = None
    debtor_id: PartnerId | None = None


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What the corrected notes say of an action item that they brought before. None: as it is."""

    id: ActionItemId
    text: str | None = None
    owner_id: ContactId | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewFile:
    name: str
    content: bytes = a_field(repr=False)


def decision_problems(decisions: Sequence[NewDecision], partner_ids: Sequence[int]) -> list[Problem]:
    problems = []
    for decision in decisions:
        if not decision.text.strip():
            problems.append(Problem("field-required", "decisions", {"field": Message("field.decision")}))
        if decision.partner_id is not None and decision.partner_id not in partner_ids:
            problems.append(Problem("decision-not-for-participant", "decisions", {"given": decision.text}))
    return problems


def item_problems(read: Read, items: Sequence[NewActionItem], new_names: Sequence[str] = ()) -> list[Problem]:
    problems = []
    for item in items:
        values = {"text": item.text, "owner_id": item.owner_id, "due_on": item.due_on}
        problems += model.problems_of(model.ActionItemFields, values)
        if item.owner_id is not None:
            present(read, model.Contact, item.owner_id, "owner_id")
        if item.owner_name and item.owner_name not in new_names:
            problems.append(Problem("owner-unknown", "action_items", {"given": item.owner_name}))
        for key in (item.partner_id, item.debtor_id):
            if key is not None:
                present(read, model.Partner, key, "action_items")
    return problems


def contact_problems(read: Read, contacts: Sequence[NewContact]) -> list[Problem]:
    problems = []
    for contact in contacts:
        problems += model.problems_of(model.ContactFields, {"name": contact.name})
        if contact.partner_id is not None:
            present(read, model.Partner, contact.partner_id, "new_contacts")
    return problems


def tag_problems(names: Sequence[str]) -> list[Problem]:
    return [
        Problem("tag-too-long", field="tags", values={"given": shown(name), "most": LONGEST_TAG})
        for name in names
        if len(name) > LONGEST_TAG
    ]


def file_problems(files: Sequence[NewFile]) -> list[Problem]:
    return [
        Problem(
            "attachment-too-large",
            field="attachments",
            values={"name": file.name, "size": len(file.content) // 1_000_000, "most": LARGEST_FILE // 1_000_000},
        )
        for file in files
        if len(file.content) > LARGEST_FILE
    ]


def add_decisions(tx: Transaction, interaction_id: int, decisions: Sequence[NewDecision], first: int = 1) -> None:
    for position, decision in enumerate(decisions, first):
        tx.add(
            model.Decision(
                interaction_id=interaction_id,
                position=position,
                text=decision.text.strip(),
                partner_id=decision.partner_id,
                internal=decision.internal,
            )
        )


def add_contacts(tx: Transaction, contacts: Sequence[NewContact]) -> dict[str, int]:
    """The ids of the new people, by name."""
    made: dict[str, int] = {}
    for new in contacts:
        contact = tx.add(model.Contact(name=new.name.strip()))
        made[new.name] = row_id(contact)
        if new.partner_id is not None:
            tx.add(model.Affiliation(contact_id=row_id(contact), partner_id=new.partner_id))
    return made


def add_item(
    tx: Transaction,
    new: NewActionItem,
    promised_on: date,
    interaction_id: int | None = None,
    owner_id: int | None = None,
) -> "ActionItem":
    owner_id = new.owner_id if owner_id is None else owner_id
    return tx.add(
        model.ActionItem(
            text=" ".join(new.text.split()),
            owner_id=owner_id,
            due_on=new.due_on,
            internal=new.internal,
            interaction_id=interaction_id,
            partner_id=new.partner_id,
            debtor_id=new.debtor_id if new.debtor_id is not None else debtor_of(tx, owner_id, new.partner_id),
            promised_on=promised_on,
        )
    )


def change_item(tx: Transaction, change: ItemChange) -> None:
    item = tx.fetch(model.ActionItem, change.id)
    if change.text is not None:
        item.text = change.text
    if change.due_on is not None:
        item.due_on, item.snoozed_until = change.due_on, None
    if change.owner_id is not None:
        item.owner_id = change.owner_id
        item.debtor_id = debtor_of(tx, change.owner_id, item.partner_id)


def debtor_of(read: Read, owner_id: int | None, partner_id: int | None) -> int | None:
    """The party that owes what its person promised: ours, unless the owner works for the partner or another one."""
    home = home_id(read)
    parties = employers(read, owner_id) if owner_id is not None else set()
    if not parties or home in parties:
        return home
    return partner_id if partner_id in parties else min(parties)


def put_tags(tx: Transaction, interaction_id: int, names: Sequence[str]) -> None:
    for name in names:
        put_tag(tx, name, interaction_id=interaction_id)


def attach(tx: Transaction, interaction_id: int, files: Sequence[NewFile]) -> None:
    for file in files:
        keep_file(tx, file.name, file.content, interaction_id=interaction_id)


def there(yes: Sequence[int], no: Sequence[int]) -> dict[int, bool]:
    """Each key once, with whether it was there; one that is named as both was."""
    return dict.fromkeys(yes, True) | {key: False for key in no if key not in yes}


def put_partners(tx: Transaction, interaction_id: int, took_part: Sequence[int], about: Sequence[int]) -> None:
    """Says who took part and who was only spoken about. Rows that stay as they are, stay."""
    wanted = there(took_part, about)
    for row in matching(tx, model.InteractionPartner, interaction_id=interaction_id):
        if row.partner_id in wanted:
            row.took_part = wanted.pop(row.partner_id)
        else:
            tx.remove(row)
    link_partners(tx, interaction_id, wanted)


def link_partners(tx: Transaction, interaction_id: int, wanted: Mapping[int, bool]) -> None:
    for key, took_part in wanted.items():
        tx.add(model.InteractionPartner(interaction_id=interaction_id, partner_id=key, took_part=took_part))


def put_contacts(tx: Transaction, interaction_id: int, were_present: Sequence[int], mentioned: Sequence[int]) -> None:
    wanted = there(were_present, mentioned)
    for row in matching(tx, model.InteractionContact, interaction_id=interaction_id):
        if row.contact_id in wanted:
            row.present = wanted.pop(row.contact_id)
        else:
            tx.remove(row)
    link_contacts(tx, interaction_id, wanted)


def link_contacts(tx: Transaction, interaction_id: int, wanted: Mapping[int, bool]) -> None:
    for key, was_present in wanted.items():
        tx.add(model.InteractionContact(interaction_id=interaction_id, contact_id=key, present=was_present))
