"""The page of the import. Each choice runs the trial again; nothing is written before the button says so."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QSplitter, QStackedWidget, QWidget

from crm.acts.importing import ImportPlan
from crm.acts.importing.queries import LOOKED_AT
from crm.exchange.rejected import rejected_csv, rejected_path, write_rejected
from crm.values import Changes, Message, Problem
from ui.importing.columns_pane import ColumnsPane
from ui.importing.findings import Findings
from ui.importing.head import Head
from ui.importing.preview import Preview
from ui.importing.totals import Totals
from ui.importing.trial import Trial, Trials, writing
from ui.kit.dropped import TABLES
from ui.kit.jobs import Job
from ui.kit.loading import LongWork
from ui.kit.look import look
from ui.kit.notices import EmptyRoom
from ui.kit.panels import Down
from ui.kit.room import Desk, Room


class ImportRoom(Room):
    name = "importing"
    icon = "import"
    label = "window.import"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.trial: Trial | None = None
        self.imported: Job | None = None
        self.trials = Trials(desk.book, self)
        self.head, self.columns, self.findings = Head(), ColumnsPane(), Findings()
        self.preview, self.totals, self.work = Preview(), Totals(), LongWork()
        self.empty = EmptyRoom("import.empty", "import.empty-why", [("import.choose-file", self.ask_file)])
        self.lay_out()
        self.connect_signals()
        self.show_nothing()

    def lay_out(self) -> None:
        upper = QSplitter(Qt.Orientation.Horizontal)
        upper.addWidget(self.columns)
        upper.addWidget(self.findings)
        upper.setSizes([580, 420])
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.addWidget(upper)
        whole.addWidget(self.preview)
        whole.setSizes([460, 340])
        for splitter in (upper, whole):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)
        page = QWidget()
        column = Down(page)
        column.addWidget(whole, 1)
        column.take(self.totals)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.empty)
        self.pages.addWidget(page)
        outer = Down(self).take(self.head)
        outer.addWidget(self.pages, 1)
        outer.take(self.work)

    def connect_signals(self) -> None:
        self.trials.began.connect(lambda job: self.work.watch(job, "import.phase.reading"))
        self.trials.tried.connect(self.show_trial)
        self.trials.refused.connect(self.show_refusal)
        self.head.chosen.connect(self.choose)
        self.head.asked.connect(self.ask_file)
        self.columns.chosen.connect(self.choose_field)
        self.findings.matched.connect(self.choose_word)
        self.totals.asked.connect(self.take_over)
        self.totals.put_away.connect(self.show_nothing)
        self.destroyed.connect(self.trials.close)

    def retranslate(self) -> None:
        self.head.rescale()

    # The file

    def ask_file(self) -> None:
        pattern = " ".join(f"*{ending}" for ending in TABLES)
        name, _ = QFileDialog.getOpenFileName(self, look.say("import.choose-file"), "", f"{pattern};;*")
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Begins with a file: chosen, dropped on the window, or handed over by another room."""
        self.totals.show_plan(None)
        self.trials.open_file(path)

    def show_nothing(self) -> None:
        self.trials.stop()
        self.trial, self.trials.path = None, None
        self.head.show_nothing()
        self.pages.setCurrentIndex(0)

    # What was found

    def show_trial(self, trial: Trial) -> None:
        is_first, self.trial = self.trial is None, trial
        self.pages.setCurrentIndex(1)
        self.head.show_trial(trial, self.trials.choices)
        self.columns.show_columns(trial.columns)
        self.findings.show_trial(trial)
        self.preview.show_trial(trial)
        self.totals.show_plan(trial.plan)
        if is_first and self.isVisible():
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_refusal(self, problems: tuple[Problem, ...]) -> None:
        """The file is no table: the page before it stays, if there was one."""
        self.desk.problems(problems)
        if self.trial is None:
            self.show_nothing()

    # What a person says

    def choose(self, name: str, value: object) -> None:
        changed: dict[str, Any] = {name: value}
        if name == "kind":
            changed["columns"] = {}
        self.trials.choose(**changed)

    def choose_field(self, index: int, field: str | None) -> None:
        self.trials.choose(columns={**self.trials.choices.columns, index: field})

    def choose_word(self, field: str, word: str, value: str) -> None:
        self.trials.choose(words={**self.trials.choices.words, (field, word): value})

    # Writing

    def take_over(self) -> None:
        """Writes on a thread: the window stays alive while 100,000 rows are journaled."""
        trial = self.trial
        if trial is None or trial.plan is None or self.trials.job is not None:
            return
        plan, skip_bad = trial.plan, self.totals.skips()
        job = Job(lambda: writing(self.desk.book, plan, skip_bad=skip_bad), self)
        job.done.connect(lambda _changes: self.say_done(trial, plan, skip_bad=skip_bad))
        job.refused.connect(self.desk.problems)
        self.imported = job
        self.totals.go.allow(False, "import.phase.writing")
        self.work.watch(job, "import.phase.writing")
        self.work.cancel.allow(False, "import.cannot-stop")

    def say_done(self, trial: Trial, plan: ImportPlan, *, skip_bad: bool) -> None:
        counts, path = plan.counts, self.trials.path
        self.show_nothing()
        taken = {"n": counts.new + counts.filled, "file": plan.file}
        said = Message("import.done", taken)
        if skip_bad and plan.problems and path is not None:
            with self.showing_problems():
                rejected = rejected_path(path)
                write_rejected(rejected, rejected_csv(trial.sheet, plan, look.language))
                said = Message("import.done-rejected", {**taken, "rejected": rejected.name})
        self.desk.toast(said, undo=True)
        self.desk.show("partners")

    def on_changes(self, changes: Changes) -> None:
        """The book is another one than the trial saw: try again."""
        if self.trials.path is not None and any(changes.touch(table) for table in LOOKED_AT):
            self.trials.run()

    def first_focus(self) -> QWidget:
        return self.totals.go if self.trial is not None else self.empty
