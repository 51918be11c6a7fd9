"""The end of an agreement: its last clause, the closing words, a block for each party. No signature stands alone."""

from collections.abc import Sequence
from dataclasses import replace

from reportlab.platypus.flowables import Flowable

from crm.agreements.drafting.laid import LaidClause
from crm.documents.agreement_content import Pair, PaperParty, both, han_number, in_both
from crm.documents.agreement_opening import called
from crm.documents.agreement_rows import Aligned, clause_rows, plain_row
from crm.documents.agreement_setting import GAP, Setting, placeholder, spoken
from crm.documents.look import INK, INK_2, SEMIBOLD, Style
from crm.documents.page import TEXT_WIDTH
from crm.documents.paragraphs import Block, Bookmark, Piece, draw_line, mark_place, paragraph
from crm.documents.tables import HEAVY, TALL
from crm.values.enums import Language

BLOCK_HEIGHT = 150.0
NAMES = 96.0
"""Where names and lines begin, right of the party's letter."""
LINES = ((NAMES, 170.0, "paper.signature"), (274.0, 120.0, "paper.seal"), (403.0, 78.28, "paper.date"))
LINE_AT, SIGNING_ROOM = 87.0, 46.0
NAME = Style(10, 14, SEMIBOLD, serif=True)
NAME_BELOW = Style(9.3, 14, ink=INK_2, serif=True)
PERSON = Style(8.8, 14, serif=True)
LABEL = Style(7.4, 10, ink=INK_2)
LEAST_COMPANY = 2
"""Blocks that go over to a page of their own together: no signature stands alone there."""
BEFORE_BLOCKS = 18.0
LEAST_LINES_BELOW = 3


class SignatureBlock(Flowable):
    """150 high: the party, its names, three lines at one height, and who signs below. Never split."""

    def __init__(self, setting: Setting, party: PaperParty) -> None:
        super().__init__()
        self.setting = setting
        self.party = party
        self.names = names_of(setting, party)
        self.signer = signer_of(setting, party)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 reportlab's names
        room = TEXT_WIDTH - NAMES
        named = sum(block.wrap(room, availHeight)[1] for block in self.names)
        self.line_at = max(LINE_AT, 9 + named + SIGNING_ROOM)
        signed = sum(block.wrap(room, availHeight)[1] for block in self.signer)
        self.width, self.height = availWidth, max(BLOCK_HEIGHT, self.line_at + 17 + signed + 12)
        return self.width, self.height

    def draw(self) -> None:
        canvas, top = self.canv, self.height
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(HEAVY)
        canvas.line(0, top, TEXT_WIDTH, top)
        draw_stack(self, self.names, top - 9)
        baseline = top - 9 - self.names[0].baseline_drop
        x = 0.0
        for at, piece in enumerate(self.setting.pieces(called(self.party), NAME_BELOW)):
            style = replace(piece.style, ink=INK, weight=SEMIBOLD) if at == 0 else piece.style
            x += draw_line(canvas, piece.text, style, x, baseline)
        for start, width, code in LINES:
            canvas.line(start, top - self.line_at, start + width, top - self.line_at)
            draw_line(canvas, self.setting.inline(both(code), " "), LABEL, start, top - self.line_at - 11)
        draw_stack(self, self.signer, top - self.line_at - 17)


def draw_stack(flowable: Flowable, blocks: Sequence[Block], top: float) -> None:
    for block in blocks:
        top -= block.height
        block.drawOn(flowable.canv, NAMES, top)


def names_of(setting: Setting, party: PaperParty) -> list[Block]:
    first, *others = setting.each(party.name)
    return [
        paragraph(first, spoken(NAME, setting.languages[0])),
        *(paragraph(other, spoken(NAME_BELOW, setting.languages[1])) for other in others),
    ]


def signer_of(setting: Setting, party: PaperParty) -> list[Block]:
    """沈若澜，首席执行官 Shen Ruolan, Chief Executive Officer"""
    if party.signatory:
        told = Pair(*(signer_in(party, language) for language in (Language.ENGLISH, Language.CHINESE)))
        return setting.fitting(told, PERSON, TEXT_WIDTH - NAMES)
    if not setting.paper.is_draft:
        return []
    missing = both("paper.signatory-missing")
    pieces: list[Piece] = []
    for language, text in zip(setting.languages, setting.each(missing), strict=True):
        style = spoken(PERSON, language)
        pieces += [*([Piece(GAP, style)] if pieces else []), placeholder(text, style)]
    return [paragraph(pieces, PERSON)]


def signer_in(party: PaperParty, language: Language) -> str:
    mark = "，" if language is Language.CHINESE else ", "
    return mark.join(part for part in (party.signatory.in_(language), party.capacity.in_(language)) if part)


def closing_words(setting: Setting) -> Pair:
    """The Parties have read and accept clauses 1 to 9 and Schedules 1 and 2, and sign as follows."""
    paper = setting.paper
    numbers = [clause.number for clause in paper.clauses if clause.number]
    what = closing_clauses(setting, numbers)
    count = len(paper.schedules)
    if not count:
        return in_both("paper.closing", {"clauses": what})
    english = " and ".join(part for part in (", ".join(map(str, range(1, count))), str(count)) if part)
    chinese = "、".join(f"附件{han_number(number)}" for number in range(1, count + 1))
    word = both("paper.closing-schedules", n=count).en
    return in_both("paper.closing-with", {"clauses": what, "schedules": Pair(f"{word} {english}", chinese)})


