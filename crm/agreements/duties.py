"""When an obligation falls due: its unmoved dates, by its form. Pure; what they move to is `terms.obligations`'."""

from collections.abc import Iterator
from datetime import date
from itertools import takewhile
from typing import Protocol

from crm.agreements.terms.obligations import instances
from crm.agreements.terms.periods import period_end
from crm.values import Problem, Refused
from crm.values.enums import ObligationForm
from crm.values.recurrence import rule_of
from crm.values.span import span_of
from crm.values.workdays import Places


class Duty(Protocol):
    @property
    def form(self) -> ObligationForm: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def rule(self) -> str: ...
    @property
    def within(self) -> str: ...
    @property
    def event(self) -> str: ...
    @property
    def event_on(self) -> date | None: ...


def duty_problems(duty: Duty) -> list[Problem]:
    """What its form asks for: a date, a rule that begins with its date, or an event and a length."""
    if duty.form is ObligationForm.RECURRING:
        return recurring_problems(duty)
    if duty.form is ObligationForm.TRIGGERED:
        missing = [name for name in ("event", "within") if not getattr(duty, name)]
        return [Problem("obligation-without-trigger", name) for name in missing[:1]]
    if duty.due_on is None and not (duty.within and duty.event_on):
        return [Problem("obligation-without-due", "due_on")]
    return []


def recurring_problems(duty: Duty) -> list[Problem]:
    if duty.due_on is None or not duty.rule:
        return [Problem("obligation-without-rule", "rule" if duty.due_on else "due_on")]
    try:
        first = next(instances(duty.due_on, rule_of(duty.rule)), None)
    except Refused as refused:
        return [Problem(problem.code, "rule", problem.values) for problem in refused.problems]
    if first != duty.due_on:
        return [Problem("recurrence-start-no-instance", "due_on", {"start": duty.due_on, "rule": duty.rule})]
    return []


def once_due(duty: Duty, places: Places = ()) -> date | None:
    """The unmoved date of what is due once: none while its trigger has none. Raises `calendar-missing`."""
    span = span_of(duty.within)
    if duty.event_on is not None and span is not None:
        return period_end(duty.event_on, span, places).day
    return duty.due_on if duty.form is ObligationForm.ONCE else None


def unmoved_days(duty: Duty, until: date, places: Places = ()) -> Iterator[date]:
    """The unmoved dates up to a day, that day included."""
    if duty.form is ObligationForm.RECURRING:
        if duty.due_on is not None and duty.rule:
            yield from takewhile(lambda day: day <= until, instances(duty.due_on, rule_of(duty.rule)))
        return
    day = once_due(duty, places)
    if day is not None and day <= until:
        yield day
