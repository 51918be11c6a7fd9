"""`python -m benchmarks [--notes N] [--only NAME]`: prints what Liaison needs beside its floors, as ratios."""

import argparse
import tempfile
from pathlib import Path

from benchmarks import importing, opening, saving, searching, workbooks


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--notes", type=int, default=200_000, help="searched notes; the full run is 1000000")
    parser.add_argument("--only", choices=("opening", "saving", "importing", "workbooks", "searching"))
    parser.add_argument("--rows", type=int, default=20_000, help="imported rows; the full run is 100000")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for room, measure in (
            ("opening", lambda: opening.measure(folder)),
            ("saving", lambda: saving.measure(folder)),
            ("importing", lambda: importing.measure(folder, chosen.rows)),
            ("workbooks", lambda: workbooks.measure(folder, chosen.rows)),
            ("searching", lambda: searching.measure(folder, chosen.notes)),
        ):
            if chosen.only in (None, room):
                for ratio in measure():
                    print(ratio.line(), flush=True)


if __name__ == "__main__":
    main()
