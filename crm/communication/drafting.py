"""From what stands in the log pane to the command that saves it. Values in, values out: no window, no database.

The pane, the command line and the tests make a meeting the same way: `plan(draft, known)` says what will be saved,
`command(draft, plan)` is the step.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from crm.communication.commands.meeting import LogMeeting
from crm.communication.commands.parts import NewActionItem, NewContact, NewDecision, NewFile
from crm.communication.notes import Mention, NamedKind, Names, Notes, read_notes, title_of
from crm.communication.queries import KnownName
from crm.values.enums import InteractionKind
from crm.values.ids import ActionItemId, AttachmentId, ContactId, PartnerId


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person has typed and chosen so far."""

    text: str
    held_on: date
    kind: InteractionKind = InteractionKind.MEETING
    starts_at: str = ""
    lasts: int | None = None
    zone: str = ""
    title: str = ""
    place: str = ""
    sentiment: int | None = None
    internal: bool = False
    partner_ids: tuple[PartnerId, ...] = ()
    about_ids: tuple[PartnerId, ...] = ()
    me: ContactId | None = None
    moved: Mapping[ContactId, bool] = field(default_factory=dict)
    """People whom the pane was told are present (true) or only mentioned (false), whatever the text says."""
    welcomed: tuple[str, ...] = ()
    """Unknown names of which a contact is made in the same step."""
    addressees: Mapping[str, PartnerId | None] = field(default_factory=dict)
    """Decisions by their text that are for one partner, or (None) internal."""
    closes: tuple[ActionItemId, ...] = ()
    files: tuple[NewFile, ...] = ()
    files_gone: tuple[AttachmentId, ...] = ()
    """Files of a logged meeting that are taken off it."""
    own: Mapping[int, str] = field(default_factory=dict)
    """What is typed in the book's own fields of a new meeting, by the field's id."""
    speakers: tuple[str, ...] = ()
    """Who spoke in a chat that was pasted and is nobody yet: offered as new contacts."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be saved, as it is shown beside the text."""

    notes: Notes
    title: str
    partners: tuple[PartnerId, ...]
    about: tuple[PartnerId, ...]
    present: tuple[ContactId, ...]
    mentioned: tuple[ContactId, ...]
    new_contacts: tuple[NewContact, ...]
    unknown: tuple[str, ...]
    decisions: tuple[NewDecision, ...]
    items: tuple[NewActionItem, ...]
    tags: tuple[str, ...]
    closes: tuple[ActionItemId, ...]

    @property
    def changes(self) -> int:
        """Records that the step makes or closes: the meeting itself, and what it brings."""
        return 1 + sum(map(len, (self.new_contacts, self.decisions, self.items, self.tags, self.closes)))


def plan(draft: Draft, known: Sequence[KnownName]) -> Plan:
    """What the draft says. `known` are the people and partners whom its text may name, own people first."""
    notes = read_notes(draft.text, draft.held_on, Names(one.named() for one in known))
    by_key = {(one.kind, one.id): one for one in known}
    named = named_in(notes, by_key)
    partners = draft.partner_ids or partners_of(named)
    about = [PartnerId(one.id) for one in named if one.kind is NamedKind.PARTNER and not one.is_ours]
    present, mentioned = people_of(draft, notes, named, partners)
    unknown = tuple(dict.fromkeys([*unknown_names(notes), *(one for one in draft.speakers if one in draft.text)]))
    new = tuple(NewContact(name, partners[0] if partners else None) for name in unknown if name in draft.welcomed)
    return Plan(
        notes,
        draft.title or title_of(draft.text, Names(one.named() for one in known)),
        partners,
        tuple(key for key in dict.fromkeys([*draft.about_ids, *about]) if key not in partners),
        present,
        mentioned,
        new,
        unknown,
        decisions_of(draft, notes, partners),
        items_of(draft, notes, by_key, partners),
        tuple(dict.fromkeys(tag.name for tag in notes.tags)),
        draft.closes,
    )


def values_of(draft: Draft, title: str) -> dict[str, object]:
    """The fields of the meeting itself."""
    return {
        "kind": draft.kind,
        "held_on": draft.held_on,
        "starts_at": draft.starts_at,
        "lasts": draft.lasts,
        "zone": draft.zone,
        "title": title,
        "place": draft.place,
        "notes": draft.text,
        "sentiment": draft.sentiment,
        "internal": draft.internal,
    }


