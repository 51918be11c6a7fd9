"""Carries a plan out: keys in one range a table, then one prepared statement a table (SPEED.md, bulk)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from crm import model
from crm.acts.importing.plan import Ref, Writes
from crm.book.clock import instant
from crm.book.text import folded
from crm.values import Transaction
from crm.values.enums import ActionItemState, Choice, RelationshipType

Values = Mapping[str, object]


class Writer:
    """Writes the rows of one plan within the step's transaction."""

    def __init__(self, tx: Transaction, writes: Writes) -> None:
        self.tx = tx
        self.writes = writes
        self.connection = tx.session.connection()
        self.partner_base = self.next_id("partner")
        self.contact_base = self.next_id("contact")
        self.interaction_base = self.next_id("interaction")

    def write(self) -> None:
        self.write_parties()
        self.write_parts_of_partners()
        self.write_people()
        self.write_meetings()

    def write_parties(self) -> None:
        writes = self.writes
        self.insert(model.Partner, writes.partners, self.partner_base)
        self.insert(model.Contact, writes.contacts, self.contact_base)
        self.fill("partner", writes.partner_fills)
        self.fill("contact", writes.contact_fills)

    def write_parts_of_partners(self) -> None:
        writes, today = self.writes, self.tx.today
        roles = [
            {"partner_id": self.partner(ref), "role": role, "stage": stage, "stage_since": today}
            for ref, role, stage in writes.roles
        ]
        first = self.insert(model.PartnerRoleRow, roles)
        changes = [
            {"partner_role_id": key, "stage": stage, "effective_on": today, "known_on": today}
            for key, (_, _, stage) in enumerate(writes.roles, first)
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
        rows = self.connection.exec_driver_sql("SELECT folded, id FROM tag")
        known: dict[str, int] = {row.folded: row.id for row in rows}
        new = {key: name for _, name in reversed(self.writes.tags) if (key := folded(name)) not in known}
        first = self.insert(model.Tag, [{"name": name, "folded": key} for key, name in new.items()])
        known.update({key: number for number, key in enumerate(new, first)})
        taggings = [{"tag_id": known[folded(name)], "partner_id": self.partner(ref)} for ref, name in self.writes.tags]
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
        self.fill("affiliation", {key: {"title": title} for key, title in writes.titles.items()})

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

    def action_items(self) -> Iterable[Values]:
        """Nobody in a file says who does it: ours is the party that owes it until somebody is named."""
        home = self.connection.exec_driver_sql("SELECT id FROM partner WHERE is_home").scalar()
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

    def next_id(self, table: str) -> int:
        """Keys are never used twice: AUTOINCREMENT's own counter knows those that are gone."""
        counted = self.connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).scalar()
        return int(counted or 0) + 1

    def insert(self, table: Any, rows: Sequence[Values], first: int | None = None) -> int:
        """Rows with keys in one range; returns the first key. Columns that a row leaves out get the model's default."""
        name = table.__table__.name
        start = self.next_id(name) if first is None else first
        if not rows:
            return start
        columns = [column.name for column in table.__table__.columns]
        given = {column for row in rows for column in row}
        defaults = {column: raw(table.model_fields[column].default) for column in columns if column not in given}
        leaving = "uid" in columns
        constant = {**defaults, "version": self.tx.step, "created_at": instant(self.tx.now)}
        written = ["id", *(column for column in columns if column in given or column in constant or column == "uid")]
        missing = {column: raw(table.model_fields[column].default) for column in given}
        tuples = [
            tuple(
                raw(row[column]) if column in row
                else key if column == "id"
                else self.tx.new_uid() if column == "uid" and leaving
                else constant[column] if column in constant
                else missing[column]
                for column in written
            )
            for key, row in enumerate(rows, start)
        ]  # fmt: skip
        self.tx.load(table, written, tuples)
        return start

    def fill(self, table: str, fills: Mapping[int, Values]) -> None:
        """Sets the fields, one statement for all rows that fill the same ones."""
        groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for key, values in fills.items():
            groups[tuple(values)].append(key)
        for fields, keys in groups.items():
            sets = ", ".join(f'"{field}" = ?' for field in fields)
            tuples = [(*(raw(fills[key][field]) for field in fields), self.tx.step, key) for key in keys]
            self.connection.exec_driver_sql(f'UPDATE "{table}" SET {sets}, version = ? WHERE id = ?', tuples)


def raw(value: object) -> object:
    """The value as SQLite keeps it."""
    if isinstance(value, Choice):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return value
