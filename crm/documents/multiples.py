"""Small multiples: several bar charts of one kind side by side, on one scale, which the heading names."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from crm.documents.look import CELL, GRID, INK, INK_2, INK_3, JADE, LABEL, SEMIBOLD
from crm.documents.page import fitted
from crm.documents.paragraphs import draw_line, width_of_line

ACROSS, GAP = 3, 16.0
TITLE = CELL.inked(INK, SEMIBOLD)
TOTAL = CELL.inked(INK_2)
TITLE_LINE, PLOT, LABELS, BELOW = 11.0, 38.0, 12.0, 9.0
SHARE = 0.72
"""Of its place, how much a bar takes."""


@dataclass(frozen=True, slots=True)
class Bars:
    """One panel: its name in each language, what it adds up to, and its bars."""

    title: Sequence[str]
    total: str
    values: Sequence[int]


def top_of(values: Sequence[int]) -> int:
    """The end of the common scale: even, so that the line in the middle is a whole number too."""
    most = max(values, default=0)
    step = 2
    while most > step * 5:
        step = step * 5 if str(step).startswith("2") else step * 2
    return max(step * -(-most // step), 2)


class Multiples(Flowable):
    """The panels, three in a row. It never breaks over a page."""

    def __init__(self, panels: Sequence[Bars], ticks: Sequence[tuple[int, str]]) -> None:
        super().__init__()
        self.panels, self.ticks = panels, ticks
        self.spaceBefore, self.spaceAfter = 0, 2
        self.keepWithNext = True
        self.top = top_of([value for panel in panels for value in panel.values])
        self.head = TITLE_LINE * max(len(panel.title) for panel in panels) + 4

    @property
    def row_height(self) -> float:
        return self.head + PLOT + LABELS + BELOW

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 reportlab's names
        rows = -(-len(self.panels) // ACROSS)
        self.width, self.height = availWidth, rows * self.row_height - BELOW + 2
        return self.width, self.height

    @property
    def panel_width(self) -> float:
        return (self.width - GAP * (ACROSS - 1)) / ACROSS

    def draw(self) -> None:
        for at, panel in enumerate(self.panels):
            row, column = divmod(at, ACROSS)
            left = column * (self.panel_width + GAP)
            self.draw_panel(self.canv, panel, left, self.height - row * self.row_height)

    def draw_panel(self, canvas: Canvas, panel: Bars, left: float, top: float) -> None:
        right = left + self.panel_width
        room = self.panel_width - width_of_line(panel.total, TOTAL) - 6
        for number, line in enumerate(panel.title):
            draw_line(canvas, fitted(line, TITLE, room), TITLE, left, top - 8 - number * TITLE_LINE)
        draw_line(canvas, panel.total, TOTAL.on_the_right(), right, top - 8)
        axis = top - self.head - PLOT
        self.draw_grid(canvas, left, right, axis)
        self.draw_bars(canvas, panel, left, axis)
        self.draw_ticks(canvas, left, axis)

    def draw_grid(self, canvas: Canvas, left: float, right: float, axis: float) -> None:
        for share, ink, width in ((1.0, GRID, 0.5), (0.5, GRID, 0.5), (0.0, INK, 0.6)):
            canvas.setStrokeColor(ink)
            canvas.setLineWidth(width)
            canvas.line(left, axis + PLOT * share, right, axis + PLOT * share)

    def draw_bars(self, canvas: Canvas, panel: Bars, left: float, axis: float) -> None:
        place = self.panel_width / max(len(panel.values), 1)
        canvas.setFillColor(JADE)
        for at, value in enumerate(panel.values):
            if value:
                canvas.rect(left + at * place, axis, place * SHARE, PLOT * value / self.top, stroke=0, fill=1)

    def draw_ticks(self, canvas: Canvas, left: float, axis: float) -> None:
        """Only as many names as have room."""
        place = self.panel_width / max(len(self.panels[0].values), 1)
        free = 0.0
        for at, label in self.ticks:
            width = width_of_line(label, LABEL)
            x = at * place
            if x >= free and x + width <= self.panel_width:
                draw_line(canvas, label, LABEL.inked(INK_3), left + x, axis - 8)
                free = x + width + 6
