"""The fit of a partner: the score large, its arithmetic, one line per criterion, and what is missing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from crm.partners.commands import MarkFit, RemoveFitMark
from crm.partners.fit import rounded
from crm.partners.fit_sentences import arithmetic_message, missing_message
from crm.partners.queries import FitTermRow, PartnerDetailRow, PartnerFit, PartnerFitRow
from crm.values.ids import PartnerId
from ui.kit.buttons import Link
from ui.kit.labels import Label
from ui.kit.look import Plain, look
from ui.kit.panels import Across, Down, Hairline
from ui.kit.room import Desk
from ui.partners.fit_lines import CriterionLine
from ui.partners.fit_sheet import FitSheet
from ui.partners.section import Section


class FitTab(QWidget):
    """`compare_asked` is for the room, `criteria_asked` leads to the weights."""

    compare_asked = Signal()
    criteria_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.shown_score: str | None = None
        self.head = ScoreHead()
        self.lines = CriteriaSection(desk)
        compare, criteria = Link("fit.compare-with"), Link("fit.edit-criteria")
        compare.clicked.connect(self.compare_asked)
        criteria.clicked.connect(self.criteria_asked)
        foot = Across(margins=(16, 12, 16, 16), gap=16).take(compare, criteria, None)
        Down(self).take(self.head, Hairline(), self.lines, Hairline(), foot, None)

    def show_partner(self, partner: PartnerDetailRow) -> None:
        found = self.desk.book.query(PartnerFit(PartnerId(partner.id)))
        self.shown_score = rounded(found.score) if found.score is not None else None
        self.head.show_fit(found)
        self.lines.show_fit(found)

    def begin(self) -> None:
        """The keyboard on the first gap, else on the first criterion."""
        self.lines.focus_first()

    def finish(self) -> None:
        self.lines.finish()


class ScoreHead(QWidget):
    """4.4 of 5; (20 × 4 + …) ÷ 100; where the score would lie once the gaps are marked."""

    def __init__(self) -> None:
        super().__init__()
        self.score = Label("", 20, 600)
        self.scale = Label("", tint="text-3")
        self.sum = Label("", 12, tint="text-3", wrap=True)
        self.missing = Label("", 12, tint="amber", wrap=True)
        top = Across(gap=8).take(self.score, self.scale, None)
        Down(self, margins=(16, 12, 16, 12), gap=4).take(top, self.sum, self.missing)

    def show_fit(self, found: PartnerFitRow) -> None:
        self.score.say(Plain(rounded(found.score)) if found.score is not None else Plain("–"))
        self.scale.say("fit.of-five" if found.score is not None else "fit.no-score")
        self.sum.say(arithmetic_message(found) or "")
        self.sum.setVisible(found.score is not None)
        self.missing.say(missing_message(found) or "")
        self.missing.setVisible(bool(found.gaps))


class CriteriaSection(Section):
    """A line per criterion; the opened one shows its evidence and its history."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("fit.criteria")
        self.desk = desk
        self.fit: PartnerFitRow | None = None
        self.opened = 0
        self.sheet: FitSheet | None = None
        self.heading.count.say("fit.keys")
        self.focus_reason = Qt.FocusReason.ShortcutFocusReason  # marks are given by keys: the ring stays in sight

    def show_fit(self, found: PartnerFitRow) -> None:
        if self.fit is not None and found.partner_id != self.fit.partner_id:
            self.finish()
            self.opened = 0
        self.fit = found
        self.show_rows((found, self.opened, look.language), self.make_rows)

    def make_rows(self) -> list[QWidget]:
        assert self.fit is not None
        self.finish()
        self.sheet = None
        rows: list[QWidget] = []
        for term in self.fit.terms:
            rows.append(self.line(term))
            if term.criterion.id == self.opened:
                self.sheet = FitSheet(self.desk, self.fit.partner_id, term)
                rows.append(self.sheet)
        return rows

    def line(self, term: FitTermRow) -> CriterionLine:
        line = CriterionLine(term)
        line.setChecked(term.criterion.id == self.opened)
        line.clicked.connect(lambda: self.turn(term.criterion.id))
        line.marked.connect(lambda mark: self.give(term, mark))
        line.removed.connect(lambda: self.take_away(term))
        line.moved.connect(lambda way: self.step(line, way))
        return line

    def turn(self, key: int) -> None:
        self.finish()
        self.opened = 0 if self.opened == key else key
        if self.fit is not None:
            self.show_fit(self.fit)

    def give(self, term: FitTermRow, mark: int) -> None:
        if self.fit is not None:
            self.desk.execute(MarkFit(self.fit.partner_id, term.criterion.id, mark))

    def take_away(self, term: FitTermRow) -> None:
        if term.mark is not None:
            self.desk.execute(RemoveFitMark(term.mark.id, term.mark.version), toast="fit.mark-removed")

    def all_lines(self) -> list[CriterionLine]:
        places = (self.body.itemAt(place) for place in range(self.body.count()))
        widgets = (item.widget() for item in places if item is not None)
        return [widget for widget in widgets if isinstance(widget, CriterionLine)]

    def step(self, line: CriterionLine, way: int) -> None:
        lines = self.all_lines()
        lines[max(0, min(len(lines) - 1, lines.index(line) + way))].setFocus(self.focus_reason)

    def focus_first(self) -> None:
        lines = self.all_lines()
        first = next((line for line in lines if line.term.is_gap), lines[0] if lines else None)
        if first is not None:
            first.setFocus(self.focus_reason)

    def finish(self) -> None:
        """Commits the evidence that is being typed."""
        if self.sheet is not None:
            self.sheet.finish()
