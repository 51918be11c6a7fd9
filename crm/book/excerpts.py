"""What is shown of a text that holds the words looked for: a line around them, and where in it they stand. Pure."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from crm.book.text import folded

AROUND = 40
"""Characters that are shown before and after a word."""

FRAGMENTS = 3
"""Places of one text that are shown at most, when its words stand far apart."""

PIECE, OVERLAP = 1_000, 100
"""Long lines are looked at in pieces: a word of a million letters costs no second."""

FEWEST_DIGITS = 4
BETWEEN_DIGITS = r"[\s\-().]*"
NUMBER = re.compile(r"[\d\s\-().+/]+")

Mark = tuple[int, int]
Terms = tuple[str, ...]


def readings(text: str) -> list[Terms]:
    """What a question may mean: its words; typed as a phone number is, also its digits as one, without a leading 0."""
    plain = folded(text)
    words = [tuple(plain.split())] if plain.split() else []
    digits = re.sub(r"\D", "", plain)
    if len(digits) < FEWEST_DIGITS or not NUMBER.fullmatch(plain):
        return words
    return list(dict.fromkeys([*words, (digits,), (digits.lstrip("0") or digits,)]))


def holds(body: str, readings: Sequence[Terms]) -> bool:
    """Whether a folded text has every word of one of the readings."""
    return any(all(term in body for term in terms) for terms in readings)


def excerpt(text: str, readings: Sequence[Terms]) -> tuple[str, tuple[Mark, ...]]:
    """One line as it was typed, with all words that are looked for in it and their places."""
    terms = list(dict.fromkeys(term for reading in readings for term in reading))
    shown: list[str] = []
    missing = terms
    for piece in pieces(text):
        if not missing or len(shown) == FRAGMENTS:
            break
        first = next((mark for mark in marks(piece, missing)), None)
        if first is not None:
            shown.append(around(piece, *first))
            plain = folded(shown[-1])
            missing = [term for term in missing if not re.search(pattern(term), plain)]
    line = " ".join(shown) or around(text.split("\n", 1)[0], 0, AROUND)
    return line, marks(line.replace("…", " "), terms)  # folded, … would be three dots


def pieces(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        for start in range(0, max(1, len(line) - OVERLAP), PIECE):
            yield line[start : start + PIECE + OVERLAP]


def around(piece: str, start: int, end: int) -> str:
    low, high = max(0, start - AROUND), min(len(piece), end + AROUND)
    return ("…" if low else "") + " ".join(piece[low:high].split()) + ("…" if high < len(piece) else "")


def marks(text: str, terms: Sequence[str]) -> tuple[Mark, ...]:
    """Where the folded terms stand in a text as it was typed, from left to right; what overlaps is one."""
    plain = folded(text)
    if not any(re.search(pattern(term), plain) for term in terms if term):
        return ()
    plain, starts, ends = mapped(text)
    found = sorted(
        (starts[match.start()], ends[match.end() - 1])
        for term in terms
        if term
        for match in re.finditer(pattern(term), plain)
    )
    return tuple(joined(found))


def pattern(term: str) -> str:
    """A number is found in any spacing: 13800138000 in +86 138-0013-8000."""
    if term.isascii() and term.isdigit() and len(term) >= FEWEST_DIGITS:
        return BETWEEN_DIGITS.join(term)
    return re.escape(term)


def joined(found: Sequence[Mark]) -> Iterator[Mark]:
    last: Mark | None = None
    for start, end in found:
        if last is not None and start <= last[1]:
            last = (last[0], max(end, last[1]))
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last


def mapped(text: str) -> tuple[str, list[int], list[int]]:
    """The folded text, and for each of its characters where that began and ended in the text as typed."""
    if folds_sign_by_sign(text):
        return folded(text), [*range(len(text))], [*range(1, len(text) + 1)]
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    place = 0
    for cluster in clusters(text):
        part = folded(cluster)
        parts.append(part)
        starts += [place] * len(part)
        place += len(cluster)
        ends += [place] * len(part)
    return "".join(parts), starts, ends


def folds_sign_by_sign(text: str) -> bool:
    """Whether each character folds to one: nearly all texts do, and casefolding never makes a text shorter."""
    cased = text.casefold()
    is_plain = unicodedata.is_normalized("NFKC", text) and unicodedata.is_normalized("NFKC", cased)
    return is_plain and len(cased) == len(text)


def clusters(text: str) -> Iterator[str]:
    """A character with the marks that are put on it: e and ´ fold to one é."""
    number = 0

    def numbered(sign: str) -> int:
        nonlocal number
        number += not joins(sign)
        return number

    for _, signs in groupby(text, numbered):
        yield "".join(signs)


def joins(sign: str) -> bool:
    return unicodedata.combining(sign) != 0 or "ᅠ" <= sign <= "ᇿ" or sign in "ﾞﾟ"
