"""Understands bulk changes as they are typed, in either language, and puts what they do into words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from crm.book.text import folded
from crm.language import say
from crm.partners.bulk import ALL_ROLES, COLUMNS, NEW_STAGE, BulkChange, Meant, Slot, changeable, role_and_stage
from crm.partners.custom_values import CustomDraft, id_of, shown_value, value_of
from crm.partners.queries.custom_field import CustomFieldRow, CustomFields, CustomValueRow
from crm.partners.queries.home import OwnerRow, Owners
from crm.partners.queries.named import ContactNamed, PartnerNamed
from crm.partners.queries.titles import ContactTitle, PartnerTitle
from crm.partners.verticals import key_of, label
from crm.values import Message, Problem, Query, Refused
from crm.values.enums import Choice, CustomConcept, DecisionRole, Language, PartnerRole, Stage, Tier
from crm.values.message import shown

Asked = Callable[[Query[Any]], Any]
Chosen = TypeVar("Chosen", bound=Choice)

LONGEST_WORD = 60
"""Signs of a tag or a vertical."""

CHOICES: Mapping[str, type[Choice]] = {"tier": Tier, "decision_role": DecisionRole}
"""Fields that hold a word of a closed list, or nothing."""


class Vocabulary:
    """What a book knows of owners and own fields, asked once for all changes of partners, or of contacts."""

    def __init__(self, ask: Asked, concept: CustomConcept, language: Language = Language.ENGLISH) -> None:
        self.ask, self.concept, self.language = ask, concept, language

    @cached_property
    def owners(self) -> list[OwnerRow]:
        found: list[OwnerRow] = self.ask(Owners())
        return found

    @cached_property
    def own(self) -> dict[str, CustomFieldRow]:
        return {field.key: field for field in self.ask(CustomFields(self.concept))}

    def understood(self, changes: Sequence[BulkChange]) -> tuple[list[Meant], list[Problem]]:
        """The changes, and what is wrong with those that cannot be understood."""
        meant: list[Meant] = []
        problems: list[Problem] = []
        for change in changes:
            found = self.meant(change)
            (problems if isinstance(found, Problem) else meant).append(found)  # type: ignore[arg-type]  # each its own
        return meant, problems or ([] if meant else [Problem("bulk-no-change", field="changes")])

    def meant(self, change: BulkChange) -> Meant | Problem:
        try:
            if change.field in COLUMNS[self.concept]:
                return self.column(change.field, change.value)
            if change.field in changeable(self.concept):
                return self.part(change.field, change.value.strip())
            return self.own_value(change)
        except Refused as refused:
            return refused.problems[0]

    def column(self, name: str, value: str) -> Meant:
        from crm import model
        from crm.book.edits import kept

        slot = Slot("field", name)
        if name == "owner":
            return Meant(slot, self.owner(value), Message("field.owner_id"))
        if name in CHOICES and value.strip():
            return Meant(slot, choice_of(CHOICES[name], value).value, Message(f"field.{name}"))
        fields = model.PartnerFields if self.concept is CustomConcept.PARTNER else model.ContactFields
        found = kept(fields, name, value)
        return Meant(slot, found or None, Message(f"field.{name}"))

    def owner(self, value: str) -> int | None:
        """One of ours, by id or name; nobody where it is empty."""
        wanted = folded(value.strip())
        if not wanted:
            return None
        for owner in self.owners:
            if wanted in (str(owner.id), f"#{owner.id}", folded(owner.title_en), folded(owner.title_zh), owner.uid):
                return owner.id
        known = [self.in_language(owner.title_en, owner.title_zh) for owner in self.owners]
        raise Refused(Problem("bulk-owner-unknown", field="changes", values={"given": shown(value), "known": known}))

    def part(self, name: str, value: str) -> Meant:
        if not value:
            raise Refused(Problem("field-required", field="changes", values={"field": Message(f"bulk.{name}")}))
        if name in ("role", "stage"):
            return role_change(name, value)
        if len(value) > LONGEST_WORD or len(folded(value)) > LONGEST_WORD:
            raise Refused(
                Problem("tag-too-long", field="changes", values={"given": shown(value), "most": LONGEST_WORD})
            )
        if name == "vertical":
            return Meant(Slot("vertical", key_of(value)), key_of(value), Message("field.verticals"))
        label = Message("bulk.tag-named", {"tag": value})
        return Meant(Slot("tag", folded(value)), value if name == "tag" else None, label)

    def own_value(self, change: BulkChange) -> Meant | Problem:
        field = self.own.get(change.field)
        if field is None:
            known = [*changeable(self.concept), *self.own]
            return Problem("bulk-field-unknown", field="changes", values={"given": shown(change.field), "known": known})
        draft = value_of(field, change.value, self.linked)
        if isinstance(draft, Problem):
            return draft
        return Meant(Slot("own", str(field.id)), None if draft.is_empty else draft, own_label(field))

    def linked(self, concept: CustomConcept, words: str) -> int | Problem:
        try:
            key = id_of(words)
            if key is not None:
                self.title(concept, key)
                return key
            asked: Query[Any] = ContactNamed(words) if concept is CustomConcept.CONTACT else PartnerNamed(words)
            return int(self.ask(asked).id)
        except Refused as refused:
            return refused.problems[0]

    def title(self, concept: CustomConcept, key: int) -> tuple[str, str]:
        titled: tuple[str, str] = self.ask(ContactTitle(key) if concept is CustomConcept.CONTACT else PartnerTitle(key))  # type: ignore[arg-type]  # an id of either
        return titled

    def said(self, slot: Slot, value: object) -> str:
        """What a slot holds, in words."""
        if value is None:
            return ""
        if isinstance(value, Choice):
            return say(value, self.language)
        if slot.kind == "field" and slot.key in CHOICES:
            return say(CHOICES[slot.key](value), self.language)
        if slot == Slot("field", "owner"):
            return self.owner_name(int(str(value)))
        if slot.kind == "vertical":
            named = label(str(value))
            return say(named, self.language) if named else str(value)
        return self.own_said(slot, value) if isinstance(value, CustomDraft) else str(value)

    def owner_name(self, key: int) -> str:
        for owner in self.owners:
            if owner.id == key:
                return self.in_language(owner.title_en, owner.title_zh)
        return self.in_language(*self.title(CustomConcept.CONTACT, key))

    def own_said(self, slot: Slot, draft: CustomDraft) -> str:
        field = next(field for field in self.own.values() if str(field.id) == slot.key)
        key = draft.to_partner_id or draft.to_contact_id
        titles = self.title(field.links_to or CustomConcept.PARTNER, key) if key else ("", "")
        cells = (draft.text, draft.scaled, draft.currency, draft.to_partner_id, draft.to_contact_id)
        return shown_value(CustomValueRow(field, 1, *cells, *titles), self.language)

    def in_language(self, en: str, zh: str) -> str:
        return zh if self.language is Language.CHINESE else en


def role_change(name: str, value: str) -> Meant:
    """`role` gives a role, in a stage or as a prospect; `stage` moves a role that is there, or all of them."""
    role, stage = role_and_stage(value)
    if name == "stage":
        if not stage:
            return Meant(ALL_ROLES, choice_of(Stage, role), Message("bulk.stage"), goes_on=True)
        named = choice_of(PartnerRole, role)
        return Meant(role_slot(named), choice_of(Stage, stage), Message(named.code), goes_on=True)
    named = choice_of(PartnerRole, role)
    now = choice_of(Stage, stage) if stage else NEW_STAGE
    return Meant(role_slot(named), now, Message(named.code), begins=True)


def role_slot(role: PartnerRole) -> Slot:
    return Slot("role", role.value)


def own_label(field: CustomFieldRow) -> Message:
    return Message("bulk.own-field", {"field": field.name})


def choice_of(kind: type[Chosen], text: str) -> Chosen:
    """A member by its stored word or its label in either language."""
    wanted = folded(text.strip())
    for member in kind:
        if wanted in spellings(member):
            return member
    values = {"given": shown(text), "known": [member.value for member in kind]}
    raise Refused(Problem("bulk-choice-unknown", field="changes", values=values))


def spellings(member: Choice) -> Iterable[str]:
    return (str(member.value), *(folded(say(member, language)) for language in Language))
