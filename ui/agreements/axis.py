"""The axis of time: days to pixels and back, and where its marks stand. Shared by the timeline and by the record."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ui.kit.look import look
from ui.partners.wording import day_text

MONTHS_FROM, QUARTERS_FROM, HALVES_FROM = 1.3, 0.5, 0.22
"""Drawings' pixels a day from which months, quarters and halves of a year are marked; below, years."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A line and its label. `major`: a year begins."""

    day: date
    label: str
    major: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """`origin` stands at x 0; `scale` are device-independent pixels a day."""

    origin: date
    scale: float

    def x(self, day: date) -> float:
        return (day - self.origin).days * self.scale

    def day(self, x: float) -> date:
        """Never outside the calendar."""
        days = min(max(round(x / self.scale), (date.min - self.origin).days), (date.max - self.origin).days)
        return self.origin + timedelta(days=days)

    def marks(self, first: date, last: date) -> Iterator[Mark]:
        """Those from `first` to `last`."""
        step = self.step()
        year, month = first.year, 1 + (first.month - 1) // step * step
        while date(year, month, 1) <= last:
            yield Mark(date(year, month, 1), label_of(year, month, step), month == 1)
            month += step
            if month > 12:
                year, month = year + 1, 1
            if year > date.max.year:
                return

    def step(self) -> int:
        """Months from one mark to the next."""
        wide = self.scale * 100 / look.percent
        return 1 if wide >= MONTHS_FROM else 3 if wide >= QUARTERS_FROM else 6 if wide >= HALVES_FROM else 12


def label_of(year: int, month: int, step: int) -> str:
    """2026; Q2; where months are marked, Apr."""
    if month == 1:
        return look.say("agreements.year", year=str(year))
    if step == 1:
        return look.say("agreements.month", name=look.say("agreements.month-names").split()[month - 1])
    return look.say("agreements.quarter", number=str((month - 1) // 3 + 1))


def day_label(day: date) -> str:
    return day_text(day)
