"""Where a line may end: the rules of DOCUMENTS.md, "Chinese lines", for Chinese, Latin and both in one paragraph.

reportlab's own splitter begins lines with ，；：！？》”’…% and cuts Latin words. This one steps back to a legal break;
only a word longer than a whole line is cut, at a mark such as / or - where it has one.
"""

import re
from collections.abc import Sequence

from crm.documents.runs import HAN_RANGES

NEVER_FIRST = frozenset("，。、；：！？）】》〉」』”’…—·・%‰％．,.;:!?)]}>%")
NEVER_LAST = frozenset("（【《〈「『“‘¥￥№$£€([{<第")
UNITS = frozenset("年月日元条个天次项批页周家人份万亿台张季度号时分点倍组位名")
NO_BREAK_SPACE = "\u00a0"
IDEOGRAPHIC = re.compile(f"[{HAN_RANGES}\u3000-\u30ff\uac00-\ud7af\uff00-\uffef“”‘’…—]")
CUTS_OF_A_WORD = frozenset("/-._&=?@+:,;")


def may_break(text: str, at: int) -> bool:
    """Whether a line may end before `text[at]`."""
    before, after = text[at - 1], text[at]
    if after in NEVER_FIRST or before in NEVER_LAST or NO_BREAK_SPACE in (before, after) or after.isspace():
        return False
    if before.isspace():
        return not parts_a_number_from_its_unit(text, at)
    if after in UNITS and (before.isdigit() or before in "万亿"):
        return False
    if before in "\"'" or after in "\"'":
        return False
    return bool(IDEOGRAPHIC.match(before) or IDEOGRAPHIC.match(after))


def parts_a_number_from_its_unit(text: str, at: int) -> bool:
    """Of a text typed as “第 8 批”: the spaces in it are no places to break."""
    if at < 2:
        return False
    before, after = text[at - 2], text[at]
    return (before.isdigit() and after in UNITS) or (before == "第" and after.isdigit())


def break_lines(text: str, widths: Sequence[float], first: float, later: float) -> list[tuple[int, int]]:
    """The lines as (start, end) into the text, spaces at their ends left out.

    `widths` has one width per character, `first` and `later` are the widths of the first line and of the others.
    "\\n" ends a line. Every line holds at least one character, however narrow the column.
    """
    lines: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        lines += break_paragraph(text, widths, (start, end), first if not lines else later, later)
        start = end + 1
    return lines or [(0, 0)]


def break_paragraph(
    text: str, widths: Sequence[float], span: tuple[int, int], first: float, later: float
) -> list[tuple[int, int]]:
    """The lines of one stretch without a hard break. An empty one is an empty line."""
    start, end = span
    lines: list[tuple[int, int]] = []
    room = first
    while True:
        at = fill(text, widths, start, end, room)
        if at < end:
            at = last_legal_break(text, start, at)
        lines.append((start, trimmed(text, start, at)))
        start = skip_spaces(text, at, end)
        room = later
        if start >= end:
            return with_company_for_the_last_sign(text, lines)


def fill(text: str, widths: Sequence[float], start: int, end: int, room: float) -> int:
    """The first index that does not fit any more. Spaces hang out over the margin."""
    used, at = 0.0, start
    while at < end:
        used += widths[at]
        if used > room + 1e-6 and text[at] != " " and at > start:
            return at
        at += 1
    return end


def last_legal_break(text: str, start: int, limit: int) -> int:
    """The last place at or before `limit` where the line may end; a word without one is cut."""
    for at in range(limit, start, -1):
        if may_break(text, at):
            return at
    return cut_of_a_word(text, start, limit)


def cut_of_a_word(text: str, start: int, limit: int) -> int:
    """Where to cut what no rule allows to break: after / or - in its second half, else where the line is full."""
    for at in range(limit, start + (limit - start) // 2, -1):
        if text[at - 1] in CUTS_OF_A_WORD and text[at] not in NEVER_FIRST:
            return at
    for at in range(limit, start, -1):
        if text[at] not in NEVER_FIRST and text[at - 1] not in NEVER_LAST:
            return at
    return limit


def trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] == " ":
        end -= 1
    return end


def skip_spaces(text: str, at: int, end: int) -> int:
    while at < end and text[at] == " ":
        at += 1
    return at


def with_company_for_the_last_sign(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A paragraph never ends in a line of one sign: the last one or two of the line before come along."""
    if len(lines) < 2:
        return lines
    start, (last_start, last_end) = lines[-2][0], lines[-1]
    if not is_alone(text[last_start:last_end]):
        return lines
    for at in range(last_start - 1, start, -1):
        if may_break(text, at):
            return [*lines[:-2], (start, trimmed(text, start, at)), (at, last_end)]
    return lines


def is_alone(line: str) -> bool:
    """One Han sign, with or without the mark that closes its sentence."""
    standing = [sign for sign in line if sign not in NEVER_FIRST]
    return len(standing) == 1 and bool(IDEOGRAPHIC.match(standing[0]))
