"""How two names of organisations are alike, and what speaks against it. Pure.

The table of weights is the whole of it: what a relation of two names alone is worth, between 0 and 1. Relations that
tell two organisations apart are negative in meaning, not in number: they cap what else speaks for one.
"""

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from crm.book.text import IS_HAN
from crm.partners.duplicates.forms import Form, Part, country_branch, form_of, initials
from crm.partners.duplicates.keys import name_key
from crm.partners.duplicates.nearness import misspelt, shortened_han
from crm.partners.duplicates.places import apart, is_country
from crm.partners.duplicates.readings import skeleton, smoothed, sounds
from crm.partners.duplicates.words import SMALL, Weight


class Likeness(Enum):
    """What two names have to do with each other."""

    SAME = "same"
    BARE = "bare"
    ORDER = "order"
    SPACING = "spacing"
    LONGER = "longer"
    READING = "reading"
    TRANSLATED = "translated"
    INITIALS = "initials"
    SHORT = "short"
    TYPO = "typo"
    BEGINS = "begins"
    UNKNOWN = "unknown"
    UNLIKE = "unlike"
    PART = "part"
    APART = "apart"


WEIGHTS = {
    Likeness.SAME: 0.90,
    Likeness.BARE: 0.86,
    Likeness.ORDER: 0.84,
    Likeness.SPACING: 0.84,
    Likeness.TRANSLATED: 0.82,
    Likeness.READING: 0.81,
    Likeness.LONGER: 0.79,
    Likeness.TYPO: 0.78,
    Likeness.SHORT: 0.76,
    Likeness.INITIALS: 0.76,
    Likeness.BEGINS: 0.50,
    Likeness.UNKNOWN: 0.0,
    Likeness.UNLIKE: 0.0,
    Likeness.PART: 0.0,
    Likeness.APART: 0.0,
}
AGAINST = frozenset((Likeness.PART, Likeness.APART))
"""The names share what tells and differ in what tells as well: one group, two companies."""


@dataclass(frozen=True, slots=True)
class Relation:
    """The likeness of two names and what it is worth; `first` and `second` as they were written."""

    likeness: Likeness
    weight: float
    first: str
    second: str


NOTHING = Relation(Likeness.UNKNOWN, 0.0, "", "")


@lru_cache(maxsize=65_536)
def relation(first: str, second: str) -> Relation:
    """The likeness of two names of organisations."""
    if name_key(first) == name_key(second):
        return Relation(Likeness.SAME, WEIGHTS[Likeness.SAME], first, second)
    found, weight = likeness_of(form_of(first), form_of(second))
    return Relation(found, weight, first, second)


def likeness_of(one: Form, other: Form) -> tuple[Likeness, float]:
    if not one.parts or not other.parts:
        return Likeness.UNKNOWN, 0.0
    if apart(one.places, other.places):
        return (Likeness.APART, 0.0) if same_words(one, other) or one.core == other.core else (Likeness.UNLIKE, 0.0)
    found, weight = by_words(one, other)
    if not weight:
        return found, weight
    return found, weight - of_places(one, other, found)


def of_places(one: Form, other: Form, found: Likeness) -> float:
    """A country behind one name only is a branch; a registered city before one only is left out by habit."""
    if found in (Likeness.INITIALS, Likeness.SHORT):
        return 0.0
    if found is Likeness.ORDER and one.places != other.places:
        return 0.20
    if country_branch(one) != country_branch(other) and (one.places - other.places or other.places - one.places):
        return 0.20
    if one.bracketed ^ other.bracketed and one.places != other.places and not (one.is_han or other.is_han):
        return 0.12
    return 0.02 if one.places != other.places else 0.0


def same_words(one: Form, other: Form) -> bool:
    return one.ordered == other.ordered


