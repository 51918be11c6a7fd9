"""Supplements 补充协议 (民法典 art. 543) that move the end of an agreement, as known on a day (TERMS.md 7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from crm.values.span import add_days


@dataclass(frozen=True, slots=True)
class Supplement:
    """A new end (None: without an end), the day from which it works and the day the book knew it."""

    effective: date
    known: date
    end: date | None


@dataclass(frozen=True, slots=True)
class EndAsKnown:
    """The end as known on a day, the supplements that moved it, in their order, and those that came after a gap."""

    end: date | None
    moved_by: tuple[Supplement, ...] = ()
    too_late: tuple[Supplement, ...] = ()


def in_order(supplements: Iterable[Supplement], known: date) -> list[Supplement]:
    """Those known by then, by the day they work; of the same day the one known later comes later."""
    return sorted((one for one in supplements if one.known <= known), key=lambda one: (one.effective, one.known))


def reaches(effective: date, end: date | None) -> bool:
    """Whether it takes effect no later than the day after the end in force. After a gap it revives nothing."""
    return end is None or effective <= add_days(end, 1)


def end_as_known(end: date | None, supplements: Iterable[Supplement], known: date) -> EndAsKnown:
    """The end in force. Backdated to the last day and known later: the old end then, the new one now."""
    moved_by, too_late = list[Supplement](), list[Supplement]()
    for supplement in in_order(supplements, known):
        if reaches(supplement.effective, end):
            end = supplement.end
            moved_by.append(supplement)
        else:
            too_late.append(supplement)
    return EndAsKnown(end, tuple(moved_by), tuple(too_late))