def log_command(draft: Draft, planned: Plan) -> LogMeeting:
    """The one step that saves it all."""
    return LogMeeting(
        values_of(draft, planned.title),
        partner_ids=planned.partners,
        about_ids=planned.about,
        present_ids=planned.present,
        mentioned_ids=planned.mentioned,
        new_contacts=planned.new_contacts,
        decisions=planned.decisions,
        action_items=planned.items,
        tags=planned.tags,
        attachments=draft.files,
        closes=planned.closes,
    )


ByKey = Mapping[tuple[NamedKind, int], KnownName]


def named_in(notes: Notes, by_key: ByKey) -> list[KnownName]:
    """Who is named, each once, in the order of the text."""
    keys = dict.fromkeys((one.named.kind, one.named.id) for one in notes.mentions if one.named is not None)
    return [by_key[key] for key in keys]


def partners_of(named: Sequence[KnownName]) -> tuple[PartnerId, ...]:
    """Where nobody chose: the partner of the first person named who is not ours, else the first partner named."""
    for one in named:
        if one.kind is NamedKind.CONTACT and not one.is_ours and one.partner_ids:
            return (one.partner_ids[0],)
    return tuple(PartnerId(one.id) for one in named if one.kind is NamedKind.PARTNER and not one.is_ours)[:1]


def people_of(
    draft: Draft, notes: Notes, named: Sequence[KnownName], partners: Sequence[PartnerId]
) -> tuple[tuple[ContactId, ...], tuple[ContactId, ...]]:
    """Who was there: me, and the partners' people who are named. Everybody else is only mentioned.

    A colleague who is named for nothing but an action item is neither: the item names its owner.
    """
    owners = {one.owner.start for one in notes.items if one.owner}
    elsewhere = {one.named.id for one in notes.mentions if one.named and one.start not in owners}
    present = dict.fromkeys([draft.me] if draft.me is not None else [])
    mentioned: dict[ContactId, None] = {}
    for one in named:
        key = ContactId(one.id)
        if one.kind is NamedKind.PARTNER or key in present:
            continue
        if one.is_ours and one.id not in elsewhere and key not in draft.moved:
            continue
        there = draft.moved.get(key, bool(set(one.partner_ids) & set(partners)))
        (present if there else mentioned)[key] = None
    for key, there in draft.moved.items():
        if key != draft.me and key not in present and key not in mentioned:
            (present if there else mentioned)[key] = None
    return tuple(key for key in present if draft.moved.get(key, True)), tuple(mentioned)


def unknown_names(notes: Notes) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.name for one in notes.mentions if one.named is None))


def decisions_of(draft: Draft, notes: Notes, partners: Sequence[PartnerId]) -> tuple[NewDecision, ...]:
    made = []
    for decision in notes.decisions:
        marked = decision.text in draft.addressees
        to = draft.addressees.get(decision.text)
        internal = decision.internal or (marked and to is None)
        made.append(NewDecision(decision.text, to if to in partners and not internal else None, internal))
    return tuple(made)


def items_of(draft: Draft, notes: Notes, by_key: ByKey, partners: Sequence[PartnerId]) -> tuple[NewActionItem, ...]:
    """Without an owner in the text it is mine. With an owner from one of the partners, it is with that partner."""
    made = []
    for item in notes.items:
        owner = known_owner(item.owner, by_key)
        new_name = (
            item.owner.name if item.owner and item.owner.named is None and item.owner.name in draft.welcomed else ""
        )
        at = [key for key in owner.partner_ids if key in partners] if owner else []
        owner_id = ContactId(owner.id) if owner else (None if new_name else draft.me)
        made.append(
            NewActionItem(
                item.text,
                owner_id=owner_id,
                owner_name=new_name,
                due_on=item.due_on,
                internal=item.internal,
                partner_id=at[0] if at else None,
            )
        )
    return tuple(made)


def known_owner(owner: Mention | None, by_key: ByKey) -> KnownName | None:
    if owner is None or owner.named is None:
        return None
    return by_key[owner.named.kind, owner.named.id]
