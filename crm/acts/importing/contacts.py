"""Finds the contact of a row in the book or among the rows before it, or plans a new one."""

from collections import defaultdict

from crm.acts.importing.drafts import ContactDraft, Point
from crm.acts.importing.partners import as_held, once
from crm.acts.importing.plan import Ref, Writes
from crm.acts.importing.queries import CONTACT_FILLABLE, Known
from crm.acts.importing.survey import Survey
from crm.partners.duplicates.keys import name_key
from crm.values import Message

Address = tuple[str, str]
"""Kind and value of a contact point."""

Post = tuple[Ref, Ref]
"""Contact and partner."""


class ContactBook:
    """Contacts by address and by name at their partner: those of the book, and those that this plan makes."""

    def __init__(self, known: Known, survey: Survey, writes: Writes) -> None:
        self.survey = survey
        self.writes = writes
        self.held = {keys.id: dict(zip(CONTACT_FILLABLE, keys.held, strict=True)) for keys in known.contacts}
        self.tags: set[tuple[Ref, str]] = set(known.contact_tags)
        self.names_of: dict[Ref, list[str]] = {keys.id: keys.names for keys in known.contacts}
        self.by_point: dict[Address, list[Ref]] = defaultdict(list)
        self.points_of: set[tuple[Ref, Address]] = set()
        self.posts: dict[Post, tuple[int, str]] = {}
        self.said: set[tuple[Ref, str]] = set()
        """What rows of the file said already, by contact and field or post: of two that differ the first counts."""

        self.at: dict[tuple[Ref | None, str], Ref] = {}
        for contact, kind, value in known.points:
            self.enter_point(contact, (kind, value))
        placed = set()
        for post, contact, partner, title in known.posts:
            self.posts[contact, partner] = (post, title)
            placed.add(contact)
            self.enter_at(contact, partner)
        for contact in self.names_of:
            if contact not in placed:
                self.enter_at(contact, None)

    def enter_point(self, ref: Ref, address: Address) -> None:
        self.by_point[address].append(ref)
        self.points_of.add((ref, address))

    def enter_at(self, ref: Ref, partner: Ref | None) -> None:
        for name in self.names_of.get(ref, ()):
            self.at.setdefault((partner, name_key(name)), ref)

    def find(self, draft: ContactDraft, partner: Ref | None) -> tuple[Ref, Message] | None:
        """By an address of their own, else by name at the same partner."""
        name = name_key(draft.name)
        for point in draft.points:
            ref = self.holder(point, name)
            if ref is not None:
                return ref, Message(f"import.by.{point.kind.value}", {"address": point.value})
        names = [draft.name, *(str(draft.values[field]) for field in ("name_en", "name_zh") if field in draft.values)]
        for text in names:
            if (partner, name_key(text)) in self.at:
                return self.at[partner, name_key(text)], Message("import.by.person")
        return None

    def holder(self, point: Point, name: str) -> Ref | None:
        """Whose address it is. One that several persons share (a switchboard, info@) needs the same name too."""
        address = (point.kind.value, point.value)
        refs = self.by_point.get(address, [])
        named = [ref for ref in refs if name in map(name_key, self.names_of[ref])]
        if named:
            return named[0]
        own = point.personal and len(self.survey.point_names[address]) <= 1
        return refs[0] if own and len(refs) == 1 else None

    def add(self, draft: ContactDraft) -> Ref:
        self.writes.contacts.append(dict(draft.values))
        ref = -len(self.writes.contacts)
        self.said.update((ref, field) for field, value in draft.values.items() if value)
        self.names_of[ref] = [
            str(draft.values[field]) for field in ("name", "name_en", "name_zh") if draft.values.get(field)
        ]
        self.enter_at(ref, None)
        return ref

    def fill(self, ref: Ref, draft: ContactDraft, *, overwrite: bool = False) -> int:
        """Plans empty fields, addresses and tags that the contact has not; returns how many.

        `overwrite`: the values of the file also where the book has others.
        """
        offered = {field: value for field, value in draft.values.items() if field in CONTACT_FILLABLE and value}
        present = self.writes.contacts[-ref - 1] if ref < 0 else self.writes.contact_fills.get(ref, {})
        held = present if ref < 0 else {**self.held[ref], **present}
        filled = {
            field: value
            for field, value in offered.items()
            if not held.get(field)
            or (overwrite and ref > 0 and (ref, field) not in self.said and as_held(held[field]) != as_held(value))
        }
        self.said.update((ref, field) for field in offered)
        if filled and ref < 0:
            present.update(filled)
        elif filled:
            self.writes.contact_fills.setdefault(ref, {}).update(filled)
        return len(filled) + self.add_points(ref, draft.points) + self.add_tags(ref, draft.tags)

    def add_tags(self, ref: Ref, tags: list[str]) -> int:
        added = 0
        for key, tag in once(tags).items():
            if (ref, key) not in self.tags:
                self.tags.add((ref, key))
                self.writes.contact_tags.append((ref, tag))
                added += 1
        return added

    def add_points(self, ref: Ref, points: list[Point]) -> int:
        added = 0
        for point in points:
            address = (point.kind.value, point.value)
            if (ref, address) not in self.points_of:
                self.enter_point(ref, address)
                self.writes.points.append((ref, *address, point.region))
                added += 1
        return added

    def employ(self, ref: Ref, partner: Ref, title: str, *, overwrite: bool = False) -> int:
        """Plans the post of the contact at the partner, or its title where that is empty; returns 1 for a change."""
        post, mark = (ref, partner), (ref, f"title {partner}")
        first = mark not in self.said
        if title:
            self.said.add(mark)
        if post not in self.posts:
            self.posts[post] = (-len(self.writes.affiliations) - 1, title)
            self.writes.affiliations.append((ref, partner, title))
            self.at.pop((None, name_key(self.names_of[ref][0])), None)
            self.enter_at(ref, partner)
            return 1
        key, held = self.posts[post]
        if not title or title == held or (held and not (overwrite and first and key > 0)):
            return 0
        self.posts[post] = (key, title)
        if key > 0:
            self.writes.titles[key] = title
        else:
            self.writes.affiliations[-key - 1] = (ref, partner, title)
        return 1
