"""Up to five partners side by side: who leads, mark by mark, what is missing, and what would turn the first two."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from crm.partners.fit_sentences import missing_of, swap_message
from crm.partners.queries import ComparisonRow, FitComparison
from crm.values import Message
from crm.values.ids import PartnerId
from ui.kit.buttons import Button, IconButton
from ui.kit.labels import Label
from ui.kit.look import Text, follow, look
from ui.kit.marks import IconMark
from ui.kit.panels import Across, Down, Panel, Scroller
from ui.kit.pickers import PickField
from ui.kit.popup import PopupRow
from ui.kit.room import Desk
from ui.partners.finding import found_partners
from ui.partners.fit_grid import MOST, ComparisonGrid
from ui.partners.wording import title_of


class ComparisonPage(QWidget):
    """`left` leads back to the list, `criteria_asked` to the weights, `opened` to a partner."""

    left = Signal()
    criteria_asked = Signal()
    opened = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.ids: list[int] = []
        self.found: ComparisonRow | None = None
        self.back = IconButton("arrow-left", "partners.back")
        self.adder = PickField(self.others, "fit.add-partner", "fit.add-partner")
        self.criteria = Button("fit.edit-criteria", "sliders-horizontal")
        self.grid = ComparisonGrid()
        self.findings = Findings()
        self.lay_out()
        self.back.clicked.connect(self.left)
        self.criteria.clicked.connect(self.criteria_asked)
        self.adder.picked.connect(self.add)
        self.grid.dropped.connect(self.drop)
        self.grid.opened.connect(self.opened)
        follow(self.rescale)

    def lay_out(self) -> None:
        self.head = Panel("surface", lines="bottom")
        row = Across(self.head, margins=(8, 0, 16, 0), gap=8).take(self.back, Label("partners.compare-fit", 15, 600))
        row.addStretch(1)
        row.addWidget(self.adder)
        row.addWidget(self.criteria)
        page = QWidget()
        Down(page, margins=(24, 16, 24, 24), gap=24).take(self.grid, self.findings, None)
        column = Down(self).take(self.head)
        scroller = Scroller(page)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # five columns at 200 %
        column.addWidget(scroller, 1)

    def rescale(self) -> None:
        self.head.setFixedHeight(look.px(48))
        self.adder.setFixedWidth(look.px(200))

    def others(self, text: str) -> Sequence[PopupRow]:
        return [row for row in found_partners(self.desk)(text) if row.key not in self.ids]

    def compare(self, ids: Sequence[int]) -> None:
        """These partners, at most five. With less than two the keyboard goes where another is added."""
        chosen = list(dict.fromkeys(ids))
        self.ids = chosen[:MOST]
        if len(chosen) > MOST:
            self.desk.toast(Message("fit.first-of", {"n": MOST, "chosen": len(chosen)}))
        self.ask()
        (self.adder if len(self.ids) < 2 else self.back).setFocus()

    def add(self, key: int) -> None:
        self.adder.show_picked(None, "")
        self.ids = [*self.ids, key][:MOST]
        self.ask()

    def drop(self, key: int) -> None:
        self.ids = [kept for kept in self.ids if kept != key]
        self.ask()

    def ask(self) -> None:
        question = FitComparison(tuple(PartnerId(key) for key in self.ids), look.language)
        self.desk.worker.ask(self, question, self.show_found, "comparison")

    def show_found(self, found: ComparisonRow) -> None:
        self.found = found
        self.ids = [fit.partner_id for fit in found.partners]
        self.adder.setEnabled(len(self.ids) < MOST)
        self.adder.setToolTip("" if len(self.ids) < MOST else look.say(Message("fit.most", {"n": MOST})))
        self.grid.show_partners(found.partners)
        self.findings.show_found(found)


class Findings(QWidget):
    """The sentence about the first two, and the gaps of each partner."""

    def __init__(self) -> None:
        super().__init__()
        self.swap = Finding("scale", "text-2")
        self.gaps = [Finding("circle-alert", "amber") for _ in range(MOST)]
        Down(self, gap=8).take(self.swap, *self.gaps)

    def show_found(self, found: ComparisonRow) -> None:
        self.swap.show_text(swap_sentence(found))
        missing = [said for fit in found.partners if (said := missing_of(fit, title_of(fit))) is not None]
        for place, finding in enumerate(self.gaps):
            finding.setVisible(place < len(missing))
            if place < len(missing):
                finding.show_text(missing[place])


class Finding(QWidget):
    def __init__(self, icon: str, tint: str) -> None:
        super().__init__()
        self.words = Label("", wrap=True)
        row = Across(self, gap=8).take(IconMark(icon, tint))
        row.addWidget(self.words, 1)

    def show_text(self, text: Text) -> None:
        self.words.say(text)


def swap_sentence(found: ComparisonRow) -> Text:
    scored = [fit for fit in found.partners if fit.score is not None]
    if len(scored) < 2:
        return Message("fit.needs-two")
    return swap_message(found.swap, title_of(scored[0]), title_of(scored[1]))
