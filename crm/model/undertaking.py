"""What an agreement says and promises: clauses, goals, obligations, restrictions, data rights."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator
from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from crm.model.agreement import LONGEST, Day, Length
from crm.model.partner import Line, empty_is_none
from crm.model.record import TEXT, Leaving, Record, choice
from crm.model.rules import rule
from crm.values.decimals import is_decimal
from crm.values.enums import (
    DataAnswer,
    DataUse,
    DayRoll,
    ObligationForm,
    ObligationState,
    ParagraphKind,
    RestrictionType,
)


def as_decimal(value: str) -> str:
    if value and not is_decimal(value):
        raise rule("field-not-a-number", given=value)
    return value


Decimal = Annotated[Line, AfterValidator(as_decimal)]


class Clause(Record, table=True):
    """A numbered clause of one version. `line` is the same in every version, so that two can be compared."""

    __table_args__ = (
        Index("clause_of_version", "version_id", "position"),
        {"sqlite_autoincrement": True},
    )

    version_id: int = Field(foreign_key="agreement_version.id")
    line: str = Field(max_length=26, description="a ULID, kept from version to version")
    standard: str = Field(default="", max_length=60, description="its key in the clause library")
    position: int
    heading_en: str = Field(default="", max_length=300)
    heading_zh: str = Field(default="", max_length=300)


class Paragraph(Record, table=True):
    """A paragraph, an item of a list, or a table, aligned in both languages.

    The text is plain, with `**bold**`, `{placeholder}` and `{@line}` for a reference; a table has a row a line, its
    cells between `|`.
    """

    __table_args__ = (
        Index("paragraph_of_clause", "clause_id", "position"),
        {"sqlite_autoincrement": True},
    )

    clause_id: int = Field(foreign_key="clause.id")
    line: str = Field(max_length=26)
    position: int
    kind: ParagraphKind = Field(default=ParagraphKind.TEXT, sa_type=choice(ParagraphKind))
    text_en: str = Field(default="", sa_type=TEXT)
    text_zh: str = Field(default="", sa_type=TEXT)


class PlaceholderValue(Record, table=True):
    """What fills a placeholder that the record itself does not."""

    __tablename__ = "placeholder_value"
    __table_args__ = (
        Index("placeholder_value_once", "version_id", "name", unique=True),
        {"sqlite_autoincrement": True},
    )

    version_id: int = Field(foreign_key="agreement_version.id")
    name: str = Field(max_length=60)
    text_en: str = Field(default="", sa_type=TEXT)
    text_zh: str = Field(default="", sa_type=TEXT)


class GoalFields(SQLModel):
    text_en: Line = Field(default="", max_length=500)
    text_zh: Line = Field(default="", max_length=500)
    unit: Line = Field(default="", max_length=40)
    baseline: Decimal = Field(default="", max_length=30)
    target: Decimal = Field(default="", max_length=30)
    due_on: Day = None


class Goal(GoalFields, Leaving, table=True):
    version_id: int = Field(foreign_key="agreement_version.id", index=True)
    position: int = 0
    line: str = Field(default="", max_length=26, description="its clause or paragraph")


class GoalProgress(Record, table=True):
    __tablename__ = "goal_progress"

    goal_id: int = Field(foreign_key="goal.id", index=True)
    measured_on: date
    value: str = Field(max_length=30)
    note: str = Field(default="", sa_type=TEXT)


class ObligationFields(SQLModel):
    """Once: `due_on`, or `within` after `event_on`. Recurring: `rule` from `due_on`. Triggered: no `event_on` yet."""

    text_en: Line = Field(default="", max_length=1000)
    text_zh: Line = Field(default="", max_length=1000)
    form: ObligationForm = Field(default=ObligationForm.ONCE, sa_type=choice(ObligationForm))
    due_on: Day = None
    rule: Line = Field(default="", max_length=200, description="RRULE of CALENDAR.md's subset")
    within: Length = Field(default="", max_length=20)
    event: Line = Field(default="", max_length=300, description="what it counts from")
    event_on: Day = None
    day_roll: Annotated[DayRoll | None, BeforeValidator(empty_is_none)] = Field(default=None, sa_type=choice(DayRoll))
    acceptance: str = Field(
        default="", max_length=LONGEST, sa_type=TEXT, description="of a milestone: when it counts as reached"
    )


class Obligation(ObligationFields, Leaving, table=True):
    """The debtor owes the creditor; no creditor means all other parties."""

    version_id: int = Field(foreign_key="agreement_version.id", index=True)
    debtor_id: int = Field(foreign_key="agreement_party.id", index=True)
    creditor_id: int | None = Field(default=None, foreign_key="agreement_party.id", index=True)
    position: int = 0
    line: str = Field(default="", max_length=26, description="its clause or paragraph")


class ObligationOutcome(Record, table=True):
    """What became of one instance, named by its unmoved date. Met needs evidence or a reason."""

    __tablename__ = "obligation_outcome"
    __table_args__ = (
        Index("obligation_outcome_once", "obligation_id", "unmoved", unique=True),
        {"sqlite_autoincrement": True},
    )

    obligation_id: int = Field(foreign_key="obligation.id")
    unmoved: date
    state: ObligationState = Field(sa_type=choice(ObligationState))
    on_day: date
    reason: str = Field(default="", sa_type=TEXT)
    attachment_id: int | None = Field(default=None, foreign_key="attachment.id", index=True)
    interaction_id: int | None = Field(default=None, foreign_key="interaction.id", index=True)


class RestrictionFields(SQLModel):
    """Its scope: empty means everywhere, in every field, all the time of the agreement."""

    kind: RestrictionType = Field(sa_type=choice(RestrictionType))
    territory: Line = Field(default="", max_length=300, description="places by comma: CN, SG, World")
    use_field: Line = Field(default="", max_length=300, description="fields of use by comma")
    from_on: Day = None
    until_on: Day = None
    note: str = Field(default="", max_length=LONGEST, sa_type=TEXT)


class Restriction(RestrictionFields, Leaving, table=True):
    """`bound_id` may not; no bound party means all of them. `holder_id` is for whose sake."""

    version_id: int = Field(foreign_key="agreement_version.id", index=True)
    bound_id: int | None = Field(default=None, foreign_key="agreement_party.id", index=True)
    holder_id: int | None = Field(default=None, foreign_key="agreement_party.id", index=True)
    line: str = Field(default="", max_length=26)


class DataRightFields(SQLModel):
    data_set: Line = Field(min_length=1, max_length=200)
    model: Line = Field(default="", max_length=200, description="none: any model")
    use: DataUse = Field(sa_type=choice(DataUse))
    answer: DataAnswer = Field(sa_type=choice(DataAnswer))
    until_on: Day = None


class DataRight(DataRightFields, Leaving, table=True):
    """Data set × model × use → yes, no or silent, by which clause."""

    __tablename__ = "data_right"

    version_id: int = Field(foreign_key="agreement_version.id", index=True)
    line: str = Field(default="", max_length=26)
