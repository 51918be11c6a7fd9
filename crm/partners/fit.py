"""The fit of a partner: a weighted mean of marks, the gaps in it, and what would turn the order of two. Exact numbers.

Marks run from 0 to 5, weights from 0 on. A criterion without a mark is left out of the mean and named as a gap.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Generic, TypeVar

from crm.partners.roots import Number, Root, is_less, root_of, scaled, side_of, sign

BEST = 5
HEAVIEST = 1000
"""The greatest weight that a criterion may have."""

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Term(Generic[Key]):
    """What one marked criterion brings. The contributions of all terms add up to the score."""

    criterion: Key
    weight: Fraction
    mark: int
    contribution: Fraction


@dataclass(frozen=True, slots=True)
class Score(Generic[Key]):
    """`value` is None where nothing that weighs has a mark; `lowest` and `highest` where nothing weighs at all."""

    value: Fraction | None
    terms: tuple[Term[Key], ...]
    gaps: tuple[Key, ...]
    lowest: Fraction | None
    highest: Fraction | None


def score_of(weights: Mapping[Key, Number], marks: Mapping[Key, int]) -> Score[Key]:
    """The score in the order of the criteria. Weights 20 and 10, marks 4 and 3 give 110/30 = 11/3, shown as 3.7."""
    marked = [key for key in weights if key in marks]
    whole = Fraction(sum(weights[key] for key in marked))
    points = sum((Fraction(weights[key]) * marks[key] for key in marked), Fraction())
    gaps = tuple(key for key, weight in weights.items() if weight > 0 and key not in marks)
    missing = Fraction(sum(weights[key] for key in gaps))
    everything = whole + missing
    return Score(
        points / whole if whole else None,
        tuple(term_of(key, Fraction(weights[key]), marks[key], whole) for key in marked),
        gaps,
        points / everything if everything else None,
        (points + BEST * missing) / everything if everything else None,
    )


def term_of(key: Key, weight: Fraction, mark: int, whole: Fraction) -> Term[Key]:
    return Term(key, weight, mark, weight * mark / whole if whole else Fraction())


def rounded(value: Fraction, places: int = 1) -> str:
    """Half up, and only where it is shown: 17/4 is 4.3."""
    scaled_up = floor(value * 10**places + Fraction(1, 2))
    whole, rest = divmod(scaled_up, 10**places)
    return f"{whole}.{rest:0{places}}" if places else str(whole)


def decimal(value: Fraction, places: int = 2) -> str:
    """As many places as it takes, at most so many: 25, 25.5, 25.33."""
    return rounded(value, places).rstrip("0").rstrip(".")


def fit_text(points: int | None, weight: int | None) -> str:
    """The score of `partner_summary` as a list shows it; empty without a mark."""
    return rounded(Fraction(points, weight)) if points is not None and weight else ""


@dataclass(frozen=True, slots=True)
class Swap(Generic[Key]):
    """The smallest change of one weight that turns two partners' order.

    At `threshold` they are level; just beyond it, in the direction of `rises`, the second comes before the first.
    `whole` is the first whole weight beyond that does it, None where there is none up to `HEAVIEST`.
    """

    criterion: Key
    weight: Fraction
    threshold: Root
    rises: bool
    whole: int | None

    @property
    def change(self) -> Root:
        """How far the threshold lies from the present weight, with its sign."""
        return self.threshold.minus(self.weight)


def smallest_swap(
    weights: Mapping[Key, Number], first: Mapping[Key, int], second: Mapping[Key, int]
) -> Swap[Key] | None:
    """Which one weight, changed least, would put the second before the first; None where none does.

    Of equal changes the criterion that stands earlier is named. Both partners need a score.
    """
    best: Swap[Key] | None = None
    for key, weight in weights.items():
        lead = lead_of_second(weights, first, second, key)
        for swap in turns(key, Fraction(weight), lead):
            if best is None or is_less(swap.change.size(), best.change.size()):
                best = swap
    return best


@dataclass(frozen=True, slots=True)
class Curve:
    """a·w² + b·w + c, above 0 where the second partner leads at the weight w."""

    a: Fraction
    b: Fraction
    c: Fraction

    def at(self, weight: Number) -> Fraction:
        return (self.a * weight + self.b) * weight + self.c

    def roots(self) -> list[Root]:
        if not self.a:
            return [Root(-self.c / self.b)] if self.b else []
        middle, radicand = -self.b / (2 * self.a), (self.b**2 - 4 * self.a * self.c) / (4 * self.a**2)
        if radicand < 0:
            return []
        if (side := root_of(radicand)) is not None:
            return [Root(middle - side), Root(middle + side)]
        return [Root(middle, radicand, -1), Root(middle, radicand, 1)]

    def beyond(self, root: Root, way: int) -> int:
        """The sign just beyond a root: that of the first derivative there, and where it is level, of the second."""
        slope = Root(2 * self.a * root.middle + self.b, *scaled(root, 2 * self.a))
        return way * side_of(slope) or sign(self.a)


@dataclass(frozen=True, slots=True)
class Line:
    """The points of a partner as they grow with one weight, and the weight that they are divided by."""

    points: Fraction
    mark: int
    weight: Fraction
    marked: int


def line_of(weights: Mapping[Key, Number], marks: Mapping[Key, int], varied: Key) -> Line:
    others = {key: weight for key, weight in weights.items() if key != varied and key in marks}
    points = sum((Fraction(weight) * marks[key] for key, weight in others.items()), Fraction())
    return Line(points, marks.get(varied, 0), Fraction(sum(others.values())), int(varied in marks))


def lead_of_second(
    weights: Mapping[Key, Number], first: Mapping[Key, int], second: Mapping[Key, int], varied: Key
) -> Curve:
    """The difference of the scores times both (positive) divisors."""
    one, two = line_of(weights, first, varied), line_of(weights, second, varied)
    return Curve(
        Fraction(two.mark * one.marked - one.mark * two.marked),
        two.mark * one.weight + two.points * one.marked - one.mark * two.weight - one.points * two.marked,
        two.points * one.weight - one.points * two.weight,
    )


def turns(key: Key, weight: Fraction, lead: Curve) -> list[Swap[Key]]:
    """The nearest turning point in each direction, the present weight itself where the two are level now."""
    found = []
    for way in (1, -1):
        ahead = [root for root in lead.roots() if side_of(root.minus(weight)) in (0, way) and may_pass(root, way)]
        ahead = [root for root in ahead if lead.beyond(root, way) > 0]
        if ahead:
            at = ahead[0] if len(ahead) == 1 or is_less(ahead[0], ahead[1]) is (way > 0) else ahead[1]
            found.append(Swap(key, weight, at, way > 0, whole_beyond(at, way, lead)))
    return found


def may_pass(root: Root, way: int) -> bool:
    """Whether there is a weight of 0 or more beyond it."""
    return side_of(root) > 0 or (way > 0 and side_of(root) == 0)


def whole_beyond(root: Root, way: int, lead: Curve) -> int | None:
    below = int(root.near(Fraction(1)))
    exact = root.exact() == below
    weight = below + 1 if way > 0 else below - 1 if exact else below
    return weight if 0 <= weight <= HEAVIEST and lead.at(weight) > 0 else None
