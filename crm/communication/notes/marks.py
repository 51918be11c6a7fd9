"""The marks of a line: internal, decided, to do, tags; and its words as they are read without them."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol, TypeVar

from crm.communication.notes.names import AT, NamedKind, Names, unknown_name
from crm.communication.notes.spans import Mention, Span, SpanKind, TagUse

LATIN_TAG = r"(?!\d+(?![\w-]))([\w-]{1,60})(?![\w-])"
TAG = re.compile(rf"(?:(?<![\w/&#＃])|(?<=[一-鿿]))[#＃]{LATIN_TAG}")
"""Not the #7 of a number, nor the anchor of a web address. A Chinese character may stand right before it."""
BULLET = r"[ \t　]{0,8}(?:[-*•·–][ ]?|\d{1,2}[.)、][ ]?|\[[ x]?\][ ]?)?"
SPEAKER = r"(?:[^\s\d:：@＠#＃,，。.!?！？][^:：@＠#＃,，。.!?！？\n]{0,30}[:：][ ]?)??"
"""Who said it, as a chat that was pasted begins its lines: 沈若兰：决定：…. Tried last, so that a mark is no name."""
INTERNAL = re.compile(SPEAKER + BULLET + r"(?P<mark>internal[ ]?[:：]|(?:仅)?内部[:：]|【内部】)[ ]?", re.IGNORECASE)
DECISION = re.compile(
    SPEAKER + BULLET + r"(?P<mark>(?:decided|decisions?|agreed)[ ]?(?P<internal>\(internal\)|（内部）)?[ ]?[:：]"
    r"|已?(?:决定|决议)(?P<han_internal>（内部）|\(内部\))?[ ]?[:：])[ ]?",
    re.IGNORECASE,
)
INTERNAL_DECISION = re.compile(
    r"(?:decided|decisions?|agreed)[ ]?\(internal\)|已?(?:决定|决议)[(（]内部[)）]", re.IGNORECASE
)
TASK = re.compile(
    SPEAKER
    + BULLET
    + r"(?P<mark>(?:to-?do|action(?:[ ]item)?|next[ ]step)[ ]?[:：]|待办(?:事项)?[ ]?[:：]|\[[ ]\])[ ]?",
    re.IGNORECASE,
)
TRAILING = re.compile(r"[ \t]{0,4}(?:[#＃][\w-]{1,60}[ \t]{0,4}){0,8}[.。]?[ \t]{0,4}")


class Placed(Protocol):
    """Whatever has a place in the line."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Found = TypeVar("Found", bound=Placed)


def within(found: Sequence[Found], start: int, end: int) -> Sequence[Found]:
    """Those that begin in the stretch, by bisection: a line may be 1 MB long."""
    first = bisect_left(found, start, key=lambda one: one.start)
    return found[first : bisect_left(found, end, key=lambda one: one.start)]


def meets(taken: Sequence[Placed], start: int, end: int) -> bool:
    """Whether the stretch overlaps one of those taken."""
    place = bisect_left(taken, end, key=lambda one: one.start)
    return place > 0 and taken[place - 1].end > start


def mentions_of(line: str, names: Names) -> list[Mention]:
    found: list[Mention] = []
    for match in AT.finditer(line):
        if found and match.start() < found[-1].end:
            continue
        if known := names.longest(line, match.end()):
            found.append(Mention(match.start(), known[0], known[1].name, known[1]))
        elif end := unknown_name(line, match.end()):
            found.append(Mention(match.start(), end, line[match.end() : end], None))
    return found


def tags_of(line: str, mentions: Sequence[Mention]) -> list[TagUse]:
    return [
        TagUse(match.start(), match.end(), match[1])
        for match in TAG.finditer(line)
        if not meets(mentions, match.start(), match.end())
    ]


def marks_end(line: str) -> int:
    """Where a line's own words begin, after "internal:", "Decided:" and the like."""
    end = 0
    for mark in (INTERNAL, DECISION, TASK):
        if match := mark.match(line, end):
            end = match.end()
    return end


def plain_text(
    line: str, start: int, end: int, mentions: Sequence[Mention], tags: Sequence[TagUse], left_out: Sequence[Placed]
) -> str:
    """A stretch as it is read aloud: @ and # are dropped, so are trailing tags and the days in `left_out`."""
    drops = [(one.start, one.start + 1) for one in within(mentions, start, end)]
    drops += [(one.start, one.end if trails(line, one, end) else one.start + 1) for one in within(tags, start, end)]
    drops += [(one.start, one.end) for one in left_out]
    parts, place = [], start
    for begin, stop in sorted(drops):
        parts.append(line[place : max(place, begin)])
        place = max(place, stop)
    return tidied("".join(parts) + line[place:end])


def trails(line: str, tag: TagUse, end: int) -> bool:
    return TRAILING.fullmatch(line, tag.end, end) is not None


def tidied(text: str) -> str:
    """One line, without the full stop, and beginning with a capital where it is Latin."""
    text = re.sub(r"\s+", " ", text).strip(" ,，、:：;；-–•*·")
    if text.endswith((".", "。")) and not text.endswith(".."):
        text = text[:-1]
    text = re.sub(r" (?=[.,;，。；])", "", text).rstrip(" ,，;；")
    text = re.sub(r"(?<=[一-鿿]) (?=[一-鿿])", "", text)  # 向沈若兰 发送: the space only ended the name
    return text[:1].upper() + text[1:] if text[:1].isascii() else text


def mention_kind(mention: Mention) -> SpanKind:
    if mention.named is None:
        return SpanKind.UNKNOWN
    return SpanKind.PERSON if mention.named.kind is NamedKind.CONTACT else SpanKind.PARTNER


def in_order(spans: Sequence[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if span.end > span.start and (not kept or span.start >= kept[-1].end):
            kept.append(span)
    return tuple(kept)
