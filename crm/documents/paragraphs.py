"""The one way in which text gets on a page: `paragraph`. It takes plain text only, never markup.

reportlab's own Paragraph reads a markup language: given raw it loses `<y>`, breaks `R&D` and stops at `a<b` (TRUST,
"The twelve that matter most", 6). This flowable has no parser at all, so no text needs escaping and none can be
forgotten; and it fills its lines by `lines.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from crm.documents.lines import break_lines
from crm.documents.look import Align, Style
from crm.documents.marks import Mark, draw_mark, indent_of
from crm.documents.runs import Sign, clean, is_chinese, runs, signs

LONGEST = 12_000
"""Characters of one text on paper, some four pages. What is longer is cut by `shortened`, with a sentence."""

LEAST_LINES = 2
"""Lines of a paragraph that stay together at the foot and at the head of a page."""

OPENING = frozenset("“（《「『【〈‘")


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a paragraph in a style of its own; the paragraph's style gives the leading."""

    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Beside:
    """What hangs in the margin of a paragraph's first line: a date, at the paragraph's left edge."""

    text: str
    style: Style
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """Signs that were fitted, and where they begin."""

    signs: tuple[tuple[Sign, Style], ...]
    indent: float
    room: float

    @property
    def width(self) -> float:
        return sum(sign.width for sign, _ in self.signs)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline. `key` is its name inside the file."""

    title: str
    key: str
    level: int = 0


def paragraph(
    text: str | Sequence[Piece],
    style: Style,
    *,
    mark: Mark | None = None,
    beside: Beside | None = None,
    indent: float = 0,
    bookmark: Bookmark | None = None,
) -> "Block":
    """A paragraph of plain text. Long words and long texts wrap, control characters are dropped, nothing is parsed."""
    pieces = [Piece(text, style)] if isinstance(text, str) else text
    pieces = [replace(piece, text=clean(piece.text)) for piece in pieces]
    left = indent + (indent_of(mark) if mark else 0) + (beside.width if beside else 0)
    return Block(pieces, style, left, mark, beside, bookmark)


def shortened(text: str, cut_note: str, most: int = LONGEST) -> str:
    """The text, or its beginning and the sentence that says it was cut. A note of 10 MB must not hang a report."""
    if len(text) <= most:
        return text
    end = max(text.rfind(" ", most - 200, most), text.rfind("\n", most - 200, most))
    return f"{text[: end if end > 0 else most].rstrip()} …\n{cut_note}"


class Block(Flowable):
    """A paragraph that can be broken over pages. Made by `paragraph` only."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        style: Style,
        left: float,
        mark: Mark | None,
        beside: Beside | None,
        bookmark: Bookmark | None,
        lines: Sequence[Line] | None = None,
    ) -> None:
        super().__init__()
        self.pieces = pieces
        self.style = style
        self.left = left
        self.mark = mark
        self.beside = beside
        self.bookmark = bookmark
        self.lines = lines
        self.fixed = lines is not None
        self.spaceBefore = style.before
        self.spaceAfter = style.after
        self.keepWithNext = style.together

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 reportlab's names
        if not (self.fixed or (self.lines is not None and self.width == availWidth)):
            self.lines = self.filled(availWidth)
        self.width, self.height = availWidth, len(self.lines or ()) * self.style.leading
        return self.width, self.height

    def filled(self, width: float) -> list[Line]:
        """The lines for a width. A Chinese paragraph that opens with “ or （ hangs by half a size."""
        text = "".join(piece.text for piece in self.pieces)
        inked = [
            (sign, piece.style)
            for piece in self.pieces
            for sign in signs(piece.text, piece.style, set_as_chinese(piece.text, piece.style))
        ]
        hangs = text[:1] in OPENING and set_as_chinese(text, self.style) and self.style.align is Align.LEFT
        hang = self.style.size / 2 if hangs else 0
        room = width - self.left
        spans = break_lines(text, [sign.width for sign, _ in inked], room + hang, room)
        return [
            Line(tuple(inked[start:end]), self.left - (hang if number == 0 else 0), room)
            for number, (start, end) in enumerate(spans)
        ]

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 reportlab's names
        return list(self.halves(availWidth, availHeight))

    def halves(self, width: float, room: float) -> list["Block"]:
        """The lines that have room, and the others; itself where all have, nothing where too few would stand alone."""
        self.wrap(width, room)
        lines = self.lines or ()
        fits = int((room + 1e-6) // self.style.leading)
        if fits >= len(lines):
            return [self]
        fits = min(fits, len(lines) - LEAST_LINES)
        if fits < LEAST_LINES:
            return []
        head = Block(
            self.pieces,
            replace(self.style, after=0, together=False),
            self.left,
            self.mark,
            self.beside,
            self.bookmark,
            lines[:fits],
        )
        rest = Block(self.pieces, replace(self.style, before=0), self.left, None, None, None, lines[fits:])
        return [head, rest]

    def draw(self) -> None:
        canvas = self.canv
        baseline = self.height - self.baseline_drop
        if self.bookmark:
            mark_place(canvas, self.bookmark, self.height)
        if self.beside:
            draw_line(canvas, self.beside.text, self.beside.style, 0, baseline)
        for number, line in enumerate(self.lines or ()):
            x = self.start_of(line)
            if self.mark and number == 0:
                draw_mark(canvas, self.mark, x - indent_of(self.mark), baseline, self.style.size)
            draw_signs(canvas, line.signs, x, baseline)
            baseline -= self.style.leading

    def start_of(self, line: Line) -> float:
        if self.style.align is Align.LEFT:
            return line.indent
        spare = line.room - line.width
        return self.left + (spare if self.style.align is Align.RIGHT else spare / 2)

    @property
    def baseline_drop(self) -> float:
        """From the top of a line to its baseline: the same for both scripts, capitals in the middle of the leading."""
        return self.style.leading / 2 + self.style.size * 0.36


def mark_place(canvas: Canvas, bookmark: Bookmark, height: float) -> None:
    canvas.bookmarkHorizontal(bookmark.key, 0, height + 8)
    canvas.addOutlineEntry(clean(bookmark.title), bookmark.key, bookmark.level)


def set_as_chinese(text: str, style: Style) -> bool:
    return is_chinese(text) if style.chinese is None else style.chinese


def draw_signs(canvas: Canvas, line: Sequence[tuple[Sign, Style]], x: float, baseline: float) -> None:
    """One text object a line, so that a reader of the file copies the line as a whole."""
    if not line:
        return
    text = canvas.beginText(x, baseline)
    edges = [0, *(at for at in range(1, len(line)) if line[at][1] != line[at - 1][1]), len(line)]
    for start, end in pairwise(edges):
        style = line[start][1]
        text.setFillColor(style.ink)
        if style.dashed:
            draw_dashes(canvas, style, text.getX(), baseline, sum(sign.width for sign, _ in line[start:end]))
        for run in runs(sign for sign, _ in line[start:end]):
            text.setFont(run.face, run.size)
            text.textOut(run.text)
    canvas.drawText(text)


def draw_dashes(canvas: Canvas, style: Style, x: float, baseline: float, width: float) -> None:
    canvas.saveState()
    canvas.setStrokeColor(style.ink)
    canvas.setLineWidth(0.7)
    canvas.setDash(2.4, 1.4)
    canvas.line(x, baseline - style.size * 0.28, x + width, baseline - style.size * 0.28)
    canvas.restoreState()


def draw_line(
    canvas: Canvas, text: str, style: Style, x: float, baseline: float, *, chinese: bool | None = None
) -> float:
    """One line that is never broken: labels of charts, header and footer. Returns its width."""
    text = clean(text).replace("\n", " ")
    chinese = set_as_chinese(text, style) if chinese is None else chinese
    line = [(sign, style) for sign in signs(text, style, chinese)]
    width = sum(sign.width for sign, _ in line)
    draw_signs(canvas, line, x - width if style.align is Align.RIGHT else x, baseline)
    return width


def width_of_line(text: str, style: Style) -> float:
    text = clean(text)
    return sum(sign.width for sign in signs(text, style, set_as_chinese(text, style)))
