"""Which records are worth comparing: those that share a key. Pure; 100,000 partners have 5,000,000,000 pairs.

A key is built so that every likeness that `likeness` knows shares one: the bare name, its telling core as it sounds,
its words in order of the alphabet, initials, halves of a long word (a slip of the hand leaves one of them whole).
"""

from collections import defaultdict
from collections.abc import Callable, Generator, Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, product
from typing import NamedTuple, Protocol, TypeVar

from crm.partners.duplicates.contacts import ContactFace, locals_of, own_sites
from crm.partners.duplicates.forms import Form, form_of, initials
from crm.partners.duplicates.keys import slug_of
from crm.partners.duplicates.nearness import heavy_words
from crm.partners.duplicates.partners import PartnerFace, every_name
from crm.partners.duplicates.people import is_han, words_of
from crm.partners.duplicates.readings import likely_sound, skeleton, smoothed
from crm.partners.duplicates.sites import label_of, page_of
from crm.partners.duplicates.verdict import LIKELY, Verdict
from crm.partners.duplicates.words import KEYS

MOST = 60
"""Records under one key that are compared with each other; a key of more tells nothing."""

EVERY = 2_000


class Short(NamedTuple):
    """What a short form would be called; compared only with a `Long` of the same text."""

    text: str


class Long(NamedTuple):
    """What a long name may be shortened to."""

    text: str
    is_long: bool = True


class Face(Protocol):
    @property
    def id(self) -> int: ...


Seen = TypeVar("Seen", bound=Face)
Key = Hashable
Found = tuple[int, int, Verdict]
"""The two ids, the smaller first, and the verdict."""


def pairs(
    faces: Sequence[Seen],
    keys: Callable[[Seen], Iterable[Key]],
    compare: Callable[[Seen, Seen], Verdict],
    known: frozenset[tuple[int, int]] = frozenset(),
) -> Generator[tuple[int, int], None, list[Found]]:
    """Every pair that is likely one, the surest first. Yields how far it is: done, of how many. Closing it cancels.

    `known` pairs, the smaller id first, are not the same: a person said so.
    """
    blocks: dict[Key, list[Seen]] = defaultdict(list)
    total = 2 * len(faces)
    for done, face in enumerate(faces):
        for key in set(keys(face)):
            blocks[key].append(face)
        if done % EVERY == 0:
            yield done, total
    found: list[Found] = []
    looked_at = set(known)
    for done, (key, block) in enumerate(blocks.items()):
        if done % EVERY == 0:
            yield len(faces) + done * len(faces) // len(blocks), total
        longer = blocks.get(Long(key.text), ()) if isinstance(key, Short) else ()
        several = isinstance(key, Short | Long) or not 1 < len(block) <= MOST
        for one, other in () if several and not longer else couples(block, longer, looked_at):
            if (verdict := compare(one, other)).score >= LIKELY:
                found.append((min(one.id, other.id), max(one.id, other.id), verdict))
    return sorted(found, key=lambda pair: (-pair[2].score, pair[0], pair[1]))


def couples(
    block: Sequence[Seen], longer: Sequence[Seen], looked_at: set[tuple[int, int]]
) -> Iterator[tuple[Seen, Seen]]:
    """Each two of a block that were not compared under another key; or each short name with each longer one."""
    every: Iterable[tuple[Seen, Seen]] = combinations(block, 2)
    if longer:
        every = product(block[:MOST], longer[:MOST])
    for one, other in every:
        pair = (one.id, other.id) if one.id < other.id else (other.id, one.id)
        if pair not in looked_at and one is not other:
            looked_at.add(pair)
            yield one, other


def partner_keys(face: PartnerFace) -> Iterator[Key]:
    if face.credit_code:
        yield "code", face.credit_code
    for site in {face.site, *face.sites} - {""}:
        yield "site", site
    for phone in face.phones:
        yield "phone", phone
    for kind, address in (("page", page_of(face.repository)), ("twitter", page_of(face.twitter))):
        if address:
            yield kind, address
    if face.slug:
        yield "slug", slug_of(face.slug)
    if len(label := label_of(face.site)) > 4:
        yield "core", smoothed(label)
    for name in every_name(face.names):
        yield from name_keys(form_of(name))


