"""What the promises of a version share: their clause, their place, and that they move on into an amendment.

A promise bears its uid from version to version: what became of it is known wherever it stands.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from crm import model
from crm.agreements.commands.records import draft_version, name_of_version, plain
from crm.book.records import matching
from crm.values import Problem, Read, Transaction, Values

if TYPE_CHECKING:
    from sqlmodel import SQLModel

PROMISES = (("Goal", "GoalFields"), ("Obligation", "ObligationFields"))
RIGHTS = (("Restriction", "RestrictionFields"), ("DataRight", "DataRightFields"))
MOST_PROMISES = 500


def line_problems(read: Read, version_id: int, line: str) -> list[Problem]:
    """The clause or paragraph that says so is one of this version."""
    if not line:
        return []
    clauses = matching(read, model.Clause, version_id=version_id)
    if any(clause.line == line for clause in clauses):
        return []
    if any(matching(read, model.Paragraph, clause_id=clause.id, line=line) for clause in clauses):
        return []
    return [Problem("clause-of-another", "line")]


def count_problems(read: Read, record: str, version_id: int) -> list[Problem]:
    if len(matching(read, getattr(model, record), version_id=version_id)) < MOST_PROMISES:
        return []
    return [Problem("promises-too-many", "version_id", {"most": MOST_PROMISES})]


def next_position(read: Read, record: type[Any], version_id: int) -> int:
    return 1 + max((row.position for row in matching(read, record, version_id=version_id)), default=-1)


def field_edit_problems(
    read: Read, fields: "type[SQLModel]", row: Any, field: str, was: object, now: object
) -> list[Problem]:
    """An edit of one field of a promise in a draft, `line` among them, which names its clause."""
    from crm.book.edits import edit_problems, field_changed

    draft_version(read, row.version_id, "id")
    if field != "line":
        return edit_problems(read, fields, row, field, was, now)
    problems = line_problems(read, row.version_id, str(now or ""))
    return problems if row.line == (was or "") else [*problems, field_changed(read, row, "line", was)]


def set_field(fields: "type[SQLModel]", row: Any, field: str, now: object) -> None:
    from crm.book.edits import kept

    value = str(now or "") if field == "line" else kept(fields, field, now)
    setattr(row, field, plain(value) if isinstance(value, str) and field not in ("rule", "line") else value)


def checked_values(fields: "type[SQLModel]", values: Mapping[str, object]) -> dict[str, Any]:
    from crm.model.rules import checked

    return checked(fields, values)


def label_of(read: Read, row: Any) -> Values:
    return {"name": name_of_version(read, row.version_id)}


def copy_promises(tx: Transaction, from_version: int, to_version: int) -> None:
    """Goals, obligations, restrictions and data rights, each under the uid that it had."""
    for record, fields in (*PROMISES, *RIGHTS):
        table, names = getattr(model, record), list(getattr(model, fields).model_fields)
        extra = [name for name in COPIED if name in table.model_fields]
        for row in matching(tx, table, version_id=from_version):
            tx.add(table(version_id=to_version, **{name: getattr(row, name) for name in (*names, *extra)}))


COPIED: Sequence[str] = ("uid", "position", "line", "debtor_id", "creditor_id", "bound_id", "holder_id")


def twins(read: Read, row: Any) -> list[Any]:
    """The same promise in every version that holds it, itself among them."""
    return matching(read, type(row), uid=row.uid)
