"""An edit of one field: what was seen is compared with what is stored, and the new value takes the field's rules.

Every slice whose records are edited in place needs it; `EditPartner(id, field, was, now)` shows the pattern.
"""

from dataclasses import dataclass
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any

from crm.book.people import who_wrote
from crm.values import Problem, Query, Read, Refused

if TYPE_CHECKING:
    from sqlmodel import SQLModel


@dataclass(frozen=True, slots=True)
class Writer(Query[dict[str, object]]):
    """Who wrote a version of a record, and when, as the values `who` and `on` of a Problem."""

    version: int

    def run(self, connection: Connection) -> dict[str, object]:
        return who_wrote(connection, self.version)


def kept(fields: "type[SQLModel]", field: str, value: object) -> Any:
    """The value of one field in the type and spelling that the table keeps. Raises Refused with its problem.

    kept(PartnerFields, "country", " cn ") gives "CN".
    """
    from pydantic import ValidationError

    from crm.model.rules import problem_of, unknown_field

    if field not in fields.model_fields:
        raise Refused(unknown_field(field, fields))
    bare = fields.model_construct()
    try:
        fields.__pydantic_validator__.validate_assignment(bare, field, value)
    except ValidationError as error:
        raise Refused([problem_of(detail, fields) for detail in error.errors()]) from None
    return getattr(bare, field)


def edit_problems(
    read: Read, fields: "type[SQLModel]", record: "SQLModel", field: str, was: object, now: object
) -> list[Problem]:
    """What is wrong with an edit: the new value against its rule, the seen one against the stored one."""
    try:
        kept(fields, field, now)
    except Refused as refused:
        return list(refused.problems)
    stored = getattr(record, field)
    try:
        unchanged = kept(fields, field, was) == stored
    except Refused:
        unchanged = False
    return [] if unchanged else [field_changed(read, record, field, was)]


def field_changed(read: Read, record: "SQLModel", field: str, was: object) -> Problem:
    """Somebody wrote the field after it was seen: who, when, and their value."""
    stored = getattr(record, field)
    values = {
        **read.query(Writer(int(getattr(record, "version", 0)))),
        "theirs": "" if stored is None else stored,
        "was": "" if was is None else was,
    }
    return Problem("field-changed", field=field, values=values)
