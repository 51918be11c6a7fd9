"""The rows of clauses: a number and one or two texts beside it, whose first lines stand on one baseline."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable

from crm.agreements.drafting.laid import Cells, LaidClause, LaidRow
from crm.documents.agreement_content import Pair, both
from crm.documents.agreement_setting import (
    AFTER_HEADING,
    BEFORE_HEADING,
    BETWEEN_ITEMS,
    BETWEEN_ROWS,
    COLUMN_HEAD,
    Setting,
    pieces_of,
    runs_in,
)
from crm.documents.look import RULE, Style
from crm.documents.page import TEXT_WIDTH
from crm.documents.paragraphs import Block, Bookmark, draw_line, mark_place, paragraph
from crm.documents.tables import BASE_RULES, TALL, Cell, ruled
from crm.documents.tables import Column as TableColumn
from crm.values.enums import Language, ParagraphKind, PrevailingText

ITEM_INDENT = 7.0
HAN_ITEM_INDENT = 1.0


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs left of a row's first line: the clause's number."""

    text: str
    style: Style
    x: float = 0


class Aligned(Flowable):
    """Texts side by side. One that is longer than a third of a page may be split; both then go on side by side."""

    def __init__(
        self,
        cells: Sequence[tuple[float, float, Block]],
        *,
        number: Hanging | None = None,
        before: float = 0,
        after: float = 0,
        together: bool = False,
        bookmark: Bookmark | None = None,
        may_split: bool = True,
    ) -> None:
        super().__init__()
        self.cells = cells
        self.number = number
        self.bookmark = bookmark
        self.may_split = may_split
        self.spaceBefore = before
        self.spaceAfter = after
        self.keepWithNext = together

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 reportlab's names
        heights = [block.wrap(width, availHeight)[1] for _, width, block in self.cells]
        self.width, self.height = availWidth, max(heights, default=0)
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 reportlab's names
        self.wrap(availWidth, availHeight)
        if self.height <= availHeight:
            return [self]
        if not self.may_split or self.height <= TALL:
            return []
        return self.cut(availHeight)

    def cut(self, room: float) -> list[Flowable]:
        """The part that has room, and the rest; nothing if too little of it would stand on either side."""
        heads: list[tuple[float, float, Block]] = []
        rests: list[tuple[float, float, Block]] = []
        for x, width, block in self.cells:
            parts = block.halves(width, room)
            if not parts:
                return []
            heads.append((x, width, parts[0]))
            rests += [(x, width, rest) for rest in parts[1:]]
        if not rests:
            return []
        return [
            Aligned(heads, number=self.number, before=self.spaceBefore, bookmark=self.bookmark),
            Aligned(rests, after=self.spaceAfter, together=self.keepWithNext),
        ]

    def draw(self) -> None:
        if self.bookmark:
            mark_place(self.canv, self.bookmark, self.height)
        for x, _, block in self.cells:
            block.drawOn(self.canv, x, self.height - block.height)
        if self.number and self.cells:
            baseline = self.height - self.cells[0][2].baseline_drop
            draw_line(self.canv, self.number.text, self.number.style, self.number.x, baseline)


class Headline(Flowable):
    """The head of the two columns where a page begins with something else: which language, and which one holds."""

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting
        self.width, self.height = TEXT_WIDTH, 16.0
        self.spaceAfter = 8
        self.keepWithNext = True

    def draw(self) -> None:
        canvas = self.canv
        for column, text in zip(self.setting.columns, column_heads(self.setting), strict=True):
            draw_line(canvas, text, COLUMN_HEAD, column.x, 5)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.5)
        canvas.line(0, 0, TEXT_WIDTH, 0)


def column_heads(setting: Setting) -> list[str]:
    """中文（以此为准） and English (translation); where both hold, both say so."""
    prevailing = setting.paper.prevailing
    found = []
    for language in setting.languages:
        if prevailing is PrevailingText.EQUAL or prevailing is None:
            code = "equal"
        elif prevailing.value == language.value:
            code = "prevails"
        else:
            code = "translation"
        name = "chinese" if language is Language.CHINESE else "english"
        found.append(both(f"paper.column.{name}.{code}").in_(language))
    return found


def clause_rows(setting: Setting, clause: LaidClause, key: str) -> list[Flowable]:
    """The heading and its rows, each kept with what it may not part from."""
    found: list[Flowable] = []
    if clause.number:
        found.append(heading_row(setting, clause, key))
    kinds = [row.kind for row in clause.rows]
    for at, row in enumerate(clause.rows):
        following = kinds[at + 1] if at + 1 < len(kinds) else None
        if row.kind is ParagraphKind.TABLE:
            found += clause_table(setting, row)
        else:
            found.append(text_row(setting, row, kinds[at - 1] if at else None, following, flush=not clause.number))
    return found


