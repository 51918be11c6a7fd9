"""The dry run: a file read and matched on a thread, again after each choice; older answers never overwrite newer."""

from collections.abc import Generator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from crm.acts.importing import ImportPlan, ImportRows
from crm.exchange.columns import Columns, guess_columns
from crm.exchange.importing import Choices, ImportProgress, prepare_sheet, read_sheet
from crm.exchange.tables import Sheet
from crm.values import Changes, Message, Problem, Refused
from ui.kit.jobs import Job, Progress


@dataclass(frozen=True, slots=True)
class Trial:
    """What is known of a file. Without a plan, `problems` say what a person must choose first."""

    sheet: Sheet
    columns: Columns
    plan: ImportPlan | None
    problems: tuple[Problem, ...] = ()


class Trials(QObject):
    """One file, the choices made for it, and the newest trial of both."""

    began = Signal(object)
    """The Job, not started yet: whoever shows it starts it."""

    tried = Signal(object)
    refused = Signal(object)
    """Problems of the file itself: there is no table to show."""

    def __init__(self, book: Any, parent: QObject) -> None:
        super().__init__(parent)
        self.book = book
        self.path: Path | None = None
        self.choices = Choices()
        self.sheet: Sheet | None = None
        self.job: Job | None = None

    def open_file(self, path: Path) -> None:
        self.path, self.choices, self.sheet = path, Choices(), None
        self.run()

    def choose(self, **changed: Any) -> None:
        """Other choices; a choice of encoding or sheet reads the file anew, one of kind guesses the columns anew."""
        if {"encoding", "sheet"} & set(changed):
            self.sheet = None
            changed = {"columns": {}, "words": {}, **changed}
        self.choices = replace(self.choices, **changed)
        self.run()

    def run(self) -> None:
        """Ends the trial under way, whose answer nobody wants any more, and begins another."""
        self.stop()
        if self.path is None:
            return
        path, choices, sheet = self.path, self.choices, self.sheet
        job = Job(lambda: trying(self.book, path, choices, sheet), self)
        self.job = job
        job.done.connect(lambda trial: self.hear(job, trial))
        job.refused.connect(lambda problems: self.hear_refusal(job, problems))
        job.thread_of_work.finished.connect(job.deleteLater)
        self.began.emit(job)

    def hear(self, job: Job, trial: Trial) -> None:
        if job is self.job:
            self.job, self.sheet = None, trial.sheet
            self.tried.emit(trial)

    def hear_refusal(self, job: Job, problems: tuple[Problem, ...]) -> None:
        if job is self.job:
            self.job = None
            self.refused.emit(problems)

    def stop(self) -> None:
        if self.job is not None:
            self.job.cancel()
            self.job = None

    def close(self) -> None:
        """Waits for what is under way, so that no thread outlives the window."""
        for job in self.findChildren(Job):
            job.cancel()
            job.wait()


def trying(book: Any, path: Path, choices: Choices, sheet: Sheet | None) -> Generator[Progress, None, Trial]:
    if sheet is None:
        sheet = yield from told(read_sheet(path, choices))
    try:
        preparation = yield from told(prepare_sheet(book, sheet, choices))
    except Refused as refusal:
        return Trial(sheet, guess_columns(sheet, choices.kind, choices.columns), None, refusal.problems)
    return Trial(sheet, preparation.columns, preparation.plan)


def told(steps: Generator[ImportProgress, None, Any]) -> Generator[Progress, None, Any]:
    """The same steps in the kit's words."""
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            return end.value
        yield Progress(step.done, step.total, step.phase)


def writing(book: Any, plan: ImportPlan, *, skip_bad: bool) -> Generator[Progress, None, Changes]:
    """Once begun it cannot be cancelled: it is one transaction, and short."""
    yield Progress(0, 0, Message("import.phase.writing"))
    changes: Changes = book.execute(ImportRows(plan, skip_bad))
    return changes
