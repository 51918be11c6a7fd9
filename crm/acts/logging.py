"""A meeting is logged together with what the book's own fields say of it: one step, though fields are of another room.

A command of its own because the room of meetings does not know own fields, and a meeting has no id before it is saved.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crm import model
from crm.communication.commands import LogMeeting
from crm.partners.commands.custom_value import linked_in, put_value, row_of
from crm.partners.custom_values import value_of
from crm.values import Problem, Read, Refused, Transaction
from crm.values.enums import CustomConcept
from crm.values.ids import CustomFieldId


@dataclass(frozen=True, slots=True)
class OwnText:
    """What is typed in one own field."""

    field_id: CustomFieldId
    text: str


@dataclass(frozen=True, slots=True)
class LogMeetingWithFields(LogMeeting):
    """Logs a meeting with what own fields of meetings hold, as it is typed."""

    own: Sequence[OwnText] = ()

    def check(self, read: Read) -> list[Problem]:
        return LogMeeting.check(self, read) + own_problems(read, self.own)

    def apply(self, tx: Transaction) -> None:
        key = self.log(tx)
        for each in self.own:
            draft = value_of(row_of(tx.fetch(model.CustomField, each.field_id)), each.text, linked_in(tx))
            if isinstance(draft, Problem):
                raise Refused(draft)
            put_value(tx, each.field_id, {"interaction_id": key}, draft)


def own_problems(read: Read, own: Sequence[OwnText]) -> list[Problem]:
    """Each field is one of meetings and takes what is typed. The Problem's field is `own.<id>`, for the form."""
    problems = []
    for each in own:
        field = row_of(read.fetch(model.CustomField, each.field_id))
        if field.concept is not CustomConcept.INTERACTION:
            values = {"field": field.name, "concept": field.concept}
            problems.append(Problem("custom-wrong-record", f"own.{each.field_id}", values))
            continue
        value = value_of(field, each.text, linked_in(read))
        if isinstance(value, Problem):
            problems.append(replace(value, field=f"own.{each.field_id}"))
    return problems
