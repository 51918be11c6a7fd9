"""Misspellings and short forms of single words. Pure; rapidfuzz is imported where it is asked, for it costs 20 ms."""

from functools import lru_cache

from crm.book.text import IS_HAN
from crm.partners.duplicates.places import PLACES
from crm.partners.duplicates.readings import sound_alike
from crm.partners.duplicates.words import KEYS, LONGEST_HAN, Weight

KNOWN = KEYS.keys() | PLACES.keys()

NEAR_LETTERS = (
    "aeiouy",
    "ckq",
    "sz",
    "dt",
    "bp",
    "fv",
    "mn",
    "gj",
    "vw",
    "lr",
    "as",
    "er",
    "rt",
    "ty",
    "io",
    "op",
    "kl",
    "xc",
)
"""Letters that sound alike or lie side by side on a keyboard."""

SHORTEST = 5
"""Letters below which a word that differs by one is another word: Intel and Intec, Nova and Nora."""


def misspelt(one: str, other: str) -> float:
    """How surely one word is the other with a slip of the hand: 0 where it is not, 0.8 to 0.95 where it is."""
    if one == other:
        return 1.0
    if one in KEYS and other in KEYS:
        return 0.0
    if IS_HAN.search(one) or IS_HAN.search(other):
        return misspelt_han(one, other)
    return misspelt_latin(one, other)


def misspelt_latin(one: str, other: str) -> float:
    from rapidfuzz.distance import OSA

    short = min(len(one), len(other))
    if short < SHORTEST - 1 or any(sign.isdigit() for sign in one + other):
        return 0.0
    allowed = 1 if short < 10 else 2
    slips = OSA.distance(one, other, score_cutoff=allowed)
    if slips > allowed or (short < SHORTEST and len(one) == len(other)):
        return 0.0
    sure = 0.94 - 0.03 * (slips - 1)
    if short < 8 and not is_slip(one, other):
        sure -= 0.10 if is_near(one, other) else 0.30
    if one[0] != other[0] and sorted(one) != sorted(other):
        sure -= 0.10
    return sure


def is_slip(one: str, other: str) -> bool:
    """Letters exchanged, left out or doubled: the hand's mistakes. One letter for another may be another word."""
    return sorted(one) == sorted(other) or len(one) != len(other)


def is_near(one: str, other: str) -> bool:
    """One letter for another that sounds or lies like it: Nvidea for Nvidia. Intec is not Intel."""
    differing = [{a, b} for a, b in zip(one, other, strict=True) if a != b]
    return all(any(pair <= set(group) for group in NEAR_LETTERS) for pair in differing)


def misspelt_han(one: str, other: str) -> float:
    """A wrong sign with the same sound comes from the keyboard; another wrong sign only in a long word."""
    from rapidfuzz.distance import OSA

    short = min(len(one), len(other))
    if short < 3 or abs(len(one) - len(other)) > 1:
        return 0.0
    if OSA.distance(one, other, score_cutoff=1) > 1:
        return 0.0
    if len(one) == len(other):
        if sorted(one) == sorted(other) or sound_alike(one, other):
            return 0.92 if short > 3 else 0.85
        return 0.86 if short > 4 else 0.82 if short == 4 else 0.0
    longer = max((one, other), key=len)
    extra = next((sign for sign in longer if sign not in min((one, other), key=len)), longer[-1])
    telling = extra in KEYS and KEYS[extra][1] is Weight.TELLING
    return 0.0 if telling or short < 4 else 0.84


PASSED_OVER = frozenset(("technology", "network", "information", "basic"))
"""Words from which a short form need not take a sign: 中科大 leaves 技术 out."""


@lru_cache(maxsize=65_536)
def words_of(han: str) -> tuple[str, ...]:
    """Known words and places by the longest; what lies between them is one word: 上海 交通 大学, 招商 银行."""
    found: list[str] = []
    unknown = ""
    at = 0
    while at < len(han):
        word = next((han[at : at + size] for size in range(LONGEST_HAN, 1, -1) if han[at : at + size] in KNOWN), "")
        if not word:
            unknown += han[at]
            at += 1
            continue
        found += [part for part in (unknown, word) if part]
        unknown = ""
        at += len(word)
    return (*found, unknown) if unknown else tuple(found)


def heavy_words(han: str) -> tuple[str, ...]:
    """Without the weak words at the end: 台湾积体电路 of 台湾积体电路制造."""
    words = words_of(han)
    while len(words) > 1 and KEYS.get(words[-1], ("", Weight.CORE))[1] is Weight.WEAK:
        words = words[:-1]
    return words


def shortened_han(short: str, long: str) -> bool:
    """Whether the short name takes signs from every word of the long one, in order, weak words apart.

    中科院 takes 中 and 科…院 from 中国 科学院. 中国银行 takes nothing from 建设 and is no short form of 中国建设银行.
    """
    if not IS_HAN.search(short) or short[0] != long[0] or short in long:
        return False
    at = 0
    for word in heavy_words(long):
        taken = 0
        for sign in word:
            if at < len(short) and short[at] == sign:
                at += 1
                taken += 1
        if not taken and KEYS.get(word, ("", Weight.CORE))[0] not in PASSED_OVER:
            return False
    return at == len(short)
