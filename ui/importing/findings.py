"""What stands in the way: rows that the book knows, strange words to match, problems by kind, what was left out."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from crm.acts.importing import Duplicates, SheetKind
from crm.exchange.columns.words import CLOSED, nearest
from crm.values import Message
from ui.importing.groups import Group, Summary
from ui.importing.trial import Trial
from ui.kit.buttons import Button, Link
from ui.kit.choices import ChoiceField
from ui.kit.labels import Label, set_tip
from ui.kit.look import Plain, Text, look
from ui.kit.marks import IconMark
from ui.kit.panels import Across, Down, Hairline, Heading, Narrow, Panel, Scroller, clear
from ui.kit.segments import Segments

MOST_WORDS = 50
LEAVE_OUT = ""
UNDECIDED = "?"
BESIDES = 64
"""Margins and a little of what stands beside the segments, in the drawings' pixels."""

ONE_BY_ONE = "one-by-one"
"""The way in which a person decides each contradiction; the others are of `Duplicates`."""


class Findings(Panel):
    matched = Signal(object)
    """What words mean: by field and word the value, nothing to leave it out."""

    duplicates = Signal(str)
    """What becomes of rows that the book knows: a value of Duplicates, or ONE_BY_ONE."""

    listed = Signal()
    """Save the rows with problems as a list."""

    def __init__(self) -> None:
        super().__init__("surface")
        self.words: dict[tuple[str, str], ChoiceField] = {}
        self.strange: list[WordLine] = []
        ways: list[tuple[str, Text]] = [(mode.value, mode) for mode in Duplicates]
        ways.append((ONE_BY_ONE, "import.duplicates.one-by-one"))
        self.modes, self.short = Segments(ways, "import.duplicates"), ChoiceField(ways, "import.duplicates")
        self.modes.chosen.connect(self.duplicates)
        self.short.committed.connect(lambda mode: self.duplicates.emit(mode))
        self.modes.hide()
        self.found = Label("", 12, tint="text-3")
        self.known = QWidget()
        title = Across(gap=8).take(Label("import.duplicates", 13, 600))
        title.addWidget(Label("import.duplicates-note", 12, tint="text-3"), 1)
        down = Down(self.known, margins=(0, 0, 0, 8), gap=10)
        down.addLayout(title)
        down.addLayout(Across(gap=8).take(self.modes, self.short, self.found, None))
        self.down = Down(gap=6)
        inner = Panel("surface")
        body = Down(inner, margins=(16, 10, 16, 8), gap=6).take(self.known)
        body.addLayout(self.down, 1)
        body.take(line_of("undo-2", "text-3", "import.one-undo"))
        column = Down(self)
        column.addWidget(Scroller(inner), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window or at a large text size the segments become a list."""
        super().resizeEvent(event)
        fits = self.modes.sizeHint().width() + look.px(BESIDES) <= self.width()
        self.modes.setVisible(fits)
        self.short.setVisible(not fits)

    def show_trial(self, trial: Trial, mode: str) -> None:
        self.show_duplicates(trial, mode)
        clear(self.down)
        self.words.clear()
        self.strange = []
        self.show_words(trial.summary.words)
        self.show_problems(trial)
        self.show_warnings(trial.summary)
        for warning in trial.sheet.warnings:
            self.down.take(line_of("triangle-alert", "amber", warning))
        if trial.plan is not None and not trial.summary.bad_rows:
            said = "import-nothing-new" if trial.plan.changes_nothing else "import.ready"
            self.down.take(line_of("check", "green", Message(said, {"file": trial.sheet.file})))
        self.down.addStretch(1)

    def show_duplicates(self, trial: Trial, mode: str) -> None:
        self.known.setVisible(trial.columns.kind is not SheetKind.AGREEMENTS)  # what is signed is never overwritten
        found, differing = trial.summary.found, trial.summary.differing
        self.modes.show_choice(mode)
        self.short.show_value(mode)
        self.modes.segments[ONE_BY_ONE].allow(differing > 0, "import.nothing-differs")
        self.found.say("import.duplicates-found", n=found, differing=differing)

    def show_words(self, words: Sequence[tuple[str, str]]) -> None:
        """Each strange word once, with a list of what it may mean; of very many the first."""
        if not words:
            return
        self.strange = [WordLine(field, word, self.matched.emit) for field, word in words[:MOST_WORDS]]
        proposals = {line.key: line.near.value for line in self.strange if line.near is not None}
        heading = Heading("import.words", self.all_link(proposals) if len(proposals) > 1 else None)
        heading.show_count(len(words))
        self.down.take(heading)
        for line in self.strange:
            self.words[line.key] = line.choice
            self.down.take(line)
        if len(words) > MOST_WORDS:
            self.down.take(Label("import.and-more", tint="text-3", n=len(words) - MOST_WORDS))
        self.down.take(8)

    def all_link(self, proposals: Mapping[tuple[str, str], str]) -> Link:
        link = Link("import.take-all", 12, n=len(proposals))
        link.clicked.connect(lambda: self.matched.emit(dict(proposals)))
        return link

    def show_problems(self, trial: Trial) -> None:
        """Of the file as a whole as they are; of the rows by kind."""
        bad = trial.summary.bad_rows
        heading = Heading("import.problems", self.save_link() if bad else None)
        heading.count.say("import.rows-count", n=bad)
        self.down.take(heading)
        for problem in trial.problems:
            self.down.take(line_of("circle-x", "red", problem), Hairline())
        for group in trial.summary.problems:
            icon, tint = ("triangle-alert", "amber") if group.is_matchable else ("circle-x", "red")
            self.down.take(group_line(icon, tint, group), Hairline())

    def save_link(self) -> Link:
        link = Link("import.save-list", 12)
        link.clicked.connect(self.listed)
        return link

    def show_warnings(self, summary: Summary) -> None:
        if not summary.warnings:
            return
        heading = Heading("import.warnings")
        heading.show_count(sum(len(group.rows) for group in summary.warnings))
        self.down.take(8, heading)
        for group in summary.warnings:
            self.down.take(group_line("triangle-alert", "amber", group), Hairline())


class MeaningField(ChoiceField):
    """What a word may mean. To choose what is proposed is an answer too."""

    def pick(self, value: object) -> None:
        self.show_value(value)
        self.committed.emit(value)


class WordLine(QWidget):
    """A strange word and what it may mean. The nearest is shown as a proposal: it counts once it is confirmed."""

    def __init__(self, field: str, word: str, tell: Callable[[dict[tuple[str, str], str]], None]) -> None:
        super().__init__()
        self.key = field, word
        kind = CLOSED[field]
        self.near = nearest(kind, word)
        members = sorted(kind, key=lambda member: member is not self.near)
        undecided: list[tuple[object, Text]] = [] if self.near else [(UNDECIDED, "import.choose-meaning")]
        meanings: list[tuple[object, Text]] = [(member.value, member) for member in members]
        self.choice = MeaningField([*undecided, *meanings, (LEAVE_OUT, "import.leave-out")], Plain(word))
        self.choice.committed.connect(lambda value: None if value == UNDECIDED else tell({self.key: value}))
        self.name = Narrow(120)
        Across(self.name).addWidget(Label(Plain(word)), 1)
        row = Across(self, gap=8).take(self.name, IconMark("arrow-right"))
        row.addWidget(self.choice, 1)
        if self.near is not None:
            self.confirm = Button("import.confirm", "check", small=True)
            said = Message("import.take-proposal", {"word": word, "meaning": self.near})
            self.confirm.setAccessibleName(look.say(said))
            set_tip(self.confirm, said)
            self.confirm.clicked.connect(lambda: tell({self.key: self.choice.value}))
            row.take(Label("import.proposed", 12, tint="amber"), self.confirm)


def group_line(icon: str, tint: str, group: Group) -> QWidget:
    row = QWidget()
    count = Narrow(24, "")
    Across(count).addWidget(Label(Plain(f"{len(group.rows):,}")), 1)
    across = Across(row, margins=(0, 2, 0, 2), gap=8).take(IconMark(icon, tint), count)
    across.addWidget(Label(group.said(), wrap=True), 3)
    across.addWidget(Label(group.where(), 12, tint="text-3", right=True), 2)
    return row


def line_of(icon: str, tint: str, text: Text) -> QWidget:
    row = QWidget()
    across = Across(row, margins=(0, 2, 0, 2), gap=8).take(IconMark(icon, tint))
    across.addWidget(Label(text, wrap=True), 1)
    return row
