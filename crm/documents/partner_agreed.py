"""What a partner report says of agreements, out of the book: how they stand, what is owed, how far the goals are.

Only signed ones of which the partner is a party; of those of three and more, not what the others owe each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from sqlite3 import Connection
from typing import Protocol

from crm.agreements.owed import Duty
from crm.agreements.queries import AgreementLine, AgreementPromises, Agreements, Duties
from crm.agreements.queries.rights import in_force_on
from crm.agreements.queries.rows import GoalRow
from crm.documents.partner_content import Agreed, Aim, Owed
from crm.documents.speech import Name
from crm.values.decimals import is_decimal
from crm.values.enums import AgreementStatus, DutyState, Renewal
from crm.values.ids import PartnerId

AHEAD = timedelta(90)
"""How far obligations are told that are not due yet."""

TOLD = (
    AgreementStatus.SIGNED,
    AgreementStatus.ACTIVE,
    AgreementStatus.IN_NOTICE_WINDOW,
    AgreementStatus.EXPIRED,
    AgreementStatus.TERMINATED,
)
RUNNING = TOLD[:3]


class Asked(Protocol):
    @property
    def partner_id(self) -> int: ...

    @property
    def since(self) -> date: ...

    @property
    def on(self) -> date: ...


@dataclass(frozen=True, slots=True)
class AgreedWith:
    """`called`: how the report calls the partner and ours, by their ids; a third party bears its name as agreed."""

    connection: Connection
    asked: Asked
    called: Mapping[int, Name]

    def lines(self) -> list[AgreementLine]:
        """Those that run, and those that ended within the period."""
        found = Agreements(self.asked.on, PartnerId(self.asked.partner_id)).run(self.connection)
        return [line for line in found if line.life.status in TOLD and not self.is_long_past(line)]

    def is_long_past(self, line: AgreementLine) -> bool:
        last = line.life.last_day
        return line.life.status not in RUNNING and (last is None or last < self.asked.since)

    def agreed(self) -> tuple[Agreed, ...]:
        return tuple(agreed(line, self.asked.on) for line in self.lines())

    def owed(self) -> tuple[Owed, ...]:
        partner = PartnerId(self.asked.partner_id)
        duties = Duties(self.asked.on, self.asked.on + AHEAD, None, partner).run(self.connection)
        return tuple(owed(duty, self.called) for duty in duties if self.is_theirs(duty) and self.is_of_period(duty))

    def is_theirs(self, duty: Duty) -> bool:
        parties = [duty.debtor, duty.creditor] if duty.creditor else duty.agreement.parties
        return any(party is not None and party.partner_id == self.asked.partner_id for party in parties)

    def is_of_period(self, duty: Duty) -> bool:
        """What is open, and what was due or settled since the period began."""
        if duty.due_on is None:
            return False
        settled = duty.outcome.on_day if duty.outcome else None
        return duty.is_open or duty.due_on >= self.asked.since or (settled is not None and settled >= self.asked.since)

    def aims(self) -> tuple[Aim, ...]:
        found: list[Aim] = []
        for line in self.lines():
            if line.life.status in RUNNING:
                version = in_force_on(line, self.asked.on)
                goals = AgreementPromises(line.row.id).run(self.connection).goals
                found += [aim(goal, line, self.asked.on) for goal in goals if goal.version_id == version.id]
        return tuple(found)


def agreed(line: AgreementLine, on: date) -> Agreed:
    row, life = line.row, line.life
    notice = life.notice if life.notice and life.notice.day >= on else None
    renews = row.versions[0].terms.renewal is Renewal.AUTOMATIC and notice is not None
    following = next((term.last for term in life.terms if notice and term.last > notice.end), None)
    return Agreed(
        row.number,
        Name(row.title_en, row.title_en, row.title_zh),
        row.type,
        life.status,
        life.last_day,
        notice.day if notice else None,
        life.last_safe.day if notice and life.last_safe else None,
        life.last_safe.margin if life.last_safe else 0,
        following if renews else None,
    )


def owed(duty: Duty, called: Mapping[int, Name]) -> Owed:
    assert duty.due_on is not None, "what has no day is left out"
    text, by = duty.obligation, duty.debtor
    return Owed(
        Name(text.text_en or text.text_zh, text.text_en, text.text_zh),
        called.get(by.partner_id) or Name(by.name_en or by.name_zh, by.name_en, by.name_zh),
        duty.agreement.number,
        duty.due_on,
        duty.outcome.on_day if duty.outcome and duty.state is DutyState.MET else None,
        duty.state,
        duty.days_late,
    )


def aim(goal: GoalRow, line: AgreementLine, on: date) -> Aim:
    told = [progress.value for progress in goal.progress if progress.measured_on <= on]
    now = told[-1] if told else goal.baseline
    due = goal.due_on or line.life.last_day
    return Aim(
        Name(goal.text_en or goal.text_zh, goal.text_en, goal.text_zh),
        goal.unit,
        goal.baseline,
        now,
        goal.target,
        share_of(goal.baseline or "0", now, goal.target),
        due,
        time_gone(line.life.start, due, on),
    )


def share_of(baseline: str, now: str, target: str) -> Fraction | None:
    """Of the way from the baseline to the target; below 0 it went back, above 1 it went beyond."""
    if not all(map(is_decimal, (baseline, now, target))):
        return None
    begun, reached, wanted = Fraction(baseline), Fraction(now), Fraction(target)
    return (reached - begun) / (wanted - begun) if wanted != begun else None


def time_gone(start: date | None, due: date | None, on: date) -> Fraction | None:
    if start is None or due is None or due <= start:
        return None
    return min(max(Fraction((on - start).days, (due - start).days), Fraction(0)), Fraction(1))
