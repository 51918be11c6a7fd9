"""Which clause or paragraph of one version is which of another: by its line, by a key, else by likeness."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

Item = TypeVar("Item")

ALIKE = 0.5
"""From which share of common words (Dice) two texts without a common line are taken for one that was changed."""

RARE = 12
"""A word that stands in more texts than these says nothing of which belongs to which."""

MOST_CANDIDATES = 6

Pairs = dict[int, int]
"""Places in the earlier list → places in the later one, rising by the earlier."""

Places = tuple[int | None, int | None]


def pairs_of(
    was: Sequence[Item],
    now: Sequence[Item],
    keys: Sequence[Callable[[Item], Hashable]],
    words: Callable[[Item], frozenset[str]],
) -> Pairs:
    """By the first key that both have, each item once; a key that is empty says nothing."""
    found: Pairs = {}
    for key in keys:
        free = [to for to in range(len(now)) if to not in set(found.values())]
        by_key: defaultdict[Hashable, list[int]] = defaultdict(list)
        for to in reversed(free):
            by_key[key(now[to])].append(to)
        for at in range(len(was)):
            if at not in found and key(was[at]) and by_key.get(key(was[at])):
                found[at] = by_key[key(was[at])].pop()
    left = {at: words(was[at]) for at in range(len(was)) if at not in found}
    taken = set(found.values())
    right = {to: words(now[to]) for to in range(len(now)) if to not in taken}
    found |= alike(left, right)
    return dict(sorted(found.items()))


def alike(left: Mapping[int, frozenset[str]], right: Mapping[int, frozenset[str]]) -> Pairs:
    """The likest first. Compared are only those that share a rare word: 300 with 300 need no 90,000 comparisons."""
    scored = []
    for at, to in candidates(left, right):
        score = 2 * len(left[at] & right[to]) / (len(left[at]) + len(right[to]))
        if score >= ALIKE:
            scored.append((-score, abs(at - to), at, to))
    found: Pairs = {}
    taken = set[int]()
    for *_, at, to in sorted(scored):
        if at not in found and to not in taken:
            found[at] = to
            taken.add(to)
    return found


def candidates(left: Mapping[int, frozenset[str]], right: Mapping[int, frozenset[str]]) -> Iterator[tuple[int, int]]:
    having: defaultdict[str, list[int]] = defaultdict(list)
    for to, words in right.items():
        for word in words:
            having[word].append(to)
    for at, words in left.items():
        shared = Counter(to for word in words if len(having.get(word, ())) <= RARE for to in having.get(word, ()))
        for to, _ in sorted(shared.items(), key=lambda one: (-one[1], abs(one[0] - at)))[:MOST_CANDIDATES]:
            yield at, to


def moved_in(pairs: Mapping[int, int]) -> set[int]:
    """The earlier places of those that left the order: all but the longest rising run."""
    tails: list[int] = []
    ends: list[int] = []
    behind: dict[int, int | None] = {}
    for at, to in sorted(pairs.items()):
        place = bisect_left(tails, to)
        behind[at] = ends[place - 1] if place else None
        tails[place : place + 1] = [to]
        ends[place : place + 1] = [at]
    stays, last = set[int](), ends[-1] if ends else None
    while last is not None:
        stays.add(last)
        last = behind[last]
    return set(pairs) - stays


def in_reading_order(earlier: int, later: int, pairs: Mapping[int, int]) -> Iterator[Places]:
    """The later list, and what it lost after what stood before that."""
    lost: defaultdict[int | None, list[int]] = defaultdict(list)
    before: int | None = None
    for at in range(earlier):
        if at in pairs:
            before = at
        else:
            lost[before].append(at)
    came_from = {to: at for at, to in pairs.items()}
    yield from ((at, None) for at in lost[None])
    for to in range(later):
        source = came_from.get(to)
        yield source, to
        if source is not None:
            yield from ((at, None) for at in lost[source])
