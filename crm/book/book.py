"""A book: opened, asked, written, undone, backed up, closed. Everything else in this package serves this door."""

import contextlib
import os
import sqlite3
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from crm.book import backup as backups
from crm.book import connection as connections
from crm.book import file as files
from crm.book.changes import changes_between, changes_of
from crm.book.clock import Clock, SystemClock
from crm.book.journal import History, Step
from crm.book.origins import COMMAND_LINE, WINDOW
from crm.book.schema import SCHEMA
from crm.book.undo import Candidate, Stacks, stacks
from crm.values import Changes, Command, LoadingCommand, Message, Problem, Query, Refused, WorldFault
from crm.values.collecting import uncollected
from crm.values.ids import StepId, ulid

if TYPE_CHECKING:
    from crm.book.writing import Writing

Answer = TypeVar("Answer")

SCRIPT_PAUSE = timedelta(hours=1)
Listener = Callable[[Changes], None]


class Book:
    """One `.liaison` file. Any thread may ask; writes take turns."""

    def __init__(self, path: Path, findings: files.Findings, clock: Clock, user: str) -> None:
        self.path = path
        self.clock = clock
        self.user = user
        self.origin = WINDOW
        self.schema = findings.schema
        self.read_only = findings.read_only
        self._immutable = findings.immutable
        self._identity = files.identity(path)
        files.OPEN_BOOKS.add(self._identity)
        self._listeners: list[Listener] = []
        self._write_lock = threading.RLock()
        self._writing: Writing | None = None
        self._reads = threading.local()
        self._readers: list[sqlite3.Connection] = []
        self._closed = False
        self._backed_up_today = False
        self.id = self._meta("book_id")
        self._seen_step = self._newest_step()
        self._stacks: tuple[int, str, Stacks] | None = None

    @classmethod
    def create(cls, path: Path | str, *, clock: Clock | None = None, user: str = "") -> "Book":
        """A new, empty book. WorldFault `book-exists` where the file is there already."""
        from crm.book import derived, migrations

        path = Path(path).absolute()
        clock = clock or SystemClock()
        if path.exists():
            raise WorldFault(Problem("book-exists", values={"file": str(path)}))
        part = path.with_name(path.name + ".part")
        try:
            backups.make_private_folder(path.parent)
            part.unlink(missing_ok=True)
            backups.make_private_file(part)
            with files.faults_of_the_world(path), contextlib.closing(connections.writer(part)) as connection:
                connection.execute(f"PRAGMA application_id={connections.APPLICATION_ID}")
                derived.prepare(connection)
                migrations.create(connection, ulid(int(clock.now().timestamp() * 1000)))
            part.replace(path)
        except OSError as error:
            raise WorldFault(
                Problem("book-not-made", values={"file": str(path), "why": error.strerror or ""})
            ) from error
        finally:
            for leftover in (part, Path(f"{part}-wal"), Path(f"{part}-shm")):
                leftover.unlink(missing_ok=True)
        return cls.open(path, clock=clock, user=user)

    @classmethod
    def open(cls, path: Path | str, *, clock: Clock | None = None, user: str = "", read_only: bool = False) -> "Book":
        """Opens a book; one of an earlier schema is backed up and brought to this one first."""
        path = Path(path).absolute()
        clock = clock or SystemClock()
        findings = files.examine(path, read_only=read_only)
        if findings.schema < SCHEMA:
            if findings.read_only:
                raise WorldFault(Problem("book-older-read-only", values={"file": str(path)}))
            bring_up(path, findings.schema, clock)
            findings = files.examine(path, read_only=read_only)
        return cls(path, findings, clock, user)

    # Reading

    def query(self, query: Query[Answer]) -> Answer:
        """The answer, from any thread. WorldFault where the file cannot be read."""
        with files.faults_of_the_world(self.path):
            return query.run(self._reader())

    def _reader(self) -> sqlite3.Connection:
        self._refuse_if_closed()
        connection: sqlite3.Connection | None = getattr(self._reads, "connection", None)
        if connection is None:
            connection = connections.reader(self.path, immutable=self._immutable)
            self._reads.connection = connection
            self._readers.append(connection)
        return connection

    def _meta(self, name: str) -> str:
        with files.faults_of_the_world(self.path):
            row = self._reader().execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def _newest_step(self) -> int:
        with files.faults_of_the_world(self.path):
            return backups.newest_step(self._reader())

    # Writing

    def warm(self) -> None:
        """Loads what writing needs and makes the day's backup. For a thread, after the first paint."""
        if not self.read_only:
            with self._write_lock:
                self._writer()
            self.back_up_daily()

    def is_there(self) -> bool:
        """Whether the file still lies where it was opened: unlinked or replaced, a write would be lost with it."""
        try:
            return files.identity(self.path) == self._identity
        except OSError:
            return False

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise WorldFault(Problem("book-closed", values={"file": str(self.path)}))

    def _writer(self) -> "Writing":
        self._refuse_if_closed()
        if not self.is_there():
            raise WorldFault(Problem("book-vanished", values={"file": str(self.path)}))
        if self.read_only:
            raise WorldFault(Problem("book-read-only", values={"file": str(self.path)}))
        if self._writing is None:
            from crm.book.writing import Writing

            with files.faults_of_the_world(self.path):
                self._writing = Writing(self.path, self.clock)
        return self._writing

    def check(self, command: Command) -> list[Problem]:
        """Everything wrong with a command, as the form asks while one types."""
        with self._write_lock, files.faults_of_the_world(self.path):
            return self._writer().check(command, self.user)

    def execute(self, command: Command, initiator: object | None = None) -> Changes:
        """Does it in one transaction, or raises Refused or WorldFault and has changed nothing."""
        self.back_up_daily()
        if isinstance(command, LoadingCommand):
            return self._load(command, initiator)
        return self._commit(lambda: self._writer().execute(command, self.user, self.origin), initiator)

    def _load(self, command: LoadingCommand, initiator: object | None) -> Changes:
        """What the command makes is laid out first, while other threads write; the lock is held for the copy only."""
        from crm.book.staging import opened_stage

        if problems := self.check(command):
            raise Refused(problems)
        with files.faults_of_the_world(self.path), opened_stage(self._reader(), self.clock) as stage:
            with uncollected():
                command.stage(stage)
                stage.foresee_documents()
            return self._commit(lambda: self._writer().execute(command, self.user, self.origin, stage), initiator)

    def undo(self, initiator: object | None = None) -> Changes:
        """Takes back the user's newest step. Refused where there is none, or where somebody wrote over it since."""
        return self._turn("undo", self._own_stacks().undo[-1:], initiator)

    def redo(self, initiator: object | None = None) -> Changes:
        return self._turn("redo", self._own_stacks().redo[-1:], initiator)

    def _turn(self, kind: str, candidates: list[Candidate], initiator: object | None) -> Changes:
        if not candidates:
            raise Refused(Problem(f"nothing-to-{kind}"))
        (candidate,) = candidates
        return self._commit(lambda: self._writer().turn(kind, candidate, self.user, self.origin), initiator)

    def _commit(self, write: Callable[[], StepId], initiator: object | None) -> Changes:
        with self._write_lock:
            with files.faults_of_the_world(self.path):
                step = write()
            if step == self._seen_step + 1:
                self._seen_step = step
            changes = changes_of(self._reader(), step, initiator)
        self._publish(changes)
        return changes

    def undoable(self) -> Message | None:
        """What undo would take back, for the menu."""
        candidates = self._own_stacks().undo
        return candidates[-1].named if candidates else None

    def redoable(self) -> Message | None:
        candidates = self._own_stacks().redo
        return candidates[-1].named if candidates else None

    def _own_stacks(self) -> Stacks:
        newest = self._newest_step()
        if self._stacks is None or self._stacks[:2] != (newest, self.user):
            with files.faults_of_the_world(self.path):
                self._stacks = (newest, self.user, stacks(self._reader(), self.user))
        return self._stacks[2]

    def history(self, limit: int = 100) -> list[Step]:
        return self.query(History(limit))

    # Telling

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Calls the listener after each commit, in the thread that wrote. Returns what ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _publish(self, changes: Changes) -> None:
        for listener in tuple(self._listeners):
            listener(changes)

    def poll(self) -> Changes | None:
        """What another process wrote since the last look, told to the listeners too."""
        newest = self._newest_step()
        if newest <= self._seen_step:
            return None
        with files.faults_of_the_world(self.path):
            changes = changes_between(self._reader(), self._seen_step, newest)
        self._seen_step = newest
        self._publish(changes)
        return changes

    # Keeping

    def read_attachments(self, stopped: Callable[[], bool] = lambda: False) -> int:
        """Reads the text of the files that were attached since, for the search. How many were read.

        Apart from every save: a step with its files is written before anybody looks into them. For a worker, which
        may say that it is `stopped`.
        """
        from crm.book.filetext import FileReader
        from crm.book.filetext.waiting import FileToRead, UnreadFiles

        waiting = [] if self.read_only else self.query(UnreadFiles())
        with FileReader(stopped) as reader:
            for number, sha256 in enumerate(waiting):
                if stopped() or not self.is_there():
                    return number
                found = reader.read(*self.query(FileToRead(sha256)))
                if stopped():
                    return number
                with self._write_lock, files.faults_of_the_world(self.path):
                    self._writer().keep_text(sha256, found)
        return len(waiting)

    def back_up_daily(self) -> None:
        """A proven backup before the first write of a day; a book without a step needs none."""
        if self._backed_up_today or self.read_only:
            return
        with self._write_lock:
            today = self.clock.now().date()
            made = backups.listed(self.path)
            if self._newest_step() and not any(backup.made_at.date() == today for backup in made):
                self.backup()
            self._backed_up_today = True

    def backup(self, progress: backups.Progress | None = None) -> backups.Backup:
        """A proven backup now; older ones are thinned to 7 daily and 4 weekly."""
        made = backups.back_up(self._reader(), self.path, self.clock.now(), progress)
        backups.thin(self.path)
        return made

    def made_backups(self) -> list[backups.Backup]:
        """The newest first."""
        return backups.listed(self.path)

    def preview_restore(self, backup: backups.Backup) -> backups.Preview:
        with files.faults_of_the_world(self.path):
            return backups.preview(self._reader(), backup)

    def restore(self, backup: backups.Backup) -> backups.Backup:
        """Puts the book back to the backup, after one of the present; returns that one, which takes it back."""
        with self._write_lock:
            present = self.backup()
            with files.faults_of_the_world(self.path):
                self._writer().put_back(backup)
            self._seen_step = self._newest_step()
            self._stacks = None
            everything = changes_between(self._reader(), 0, self._seen_step)
        self._publish(everything)
        return present

    def save_copy(self, path: Path, progress: backups.Progress | None = None) -> None:
        """A whole, checked copy at another place, also of a book whose file was taken away."""
        backups.copy_proven(self._reader(), path, progress)

    def inspect(self) -> list[Problem]:
        """Everything wrong with the file and, where it may be written, with what is derived. Changes nothing."""
        if self.read_only:
            from crm.book.inspection import harm

            with files.faults_of_the_world(self.path):
                return harm(self._reader())
        with self._write_lock, files.faults_of_the_world(self.path):
            return self._writer().inspect()

    def mend(self) -> None:
        """Derives summaries, names and search index anew."""
        with self._write_lock, files.faults_of_the_world(self.path):
            self._writer().mend()

    def close(self) -> None:
        """Backs up what changed, folds the -wal into the file and marks the close as clean."""
        if self._closed:
            return
        with self._write_lock:
            try:
                self._close_writing()
            finally:
                self._closed = True
                self._close_readers()
                files.OPEN_BOOKS.discard(self._identity)

    def _close_writing(self) -> None:
        if self._writing is None:
            return
        if not self.is_there():
            self._writing.abandon()
            return
        if self._needs_closing_backup():
            self.backup()
        self._close_readers()  # the last connection to close folds the -wal in, and only one that writes can
        self._writing.close()

    def _close_readers(self) -> None:
        while self._readers:
            self._readers.pop().close()

    def _needs_closing_backup(self) -> bool:
        """Whether something was written since the newest one. Scripts of many commands get one an hour."""
        step = self._newest_step()
        newest = backups.listed(self.path)[:1]
        if not step or (newest and newest[0].step == step):
            return False
        pause = SCRIPT_PAUSE if self.origin == COMMAND_LINE else timedelta(0)
        return not newest or self.clock.now() - newest[0].made_at >= pause


def bring_up(path: Path, schema: int, clock: Clock) -> None:
    """A checked backup, then the migrations."""
    from crm.book import derived, migrations

    with files.faults_of_the_world(path), contextlib.closing(connections.writer(path)) as connection:
        backups.back_up(connection, path, clock.now())
        derived.prepare(connection)
        migrations.migrate(connection, schema)


def default_path() -> Path:
    """Where the book lies when nobody says otherwise: the user's data folder."""
    if os.name == "nt":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif os.uname().sysname == "Darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "liaison" / "book.liaison"
