"""The figures live: tiles, what fell due, small charts on one scale, roles by stage, and who has gone quiet."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from crm.documents.multiples import top_of
from crm.documents.period import stretches
from crm.documents.portfolio_content import Panel as Kind
from crm.documents.portfolio_counts import PROMISES, Count, Cut
from crm.documents.portfolio_figures import TILES
from crm.documents.portfolio_sections import left_out, of_today, ticks, unit_of
from crm.documents.promises import Kept
from crm.documents.speech import Speech
from crm.values import Message
from crm.values.enums import Language, PartnerRole, Stage
from ui.kit.labels import Label
from ui.kit.look import Plain, Text, follow, look
from ui.kit.panels import Across, Down, Hairline, Panel, Scroller
from ui.reports.bars import BarChart
from ui.reports.counted import LineTable
from ui.reports.figures import CellFigure, ColumnHead, FigureButton, FigurePressable, SmallFigure, Tile
from ui.reports.live import Live

TILE, PANEL = 118, 150
"""Widths, in the drawings' pixels, below which fewer of them stand side by side."""

MOST_QUIET = 8
NAMES = 132
"""The width of a table's first column; the others share the rest."""

TINTS = {Kept.KEPT: "green", Kept.LATE: "amber", Kept.OVERDUE: "red"}


