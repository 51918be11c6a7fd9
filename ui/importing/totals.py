"""The foot of the page: counts that add up, what to do with bad rows, and the one button that writes."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from crm.acts.importing import ImportPlan
from ui.kit.buttons import PRIMARY, Button
from ui.kit.choices import CheckField
from ui.kit.labels import Label
from ui.kit.look import Plain, look
from ui.kit.panels import Across, Down, Hairline, Panel

COUNTS = (
    ("read", "text"),
    ("new", "green"),
    ("filled", "blue"),
    ("same", "text"),
    ("problems", "red"),
    ("partners", "text"),
    ("contacts", "text"),
    ("interactions", "text"),
    ("agreements", "text"),
    ("files", "text"),
)
NARROW = 1000
ALWAYS = ("read", "new", "filled", "same", "problems")


class Totals(Panel):
    asked = Signal()
    put_away = Signal()
    allowed = Signal()
    """Whether the button may be pressed was worked out anew."""

    def __init__(self) -> None:
        super().__init__("sunken", lines="top")
        self.plan: ImportPlan | None = None
        self.figures = {name: Figure(name, tint) for name, tint in COUNTS}
        self.skip = CheckField("import.skip-bad")
        self.skip.toggled.connect(lambda _on: self.allow())
        self.note = Label("import.counted", 12, tint="text-3")
        self.close_it = Button("import.close")
        self.go = Button("import.import", kind=PRIMARY, n=0)
        self.go.clicked.connect(self.asked)
        self.close_it.clicked.connect(self.put_away)
        self.both = Across(self, margins=(16, 10, 16, 10), gap=16)
        self.both.addLayout(Across(gap=16).take(*self.figures.values(), None), 1)
        self.both.addLayout(Across(gap=16).take(None, self.note, self.skip, self.close_it, self.go))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window or at a large text size the buttons stand below the counts."""
        super().resizeEvent(event)
        narrow = event.size().width() < look.px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self.both.setDirection(way)

    def show_plan(self, plan: ImportPlan | None) -> None:
        """None while nothing can be counted: before the first trial, or where no column names anybody."""
        self.plan = plan
        counts = plan.counts if plan is not None else None
        for name, figure in self.figures.items():
            number = int(getattr(counts, name)) if counts is not None else 0
            figure.show_number(number)
            figure.setVisible(name in ALWAYS or number > 0)
        has_problems = counts is not None and counts.problems > 0
        self.skip.setVisible(has_problems)
        self.note.setVisible(not has_problems)
        self.allow()

    def allow(self) -> None:
        self.judge()
        self.allowed.emit()

    def judge(self) -> None:
        plan = self.plan
        if plan is None:
            self.go.say("import.import", n=0)
            self.go.allow(False, "import.choose-first")
            return
        taken = plan.counts.new + plan.counts.filled
        self.go.say("import.import", n=taken)
        if plan.problems and not self.skip.isChecked():
            self.go.allow(False, "import.all-or-nothing")
        else:
            self.go.allow(not plan.changes_nothing, "import.nothing-to-do")

    def skips(self) -> bool:
        return self.skip.isVisible() and self.skip.isChecked()


class Figure(QWidget):
    """A count at 20/600 over its name."""

    def __init__(self, name: str, tint: str) -> None:
        super().__init__()
        self.tint = tint
        self.number = Label(Plain("0"), 20, 600, tint)
        column = Down(margins=(0, 0, 0, 0)).take(self.number, Label(f"import.count.{name}", 12, tint="text-3"))
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        Across(self, gap=16).take(column, Hairline(upright=True))

    def show_number(self, number: int) -> None:
        self.number.say(Plain(f"{number:,}"))
        self.number.dye(self.tint if number else "text-3")
