"""How Chinese names sound in Latin letters, for names of one organisation or person in two scripts. Pure."""

from functools import lru_cache

from crm.book.text import IS_HAN, RUNS, likely_reading, readings
from crm.partners.duplicates.letters import one_umlaut

MOST = 8


def smoothed(latin: str) -> str:
    """Spellings of one syllable made one: lü is lv, lyu or lu."""
    return one_umlaut(latin).replace("lyu", "lu").replace("lv", "lu").replace("nyu", "nu").replace("nv", "nu")


@lru_cache(maxsize=65_536)
def sounds(text: str) -> frozenset[str]:
    """Every likely reading of a plain text with Han in it, in one: 智谱AI gives zhipuai."""
    whole = [""]
    for run in RUNS.finditer(text):
        options = ["".join(option) for option in readings(run.group(1))] if run.group(1) else [run.group(0)]
        if not options:
            return frozenset()
        whole = [start + option for start in whole for option in options][:MOST]
    return frozenset(smoothed(reading) for reading in whole) - {""}


@lru_cache(maxsize=65_536)
def likely_sound(han: str) -> str:
    """The likeliest reading in one; for finding, where each reading would cost."""
    return smoothed(RUNS.sub(lambda run: "".join(likely_reading(run.group(1))) if run.group(1) else run.group(0), han))


def sound_alike(one: str, other: str) -> bool:
    """Whether two texts in Han of one length may be read the same: 智谱 and 智普."""
    if len(one) != len(other) or not (IS_HAN.search(one) and IS_HAN.search(other)):
        return False
    return likely_sound(one) == likely_sound(other) or bool(sounds(one) & sounds(other))


LIKE = str.maketrans({"c": "k", "q": "k", "l": "r", "v": "b", "z": "s", "x": "k", **dict.fromkeys("aeiouyhw")})


def skeleton(latin: str) -> str:
    """The consonants that kana keep of a foreign word: panasonic and panasonikku are pnsnk."""
    signs = latin.translate(LIKE)
    return "".join(sign for place, sign in enumerate(signs) if sign != signs[place - 1 : place])
