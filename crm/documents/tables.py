"""Tables: rules of 0.7 under the head and at the end, of 0.35 between rows; no vertical rules, no zebra."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportlab.platypus.flowables import Flowable
from reportlab.platypus.tables import Table, TableStyle

from crm.documents import fonts
from crm.documents.look import CELL_HEAD, HAIR, INK, INK_3, Style
from crm.documents.page import TEXT_WIDTH
from crm.documents.paragraphs import Block, paragraph

HEAVY, LIGHT = 0.7, 0.35
TALL = 230.0
"""A row longer than a third of the page may be split inside; shorter ones stay whole."""

Cell = Sequence[Flowable]


@dataclass(frozen=True, slots=True)
class Column:
    """A head, a line in each language, and a share of the width. `gap` is the room kept free at the right."""

    head: Sequence[str]
    width: float
    gap: float = 8
    right: bool = False
    middle: bool = False


def table(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], rules: Sequence["Rule"] = ()) -> Flowable:
    """The head repeats on each page; a row higher than a page is split inside. `rules` come after the usual ones."""
    heads = [[paragraph(line, head_style(column)) for line in column.head] for column in columns]
    return ruled([heads, *rows], columns, [*BASE_RULES, *rules])


Side = tuple[Cell, Sequence[tuple[Cell, Cell]]]
"""A title over rows of two cells: what, and when."""


def day_cell(day: date | None, style: Style) -> Block:
    return paragraph(day.isoformat(), style) if day else paragraph("–", style.inked(INK_3))


def two_sides(left: Side, right: Side) -> Flowable:
    """Two lists side by side in one table, so that both go on together over a page."""
    height = max(len(left[1]), len(right[1]))
    rows: list[list[Cell]] = [[left[0], [], [], right[0], []]]
    for at in range(height):
        near, far = (side[1][at] if at < len(side[1]) else ([], []) for side in (left, right))
        rows.append([*near, [], *far])
    columns = [Column((), width, gap) for width, gap in ((165, 8), (64.7, 0), (21.88, 0), (165, 8), (64.7, 0))]
    rules: list[Rule] = []
    for first, side in ((0, left), (3, right)):
        last, end = first + 1, len(side[1])
        rules += [
            ("SPAN", (first, 0), (last, 0)),
            ("LINEBELOW", (first, 0), (last, 0), HEAVY, INK),
            ("LINEBELOW", (first, end), (last, end), HEAVY, INK),
        ]
        if end > 1:
            rules.append(("LINEBELOW", (first, 1), (last, end - 1), LIGHT, HAIR))
    return ruled(rows, columns, rules)


def head_style(column: Column) -> Style:
    if column.middle:
        return CELL_HEAD.in_the_middle()
    return CELL_HEAD.on_the_right() if column.right else CELL_HEAD


Rule = tuple[Any, ...]
BASE_RULES: list[Rule] = [
    ("LINEBELOW", (0, 1), (-1, -2), LIGHT, HAIR),
    ("LINEBELOW", (0, 0), (-1, 0), HEAVY, INK),
    ("LINEBELOW", (0, -1), (-1, -1), HEAVY, INK),
    ("LINEBELOW", (0, "splitlast"), (-1, "splitlast"), HEAVY, INK),
]


def ruled(
    rows: Sequence[Sequence[Cell]], columns: Sequence[Column], rules: Sequence[Rule], width: float = TEXT_WIDTH
) -> Flowable:
    """A platypus table of our cells. FONTNAME is set although every cell holds paragraphs: else Helvetica slips in.

    A table narrower than the text ends at its right edge: the numbers of clauses stand left of it.
    """
    fonts.face(fonts.LATIN)
    widths = scaled(columns, width)
    gaps: list[Rule] = [
        ("RIGHTPADDING", (at, 0), (at, -1), 0 if at == len(columns) - 1 else column.gap)
        for at, column in enumerate(columns)
    ]
    return Table(
        [[list(cell) for cell in row] for row in rows],
        colWidths=widths,
        repeatRows=1,
        splitInRow=any(height_of(row, columns, widths) > TALL for row in rows),
        style=TableStyle(
            [
                ("FONTNAME", (0, 0), (-1, -1), fonts.LATIN),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 4),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
                ("TOPPADDING", (0, 0), (-1, 0), 2),
                # One row at least stays with the head: a head alone at a page's foot is a heading alone.
                ("NOSPLIT", (0, 0), (-1, min(1, len(rows) - 1))),
                *gaps,
                *rules,
            ]
        ),
        spaceBefore=0,
        spaceAfter=4,
        hAlign="LEFT" if width >= TEXT_WIDTH else "RIGHT",
    )


def height_of(row: Sequence[Cell], columns: Sequence[Column], widths: Sequence[float]) -> float:
    cells = zip(row, columns, widths, strict=True)
    return max(
        (sum(block.wrap(width - column.gap, 0)[1] for block in cell) for cell, column, width in cells), default=0
    )


def scaled(columns: Sequence[Column], width: float = TEXT_WIDTH) -> list[float]:
    """The widths, stretched to the text width."""
    whole = sum(column.width for column in columns)
    return [column.width * width / whole for column in columns]