class Fitting(QWidget):
    """Parts in a grid with as many columns as have room."""

    def __init__(self, parts: Sequence[QWidget], least: int, most: int, gap: int) -> None:
        super().__init__()
        self.parts, self.least, self.most, self.gap = parts, least, most, gap
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.across = 0
        follow(self.rescale)

    def rescale(self) -> None:
        self.grid.setHorizontalSpacing(look.px(self.gap))
        self.grid.setVerticalSpacing(look.px(self.gap / 2))
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(self.least), super().minimumSizeHint().height())

    def fit(self) -> None:
        wide = look.px(self.least) + look.px(self.gap)
        fits = max(1, min(self.most, (self.width() + look.px(self.gap)) // wide))
        across = next(number for number in range(fits, 0, -1) if len(self.parts) % number == 0)
        if across == self.across:
            return
        for at, part in enumerate(self.parts):
            self.grid.addWidget(part, at // across, at % across)
        for column in range(self.most):
            self.grid.setColumnStretch(column, 1 if column < across else 0)
        self.across = across


class Dashboard(QWidget):
    """`asked` tells the cut of the figure that was pressed; `entered` a line of those gone quiet."""

    asked = Signal(object)
    entered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.live: Live | None = None
        self.tiles = [FigureButton(Cut(top)) for top, _ in TILES]
        self.small = {
            below: SmallFigure(Cut(below), f"report.portfolio.below.{below.value}") for _, below in TILES if below
        }
        self.promised = {count: CellFigure(Cut(count), strong=True) for count in PROMISES}
        self.charts = {kind: BarChart() for kind in Kind}
        self.wholes = {kind: SmallFigure(Cut(Count.PANEL, panel=kind), "report.live.number") for kind in Kind}
        self.cells = [CellFigure(cut, strong=strong_cell(cut)) for cut in table_cuts()]
        self.coming = SmallFigure(Cut(Count.COMING), "report.live.coming")
        self.quiet = LineTable()
        self.unit = Label("", 13, 600)
        self.scale = Label("", 12, tint="text-3")
        self.head = Panel("surface", lines="bottom")
        self.about = Label("", tint="text-2")
        self.remark = Label("", 12, tint="text-3", wrap=True)
        self.then = Label("", 12, tint="text-3", wrap=True)
        self.singles: list[FigurePressable | SmallFigure] = [
            *self.tiles,
            *self.small.values(),
            *self.wholes.values(),
            *self.promised.values(),
            self.coming,
        ]
        self.lay_out()
        self.connect_signals()
        follow(self.say_again)

    # Parts

    def lay_out(self) -> None:
        inner = Panel("surface")
        tiles = [
            Tile(tile, self.small[below] if below else None) for tile, (_, below) in zip(self.tiles, TILES, strict=True)
        ]
        column = Down(inner, margins=(12, 12, 12, 24), gap=4)
        column.take(self.then, Fitting(tiles, TILE, 6, 8), Hairline(), 8)
        column.take(titled(self.unit, self.scale), Fitting(self.panels(), PANEL, 3, 24), 12)
        column.take(titled(Label("report.portfolio.roles", 13, 600), Label("report.live.roles", 12, tint="text-3")))
        column.take(self.stage_table(), 16)
        beside = Label("report.portfolio.promises.beside", 12, tint="text-3")
        column.take(titled(Label("report.portfolio.promises", 13, 600), beside), self.promise_table())
        column.take(self.coming, 16)
        column.take(titled(Label("report.portfolio.quiet", 13, 600), Label("report.live.quiet", 12, tint="text-3")))
        column.take(self.quiet, self.remark, None)
        Across(self.head, margins=(16, 0, 16, 0), gap=8).take(Label("report.kind.live", weight=600), self.about, None)
        whole = Down(self)
        whole.addWidget(self.head)
        whole.addWidget(Scroller(inner), 1)

    def panels(self) -> list[QWidget]:
        found: list[QWidget] = []
        for kind, chart in self.charts.items():
            panel = QWidget()
            head = Across(gap=8)
            head.addWidget(Label(f"report.portfolio.panel.{kind.value}", 12, 600), 1)
            head.addWidget(self.wholes[kind])
            Down(panel, gap=4).take(head, chart)
            found.append(panel)
        return found

    def stage_table(self) -> QWidget:
        """Twelve roles, then all of them, then the organisations, each once."""
        heads: list[Text] = ["report.portfolio.head.role", *Stage, "report.portfolio.head.roles"]
        names: list[Text] = [*PartnerRole, "report.portfolio.sum.cell", "report.portfolio.sum.holders"]
        return table_of(heads, names, self.cells)

    def promise_table(self) -> QWidget:
        heads: list[Text] = ["report.portfolio.head.side", *(f"report.portfolio.kept.{kept.value}" for kept in TINTS)]
        return table_of(heads, ["report.portfolio.ours", "report.portfolio.theirs"], list(self.promised.values()))

    def connect_signals(self) -> None:
        for part in (*self.singles, *self.cells, *self.charts.values()):
            part.asked.connect(self.asked)
        self.quiet.entered.connect(self.entered)

    # What it shows

    def show_live(self, live: Live) -> None:
        self.live = live
        found = live.figures
        for part in self.singles:
            part.show_figure(found[part.cut])
        most = live.most([cell.cut for cell in self.cells if cell.cut.role and cell.cut.stage])
        for cell in self.cells:
            cell.show_among(found[cell.cut], most if cell.cut.role and cell.cut.stage else 0)
        self.quiet.show_lines(live.content.quiet[:MOST_QUIET])
        self.say_again()

    def say_again(self) -> None:
        """What a language changes beyond the widgets' own words: scales, names of months."""
        self.head.setFixedHeight(look.px(48))
        if self.live is None:
            return
        content, found = self.live.content, self.live.figures
        parts = stretches(content.scope.period)
        bars = {kind: [found[Cut(Count.BAR, panel=kind, stretch=part)] for part in parts] for kind in Kind}
        top = top_of([bar.count for row in bars.values() for bar in row])
        named = ticks(parts, Speech((look.language,)))
        for kind, chart in self.charts.items():
            chart.show_bars(bars[kind], named, top)
        self.unit.say(f"report.portfolio.contacts.by-{unit_of(parts)}")
        self.scale.say(Message("report.portfolio.contacts.beside", {"top": top}))
        period = content.scope.period.named()
        stand = {"period": period, "on": content.scope.stand}
        self.about.say(Message("report.live.stand", stand) if content.scope.is_past else period)
        self.then.say(Plain((" " if look.language is Language.ENGLISH else "").join(map(look.say, of_today(content)))))
        self.then.setVisible(content.scope.is_past)
        told = left_out(content)
        self.remark.say(told[0] if told else "")
        self.remark.setVisible(bool(told))
        rows = max(len(self.quiet.lines), 1)
        self.quiet.setFixedHeight(look.px(28) + rows * look.px(32) + look.px(4))

    def part_of(self, cut: Cut) -> QWidget | None:
        """What shows that figure: there the keyboard goes when its rows are left."""
        found = (part for part in (*self.singles, *self.cells) if part.cut == cut)
        return next(found, self.charts.get(cut.panel or Kind.DATA))


def small(count: Count) -> SmallFigure:
    return SmallFigure(Cut(count), f"report.portfolio.below.{count.value}")


def strong_cell(cut: Cut) -> bool:
    return cut.role is None or cut.stage is None


def table_cuts() -> list[Cut]:
    """Row after row, as they stand."""
    stages = (*Stage, None)
    cells = [Cut(Count.CELL, role=role, stage=stage) for role in (*PartnerRole, None) for stage in stages]
    return cells + [Cut(Count.HOLDERS, stage=stage) for stage in stages]


def titled(title: QWidget, beside: QWidget) -> Across:
    row = Across(gap=8)
    row.addWidget(title)
    row.addWidget(beside, 1)
    return row


def table_of(heads: Sequence[Text], names: Sequence[Text], cells: Sequence[CellFigure]) -> QWidget:
    """Names at the left, heads above, cells row after row."""
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(0)
    across = len(heads) - 1
    for place, head in enumerate(heads):
        grid.addWidget(Label(head, 12, tint="text-3") if not place else ColumnHead(head), 0, place)
        grid.setColumnStretch(place, 1 if place else 0)
    grid.addWidget(Hairline(), 1, 0, 1, len(heads))
    if across > len(TINTS):
        grid.setColumnStretch(across, 0)  # the sums are narrow: what is between needs the room
    for at, name in enumerate(names):
        label = Label(name)
        label.setMinimumWidth(look.px(NAMES))
        grid.addWidget(label, at + 2, 0)
        for place in range(across):
            grid.addWidget(cells[at * across + place], at + 2, place + 1)
    return table
