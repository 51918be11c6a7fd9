"""What opens an agreement: the cover of two languages, or title and parties above the text of one."""

from collections.abc import Sequence
from dataclasses import replace

from reportlab.platypus.doctemplate import NextPageTemplate
from reportlab.platypus.flowables import Flowable, PageBreak, Spacer

from crm.documents.agreement_content import AgreementPaper, Pair, PaperParty, both, in_both, long_day
from crm.documents.agreement_pages import COLUMNS, FIRST_ROOM, PLAIN
from crm.documents.agreement_rows import Aligned, Hanging
from crm.documents.agreement_setting import (
    TITLE_ALONE,
    TITLE_EN,
    TITLE_ZH,
    Setting,
    placeholder,
    spoken,
)
from crm.documents.look import HAIR, INK, INK_2, JADE, SEMIBOLD, Style
from crm.documents.page import TEXT_WIDTH, Paper
from crm.documents.paragraphs import Bookmark, Piece, paragraph
from crm.documents.tables import HEAVY, LIGHT, Cell, Rule, ruled
from crm.documents.tables import Column as TableColumn
from crm.values.enums import Language, PrevailingText

PARTY = Style(10, 14, SEMIBOLD, serif=True)
PARTY_BELOW = Style(9.3, 14, serif=True)
QUIET = Style(9, 14, ink=INK_2, serif=True)
FACT = Style(8.8, 15.5, serif=True)
SUBTITLE = Style(8.8, 14, ink=INK_2, serif=True, after=8)
ALONE = Style(9.6, 15.5, serif=True)
ABOVE_TITLE, ABOVE_BAR, ABOVE_PARTIES, ABOVE_FACTS = 124.0, 22.0, 50.0, 72.0
"""White space of a cover that has room; a fuller one shares what is left in this proportion."""
LEAST_GAP = 0.08
ROOMY, CLOSE = 7.0, 3.0
"""Above and below a party."""
LONG_TITLE = 34
"""Chinese signs of a title that still stands large: two lines. Of a Latin title twice as many."""
SEAT = Style(7.8, 11, ink=INK_2, serif=True)


class Bar(Flowable):
    """The short jade line under the title."""

    def __init__(self) -> None:
        super().__init__()
        self.width, self.height = 44.5, 2.0

    def draw(self) -> None:
        self.canv.setFillColor(JADE)
        self.canv.rect(0, 0, self.width, self.height, stroke=0, fill=1)


class Ruler(Flowable):
    """A rule over the whole width."""

    def __init__(self, before: float = 0, after: float = 0) -> None:
        super().__init__()
        self.width, self.height = TEXT_WIDTH, HEAVY
        self.spaceBefore, self.spaceAfter = before, after

    def draw(self) -> None:
        self.canv.setStrokeColor(INK)
        self.canv.setLineWidth(HEAVY)
        self.canv.line(0, 0, TEXT_WIDTH, 0)


Part = tuple[float, Sequence[Flowable]]
"""The white space above it on a page that has room, and what stands there."""


def cover(setting: Setting, size: Paper) -> list[Flowable]:
    """Title, parties, dates. What is left of the page is shared out between them; many parties stand closer."""
    room = size.frame_height - FIRST_ROOM
    parts = cover_parts(setting, ROOMY)
    if height_of_parts(parts) + LEAST_GAP * sum(gap for gap, _ in parts) > room:
        parts = cover_parts(setting, CLOSE)
    share = max(LEAST_GAP, min(1.0, (room - height_of_parts(parts)) / sum(gap for gap, _ in parts)))
    story: list[Flowable] = [NextPageTemplate(PLAIN)]
    for gap, flowables in parts:
        story += [Spacer(1, gap * share, isGlue=False), *flowables]
    return [*story, NextPageTemplate(COLUMNS), PageBreak()]


def cover_parts(setting: Setting, padding: float) -> list[Part]:
    return [
        (ABOVE_TITLE, cover_title(setting)),
        (ABOVE_BAR, [Bar()]),
        (ABOVE_PARTIES, [cover_parties(setting, padding)] if setting.paper.parties else []),
        (ABOVE_FACTS, [cover_facts(setting)]),
    ]


def height_of_parts(parts: Sequence[Part]) -> float:
    return sum(flowable.wrap(TEXT_WIDTH, 0)[1] for _, flowables in parts for flowable in flowables)


def cover_title(setting: Setting) -> list[Flowable]:
    paper = setting.paper
    first, second = setting.languages
    title_zh = TITLE_ZH if len(paper.title.zh) <= LONG_TITLE else replace(TITLE_ZH, size=17, leading=25)
    styles = {Language.CHINESE: title_zh, Language.ENGLISH: replace(title_zh, size=17, leading=25, chinese=False)}
    if len(paper.title.en) <= LONG_TITLE * 2:
        styles[Language.ENGLISH] = replace(title_zh, size=23, leading=32, chinese=False)
    below = {Language.ENGLISH: TITLE_EN, Language.CHINESE: replace(TITLE_EN, chinese=True)}
    bookmark = Bookmark(setting.inline(both("paper.cover"), " "), "cover")
    title, *others = setting.each(paper.title)
    return [
        paragraph(title, styles[first], bookmark=bookmark),
        *(paragraph(other, below[second].spaced(before=4)) for other in others),
    ]


