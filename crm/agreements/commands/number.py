"""Numbers: the series of each type, and the number that an agreement gets once and keeps, void or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from crm import model
from crm.agreements.commands.records import living, title_of, title_without_number
from crm.agreements.numbering import (
    LONGEST_NUMBER,
    LONGEST_PATTERN,
    counts_by_year,
    default_pattern,
    is_pattern,
    number_of,
)
from crm.book.records import matching, row_id
from crm.values import Command, CommandKind, Frozen, Message, Problem, Read, Transaction, Values
from crm.values.enums import AgreementType
from crm.values.ids import AgreementId
from crm.values.message import shown

if TYPE_CHECKING:
    from crm.model import Agreement, NumberSeries

PATTERN_YEAR = 0
"""The row of a series that holds its pattern, and the count where the pattern has no year."""


def series_row(read: Read, kind: AgreementType, year: int) -> "NumberSeries | None":
    found = matching(read, model.NumberSeries, type=kind, year=year)
    return found[0] if found else None


def pattern_of(read: Read, kind: AgreementType) -> str:
    row = series_row(read, kind, PATTERN_YEAR)
    return row.pattern if row and row.pattern else default_pattern(kind)


def is_taken(read: Read, number: str) -> bool:
    return bool(matching(read, model.Agreement, number=number))


def counting_row(tx: Transaction, kind: AgreementType, pattern: str, on: date) -> "NumberSeries":
    year = on.year if counts_by_year(pattern) else PATTERN_YEAR
    return series_row(tx, kind, year) or tx.add(model.NumberSeries(type=kind, year=year))


def take_number(tx: Transaction, kind: AgreementType, on: date) -> str:
    """The next number of the series. Those that are taken, by hand or by another type, are passed over."""
    pattern = pattern_of(tx, kind)
    row = counting_row(tx, kind, pattern, on)
    row.given += 1
    while is_taken(tx, number_of(pattern, on.year, row.given)):
        row.given += 1
    return number_of(pattern, on.year, row.given)


def number_problems(read: Read, number: str) -> list[Problem]:
    """A number that is given by hand: one line, and no other agreement's, void ones included."""
    said = {"field": Message("field.number")}
    if not number.isprintable():
        return [Problem("field-not-text", "number", {**said, "given": shown(number)})]
    if len(number) > LONGEST_NUMBER:
        return [Problem("field-too-long", "number", {**said, "most": LONGEST_NUMBER, "given": shown(number)})]
    found = matching(read, model.Agreement, number=number)
    return (
        [Problem("number-taken", "number", {"given": number, "name": title_without_number(found[0])})] if found else []
    )


def give_number(tx: Transaction, agreement: "Agreement", number: str, on: date) -> None:
    agreement.number = number.strip() or take_number(tx, agreement.type, on)


def frozen_series(tx: Transaction, kind: AgreementType) -> list[Frozen]:
    """A count that has given a number does not go back, and the setting from which it went on is not undone."""
    return [Frozen("number_series", "id", row_id(row)) for row in matching(tx, model.NumberSeries, type=kind)]


@dataclass(frozen=True, slots=True)
class SetNumberSeries(Command):
    """Sets how agreements of a type are numbered, such as `MY-RS-{year}-{n:3}`, and with which count it goes on.

    `next_number` is the count of the next number, of this year where the pattern has one. It never goes back.
    """

    label: ClassVar[str] = "undo.set-number-series"
    type: AgreementType
    pattern: str
    next_number: int | None = None

    def check(self, read: Read) -> list[Problem]:
        pattern = self.pattern.strip()
        if not is_pattern(pattern):
            return [Problem("number-pattern-wrong", "pattern", {"given": shown(pattern), "most": LONGEST_PATTERN})]
        year = read.today.year if counts_by_year(pattern) else PATTERN_YEAR
        row = series_row(read, self.type, year)
        least = 1 + (row.given if row else 0)
        if self.next_number is not None and not least <= self.next_number <= MOST:
            values = {"field": Message("field.next_number"), "least": least, "most": MOST, "given": self.next_number}
            return [Problem("field-out-of-range", "next_number", values)]
        return []

    def apply(self, tx: Transaction) -> None:
        pattern = self.pattern.strip()
        row = series_row(tx, self.type, PATTERN_YEAR)
        row = row or tx.add(model.NumberSeries(type=self.type, year=PATTERN_YEAR))
        row.pattern = pattern
        if self.next_number is not None:
            tx.session.flush()
            counting_row(tx, self.type, pattern, tx.today).given = self.next_number - 1

    def label_values(self, tx: Transaction) -> Values:
        return {"type": self.type}


MOST = 999_999


@dataclass(frozen=True, slots=True)
class GiveNumber(Command):
    """Gives an agreement its number at issue: the next of its series, or the one that is named. It keeps it."""

    label: ClassVar[str] = "undo.give-number"
    kind: ClassVar[CommandKind] = CommandKind.ANSWERED
    id: AgreementId
    number: str = ""

    def check(self, read: Read) -> list[Problem]:
        agreement = living(read, self.id)
        if agreement.number is not None:
            return [
                Problem("number-given", "number", {"name": title_without_number(agreement), "number": agreement.number})
            ]
        return number_problems(read, self.number.strip()) if self.number.strip() else []

    def apply(self, tx: Transaction) -> None:
        give_number(tx, tx.fetch(model.Agreement, self.id), self.number, tx.today)

    def freezes(self, tx: Transaction) -> Sequence[Frozen]:
        return (Frozen("agreement", "id", self.id), *frozen_series(tx, tx.fetch(model.Agreement, self.id).type))

    def label_values(self, tx: Transaction) -> Values:
        return {"name": title_of(tx.fetch(model.Agreement, self.id))}
