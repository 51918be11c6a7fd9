"""Who is meant by `@Name`: the longest known name that stands there, in any width, case and spacing."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any

LONGEST = 80
"""Characters after an @ that may belong to a name."""

AT = re.compile(r"(?<![A-Za-z0-9._%+-])[@＠]")
"""Not the @ of an e-mail address. A Chinese character may stand right before it."""

UNKNOWN = re.compile(
    r"[^\W\d_a-z一-鿿][^\W\d_一-鿿]{0,30}(?:[ ·'’-][^\W\d_a-z一-鿿][^\W\d_一-鿿]{0,30}){0,3}|[一-鿿·]{2,4}(?![一-鿿·])"
)
"""A name nobody has yet: up to four capitalised words, or two to four Chinese characters with an end.

A longer run of Chinese characters has no visible end of the name: `@王五起草条款` is left alone.
"""


class NamedKind(Enum):
    CONTACT = "contact"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Named:
    """A contact or a partner that may be meant. `name` is how it is shown, `spellings` how it may be written."""

    kind: NamedKind
    id: int
    name: str
    spellings: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def folded_sign(sign: str) -> str:
    return " " if sign.isspace() else unicodedata.normalize("NFKC", sign).casefold()


class Names:
    """The known names as a tree of folded characters: a match costs its own length, however many names there are.

    Where two bear one name, the one given first is meant: callers put the meeting's own people first.
    """

    def __init__(self, named: Iterable[Named] = ()) -> None:
        self._tree: dict[str, Any] = {}
        for one in named:
            for spelling in (one.name, *one.spellings):
                self._add(spelling.strip(), one)

    def _add(self, spelling: str, named: Named) -> None:
        if not spelling:
            return
        node = self._tree
        for sign in spelling[:LONGEST]:
            for part in folded_sign(sign):
                node = node.setdefault(part, {})
        node.setdefault("", named)

    def longest(self, text: str, start: int) -> tuple[int, Named] | None:
        """Where the longest name that begins at `start` ends, and whose it is."""
        node, found, place = self._tree, None, start
        while place < len(text):
            for part in folded_sign(text[place]):
                node = node.get(part, {})
            if not node:
                break
            place += 1
            if "" in node and ends_here(text, place):
                found = (place, node[""])
        return found


def ends_here(text: str, place: int) -> bool:
    """Whether a name may end before `place`: not inside a Latin word, so that @Ann is not found in @Anna."""
    return place >= len(text) or not (is_latin(text[place - 1]) and is_latin(text[place]))


def is_latin(sign: str) -> bool:
    return sign.isalnum() and sign < "⺀"


def unknown_name(text: str, start: int) -> int | None:
    """Where a name that nobody has yet ends."""
    match = UNKNOWN.match(text, start, min(len(text), start + LONGEST))
    return match.end() if match else None


def name_runs(text: str) -> list[str]:
    """What follows each @, so that the book can be asked whose name it may be."""
    runs: dict[str, None] = {}
    for match in AT.finditer(text):
        run = text[match.end() : match.end() + LONGEST].split("\n", 1)[0]
        runs[re.split("[@＠#＃]", run, maxsplit=1)[0].strip()] = None
    return [run for run in runs if run]
