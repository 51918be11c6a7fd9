"""The first start: who we are and who I am, in two fields; or the sample book, or a file that is there already."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from crm.values import Problem
from ui.kit.buttons import PRIMARY, Button
from ui.kit.fields import LineField
from ui.kit.forms import FormRow
from ui.kit.labels import Label
from ui.kit.look import Plain, Text, follow, look
from ui.kit.marks import Mark
from ui.kit.notices import Banner
from ui.kit.panels import Across, Down, Hairline, Narrow, Panel, Scroller, centred
from ui.kit.segments import Segments
from ui.window.rail import draw_logo

WIDE = 440


class Logo(Mark):
    def draw(self, painter: QPainter, rect: QRect) -> None:
        draw_logo(painter, rect)


class Beginning(Panel):
    """`begun` carries company and person, and whether an import follows."""

    begun = Signal(str, str, bool)
    sample_asked = Signal()
    open_asked = Signal()
    look_asked = Signal(str)
    """The id of an action such as language-zh."""

    def __init__(self) -> None:
        super().__init__("surface")
        self.banner = Banner("red", closable=False)
        self.company = LineField("window.company", "window.company-hint")
        self.person = LineField("window.person", "window.person-hint")
        self.company_row = FormRow("window.company", self.company, below=True)
        self.person_row = FormRow("window.person", self.person, below=True)
        self.begin = Button("window.begin", kind=PRIMARY, keys="Return")
        self.with_import = Button("window.begin-import", "import")
        self.sample = Button("window.open-sample", "book-open")
        self.open_file = Button("window.open-book", "folder-open")
        self.language = Segments([("en", Plain("English")), ("zh", Plain("中文"))], "window.language")
        self.theme = Segments(
            [("system", "window.as-system"), ("light", "window.light"), ("dark", "window.dark")], "window.theme"
        )
        self.lay_out()
        self.connect_signals()
        follow(self.show_look)

    def lay_out(self) -> None:
        card = Narrow(WIDE)
        column = Down(card, margins=(32, 28, 32, 28), gap=12)
        title = Across(gap=12).take(Logo(28), Label("window.welcome", 20, 600), None)
        column.addLayout(title)
        column.take(Label("window.welcome-why", tint="text-2", wrap=True), self.banner, 4)
        column.take(self.company_row, self.person_row, 4)
        column.addLayout(Across(gap=8).take(self.begin, self.with_import, None))
        column.take(8, Hairline(), 4, Label("window.or-else", tint="text-3"))
        column.addLayout(Across(gap=8).take(self.sample, self.open_file, None))
        column.take(8, Hairline(), 4)
        column.addLayout(Across(gap=12).take(self.language, self.theme, None))
        page = Panel("surface")
        outer = Down(page, margins=(16, 24, 16, 24))
        outer.addStretch(1)
        outer.addLayout(centred(card))
        outer.addStretch(2)
        Down(self).take(Scroller(page))

    def connect_signals(self) -> None:
        self.begin.clicked.connect(lambda: self.tell(importing=False))
        self.with_import.clicked.connect(lambda: self.tell(importing=True))
        self.company.returnPressed.connect(lambda: self.person.setFocus(Qt.FocusReason.TabFocusReason))
        self.person.returnPressed.connect(lambda: self.tell(importing=False))
        self.sample.clicked.connect(self.sample_asked)
        self.open_file.clicked.connect(self.open_asked)
        self.language.chosen.connect(lambda key: self.look_asked.emit(f"language-{key}"))
        self.theme.chosen.connect(lambda key: self.look_asked.emit(f"theme-{key}"))

    def tell(self, *, importing: bool) -> None:
        self.begun.emit(self.company.text().strip(), self.person.text().strip(), importing)

    def show_look(self) -> None:
        self.language.show_choice(look.language.value)
        self.theme.show_choice(look.theme.value)

    def show_sentence(self, text: Text) -> None:
        """Why no book could be opened."""
        self.banner.show_text(text)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        rows = {"company": self.company_row, "person": self.person_row}
        for name, row in rows.items():
            row.show_problem(next((problem for problem in problems if problem.field == name), None))
        others = [problem for problem in problems if problem.field not in rows]
        if others:
            self.show_sentence(others[0])

    def first_focus(self) -> QWidget:
        return self.company
