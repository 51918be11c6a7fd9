"""Text from a word processor, cleaned: clauses with headings, paragraphs, items and tables, in bold where it was.

Understood are Word, WPS, LibreOffice, Google Docs and mail. Fonts, colours, comments, deleted and hidden text go.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from crm.agreements.drafting.grids import Grid, span, written
from crm.agreements.drafting.lines import LineKind, line_of, without_number
from crm.agreements.drafting.markup import End, Start, Text, events
from crm.values import Problem, Refused
from crm.values.enums import ParagraphKind

MEGABYTE = 1_000_000
MOST_MEGABYTES = 5
LONGEST_HEADING = 300

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset(
    (
        *HEADINGS,
        *("address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "figure", "form", "hr", "li"),
        *("main", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
VOID = frozenset(("br", "col", "hr", "img", "input", "link", "meta", "wbr", "base", "area", "embed", "source"))
DROPPED = frozenset(
    ("head", "title", "xml", "svg", "math", "object", "noscript", "template", "del", "select", "button")
)
HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all|mso-list:\s*ignore|mso-element:\s*(?:comment|header|footer)")
HIDDEN_CLASSES = frozenset(("msodel", "msocomanchor", "msocommentreference"))
WEIGHT = re.compile(r"(?<![\w-])font-weight:\s*(bold|bolder|normal|lighter|\d{3})")
LIST_LEVEL = re.compile(r"mso-list:[^;]*?level(\d)")
OUTLINE = re.compile(r"mso-outline-level:\s*(\d)")
FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*?)(?:<!--\s*EndFragment|\Z)", re.IGNORECASE | re.DOTALL)
INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF, *range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])
WIDE = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef\u2018-\u201d"
WRAPPED = re.compile(rf"(?<=[{WIDE}])[ \t]*[\r\n]+[ \t\r\n]*(?=[{WIDE}])")
"""A line break of the source between two Chinese signs is no space."""

NESTED = "– "
"""Before an item of an inner list: ours have one level."""


@dataclass(frozen=True, slots=True)
class PastedParagraph:
    kind: ParagraphKind
    text: str


@dataclass(frozen=True, slots=True)
class PastedClause:
    """Without a heading: what stands before the first one, or a clause that has none."""

    heading: str
    paragraphs: tuple[PastedParagraph, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading has a level; a new clause without a heading has 0."""

    text: str
    kind: ParagraphKind = ParagraphKind.TEXT
    level: int | None = None


def pasted_html(html: str) -> tuple[PastedClause, ...]:
    """The clauses of what the clipboard holds as HTML. Raises Refused `paste-too-large`, before anything is read."""
    refuse_large(html)
    fragment = FRAGMENT.search(html)
    reader = Reader()
    for event in events(fragment[1] if fragment else html):
        reader.take(event)
    reader.finish()
    return clauses(reader.blocks)


def pasted_text(text: str) -> tuple[PastedClause, ...]:
    """The same of plain text, a paragraph a line, by its typed numbers. Raises Refused `paste-too-large`."""
    refuse_large(text)
    lines = (tidy(line.strip(" \u3000\r")) for line in text.translate(INVISIBLE).split("\n"))
    return clauses([numbered(line) for line in lines if line])


