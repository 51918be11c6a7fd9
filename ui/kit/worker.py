"""Questions asked off the window's thread. The answer to an older question never overwrites a newer one."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any, Protocol, TypeVar
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from crm.values import Problem, Query, Refused, WorldFault

Answer = TypeVar("Answer")
THREADS = 2


class Asked(Protocol):
    """What answers: the book."""

    def query(self, query: Query[Any]) -> Any: ...


@dataclass(slots=True)
class Pending:
    """A question under way. It holds widgets, so only the window's thread may let go of it."""

    owner: QObject
    channel: str
    work: Callable[[], Any]
    then: Callable[[Any], None]
    wanted: bool = True


class Worker(QObject):
    """Asks the book on a thread pool and hands answers back on the window's thread."""

    failed = Signal(object)
    """A Problem of the world, met while reading."""

    answered = Signal(int, object)

    def __init__(self, book: Asked, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.book = book
        self.pool = QThreadPool(self)
        self.pool.setMaxThreadCount(THREADS)
        self.numbers = count(1)
        self.stopped = False
        self.under_way: dict[int, Pending] = {}
        self.newest: WeakKeyDictionary[QObject, dict[str, Pending]] = WeakKeyDictionary()
        self.answered.connect(self.deliver, Qt.ConnectionType.QueuedConnection)

    def ask(self, owner: QObject, query: Query[Answer], then: Callable[[Answer], None], channel: str = "") -> None:
        """`then` gets the answer, unless the owner asked anew in that channel, or is gone."""
        self.work(owner, lambda: self.book.query(query), then, channel)

    def work(
        self, owner: QObject, work: Callable[[], Answer], then: Callable[[Answer], None], channel: str = ""
    ) -> None:
        """The same for any work that touches no widget."""
        if self.stopped:
            return
        self.forget(owner, channel)
        number = next(self.numbers)
        question = self.under_way[number] = Pending(owner, channel, work, then)
        self.newest.setdefault(owner, {})[channel] = question
        self.pool.start(Errand(self, number))

    def forget(self, owner: QObject, channel: str = "") -> None:
        """Whatever is under way for the owner in the channel is answered to nobody."""
        if (older := self.newest.get(owner, {}).pop(channel, None)) is not None:
            older.wanted = False

    def outcome_of(self, number: int) -> object:
        """On the thread of the pool. No name of it outlives the call, or a widget could die on that thread."""
        question = self.under_way[number]
        if not question.wanted:
            return None
        try:
            return question.work()
        except WorldFault as fault:
            return fault.problem
        except Refused as refusal:
            return refusal.problems[0]
        except Exception as fault:  # noqa: BLE001 - raised again on the window's thread, where faults are reported
            return Unexpected(fault)

    def deliver(self, number: int, answer: object) -> None:
        question = self.under_way.pop(number, None)
        if question is None or self.stopped or not question.wanted:
            return
        if isinstance(answer, Problem):
            self.failed.emit(answer)
        elif isinstance(answer, Unexpected):
            raise answer.fault
        else:
            question.then(answer)

    def settle(self) -> None:
        """Waits until nothing is under way. For tests and for closing."""
        self.pool.waitForDone()

    def stop(self) -> None:
        """Before the book is closed: nothing is asked any more, and what was asked is answered to nobody."""
        self.stopped = True
        self.pool.clear()
        self.settle()
        self.under_way.clear()


class Unexpected:
    """A fault of ours on the other thread, raised again where it is reported."""

    def __init__(self, fault: Exception) -> None:
        self.fault = fault


class Errand(QRunnable):
    """Carries a question's number to the pool and its answer back, never the question itself."""

    def __init__(self, worker: Worker, number: int) -> None:
        super().__init__()
        self.worker, self.number = worker, number

    def run(self) -> None:
        self.worker.answered.emit(self.number, self.worker.outcome_of(self.number))
