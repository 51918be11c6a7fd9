"""The watch over restrictions: where a promise of one agreement meets one of another. Values in, values out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from crm.agreements.places import Path
from crm.agreements.scopes import territory, use_field
from crm.values.enums import RestrictionType

WATCHED = frozenset((RestrictionType.EXCLUSIVITY, RestrictionType.TERRITORY, RestrictionType.NON_COMPETE))
"""What another agreement can break. A field of use says in what that one works, most favoured is of prices."""

SCOPED = WATCHED | {RestrictionType.FIELD_OF_USE}


@dataclass(frozen=True, slots=True)
class Promise:
    """A restriction as one version has it, over the days of that version; None: without a beginning or an end.

    `bound`, `holders` and `parties` are partners, the first two among the third. `key` is the caller's own.
    """

    key: int
    agreement: int
    kind: RestrictionType
    bound: frozenset[int]
    holders: frozenset[int]
    parties: frozenset[int]
    territory: str
    use_field: str
    first: date | None
    last: date | None

    def is_touched_by(self, other: "Promise") -> bool:
        """Whether a partner that it binds is a party there, beside someone who is no party to this promise."""
        outsiders = other.parties - self.bound - self.holders
        return self.kind in WATCHED and bool(self.bound & other.parties) and bool(outsiders)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two promises that meet: from when to when, where and in what. The whole world and every field are `()`."""

    own: Promise
    other: Promise
    first: date | None
    last: date | None
    places: frozenset[Path]
    fields: frozenset[Path]


def overlaps(own: Iterable[Promise], others: Sequence[Promise]) -> list[Meeting]:
    """All that meet, each pair once, in the order in which they were given."""
    return [met for one in own for other in others for met in meeting(one, other)]


def meeting(own: Promise, other: Promise) -> Iterator[Meeting]:
    if own.agreement == other.agreement or not {own.kind, other.kind} <= SCOPED:
        return
    if not (own.is_touched_by(other) or other.is_touched_by(own)):
        return
    first = max(own.first or date.min, other.first or date.min)
    last = min(own.last or date.max, other.last or date.max)
    places = territory(own.territory).shared(territory(other.territory))
    fields = use_field(own.use_field).shared(use_field(other.use_field))
    if first <= last and places and fields:
        yield Meeting(own, other, day_or_none(first), day_or_none(last), places, fields)


def day_or_none(day: date) -> date | None:
    return None if day in (date.min, date.max) else day
