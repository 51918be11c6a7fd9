"""What a merge would do, for the page that asks and for the command line: both sides of each field, what moves."""

from collections.abc import Mapping
from dataclasses import dataclass
from sqlite3 import Connection

from crm.acts.merging.choices import CONTACT_FIELDS, PARTNER_FIELDS, default_of
from crm.partners.duplicates.kinds import PartyKind
from crm.values import Message, Problem, Query, Refused
from crm.values.enums import PartnerRole, Stage

WROTE = "SELECT EXISTS (SELECT 1 FROM journal_step WHERE user = ?)"


@dataclass(frozen=True, slots=True)
class WroteInBook(Query[bool]):
    """Whether the journal names this person as who did something: their record must stay."""

    uid: str

    def run(self, connection: Connection) -> bool:
        return bool(self.uid) and bool(connection.execute(WROTE, (self.uid,)).fetchone()[0])


@dataclass(frozen=True, slots=True)
class MergeSide:
    """One of the two. `values` by field, as the book keeps them; `owner` is the name behind `owner_id`."""

    id: int
    version: int
    name: str
    created_at: str
    values: Mapping[str, object]
    owner: str
    said: Mapping[str, str]
    """What it has in the book's own fields, by key, as text."""

    roles: Mapping[str, str]
    """Role to stage."""


@dataclass(frozen=True, slots=True)
class FieldPair:
    """A field in which at least one side has something. `default` is the choice where nobody makes one."""

    field: str
    kept: object
    lost: object
    default: str

    @property
    def differs(self) -> bool:
        return self.kept not in (None, "") and self.lost not in (None, "") and self.kept != self.lost


@dataclass(frozen=True, slots=True)
class RolePair:
    """A role that both play, in two stages."""

    role: PartnerRole
    kept: Stage
    lost: Stage


@dataclass(frozen=True, slots=True)
class MovedRow:
    """How many rows of a table would come to the record that stays."""

    table: str
    count: int

    @property
    def said(self) -> Message:
        return Message(f"merge.moves.{self.table}", {"n": self.count})


@dataclass(frozen=True, slots=True)
class MergePreviewRow:
    kind: PartyKind
    keep: MergeSide
    lose: MergeSide
    fields: tuple[FieldPair, ...]
    roles: tuple[RolePair, ...]
    own: tuple[FieldPair, ...]
    """Own fields in which both have something."""

    moved: tuple[MovedRow, ...]


SIDE = {
    PartyKind.PARTNER: (
        "SELECT r.id, r.version, r.name, r.created_at, coalesce(nullif(o.name_en, ''), o.name, ''), {columns}"
        " FROM partner AS r LEFT JOIN contact AS o ON o.id = r.owner_id WHERE r.id = ?"
    ),
    PartyKind.CONTACT: "SELECT r.id, r.version, r.name, r.created_at, '', {columns} FROM contact AS r WHERE r.id = ?",
}
OWN = """
SELECT f.key, coalesce(s.title_en, c.name, v.text) FROM custom_value AS v JOIN custom_field AS f ON f.id = v.field_id
LEFT JOIN partner_summary AS s ON s.partner_id = v.to_partner_id LEFT JOIN contact AS c ON c.id = v.to_contact_id
WHERE v.{kind}_id = ? ORDER BY f.position, f.id
"""
ROLES = "SELECT role, stage FROM partner_role WHERE partner_id = ? ORDER BY id"

COUNTED = {
    PartyKind.PARTNER: {
        "interaction_partner": "partner_id",
        "action_item": "partner_id",
        "affiliation": "partner_id",
        "partner_role": "partner_id",
        "attachment": "partner_id",
        "tagging": "partner_id",
        "fit_mark": "partner_id",
        "relationship": "? IN (from_partner_id, to_partner_id)",
    },
    PartyKind.CONTACT: {
        "interaction_contact": "contact_id",
        "action_item": "owner_id",
        "affiliation": "contact_id",
        "contact_point": "contact_id",
        "attachment": "contact_id",
        "tagging": "contact_id",
        "relationship": "? IN (from_contact_id, to_contact_id)",
        "partner": "owner_id",
    },
}
"""What a person is told of; every other row that points at the record moves as well."""


@dataclass(frozen=True, slots=True)
class MergePreview(Query[MergePreviewRow]):
    """Both sides of two records and what a merge would move. Refused where one is not there."""

    keep_id: int
    lose_id: int
    kind: PartyKind = PartyKind.PARTNER

    def run(self, connection: Connection) -> MergePreviewRow:
        keep, lose = (side(connection, self.kind, key) for key in (self.keep_id, self.lose_id))
        fields = PARTNER_FIELDS if self.kind is PartyKind.PARTNER else CONTACT_FIELDS
        return MergePreviewRow(
            self.kind,
            keep,
            lose,
            tuple(pair for name in fields if (pair := pair_of(name, keep.values, lose.values)) is not None),
            tuple(
                RolePair(PartnerRole(role), Stage(keep.roles[role]), Stage(stage))
                for role, stage in lose.roles.items()
                if keep.roles.get(role, stage) != stage
            ),
            tuple(FieldPair(key, keep.said[key], text, "keep") for key, text in lose.said.items() if key in keep.said),
            tuple(counts(connection, self.kind, self.lose_id)),
        )


def side(connection: Connection, kind: PartyKind, key: int) -> MergeSide:
    fields = PARTNER_FIELDS if kind is PartyKind.PARTNER else CONTACT_FIELDS
    columns = ", ".join(f"r.{name}" for name in fields)
    row = connection.execute(SIDE[kind].format(columns=columns), (key,)).fetchone()
    if row is None:
        values = {"record": Message(f"table.{kind.value}"), "id": str(key)}
        raise Refused(Problem("record-missing", values=values))
    found, version, name, made, owner, *values = row
    said = dict(connection.execute(OWN.format(kind=kind.value), (key,)))
    roles = dict(connection.execute(ROLES, (key,))) if kind is PartyKind.PARTNER else {}
    return MergeSide(found, version, name, made, dict(zip(fields, values, strict=True)), owner, said, roles)


def pair_of(name: str, kept: Mapping[str, object], lost: Mapping[str, object]) -> FieldPair | None:
    if kept[name] in (None, "") and lost[name] in (None, ""):
        return None
    return FieldPair(name, kept[name], lost[name], default_of(name, kept[name], lost[name]))


def counts(connection: Connection, kind: PartyKind, key: int) -> list[MovedRow]:
    found = []
    for table, column in COUNTED[kind].items():
        where = column if "?" in column else f"{column} = ?"
        (count,) = connection.execute(f"SELECT count(*) FROM {table} WHERE {where}", (key,)).fetchone()
        if count:
            found.append(MovedRow(table, count))
    return found
