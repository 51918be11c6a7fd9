"""The window with its first list painted, against the same window whose list costs nothing to read.

Each start is a process of its own, from its first instruction to the first painted list. What the book took (opening
it, asking it) is measured inside; the floor is the same start without it.
"""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.measuring import Ratio
from crm.acts.sample import create_sample
from crm.book import SystemClock

STARTS = 9


def measure(folder: Path) -> list[Ratio]:
    path = folder / "opening.liaison"
    create_sample(path, SystemClock())
    starts = [start(path) for _ in range(STARTS + 1)][1:]  # the first one warms the disk's cache
    loaded = {name for one in starts for name in one["loaded"]}
    if loaded:
        raise AssertionError(f"loaded before the first paint: {sorted(loaded)}")
    painted = statistics.median(one["painted"] for one in starts)
    floor = statistics.median(one["painted"] - one["in_book"] for one in starts)
    return [Ratio("window with its first list painted", painted, "the same without its book", floor, at_most=1.3)]


def start(path: Path) -> dict[str, float]:
    """One start: milliseconds until painted, those of them spent in the book, and what should not be loaded yet."""
    command = [sys.executable, "-m", "benchmarks.first_paint", str(path), str(time.time())]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer
