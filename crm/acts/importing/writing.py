"""Carries a plan out: new rows with keys in one range a table, then the fields of known ones (SPEED.md, bulk)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from crm import model
from crm.acts.importing.plan import Ref, Writes
from crm.book.clock import instant
from crm.book.text import folded
from crm.partners.custom_values import CustomDraft
from crm.values import Stage, Transaction
from crm.values.enums import ActionItemState, Choice, CustomConcept, RelationshipType

Values = Mapping[str, object]


class Writer:
    """Lays out the rows that one plan makes."""

    def __init__(self, stage: Stage, writes: Writes) -> None:
        self.stage = stage
        self.writes = writes
        self.partner_base = stage.next_id(model.Partner)
        self.contact_base = stage.next_id(model.Contact)
        self.interaction_base = stage.next_id(model.Interaction)

    def write(self) -> None:
        self.write_parties()
        self.write_parts_of_partners()
        self.write_people()
        self.write_meetings()
        self.write_own()

    def write_parties(self) -> None:
        writes = self.writes
        self.insert(model.Partner, writes.partners, self.partner_base)
        self.insert(model.Contact, writes.contacts, self.contact_base)

    def write_parts_of_partners(self) -> None:
        writes, today = self.writes, self.stage.today
        roles = [
            {"partner_id": self.partner(ref), "role": role, "stage": stage, "stage_since": today}
            for ref, role, stage in writes.roles
        ]
        first = self.insert(model.PartnerRoleRow, roles)
        changes = [
            {"partner_role_id": key, "stage": stage, "effective_on": today, "known_on": today}
            for key, (_, _, stage) in enumerate(writes.roles, first)
        ] + [
            {"partner_role_id": key, "stage": stage, "effective_on": today, "known_on": today}
            for key, stage in writes.stages.items()
        ]
        self.insert(model.StageChange, changes)
        verticals = [{"partner_id": self.partner(ref), "vertical": vertical} for ref, vertical in writes.verticals]
        self.insert(model.PartnerVertical, verticals)
        self.write_tags()
        edges = [
            {
                "kind": RelationshipType.MAINTAINED_BY,
                "from_partner_id": self.partner(one),
                "to_partner_id": self.partner(by),
            }
            for one, by in writes.maintained_by
        ]
        self.insert(model.Relationship, edges)

    def write_tags(self) -> None:
        """A tag that is new is made once; one that differs only in case or width is the same."""
        known = {str(key): int(str(number)) for key, number in self.stage.rows("SELECT folded, id FROM tag")}
        named = [*self.writes.tags, *self.writes.contact_tags]
        new = {key: name for _, name in reversed(named) if (key := folded(name)) not in known}
        first = self.insert(model.Tag, [{"name": name, "folded": key} for key, name in new.items()])
        known.update({key: number for number, key in enumerate(new, first)})
        taggings = [{"tag_id": known[folded(name)], "partner_id": self.partner(ref)} for ref, name in self.writes.tags]
        taggings += [
            {"tag_id": known[folded(name)], "contact_id": self.contact(ref)} for ref, name in self.writes.contact_tags
        ]
        self.insert(model.Tagging, taggings)

    def write_people(self) -> None:
        writes = self.writes
        points = [
            {"contact_id": self.contact(ref), "kind": kind, "value": value, "region": region}
            for ref, kind, value, region in writes.points
        ]
        self.insert(model.ContactPoint, points)
        posts = [
            {"contact_id": self.contact(ref), "partner_id": self.partner(at), "title": title}
            for ref, at, title in writes.affiliations
        ]
        self.insert(model.Affiliation, posts)

    def write_meetings(self) -> None:
        writes = self.writes
        if not writes.interactions:
            return
        self.insert(model.Interaction, writes.interactions, self.interaction_base)
        took_part = [
            {"interaction_id": self.interaction(ref), "partner_id": self.partner(partner)}
            for ref, partner in writes.took_part
        ]
        self.insert(model.InteractionPartner, took_part)
        were_there = [
            {"interaction_id": self.interaction(ref), "contact_id": self.contact(contact)}
            for ref, contact in writes.were_there
        ]
        self.insert(model.InteractionContact, were_there)
        self.insert(model.ActionItem, list(self.action_items()))

    def write_own(self) -> None:
        """Values of fields that the book adds."""
        rows = [
            {"field_id": field, **self.owner_of(concept, ref), **own_columns(draft)}
            for concept, ref, field, draft in self.writes.own
        ]
        self.insert(model.CustomValue, rows)

    def owner_of(self, concept: CustomConcept, ref: Ref) -> Values:
        if concept is CustomConcept.PARTNER:
            return {"partner_id": self.partner(ref)}
        return {"contact_id": self.contact(ref)}

    def action_items(self) -> Iterable[Values]:
        """Nobody in a file says who does it: ours is the party that owes it until somebody is named."""
        home = next((key for (key,) in self.stage.rows("SELECT id FROM partner WHERE is_home")), None)
        for ref, partner, text, due, promised_on in self.writes.actions:
            yield {
                "text": text,
                "due_on": due,
                "promised_on": promised_on,
                "state": ActionItemState.OPEN,
                "interaction_id": self.interaction(ref),
                "partner_id": self.partner(partner),
                "debtor_id": home,
            }

    def partner(self, ref: Ref) -> int:
        return ref if ref > 0 else self.partner_base - ref - 1

    def contact(self, ref: Ref) -> int:
        return ref if ref > 0 else self.contact_base - ref - 1

    def interaction(self, ref: Ref) -> int:
        return ref if ref > 0 else self.interaction_base - ref - 1

    def insert(self, table: Any, rows: Sequence[Values], first: int | None = None) -> int:
        """Rows with keys in one range; returns the first key. Columns that a row leaves out get the model's default."""
        start = self.stage.next_id(table) if first is None else first
        if not rows:
            return start
        names = [column.name for column in table.__table__.columns if column.name not in ("id", "version")]
        default = {name: raw(table.model_fields[name].default) for name in names}
        default |= {"created_at": instant(self.stage.now)} if "created_at" in default else {}
        leaving = "uid" in default
        tuples = []
        for key, row in enumerate(rows, start):
            own = {**default, **{name: raw(value) for name, value in row.items()}}
            if leaving:
                own["uid"] = self.stage.new_uid()
            tuples.append((key, *own.values()))
        self.stage.load(table, ["id", *names], tuples)
        return start


