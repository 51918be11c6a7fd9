"""The nearest right words to a wrong one, for the sentence that refuses it."""

from collections.abc import Iterable

MOST = 3
NEAR_ENOUGH = 45
"""Of 100: one sign of two is right, as in 阶断 for 阶段."""


def nearest_of(text: str, known: Iterable[str]) -> list[str]:
    """In the script that was typed. rapidfuzz costs 20 ms to import, so only where something is wrong."""
    from rapidfuzz import fuzz, process

    wanted = text.casefold()[:60]
    words = [word for word in dict.fromkeys(known) if word.isascii() == wanted.isascii()]
    begun = [word for word in words if wanted and word.startswith(wanted)]
    found = process.extract(wanted, words, scorer=fuzz.ratio, limit=MOST, score_cutoff=NEAR_ENOUGH)
    best = [word for word, score, _ in found if score >= found[0][1] - 15]
    return list(dict.fromkeys((*begun, *best)))[:MOST]
