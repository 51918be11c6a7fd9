"""The pages of an agreement: the home party's mark on the first, the draft's words, the grey word under the text."""

from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.frames import Frame

from crm.documents import fonts
from crm.documents.agreement_content import AgreementPaper, both
from crm.documents.agreement_rows import column_heads
from crm.documents.agreement_setting import COLUMN_HEAD, GAP, Setting
from crm.documents.look import FOOTER, HEADER, INK, INK_2, JADE, RULE, SEMIBOLD, Style
from crm.documents.page import (
    FIRST_DATE,
    FIRST_HEADER,
    FOOT,
    MARK_SIZE,
    TEXT_WIDTH,
    Masthead,
    Pages,
    Paper,
    Properties,
    fitted,
    short_hash,
)
from crm.documents.paragraphs import draw_line, width_of_line
from crm.documents.speech import TAGS
from crm.values import Message
from crm.values.enums import Language

COLUMNS = "columns"
"""The template whose pages begin with the head of the two columns."""
PLAIN = "page"
HEAD_ROOM = 25.0
WATERMARK_SIZE, WATERMARK_TURN = 150.0, 38.0
WATERMARK_INK = "#F1F2F1"
"""Ink at 6 %, mixed with the paper: no transparency in the file."""
HASH_LINE = Style(7.4, 10, ink=INK_2)
HASH_BASELINE = 78.0
FIRST_ROOM = 22.0
"""Room at the foot of the first page for the hash in full."""
TITLE_ROOM, RIGHT_ROOM, NUMBER_ROOM = 320.0, 150.0, 130.0


class AgreementPages(Pages):
    def __init__(self, buffer: BytesIO, size: Paper, setting: Setting, digest: str, total: int) -> None:
        self.setting = setting
        self.digest = digest
        super().__init__(buffer, size, masthead_of(setting, digest), properties_of(setting.paper), total)
        first = Frame(
            size.margin, FOOT + FIRST_ROOM, TEXT_WIDTH, size.frame_height - FIRST_ROOM, 0, 0, 0, 0, id="first"
        )
        self.pageTemplates.insert(0, PageTemplate("first", [first], onPage=self.draw_surroundings))
        if setting.is_bilingual:
            frame = Frame(size.margin, FOOT, TEXT_WIDTH, size.frame_height - HEAD_ROOM, 0, 0, 0, 0, id="columns")
            self.addPageTemplates(PageTemplate(COLUMNS, [frame], onPage=self.draw_columns_page))

    def draw_columns_page(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        self.draw_surroundings(canvas, document)
        left, right, _ = self.edges
        top = FOOT + self.paper.frame_height
        canvas.saveState()
        for column, text in zip(self.setting.columns, column_heads(self.setting), strict=True):
            draw_line(canvas, text, COLUMN_HEAD, left + column.x, top - 7)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.5)
        canvas.line(left, top - 13, right, top - 13)
        canvas.restoreState()

    def draw_surroundings(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        if self.setting.paper.is_draft:
            self.draw_watermark(canvas)
        super().draw_surroundings(canvas, document)
        if document.page == 1:
            self.draw_hash(canvas)

    def draw_watermark(self, canvas: Canvas) -> None:
        chinese = self.setting.languages[0] is Language.CHINESE
        word = both("paper.watermark").in_(Language.CHINESE if chinese else Language.ENGLISH)
        face = fonts.HAN_BOLD if chinese else fonts.LATIN_BOLD
        width, height = self.paper.size
        canvas.saveState()
        canvas.translate(width / 2, height / 2)
        canvas.rotate(WATERMARK_TURN)
        canvas.setFillColor(HexColor(WATERMARK_INK))
        canvas.setFont(fonts.face(face).fontName, WATERMARK_SIZE)
        canvas.drawCentredString(0, -WATERMARK_SIZE * 0.36, word)
        canvas.restoreState()

    def draw_hash(self, canvas: Canvas) -> None:
        """All 64 digits, in groups of eight."""
        left, _, _ = self.edges
        groups = " ".join(self.digest[at : at + 8] for at in range(0, 64, 8))
        words = hash_words(self.setting)
        canvas.saveState()
        used = draw_line(canvas, words, HASH_LINE, left, HASH_BASELINE)
        draw_line(canvas, groups, HASH_LINE, left + used + 6, HASH_BASELINE, chinese=False)
        canvas.restoreState()

    def draw_first_header(self, canvas: Canvas) -> None:
        left, right, baseline = self.edges
        canvas.setFillColor(JADE)
        canvas.rect(left, baseline - 1.2, MARK_SIZE, MARK_SIZE, stroke=0, fill=1)
        draw_line(canvas, fitted(self.masthead.issuer, FIRST_HEADER, 300), FIRST_HEADER, left + 14, baseline)
        draw_line(canvas, fitted(self.masthead.date, FIRST_DATE, 170), FIRST_DATE.on_the_right(), right, baseline)

    def draw_header(self, canvas: Canvas) -> None:
        left, right, baseline = self.edges
        bold, quiet = HEADER.inked(INK, SEMIBOLD), HEADER.inked(INK_2)
        first, *others = self.setting.each(self.setting.paper.title)
        x = left + draw_line(canvas, fitted(first, bold, TITLE_ROOM), bold, left, baseline)
        for other in others:
            room = left + TITLE_ROOM - x
            if room > 60:
                draw_line(canvas, fitted(other, quiet, room), quiet, x + width_of_line(GAP, quiet), baseline)
        draw_line(canvas, fitted(self.masthead.book, quiet, RIGHT_ROOM), quiet.on_the_right(), right, baseline)


def hash_words(setting: Setting) -> str:
    """约定文本 Agreed text, SHA-256; nobody has agreed to a draft yet."""
    return f"{setting.inline(both(f'paper.hash-line.{setting.paper.state.value}'), ' ')}, SHA-256"


def masthead_of(setting: Setting, digest: str) -> Masthead:
    paper = setting.paper
    draft = setting.inline(both("paper.not-signed"), " / ") if paper.is_draft else ""
    return Masthead(
        title=paper.title.in_(setting.languages[0]),
        issuer=setting.inline(paper.home, " "),
        date=draft or paper.number,
        book=draft or paper.book,
        identity=identity_line(setting, digest),
        page_of=lambda page, total: page_of_pages(setting, page, total),
    )


def page_of_pages(setting: Setting, page: int, total: int) -> str:
    """第2页，共5页 / Page 2 of 5: the Chinese first, whichever prevails."""
    words = both(Message("report.page", {"page": page, "total": total}))
    order = [language for language in (Language.CHINESE, Language.ENGLISH) if language in setting.languages]
    return " / ".join(words.in_(language) for language in order)


def identity_line(setting: Setting, digest: str) -> str:
    """MY-RS-2025-014 · 版本 / version 1.0 · SHA-256 a7ab 2717 … 5709"""
    paper = setting.paper
    state = setting.inline(both(f"paper.version.{paper.state.value}"), " / ")
    parts = [
        fitted(paper.number, FOOTER, NUMBER_ROOM),
        f"{state} {paper.version}".strip(),
        f"SHA-256 {short_hash(digest)}",
    ]
    return " · ".join(part for part in parts if part)


def properties_of(paper: AgreementPaper) -> Properties:
    language = paper.columns[0]
    subject = " ".join(part for part in (paper.number, paper.version) if part)
    return Properties(paper.title.in_(language), paper.home.in_(language), subject, TAGS[language])
