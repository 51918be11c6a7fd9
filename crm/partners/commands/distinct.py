"""What a person said once: these two look alike and are not the same."""

from dataclasses import dataclass
from typing import ClassVar

from crm import model
from crm.book.records import matching, present
from crm.partners.duplicates.kinds import PartyKind
from crm.values import Command, Problem, Read, Transaction, Values


@dataclass(frozen=True, slots=True)
class MarkNotSame(Command):
    """Remembers that two partners, or two contacts, are not the same: they are not suggested again."""

    label: ClassVar[str] = "undo.mark-not-same"
    first: int
    second: int
    of: PartyKind = PartyKind.PARTNER

    def _columns(self) -> dict[str, int]:
        """The smaller id first, as the book keeps a pair."""
        low, high = sorted((self.first, self.second))
        return {f"first_{self.of.value}_id": low, f"second_{self.of.value}_id": high}

    def check(self, read: Read) -> list[Problem]:
        if self.first == self.second:
            return [Problem("pair-of-one", field="second")]
        names = self._names(read)
        return [Problem("pair-known", "second", names)] if matching(read, model.DistinctPair, **self._columns()) else []

    def apply(self, tx: Transaction) -> None:
        tx.add(model.DistinctPair(said_on=tx.today, **self._columns()))

    def label_values(self, tx: Transaction) -> Values:
        return self._names(tx)

    def _names(self, read: Read) -> dict[str, str]:
        sides = {"first": self.first, "second": self.second}
        return {side: party(read, self.of, key, side) for side, key in sides.items()}


def party(read: Read, kind: PartyKind, key: int, field: str) -> str:
    """The name of a partner or contact that is not in the bin."""
    if kind is PartyKind.PARTNER:
        return present(read, model.Partner, key, field).name
    return present(read, model.Contact, key, field).name
