"""Goals of the collaboration: what is measured, from where to where, by when, and how far it has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from crm import model
from crm.agreements.commands.records import draft_version, living, name_of_version, plain, remove_all, text_problems
from crm.agreements.commands.undertakings import (
    checked_values,
    count_problems,
    field_edit_problems,
    label_of,
    line_problems,
    next_position,
    set_field,
    twins,
)
from crm.book.records import future_problems, matching, row_id
from crm.values import Command, Message, Problem, Read, Transaction, Values
from crm.values.decimals import is_decimal
from crm.values.ids import AgreementVersionId, GoalId, Version
from crm.values.message import shown

if TYPE_CHECKING:
    from crm.model import GoalProgress

LONGEST_NOTE = 2_000


def said_problems(values: Mapping[str, object]) -> list[Problem]:
    """What is promised is said in one language at least."""
    if any(str(values.get(name) or "").strip() for name in ("text_en", "text_zh")):
        return []
    return [Problem("promise-without-text", "text_en")]


@dataclass(frozen=True, slots=True)
class AddGoal(Command):
    """Adds a goal to a draft: metric and unit, baseline, target, due day. `line`: the clause that says so."""

    label: ClassVar[str] = "undo.add-goal"
    fields: ClassVar[str | None] = "GoalFields"
    version_id: AgreementVersionId
    values: Mapping[str, object]
    line: str = ""

    def check(self, read: Read) -> list[Problem]:
        draft_version(read, self.version_id)
        problems = model.problems_of(model.GoalFields, self.values) + said_problems(self.values)
        problems += line_problems(read, self.version_id, self.line)
        return problems + count_problems(read, "Goal", self.version_id)

    def apply(self, tx: Transaction) -> None:
        tx.add(
            model.Goal(
                version_id=self.version_id,
                line=self.line,
                position=next_position(tx, model.Goal, self.version_id),
                **checked_values(model.GoalFields, self.values),
            )
        )

    def label_values(self, tx: Transaction) -> Values:
        return {"name": name_of_version(tx, self.version_id)}


@dataclass(frozen=True, slots=True)
class EditGoal(Command):
    """Sets one field of a goal of a draft, or its clause (`line`), if it still is what was seen."""

    label: ClassVar[str] = "undo.edit-goal"
    id: GoalId
    field: str
    was: object
    now: object

    def check(self, read: Read) -> list[Problem]:
        goal = read.fetch(model.Goal, self.id)
        problems = field_edit_problems(read, model.GoalFields, goal, self.field, self.was, self.now)
        said = {"text_en": goal.text_en, "text_zh": goal.text_zh, self.field: self.now}
        return problems or said_problems(said)

    def apply(self, tx: Transaction) -> None:
        set_field(model.GoalFields, tx.fetch(model.Goal, self.id), self.field, self.now)

    def label_values(self, tx: Transaction) -> Values:
        return {"field": Message(f"field.{self.field}"), **label_of(tx, tx.fetch(model.Goal, self.id))}

    def merges_as(self) -> str | None:
        return f"goal.{self.id}.{self.field}"


@dataclass(frozen=True, slots=True)
class RemoveGoal(Command):
    """Takes a goal out of a draft, with its progress."""

    label: ClassVar[str] = "undo.remove-goal"
    id: GoalId
    seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        draft_version(read, read.fetch(model.Goal, self.id).version_id, "id")
        return []

    def apply(self, tx: Transaction) -> None:
        goal = tx.fetch(model.Goal, self.id, self.seen)
        remove_all(tx, model.GoalProgress, goal_id=self.id)
        tx.remove(goal)


def progress_of(read: Read, goal_id: int, on: date) -> "GoalProgress | None":
    """What was recorded of the goal on the day, in whichever version."""
    for twin in twins(read, read.fetch(model.Goal, goal_id)):
        found = matching(read, model.GoalProgress, goal_id=row_id(twin), measured_on=on)
        if found:
            return found[0]
    return None


@dataclass(frozen=True, slots=True)
class RecordProgress(Command):
    """Says how far a goal has come by a day. A second value of the same day replaces the first. `on` empty: today."""

    label: ClassVar[str] = "undo.record-progress"
    goal_id: GoalId
    value: str
    on: date | None = None
    note: str = ""

    def check(self, read: Read) -> list[Problem]:
        goal = read.fetch(model.Goal, self.goal_id)
        living(read, read.fetch(model.AgreementVersion, goal.version_id).agreement_id, "goal_id")
        problems = future_problems(read, self.on or read.today, "on")
        problems += text_problems("note", self.note, LONGEST_NOTE)
        if len(self.value) > 30 or not is_decimal(self.value.strip()):
            values = {"field": Message("field.value"), "given": shown(self.value)}
            problems.append(Problem("field-not-a-number", "value", values))
        return problems

    def apply(self, tx: Transaction) -> None:
        on, value, note = self.on or tx.today, self.value.strip(), plain(self.note)
        found = progress_of(tx, self.goal_id, on)
        if found is not None:
            found.value, found.note = value, note
        else:
            first = row_id(twins(tx, tx.fetch(model.Goal, self.goal_id))[0])
            tx.add(model.GoalProgress(goal_id=first, measured_on=on, value=value, note=note))

    def label_values(self, tx: Transaction) -> Values:
        return {"value": self.value.strip(), **label_of(tx, tx.fetch(model.Goal, self.goal_id))}


@dataclass(frozen=True, slots=True)
class RemoveProgress(Command):
    """Takes out what was recorded of a goal on a day."""

    label: ClassVar[str] = "undo.remove-progress"
    goal_id: GoalId
    on: date

    def check(self, read: Read) -> list[Problem]:
        goal = read.fetch(model.Goal, self.goal_id)
        living(read, read.fetch(model.AgreementVersion, goal.version_id).agreement_id, "goal_id")
        if progress_of(read, self.goal_id, self.on) is not None:
            return []
        return [Problem("progress-missing", "on", {"on": self.on})]

    def apply(self, tx: Transaction) -> None:
        tx.remove(progress_of(tx, self.goal_id, self.on))

    def label_values(self, tx: Transaction) -> Values:
        return {"on": self.on, **label_of(tx, tx.fetch(model.Goal, self.goal_id))}
