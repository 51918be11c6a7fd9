"""What we may do with which data: the matrix of data set × model × use, filled from agreements. May we?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from json import dumps
from sqlite3 import Connection

from crm.agreements.facts import version_in_force
from crm.agreements.queries.listing import AgreementLine, Agreements
from crm.agreements.queries.numbers import ClauseNumbers
from crm.agreements.queries.rows import DataRightRow
from crm.book.text import folded
from crm.language import say
from crm.values import Query
from crm.values.cells import row_of
from crm.values.enums import AgreementStatus, DataAnswer, DataUse, Language

RUNNING = (AgreementStatus.ACTIVE, AgreementStatus.IN_NOTICE_WINDOW)
RIGHTS = """
SELECT o.id, o.version, o.version_id, o.data_set, o.model, o.use, o.answer, o.until_on, o.line
FROM data_right AS o WHERE o.version_id IN (SELECT value FROM json_each(:ids)) ORDER BY o.data_set, o.model, o.id
"""
ASIDE = frozenset(("may", "we", "can", "on", "with", "the", "for", "use", "to", "our"))
"""Words of a question that name nothing."""


@dataclass(frozen=True, slots=True)
class RightLine:
    """One answer of the matrix. `clause` is its number as printed, `model` empty: any model."""

    right: DataRightRow
    line: AgreementLine
    clause: str


@dataclass(frozen=True, slots=True)
class RightsAnswer:
    """`answer` of all that was found: no outweighs yes; *silent* where no agreement says anything."""

    answer: DataAnswer
    uses: tuple[DataUse, ...]
    lines: tuple[RightLine, ...]


@dataclass(frozen=True, slots=True)
class DataRights(Query[RightsAnswer]):
    """What agreements in force on a day say: all of it, or what a question asks for.

    `may we train Atlas on clinical dialogues` takes what names the use, the model and the data set, in either language.
    A model that an answer does not name may be any.
    """

    on: date
    text: str = ""

    def run(self, connection: Connection) -> RightsAnswer:
        uses, words = asked(self.text)
        in_force = {
            version.id: line
            for line in Agreements(self.on).run(connection)
            if line.life.status in RUNNING and (version := version_in_force(line.row, self.on))
        }
        numbers = ClauseNumbers(connection)
        rights = [row_of(DataRightRow, row) for row in connection.execute(RIGHTS, {"ids": dumps(list(in_force))})]
        found = [
            RightLine(right, in_force[right.version_id], numbers.of(right.version_id, right.line))
            for right in rights
            if (not uses or right.use in uses)
            and (right.until_on is None or self.on <= right.until_on)
            and all(is_about(word, right) for word in words)
        ]
        answers = {line.right.answer for line in found}
        answer = next((one for one in (DataAnswer.NO, DataAnswer.YES) if one in answers), DataAnswer.SILENT)
        return RightsAnswer(answer, uses, tuple(found))


def asked(text: str) -> tuple[tuple[DataUse, ...], Sequence[str]]:
    """The uses that a question names, and its other words."""
    rest = folded(text).replace("?", " ").replace("？", " ")
    uses = []
    for use in DataUse:
        for name in sorted({folded(say(use, language)) for language in Language} | {use.value}, key=len, reverse=True):
            if name in rest:
                rest = rest.replace(name, " ")
                uses.append(use)
                break
    return tuple(uses), [word for word in rest.split() if word not in ASIDE]


def is_about(word: str, right: DataRightRow) -> bool:
    """Whether the word names its data set or its model."""
    return word in folded(f"{right.data_set} {right.model}")
