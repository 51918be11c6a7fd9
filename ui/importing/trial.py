"""The dry run: a file read and matched on a thread, again after each choice; older answers never overwrite newer."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, Signal

from crm.acts.importing import ImportPlan, ImportRows
from crm.exchange.columns import Columns, guess_columns
from crm.exchange.importing import Choices, ImportProgress, prepare_sheet, read_sheet
from crm.exchange.pasting import guessed_fields, pasted_sheet
from crm.exchange.tables import Sheet
from crm.exchange.templates import shape_of_file, understood
from crm.partners.queries.custom_field import CustomFields
from crm.values import Changes, Message, Problem, Refused
from ui.importing.groups import Summary, summary_of
from ui.kit.jobs import Job, Progress

GUESSED, OF_TEMPLATE = "guessed", "template"


@dataclass(frozen=True, slots=True)
class Pasted:
    """A block out of the clipboard, and what it is called."""

    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """The choices that a file began with: a person's, those of a template, those guessed where headers are missing.

    `sources` says of a column that no person settled who did; `template` is the name of the one that was taken.
    """

    choices: Choices
    template: str = ""
    sources: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trial:
    """What is known of a file. Without a plan, `problems` say what a person must choose first."""

    sheet: Sheet
    columns: Columns
    plan: ImportPlan | None
    problems: tuple[Problem, ...] = ()
    understanding: Understanding = Understanding(Choices())
    seconds: float = 0.0
    summary: Summary = field(default_factory=Summary)


class Trials(QObject):
    """One file or pasted block, the choices made for it, and the newest trial of both."""

    began = Signal(object)
    """The Job, not started yet: whoever shows it starts it."""

    tried = Signal(object)
    refused = Signal(object)
    """Problems of the file itself: there is no table to show."""

    def __init__(self, book: Any, parent: QObject) -> None:
        super().__init__(parent)
        self.book = book
        self.source: Path | Pasted | None = None
        self.known = Understanding(Choices())
        self.wanted: str | None = None
        """A template by name, "" for none, None for that of the file's shape."""

        self.sheet: Sheet | None = None
        self.job: Job | None = None

    @property
    def choices(self) -> Choices:
        return self.known.choices

    @property
    def path(self) -> Path | None:
        return self.source if isinstance(self.source, Path) else None

    def open_source(self, source: Path | Pasted | None) -> None:
        folder = source.parent if isinstance(source, Path) else None
        self.source, self.known = source, Understanding(Choices(folder=folder))
        self.wanted, self.sheet = None, None
        self.run()

    def choose(self, **changed: Any) -> None:
        """Other choices; a choice of encoding or sheet reads the file anew, one of kind guesses the columns anew."""
        known = self.known
        if {"encoding", "sheet"} & set(changed):
            self.sheet = None
            changed = {"columns": {}, "words": {}, "decisions": {}, **changed}
        if "columns" in changed:
            said = {index for index, chosen in changed["columns"].items() if chosen != known.choices.columns.get(index)}
            kept = {
                index: by for index, by in known.sources.items() if index in changed["columns"] and index not in said
            }
            known = replace(known, sources=kept, template=known.template if changed["columns"] else "")
        self.known = replace(known, choices=replace(known.choices, **changed))
        self.run()

    def leave_template(self) -> None:
        """Begins again as if there were no template."""
        kept = self.known.choices
        begun = Choices(encoding=kept.encoding, sheet=kept.sheet, folder=kept.folder)
        self.wanted, self.known = "", Understanding(begun)
        self.run()

    def run(self) -> None:
        """Ends the trial under way, whose answer nobody wants any more, and begins another."""
        self.stop()
        if self.source is None:
            return
        source, known, sheet, wanted = self.source, self.known, self.sheet, self.wanted
        job = Job(lambda: trying(self.book, source, known, sheet, wanted), self)
        self.job = job
        job.done.connect(lambda trial: self.hear(job, trial))
        job.refused.connect(lambda problems: self.hear_refusal(job, problems))
        job.thread_of_work.finished.connect(job.deleteLater)
        self.began.emit(job)

    def hear(self, job: Job, trial: Trial) -> None:
        if job is self.job:
            self.job, self.sheet, self.known = None, trial.sheet, trial.understanding
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


def trying(
    book: Any, source: Path | Pasted, known: Understanding, sheet: Sheet | None, wanted: str | None
) -> Generator[Progress, None, Trial]:
    began = monotonic()
    if sheet is None:
        sheet = yield from reading(source, known.choices)
        known = understanding(book, sheet, known.choices, wanted)
    choices = known.choices
    try:
        preparation = yield from told(prepare_sheet(book, sheet, choices))
    except Refused as refusal:
        columns = guess_columns(sheet, choices.kind, choices.columns, book.query(CustomFields()))
        return Trial(sheet, columns, None, refusal.problems, known, monotonic() - began)
    plan = preparation.plan
    return Trial(sheet, preparation.columns, plan, (), known, monotonic() - began, summary_of(plan))


def reading(source: Path | Pasted, choices: Choices) -> Generator[Progress, None, Sheet]:
    if isinstance(source, Pasted):
        return pasted_sheet(source.text, source.name)
    sheet: Sheet = yield from told(read_sheet(source, choices))
    return sheet


def understanding(book: Any, sheet: Sheet, choices: Choices, wanted: str | None) -> Understanding:
    """Where the columns bear no names they are guessed by content; else the template of the file's shape is asked."""
    if not shape_of_file(sheet.headers):
        guessed = {index: found for index, found in guessed_fields(sheet).items() if index not in choices.columns}
        said = replace(choices, columns={**guessed, **choices.columns})
        return Understanding(said, "", dict.fromkeys(guessed, GUESSED))
    found = understood(book, sheet, choices, wanted)
    name = found.template.name if found.template is not None else ""
    return Understanding(found.choices, name, dict.fromkeys(found.columns, OF_TEMPLATE))


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
