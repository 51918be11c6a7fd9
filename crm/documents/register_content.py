"""The register of agreements 合同台账: a line for each, with what has to be done next and by when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from sqlite3 import Connection, Row

from crm.agreements.queries import AgreementLine, Agreements
from crm.documents.cells import HOME, name_of
from crm.documents.speech import Name
from crm.values import Query
from crm.values.currencies import decimals_of
from crm.values.enums import AgreementStatus, AgreementType

OVER = frozenset({AgreementStatus.EXPIRED, AgreementStatus.TERMINATED, AgreementStatus.VOID})
SOON = 90
"""Days before the last safe day from which it is said with the days that are left."""


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """`amount` in units of `currency`, exact. `by_hand`: the status was set by a person."""

    id: int
    number: str
    title: Name
    type: AgreementType
    parties: tuple[Name, ...]
    status: AgreementStatus
    by_hand: bool
    first_day: date | None
    last_day: date | None
    notice: date | None
    last_safe: date | None
    currency: str
    amount: Fraction | None

    @property
    def is_over(self) -> bool:
        return self.status in OVER

    def days_left(self, on: date) -> int | None:
        """Until the last safe day; negative when it is past, None where nothing is left to do."""
        return None if self.last_safe is None or self.is_over else (self.last_safe - on).days


@dataclass(frozen=True, slots=True)
class Register:
    """Those in force or to come first, by their next date; then those that are over, the last one first."""

    home: Name
    on: date
    version: int
    lines: tuple[RegisterLine, ...]

    @property
    def open(self) -> int:
        return sum(not line.is_over for line in self.lines)

    @property
    def soon(self) -> int:
        """How many have their last safe day within `SOON` days."""
        return sum(days is not None and 0 <= days <= SOON for days in self.days())

    @property
    def missed(self) -> int:
        return sum(days is not None and days < 0 for days in self.days())

    def days(self) -> Iterable[int | None]:
        return (line.days_left(self.on) for line in self.lines)


@dataclass(frozen=True, slots=True)
class AgreementRegister(Query[Register]):
    """The register as it stands on a day: every agreement that is not in the bin."""

    on: date

    def run(self, connection: Connection) -> Register:
        cursor = connection.cursor()
        cursor.row_factory = Row
        home = cursor.execute(HOME).fetchone()
        found = Agreements(self.on).run(connection)
        return register_of(found, name_of(home) if home else Name(""), self.on)


def register_of(found: Iterable[AgreementLine], home: Name, on: date) -> Register:
    agreements = list(found)
    lines = [line_of(agreement) for agreement in agreements]
    return Register(home, on, max((each.row.version for each in agreements), default=0), tuple(in_order(lines)))


def in_order(lines: list[RegisterLine]) -> list[RegisterLine]:
    going = [line for line in lines if not line.is_over]
    over = [line for line in lines if line.is_over]
    going.sort(key=lambda line: (line.last_safe or line.notice or line.last_day or date.max, line.id))
    over.sort(key=lambda line: (line.last_day or date.min, line.id), reverse=True)
    return [*going, *over]


def line_of(agreement: AgreementLine) -> RegisterLine:
    row, life = agreement.row, agreement.life
    terms = row.versions[-1].terms if row.is_signed else row.versions[0].terms
    amount = terms.amount
    return RegisterLine(
        id=row.id,
        number=row.number,
        title=Name(row.title_en or row.title_zh, row.title_en, row.title_zh),
        type=row.type,
        parties=tuple(Name(party.name_en or party.name_zh, party.name_en, party.name_zh) for party in row.parties),
        status=life.shown,
        by_hand=life.override is not None,
        first_day=life.start,
        last_day=life.last_day,
        notice=life.notice.day if life.notice else None,
        last_safe=life.last_safe.day if life.last_safe else None,
        currency=terms.currency,
        amount=None if amount is None else Fraction(amount, 10 ** decimals_of(terms.currency)),
    )
