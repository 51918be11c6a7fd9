"""Times two things side by side, turn about, so that a noisy machine harms both alike."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """What was measured against what, in milliseconds, and what SPEED.md says is within reach."""

    work: str
    ours: float
    floor: str
    floor_ms: float
    at_most: float

    def line(self) -> str:
        ratio = self.ours / self.floor_ms
        verdict = "within" if ratio <= self.at_most else "OVER"
        return (
            f"{self.work:<52} {self.ours:9.2f} ms  {self.floor:<40} {self.floor_ms:9.2f} ms  "
            f"{ratio:7.3f} × (at most {self.at_most:g} ×: {verdict})"
        )


def milliseconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def side_by_side(ours: Callable[[], object], floor: Callable[[], object], rounds: int) -> tuple[float, float]:
    """The medians of both, in milliseconds."""
    pairs = [(milliseconds(ours), milliseconds(floor)) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)
