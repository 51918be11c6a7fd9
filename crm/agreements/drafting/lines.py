"""What a typed number says of its line: `1.1`, `(a)`, `第三条`, a bullet. The number goes: ours are counted."""

import re
from dataclasses import dataclass
from enum import Enum

HAN_NUMBER = "[零〇一二三四五六七八九十百]"
CHAPTER = re.compile(rf"第(?:{HAN_NUMBER}{{1,5}}|\d{{1,3}})[条章节][\s:：、.]*")
ARTICLE = re.compile(r"(?:article|clause|section)\s+\d{1,3}[\s:.–-]+", re.IGNORECASE)
TOP = re.compile(rf"(?:\d{{1,2}}(?:[.．、](?!\d)\s*|\t+)|{HAN_NUMBER}{{1,3}}、\s*)")
LEVELS = re.compile(r"(\d{1,2}(?:[.．]\d{1,2}){1,4})[.．、]?(?:\t\s*|\s+(?=[A-Z“\"\u3400-\u9fff])|(?=[\u3400-\u9fff]))")
ITEM = re.compile(
    rf"(?:[(（](?:[a-z]|[ivx]{{1,5}}|\d{{1,2}}|{HAN_NUMBER}{{1,3}})[)）]\s*|(?:[a-z]|[ivx]{{1,5}}|\d{{1,2}})[)）]\s*"
    rf"|[•·●○◦▪■□◆◇‣⁃➢✓*–—-][\s\t]+|[①-⑳]\s*)"
)
SENTENCE_ENDS = tuple(".。；;，,:：")
LONGEST_HEADING = 60


class LineKind(Enum):
    HEADING = "heading"
    CLAUSE = "clause"
    TEXT = "text"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Line:
    """`CLAUSE`: a new clause without a heading, whose first paragraph this is."""

    kind: LineKind
    text: str


def line_of(text: str) -> Line:
    """`1. Purpose` and 第一条 目的 are headings, `1.1 The parties` is text, `(a) each month` is an item."""
    for pattern in (CHAPTER, ARTICLE):
        if found := pattern.match(text):
            rest = text[found.end() :].strip()
            return Line(LineKind.HEADING if is_heading(rest) else LineKind.CLAUSE, rest)
    if found := LEVELS.match(text):
        deep = len(re.split("[.．]", found[1])) > 2
        return Line(LineKind.ITEM if deep else LineKind.TEXT, text[found.end() :].strip())
    if found := TOP.match(text):
        rest = text[found.end() :].strip()
        return Line(LineKind.HEADING if is_heading(rest) else LineKind.TEXT, rest)
    if found := ITEM.match(text):
        return Line(LineKind.ITEM, text[found.end() :].strip())
    return Line(LineKind.TEXT, text)


def is_heading(text: str) -> bool:
    return 0 < len(text) <= LONGEST_HEADING and not text.endswith(SENTENCE_ENDS)


def without_number(text: str) -> str:
    """Of a heading, which is one anyhow."""
    for pattern in (CHAPTER, ARTICLE, LEVELS, TOP):
        if found := pattern.match(text):
            return text[found.end() :].strip()
    return text
