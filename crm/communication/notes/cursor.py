"""What stands unfinished before the cursor, so that it can be completed: `@Fang W`, `#data`, `due Fr`."""

import re
from dataclasses import dataclass
from enum import Enum

from crm.communication.notes.names import AT, Names

LOOK_BACK = 60
NAME = re.compile(r"[\w .·'’()（）&-]{0,40}")
TAG = re.compile(r"(?:(?<![\w/&#＃])|(?<=[一-鿿]))[#＃]([\w-]{0,60})$")
DUE = re.compile(
    r"(?<![A-Za-z])(?:due|by)[ ]([A-Za-z0-9 ]{0,16})$|(?:截止|期限|最晚)[:：]?([一-鿿0-9]{0,8})$", re.IGNORECASE
)


class UnfinishedKind(Enum):
    NAME = "name"
    TAG = "tag"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """`typed` stands from `start` to the cursor; a completion replaces it (and the sign, where `start` includes it)."""

    kind: UnfinishedKind
    start: int
    typed: str


def unfinished(text: str, cursor: int, names: Names) -> Unfinished | None:
    """What the cursor stands behind, on its own line. A name that is already whole is finished."""
    begin = max(text.rfind("\n", 0, cursor) + 1, cursor - LOOK_BACK)
    return name_before(text, begin, cursor, names) or pattern_before(text[begin:cursor], begin)


def name_before(text: str, begin: int, cursor: int, names: Names) -> Unfinished | None:
    places = [match.start() for match in AT.finditer(text, begin, cursor)]
    if not places:
        return None
    start, typed = places[-1], text[places[-1] + 1 : cursor]
    known = names.longest(text, start + 1)
    if (known and known[0] <= cursor) or typed.startswith(" ") or not NAME.fullmatch(typed):
        return None
    return Unfinished(UnfinishedKind.NAME, start, typed)


def pattern_before(before: str, begin: int) -> Unfinished | None:
    if tag := TAG.search(before):
        return Unfinished(UnfinishedKind.TAG, begin + tag.start(), tag[1])
    if due := DUE.search(before):
        group = 1 if due[1] is not None else 2
        return Unfinished(UnfinishedKind.DUE, begin + due.start(group), due[group])
    return None
