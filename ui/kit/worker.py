"""Questions asked off the window's thread. The answer to an older question never overwrites a newer one."""

from collections.abc import Callable
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


class Worker(QObject):
    """Asks the book on a thread pool and hands answers back on the window's thread."""

    failed = Signal(object)
    """A Problem of the world, met while reading."""

    answered = Signal(object, str, int, object, object)

    def __init__(self, book: Asked, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.book = book
        self.pool = QThreadPool(self)
        self.pool.setMaxThreadCount(THREADS)
        self.numbers = count(1)
        self.stopped = False
        self.newest: WeakKeyDictionary[QObject, dict[str, int]] = WeakKeyDictionary()
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
        number = next(self.numbers)
        self.newest.setdefault(owner, {})[channel] = number
        self.pool.start(Question(self, owner, channel, number, work, then))

    def forget(self, owner: QObject, channel: str = "") -> None:
        """Whatever is under way for the owner in the channel is answered to nobody."""
        self.newest.get(owner, {}).pop(channel, None)

    def deliver(self, owner: QObject, channel: str, number: int, answer: object, then: Callable[..., None]) -> None:
        if self.stopped or self.newest.get(owner, {}).get(channel) != number:
            return
        if isinstance(answer, Problem):
            self.failed.emit(answer)
        elif isinstance(answer, Unexpected):
            raise answer.fault
        else:
            then(answer)

    def settle(self) -> None:
        """Waits until nothing is under way. For tests and for closing."""
        self.pool.waitForDone()

    def stop(self) -> None:
        """Before the book is closed: nothing is asked any more, and what was asked is answered to nobody."""
        self.stopped = True
        self.pool.clear()
        self.settle()


class Unexpected:
    """A fault of ours on the other thread, raised again where it is reported."""

    def __init__(self, fault: Exception) -> None:
        self.fault = fault


class Question(QRunnable):
    def __init__(
        self,
        worker: Worker,
        owner: QObject,
        channel: str,
        number: int,
        work: Callable[[], Any],
        then: Callable[[Any], None],
    ) -> None:
        super().__init__()
        self.worker, self.owner, self.channel, self.number = worker, owner, channel, number
        self.work, self.then = work, then

    def run(self) -> None:
        if self.worker.newest.get(self.owner, {}).get(self.channel) != self.number:
            return
        self.worker.answered.emit(self.owner, self.channel, self.number, self.outcome(), self.then)

    def outcome(self) -> object:
        try:
            return self.work()
        except WorldFault as fault:
            return fault.problem
        except Refused as refusal:
            return refusal.problems[0]
        except Exception as fault:  # noqa: BLE001 - raised again on the window's thread, where faults are reported
            return Unexpected(fault)
