"""Shapes that are drawn, never typed (no face of ours has them): marks of a state, bullets, the home party's square.

Jade, amber and red are nearly one grey on paper: a state is told by its shape and its word.
"""

from enum import Enum
from typing import TYPE_CHECKING

from crm.documents.look import AMBER, INK, INK_3, JADE, RED

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


class Mark(Enum):
    DOT = "kept"
    RING = "late"
    FILLED_SQUARE = "overdue"
    EMPTY_SQUARE = "not yet due"
    BAR = "withdrawn"
    BULLET = "bullet"


INDENTS = {Mark.RING: 11, Mark.EMPTY_SQUARE: 11, Mark.BULLET: 10.5}
INDENT = 9.5


def indent_of(mark: Mark) -> float:
    """How far the text stands from the left edge of its mark."""
    return INDENTS.get(mark, INDENT)


def draw_mark(canvas: "Canvas", mark: Mark, x: float, baseline: float, size: float) -> None:
    """Draws the mark with its centre at the middle of the small letters of a text of this size."""
    middle = baseline + size * 0.32
    canvas.saveState()
    canvas.setLineWidth(1)
    if mark is Mark.DOT:
        canvas.setFillColor(JADE)
        canvas.circle(x + 2.6, middle, 2.6, stroke=0, fill=1)
    elif mark is Mark.RING:
        canvas.setStrokeColor(AMBER)
        canvas.circle(x + 3.1, middle, 2.7, stroke=1, fill=0)
    elif mark is Mark.FILLED_SQUARE:
        canvas.setFillColor(RED)
        canvas.rect(x, middle - 2.6, 5.2, 5.2, stroke=0, fill=1)
    elif mark is Mark.EMPTY_SQUARE:
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.7)
        canvas.rect(x + 0.4, middle - 2.8, 5.6, 5.6, stroke=1, fill=0)
    elif mark is Mark.BAR:
        canvas.setFillColor(INK_3)
        canvas.rect(x, middle - 0.7, 5.2, 1.4, stroke=0, fill=1)
    else:
        canvas.setFillColor(JADE)
        canvas.rect(x, middle - 1.7, 3.4, 3.4, stroke=0, fill=1)
    canvas.restoreState()