def name_keys(form: Form) -> Iterator[Key]:
    """The keys under which a name and its likes meet."""
    yield form.bare
    yield "words", "".join(sorted(part.key for part in form.parts if not part.key.startswith("@")))
    if form.parts and not form.is_han:
        yield "core", smoothed(form.parts[-1].key)
    if form.core:
        yield "core", smoothed(form.core)
        if form.is_han:
            yield "core", likely_sound(form.core)
        yield from halves(form.core, form.is_han)
        if form.is_han and len(form.core) > 3:
            yield "words", "".join(sorted(form.core))
            yield "begin", form.core[:4]
        elif not form.is_han and len(sound := skeleton(form.core)) > 2:
            yield Short(f"kana {sound}") if form.is_kana else Long(f"kana {sound}")
    if form.han:
        yield from short_keys(form.han)
        if not form.words:
            yield "core", likely_sound("".join(part.text for part in form.parts))
    elif form.parts:
        yield from halves(form.bare, han=False)
        yield "core", smoothed("".join(part.text for part in form.parts))
    yield from initial_keys(form.words)


def halves(core: str, han: bool) -> Iterator[Key]:
    """Two halves, cut where a letter more or less would cut them as well; of a short word, all letters but one."""
    size = len(core)
    if han:
        if 3 <= size <= 8:
            yield from (("slip", core[:place] + core[place + 1 :]) for place in range(size))
            yield "slip", core
    elif size >= 4:
        if size < 8:
            yield from (("slip", core[:place] + core[place + 1 :]) for place in range(size))
            yield "slip", core
            return
        for half in {size // 2, (size - 1) // 2}:
            yield "tail", core[0], core[-half:]
            yield from (("head", core[:half], length) for length in (size, size + 1))


def initial_keys(words: tuple[str, ...]) -> Iterator[Key]:
    """Initials of a long name from its first word on, and each short word that may be such.

    Two letters tell only beside another word: TU München.
    """
    letters = initials(words)
    if len(letters) > 2:
        yield Long(f"{letters[:2]} {words[-1]}")
        yield from (Long(letters[:size]) for size in range(3, min(len(letters), 7) + 1))
    yield from (Short(word) for word in words[:2] if 3 <= len(word) <= 7 and word.isalpha() and word not in KEYS)
    if len(words) > 1 and len(words[0]) == 2:
        yield Short(f"{words[0]} {words[-1]}")


def short_keys(han: str) -> Iterator[Key]:
    """The first two signs and the last of a short form; of a long name, those that it may have: 中科院, 中国科学院."""
    if 2 < len(han) <= LONGEST_SHORT:
        yield Short(han[:2] + han[-1])
    elif len(han) == 2:
        yield Short(han)
    heavy = heavy_words(han)
    if len(heavy) == 2:
        yield from (Long(han[0] + last) for last in heavy[-1])
    if len(heavy) > 1:
        seconds = {heavy[1][0], *heavy[0][1:2]}
        yield from (Long(han[0] + second + last) for second in seconds for last in heavy[-1])


LONGEST_SHORT = 6
"""Signs: 中科院计算所."""


def contact_keys(face: ContactFace) -> Iterator[Key]:
    """Addresses; the name beside where somebody works; the name alone only where nobody knows where."""
    for kind, addresses in (("email", face.emails), ("phone", face.phones), ("wechat", face.wechats)):
        yield from ((kind, address) for address in addresses)
    yield from (("local", local) for local in locals_of(face.emails))
    places = {*face.partners, *own_sites(face), *(form_of(name).core for name in face.employers)}
    for name in face.names:
        words = words_of(name)
        letters = name_letters(words)
        if face.partners:
            yield Long(letters)
        else:
            yield Short(letters)
            yield "name", letters
        for place in places:
            yield place, letters
        for partner in face.partners if not is_han(words) else ():
            yield from ((partner, word) for word in words if len(word) > 1)
            yield partner, "".join(sorted(word[0] for word in words))


@lru_cache(maxsize=65_536)
def name_letters(words: tuple[str, ...]) -> str:
    """The letters of a name as it sounds, in order of the alphabet: 王小明 and Xiaoming Wang have the same."""
    whole = "".join(words)
    return "".join(sorted(smoothed(likely_sound(whole) if is_han(words) else whole)))
