"""What stands in the way: rows that the book knows, strange words to match, problems by kind, what was left out."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from crm.acts.importing import Duplicates
from crm.exchange.columns.words import CLOSED, nearest
from crm.values import Message
from ui.importing.groups import Group, Summary
from ui.importing.trial import Trial
from ui.kit.buttons import Link
from ui.kit.choices import ChoiceField
from ui.kit.labels import Label
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
    matched = Signal(str, str, object)
    """Field, word, and the value that it means, nothing to leave it out."""

    duplicates = Signal(str)
    """What becomes of rows that the book knows: a value of Duplicates, or ONE_BY_ONE."""

    listed = Signal()
    """Save the rows with problems as a list."""

    def __init__(self) -> None:
        super().__init__("surface")
        self.words: dict[tuple[str, str], ChoiceField] = {}
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
        found, differing = trial.summary.found, trial.summary.differing
        self.modes.show_choice(mode)
        self.short.show_value(mode)
        self.modes.segments[ONE_BY_ONE].allow(differing > 0, "import.nothing-differs")
        self.found.say("import.duplicates-found", n=found, differing=differing)

    def show_words(self, words: Sequence[tuple[str, str]]) -> None:
        """Each strange word once, with a list of what it may mean; of very many the first."""
        if not words:
            return
        heading = Heading("import.words")
        heading.show_count(len(words))
        self.down.take(heading)
        for field, word in words[:MOST_WORDS]:
            self.down.take(self.word_line(field, word))
        if len(words) > MOST_WORDS:
            self.down.take(Label("import.and-more", tint="text-3", n=len(words) - MOST_WORDS))
        self.down.take(8)

    def word_line(self, field: str, word: str) -> QWidget:
        kind = CLOSED[field]
        near = nearest(kind, word)
        members = sorted(kind, key=lambda member: member is not near)
        options: Sequence[tuple[object, Text]] = [
            (UNDECIDED, Message("import.choose-nearest", {"nearest": near}) if near else "import.choose-meaning"),
            *((member.value, member) for member in members),
            (LEAVE_OUT, "import.leave-out"),
        ]
        choice = self.words[field, word] = ChoiceField(options, Plain(word))
        choice.committed.connect(lambda value: self.tell(field, word, value))
        name = Narrow(120)
        Across(name).addWidget(Label(Plain(word)), 1)
        row = QWidget()
        Across(row, gap=8).take(name, IconMark("arrow-right"), choice)
        return row

    def tell(self, field: str, word: str, value: str) -> None:
        if value != UNDECIDED:
            self.matched.emit(field, word, value)

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
