"""Which stage a role is in, from its history. Pure: rows in, rows out.

The history only grows. A row that names another by `corrects_id` stands in its place, so a wrong date or a wrong
stage is mended without losing what was believed before (DOMAIN.md, Partner).
"""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from crm.values.enums import Stage


class Changed(Protocol):
    """One row of a stage history, from a table or from a query."""

    @property
    def id(self) -> int | None: ...
    @property
    def stage(self) -> Stage: ...
    @property
    def effective_on(self) -> date: ...
    @property
    def corrects_id(self) -> int | None: ...


Row = TypeVar("Row", bound=Changed)


def corrected_ids(changes: Iterable[Changed]) -> set[int]:
    """Rows that a later row put right; they count no more."""
    return {change.corrects_id for change in changes if change.corrects_id is not None}


def standing(changes: Iterable[Row]) -> list[Row]:
    """The rows that count, oldest first. Of two on one day the one first written is the older.

    A correction keeps the place of the row that it corrects: else mending the morning's entry would make it newer
    than the afternoon's.
    """
    history = list(changes)
    corrected = corrected_ids(history)
    corrects = {change.id: change.corrects_id for change in history}

    def place(change: Row) -> int:
        key = change.id
        while corrects.get(key) is not None:
            key = corrects[key]
        return key or 0

    return sorted(
        (change for change in history if change.id not in corrected),
        key=lambda change: (change.effective_on, place(change)),
    )


def current(changes: Iterable[Changed]) -> tuple[Stage, date]:
    """The stage of today and since when: the first day of the unbroken run of that stage."""
    history = standing(changes)
    stage, since = history[-1].stage, history[-1].effective_on
    for change in reversed(history):
        if change.stage is not stage:
            break
        since = change.effective_on
    return stage, since


def stage_on(changes: Iterable[Changed], on: date) -> Stage | None:
    """The stage in which the role was at the end of the day."""
    before = [change for change in standing(changes) if change.effective_on <= on]
    return before[-1].stage if before else None
