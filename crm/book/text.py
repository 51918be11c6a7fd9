"""How text is folded, cut into tokens and spelled in pinyin, for searching and sorting. No database."""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import product

HAN = (
    "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0002a6df\U0002a700-\U0002ebef\U0002f800-\U0002fa1f\U00030000-\U000323af"
)
RUNS = re.compile(f"([{HAN}]+)|([^\\W_{HAN}]+)")
IS_HAN = re.compile(f"[{HAN}]")

SEGMENTER = "3"
"""Version of `tokens`. A book that was indexed by another one is indexed anew."""


def folded(text: str) -> str:
    """NFKC and casefold: full width, case and ligatures are one (TRUST.md C2)."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def tokens(text: str) -> str:
    """What the index holds of a folded text: words, and each run of Han as its overlapping pairs and its last sign.

    合作协议 gives 合作 作协 协议 议 (SPEED.md, Search).
    """
    parts: list[str] = []
    for run in RUNS.finditer(text):
        han = run.group(1)
        if han is None:
            parts.append(run.group(2))
        else:
            parts.extend(han[place : place + 2] for place in range(len(han)))
    return " ".join(parts)


def match_expression(term: str) -> str | None:
    """The FTS5 query that every text with the folded term in it satisfies, or None where only a scan can tell.

    The last word is a prefix; Han of one sign is a prefix, of two a token, of more all its pairs. Operators of FTS5 in
    what a person typed are text: each token is quoted.
    """
    parts: list[str] = []
    runs = list(RUNS.finditer(term))
    for place, run in enumerate(runs):
        han = run.group(1)
        if han is None:
            parts.append(quoted(run.group(2)) + ("*" if place == len(runs) - 1 and run.end() == len(term) else ""))
        elif len(han) == 1:
            parts.append(quoted(han) + "*")
        else:
            parts.extend(quoted(han[at : at + 2]) for at in range(len(han) - 1))
    return " AND ".join(parts) or None


def quoted(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'


SURNAMES = {"曾": "zeng", "单": "shan", "仇": "qiu", "解": "xie", "查": "zha", "区": "ou", "朴": "piao", "尹": "yin"}
"""Surnames that pypinyin reads otherwise (PARTS.md)."""

MOST_READINGS = 8


@lru_cache(maxsize=4096)
def readings(han: str) -> tuple[tuple[str, ...], ...]:
    """The pinyin of a run of Han, syllable by syllable: the likeliest first, then other readings of the first two."""
    likely = likely_reading(han)
    if not likely:
        return ()
    head = [list(readings_of_sign(sign)) for sign in han[:2]]
    if han[0] in SURNAMES:
        head[0] = [SURNAMES[han[0]], *head[0]]
    found = {tuple(likely): None}
    for first in product(*head):
        if len(found) < MOST_READINGS:
            found[(*first, *likely[len(first) :])] = None
    return tuple(found)


def likely_reading(han: str) -> list[str]:
    """The likeliest pinyin of a run of Han, a syllable a sign; nothing where a sign has none."""
    from pypinyin.contrib.mmseg import seg

    likely = [syllable for word in seg.cut(han) for syllable in reading_of_word(word)]
    if len(likely) != len(han):
        return []
    return [SURNAMES[han[0]], *likely[1:]] if han[0] in SURNAMES else likely


@lru_cache(maxsize=65_536)
def reading_of_word(word: str) -> tuple[str, ...]:
    """Of one word as pypinyin cuts them. Kept: the words of names come again, whole names do not."""
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(word))


@cache
def readings_of_sign(sign: str) -> tuple[str, ...]:
    """Every reading of one sign. Kept for good: an import meets the same few thousand again and again."""
    from pypinyin import Style, pinyin

    return tuple(dict.fromkeys(pinyin(sign, style=Style.NORMAL, heteronym=True)[0]))


@lru_cache(maxsize=4)  # a partner's two titles are most often one
def sort_key(text: str, reading: str = "") -> str:
    """Folded, Han in pinyin with a space after each syllable, so that 张三 sorts among the z.

    `reading`: how a person said that it is read, which wins over the dictionary.
    """
    if reading and IS_HAN.search(text):
        return " ".join(folded(reading).split())
    return RUNS.sub(lambda run: spelled_run(run.group(1)) if run.group(1) else run.group(0), folded(text)).strip()


def spelled_run(han: str) -> str:
    likely = likely_reading(han)
    return " ".join(likely) + " " if likely else han
