"""Protection of a registered deal 报备保护期: who has registered a customer has it to himself for a while.

From the day the registration is accepted, R, to R + n inclusive, 24:00 (TERMS.md 11).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from crm.agreements.terms.periods import period_end
from crm.values.message import Problem, Refused
from crm.values.span import Span, Unit
from crm.values.workdays import Counted, Places


@dataclass(frozen=True, slots=True)
class Extension:
    """Asked for on a day; works only if that is not after the last day of protection."""

    asked: date
    span: Span


@dataclass(frozen=True, slots=True)
class Protection:
    """Protected from `registered` to `until`, both inside, unless won or withdrawn before: `closed` is then the last
    day. `granted` are the extensions that came in time, `too_late` those that changed nothing."""

    registered: date
    span: Span
    until: date
    granted: tuple[Extension, ...] = ()
    too_late: tuple[Extension, ...] = ()
    closed: date | None = None
    expected: bool = False

    def protects(self, day: date) -> bool:
        """Another registration of the same customer on such a day is a conflict 撞单."""
        last = self.until if self.closed is None else min(self.until, self.closed)
        return self.registered <= day <= last


def protection_of(
    registered: date,
    span: Span,
    extensions: Iterable[Extension] = (),
    *,
    closed: date | None = None,
    places: Places = (),
) -> Protection:
    """2 March 2026, 90 days: to 31 May. Raises `protection-empty`, `calendar-missing`."""
    if not span:
        raise Refused(Problem("protection-empty"))
    granted, too_late = list[Extension](), list[Extension]()
    until = total_end(registered, [span], places)
    for extension in sorted(extensions, key=lambda one: one.asked):
        if extension.asked <= until.day:
            granted.append(extension)
            until = total_end(registered, [span, *(one.span for one in granted)], places)
        else:
            too_late.append(extension)
    return Protection(registered, span, until.day, tuple(granted), tuple(too_late), closed, until.expected)


def total_end(registered: date, spans: Sequence[Span], places: Places) -> Counted:
    """All lengths added up and counted from the registration, months first: two months from 31 December are 28
    February, and a third one 31 March."""
    at, expected = registered, False
    for unit in Unit:
        whole = sum(span.count for span in spans if span.unit is unit)
        counted = period_end(at, of_unit(unit, whole), places)
        at, expected = counted.day, expected or counted.expected
    return Counted(at, expected=expected)


def of_unit(unit: Unit, count: int) -> Span:
    if unit is Unit.MONTHS:
        return Span(months=count)
    return Span(days=count) if unit is Unit.DAYS else Span(working_days=count)
