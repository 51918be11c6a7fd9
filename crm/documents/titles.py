"""Whether a meeting's title, or its minutes, name another partner. Such a text is not shown to this one."""

import unicodedata
from collections.abc import Iterable

SHORTEST = 2
"""A name of one sign would hide every title that has the sign."""


def names_another(texts: Iterable[str], others: Iterable[str], allowed: Iterable[str]) -> frozenset[str]:
    """The texts with a name of `others` in them, as a whole word where it is Latin.

    Names of `allowed` are taken out first: “Lanyu Data, review” names Lanyu Data, not another partner called Data.
    """
    bare = {title: without(folded(title), allowed) for title in texts if title}
    everything = "\n".join(bare.values())
    suspects = {name for name in map(folded, others) if len(name) >= SHORTEST and name in everything}
    return frozenset(title for title, text in bare.items() if any(stands_in(name, text) for name in suspects))


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def without(text: str, names: Iterable[str]) -> str:
    for name in sorted(map(folded, names), key=len, reverse=True):
        text = text.replace(name, "\0") if len(name) >= SHORTEST else text
    return text


def stands_in(name: str, text: str) -> bool:
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not (joined(text[at - 1 : at], name[0]) or joined(name[-1], text[end : end + 1])):
            return True
        at = text.find(name, at + 1)
    return False


def joined(left: str, right: str) -> bool:
    """Whether two neighbouring signs belong to one Latin word."""
    return bool(left and right) and left.isalnum() and right.isalnum() and left < "\u0250" and right < "\u0250"
