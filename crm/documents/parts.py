"""Parts that every document is put together from: its opening, headings with a word beside, facts, figures."""

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from crm.documents.look import BESIDE, BODY, CELL, EYEBROW, HEADING_2, INK_2, KEY_FIGURE, SUBTITLE, TITLE, Style
from crm.documents.page import TEXT_WIDTH
from crm.documents.paragraphs import Beside, Block, Bookmark, Piece, paragraph, width_of_line
from crm.documents.speech import Said, Speech
from crm.documents.tables import Column, ruled
from crm.values import Message

SECOND_TITLE = Style(12, 19, together=True)
FACT_WIDTH = 95.0
WIDE_GAP = "\u2002\u2002"


def opening(speech: Speech, eyebrow: Said, title: Said, lines: Sequence[Said]) -> list[Flowable]:
    """What it is, whom it is about, and who that is."""
    first, *others = speech.each(title)
    story: list[Flowable] = [
        paragraph(speech.inline(eyebrow), EYEBROW),
        paragraph(first, TITLE.spaced(before=1), bookmark=Bookmark(first, "top")),
        *(paragraph(other, SECOND_TITLE) for other in others),
    ]
    for line in lines:
        story += speech.stacked(line, SUBTITLE)
    return story


def heading(speech: Speech, title: str, beside: Said | None = None) -> list[Flowable]:
    """A heading of the second rank, with its place in the outline, and a quiet word beside it, or below if long."""
    words = WIDE_GAP.join(speech.each(title))
    pieces = [Piece(part, HEADING_2) for part in interleaved(speech.each(title))]
    bookmark = Bookmark(words, title, level=1)
    if beside is None:
        return [paragraph(pieces, HEADING_2, bookmark=bookmark)]
    quiet = speech.inline(beside)
    if width_of_line(words + WIDE_GAP, HEADING_2) + width_of_line(quiet, BESIDE) <= TEXT_WIDTH:
        return [paragraph([*pieces, Piece(WIDE_GAP + quiet, BESIDE)], HEADING_2, bookmark=bookmark)]
    return [
        paragraph(pieces, HEADING_2.spaced(after=0), bookmark=bookmark),
        *speech.stacked(beside, BESIDE.spaced(after=HEADING_2.after).kept()),
    ]


def interleaved(words: Sequence[str]) -> list[str]:
    """The words with a gap between, each its own piece: each is set by the rules of its own script."""
    return [words[0], *(part for word in words[1:] for part in (WIDE_GAP, word))]


def fact(speech: Speech, label: str, value: str) -> Block:
    """A label in the margin and its value."""
    return fact_named(speech, speech.inline(label), value)


def fact_named(speech: Speech, name: str, value: str) -> Block:
    """The same with a name that a person gave."""
    return paragraph(
        value,
        BODY.spaced(after=1),
        beside=Beside(name, BODY.inked(INK_2), FACT_WIDTH if len(speech.languages) == 1 else 150),
    )


def figures(speech: Speech, numbers: Sequence[tuple[int, str]]) -> Flowable:
    """Key figures side by side, each over its word. The label's plural goes by the figure."""
    cells = [
        [paragraph(f"{number:,}", KEY_FIGURE), *speech.stacked(Message(label, {"n": number}), CELL.inked(INK_2))]
        for number, label in numbers
    ]
    return ruled([cells], [Column((), 1) for _ in cells], [])
