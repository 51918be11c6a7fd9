"""How the commands of this room find rows, and refuse those that lie in the bin."""

from datetime import date
from typing import Protocol, TypeVar

from crm import model
from crm.values import Message, Problem, Read, Refused


class Binnable(Protocol):
    binned_at: str | None


Row = TypeVar("Row")
Held = TypeVar("Held", bound=Binnable)


def matching(read: Read, record: type[Row], **equal: object) -> list[Row]:
    """The rows whose columns equal the values, oldest first."""
    from sqlmodel import select

    return list(read.session.exec(select(record).filter_by(**equal).order_by("id")))


def present(read: Read, record: type[Held], key: int, field: str) -> Held:
    """The record, which is not in the bin."""
    found = read.fetch(record, key)
    if found.binned_at is not None:
        raise Refused(Problem("record-in-bin", field=field, values={"name": getattr(found, "name", "")}))
    return found


def home_id(read: Read) -> int | None:
    found = matching(read, model.Partner, is_home=True)
    return found[0].id if found else None


def owner_problems(read: Read, owner_id: int | None, field: str = "owner_id") -> list[Problem]:
    """An owner is a contact who works for the home party."""
    if owner_id is None:
        return []
    owner = present(read, model.Contact, owner_id, field)
    if matching(read, model.Affiliation, contact_id=owner_id, partner_id=home_id(read), until=None):
        return []
    return [Problem("owner-not-ours", field=field, values={"name": owner.name})]


def order_problems(since: date | None, until: date | None, field: str = "until") -> list[Problem]:
    """An end lies on or after its start."""
    if since is not None and until is not None and until < since:
        return [Problem("ends-before-start", field=field, values={"since": since, "until": until})]
    return []


def future_problems(read: Read, on: date, field: str) -> list[Problem]:
    """What is recorded has happened: a stage or a move of tomorrow would be shown as today's."""
    if on > read.today:
        return [Problem("day-in-future", field=field, values={"field": Message(f"field.{field}"), "on": on})]
    return []


def row_id(row: object) -> int:
    """The key of a row that the book has written."""
    key = getattr(row, "id", None)
    if not isinstance(key, int):
        raise TypeError(f"{type(row).__name__} has no key yet")
    return key