def by_words(one: Form, other: Form) -> tuple[Likeness, float]:
    if one.bare == other.bare:
        alike = Likeness.TRANSLATED if translated(one, other) else Likeness.BARE
        spaced = len(one.parts) != len(other.parts)
        return weighed(Likeness.SPACING if spaced else alike)
    if same_words(one, other) or turned_round(one, other):
        return weighed(Likeness.TRANSLATED if translated(one, other) else Likeness.ORDER)
    if (short := by_initials(one, other) or by_short_han(one, other) or by_place(one, other)) is not None:
        return short
    if one.is_kana != other.is_kana and skeleton(one.core) == skeleton(other.core) and len(skeleton(one.core)) > 2:
        return graded(*extras(one, other), Likeness.READING)
    if one.is_han != other.is_han and (read := by_sound(*((one, other) if one.is_han else (other, one)))):
        return read
    return by_difference(one, other)


def turned_round(one: Form, other: Form) -> bool:
    """讯飞科大 and 科大讯飞."""
    core, turned = one.core, other.core
    return one.is_han and len(core) >= 4 and core != turned and len(core) == len(turned) and core in turned * 2


def weighed(likeness: Likeness) -> tuple[Likeness, float]:
    return likeness, WEIGHTS[likeness]


def translated(one: Form, other: Form) -> bool:
    """The same keys in words of two scripts: 建设银行 and Construction Bank."""
    return any(IS_HAN.search(part.text) for part in one.parts) != any(IS_HAN.search(part.text) for part in other.parts)


def by_initials(one: Form, other: Form) -> tuple[Likeness, float] | None:
    """IBM for International Business Machines, ETH Zürich for Eidgenössische Technische Hochschule Zürich."""
    for short, long in ((one, other), (other, one)):
        if len(long.words) > len(short.words) and stands_for(short.words, long.words):
            token = max((len(word) for word in short.words if word not in long.words), default=0)
            return Likeness.INITIALS, 0.76 if token > 3 or len(short.words) > 1 else 0.73 if token == 3 else 0.5
    return None


