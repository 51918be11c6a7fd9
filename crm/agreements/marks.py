"""When an agreement is signed: by every party's mark, with the signed copy or a reason (TERMS.md 9)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from crm.values.enums import MarkKind, MarksRequired

NEEDS = {
    MarksRequired.BOTH: {MarkKind.SIGNATURE, MarkKind.SEAL},
    MarksRequired.SIGNATURE: {MarkKind.SIGNATURE},
    MarksRequired.SEAL: {MarkKind.SEAL},
}


class Mark(Protocol):
    @property
    def party_id(self) -> int: ...

    @property
    def kind(self) -> MarkKind: ...

    @property
    def marked_on(self) -> date: ...


def day_of_signing(
    parties: Sequence[int], marks: Iterable[Mark], requires: MarksRequired, copy_on: date | None
) -> date | None:
    """The day of the last mark, once every party has made those it must and the copy is here; else None."""
    days = [day_of_party([mark for mark in marks if mark.party_id == party], requires) for party in parties]
    complete = [day for day in days if day is not None]
    if not days or len(complete) < len(days) or copy_on is None:
        return None
    return max(complete)


def day_of_party(marks: Sequence[Mark], requires: MarksRequired) -> date | None:
    """When a party has made the marks that it must: the first of them under `either`, else the last of all."""
    if requires is MarksRequired.EITHER:
        return min((mark.marked_on for mark in marks), default=None)
    made = {mark.kind: mark.marked_on for mark in marks}
    needed = NEEDS[requires]
    return max(made[kind] for kind in needed) if needed <= made.keys() else None