def cover_parties(setting: Setting, padding: float) -> Flowable:
    rows: list[list[Cell]] = []
    for party in setting.paper.parties:
        first, second = setting.languages
        names = setting.each(party.name)
        name = [paragraph(names[0], spoken(PARTY, first))]
        name += [paragraph(other, spoken(PARTY_BELOW, second)) for other in names[1:]]
        name += [block for pair in seat_of(party) for block in setting.fitting(pair, SEAT, 259)]
        rows.append([setting.stacked(called(party), QUIET), name, setting.stacked(party.role, QUIET)])
    columns = [TableColumn((), 64), TableColumn((), 267), TableColumn((), 150.28)]
    end = len(rows) - 1
    rules: list[Rule] = [
        ("TOPPADDING", (0, 0), (-1, -1), padding),
        ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
        ("LINEABOVE", (0, 0), (-1, 0), HEAVY, INK),
        ("LINEBELOW", (0, 0), (-1, -1), LIGHT, HAIR),
        ("LINEBELOW", (0, end), (-1, end), HEAVY, INK),
    ]
    return ruled(rows, columns, rules)


def seat_of(party: PaperParty) -> list[Pair]:
    """Its address and its number in the register, as far as they are known."""
    address = [in_both("paper.seat", {"address": party.address})] if party.address else []
    return [*address, *([both("paper.code", code=party.code)] if party.code else [])]


def called(party: PaperParty) -> Pair:
    """Party A and 甲方."""
    return in_both("paper.party", {"letter": party.letter})


def facts_of(paper: AgreementPaper) -> list[tuple[str, Pair]]:
    """The dates and what else the cover states, each under the code of its label."""
    days = (
        ("paper.fact.signed", paper.signed_on),
        ("paper.fact.effective", paper.effective_on),
        ("paper.fact.expires", paper.expires_on),
        ("paper.fact.notice", paper.notice_on),
    )
    found = [(code, long_day(on)) for code, on in days if on]
    found += [("paper.fact.currency", paper.currency)] if paper.currency else []
    found += [("paper.fact.law", paper.law)] if paper.law else []
    return [
        *found,
        ("paper.fact.languages", both(f"paper.prevails.{(paper.prevailing or PrevailingText.EQUAL).value}")),
    ]


def cover_facts(setting: Setting) -> Flowable:
    rows: list[list[Cell]] = []
    for code, value in facts_of(setting.paper):
        labels = both(code)
        first, second = (
            [paragraph(labels.in_(language), spoken(FACT.inked(INK_2), language))] for language in setting.languages
        )
        rows.append([first, second, setting.fitting(value, FACT, TEXT_WIDTH - 160)])
    columns = [TableColumn((), 64, 4), TableColumn((), 96, 4), TableColumn((), 321.28)]
    rules: list[Rule] = [
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ("NOSPLIT", (0, 0), (-1, -1)),
    ]
    return ruled(rows, columns, rules)


def opening_alone(setting: Setting) -> list[Flowable]:
    """Title, number and version, the parties between two rules."""
    paper = setting.paper
    (language,) = setting.languages
    title = paper.title.in_(language)
    story: list[Flowable] = [
        paragraph(title, spoken(TITLE_ALONE, language), bookmark=Bookmark(title, "cover")),
        paragraph(subtitle(setting), spoken(SUBTITLE, language)),
        Ruler(after=5),
    ]
    story += [party_alone(setting, party) for party in paper.parties]
    return [NextPageTemplate(PLAIN), *story, Ruler(before=5, after=10)]


def subtitle(setting: Setting) -> str:
    paper = setting.paper
    gap = "\u3000" if setting.is_chinese_alone else "\u2003"
    (language,) = setting.languages
    number = both("paper.number", number=paper.number).in_(language) if paper.number else ""
    version = f"{both(f'paper.version.{paper.state.value}').in_(language).capitalize()} {paper.version}"
    version = version.replace(" ", "") if setting.is_chinese_alone else version
    on = paper.signed_on or paper.dated
    return gap.join(part for part in (number, version, long_day(on).in_(language) if on else "") if part)


def party_alone(setting: Setting, party: PaperParty) -> Flowable:
    (language,) = setting.languages
    style = spoken(ALONE, language)
    number = Hanging(called(party).in_(language), replace(style, ink=INK_2))
    left = setting.left if setting.is_chinese_alone else 44
    pieces = [Piece(party.name.in_(language), style), *address_of(setting, party, style)]
    return Aligned([(left, TEXT_WIDTH - left, paragraph(pieces, style))], number=number)


def address_of(setting: Setting, party: PaperParty, style: Style) -> list[Piece]:
    (language,) = setting.languages
    lead = Piece(both("paper.address").in_(language), style)
    code = [Piece(both("paper.code-after", code=party.code).in_(language), style)] if party.code else []
    if party.address:
        return [lead, Piece(party.address.in_(language), style), *code]
    if setting.paper.is_draft:
        return [lead, placeholder(both("paper.address-missing").in_(language), style), *code]
    return code
