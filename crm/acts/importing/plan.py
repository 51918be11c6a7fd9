"""What an import will do, row by row, worked out before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as a_field
from datetime import date
from enum import Enum
from pathlib import Path

from crm.acts.importing.kinds import SheetKind
from crm.partners.custom_values import CustomDraft
from crm.values import Message, Problem
from crm.values.enums import Choice, CustomConcept, PartnerRole, Stage

Ref = int
"""A row of the book by its id, or a new one of the plan: −1 for the first, −2 for the second."""


class Outcome(Enum):
    """What becomes of a row."""

    NEW = "new"
    FILLED = "filled"
    SAME = "same"
    PROBLEM = "problem"


class Duplicates(Choice):
    """What becomes of a row whose partner the book knows."""

    SKIP = "skip"
    FILL = "fill"
    UPDATE = "update"

    @property
    def code(self) -> str:
        return f"import.duplicates.{self.value}"


class Taken(Enum):
    """Whose value a person chose for one field of one row."""

    BOOK = "book"
    FILE = "file"


Decisions = Mapping[int, Mapping[str, str]]
"""By row number and field, a value of `Taken`: what was chosen one by one."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field in which the book and the file hold different values."""

    field: str
    book: str
    file: str


LOOKS_LIKE = ("import.warning.looks-like", "import.warning.looks-like-row")


@dataclass(slots=True)
class PlannedRow:
    """`because` says in a Message what will happen and by which key the record was found.

    `record` is the partner of the book that the row is about, `conflicts` where the row contradicts it.
    """

    number: int
    outcome: Outcome
    because: Message | None = None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Message, ...] = ()
    record: int | None = None
    made: Ref | None = None
    """The new partner of the row, in the plan."""

    conflicts: tuple[Conflict, ...] = ()

    @property
    def is_alike(self) -> bool:
        """Whether its new partner looks like one of the book or of another row."""
        return any(warning.code in LOOKS_LIKE for warning in self.warnings)


@dataclass(frozen=True, slots=True)
class Counts:
    """read = new + filled + same + problems, always."""

    read: int
    new: int
    filled: int
    same: int
    problems: int
    partners: int
    organizations: int
    contacts: int
    interactions: int
    agreements: int = 0
    files: int = 0


@dataclass(frozen=True, slots=True)
class PlannedAgreement:
    """An agreement to be recorded as signed. `file` is its signed copy, `reason` stands for it where there is none."""

    number: str
    values: Mapping[str, object]
    terms: Mapping[str, object]
    parties: tuple[Ref, ...]
    signed_on: date
    file: Path | None
    reason: str


@dataclass(slots=True)
class Writes:
    """Rows to be made, in the order of their references, and empty fields to be filled."""

    partners: list[dict[str, object]] = a_field(default_factory=list)
    partner_fills: dict[int, dict[str, object]] = a_field(default_factory=dict)
    roles: list[tuple[Ref, PartnerRole, Stage]] = a_field(default_factory=list)
    stages: dict[int, Stage] = a_field(default_factory=dict)
    """Of roles that the book has, by the role's id."""
    verticals: list[tuple[Ref, str]] = a_field(default_factory=list)
    tags: list[tuple[Ref, str]] = a_field(default_factory=list)
    contact_tags: list[tuple[Ref, str]] = a_field(default_factory=list)
    maintained_by: list[tuple[Ref, Ref]] = a_field(default_factory=list)
    contacts: list[dict[str, object]] = a_field(default_factory=list)
    contact_fills: dict[int, dict[str, object]] = a_field(default_factory=dict)
    points: list[tuple[Ref, str, str, str]] = a_field(default_factory=list)
    affiliations: list[tuple[Ref, Ref, str]] = a_field(default_factory=list)
    titles: dict[int, str] = a_field(default_factory=dict)
    interactions: list[dict[str, object]] = a_field(default_factory=list)
    took_part: list[tuple[Ref, Ref]] = a_field(default_factory=list)
    were_there: list[tuple[Ref, Ref]] = a_field(default_factory=list)
    actions: list[tuple[Ref, Ref, str, date | None, date]] = a_field(default_factory=list)
    own: list[tuple[CustomConcept, Ref, int, CustomDraft]] = a_field(default_factory=list)
    """Values of own fields, by the field's id."""

    own_updates: dict[int, CustomDraft] = a_field(default_factory=dict)
    """By the id of the value that is overwritten."""

    agreements: list[PlannedAgreement] = a_field(default_factory=list)

    def is_empty(self) -> bool:
        return not any(getattr(self, name) for name in self.__slots__)


BookState = tuple[tuple[int, int], ...]
"""Count and newest version of each table that an import looks at: what the plan was made from."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Made by `prepare_import`, carried out by `ImportRows`."""

    file: str
    kind: SheetKind
    rows: tuple[PlannedRow, ...]
    writes: Writes
    seen: BookState
    organizations: int = 0

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of every row, in the order of the rows."""
        return tuple(problem for row in self.rows for problem in row.problems)

    @property
    def warnings(self) -> tuple[tuple[int, Message], ...]:
        """What was left out or taken otherwise, by row."""
        return tuple((row.number, warning) for row in self.rows for warning in row.warnings)

    @property
    def changes_nothing(self) -> bool:
        """Every row is in the book already."""
        return self.writes.is_empty()

    @property
    def counts(self) -> Counts:
        found: Mapping[Outcome, int] = {
            outcome: sum(row.outcome is outcome for row in self.rows) for outcome in Outcome
        }
        return Counts(
            read=len(self.rows),
            new=found[Outcome.NEW],
            filled=found[Outcome.FILLED],
            same=found[Outcome.SAME],
            problems=found[Outcome.PROBLEM],
            partners=len(self.writes.partners),
            organizations=self.organizations,
            contacts=len(self.writes.contacts),
            interactions=len(self.writes.interactions),
            agreements=len(self.writes.agreements),
            files=sum(planned.file is not None for planned in self.writes.agreements),
        )
