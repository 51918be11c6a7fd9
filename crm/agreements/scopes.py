"""Where and in what a restriction holds: places and fields of use, with what is taken out. Text in, values out.

`territory("World except CN")` meets `SG`, not `广东`; `use_field("医疗")` meets `medical imaging`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from crm.agreements.places import Path, folded, places_of
from crm.values.enums import Language

FIELDS = (
    ("health", "healthcare", "health care", "medical", "医疗", "健康", "医疗健康", "医疗卫生"),
    ("finance", "financial services", "financial", "金融"),
    ("education", "educational", "教育"),
    ("e-commerce", "ecommerce", "online retail", "电商", "电子商务"),
    ("media", "媒体", "传媒"),
    ("city", "smart city", "城市", "智慧城市"),
    ("industry", "manufacturing", "industrial", "工业", "制造", "制造业"),
)
SPELLINGS = {name: names[0] for names in FIELDS for name in names}
BY_LENGTH = sorted(SPELLINGS, key=len, reverse=True)
EVERY_FIELD = frozenset({"all", "any", "all fields", "any field", "不限", "全部领域", "所有领域", "全部", "全领域"})
OF_A_FIELD = re.compile(r"(?:行业|领域|产业|服务业|服务| sector| industry| services| field)$")

SECTIONS = re.compile(r"[;；\n]")
SEPARATORS = re.compile(r"[,，、]")
JOINED = re.compile(r"\s+(?:and|or)\s+|\s*[&/]\s*|以及|或者|和|及|与|或")
EXCEPT = (
    re.compile(r"除(?:了)?(?P<out>.+?)(?:之外|以外|外)(?:的)?(?P<all>.*)"),
    re.compile(r"(?P<all>.*?)[\s,，(（]*(?:不含|不包括|不包含|除外[:：])(?P<out>.+?)[)）]?"),
    re.compile(r"(?P<all>.*?)[(（,，](?P<out>[^(（]+?)除外[)）]?"),
    re.compile(
        r"(?P<all>.*?)[\s,(（]*\b(?:except(?:ing)?(?: for)?|excluding|excl\.|other than|outside(?: of)?)\s+"
        r"(?P<out>.+?)[)）]?",
        re.IGNORECASE,
    ),
    re.compile(r"(?P<out>[^,，、]+?)(?:之外|以外|境外)(?P<all>)(?:地区|国家|市场)?"),
    re.compile(r"(?P<all>)(?P<out>)(?:海外|境外|overseas)(?:市场|地区| market)?", re.IGNORECASE),
)
"""The ways in which a text takes something out of a place; with nothing before it of the world; 海外 is not China."""

ABROAD = "CN"


@dataclass(frozen=True, slots=True)
class Area:
    """A place or a field, without what was taken out of it."""

    path: Path
    out: frozenset[Path] = frozenset()

    def shared(self, other: "Area") -> Path | None:
        """The smaller of two of which one lies in the other, unless it was taken out."""
        if not (within(self.path, other.path) or within(other.path, self.path)):
            return None
        smaller = max(self.path, other.path, key=len)
        return None if any(within(smaller, wide) for wide in self.out | other.out) else smaller


@dataclass(frozen=True, slots=True)
class Scope:
    """Areas; `unread` are words that no list knows: places held to their words, exceptions that take nothing out."""

    areas: frozenset[Area]
    unread: tuple[str, ...] = ()

    def meets(self, other: "Scope") -> bool:
        return bool(self.shared(other))

    def shared(self, other: "Scope") -> frozenset[Path]:
        """What both have, named by the smaller of two; of a place with an exception that may say more than is left."""
        pairs = (one.shared(two) for one in self.areas for two in other.areas)
        found = {path for path in pairs if path is not None}
        return frozenset(path for path in found if not any(path != wide and within(path, wide) for wide in found))


def within(path: Path, wide: Path) -> bool:
    return path[: len(wide)] == wide


WHOLE = Scope(frozenset({Area(())}))


@lru_cache(maxsize=1024)
def territory(text: str) -> Scope:
    """`CN, SG`, `广东省、香港`, `World`, `US-CA`, `全球（中国除外）`; empty is everywhere."""
    areas, unread = set[Area](), list[str]()
    for section in filter(None, map(str.strip, SECTIONS.split(text))):
        inside, outside = taken_apart(section)
        out = list(read(outside, unread))
        paths = [path for _, path in read(inside, unread)] if inside else [()]
        known = frozenset(path for is_known, path in out if is_known)
        areas |= {Area(path, known) for path in paths}
    return Scope(frozenset(areas), tuple(unread)) if areas else WHOLE


def taken_apart(section: str) -> tuple[str, str]:
    """What is meant, and what is taken out of it."""
    for pattern in EXCEPT:
        if found := pattern.fullmatch(section):
            inside = found["all"].strip(" ,，、()（）的")
            return inside, found["out"].strip(" ,，()（）") or ABROAD
    return section, ""


def read(words: str, unread: list[str]) -> Iterator[tuple[bool, Path]]:
    """The places of a list, and whether they are known; the others are added to `unread`."""
    for word in parts(words):
        if not (found := places_of(word) or together(word)):
            unread.append(word)
        yield from ((True, path) for path in found)
        if not found:
            yield False, (f"?{folded(word)}",)


def together(word: str) -> tuple[Path, ...]:
    """China and Singapore; nothing where one of them is not known."""
    each = [places_of(part) for part in JOINED.split(word) if part.strip()]
    return tuple(path for places in each for path in places) if all(each) else ()


@lru_cache(maxsize=1024)
def use_field(text: str) -> Scope:
    """`health, finance`, `医疗和金融`; `health/imaging` and `medical imaging` in health; empty is every field."""
    areas = {Area(field_of(word)) for word in parts(text) for word in fields_in(word)}
    return Scope(frozenset(areas)) if areas else WHOLE


def parts(text: str) -> list[str]:
    return [part.strip() for section in SECTIONS.split(text) for part in SEPARATORS.split(section) if part.strip()]


def fields_in(word: str) -> list[str]:
    """金融和医疗 are two; a word with an *and* of its own is one."""
    each = [part.strip() for part in JOINED.split(word) if part.strip()]
    return each if "/" not in word and all(bare(part) in SPELLINGS for part in each) else [word]


def field_of(word: str) -> Path:
    if folded(word) in EVERY_FIELD:
        return ()
    return tuple(step for said in word.split("/") if said.strip() for step in steps(said))


def steps(word: str) -> Path:
    """`medical imaging` is imaging within health, 金融舆情 is 舆情 within finance."""
    name = bare(word)
    if name in SPELLINGS:
        return (SPELLINGS[name],)
    for known in BY_LENGTH:
        if rest := name.removeprefix(f"{known} " if known.isascii() else known) if name.startswith(known) else "":
            return (SPELLINGS[known], rest) if rest != name else (name,)
    return (name,)


def bare(word: str) -> str:
    name = folded(word)
    return name if name in SPELLINGS else OF_A_FIELD.sub("", name) or name


def in_words(paths: Iterable[Path]) -> tuple[str, ...]:
    """The codes of what is shared, in order: `CN`, `CN-44`, `health/imaging`; the whole is empty."""
    return tuple(sorted("-".join(path).lstrip("?") for path in paths if path))


def field_name(code: str, language: Language) -> str:
    """`health`: 医疗 in Chinese; a field of no list by its own words."""
    names = next((names for names in FIELDS if names[0] == code), (code,))
    chinese = next((name for name in names if not name.isascii()), code)
    return code if language is Language.ENGLISH else chinese
