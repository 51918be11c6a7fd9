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
from crm.documents.paragraphs import Block, Bookmark, Piece, draw_line, paragraph
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
BEFORE_BLOCKS, BEFORE_CLOSING = 18.0, 14.0
WHOLE_PAGE = 600.0
"""Room of a page on which nothing stands yet: what does not fit there must be broken against the rules."""
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
    """The end of the text and the blocks below it, broken over pages by their own rules. Its last row closes the text.

    The first block stays with the last row, and that one with the paragraph before it or three lines of it. Blocks
    that go over to the next page go two at a time at least, under a line that says what they sign.
    """

    def __init__(self, setting: Setting, rows: Sequence[Aligned], blocks: Sequence[Flowable]) -> None:
        super().__init__()
        self.setting = setting
        self.rows = list(rows)
        self.blocks = list(blocks)
        self.spaceBefore = rows[0].getSpaceBefore()

    def measured(self, width: float) -> tuple[list[float], list[float]]:
        """How high each row is with the space after it, and each block."""
        rows = [row.wrap(width, 0)[1] + row.getSpaceAfter() for row in self.rows]
        return rows, [block.wrap(width, 0)[1] for block in self.blocks]

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 reportlab's names
        rows, blocks = self.measured(availWidth)
        self.width, self.height = availWidth, sum(rows) + sum(blocks)
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 reportlab's names
        rows, blocks = self.measured(availWidth)
        stay = self.blocks_that_stay(blocks, availHeight - sum(rows))
        if stay:
            return self.blocks_over(stay)
        return self.rows_over(rows, availHeight) or (self.blocks_over(1) if availHeight >= WHOLE_PAGE else [])

    def blocks_that_stay(self, heights: Sequence[float], room: float) -> int:
        """All that fit, but one fewer where a single one would be left; none rather than one of two."""
        count, used = 0, 0.0
        while count < len(heights) and used + heights[count] <= room:
            used += heights[count]
            count += 1
        return count - 1 if count and len(heights) - count == 1 else count

    def blocks_over(self, stay: int) -> list[Flowable]:
        here = SignOff(self.setting, self.rows, self.blocks[:stay])
        if stay == len(self.blocks):
            return [here]
        again = plain_row(self.setting, continued(self.setting), after=BEFORE_BLOCKS)
        return [here, SignOff(self.setting, [again], self.blocks[stay:])]

    def rows_over(self, heights: Sequence[float], room: float) -> list[Flowable]:
        """Leaves the first rows on this page, and the beginning of a long one; nothing if too little would stay."""
        starts = [sum(heights[:at]) for at in range(len(heights))]
        fit, stay = self.rows_that_stay(heights, room)
        for at in reversed(range(stay, len(self.rows))):
            parts = cut_of(self.rows[at], room - starts[at])
            if parts:
                return [*self.rows[:at], parts[0], SignOff(self.setting, [parts[1], *self.rows[at + 1 :]], self.blocks)]
        stay = stay or (fit if room >= WHOLE_PAGE else 0)
        if not stay:
            return []
        return [*self.rows[:stay], SignOff(self.setting, self.rows[stay:], self.blocks)]

    def rows_that_stay(self, heights: Sequence[float], room: float) -> tuple[int, int]:
        """Of all rows but the last one, as many as fit, and as many as may: none without what it may not part from."""
        used, stay, fit = 0.0, 0, 0
        for at, row in enumerate(self.rows[:-1]):
            used += heights[at]
            if used > room:
                break
            fit = at + 1
            if not row.keepWithNext:
                stay = fit
        return fit, stay

    def draw(self) -> None:
        y = self.height
        for flowable in (*self.rows, *self.blocks):
            y -= flowable.wrap(self.width, 0)[1]
            flowable.drawOn(self.canv, 0, y)
            y -= flowable.getSpaceAfter()


def cut_of(row: Aligned, room: float) -> tuple[Flowable, Aligned] | None:
    """A row longer than a third of a page in two, of which the rest has three lines at least."""
    tallest = row.wrap(TEXT_WIDTH, 0)[1]
    if tallest <= TALL:
        return None
    leading = row.cells[0][2].style.leading
    parts = row.cut(min(room, tallest - LEAST_LINES_BELOW * leading))
    if len(parts) == 2 and isinstance(parts[1], Aligned):
        return parts[0], parts[1]
    return None


def continued(setting: Setting) -> Pair:
    return in_both("paper.signatures-continued", {"title": setting.paper.title})


def sign_off(setting: Setting, last: LaidClause | None, closing: LaidClause | None, key: str) -> list[Flowable]:
    """The last numbered clause, the closing words of the text or ours, and a block for each party."""
    rows: list[Flowable] = clause_rows(setting, last, key) if last else []
    words = clause_rows(setting, closing, "closing") if closing else []
    if not words or not all(isinstance(row, Aligned) for row in words):
        rows, words = [*rows, *words], [plain_row(setting, closing_words(setting))]
    blocks = [SignatureBlock(setting, party) for party in setting.paper.parties]
    # A table is no row that could go with the closing words: what stands before the last one goes on its own.
    tables = [at for at, row in enumerate(rows) if not isinstance(row, Aligned)]
    first = tables[-1] + 1 if tables else 0
    free, kept = rows[:first], [row for row in (*rows[first:], *words) if isinstance(row, Aligned)]
    begins = len(kept) - len(words)
    kept[begins].bookmark = Bookmark(setting.inline(both("paper.signatures"), " "), "signatures")
    if begins:
        kept[begins - 1].spaceAfter = BEFORE_CLOSING
    for row in kept[max(0, begins - 1) : -1]:
        row.keepWithNext = True
    if free and not begins:
        free[-1].keepWithNext = True
    kept[-1].spaceAfter = BEFORE_BLOCKS
    return [*free, SignOff(setting, kept, blocks)]