def fill_all(tx: Transaction, writes: Writes) -> None:
    """Sets the fields of records that the book knows."""
    fill(tx, "partner", writes.partner_fills)
    fill(tx, "contact", writes.contact_fills)
    fill(tx, "custom_value", {key: own_columns(draft) for key, draft in writes.own_updates.items()})
    since = tx.today
    fill(tx, "partner_role", {key: {"stage": stage, "stage_since": since} for key, stage in writes.stages.items()})
    fill(tx, "affiliation", {key: {"title": title} for key, title in writes.titles.items()})


def fill(tx: Transaction, table: str, fills: Mapping[int, Values]) -> None:
    """One statement for all rows that fill the same fields."""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for key, values in fills.items():
        groups[tuple(values)].append(key)
    for names, keys in groups.items():
        sets = ", ".join(f'"{name}" = ?' for name in names)
        tuples = [(*(raw(fills[key][name]) for name in names), tx.step, key) for key in keys]
        statement = f'UPDATE "{table}" SET {sets}, version = ? WHERE id = ?'
        tx.session.connection().exec_driver_sql(statement, tuples)


def own_columns(draft: CustomDraft) -> dict[str, object]:
    return {column.name: getattr(draft, column.name) for column in fields(draft)}


def raw(value: object) -> object:
    """The value as SQLite keeps it."""
    if value.__class__ is str:
        return value
    if isinstance(value, Choice):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return value
