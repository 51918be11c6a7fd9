"""The page of the import. Each choice runs the trial again; nothing is written before the button says so."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QSplitter, QStackedWidget, QWidget

from crm.acts.importing import Duplicates, ImportPlan
from crm.acts.importing.queries import LOOKED_AT
from crm.acts.importing.templates import KeepImportTemplate
from crm.exchange.columns.new_field import field_of_column
from crm.exchange.rejected import rejected_csv, rejected_path, write_rejected
from crm.exchange.templates import shape_of_file, written_choices
from crm.partners.commands import AddCustomField
from crm.values import Changes, Message, Problem, Query, Refused
from crm.values.enums import Language
from ui.importing.columns_pane import ColumnsPane
from ui.importing.findings import ONE_BY_ONE, Findings
from ui.importing.head import Head
from ui.importing.one_by_one import OneByOne
from ui.importing.preview import Preview
from ui.importing.steps import COLUMNS, DRY_RUN, IMPORT
from ui.importing.templates_popup import TemplatesPopup
from ui.importing.totals import Totals
from ui.importing.trial import Pasted, Trial, Trials, writing
from ui.kit.dropped import TABLES
from ui.kit.jobs import Job
from ui.kit.loading import LongWork
from ui.kit.look import Plain, Text, look
from ui.kit.notices import EmptyRoom
from ui.kit.panels import Down
from ui.kit.room import Desk, Room

Way = tuple[Text, Callable[[], None]]


class ImportRoom(Room):
    name = "importing"
    icon = "import"
    label = "window.import"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.trial: Trial | None = None
        self.imported: Job | None = None
        self.waiting: list[Path] = []
        """Files that come after this one, each on the page."""

        self.mode = Duplicates.FILL.value
        self.trials = Trials(desk.book, self)
        self.head, self.columns, self.findings = Head(), ColumnsPane(), Findings()
        self.one_by_one = OneByOne(self.named)
        self.preview, self.totals, self.work = Preview(), Totals(), LongWork()
        acts: list[Way] = [("import.choose-file", self.ask_file), ("import.paste", self.paste)]
        self.empty = EmptyRoom("import.empty", "import.empty-why", acts)
        self.lay_out()
        self.connect_signals()
        self.show_nothing()

    def lay_out(self) -> None:
        self.right = QStackedWidget()
        self.right.addWidget(self.findings)
        self.right.addWidget(self.one_by_one)
        upper = QSplitter(Qt.Orientation.Horizontal)
        upper.addWidget(self.columns)
        upper.addWidget(self.right)
        upper.setSizes([540, 460])
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
        self.head.left.connect(lambda: self.desk.show("partners"))
        self.head.templates.connect(lambda: TemplatesPopup(self.head.kept, self.desk).open_at())
        self.columns.chosen.connect(self.choose_field)
        self.columns.made.connect(self.make_field)
        self.columns.afresh.connect(self.trials.leave_template)
        self.columns.kept.connect(self.keep_template)
        self.findings.matched.connect(self.choose_words)
        self.findings.duplicates.connect(self.choose_mode)
        self.findings.listed.connect(self.ask_list)
        self.one_by_one.decided.connect(lambda decisions: self.trials.choose(decisions=decisions))
        self.one_by_one.left.connect(self.leave_one_by_one)
        self.totals.asked.connect(self.take_over)
        self.totals.allowed.connect(self.show_step)
        self.totals.put_away.connect(self.show_next)
        self.destroyed.connect(self.trials.close)

    def retranslate(self) -> None:
        self.head.rescale()

    def named(self, query: Query[tuple[str, str]]) -> str:
        """The title of a record that a row is about; nothing where it has gone meanwhile."""
        try:
            english, chinese = self.desk.book.query(query)
        except Refused:
            return ""
        return str(chinese if look.language is Language.CHINESE else english)

    # The file

    def ask_file(self) -> None:
        pattern = " ".join(f"*{ending}" for ending in TABLES)
        names, _ = QFileDialog.getOpenFileNames(self, look.say("import.choose-file"), "", f"{pattern};;*")
        if names:
            self.open_files([Path(name) for name in names])

    def open_files(self, paths: Sequence[Path]) -> None:
        """Several are taken one after another, each on the page."""
        first, *self.waiting = paths
        self.open_source(first)

    def open_file(self, path: Path) -> None:
        """Begins with a file: chosen, dropped on the window, or handed over by another room."""
        self.open_files([path])

    def open_pasted(self, text: str) -> None:
        """Begins with a block of cells out of a spreadsheet."""
        self.waiting = []
        self.open_source(Pasted(text, look.say("import.clipboard")))

    def open_source(self, source: Path | Pasted) -> None:
        self.begin_anew()
        self.totals.show_plan(None)
        self.trials.open_source(source)

    def paste(self) -> None:
        self.desk.actions.run("paste-table")

    def begin_anew(self) -> None:
        self.trial, self.mode = None, Duplicates.FILL.value
        self.one_by_one.forget()
        self.right.setCurrentWidget(self.findings)

    def show_nothing(self) -> None:
        self.trials.stop()
        self.begin_anew()
        self.trials.source = None
        self.head.show_nothing()
        self.pages.setCurrentIndex(0)
        self.desk.status("")

    def show_next(self) -> None:
        """The next of several files, else the empty page."""
        if self.waiting:
            self.open_files(self.waiting)
        else:
            self.show_nothing()

    # What was found

    def show_trial(self, trial: Trial) -> None:
        is_first, self.trial = self.trial is None, trial
        if is_first:
            self.mode = trial.understanding.choices.duplicates.value
        self.pages.setCurrentIndex(1)
        self.head.show_trial(trial, self.trials.choices, len(self.waiting))
        self.columns.show_trial(trial)
        self.findings.show_trial(trial, self.mode)
        self.one_by_one.show_trial(trial)
        self.preview.show_trial(trial)
        self.totals.show_plan(trial.plan)
        self.desk.status(Message("import.took", {"seconds": f"{trial.seconds:.1f}"}))
        if is_first and self.isVisible():
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_step(self) -> None:
        """Columns until every word has its meaning, the dry run until what is wrong with rows is settled."""
        if self.trial is not None:
            unsaid = self.trial.plan is None or self.trial.summary.words
            self.head.steps.show_step(COLUMNS if unsaid else IMPORT if self.totals.go.isEnabled() else DRY_RUN)

    def show_refusal(self, problems: tuple[Problem, ...]) -> None:
        """The file is no table: the page before it stays, if there was one."""
        self.desk.problems(problems)
        if self.trial is None:
            self.show_next()

    # What a person says

    def choose(self, name: str, value: object) -> None:
        changed: dict[str, Any] = {name: value}
        if name == "kind":
            changed["columns"] = {}
        self.trials.choose(**changed)

    def choose_field(self, index: int, field: str | None) -> None:
        self.trials.choose(columns={**self.trials.choices.columns, index: field})

    def make_field(self, index: int) -> None:
        """A column that the book has no field for makes one of its name; the next trial finds it by that."""
        if self.trial is None:
            return
        sheet = self.trial.sheet
        values = field_of_column(sheet.headers[index], sheet.column(index), self.trial.columns.kind)
        said = Message("import.field-made", {"name": sheet.headers[index]})
        if self.desk.execute(AddCustomField(values), toast=said) is not None:
            others = {key: field for key, field in self.trials.choices.columns.items() if key != index}
            self.trials.choose(columns=others)

    def choose_words(self, meanings: Mapping[tuple[str, str], str]) -> None:
        self.trials.choose(words={**self.trials.choices.words, **meanings})

    def choose_mode(self, mode: str) -> None:
        """One by one: what nobody decided stays as it is in the book, as with empty fields filled."""
        self.mode = mode
        if mode != ONE_BY_ONE:
            self.trials.choose(duplicates=Duplicates(mode), decisions={})
            return
        if not self.one_by_one.rows:  # the list in a narrow window offers it also where nothing differs
            self.choose_mode(Duplicates.FILL.value)
            return
        self.trials.choose(duplicates=Duplicates.FILL, decisions=self.one_by_one.chosen)
        self.right.setCurrentWidget(self.one_by_one)
        self.one_by_one.focus_first()

    def leave_one_by_one(self) -> None:
        self.right.setCurrentWidget(self.findings)
        self.totals.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_template(self, name: str) -> None:
        trial = self.trial
        if trial is None:
            return
        choices = written_choices(trial.columns, self.trials.choices)
        command = KeepImportTemplate(name, shape_of_file(trial.sheet.headers), choices)
        self.desk.execute(command, toast=Message("import.template-kept", {"name": name}))

    def ask_list(self) -> None:
        if self.trial is None:
            return
        proposed = rejected_path(self.trials.path or Path(f"{self.trial.sheet.file}.csv"))
        name, _ = QFileDialog.getSaveFileName(self, look.say("import.save-list"), str(proposed))
        if name:
            self.save_list(Path(name))

    def save_list(self, path: Path) -> None:
        """The rows with problems and why, in a file that can be mended and imported."""
        trial = self.trial
        if trial is None or trial.plan is None:
            return
        with self.showing_problems():
            write_rejected(path, rejected_csv(trial.sheet, trial.plan, look.language))
            self.desk.toast(Message("import.list-saved", {"name": path.name}))

    # Writing

    def take_over(self) -> None:
        """Writes on a thread: the window stays alive while 100,000 rows are journaled."""
        trial = self.trial
        if trial is None or trial.plan is None or self.trials.job is not None:
            return
        plan, skip_bad = trial.plan, self.totals.skips()
        job = Job(lambda: writing(self.desk.book, plan, skip_bad=skip_bad), self)
        job.done.connect(lambda changes: self.say_done(trial, plan, changes, skip_bad=skip_bad))
        job.refused.connect(self.desk.problems)
        self.imported = job
        self.totals.go.allow(False, "import.phase.writing")
        self.work.watch(job, "import.phase.writing")
        self.work.cancel.allow(False, "import.cannot-stop")

    def say_done(self, trial: Trial, plan: ImportPlan, changes: Changes, *, skip_bad: bool) -> None:
        counts, path = plan.counts, self.trials.path
        self.show_next()
        taken = {"n": counts.new + counts.filled, "file": plan.file}
        said = Message("import.done", taken)
        if skip_bad and plan.problems and path is not None:
            with self.showing_problems():
                rejected = rejected_path(path)
                write_rejected(rejected, rejected_csv(trial.sheet, plan, look.language))
                said = Message("import.done-rejected", {**taken, "rejected": rejected.name})
        self.desk.toast(said, undo=True)
        if self.trials.source is None and self.isVisible():  # not where one has gone elsewhere meanwhile
            self.desk.show("partners")
        self.say_alike(plan, changes)

    def say_alike(self, plan: ImportPlan, changes: Changes) -> None:
        """Where new partners look like others: the way to the page of duplicates, that shows only theirs."""
        made = frozenset(changes.made.get("partner", ()))
        alike = sum(row.is_alike and not row.problems for row in plan.rows)
        if alike and made:
            said = Message("import.alike", {"n": alike, "file": plan.file})
            self.desk.notice(said, "import.look-at-alike", lambda: self.desk.show_duplicates(made, Plain(plan.file)))

    def on_changes(self, changes: Changes) -> None:
        """The book is another one than the trial saw: try again."""
        if self.trials.source is not None and any(changes.touch(table) for table in LOOKED_AT):
            self.trials.run()

    def first_focus(self) -> QWidget:
        """The button where all is well, else the first column: something is to be said."""
        if self.trial is None:
            return self.empty
        return self.totals.go if self.totals.go.isEnabled() else next(iter(self.columns.fields.values()), self)
