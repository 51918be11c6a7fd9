"""What the check before export finds: a code with its values, how grave it is, and where to mend it."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as a_field
from enum import Enum

from crm.agreements.drafting.numbering import Place, full_number
from crm.agreements.queries.rows import AgreementRow, PromisesRow, TextRow, VersionRow
from crm.values import Message
from crm.values.enums import Language, ReportLanguage
from crm.values.message import Values

BLOCKING = frozenset(("draft-prevailing-missing",))


class Severity(Enum):
    MISSING = "missing"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Finding:
    """`line`: the clause or paragraph to open; `field`: of the record, where that is what lacks something.

    `where` is the second line of it: Clause 9.4, both languages.
    """

    code: str
    severity: Severity
    values: Values = a_field(default_factory=dict)
    line: str = ""
    field: str = ""
    where: Message | None = None

    @property
    def message(self) -> Message:
        return Message(self.code, self.values)

    @property
    def remedy(self) -> Message:
        """What to do now, in one sentence."""
        return Message(f"draft-remedy.{self.code.removeprefix('draft-')}", self.values)

    @property
    def gravity(self) -> Message:
        """Its severity in a word."""
        return Message(f"draft-severity.{self.severity.value}")

    @property
    def blocks(self) -> bool:
        """Whether it refuses the export until it is mended; every other one only warns."""
        return self.code in BLOCKING


@dataclass(frozen=True, slots=True)
class Draft:
    """What is checked, and in whose language parties and placeholders are named."""

    row: AgreementRow
    version: VersionRow
    text: TextRow
    promises: PromisesRow
    places: Mapping[str, Place]
    reader: Language
    has_split: bool = False

    @property
    def languages(self) -> tuple[Language, ...]:
        if self.row.languages is ReportLanguage.BOTH:
            return (Language.ENGLISH, Language.CHINESE)
        return (Language(self.row.languages.value),)

    def number(self, line: str) -> str:
        place = self.places.get(line)
        return full_number(place) if place else ""

    def where(self, line: str) -> Message:
        number = self.number(line)
        return Message("draft-where.clause", {"number": number}) if number else Message("draft-where.outside")


RECORD = Message("draft-where.record")
PARTIES = Message("draft-where.parties")


def in_words(language: Language) -> Message:
    return Message(f"text-language.{language.value}")
