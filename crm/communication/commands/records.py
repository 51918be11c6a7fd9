"""How the commands of this room find rows, and refuse those that lie in the bin."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Protocol, TypeVar

from crm import model
from crm.values import Message, Problem, Read, Refused, Transaction


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
        raise Refused(Problem("record-in-bin", field=field, values={"name": name_of(found)}))
    return found


def name_of(row: object) -> str:
    """What a record is called: a partner and a contact by name, a meeting by title, an action item by its text."""
    for field in ("name", "title", "text"):
        if text := getattr(row, field, ""):
            return str(text)
    return ""


def home_id(read: Read) -> int | None:
    found = matching(read, model.Partner, is_home=True)
    return found[0].id if found else None


def employers(read: Read, contact_id: int) -> set[int]:
    """The parties where a contact works today."""
    return {post.partner_id for post in matching(read, model.Affiliation, contact_id=contact_id, until=None)}


def future_problems(read: Read, on: date, field: str) -> list[Problem]:
    """What is recorded has happened. East of here it may already be tomorrow."""
    if on > read.today + timedelta(1):
        return [Problem("day-in-future", field=field, values={"field": Message(f"field.{field}"), "on": on})]
    return []


def chosen_problems(ids: Sequence[int]) -> list[Problem]:
    return [] if ids else [Problem("nothing-chosen", field="ids")]


def counted(code: str, names: Sequence[str], **values: object) -> Message:
    """The menu names one record, and counts several."""
    if len(names) == 1:
        return Message(code, {"name": names[0], **values})
    return Message(f"{code}-many", {"n": len(names), **values})


def once(ids: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(ids))


def binned_now(tx: Transaction) -> str:
    from crm.book.clock import instant

    return instant(tx.now)


def row_id(row: object) -> int:
    """The key of a row that the book has written."""
    key = getattr(row, "id", None)
    if not isinstance(key, int):
        raise TypeError(f"{type(row).__name__} has no key yet")
    return key
