"""Long work: a generator that says how far it is, run on its own thread, and a Cancel that works (HOUSE.md)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import QObject, QThread, Signal

from crm.values import Problem, Refused, WorldFault
from ui.kit.look import Text

Work = Callable[[], Iterator["Progress"]]

RUNNING: set["Job"] = set()
"""Jobs whose thread is at work."""


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` steps (total 0: unknown); `text` says what, with the numbers in it."""

    done: int
    total: int
    text: Text


class Job(QObject):
    """`work` is called on the thread and must touch no widget. What its generator returns goes to `done`.

    Cancel closes the generator at its next yield, so `finally` blocks run and nothing half done stays.
    """

    advanced = Signal(object)
    done = Signal(object)
    stopped = Signal()
    refused = Signal(object)
    """A tuple of Problems: of the data, or one of the world."""

    broken = Signal(object)

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self.thread_of_work = JobThread(self)
        self.wanted = True
        self.began = monotonic()
        self.broken.connect(self.raise_again)

    def start(self) -> None:
        self.began = monotonic()
        RUNNING.add(self)
        self.thread_of_work.finished.connect(self.leave)
        self.thread_of_work.start()

    def leave(self) -> None:
        """On the window's thread: the last name of a job must not go on the job's own thread."""
        RUNNING.discard(self)

    def cancel(self) -> None:
        self.wanted = False

    def wait(self) -> None:
        self.thread_of_work.wait()

    def seconds_left(self, progress: Progress) -> int | None:
        """A guess from the pace so far; none in the first half second."""
        spent = monotonic() - self.began
        if not progress.total or not progress.done or spent < 0.5:
            return None
        return max(1, round(spent / progress.done * (progress.total - progress.done)))

    def perform(self) -> None:
        """On the thread: step by step, so that a Cancel is heard between two steps."""
        steps = self.work()
        while self.wanted:
            try:
                self.advanced.emit(next(steps))
            except StopIteration as end:
                self.done.emit(end.value)
                return
            except Refused as refusal:
                self.refused.emit(refusal.problems)
                return
            except WorldFault as fault:
                self.refused.emit((fault.problem,))
                return
            except Exception as fault:  # noqa: BLE001 - raised again on the window's thread, where faults are reported
                self.broken.emit(fault)
                return
        if hasattr(steps, "close"):
            steps.close()
        self.stopped.emit()

    def raise_again(self, fault: Exception) -> None:
        raise fault


def stop_jobs() -> None:
    """Before a book is closed: each is cancelled and waited for, because a thread must not outlive its window."""
    for job in tuple(RUNNING):
        job.cancel()
        job.wait()
        RUNNING.discard(job)


class JobThread(QThread):
    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self.job = job

    def run(self) -> None:
        self.job.perform()


def problems_of(fault: Refused | WorldFault) -> tuple[Problem, ...]:
    return fault.problems if isinstance(fault, Refused) else (fault.problem,)