def stands_for(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether one word of the short name is the initials of a run in the long one, and the others stand in both."""
    kept = [word for word in long if word not in SMALL]
    given = [word for word in short if word not in SMALL]
    for word in given:
        if not 2 <= len(word) <= 7 or not word.isalpha() or word in kept:
            continue
        rest = Counter(given) - Counter([word])
        for start in range(len(kept) - len(word) + 1):
            run = kept[start : start + len(word)]
            if initials(run) == word and Counter(kept) - Counter(run) == rest:
                return True
    return initials(long) == "".join(given) and len(given) == 1 and len(given[0]) >= 3


def by_sound(han: Form, latin: Form) -> tuple[Likeness, float] | None:
    """智谱华章 and Zhipu Huazhang; what else the names say may be left out on one side."""
    core = smoothed(latin.core)
    if not core or not han.core:
        return None
    read = sounds(han.core)
    whole = sounds("".join(part.text for part in han.parts))
    if smoothed("".join(part.text for part in latin.parts)) in whole and len(core) >= 4:
        return weighed(Likeness.READING)
    if core not in read:
        return sounds_nearly(read, core)
    left, right = extras(han, latin)
    return weighed(Likeness.BEGINS) if left and right else graded(left, right, Likeness.READING)


def sounds_nearly(read: frozenset[str], core: str) -> tuple[Likeness, float] | None:
    if any(misspelt(reading, core) >= 0.9 for reading in read if len(reading) >= 8):
        return Likeness.READING, 0.72
    if any(reading.startswith(core) or core.startswith(reading) for reading in read) and len(core) >= 5:
        return weighed(Likeness.BEGINS)
    return None


def extras(one: Form, other: Form) -> tuple[list[Part], list[Part]]:
    """Words with a key that one name has and the other has not; those of the telling core apart."""
    left, right = rest(one, other), rest(other, one)
    return (
        [part for part in left if part.weight is not Weight.CORE],
        [part for part in right if part.weight is not Weight.CORE],
    )


LEFT_OUT_ALIKE = frozenset(("group", "holding", "official"))
"""Words that nobody keeps to: Ant Group is Ant Technology Holding Group."""


def graded(left: list[Part], right: list[Part], alike: Likeness) -> tuple[Likeness, float]:
    """What names with one core are worth by what they say beside it."""
    left, right = ([part for part in side if part.key not in LEFT_OUT_ALIKE] for side in (left, right))
    if not left and not right:
        return weighed(Likeness.LONGER if alike is Likeness.BARE else alike)
    telling = [any(part.weight is not Weight.WEAK for part in side) for side in (left, right)]
    if any(telling):
        return Likeness.APART if left and right else Likeness.PART, 0.0
    if left and right:
        return Likeness.LONGER, 0.62
    return Likeness.LONGER, min(WEIGHTS[alike], WEIGHTS[Likeness.LONGER]) - 0.01 * (len(left) + len(right) - 1)


def by_difference(one: Form, other: Form) -> tuple[Likeness, float]:
    """What stands in one name only: nothing that tells, a misspelling, or another company of the group."""
    left, right = rest(one, other), rest(other, one)
    shared = [part for part in one.parts if part not in left]
    shares_core = any(part.weight is Weight.CORE for part in shared)
    if (typo := by_typing(one, other, left, right)) is not None:
        return typo
    if (
        one.core == other.core
        and one.core.startswith("@")
        and not (one.bare.startswith(other.bare) or other.bare.startswith(one.bare))
    ):
        return Likeness.PART, 0.0
    if one.core == other.core and one.core:
        return graded(left, right, Likeness.BARE)
    if not shares_core:
        return begins(one, other)
    if left and right:
        return Likeness.APART, 0.0
    extra = left or right
    if any(part.weight is Weight.TELLING for part in extra):
        return Likeness.PART, 0.0
    return weighed(Likeness.BEGINS)


def rest(one: Form, other: Form) -> list[Part]:
    """The words of one name that the other has not."""
    return [part for part in one.parts if part.key not in other.keys]


def begins(one: Form, other: Form) -> tuple[Likeness, float]:
    """智谱 and 智谱华章: perhaps."""
    if one.is_han != other.is_han:
        return Likeness.UNKNOWN, 0.0
    short, long = sorted((one.core, other.core), key=len)
    if len(short) >= (2 if one.is_han else 5) and long.startswith(short):
        left, right = extras(one, other)
        if any(part.weight is Weight.TELLING for part in (*left, *right)):
            return Likeness.APART, 0.0
        whole = one.is_han and len(short) >= 4 and len(long) - len(short) <= 2
        return (Likeness.BEGINS, 0.73) if whole else weighed(Likeness.BEGINS)
    return Likeness.UNLIKE, 0.0


def by_typing(one: Form, other: Form, left: list[Part], right: list[Part]) -> tuple[Likeness, float] | None:
    """Every word that differs has its like on the other side, or weighs little and stands alone."""
    heavy = (
        [part for part in left if part.weight is not Weight.WEAK],
        [part for part in right if part.weight is not Weight.WEAK],
    )
    if len(left) == len(right) and left:
        worst = min(misspelt(a.text, b.text) for a, b in zip(left, right, strict=True))
    elif len(heavy[0]) == len(heavy[1]) == 1:
        worst = misspelt(heavy[0][0].text, heavy[1][0].text) - 0.03
    else:
        worst = misspelt(one.bare, other.bare) if min(len(one.parts), len(other.parts)) == 1 else 0.0
    if worst < 0.7:
        return None
    return Likeness.TYPO, min(WEIGHTS[Likeness.TYPO], worst - 0.12)


def by_short_han(one: Form, other: Form) -> tuple[Likeness, float] | None:
    """中科院 for 中国科学院, 上海交大 for 上海交通大学."""
    short, long = sorted((one.han, other.han), key=len)
    if 2 <= len(short) < len(long) and not (one.is_mixed or other.is_mixed) and shortened_han(short, long):
        return Likeness.SHORT, 0.76 if len(short) > 2 else 0.73
    return None


def by_place(one: Form, other: Form) -> tuple[Likeness, float] | None:
    """建设银行 for 中国建设银行: the country that a name begins with is left out, where enough is left."""
    left, right = rest(one, other), rest(other, one)
    extra = left or right
    if bool(left) != bool(right) and all(part.key.startswith("@") for part in extra) and len(one.parts) > 1:
        least = min(len(one.parts), len(other.parts))
        return (Likeness.LONGER, 0.78) if least > 1 and country_named(extra) else None
    return None


def country_named(parts: list[Part]) -> bool:
    return all(is_country(part.text) for part in parts)
