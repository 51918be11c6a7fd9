"""The grid of a comparison: a column for each partner, a row for each criterion, bars with their marks."""

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from crm.partners.fit import rounded
from crm.partners.queries import FitTermRow, PartnerFitRow
from crm.values import Message
from ui.kit.buttons import IconButton
from ui.kit.chips import Tag
from ui.kit.labels import Label, draw_line_of
from ui.kit.look import Plain, Text, follow, look
from ui.kit.marks import draw_avatar, initials
from ui.kit.panels import Across, Down, Hairline, clear
from ui.partners.fit_lines import BAR_WIDE, draw_mark
from ui.partners.lines import DrawnLine
from ui.partners.wording import title_of

MOST = 5
"""How many partners stand side by side."""

FIRST_WIDE, COLUMN_WIDE = 168, 116
"""The criteria's column, and the least width of a partner's, in the drawings' pixels."""


class ComparisonGrid(QWidget):
    """`dropped` asks to leave a partner out, `opened` for its pane."""

    dropped = Signal(int)
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.cells = QGridLayout(self)
        self.cells.setContentsMargins(0, 0, 0, 0)
        self.partners: Sequence[PartnerFitRow] = ()
        self.shown: object = None
        follow(self.rescale)

    def rescale(self) -> None:
        self.cells.setHorizontalSpacing(look.px(24))
        self.cells.setVerticalSpacing(look.px(4))
        self.cells.setColumnMinimumWidth(0, look.px(FIRST_WIDE))

    def show_partners(self, partners: Sequence[PartnerFitRow]) -> None:
        key = (partners, look.language, look.percent)
        if key == self.shown:
            return
        self.partners, self.shown = partners, key
        clear(self.cells)
        self.fill()

    def fill(self) -> None:
        for place, fit in enumerate(self.partners, 1):
            self.cells.addWidget(self.head_of(fit, leads=place == 1 and fit.score is not None), 0, place)
        terms = self.partners[0].terms if self.partners else ()
        for row, term in enumerate(terms, 2):
            self.fill_row(row, term)
        last = len(terms) + 2
        if self.partners:
            self.cells.addWidget(Hairline(), 1, 0, 1, len(self.partners) + 1)
            self.cells.addWidget(Hairline(), last, 0, 1, len(self.partners) + 1)
            self.fill_sums(last + 1)
        for place in range(1, MOST + 2):
            self.cells.setColumnStretch(place, int(place <= len(self.partners)))
        self.cells.setColumnStretch(MOST + 1, MOST - len(self.partners))

    def head_of(self, fit: PartnerFitRow, *, leads: bool) -> QWidget:
        head = PartnerHead(fit, leads=leads)
        head.cross.clicked.connect(lambda: self.dropped.emit(fit.partner_id))
        head.name.clicked.connect(lambda: self.opened.emit(fit.partner_id))
        return head

    def fill_row(self, row: int, term: FitTermRow) -> None:
        name = QWidget()
        words = Across(name, gap=8).take(Label(term.criterion.said))
        words.addStretch(1)
        words.addWidget(Label(Plain(f"× {term.weight}"), 12, tint="text-3", right=True))
        self.cells.addWidget(name, row, 0)
        marks = [fit.terms[row - 2] for fit in self.partners]
        best = max((found.mark.mark for found in marks if found.mark is not None), default=None)
        for place, (fit, found) in enumerate(zip(self.partners, marks, strict=True), 1):
            self.cells.addWidget(MarkCell(title_of(fit), found, best), row, place)

    def fill_sums(self, row: int) -> None:
        """What the marks add up to, and where each score would lie with its gaps marked."""
        self.cells.addWidget(Label("fit.sum", tint="text-3"), row, 0)
        for place, fit in enumerate(self.partners, 1):
            self.cells.addWidget(Label(quotient_text(fit), 12, tint="text-2"), row, place)
        if not any(fit.gaps for fit in self.partners):
            return
        self.cells.addWidget(Label("fit.range", tint="text-3"), row + 1, 0)
        for place, fit in enumerate(self.partners, 1):
            self.cells.addWidget(Label(range_text(fit.lowest, fit.highest), 12, tint="text-2"), row + 1, place)


class NameLine(DrawnLine):
    """Avatar and name, which lead to the partner's pane."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(28, name)

    def draw(self, painter: QPainter, box: QRect) -> None:
        side = look.px(20)
        box.setLeft(0)
        draw_avatar(painter, QRect(0, (self.height() - side) // 2, side, side), initials(self.name))
        draw_line_of(painter, box.adjusted(side + look.px(8), 0, 0, 0), self.name, tint="accent-text")


class PartnerHead(QWidget):
    """Avatar and name; below, the score, who leads, and a cross."""

    def __init__(self, fit: PartnerFitRow, *, leads: bool) -> None:
        super().__init__()
        self.name = NameLine(title_of(fit))
        self.cross = IconButton("x", Message("fit.leave-out", {"name": title_of(fit)}), side=20)
        score = Label(Plain(rounded(fit.score) if fit.score is not None else "–"), 20, 600)
        below = Across(gap=8).take(score)
        if leads:
            below.addWidget(Tag("fit.leads"))
        below.addStretch(1)
        below.addWidget(self.cross)
        Down(self, gap=4).take(self.name, below)
        follow(self.rescale)

    def rescale(self) -> None:
        self.setMinimumWidth(look.px(COLUMN_WIDE))


class MarkCell(QWidget):
    """The bar of one mark and its figure; the best of the row is the darkest."""

    def __init__(self, partner: str, term: FitTermRow, best: int | None) -> None:
        super().__init__()
        self.partner, self.term = partner, term
        self.mark = term.mark.mark if term.mark is not None else None
        self.best = best is not None and self.mark == best
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        follow(self.rescale)

    def rescale(self) -> None:
        self.setFixedHeight(look.px(28))
        mark: Text = Plain(str(self.mark)) if self.mark is not None else Message("fit.not-marked")
        said = {"name": self.partner, "criterion": self.term.criterion.said, "mark": look.say(mark)}
        self.setAccessibleName(look.say(Message("fit.cell", said)))
        evidence = self.term.mark.evidence if self.term.mark is not None else ""
        self.setAccessibleDescription(evidence)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.px(COLUMN_WIDE), look.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        wide = min(look.px(BAR_WIDE + 24), self.width() - look.px(40))
        bar = QRect(0, 0, wide, self.height())
        draw_mark(painter, bar, self.mark, "text" if self.best else "text-3")
        box = QRect(bar.right() + look.px(8), 0, self.width() - bar.right() - look.px(8), self.height())
        if self.mark is None:
            self.draw_missing(painter, box)
        else:
            draw_line_of(painter, box, str(self.mark), weight=600 if self.best else 400)

    def draw_missing(self, painter: QPainter, box: QRect) -> None:
        if self.term.is_gap:
            draw_line_of(painter, box, look.say("fit.gap-short"), size=12, tint="amber")
        else:
            draw_line_of(painter, box, "–", size=12, tint="text-3")


def quotient_text(fit: PartnerFitRow) -> Text:
    return Plain(f"{fit.points} ÷ {fit.weight}" if fit.score is not None else "–")


def range_text(lowest: Fraction | None, highest: Fraction | None) -> Text:
    if lowest is None or highest is None:
        return Plain("–")
    return Plain(f"{rounded(lowest)} – {rounded(highest)}" if lowest != highest else rounded(lowest))
