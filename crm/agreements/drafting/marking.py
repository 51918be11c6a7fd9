"""The words that changed between two texts: kept and removed ones give the earlier text, kept and added the later."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from crm.agreements.drafting.words import is_han, words

REWRITTEN = 0.25
"""Share of kept words under which a text counts as written anew: marks among other words would only confuse."""


class Change(Enum):
    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Mark:
    change: Change
    text: str


Marks = tuple[Mark, ...]


def before(marks: Iterable[Mark]) -> str:
    return "".join(mark.text for mark in marks if mark.change is not Change.ADDED)


def after(marks: Iterable[Mark]) -> str:
    return "".join(mark.text for mark in marks if mark.change is not Change.REMOVED)


def is_reworded(marks: Iterable[Mark]) -> bool:
    return any(mark.change is not Change.KEPT for mark in marks)


def marked(was: str, now: str) -> Marks:
    """What was removed stands before what was added in its place.

    `within 30 days` and `within 60 days` give kept `within `, removed `30`, added `60`, kept ` days`.
    """
    if was == now:
        return (Mark(Change.KEPT, was),) if was else ()
    if not was or not now:
        return written_anew(was, now)
    marks = joined(without_islands(steps(words(was), words(now))))
    kept = sum(visible(mark.text) for mark in marks if mark.change is Change.KEPT)
    return marks if kept >= REWRITTEN * min(visible(was), visible(now)) else written_anew(was, now)


def written_anew(was: str, now: str) -> Marks:
    made = (Mark(Change.REMOVED, was), Mark(Change.ADDED, now))
    return tuple(mark for mark in made if mark.text)


def visible(text: str) -> int:
    return sum(not sign.isspace() for sign in text)


def steps(was: list[str], now: list[str]) -> list[list[Mark]]:
    """Runs of kept words, and between them what was removed and added."""
    from rapidfuzz.distance import LCSseq

    found: list[list[Mark]] = []
    for step in LCSseq.opcodes(was, now):
        old, new = was[step.src_start : step.src_end], now[step.dest_start : step.dest_end]
        if step.tag == "equal":
            found.append([Mark(Change.KEPT, word) for word in old])
        else:
            found.append([Mark(Change.REMOVED, word) for word in old] + [Mark(Change.ADDED, word) for word in new])
    return merged(found)


def merged(runs: list[list[Mark]]) -> list[list[Mark]]:
    """Neighbouring changes as one run."""
    grouped = groupby(runs, key=lambda run: run[0].change is Change.KEPT)
    return [[mark for run in group for mark in run] for _, group in grouped]


def without_islands(runs: list[list[Mark]]) -> Iterator[Mark]:
    """A space, a comma or a single Chinese sign between two changes belongs to both: nobody reads it as kept."""
    for at, run in enumerate(runs):
        inside = 0 < at < len(runs) - 1
        if inside and run[0].change is Change.KEPT and is_island("".join(mark.text for mark in run)):
            yield from (Mark(Change.REMOVED, mark.text) for mark in run)
            yield from (Mark(Change.ADDED, mark.text) for mark in run)
        else:
            yield from run


def is_island(text: str) -> bool:
    core = text.strip()
    return not core or (len(core) == 1 and (is_han(core) or not core.isalnum()))


def joined(marks: Iterable[Mark]) -> Marks:
    """Each stretch of changes as one removed and one added text."""
    found: list[Mark] = []
    for kept, group in groupby(marks, key=lambda mark: mark.change is Change.KEPT):
        run = list(group)
        if kept:
            found.append(Mark(Change.KEPT, "".join(mark.text for mark in run)))
        else:
            found += written_anew(before(run), after(run))
    return tuple(found)
