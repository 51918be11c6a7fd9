"""Exact numbers of the shape m ± √r, compared without rounding. The orders of two partners turn at such points."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, isqrt

Number = Fraction | int


@dataclass(frozen=True, slots=True)
class Root:
    """`middle`, or `middle` ± √`radicand` where `sign` is not 0; the root is then no fraction."""

    middle: Fraction
    radicand: Fraction = Fraction()
    sign: int = 0

    def __str__(self) -> str:
        if not self.sign:
            return f"{self.middle.numerator}/{self.middle.denominator}"
        return f"{self.middle} {'+' if self.sign > 0 else '-'} √({self.radicand})"

    def exact(self) -> Fraction | None:
        """The number as a fraction, where it is one."""
        return None if self.sign else self.middle

    def minus(self, number: Number) -> "Root":
        return Root(self.middle - number, self.radicand, self.sign)

    def size(self) -> "Root":
        """Its absolute value."""
        return self if side_of(self) >= 0 else Root(-self.middle, self.radicand, -self.sign)

    def near(self, step: Fraction = Fraction(1, 10**6)) -> Fraction:
        """The multiple of `step` at or just below it."""
        square = self.radicand / step**2
        side = isqrt(floor(square)) if self.sign > 0 else -isqrt(ceil(square)) - 1
        low = floor(self.middle / step) + side
        while side_of(self.minus((low + 1) * step)) >= 0:
            low += 1
        return low * step


def side_of(root: Root) -> int:
    """Whether it lies below 0, at it, or above."""
    if not root.sign:
        return sign(root.middle)
    if sign(root.middle) in (0, root.sign):
        return root.sign
    return sign(root.middle) * sign(root.middle**2 - root.radicand)


def is_less(one: Root, other: Root) -> bool:
    """Exactly: one − other = middle ± √a ∓ √b, whose side squaring tells."""
    left = Root(one.middle - other.middle, one.radicand, one.sign)
    at, away = side_of(left), -other.sign
    if not away or at in (0, away):
        return (at or away) < 0
    squared = Root(left.middle**2 + left.radicand - other.radicand, *doubled(left))
    return at * side_of(squared) < 0


def doubled(root: Root) -> tuple[Fraction, int]:
    """The middle term of its square, 2 · middle · ±√radicand, as a radicand with its sign."""
    radicand = 4 * root.middle**2 * root.radicand
    return radicand, sign(root.middle) * root.sign if radicand else 0


def sign(number: Number) -> int:
    return (number > 0) - (number < 0)


def scaled(root: Root, by: Fraction) -> tuple[Fraction, int]:
    return root.radicand * by**2, root.sign * sign(by)


def root_of(square: Fraction) -> Fraction | None:
    """The exact square root, where it is a fraction."""
    above, below = isqrt(square.numerator), isqrt(square.denominator)
    return Fraction(above, below) if above**2 == square.numerator and below**2 == square.denominator else None
