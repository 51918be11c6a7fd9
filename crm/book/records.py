"""How the commands of every room find rows, and refuse those that lie in the bin."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Protocol, TypeVar

from crm import model
from crm.book.clock import instant
from crm.values import Message, Problem, Read, Refused, Transaction


class Binnable(Protocol):
    binned_at: str | None


Row = TypeVar("Row")
Held = TypeVar("Held", bound=Binnable)

NOW = timedelta(0)


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
    """What a record is called: a partner by name, a meeting and an agreement by title, an action item by its text."""
    for field in ("name", "title", "text", "title_en", "title_zh", "text_en", "text_zh"):
        if text := getattr(row, field, ""):
            return str(text)
    return ""


class Named(Protocol):
    name: str
    name_en: str
    name_zh: str


def called(record: Named) -> str | Message:
    """The name of a partner or a contact as a Message keeps it: said later in the language of the face, as lists do."""
    return called_as(record.name, record.name_en, record.name_zh)


def called_as(name: str, name_en: str, name_zh: str) -> str | Message:
    english, chinese = name_en.strip() or name.strip(), name_zh.strip() or name.strip()
    return english if english == chinese else Message("record-called", {"names": [english, chinese]})


def called_by(values: Mapping[str, object]) -> str | Message:
    """The same of a record that is being made."""
    name, english, chinese = (str(values.get(field) or "") for field in ("name", "name_en", "name_zh"))
    return called_as(name, english, chinese)


def chosen_problems(ids: Sequence[int]) -> list[Problem]:
    return [] if ids else [Problem("nothing-chosen", field="ids")]


def restore_problems(rows: Iterable[Binnable]) -> list[Problem]:
    """Only what lies in the bin comes out of it."""
    return [Problem("not-in-bin", field="ids", values={"name": name_of(row)}) for row in rows if row.binned_at is None]


def binned_now(tx: Transaction) -> str:
    return instant(tx.now)


def home_id(read: Read) -> int | None:
    found = matching(read, model.Partner, is_home=True)
    return found[0].id if found else None


def future_problems(read: Read, on: date, field: str, ahead: timedelta = NOW) -> list[Problem]:
    """What is recorded has happened; `ahead` is how far the day may run before that of the user."""
    if on > read.today + ahead:
        return [Problem("day-in-future", field=field, values={"field": Message(f"field.{field}"), "on": on})]
    return []


def row_id(row: object) -> int:
    """The key of a row that the book has written."""
    key = getattr(row, "id", None)
    if not isinstance(key, int):
        raise TypeError(f"{type(row).__name__} has no key yet")
    return key
