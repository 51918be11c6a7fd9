"""What an amendment changed: two versions side by side, with the words marked."""

from dataclasses import dataclass
from sqlite3 import Connection

from crm.agreements.drafting.comparison import (
    ComparedClause,
    ComparedValue,
    compared,
    compared_filled,
    compared_terms,
)
from crm.agreements.queries.detail import AgreementDetail
from crm.agreements.queries.text import AgreementText
from crm.values import Problem, Query, Refused
from crm.values.ids import AgreementId


@dataclass(frozen=True, slots=True)
class ChangesRow:
    """All clauses, changed or not, in the order of the later version; of terms and placeholders what differs."""

    clauses: tuple[ComparedClause, ...]
    terms: tuple[ComparedValue, ...]
    filled: tuple[ComparedValue, ...]


@dataclass(frozen=True, slots=True)
class VersionChanges(Query[ChangesRow]):
    """From version number `was` to version number `now`. Raises Refused `agreement-missing` or `version-missing`."""

    id: AgreementId
    was: int
    now: int

    def run(self, connection: Connection) -> ChangesRow:
        versions = {version.number: version for version in AgreementDetail(self.id).run(connection).versions}
        for number in (self.was, self.now):
            if number not in versions:
                raise Refused(Problem("version-missing", values={"number": number, "last": max(versions)}))
        old, new = versions[self.was], versions[self.now]
        before, after = AgreementText(old.id).run(connection), AgreementText(new.id).run(connection)
        return ChangesRow(compared(before, after), compared_terms(old.terms, new.terms), compared_filled(before, after))
