"""What stands in the way: strange words to match, problems by row, and what was left out with a warning."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.exchange.columns.words import nearest
from crm.values import Message, Problem
from crm.values.enums import Choice, DecisionRole, InteractionKind, PartnerRole, Stage, Tier
from ui.importing.trial import Trial
from ui.kit.choices import ChoiceField
from ui.kit.labels import Label
from ui.kit.look import Plain, Text
from ui.kit.marks import IconMark
from ui.kit.panels import Across, Down, Hairline, Heading, Narrow, Panel, Scroller, clear

MOST = 200
"""Problems that are listed; the preview has them all."""

KINDS: dict[str, type[Choice]] = {
    "partner.role": PartnerRole,
    "partner.stage": Stage,
    "partner.tier": Tier,
    "contact.decision_role": DecisionRole,
    "interaction.kind": InteractionKind,
}
STRANGE = ("row-word-near", "row-word-unknown")
LEAVE_OUT = ""
UNDECIDED = "?"


class Findings(Panel):
    matched = Signal(str, str, object)
    """Field, word, and the value that it means, nothing to leave it out."""

    def __init__(self) -> None:
        super().__init__("surface")
        self.inner = Panel("surface")
        self.down = Down(self.inner, margins=(16, 10, 16, 12), gap=6)
        column = Down(self)
        column.addWidget(Scroller(self.inner), 1)

    def show_trial(self, trial: Trial) -> None:
        clear(self.down)
        problems = list(trial.problems)
        if trial.plan is not None:
            problems += trial.plan.problems
        self.show_words(problems)
        self.show_problems(problems)
        if trial.plan is not None:
            self.show_warnings(trial.plan.warnings)
        for warning in trial.sheet.warnings:
            self.down.take(line_of("triangle-alert", "amber", warning))
        if not problems and trial.plan is not None:
            said = "import-nothing-new" if trial.plan.changes_nothing else "import.ready"
            self.down.take(line_of("check", "green", Message(said, {"file": trial.sheet.file})))
        self.down.addStretch(1)
        self.down.take(line_of("undo-2", "text-3", Message("import.one-undo")))

    def show_words(self, problems: Iterable[Problem]) -> None:
        """Each strange word once, with a list of what it may mean."""
        words = list(dict.fromkeys(found for problem in problems if (found := strange_word(problem)) is not None))
        if not words:
            return
        heading = Heading("import.words")
        heading.show_count(len(words))
        self.down.take(heading)
        for field, word in words:
            self.down.take(self.word_line(field, word))
        self.down.take(8)

    def word_line(self, field: str, word: str) -> QWidget:
        kind = KINDS[field]
        near = nearest(kind, word)
        members = sorted(kind, key=lambda member: member is not near)
        options: Sequence[tuple[object, Text]] = [
            (UNDECIDED, "import.choose-meaning"),
            *((member.value, member) for member in members),
            (LEAVE_OUT, "import.leave-out"),
        ]
        choice = ChoiceField(options, Plain(word))
        choice.committed.connect(lambda value: self.tell(field, word, value))
        name = Narrow(120)
        Across(name).addWidget(Label(Plain(word)), 1)
        row = QWidget()
        Across(row, gap=8).take(name, IconMark("arrow-right"), choice)
        return row

    def tell(self, field: str, word: str, value: str) -> None:
        if value != UNDECIDED:
            self.matched.emit(field, word, value)

    def show_problems(self, problems: list[Problem]) -> None:
        heading = Heading("import.problems")
        heading.show_count(len(problems))
        self.down.take(heading)
        for problem in problems[:MOST]:
            self.down.take(line_of("circle-x", "red", problem), Hairline())
        if len(problems) > MOST:
            self.down.take(Label("import.and-more", tint="text-3", n=len(problems) - MOST))

    def show_warnings(self, warnings: Sequence[tuple[int, Message]]) -> None:
        if not warnings:
            return
        heading = Heading("import.warnings")
        heading.show_count(len(warnings))
        self.down.take(8, heading)
        for row, warning in warnings[:MOST]:
            said = Message("import.at-row", {"row": row, "what": warning})
            self.down.take(line_of("triangle-alert", "amber", said), Hairline())
        if len(warnings) > MOST:
            self.down.take(Label("import.and-more", tint="text-3", n=len(warnings) - MOST))


def strange_word(problem: Problem) -> tuple[str, str] | None:
    inner = problem.values.get("problem")
    if isinstance(inner, Problem) and inner.code in STRANGE and inner.field in KINDS:
        return str(inner.field), str(inner.values["given"])
    return None


def line_of(icon: str, tint: str, text: Text) -> QWidget:
    row = QWidget()
    across = Across(row, margins=(0, 2, 0, 2), gap=8).take(IconMark(icon, tint))
    across.addWidget(Label(text, wrap=True), 1)
    return row
