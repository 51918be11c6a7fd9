"""The text as amended: what several versions say together, each by what it changed and from when. No database.

A version holds everything as it left it, but it changed only some of it: of an amendment that works later than the one
after it, nothing may be read before its day. So each version counts by its differences from the one before.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from crm.agreements.drafting.pairing import moved_in

Items = Mapping[Hashable, Mapping[str, object]]
"""What a version says, in its order: clauses by line, promises by uid, terms; each with its fields."""

Rank = tuple[date, date, int]
"""By the day it works; of the same day the one known later comes later (TERMS.md 7), then the later version."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A version: its number, from when it works, when the book knew it, and all that it says."""

    number: int
    effective: date
    known: date
    items: Items

    @property
    def rank(self) -> Rank:
        return self.effective, self.known, self.number


@dataclass(slots=True)
class Held:
    """An item while it is put together. Each field was said last by the version of its rank."""

    fields: dict[str, object] = field(default_factory=dict)
    ranks: dict[str, Rank] = field(default_factory=dict)

    def say(self, name: str, value: object, rank: Rank) -> None:
        if name not in self.ranks or self.ranks[name] <= rank:
            self.fields[name], self.ranks[name] = value, rank


def consolidated(stages: Sequence[Stage], working: Collection[int]) -> dict[Hashable, dict[str, object]]:
    """What the `working` versions say together, in order. `stages` are all of them, by number.

    A change to what an amendment added works no earlier than that amendment.
    """
    held: dict[Hashable, Held] = {}
    added_by: dict[Hashable, Stage] = {}
    before: Items = {}
    for stage in stages:
        for key in {**before, **stage.items}:
            if key not in before:
                added_by[key] = stage
            if stage.number in working and added_by[key].number in working:
                one = held.setdefault(key, Held())
                tell(one, before.get(key), stage.items.get(key), after(stage, added_by[key]))
        before = stage.items
    order = [key for key in in_order(stages, working) if key in held]
    return {key: held[key].fields for key in order if is_there(held[key])}


THERE = " there"
"""Names no field: whether the item stands at all."""


def is_there(one: Held) -> bool:
    return one.fields.pop(THERE, False) is True


def after(stage: Stage, adder: Stage) -> Rank:
    return max(stage.effective, adder.effective), max(stage.known, adder.known), stage.number


def tell(one: Held, was: Mapping[str, object] | None, now: Mapping[str, object] | None, rank: Rank) -> None:
    if (was is None) != (now is None):
        one.say(THERE, now is not None, rank)
    for name, value in (now or {}).items():
        if was is None or was.get(name) != value:
            one.say(name, value, rank)


def in_order(stages: Sequence[Stage], working: Collection[int]) -> list[Hashable]:
    """Everything that ever stood, each version putting what it added or moved behind what stands before it there."""
    before: dict[int, list[Hashable]] = {}
    last: list[Hashable] = []
    for stage in stages:
        before[stage.number], last = last, list(stage.items)
    order: list[Hashable] = []
    for stage in sorted((stage for stage in stages if stage.number in working), key=lambda stage: stage.rank):
        order = rearranged(order, before[stage.number], list(stage.items))
    return order


def rearranged(order: list[Hashable], was: list[Hashable], now: list[Hashable]) -> list[Hashable]:
    places = {key: at for at, key in enumerate(now)}
    pairs = {at: places[key] for at, key in enumerate(was) if key in places}
    shifted = {was[at] for at in moved_in(pairs)}
    shifted |= {key for key in now if key not in set(was) and key not in set(order)}
    left = [key for key in order if key not in shifted]
    return inserted(left, now, shifted)


def inserted(order: list[Hashable], now: list[Hashable], shifted: Collection[Hashable]) -> list[Hashable]:
    known, found, last = set(order), order, -1
    for key in now:
        if key in shifted:
            found.insert(last + 1, key)
            last += 1
        elif key in known:
            last = found.index(key)
    return found
