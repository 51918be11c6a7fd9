"""The days that agreements bring: notice to be sent and received, terms that end, obligations that fall due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from sqlite3 import Connection

from crm.agreements.owed import Duty
from crm.agreements.queries.duties import Duties
from crm.agreements.queries.listing import AgreementLine, Agreements
from crm.values import Query
from crm.values.enums import AgreementStatus
from crm.values.ids import PartnerId

RUNNING = (AgreementStatus.SIGNED, AgreementStatus.ACTIVE, AgreementStatus.IN_NOTICE_WINDOW)


class DayKind(Enum):
    """What a day is. Of one day in this order."""

    DUTY = "duty"
    LAST_SAFE = "last-safe-day"
    NOTICE = "notice-date"
    END = "end-of-term"


@dataclass(frozen=True, slots=True)
class AgreementDay:
    """`duty` is what falls due, where the day is one of an obligation."""

    kind: DayKind
    on: date
    line: AgreementLine
    duty: Duty | None = None


@dataclass(frozen=True, slots=True)
class ComingDays(Query[tuple[AgreementDay, ...]]):
    """Days from `on` to `until`, the nearest first; obligations that are late stand with their own day before `on`.

    Of agreements with one partner, or of all.
    """

    on: date
    until: date
    partner_id: PartnerId | None = None

    def run(self, connection: Connection) -> tuple[AgreementDay, ...]:
        lines = {line.row.id: line for line in Agreements(self.on, self.partner_id).run(connection)}
        found = [day for line in lines.values() for day in days_of(line) if self.on <= day.on <= self.until]
        for duty in Duties(self.on, self.until, None, self.partner_id).run(connection):
            if duty.is_open and duty.due_on is not None:
                found.append(AgreementDay(DayKind.DUTY, duty.due_on, lines[duty.agreement.id], duty))
        order = list(DayKind)
        return tuple(sorted(found, key=lambda day: (day.on, order.index(day.kind), day.line.row.id)))


def days_of(line: AgreementLine) -> Iterator[AgreementDay]:
    life = line.life
    if life.status not in RUNNING:
        return
    if life.last_safe is not None:
        yield AgreementDay(DayKind.LAST_SAFE, life.last_safe.day, line)
    if life.notice is not None:
        yield AgreementDay(DayKind.NOTICE, life.notice.day, line)
    if life.last_day is not None:
        yield AgreementDay(DayKind.END, life.last_day, line)
