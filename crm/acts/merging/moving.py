"""How the rows that point at one record come to point at another. One mover a table; together they are every pointer.

Rows that would say the same thing twice become one. A table that is added later is missed here and told by
`tests/acts/test_merging.py`, which compares the movers with the metadata.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from crm import model
from crm.acts.merging.choices import KEEP, LOSE
from crm.acts.merging.pointers import Pointer
from crm.book.records import matching
from crm.values import Transaction

Join = Callable[[Any, Any], None]


@dataclass(frozen=True, slots=True)
class Merge:
    """Which record stays and which goes. `choices` as the command bears them."""

    keep: int
    lose: int
    choices: Mapping[str, object]

    def takes(self, key: str) -> bool:
        """Whether the choice is for what the record that goes has."""
        return self.choices.get(key, KEEP) == LOSE


@dataclass(frozen=True, slots=True)
class Mover:
    """Moves the rows of some columns."""

    pointers: frozenset[Pointer]
    move: Callable[[Transaction, Merge], None]


def nothing(kept: object, lost: object) -> None:
    """The row that stays says it already."""


def moved(record: str, column: str, same: tuple[str, ...] = (), join: Join = nothing) -> Mover:
    """Rows of one table. Of two that agree in the columns `same` one stays, after `join` took what the other knows."""

    def move(tx: Transaction, merge: Merge) -> None:
        repoint(tx, getattr(model, record), column, merge, same, join)

    return Mover(frozenset({(TABLES.get(record, record.casefold()), column)}), move)


TABLES = {
    "ActionItem": "action_item",
    "AgreementContact": "agreement_contact",
    "AgreementParty": "agreement_party",
    "CustomValue": "custom_value",
    "ContactPoint": "contact_point",
    "FitMark": "fit_mark",
    "InteractionContact": "interaction_contact",
    "InteractionPartner": "interaction_partner",
    "PartnerRoleRow": "partner_role",
    "PartnerVertical": "partner_vertical",
}


def repoint(tx: Transaction, record: Any, column: str, merge: Merge, same: tuple[str, ...], join: Join) -> None:
    there = {key_of(row, same): row for row in matching(tx, record, **{column: merge.keep})} if same else {}
    for row in matching(tx, record, **{column: merge.lose}):
        twin = there.get(key_of(row, same)) if same else None
        if twin is not None:
            join(twin, row)
            tx.remove(row)
        else:
            setattr(row, column, merge.keep)
            there[key_of(row, same)] = row
    tx.session.flush()


def key_of(row: object, columns: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(getattr(row, column) for column in columns)


def took_part(kept: Any, lost: Any) -> None:
    kept.took_part = kept.took_part or lost.took_part


def was_present(kept: Any, lost: Any) -> None:
    kept.present = kept.present or lost.present


def own_values(column: str) -> Mover:
    """What the record has in the book's own fields: one value a field, by the choice `custom.<key>`."""

    def move(tx: Transaction, merge: Merge) -> None:
        keys = {row.id: f"custom.{row.key}" for row in matching(tx, model.CustomField)}
        kept = {row.field_id: row for row in matching(tx, model.CustomValue, **{column: merge.keep})}
        for row in matching(tx, model.CustomValue, **{column: merge.lose}):
            twin = kept.get(row.field_id)
            if twin is not None and not merge.takes(keys[row.field_id]):
                tx.remove(row)
                continue
            if twin is not None:
                tx.remove(twin)
            setattr(row, column, merge.keep)
        tx.session.flush()

    return Mover(frozenset({("custom_value", column)}), move)


def links(column: str, owner: str) -> Mover:
    """Own fields of others that lead to the record. One that would lead from the record to itself goes."""

    def move(tx: Transaction, merge: Merge) -> None:
        for row in matching(tx, model.CustomValue, **{column: merge.lose}):
            setattr(row, column, merge.keep)
        tx.session.flush()
        for row in matching(tx, model.CustomValue, **{column: merge.keep, owner: merge.keep}):
            tx.remove(row)

    return Mover(frozenset({("custom_value", column)}), move)


def pairs(kind: str) -> Mover:
    """What a person said is not the same stays said of the record that stays, each pair once, the smaller id first."""
    first, second = f"first_{kind}_id", f"second_{kind}_id"

    def move(tx: Transaction, merge: Merge) -> None:
        rows = matching(tx, model.DistinctPair, **{first: merge.lose})
        rows += matching(tx, model.DistinctPair, **{second: merge.lose})
        for row in rows:
            others = {getattr(row, first), getattr(row, second), merge.keep} - {merge.lose}
            low, high = min(others), max(others)
            if low == high or matching(tx, model.DistinctPair, **{first: low, second: high}):
                tx.remove(row)
            else:
                setattr(row, first, low)
                setattr(row, second, high)
                tx.session.flush()

    return Mover(frozenset({("distinct_pair", first), ("distinct_pair", second)}), move)
