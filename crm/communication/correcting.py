"""A logged meeting opened again in the pane: its draft, and the step that changes only what a person changed.

The old notes and the new ones are read alike and compared. What was edited elsewhere since, and what the old notes
never brought (an import, a tag put by hand), stays.
"""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from crm.communication.commands.minutes import EditMinutes
from crm.communication.commands.parts import ItemChange, NewActionItem
from crm.communication.drafting import Draft, Plan, plan, values_of
from crm.communication.queries import ActionItemRow, KnownName, Meeting
from crm.values.enums import ActionItemState
from crm.values.ids import ActionItemId, ContactId

ALIKE = 0.6
"""Two action items are one, reworded, from this share of common letters on."""


def draft_of(meeting: Meeting, me: ContactId | None, known: Sequence[KnownName]) -> Draft:
    """The draft that says what the meeting says."""
    marked = {one.text: one.partner_id for one in meeting.decisions if one.partner_id is not None or one.internal}
    bare = Draft(
        text=meeting.notes,
        held_on=meeting.held_on,
        kind=meeting.kind,
        starts_at=meeting.starts_at,
        lasts=meeting.lasts,
        zone=meeting.zone,
        title=meeting.title,
        place=meeting.place,
        sentiment=meeting.sentiment,
        internal=meeting.internal,
        partner_ids=tuple(partner.id for partner in meeting.partners),
        me=me,
        addressees=marked,
    )
    read = plan(bare, known)
    moved: dict[ContactId, bool] = {}
    for person in meeting.people:
        if person.id not in (read.present if person.present else read.mentioned):
            moved[person.id] = person.present
    if me is not None and all(person.id != me for person in meeting.people):
        moved[me] = False
    about = tuple(partner.id for partner in meeting.about if partner.id not in read.about)
    title = "" if meeting.title == plan(replace(bare, title=""), known).title else meeting.title
    return replace(bare, moved=moved, about_ids=about, title=title)


def edit_command(meeting: Meeting, before: tuple[Draft, Plan], after: tuple[Draft, Plan]) -> EditMinutes:
    """The step from the meeting as it was opened to the draft as it stands."""
    was, now = values_of(before[0], before[1].title), values_of(after[0], after[1].title)
    changed = [name for name in now if now[name] != was[name]]
    old, new = before[1], after[1]
    stored = {(one.text, one.partner_id, one.internal): one.id for one in meeting.decisions}
    wanted = {(one.text, one.partner_id, one.internal): one for one in new.decisions}
    read_before = {(one.text, one.partner_id, one.internal) for one in old.decisions}
    added, gone, altered = compared_items(meeting.items, old.items, new.items)
    return EditMinutes(
        meeting.id,
        was={name: was[name] for name in changed},
        now={name: now[name] for name in changed},
        partner_ids=new.partners,
        about_ids=new.about,
        present_ids=new.present,
        mentioned_ids=new.mentioned,
        new_contacts=new.new_contacts,
        decisions=[one for key, one in wanted.items() if key not in stored],
        decisions_gone=[stored[key] for key in stored if key in read_before and key not in wanted],
        action_items=added,
        items_gone=gone,
        items_changed=altered,
        tags=[name for name in meeting.tags if name not in old.tags or name in new.tags]
        + [name for name in new.tags if name not in meeting.tags],
        closes=new.closes,
        attachments=after[0].files,
        attachments_gone=after[0].files_gone,
    )


def changes_in(command: EditMinutes) -> int:
    """How much a correction changes: fields, and what comes, goes or is said otherwise."""
    parts = (command.now, command.new_contacts, command.decisions, command.decisions_gone)
    return (
        sum(map(len, parts))
        + sum(map(len, (command.action_items, command.items_gone, command.items_changed, command.closes)))
        + len(command.attachments)
        + len(command.attachments_gone)
    )


def compared_items(
    stored: Sequence[ActionItemRow], old: Sequence[NewActionItem], new: Sequence[NewActionItem]
) -> tuple[list[NewActionItem], list[ActionItemId], list[ItemChange]]:
    """What to add, to bin and to change. Only open items are touched: what is done stays in the record."""
    kept = {one.text: one for one in stored if one.state is ActionItemState.OPEN}
    known = {one.text for one in stored}
    pairs = paired(old, new)
    gone = [kept[one.text].id for one in old if one.text in kept and id(one) not in pairs]
    changes, taken = [], {id(following) for following in pairs.values()}
    for one in old:
        following = pairs.get(id(one))
        if following is not None and one.text in kept and following != one:
            changes.append(change_between(kept[one.text], one, following))
    added = [one for one in new if id(one) not in taken and one.text not in known]
    return added, gone, changes


def change_between(stored: ActionItemRow, old: NewActionItem, new: NewActionItem) -> ItemChange:
    return ItemChange(
        stored.id,
        text=new.text if new.text != old.text else None,
        owner_id=new.owner_id if new.owner_id != old.owner_id else None,
        due_on=new.due_on if new.due_on != old.due_on else None,
    )


def paired(old: Sequence[NewActionItem], new: Sequence[NewActionItem]) -> dict[int, NewActionItem]:
    """Which old item, by its identity, goes on as which new one: the same text, else one that is alike."""
    free = list(new)
    pairs: dict[int, NewActionItem] = {}
    for fits in (0.9999, ALIKE):
        for one in old:
            if id(one) in pairs:
                continue
            found = next((other for other in free if alike(one.text, other.text) >= fits), None)
            if found is not None:
                pairs[id(one)] = found
                free.remove(found)
    return pairs


def alike(one: str, other: str) -> float:
    return 1.0 if one == other else SequenceMatcher(None, one[:400], other[:400], autojunk=False).ratio()
