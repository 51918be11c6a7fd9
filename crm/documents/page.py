"""The page: its size and frame, header and footer, page n of m, the file's own data. Lengths: DOCUMENTS.md, Page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.flowables import Flowable, KeepTogether
from reportlab.platypus.frames import Frame

from crm.documents import fonts
from crm.documents.look import FOOTER, HEADER, INK, INK_2, JADE, RULE, SEMIBOLD, Style
from crm.documents.paragraphs import draw_line, width_of_line
from crm.documents.runs import clean

TEXT_WIDTH = 481.28
FOOT = 72.0
FOOTER_RULE, FOOTER_BASELINE = 55.0, 42.0
MARK_SIZE = 8.4
FIRST_HEADER = Style(8.6, 10, SEMIBOLD)
FIRST_DATE = Style(8.4, 10, ink=INK_2)


class Paper(Enum):
    """Width, height, height of the frame, header's baseline. The text width is one: line breaks stay the same."""

    A4 = (595.28, 841.89, 700.0, 803.0)
    LETTER = (612.0, 792.0, 650.0, 753.0)

    @property
    def size(self) -> tuple[float, float]:
        return self.value[0], self.value[1]

    @property
    def frame_height(self) -> float:
        return self.value[2]

    @property
    def header_baseline(self) -> float:
        return self.value[3]

    @property
    def margin(self) -> float:
        return (self.size[0] - TEXT_WIDTH) / 2


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands around the text: the issuer's name and the date on page 1, the title and the book after it."""

    title: str
    issuer: str
    date: str
    book: str
    identity: str
    """Number, version and the hash of the content, as `identity_line` writes them."""
    page_of: Callable[[int, int], str]
    """Page n of m, in the document's language or languages."""


@dataclass(frozen=True, slots=True)
class Properties:
    """The data of the file itself."""

    title: str
    author: str
    subject: str
    language: str
    """BCP 47, of the prevailing language."""


Story = Callable[[], Sequence[Flowable]]
"""Tells the story anew: platypus leaves its marks on flowables, so that none can be laid out twice."""


def typeset(story: Story, paper: Paper, masthead: Masthead, properties: Properties) -> bytes:
    """The PDF. Laid out twice: only the first time tells how many pages there are."""
    return typeset_on(story, lambda buffer, total: Pages(buffer, paper, masthead, properties, total))


def typeset_on(story: Story, pages: "Callable[[BytesIO, int], Pages]") -> bytes:
    """The same on pages that look otherwise. `pages` makes them, given where to write and how many there are."""
    total = lay_out(story, pages, 0)[1]
    return lay_out(story, pages, total)[0]


def lay_out(story: Story, pages: "Callable[[BytesIO, int], Pages]", total: int) -> tuple[bytes, int]:
    buffer = BytesIO()
    document = pages(buffer, total)
    document.build(list(story()))
    return buffer.getvalue(), document.page


class KeptWithStart(KeepTogether):
    """Headings with the beginning of what follows. reportlab's own keeps them with the whole of it.

    A table of forty rows would leave half a page white and go to the next one with its heading.
    """

    _content: list[Flowable]

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 reportlab's names
        *before, last = self._content
        used = sum(
            flowable.wrap(aW, aH)[1] + flowable.getSpaceBefore() + flowable.getSpaceAfter() for flowable in before
        )
        room = aH - used - last.getSpaceBefore()
        if room > 0 and len(last.splitOn(self.canv, aW, room)) > 1:
            return list(self._content)
        return list(super().split(aW, aH))


class Pages(BaseDocTemplate):
    """One frame a page. `invariant` gives the same bytes for the same content: no clock, no chance."""

    def __init__(self, buffer: BytesIO, paper: Paper, masthead: Masthead, properties: Properties, total: int) -> None:
        fonts.face(fonts.LATIN)  # a canvas without a first face of ours puts Helvetica into the file, not embedded
        super().__init__(
            buffer,
            pagesize=paper.size,
            invariant=1,
            pageCompression=1,
            initialFontName=fonts.LATIN,
            title=clean(properties.title),
            author=clean(properties.author),
            subject=clean(properties.subject),
            creator="Liaison",
            lang=properties.language,
            displayDocTitle=1,
            keepTogetherClass=KeptWithStart,
        )
        self.paper = paper
        self.masthead = masthead
        self.total = total
        frame = Frame(paper.margin, FOOT, TEXT_WIDTH, paper.frame_height, 0, 0, 0, 0, id="text")
        self.addPageTemplates(PageTemplate("page", [frame], onPage=self.draw_surroundings))

    def draw_surroundings(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.saveState()
        if document.page == 1:
            self.draw_first_header(canvas)
        else:
            self.draw_header(canvas)
        self.draw_footer(canvas, document.page)
        canvas.restoreState()
        if document.page == 1:
            canvas.showOutline()

    def draw_first_header(self, canvas: Canvas) -> None:
        left, right, baseline = self.edges
        canvas.setFillColor(JADE)
        canvas.rect(left, baseline - 1.2, MARK_SIZE, MARK_SIZE, stroke=0, fill=1)
        draw_line(canvas, fitted(self.masthead.issuer, FIRST_HEADER, 330), FIRST_HEADER, left + 14, baseline)
        draw_line(canvas, self.masthead.date, FIRST_DATE.on_the_right(), right, baseline)

    def draw_header(self, canvas: Canvas) -> None:
        left, right, baseline = self.edges
        bold = HEADER.inked(INK, SEMIBOLD)
        quiet = HEADER.inked(INK_2)
        draw_line(canvas, fitted(self.masthead.title, bold, 330), bold, left, baseline)
        draw_line(canvas, fitted(self.masthead.book, quiet, 140), quiet.on_the_right(), right, baseline)

    def draw_footer(self, canvas: Canvas, page: int) -> None:
        left, right, _ = self.edges
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.4)
        canvas.line(left, FOOTER_RULE, right, FOOTER_RULE)
        draw_line(canvas, self.masthead.identity, FOOTER, left, FOOTER_BASELINE, chinese=False)
        number = self.masthead.page_of(page, self.total)
        draw_line(canvas, number, FOOTER.inked(INK, SEMIBOLD).on_the_right(), right, FOOTER_BASELINE)

    @property
    def edges(self) -> tuple[float, float, float]:
        return self.paper.margin, self.paper.margin + TEXT_WIDTH, self.paper.header_baseline


def fitted(text: str, style: Style, room: float) -> str:
    """The text, or as much of it as has room on one line, and an ellipsis."""
    if width_of_line(text, style) <= room:
        return text
    while text and width_of_line(text + "…", style) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def short_hash(digest: str) -> str:
    """a7ab 2717 … 5709"""
    return f"{digest[:4]} {digest[4:8]} … {digest[-4:]}"
