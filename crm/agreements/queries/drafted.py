"""A version of an agreement as it is read: laid out whole, checked before export, held against the clause library."""

from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection
from typing import TYPE_CHECKING

from crm.agreements.queries.detail import AgreementDetail
from crm.agreements.queries.promises import AgreementPromises
from crm.agreements.queries.rows import AgreementRow, TextRow, VersionRow
from crm.agreements.queries.text import AgreementText
from crm.values import Problem, Query, Refused
from crm.values.enums import Language, ReportLanguage
from crm.values.ids import AgreementId

if TYPE_CHECKING:  # the drafting knows the rows of these queries
    from crm.agreements.drafting.differences import Difference
    from crm.agreements.drafting.finding import Finding
    from crm.agreements.drafting.whole import LaidOut


@dataclass(frozen=True, slots=True)
class LaidAgreement(Query["LaidOut"]):
    """The text as paper, window and command line show it. Raises Refused `agreement-missing`, `version-missing`.

    `number` of the version, 1 for the agreement itself; without it the newest. Without `language` as agreed.
    """

    id: AgreementId
    number: int | None = None
    language: ReportLanguage | None = None

    def run(self, connection: Connection) -> "LaidOut":
        from crm.agreements.drafting.whole import laid_out

        row, version, text = read(connection, self.id, self.number)
        return laid_out(row, version, text, AgreementPromises(self.id).run(connection), self.language)


@dataclass(frozen=True, slots=True)
class AgreementFindings(Query[tuple["Finding", ...]]):
    """What the check before export finds, the gravest first; refused as `LaidAgreement`.

    `reader`: in whose language parties and placeholders are named.
    """

    id: AgreementId
    today: date
    number: int | None = None
    reader: Language = Language.ENGLISH

    def run(self, connection: Connection) -> tuple["Finding", ...]:
        from crm.agreements.drafting.checks import findings

        row, version, text = read(connection, self.id, self.number)
        promises = AgreementPromises(self.id).run(connection)
        return findings(row, version, text, promises, self.today, self.reader)


@dataclass(frozen=True, slots=True)
class StandardDifferences(Query[tuple["Difference", ...]]):
    """The clauses that differ from the library's, are missing or are its own; refused as `LaidAgreement`."""

    id: AgreementId
    number: int | None = None

    def run(self, connection: Connection) -> tuple["Difference", ...]:
        from crm.agreements.drafting.differences import differences

        return differences(*read(connection, self.id, self.number))


def read(connection: Connection, key: AgreementId, number: int | None) -> tuple[AgreementRow, VersionRow, TextRow]:
    row = AgreementDetail(key).run(connection)
    version = row.versions[-1]
    if number is not None:
        found = [each for each in row.versions if each.number == number]
        if not found:
            raise Refused(Problem("version-missing", values={"number": number, "last": version.number}))
        version = found[0]
    return row, version, AgreementText(version.id).run(connection)
