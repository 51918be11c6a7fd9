"""All agreements, or a partner's, as they stand on a day."""

from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection

from crm.agreements.life import Life, life_of
from crm.agreements.queries.detail import records
from crm.agreements.queries.rows import AgreementRow
from crm.values import Problem, Query, Refused
from crm.values.ids import AgreementId, PartnerId

ALL = "SELECT id FROM agreement WHERE binned_at IS NULL"
OF_PARTNER = " AND id IN (SELECT agreement_id FROM agreement_party WHERE partner_id = :partner_id)"
NAMED = """
SELECT id FROM agreement WHERE binned_at IS NULL
AND (number = :text COLLATE NOCASE OR uid = :text OR (number IS NULL AND CAST(id AS TEXT) = :text)
     OR :text IN (title_en, title_zh))
"""


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """An agreement and what follows from it on the day that was asked for."""

    row: AgreementRow
    life: Life

    @property
    def next_day(self) -> date | None:
        """What the list sorts by: the last safe day, else the last day in force."""
        return self.life.last_safe.day if self.life.last_safe else self.life.last_day


@dataclass(frozen=True, slots=True)
class Agreements(Query[tuple[AgreementLine, ...]]):
    """Every agreement that is not in the bin, by the day on which something has to be done next, the earliest first."""

    on: date
    partner_id: PartnerId | None = None
    known: date | None = None

    def run(self, connection: Connection) -> tuple[AgreementLine, ...]:
        sql = ALL + (OF_PARTNER if self.partner_id is not None else "")
        ids = [key for (key,) in connection.execute(sql, {"partner_id": self.partner_id})]
        lines = [AgreementLine(row, life_of(row, self.on, self.known)) for row in records(connection, ids)]
        return tuple(sorted(lines, key=lambda line: (line.next_day or date.max, line.row.id)))


@dataclass(frozen=True, slots=True)
class AgreementCount(Query[int]):
    """How many agreements there are, those in the bin apart."""

    def run(self, connection: Connection) -> int:
        return int(connection.execute("SELECT count(*) FROM agreement WHERE binned_at IS NULL").fetchone()[0])


@dataclass(frozen=True, slots=True)
class AgreementNamed(Query[AgreementId]):
    """The agreement of a number, a uid, a title, or, for a draft, its id.

    Raises Refused `agreement-unknown`, or `agreement-ambiguous` where several bear the title.
    """

    text: str

    def run(self, connection: Connection) -> AgreementId:
        found = [key for (key,) in connection.execute(NAMED, {"text": self.text.strip()})]
        if len(found) == 1:
            return AgreementId(found[0])
        code = "agreement-ambiguous" if found else "agreement-unknown"
        raise Refused(Problem(code, values={"given": self.text, "n": len(found)}))