def refuse_large(given: str) -> None:
    size = len(given.encode(errors="replace"))
    if size > MOST_MEGABYTES * MEGABYTE:
        values = {"size": -(-size // MEGABYTE), "most": MOST_MEGABYTES}
        raise Refused(Problem("paste-too-large", values=values))


def tidy(text: str) -> str:
    return text.replace("\u00a0", " ").replace("**", "＊＊").strip(" \u3000")


def numbered(text: str, plain: str = "") -> Block:
    """A line by its typed number. `plain` is the text without its marks, if it has any."""
    line = line_of(plain or text)
    rest = line.text if not plain or plain == text else without_prefix(text, plain, line.text)
    if line.kind is LineKind.HEADING:
        return Block(line.text, level=1)
    if line.kind is LineKind.CLAUSE:
        return Block(rest, level=0)
    return Block(rest, ParagraphKind.ITEM if line.kind is LineKind.ITEM else ParagraphKind.TEXT)


def without_prefix(text: str, plain: str, rest: str) -> str:
    """The marked text without the number that its plain twin has lost, in bold still where it was."""
    number = plain[: len(plain) - len(rest)].rstrip()
    if text.startswith(f"**{number}**"):
        return text[len(number) + 4 :].lstrip()
    if text.startswith(f"**{number}"):
        return f"**{text[len(number) + 2 :].lstrip()}"
    return text.removeprefix(number).lstrip()


@dataclass(slots=True)
class Opened:
    """An element that is open, and what it adds to those around it."""

    tag: str
    was_bold: bool
    is_list: bool = False
    is_dropped: bool = False
    level: int | None = None


@dataclass(slots=True)
class Reader:
    """Takes event after event; how deep they nest is a length here, no recursion."""

    blocks: list[Block] = field(default_factory=list)
    opened: list[Opened] = field(default_factory=list)
    count: Counter[str] = field(default_factory=Counter)
    runs: list[tuple[str, bool]] = field(default_factory=list)
    bold: bool = False
    dropped: int = 0
    lists: int = 0
    headings: list[int] = field(default_factory=list)
    item: int = 0
    """The depth of the list item whose first paragraph has still to come; 0: none."""
    tables: int = 0
    grid: Grid | None = None
    cell: tuple[int, int] | None = None
    cell_text: list[str] = field(default_factory=list)

    def take(self, event: Start | End | Text) -> None:
        if isinstance(event, Text):
            if not self.dropped:
                self.runs.append((event.text, self.bold))
        elif isinstance(event, Start):
            self.start(event)
        elif self.count[event.tag]:
            while self.close().tag != event.tag:
                pass

    def start(self, event: Start) -> None:
        tag, style = event.tag, event.attributes.get("style", "")
        if tag == "br" and not self.dropped:
            self.break_line()
        if tag in BLOCKS and not self.dropped:
            self.flush()
        if tag in VOID:
            return
        opened = Opened(tag, self.bold, is_dropped=is_dropped(event))
        self.opened.append(opened)
        self.count[tag] += 1
        self.dropped += opened.is_dropped
        if self.dropped:
            return
        self.bold = weight(tag, style, self.bold)
        if tag in ("ul", "ol"):
            opened.is_list = True
            self.lists += 1
        elif tag == "li":
            self.item = int(event.attributes.get("aria-level", "")[:1] or 0) or max(self.lists, 1)
        elif tag in ("table", "tr", "td", "th"):
            self.table_part(event)
        elif found := LIST_LEVEL.search(style):
            self.item = int(found[1]) if not heading_level(event) else 0
        if (level := heading_level(event)) is not None:
            opened.level = level
            self.headings.append(level)

    def close(self) -> Opened:
        opened = self.opened.pop()
        self.count[opened.tag] -= 1
        if opened.tag in BLOCKS and not self.dropped:
            self.flush()
        if not self.dropped:
            self.leave(opened)
        self.dropped -= opened.is_dropped
        self.bold = opened.was_bold
        if opened.level is not None:
            self.headings.pop()
        return opened

    def leave(self, opened: Opened) -> None:
        if opened.is_list:
            self.lists -= 1
        elif opened.tag == "li":
            self.item = 0
        elif opened.tag in ("td", "th") and self.tables == 1:
            self.end_cell()
        elif opened.tag == "table":
            self.tables -= 1
            if not self.tables:
                self.end_table()

    def table_part(self, event: Start) -> None:
        if event.tag == "table":
            self.tables += 1
            self.grid = self.grid or Grid()
        elif self.tables == 1 and self.grid is not None:
            self.end_cell()
            if event.tag == "tr":
                self.grid.begin_row()
            else:
                spans = [span(event.attributes.get(name, "").strip()) for name in ("colspan", "rowspan")]
                self.cell = spans[0], spans[1]

    def end_cell(self) -> None:
        if self.cell is not None and self.grid is not None:
            self.grid.add(" ".join(self.cell_text), *self.cell)
        self.cell, self.cell_text = None, []

    def end_table(self) -> None:
        self.end_cell()
        lines = self.grid.lines() if self.grid else []
        self.grid = None
        if len(lines) == 1 and len(lines[0]) == 1:  # a frame around a text
            self.blocks.append(Block(lines[0][0]))
        elif lines:
            self.blocks.append(Block(written(lines), ParagraphKind.TABLE))

    def finish(self) -> None:
        self.flush()
        if self.grid is not None:
            self.end_table()

    def break_line(self) -> None:
        if self.tables or self.headings or self.item or self.lists:
            self.runs.append((" ", self.bold))
        else:
            self.flush()

    def flush(self) -> None:
        """What was gathered is a paragraph."""
        text, plain = marked_up(self.runs)
        self.runs = []
        if not text:
            return
        if self.cell is not None:
            self.cell_text.append(text)
        elif self.headings:
            self.blocks.append(Block(plain, level=max(self.headings[-1], 1)))
        elif self.item:
            line = line_of(plain)
            kept = without_prefix(text, plain, line.text) if line.kind is LineKind.ITEM else text
            self.blocks.append(Block((NESTED if self.item > 1 else "") + kept, ParagraphKind.ITEM))
            self.item = 0
        else:
            self.blocks.append(numbered(text, plain))


def is_dropped(event: Start) -> bool:
    classes = event.attributes.get("class", "").split()
    hidden = bool(HIDDEN.search(event.attributes.get("style", "")))
    return event.tag in DROPPED or hidden or not HIDDEN_CLASSES.isdisjoint(classes)


def weight(tag: str, style: str, inherited: bool) -> bool:
    """Google Docs wraps everything in a `b` of normal weight."""
    if found := WEIGHT.search(style):
        return found[1] in ("bold", "bolder") or (found[1].isdigit() and int(found[1]) >= 600)
    return inherited or tag in ("b", "strong")


def heading_level(event: Start) -> int | None:
    if event.tag in HEADINGS:
        return HEADINGS[event.tag]
    found = OUTLINE.search(event.attributes.get("style", "")) if event.tag == "p" else None
    return int(found[1]) if found else None


def marked_up(runs: Iterable[tuple[str, bool]]) -> tuple[str, str]:
    """The text with `**` around what is bold, and the same without."""
    text, plain = "", ""
    for bold, group in groupby(runs, key=lambda run: run[1]):
        said = spaced("".join(part for part, _ in group))
        core = said.strip(" ")
        if not plain or plain.endswith(" "):
            said = said.lstrip(" ")
        plain += said
        lead, trail = said[: len(said) - len(said.lstrip(" "))], said[len(said.rstrip(" ")) :]
        text += f"{lead}**{core}**{trail}" if bold and core else said
    return text.strip(" \u3000"), plain.strip(" \u3000")


def spaced(text: str) -> str:
    text = WRAPPED.sub("", text.translate(INVISIBLE))
    return re.sub(r"[ \t\r\n\u00a0]+", " ", text).replace("**", "＊＊")


def clauses(blocks: list[Block]) -> tuple[PastedClause, ...]:
    """A title that stands alone above the headings, and headings below those of the clauses, are bold text."""
    level = clause_level(blocks)
    found: list[tuple[str, list[PastedParagraph]]] = []
    for block in blocks:
        if block.level is not None and block.level in (0, level) and len(block.text) <= LONGEST_HEADING:
            found.append((without_number(block.text) if block.level else "", []))
            if block.level:
                continue
        elif not found:
            found.append(("", []))
        found[-1][1].append(paragraph(block))
    return tuple(PastedClause(heading, tuple(rows)) for heading, rows in found)


def paragraph(block: Block) -> PastedParagraph:
    return PastedParagraph(block.kind, f"**{block.text}**" if block.level else block.text)


def clause_level(blocks: list[Block]) -> int:
    """The highest level that comes more than once, else the highest there is."""
    levels = Counter(block.level for block in blocks if block.level)
    often: Iterator[int] = (level for level, times in sorted(levels.items()) if times > 1)
    return next(often, min(levels, default=1))
