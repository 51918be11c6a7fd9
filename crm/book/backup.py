"""Backups that are proven before they have their name, and the way back.

The book is copied by SQLite's backup API, never as a file: a plain copy of an open WAL book was empty (TRUST.md, 7).
"""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from crm.book import connection as connections
from crm.book.file import faults_of_the_world
from crm.book.journal import History, Step
from crm.book.migrations import counts
from crm.values import Problem, WorldFault

SLICE = 1000
"""Pages copied at a time: about 4 MB, a few ms."""

DAILY, WEEKLY, NEWEST = 7, 4, 5

Progress = Callable[[int, int], None]
"""Pages done and pages in all. Raising from it cancels."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One proven backup. `step` is the journal's number that it holds: the order that no clock can turn round."""

    path: Path
    made_at: datetime
    step: int


def folder_of(book: Path) -> Path:
    return book.with_name(book.stem + ".backups")


def name_of(book: Path, at: datetime, step: int) -> str:
    return f"{book.stem}.{at.astimezone(UTC):%Y%m%dT%H%M%SZ}.{step:09d}.liaison"


def listed(book: Path) -> list[Backup]:
    """All backups of a book, the newest first by the journal's order."""
    found = []
    for path in folder_of(book).glob(f"{glob_safe(book.stem)}.*.liaison"):
        at, step = path.name.removesuffix(".liaison").split(".")[-2:]
        with contextlib.suppress(ValueError):
            found.append(Backup(path, datetime.strptime(at, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC), int(step)))
    return sorted(found, key=lambda backup: (backup.step, backup.made_at, backup.path.name), reverse=True)


def glob_safe(text: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in text)


def back_up(source: sqlite3.Connection, book: Path, at: datetime, progress: Progress | None = None) -> Backup:
    """Copies, checks, counts, and only then gives the backup its name."""
    step = newest_step(source)
    folder = folder_of(book)
    make_private_folder(folder)
    path = folder / name_of(book, at, step)
    copy_proven(source, path, progress)
    return Backup(path, at, step)


def copy_proven(source: sqlite3.Connection, path: Path, progress: Progress | None = None) -> None:
    """A checked copy of the book at `path`, 0600; what stood there before stays until the copy is proven."""
    part = path.with_name(path.name + ".part")
    try:
        with faults_of_the_world(path):
            make_private_file(part)
            with contextlib.closing(sqlite3.connect(part, isolation_level=None)) as target:
                source.backup(target, pages=SLICE, progress=None if progress is None else told(progress))
                target.execute("PRAGMA journal_mode=DELETE")
            prove(source, part)
            flush(part)
            part.replace(path)
            flush(path.parent)
    except OSError as error:
        raise WorldFault(
            Problem("backup-not-written", values={"file": str(path), "why": error.strerror or ""})
        ) from error
    finally:
        for leftover in (part, part.with_name(part.name + "-journal")):
            leftover.unlink(missing_ok=True)


def told(progress: Progress) -> Callable[[int, int, int], None]:
    return lambda _, remaining, total: progress(total - remaining, total)


def prove(source: sqlite3.Connection, path: Path) -> None:
    """Opens the copy, checks it and counts its rows. WorldFault `backup-unproven` where it is not what it should be."""
    copy = connections.reader(path)
    try:
        sound = copy.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        same = newest_step(copy) != newest_step(source) or counts(copy) == counts(source)
        if not (sound and same):
            raise WorldFault(Problem("backup-unproven", values={"file": str(path)}))
    finally:
        copy.close()


def newest_step(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM journal_step").fetchone()[0])


def make_private_folder(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def make_private_file(path: Path) -> None:
    """An empty file that nobody else can read from its first byte on."""
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))


def flush(path: Path) -> None:
    """Makes what was written outlive a power cut (TRUST.md A10)."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def thinned(backups: Iterable[Backup]) -> list[Backup]:
    """What may go: neither of the newest five, nor of the newest day, nor the last of 7 days or of 4 weeks.

    By the journal's order, not by the clock: a wrong clock never removes the newest (TRUST.md F3).
    """
    newest_first = sorted(backups, key=lambda backup: (backup.step, backup.made_at), reverse=True)
    keep = set(newest_first[:NEWEST])
    keep.update(backup for backup in newest_first if backup.made_at.date() == newest_first[0].made_at.date())
    days: dict[object, Backup] = {}
    weeks: dict[object, Backup] = {}
    for backup in newest_first:
        days.setdefault(backup.made_at.date(), backup)
        weeks.setdefault(backup.made_at.isocalendar()[:2], backup)
    keep.update(list(days.values())[:DAILY])
    keep.update(list(weeks.values())[:WEEKLY])
    return [backup for backup in newest_first if backup not in keep]


def thin(book: Path) -> None:
    for backup in thinned(listed(book)):
        backup.path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a restore would change: rows per table now and then, and the steps that would be lost, newest first."""

    backup: Backup
    now: dict[str, int]
    then: dict[str, int]
    lost: list[Step]
    lost_in_all: int


SHOWN_STEPS = 50


def preview(current: sqlite3.Connection, backup: Backup) -> Preview:
    copy = connections.reader(backup.path)
    try:
        if copy.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise WorldFault(Problem("backup-unproven", values={"file": str(backup.path)}))
        held = newest_step(copy)
        lost = [step for step in History(SHOWN_STEPS).run(current) if step.id > held]
        in_all = current.execute("SELECT count(*) FROM journal_step WHERE id > ?", (held,)).fetchone()[0]
        return Preview(backup, shown_counts(current), shown_counts(copy), lost, int(in_all))
    finally:
        copy.close()


def shown_counts(connection: sqlite3.Connection) -> dict[str, int]:
    return {
        name: count
        for name, count in counts(connection).items()
        if name in ("partner", "contact", "interaction", "decision", "action_item", "attachment", "relationship")
    }


def put_back(target: sqlite3.Connection, backup: Backup) -> None:
    """Writes the backup's content into the open book, in one transaction of SQLite's. No key is ever used twice."""
    sequences = dict(target.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    source = connections.reader(backup.path)
    try:
        source.backup(target)
    finally:
        source.close()
    target.execute("PRAGMA journal_mode=WAL")
    for name, seq in sequences.items():
        target.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (seq, name))
