"""Which records are worth comparing: those that share a key. Pure; 100,000 partners have 5,000,000,000 pairs.

A key is built so that every likeness that `likeness` knows shares one: the bare name, its telling core as it sounds,
its words in order of the alphabet, initials, halves of a long word (a slip of the hand leaves one of them whole).
"""

from collections import defaultdict
from collections.abc import Callable, Generator, Hashable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from crm.partners.duplicates.contacts import ContactFace
from crm.partners.duplicates.forms import Form, form_of, initials
from crm.partners.duplicates.keys import slug_of
from crm.partners.duplicates.nearness import heavy_words
from crm.partners.duplicates.partners import PartnerFace, every_name
from crm.partners.duplicates.people import is_han, words_of
from crm.partners.duplicates.readings import likely_sound, smoothed
from crm.partners.duplicates.sites import page_of
from crm.partners.duplicates.verdict import LIKELY, Verdict

MOST = 60
"""Records under one key that are compared with each other; a key of more tells nothing."""

EVERY = 2_000


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
    several = [block for block in blocks.values() if 1 < len(block) <= MOST]
    for done, block in enumerate(several):
        for one, other in couples(block, looked_at):
            if (verdict := compare(one, other)).score >= LIKELY:
                found.append((min(one.id, other.id), max(one.id, other.id), verdict))
        if done % EVERY == 0:
            yield len(faces) + done * len(faces) // len(several), total
    return sorted(found, key=lambda pair: (-pair[2].score, pair[0], pair[1]))


def couples(block: Sequence[Seen], looked_at: set[tuple[int, int]]) -> Iterator[tuple[Seen, Seen]]:
    """Each two of a block that were not compared under another key."""
    for place, one in enumerate(block):
        for other in block[place + 1 :]:
            pair = (one.id, other.id) if one.id < other.id else (other.id, one.id)
            if pair not in looked_at:
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
    for name in every_name(face.names):
        yield from name_keys(form_of(name))


def name_keys(form: Form) -> Iterator[Key]:
    """The keys under which a name and its likes meet."""
    yield form.bare
    yield "words", "".join(sorted(part.key for part in form.parts if not part.key.startswith("@")))
    if form.core:
        yield "core", smoothed(form.core)
        if form.is_han:
            yield "core", likely_sound(form.core)
        yield from halves(form.core, form.is_han)
    if form.han:
        yield from short_keys(form.han)
        if not form.words:
            yield "core", likely_sound("".join(part.text for part in form.parts))
    elif form.parts:
        yield "core", smoothed("".join(part.text for part in form.parts))
    yield from initial_keys(form.words)


def halves(core: str, han: bool) -> Iterator[Key]:
    """Two halves, cut where a letter more or less would cut them as well. Of Han, all signs but one."""
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
            yield "head", core[:half]
            yield "tail", core[-half:]


def initial_keys(words: tuple[str, ...]) -> Iterator[Key]:
    """Initials of a long name from its first word on, and each short word that may be such.

    Two letters tell only beside another word: TU München.
    """
    letters = initials(words)
    if len(letters) > 2:
        yield "initials", letters[:2], words[-1]
        yield from (("initials", letters[:size]) for size in range(3, min(len(letters), 7) + 1))
    yield from (("initials", word) for word in words[:2] if 3 <= len(word) <= 7 and word.isalpha())
    if len(words) > 1 and len(words[0]) == 2:
        yield "initials", words[0], words[-1]


def short_keys(han: str) -> Iterator[Key]:
    """First sign and a sign of the last word that tells: 中国科学院 meets 中科院."""
    if len(han) <= 6:
        yield "short", han[0] + han[-1]
    heavy = heavy_words(han)
    if len(han) >= 4 and len(heavy) > 1:
        yield from (("short", han[0] + sign) for sign in heavy[-1])


def contact_keys(face: ContactFace) -> Iterator[Key]:
    for kind, addresses in (("email", face.emails), ("phone", face.phones), ("wechat", face.wechats)):
        yield from ((kind, address) for address in addresses)
    for name in face.names:
        words = words_of(name)
        whole = "".join(words)
        letters = "".join(sorted(smoothed(likely_sound(whole) if is_han(words) else whole)))
        yield "name", letters
        for partner in face.partners:
            yield partner, letters
            if not is_han(words):
                yield from ((partner, word) for word in words if len(word) > 1)
                yield partner, "".join(sorted(word[0] for word in words))