def heading_row(setting: Setting, clause: LaidClause, key: str) -> Flowable:
    heading = Pair(clause.heading_en, clause.heading_zh)
    title = " ".join(part for part in (clause.number, setting.inline(heading, " ")) if part)
    bookmark = Bookmark(title, key)
    if setting.is_chinese_alone:
        words = f"{clause.number}\u3000{heading.in_(Language.CHINESE)}"
        cells = [(0.0, TEXT_WIDTH, paragraph(words, setting.heading(Language.CHINESE)))]
        return Aligned(cells, before=BEFORE_HEADING, after=AFTER_HEADING, together=True, bookmark=bookmark)
    cells = [
        (column.x, column.width, paragraph(heading.in_(column.language), setting.heading(column.language)))
        for column in setting.columns
    ]
    number = Hanging(clause.number, setting.heading_number)
    return Aligned(cells, number=number, before=BEFORE_HEADING, after=AFTER_HEADING, together=True, bookmark=bookmark)


def text_row(
    setting: Setting,
    row: LaidRow,
    before: ParagraphKind | None,
    following: ParagraphKind | None,
    flush: bool = False,
) -> Flowable:
    """The sentence before a list or a table stays with it, and the first item with the second.

    `flush`: recitals have no number, and in one language no room is kept for it.
    """
    is_item = row.kind is ParagraphKind.ITEM
    leads = not is_item and following in (ParagraphKind.ITEM, ParagraphKind.TABLE)
    opens = is_item and before is not ParagraphKind.ITEM and following is ParagraphKind.ITEM
    after = BETWEEN_ITEMS if following is ParagraphKind.ITEM else BETWEEN_ROWS
    indent = (HAN_ITEM_INDENT if setting.is_chinese_alone else ITEM_INDENT) if is_item else 0
    out = setting.columns[0].x if flush and not setting.is_bilingual else 0
    cells = [
        (
            column.x - out,
            column.width + out,
            paragraph(
                pieces_of(runs_in(row, column.language), setting.body(column.language)), setting.body(column.language)
            ),
        )
        for column in setting.columns
    ]
    number = Hanging(row.number, setting.number, indent) if row.number else None
    return Aligned(cells, number=number, after=after, together=leads or opens)


def plain_row(setting: Setting, pair: Pair, *, number: str = "", after: float = BETWEEN_ROWS) -> Aligned:
    """A sentence in each column that is no clause."""
    cells = [
        (column.x, column.width, paragraph(pair.in_(column.language), setting.body(column.language)))
        for column in setting.columns
    ]
    return Aligned(cells, number=Hanging(number, setting.number) if number else None, after=after)


def clause_table(setting: Setting, row: LaidRow) -> list[Flowable]:
    """Spans both columns; a cell holds the left language, then the other one."""
    count = max((len(line) for cells in (row.cells_en, row.cells_zh) for line in cells), default=0)
    lines = max(len(row.cells_en), len(row.cells_zh))
    if not (count and lines):
        return []
    width = TEXT_WIDTH - setting.left
    rows = [[cell_of(setting, row, at, place, width / count - 8) for place in range(count)] for at in range(lines)]
    return [spanning(setting, rows, [TableColumn((), 1) for _ in range(count)])]


def cell_of(setting: Setting, row: LaidRow, at: int, place: int, room: float) -> Cell:
    found: list[Block] = []
    texts = []
    for language in setting.languages:
        cells: Cells = row.cells_zh if language is Language.CHINESE else row.cells_en
        runs = cells[at][place] if at < len(cells) and place < len(cells[at]) else ()
        text = "".join(run.text for run in runs)
        if text and text not in texts:
            style = setting.cell(language, head=at == 0)
            found.append(paragraph(pieces_of(runs, style), style))
            texts.append(text)
    return joined_if_short(setting, found, room)


def joined_if_short(setting: Setting, blocks: list[Block], room: float) -> list[Block]:
    """训练 train: both on one line where they have room."""
    if len(blocks) != 2 or any("\n" in piece.text for block in blocks for piece in block.pieces):
        return blocks
    gap = setting.pieces(Pair("\u2002", "\u2002"), blocks[1].style)
    pieces = [*blocks[0].pieces, *gap, *blocks[1].pieces]
    joined = paragraph(pieces, blocks[0].style)
    return [joined] if len(joined.filled(room)) == 1 else blocks


def spanning(
    setting: Setting, rows: Sequence[Sequence[Cell]], columns: Sequence[TableColumn], from_left: bool = False
) -> Flowable:
    """A ruled table right of the numbers, or over the whole width. Its last three rows stay together."""
    end = len(rows) - 1
    rules = [*BASE_RULES, ("NOSPLIT", (0, max(1, end - 2)), (-1, end))] if end > 1 else BASE_RULES
    table = ruled(rows, columns, rules, TEXT_WIDTH if from_left else TEXT_WIDTH - setting.left)
    table.spaceAfter = BETWEEN_ROWS + 3
    return table
