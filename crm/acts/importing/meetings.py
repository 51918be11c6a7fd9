"""Plans the interactions of a file: which are in the book, who of whom was there."""

from datetime import date

from crm.acts.importing.contacts import ContactBook
from crm.acts.importing.drafts import ContactDraft, InteractionDraft
from crm.acts.importing.plan import Ref, Writes
from crm.acts.importing.queries import Known
from crm.partners.duplicates.keys import name_key
from crm.values.enums import InteractionKind

Mark = tuple[Ref, str, str, str]
"""Partner, day, kind, and a title or notes: by these an interaction is the same."""


class MeetingBook:
    """Interactions by partner, day, kind, and title or notes."""

    def __init__(self, known: Known, contacts: ContactBook, home: Ref | None, writes: Writes) -> None:
        self.contacts = contacts
        self.home = home
        self.writes = writes
        self.marks: set[Mark] = set()
        self.last: dict[Ref, str] = dict(known.last_contacts)
        for partner, day, kind, title, notes in known.interactions:
            self.enter(partner, day, kind, title, notes)

    def enter(self, partner: Ref, day: str, kind: str, title: str, notes: str) -> None:
        self.marks.update(marks(partner, day, kind, title, notes))

    def take(self, draft: InteractionDraft, partner: Ref) -> bool:
        """Whether the row is new. One that is in the book already is left as it is there."""
        held_on, kind = draft.values["held_on"], draft.values["kind"]
        assert isinstance(held_on, date)
        assert isinstance(kind, InteractionKind)
        title, notes = str(draft.values.get("title", "")), str(draft.values.get("notes", ""))
        own = marks(partner, held_on.isoformat(), kind.value, title, notes)
        if self.marks & own:
            return False
        self.marks |= own
        self.writes.interactions.append(dict(draft.values))
        ref = -len(self.writes.interactions)
        self.writes.took_part.append((ref, partner))
        for contact in dict.fromkeys(self.person(name, partner) for name in draft.people):
            self.writes.were_there.append((ref, contact))
        self.writes.actions += [(ref, partner, text, due, held_on) for text, due in draft.actions]
        return True

    def take_last(self, day: date, title: str, partner: Ref) -> int:
        """A list that knows of a later contact than the book brings it, under the list's word for it."""
        if day.isoformat() <= self.last.get(partner, ""):
            return 0
        self.last[partner] = day.isoformat()
        return int(
            self.take(InteractionDraft({"held_on": day, "kind": InteractionKind.MESSAGE, "title": title}), partner)
        )

    def person(self, name: str, partner: Ref) -> Ref:
        """One of ours, one of theirs, or somebody met for the first time, who works for the partner."""
        key = name_key(name)
        for party in (self.home, partner):
            found = self.contacts.at.get((party, key))
            if party is not None and found is not None:
                return found
        ref = self.contacts.add(ContactDraft({"name": name}))
        self.contacts.employ(ref, partner, "")
        return ref


def marks(partner: Ref, day: str, kind: str, title: str, notes: str) -> set[Mark]:
    said = {f"title {name_key(title)}" if title else "", f"notes {notes.strip()}" if notes.strip() else ""}
    return {(partner, day, kind, text) for text in (said - {""} or {""})}
