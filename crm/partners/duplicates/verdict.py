"""What a comparison of two records comes to: a score and its reasons.

Two thresholds. From `LIKELY` on a pair is suggested: on the labelled pairs of `tests/partners/duplicates` this is where
recall stays above 0.95 and precision above 0.90. From `SURE` on it stands first, and an import may offer it as chosen.
Nothing is ever merged by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import prod

from crm.values import Message

LIKELY = 0.70
SURE = 0.90


@dataclass(frozen=True, slots=True)
class Verdict:
    """`score` from 0 to 1; `reasons` say what speaks for it, then what speaks against, the weightiest first."""

    score: float
    reasons: tuple[Message, ...] = ()

    @property
    def is_likely(self) -> bool:
        return self.score >= LIKELY

    @property
    def is_sure(self) -> bool:
        return self.score >= SURE


NO = Verdict(0.0)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason and what it is worth alone."""

    weight: float
    reason: Message


def together(found: Iterable[Evidence]) -> float:
    """Reasons that do not lean on each other: each takes its share of the doubt that is left."""
    return 1 - prod(1 - evidence.weight for evidence in found)


def verdict(found: list[Evidence], against: list[Evidence], most: float = 1.0) -> Verdict:
    """`most`: above which it cannot rise, whatever speaks for it."""
    score = min(together(found), most) - sum(evidence.weight for evidence in against)
    ordered = [*sorted(found, key=weight), *sorted(against, key=weight)]
    return Verdict(round(max(score, 0.0), 3), tuple(evidence.reason for evidence in ordered))


def weight(evidence: Evidence) -> float:
    return -evidence.weight
