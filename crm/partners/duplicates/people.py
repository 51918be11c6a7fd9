"""How two names of people are alike: order, pinyin, initials, short forms of first names, slips of the hand. Pure."""

import re
from enum import Enum
from functools import lru_cache

from crm.book.text import IS_HAN, RUNS
from crm.partners.duplicates.letters import one_umlaut, plain
from crm.partners.duplicates.nearness import misspelt
from crm.partners.duplicates.readings import smoothed, sound_alike, sounds

TITLES = "mr mrs ms miss dr prof professor ing dipl herr frau sir phd md mba jr"
HONORIFICS = frozenset(TITLES.split())
HAN_HONORIFIC = re.compile("(?:先生|女士|小姐|教授|博士|老师|经理|总监|总经理|主任|院长|处长|律师|医生|总|さん|様)$")
GIVEN = """
robert bob rob bobby | william bill will billy liam
richard rick dick rich | james jim jimmy jamie | john jack johnny jon
michael mike mick micha | thomas tom tommy | joseph joe | charles charlie chuck | edward ed eddie ted | david dave
daniel dan danny | matthew matt | anthony tony | andrew andy drew | christopher chris | benjamin ben | samuel sam
alexander alex sasha | nicholas nick nico nikolaus niko | patrick pat | stephen steven steve stefan | gregory greg
elizabeth liz beth lisa betty | katherine catherine kate kathy katie katharina kathrin | margaret maggie peggy meg
jennifer jenny jen | susan sue | rebecca becky | jessica jess | victoria vicky | alexandra alex sandra | johannes hans
maximilian max | friedrich fritz | josef sepp | sebastian basti | johann hans | wilhelm willi | christina christine tina
timothy tim | jeffrey jeff | kenneth ken | ronald ron | donald don | philip phil philipp | raymond ray | lawrence larry
""".replace("\n", " | ")
GROUPS = [frozenset(group.split()) for group in GIVEN.split("|") if group.strip()]


class Namesake(Enum):
    """What two names of people have to do with each other."""

    SAME = "same"
    ORDER = "order"
    READING = "reading"
    LONGER = "longer"
    INITIALS = "initials"
    SHORT = "short"
    TYPO = "typo"
    SOUND = "sound"
    UNKNOWN = "unknown"
    UNLIKE = "unlike"


@lru_cache(maxsize=65_536)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, plain, without titles: "Dr. Müller, Hans" gives muller, hans; 王伟先生 gives 王伟."""
    text = HAN_HONORIFIC.sub("", plain(name).replace("'", "").strip())
    words = [run.group(0) for run in RUNS.finditer(text)]
    return tuple(one_umlaut(word) for word in words if word not in HONORIFICS) or tuple(words)


def is_han(words: tuple[str, ...]) -> bool:
    return any(IS_HAN.search(word) for word in words)


@lru_cache(maxsize=65_536)
def namesake(first: str, second: str) -> Namesake:
    one, other = words_of(first), words_of(second)
    if not one or not other:
        return Namesake.UNKNOWN
    if "".join(one) == "".join(other):
        return Namesake.SAME
    if sorted(one) == sorted(other):
        return Namesake.ORDER
    if is_han(one) != is_han(other):
        return across(*((one, other) if is_han(one) else (other, one)))
    if is_han(one):
        short, long = sorted(("".join(one), "".join(other)), key=len)
        if len(short) == 1 and long.startswith(short):
            return Namesake.UNKNOWN
        return Namesake.SOUND if sound_alike(short, long) else Namesake.UNLIKE
    return latin(one, other)


def across(han: tuple[str, ...], latin_words: tuple[str, ...]) -> Namesake:
    """王小明 and Xiaoming Wang. A name with a foreign first name (Tony Wang) cannot be compared."""
    name = "".join(han)
    given = smoothed("".join(latin_words))
    for size in (1, 2):
        surnames, firsts = sounds(name[:size]), sounds(name[size:])
        turned = {first + surname for first in firsts for surname in surnames}
        if given in turned | {surname + first for first in firsts for surname in surnames}:
            return Namesake.READING
    if any(smoothed(word) in sounds(name[:1]) for word in latin_words) and len(latin_words) > 1:
        return Namesake.UNKNOWN
    return Namesake.UNLIKE if len(latin_words) > 1 else Namesake.UNKNOWN


def latin(one: tuple[str, ...], other: tuple[str, ...]) -> Namesake:
    """Word by word, the same words set aside."""
    left = [word for word in one if word not in other]
    right = [word for word in other if word not in one]
    shared = [word for word in one if word in other and len(word) > 1]
    if squeezed(one) == squeezed(other):
        return Namesake.ORDER
    if not shared:
        whole = misspelt("".join(sorted(one)), "".join(sorted(other)))
        return Namesake.TYPO if len(one) == len(other) and two_slips(one, other) and whole else Namesake.UNLIKE
    if not left or not right:
        return Namesake.LONGER if len(shared) > 1 or min(len(one), len(other)) > 1 else Namesake.UNKNOWN
    return matched(left, right)


def squeezed(words: tuple[str, ...]) -> str:
    """Letters in order of the alphabet: Xiao Ming Wang and Wang Xiaoming."""
    return "".join(sorted("".join(words)))


def two_slips(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return all(a == b or is_slip(a, b) for a, b in zip(sorted(one), sorted(other), strict=True))


def matched(left: list[str], right: list[str]) -> Namesake:
    """What is left of two names with a word in common: one first name and its short form, initial or misspelling."""
    short, long = sorted((left, right), key=len)
    pairs = [(word, next((found for found in long if fits(word, found)), None)) for word in short]
    if any(found is None for _, found in pairs):
        return Namesake.UNLIKE
    kinds = {kind_of(word, found) for word, found in pairs if found is not None}
    return kinds.pop() if len(kinds) == 1 else Namesake.TYPO


def fits(word: str, other: str) -> bool:
    return is_initial(word, other) or any({word, other} <= group for group in GROUPS) or is_slip(word, other)


def is_initial(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return len(short) == 1 and long.startswith(short)


def is_slip(word: str, other: str) -> bool:
    """A letter left out or exchanged in a long name. Müller and Möller, Jan and Jana are two people: an end tells."""
    if word[0] != other[0] or min(len(word), len(other)) < LONG_NAME or not misspelt(word, other):
        return False
    if sorted(word) == sorted(other):
        return True
    ends_alike = word[-2:] == other[-2:]
    return ends_alike and (len(word) != len(other) or len(word) >= LONG_NAME + 3)


LONG_NAME = 6


def kind_of(word: str, other: str) -> Namesake:
    if is_initial(word, other):
        return Namesake.INITIALS
    return Namesake.SHORT if any({word, other} <= group for group in GROUPS) else Namesake.TYPO
