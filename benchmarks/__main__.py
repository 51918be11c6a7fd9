"""`python -m benchmarks [--notes N] [--rows N] [--partners N] [--only NAME]`: Liaison beside its floors, as ratios.

`--growth FILE.svg` draws how it grows with the book instead.
"""

import argparse
import tempfile
from pathlib import Path

from benchmarks import growth, importing, listing, opening, saving, searching, workbooks
from benchmarks.measuring import Ratio

ROOMS = ("opening", "saving", "importing", "workbooks", "searching", "listing", "board", "list-window")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--notes", type=int, default=200_000, help="searched notes; the full run is 1000000")
    parser.add_argument("--only", choices=ROOMS)
    parser.add_argument("--partners", type=int, default=100_000, help="listed partners; the full run is 1000000")
    parser.add_argument("--rows", type=int, default=20_000, help="imported rows; the full run is 100000")
    parser.add_argument("--growth", type=Path, metavar="FILE.svg", help="measure 1,000 to 1,000,000 records and draw")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if chosen.growth is not None:
            chosen.growth.write_text(growth.drawn(growth.measure(folder)), encoding="utf-8")
            return
        for room, measure in (
            ("opening", lambda: opening.measure(folder)),
            ("saving", lambda: saving.measure(folder)),
            ("importing", lambda: importing.measure(folder, chosen.rows)),
            ("workbooks", lambda: workbooks.measure(folder, chosen.rows)),
            ("searching", lambda: searching.measure(folder, chosen.notes)),
            ("listing", lambda: listing.measure(folder, chosen.partners)),
            ("board", lambda: board_measure(folder)),
            ("list-window", lambda: window_measure(folder, chosen.partners)),
        ):
            if chosen.only in (None, room):
                for ratio in measure():
                    print(ratio.line(), flush=True)


def board_measure(folder: Path) -> list[Ratio]:
    """Qt is loaded only where the window is measured."""
    from benchmarks import board

    return board.measure(folder)


def window_measure(folder: Path, partners: int) -> list[Ratio]:
    from benchmarks import listing_window

    return listing_window.measure(folder, partners)


if __name__ == "__main__":
    main()
