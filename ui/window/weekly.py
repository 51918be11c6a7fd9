"""Once a week the whole file is read: whether it is sound, and each attachment is what its hash says (TRUST.md)."""

from collections.abc import Generator, MutableMapping
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QObject

from crm.book.inspection import BookHarm
from crm.values import Message, Problem
from ui.kit.jobs import Job, Progress
from ui.kit.room import Desk

WEEK = timedelta(7)
CHECKED = "checked"
"""Under which the window remembers of a book when it was read through."""


class WeeklyCheck(QObject):
    """`remembered` is what the window keeps of this book."""

    def __init__(self, desk: Desk, remembered: MutableMapping[str, Any], parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.remembered = remembered

    def begin(self, today: date) -> Job | None:
        """None where the last one is not a week ago. Nobody waits for it: it runs on a thread of its own."""
        if not is_due(self.remembered.get(CHECKED), today):
            return None
        job = Job(lambda: reading_through(self.desk), self)
        job.done.connect(lambda found: self.tell(found, today))
        job.refused.connect(lambda _problems: None)  # the book cannot be read now: next week asks again
        job.start()
        return job

    def tell(self, found: tuple[Problem, ...], today: date) -> None:
        if found:
            self.desk.problems(list(found))
        else:
            self.remembered[CHECKED] = today.isoformat()


def is_due(last: object, today: date) -> bool:
    """Also where what was kept is no day, or lies ahead of a clock that was put back."""
    try:
        before = date.fromisoformat(str(last))
    except ValueError:
        return True
    return not before <= today < before + WEEK


def reading_through(desk: Desk) -> Generator[Progress, None, tuple[Problem, ...]]:
    yield Progress(0, 0, Message("window.checking"))
    found: tuple[Problem, ...] = desk.book.query(BookHarm())
    return found
