"""Kills a writer at random moments and looks whether everything that it had acknowledged is there.

`python -m tests.faults.kills 10000` runs the full count; the suite runs a short one. The parent loads what a writer
needs once and forks: a kill then costs some 30 ms instead of a second.
"""

import os
import random
import select
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from crm import model
from crm.book import Book
from crm.book.text import readings
from tests.book.acts import Employ, Found, Rename
from tests.book.test_search import Note

KILLS_PER_BOOK = 100
LONGEST_LIFE = 0.04
"""Seconds. A save takes 2 to 4 ms, so a kill falls into the middle of one more often than not."""

PATIENCE = 10


@dataclass(slots=True)
class Tally:
    kills: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)

    def said(self) -> str:
        return (
            f"{self.kills} kills, {self.acknowledged} acknowledged saves, "
            f"{len(self.lost)} lost, {len(self.torn)} books torn or out of step"
        )


def warm() -> None:
    """Everything that a writer imports, so that forks begin at once."""
    model.load()
    readings("仁禾")
    with tempfile.TemporaryDirectory() as folder:
        book = Book.create(Path(folder) / "warm.liaison")
        book.execute(Found("Acme"))
        book.close()


def write_until_killed(path: Path, acknowledge: Callable[[str], None], luck: random.Random) -> None:
    """What the child does: saves of all sorts, each acknowledged after `execute` has returned."""
    book = Book.open(path)
    while True:
        name = f"仁禾 {luck.getrandbits(48):012x}"
        key = book.execute(Found(name)).first("partner")
        acknowledge(name)
        book.execute(Employ(f"沈 {name}", key))
        book.execute(Note(f"纪要 {name}"))
        acknowledge(f"纪要 {name}")
        if luck.random() < 0.3:
            book.execute(Rename(key, f"{name} 数据"))
            book.undo()


def one_life(path: Path, luck: random.Random) -> list[str]:
    """Forks a writer, kills it after a random while, and gives back what it had acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            write_until_killed(path, lambda name: os.write(writing, f"{name}\n".encode()), random.Random(luck.random()))
        finally:
            os._exit(1)
    os.close(writing)
    select.select([reading], [], [], PATIENCE)  # until the first save is acknowledged, however busy the machine is
    time.sleep(luck.random() * LONGEST_LIFE)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        return [line.decode() for line in pipe.read().split(b"\n") if line]


def missing(path: Path, names: list[str]) -> list[str]:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        held = {name for (name,) in connection.execute("SELECT name FROM partner")}
        held |= {notes for (notes,) in connection.execute("SELECT notes FROM interaction")}
        return [name for name in names if name not in held and f"{name} 数据" not in held]
    finally:
        connection.close()


def torn(path: Path) -> list[str]:
    book = Book.open(path)
    try:
        return [f"{problem.code} {dict(problem.values)}" for problem in book.inspect()]
    finally:
        book.close()


def run(kills: int, seed: int) -> Tally:
    """So many kills over fresh books; each book is checked whole, its index included, before it is left."""
    luck = random.Random(seed)
    tally = Tally()
    while tally.kills < kills:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "killed.liaison"
            Book.create(path).close()
            names: list[str] = []
            for _ in range(min(KILLS_PER_BOOK, kills - tally.kills)):
                names += one_life(path, luck)
                tally.kills += 1
                tally.lost += missing(path, names[-50:])
            tally.acknowledged += len(names)
            tally.lost += missing(path, names)
            tally.torn += torn(path)
    return tally


if __name__ == "__main__":
    warm()
    begun = time.monotonic()
    outcome = run(int(sys.argv[1]), seed=int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    print(outcome.said(), f"in {time.monotonic() - begun:.0f} s", *outcome.lost[:5], *outcome.torn[:5], sep="\n")
    sys.exit(bool(outcome.lost or outcome.torn))