def closing_clauses(setting: Setting, numbers: Sequence[str]) -> Pair:
    """Clauses 1 to 9: 第1条至第9条, or 第一条至第九条 in a text whose clauses are numbered so."""
    if not numbers:
        return both("paper.clauses-all")
    if setting.is_chinese_alone:
        ends = list(dict.fromkeys((numbers[0], numbers[-1])))
        return Pair("", "至".join(ends))
    if len(numbers) == 1:
        return both("paper.clause-one", number=numbers[0])
    return both("paper.clauses", first=numbers[0], last=numbers[-1])


class SignOff(Flowable):
    """The last clause, the closing words and the blocks, broken over pages by their own rules.

    The first block stays with the closing words and, of the clause, at least its last paragraph or three lines of it.
    Blocks that go over to the next page go two at a time at least, under a line that says what they sign.
    """

    def __init__(
        self,
        setting: Setting,
        rows: Sequence[Aligned],
        closing: Flowable,
        blocks: Sequence[Flowable],
        bookmark: Bookmark | None,
    ) -> None:
        super().__init__()
        self.setting = setting
        self.rows = list(rows)
        self.closing = closing
        self.blocks = list(blocks)
        self.bookmark = bookmark
        self.spaceBefore = rows[0].getSpaceBefore() if rows else 0

    @property
    def above(self) -> list[tuple[Flowable, float]]:
        """What stands above the blocks, each with the space after it."""
        rows = [(row, row.getSpaceAfter()) for row in self.rows]
        return [*rows, (self.closing, BEFORE_BLOCKS)]

    def heights(self, width: float) -> tuple[float, list[float]]:
        above = sum(flowable.wrap(width, 0)[1] + after for flowable, after in self.above)
        return above, [block.wrap(width, 0)[1] for block in self.blocks]

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 reportlab's names
        above, blocks = self.heights(availWidth)
        self.width, self.height = availWidth, above + sum(blocks)
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 reportlab's names
        above, heights = self.heights(availWidth)
        least = above + sum(heights[:1])
        if least <= availHeight:
            return self.blocks_over(self.fitting(heights, availHeight - above))
        return self.rows_over(availWidth, availHeight)

    def fitting(self, heights: Sequence[float], room: float) -> int:
        """How many blocks stay: all that fit, but one fewer where a single one would be left."""
        count, used = 0, 0.0
        while count < len(heights) and used + heights[count] <= room:
            used += heights[count]
            count += 1
        alone = 0 < len(heights) - count < LEAST_COMPANY
        return count - 1 if alone and count > 1 else count

    def blocks_over(self, stay: int) -> list[Flowable]:
        here = SignOff(self.setting, self.rows, self.closing, self.blocks[:stay], self.bookmark)
        if stay == len(self.blocks):
            return [here]
        again = plain_row(self.setting, continued(self.setting))
        return [here, SignOff(self.setting, [], again, self.blocks[stay:], None)]

    def rows_over(self, width: float, room: float) -> list[Flowable]:
        """Leaves the first rows on this page; the last one, or the end of it, goes with the closing words."""
        stay = self.rows_that_stay(width, room)
        if stay:
            return [
                *self.rows[:stay],
                SignOff(self.setting, self.rows[stay:], self.closing, self.blocks, self.bookmark),
            ]
        if not self.rows or len(self.rows) > 1 or self.rows[0].wrap(width, 0)[1] <= TALL:
            return []
        last = self.rows[0]
        tallest = last.wrap(width, 0)[1]
        leading = last.cells[0][2].style.leading
        parts = last.cut(min(room, tallest - LEAST_LINES_BELOW * leading))
        if len(parts) < 2 or not isinstance(parts[1], Aligned):
            return []
        rest = SignOff(self.setting, [parts[1]], self.closing, self.blocks, self.bookmark)
        return [parts[0], rest]

    def rows_that_stay(self, width: float, room: float) -> int:
        """Of all rows but the last one, as many as fit: a heading only with the row after it, one of none."""
        used, stay = 0.0, 0
        for at, row in enumerate(self.rows[:-1]):
            used += row.wrap(width, 0)[1] + row.getSpaceAfter()
            if used > room:
                break
            if not row.getKeepWithNext():
                stay = at + 1
        return stay

    def draw(self) -> None:
        y = self.height
        for flowable, after in self.above:
            if flowable is self.closing and self.bookmark:
                self.canv.saveState()
                self.canv.translate(0, y)
                mark_place(self.canv, self.bookmark, 0)
                self.canv.restoreState()
            y -= flowable.wrap(self.width, 0)[1]
            flowable.drawOn(self.canv, 0, y)
            y -= after
        for block in self.blocks:
            y -= block.wrap(self.width, 0)[1]
            block.drawOn(self.canv, 0, y)


def continued(setting: Setting) -> Pair:
    return in_both("paper.signatures-continued", {"title": setting.paper.title})


def sign_off(setting: Setting, last: LaidClause | None, closing: LaidClause | None, key: str) -> list[Flowable]:
    """The last numbered clause, the closing words of the text or ours, and a block for each party."""
    rows: list[Flowable] = clause_rows(setting, last, key) if last else []
    words = clause_rows(setting, closing, "closing") if closing else []
    if not (len(words) == 1 and isinstance(words[0], Aligned)):
        rows, words = [*rows, *words], [plain_row(setting, closing_words(setting))]
    if rows:
        rows[-1].spaceAfter = 14
    # A table is no row that could go with the closing words: what stands before the last one goes on its own.
    tables = [at for at, row in enumerate(rows) if not isinstance(row, Aligned)]
    first = tables[-1] + 1 if tables else 0
    free, kept = rows[:first], [row for row in rows[first:] if isinstance(row, Aligned)]
    if free and not kept:
        free[-1].keepWithNext = True
    title = setting.inline(both("paper.signatures"), " ")
    blocks = [SignatureBlock(setting, party) for party in setting.paper.parties]
    return [*free, SignOff(setting, kept, words[0], blocks, Bookmark(title, "signatures"))]
