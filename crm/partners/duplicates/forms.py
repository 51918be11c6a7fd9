"""A name of an organisation taken apart: its words with their weight, its places, its legal form. Pure.

>>> [part.key for part in form_of("北京智谱华章科技股份有限公司").parts], form_of("杭州仁禾（中国）有限公司").places
(['智谱华章', 'technology'], frozenset({'hangzhou', 'china'}))
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from crm.book.text import HAN, IS_HAN
from crm.partners.duplicates.legal import BRACKETED, FORMS, HAN_FORMS, spelled, without_forms, without_han_forms
from crm.partners.duplicates.letters import KANA_RUN, one_umlaut, plain
from crm.partners.duplicates.places import PLACES, is_country
from crm.partners.duplicates.words import KEYS, LONGEST_HAN, ROMANISED, SMALL, TWO_WORDS, Weight

BRACKETS = re.compile(r"[(\[【〔「<]([^()\[\]【】〔〕「」<>]*)[)\]】〕」>]")
INITIALS = re.compile(r"\b(?:[a-z]\.\s?){2,}(?:[a-z]\b\.?)?")
RUNS = re.compile(f"([{HAN}가-힣]+)|([^\\W_{HAN}가-힣]+)")


@dataclass(frozen=True, slots=True)
class Part:
    """A word of a name. `key` is one for all languages where the word has one; `text` as it was written, plain."""

    key: str
    text: str
    weight: Weight


@dataclass(frozen=True, slots=True)
class Form:
    """`parts` without legal form and places; `words` every Latin word but the legal form, as it stands."""

    parts: tuple[Part, ...]
    keys: frozenset[str]
    ordered: tuple[str, ...]
    """The keys of its parts in order of the alphabet."""

    words: tuple[str, ...]
    places: frozenset[str]
    bracketed: frozenset[str]
    """Places in brackets or behind the name: a branch of a country, where the name is that of a group."""

    legal: frozenset[str]
    """Countries whose law knows the legal form."""

    whole: str
    """All parts and places in one, without blanks: Deep Seek and DeepSeek are the same."""

    bare: str
    """The parts in one, without places."""

    core: str
    """Only the words that tell, in one."""

    is_han: bool
    """Whether its telling words are written in Han."""

    is_kana: bool
    """Whether it was written in kana, which keep the sound of a foreign word by half."""

    han: str
    """Its signs as they stand, places too, without the legal form: short forms take from all of them."""

    aliases: tuple[str, ...]
    """Other names in brackets: 深度求索 (DeepSeek)."""

    @property
    def is_mixed(self) -> bool:
        """Whether it stands in two scripts at once: 智谱AI."""
        return bool(self.words) and bool(self.han)


@lru_cache(maxsize=65_536)
def form_of(name: str) -> Form:
    text = plain(name).replace("&", " and ").replace("+", " and ").replace("'", "").replace("’", "")
    inside = [found.strip() for found in BRACKETS.findall(text)]
    outside = BRACKETS.sub("" if IS_HAN.search(text) else " ", text).strip() or " ".join(inside)
    places = {PLACES[word] for word in inside if word in PLACES}
    bracketed_forms = {"jp" for word in inside if BRACKETED.get(word)}
    words, legal = without_forms(latin_words(outside))
    parts, own_places, tail, han_legal = analysed(outside, words)
    aliases = tuple(word for word in inside if is_alias(word, outside))
    law = legal | han_legal | bracketed_forms
    kana = KANA_RUN.search(name) is not None
    return built(parts, tuple(words), own_places | places, tail | places, law, han_of(outside), aliases, kana=kana)


def han_of(text: str) -> str:
    """The signs of a name without its legal form."""
    signs = "".join(run.group(1) or "" for run in RUNS.finditer(text))
    return without_han_forms(signs)[0] if signs else ""


def built(
    parts: list[Part],
    words: tuple[str, ...],
    places: set[str],
    bracketed: set[str],
    legal: set[str],
    han: str,
    aliases: tuple[str, ...],
    *,
    kana: bool,
) -> Form:
    core = [part for part in parts if part.weight is Weight.CORE]
    bare = "".join(part.key for part in parts)
    return Form(
        tuple(parts),
        frozenset(part.key for part in parts),
        tuple(sorted(part.key for part in parts)),
        words,
        frozenset(places),
        frozenset(bracketed),
        frozenset(legal),
        bare + "".join(sorted(places)),
        bare,
        "".join(part.key for part in core),
        any(IS_HAN.search(part.key) for part in core),
        kana,
        han,
        aliases,
    )


def is_alias(inside: str, outside: str) -> bool:
    """A second name stands in brackets in the other script, or as initials of the first. A note is none."""
    if inside in PLACES or inside in FORMS or inside in BRACKETED or inside in HAN_FORMS or inside in KEYS:
        return False
    if len(inside) < 2:
        return False
    if bool(IS_HAN.search(inside)) != bool(IS_HAN.search(outside)):
        return True
    one, other = initials(latin_words(inside)), initials(latin_words(outside))
    return inside.replace(" ", "") == other or outside.replace(" ", "") == one


def initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words if word not in SMALL)


def latin_words(text: str) -> list[str]:
    """The words in Latin letters, initials joined: "J. P. Morgan G.m.b.H." gives jp, morgan, gmbh."""
    text = INITIALS.sub(lambda run: run.group().replace(".", "").replace(" ", "") + " ", spelled(text))
    return [run.group(2) for run in RUNS.finditer(text) if run.group(2)]


def analysed(text: str, words: list[str]) -> tuple[list[Part], set[str], set[str], set[str]]:
    """Parts, places, places behind the name, and law. A text without Han needs only its words."""
    if not IS_HAN.search(text):
        parts, places, tail = latin_parts(words)
        return parts, places, tail, set()
    parts, places, legal = [], set(), set()
    left = list(words)
    for run in RUNS.finditer(spelled(text)):
        if run.group(1):
            bare, forms = without_han_forms(run.group(1), whole=bool(parts or words))
            found, where = han_parts(bare)
            parts += found
            places |= where
            legal |= forms
        elif run.group(2) in left:
            left.remove(run.group(2))
            found, where, _ = latin_parts([run.group(2)])
            parts += found
            places |= where
    return kept_places(parts, places), places, set(), legal


def latin_parts(words: list[str]) -> tuple[list[Part], set[str], set[str]]:
    parts: list[Part] = []
    places: set[str] = set()
    tail: set[str] = set()
    for word in paired(words):
        if word in SMALL:
            continue
        word = ROMANISED.get(word, word)
        if word in PLACES:
            places.add(PLACES[word])
            tail |= {PLACES[word]} if parts else set()
        else:
            tail.clear()
            key, weight = KEYS.get(word, (one_umlaut(word), Weight.CORE))
            parts.append(Part(key, word, weight))
    return kept_places(parts, places), places, tail


def paired(words: list[str]) -> Iterator[str]:
    """Hong Kong and real estate are one word."""
    skip = False
    for place, word in enumerate(words):
        if skip:
            skip = False
            continue
        pair = TWO_WORDS.get((word, words[place + 1])) if place + 1 < len(words) else None
        skip = pair is not None
        yield pair or word


def kept_places(parts: list[Part], places: set[str]) -> list[Part]:
    """Where nothing else tells (Bank of China, Peking University), the place is the name."""
    if any(part.weight is Weight.CORE for part in parts):
        return parts
    return [*(Part(f"@{place}", place, Weight.CORE) for place in sorted(places)), *parts]


def han_parts(text: str) -> tuple[list[Part], set[str]]:
    """Places at the head, then known words from left to right by the longest; what lies between them tells."""
    places: set[str] = set()
    text = without_parent(without_head_places(text, places))
    parts: list[Part] = []
    unknown = ""
    at = 0
    while at < len(text):
        word = known_at(text, at)
        if word is None:
            unknown += text[at]
            at += 1
            continue
        flush(parts, unknown)
        unknown = ""
        key, weight = KEYS[word]
        parts.append(Part(key, word, weight))
        at += len(word)
    flush(parts, unknown)
    return parts, places


def without_parent(text: str) -> str:
    """中科 before a name says that it came out of the academy: 中科寒武纪. 中科院 and 中科大 are names."""
    return text[2:] if text.startswith("中科") and len(text) > 4 and text[2] not in "院大技" else text


def flush(parts: list[Part], unknown: str) -> None:
    if unknown:
        parts.append(Part(unknown, unknown, Weight.CORE))


def known_at(text: str, at: int) -> str | None:
    """A known word of two signs and more; one sign is a word only at the end (阿里云)."""
    for length in range(min(LONGEST_HAN, len(text) - at), 1, -1):
        if (word := text[at : at + length]) in KEYS:
            return word
    return text[at] if at == len(text) - 1 and at > 0 and text[at] in KEYS else None


def without_head_places(text: str, places: set[str]) -> str:
    """北京市, 上海, 中国 before a name say where it is registered."""
    while True:
        length = next((size for size in (3, 2) if text[:size] in PLACES), 0)
        if not length:
            return text
        places.add(PLACES[text[:length]])
        text = text[length:]
        if text[:1] in ("市", "省") and len(text) > 2:
            text = text[1:]


def country_branch(form: Form) -> frozenset[str]:
    """Countries named behind or in brackets: Siemens (China) is not Siemens."""
    return frozenset(place for place in form.bracketed if is_country(place))
