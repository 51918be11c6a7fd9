"""Cuts a text into runs of one face. Pure but for the question which face has a sign.

reportlab has no fallback: a sign that its face lacks vanishes from the page and from the text that is copied out.
So every sign is asked for in the chain Latin, Chinese, rare Han; what no face has is drawn as □ and named.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from crm.documents import fonts
from crm.documents.look import Style

LATIN_IN_CHINESE = 0.97
MISSING = "□"
"""In Inter and in Noto Sans SC (U+FFFD is in neither)."""

HAN_RANGES = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
HAN_SIGN = re.compile(f"[{HAN_RANGES}]")
LATIN_WORD = re.compile(r"[^\W\d_\u0370-\U0010ffff]+")
ZERO_WIDTH = frozenset("\u200d\ufe0e\ufe0f")


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign as it is set: in which face, how large, how wide."""

    text: str
    face: str
    size: float
    width: float


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring signs of one face and size."""

    text: str
    face: str
    size: float
    width: float


def clean(text: str) -> str:
    """What may stand on paper: composed, line breaks as \\n, without control and formatting characters.

    Bidi controls and zero-width signs are invisible on paper and could only mislead whoever copies the text.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    text = re.sub("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]", "\n", text)
    if text.isascii() and text.isprintable():
        return text
    return "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))


def is_chinese(text: str) -> bool:
    """Whether a paragraph is a Chinese one: it has at least as many Han signs as Latin words.

    The language of a paragraph is that of its words, not of the document: a Chinese decision in an English report
    keeps its full-width quotation marks.
    """
    han = len(HAN_SIGN.findall(text))
    return han > 0 and han >= len(LATIN_WORD.findall(text))


def signs(text: str, style: Style, chinese: bool) -> list[Sign]:
    """The signs of a cleaned text, one by one, as a line is filled with them.

    A dot between spaces parts two languages or two facts: it is none of a Chinese name, 阿琼·梅农, and is set narrow.
    """
    return [
        set_sign(
            sign, style.size, style.weight, chinese and not (sign == "·" and text[at - 1 : at] == " "), style.serif
        )
        for at, sign in enumerate(text)
    ]


@lru_cache(maxsize=20_000)
def set_sign(sign: str, size: float, weight: int, chinese: bool, serif: bool = False) -> Sign:
    if sign == "\n":
        return Sign(sign, fonts.chain(weight, serif).latin, size, 0)
    face = face_of(sign, weight, chinese, serif)
    shown = MISSING if face is None else sign
    face = face_of(MISSING, weight, chinese, serif) or fonts.chain(weight).latin if face is None else face
    size = size * LATIN_IN_CHINESE if chinese and is_latin(sign) else size
    return Sign(shown, face, size, fonts.width_of(face, shown) * size)


@lru_cache(maxsize=20_000)
def face_of(sign: str, weight: int, chinese: bool, serif: bool = False) -> str | None:
    """The first face of the chain that has the sign: None where none has."""
    order = fonts.chain(weight, serif).for_sign(prefers_han=chinese and not is_latin(sign))
    return next((name for name in order if fonts.has(name, sign)), None)


def is_latin(sign: str) -> bool:
    """Latin letters, digits and ASCII punctuation: set in the Latin face also inside Chinese."""
    return sign.isascii() or (sign < "\u0250" and sign.isalpha()) or sign in "\u2212\u00a0"


def runs(line: Iterable[Sign]) -> list[Run]:
    found = []
    for (face, size), group in groupby(line, lambda sign: (sign.face, sign.size)):
        part = list(group)
        found.append(Run("".join(sign.text for sign in part), face, size, sum(sign.width for sign in part)))
    return found


def missing_signs(text: str) -> list[str]:
    """Every sign of the text that no face has, each once, in the order of their code points."""
    return sorted(sign for sign in set(clean(text)) - {"\n"} if face_of(sign, 400, chinese=False) is None)


def named(sign: str) -> str:
    """U+1F680 ROCKET: how a missing sign is named in the warning, where it could not be drawn either."""
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".strip()
