"""The window with its first list painted, against the same window filled with constants."""

from pathlib import Path

from benchmarks.measuring import Ratio


def measure(folder: Path) -> list[Ratio]:
    raise NotImplementedError
