"""Runs of a clause as Qt lays them out: filled blanks on a quiet ground, empty ones in amber, changes marked."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QFont, QTextCharFormat, QTextLayout, QTextOption

from crm.agreements.drafting.laid import LaidRun, RunState
from ui.kit.look import look

GROUNDS = {
    RunState.FILLED: ("selected-quiet", "text"),
    RunState.REFERENCE: ("selected-quiet", "text"),
    RunState.EMPTY: ("amber-soft", "amber"),
}
ADDED, REMOVED = "added", "removed"
Marked = tuple[LaidRun, str]
"""A run and how it changed: ADDED, REMOVED, or nothing."""


def unmarked(runs: Iterable[LaidRun]) -> list[Marked]:
    return [(run, "") for run in runs]


def text_of(runs: Sequence[Marked]) -> str:
    return "".join(run.text for run, _ in runs)


def format_of(run: LaidRun, change: str) -> QTextCharFormat:
    shape = QTextCharFormat()
    ground, ink = GROUNDS.get(run.state, ("", "text"))
    if change == ADDED:
        ink = "accent-text" if run.state is not RunState.EMPTY else ink
        shape.setFontUnderline(True)
        shape.setUnderlineColor(look.color("accent-text"))
    elif change == REMOVED:
        ink = "red"
        shape.setFontStrikeOut(True)
    if ground:
        shape.setBackground(QBrush(look.color(ground)))
    shape.setForeground(QBrush(look.color(ink)))
    if run.bold:
        shape.setFontWeight(QFont.Weight(600))
    return shape


def laid_out(runs: Sequence[Marked], width: int, size: int = 13) -> tuple[QTextLayout, int]:
    """The lines for a width in device pixels, and their height together."""
    layout = QTextLayout(text_of(runs).replace("\n", "\u2028"), look.font(size))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(formats(runs))
    top, step = 0, look.line(size)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, top + (step - line.height()) / 2))
        top += step
    layout.endLayout()
    return layout, max(top, step)


def formats(runs: Sequence[Marked]) -> list[QTextLayout.FormatRange]:
    found, start = [], 0
    for run, change in runs:
        stretch = QTextLayout.FormatRange()
        stretch.start, stretch.length, stretch.format = start, units(run.text), format_of(run, change)
        found.append(stretch)
        start += stretch.length
    return found


def units(text: str) -> int:
    """Qt counts UTF-16 units: a sign beyond the first plane is two."""
    return len(text.encode("utf-16-le")) // 2
