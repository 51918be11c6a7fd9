"""The writing half of a book: one connection with its triggers, one session a step. SQLModel begins here."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session

from crm.book import backup as backups
from crm.book import connection as connections
from crm.book import contents, derived, inspection, journal, search
from crm.book.clock import Clock, instant
from crm.book.staging import BookStage
from crm.book.transaction import BookTransaction, stamp
from crm.book.undo import Candidate, take_back
from crm.values import Command, CommandKind, Problem, Refused
from crm.values.collecting import uncollected
from crm.values.ids import StepId, Version

if TYPE_CHECKING:
    from crm.book.filetext import FileText

LARGEST_WAL = 64_000_000
KEEP_TEXT = "REPLACE INTO attachment_text (sha256, text, reader) VALUES (?, ?, ?)"


class StepSession(Session):
    """The session of one step. It listens once for all steps: a listener a step costs every save 0.03 ms."""


@sqlalchemy.event.listens_for(StepSession, "before_flush")
def stamp_rows(session: Session, *_: object) -> None:
    stamp(session.info["tx"])


class Writing:
    """Not thread safe: `Book` lets one thread in at a time."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._wal = Path(f"{path}-wal")
        self._clock = clock
        self._connection = connections.writer(path)
        self._tables = journal.journaled_tables()
        derived.prepare(self._connection)
        journal.watch(self._connection, self._tables)
        self._engine = sqlalchemy.create_engine(
            "sqlite://", creator=lambda: self._connection, poolclass=StaticPool, pool_reset_on_return=None
        )
        with self._engine.connect():  # its first connection ends in a rollback: not inside a step of ours
            pass
        if search.is_stale(self._connection):
            self.mend()

    def check(self, command: Command, user: str) -> list[Problem]:
        """Asks in a reading transaction, which is always rolled back."""
        self._connection.execute("BEGIN")
        try:
            with Session(self._engine, autoflush=False) as session:
                return command.check(self._transaction(session, user, Version(0)))
        except Refused as refusal:
            return list(refusal.problems)
        except DBAPIError as error:
            raise unwrapped(error) from error
        finally:
            self._roll_back()

    def execute(self, command: Command, user: str, origin: str, stage: BookStage | None = None) -> StepId:
        """One step. `stage` holds the rows of a command that loads many."""
        if stage is None:
            return self._do(command, user, origin)
        with uncollected(), stage.attached(self._connection):
            return self._do(command, user, origin, stage)

    def _do(self, command: Command, user: str, origin: str, stage: BookStage | None = None) -> StepId:
        entry = journal.Entry(
            at=instant(self._clock.now()),
            user=user,
            origin=origin,
            command=type(command).__name__,
            kind="do",
            undoable=command.kind is CommandKind.UNDOABLE,
            merges_as=command.merges_as(),
        )
        with self._step(entry, user) as tx:
            problems = command.check(tx)
            if problems:
                raise Refused(problems)
            if stage is not None:
                stage.copy(self._connection, self._tables, tx.step)
            command.apply(tx)
            tx.session.flush()
            derived.refresh(self._connection)
            journal.end_step(self._connection, StepId(tx.step), command.named(tx))
            journal.close_earlier(self._connection, StepId(tx.step), command.freezes(tx))
            if command.kind is CommandKind.FINAL:
                journal.seal(self._connection, StepId(tx.step))
                contents.collect(self._connection)
            self._absorb_earlier(StepId(tx.step), entry)
            return StepId(tx.step)

    def turn(self, kind: str, candidate: Candidate, user: str, origin: str) -> StepId:
        """Undo or redo: takes back the candidate's step, which for redo is the undo."""
        entry = journal.Entry(
            at=instant(self._clock.now()),
            user=user,
            origin=origin,
            command="",
            kind=kind,
            undoable=True,
            target=candidate.id,
        )
        with self._step(entry, user, still_needed="undo-still-needed") as tx:
            take_back(self._connection, candidate.id, tx.step, self._tables)
            derived.refresh(self._connection)
            journal.end_step(self._connection, StepId(tx.step), candidate.named)
            return StepId(tx.step)

    @contextlib.contextmanager
    def _step(
        self, entry: journal.Entry, user: str, still_needed: str = "record-still-needed"
    ) -> Iterator[BookTransaction]:
        """One transaction: commits what was done inside, or rolls all of it back."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            step = journal.begin_step(self._connection, entry)
            self._mark_unclean()
            with StepSession(self._engine, expire_on_commit=False) as session:
                tx = session.info["tx"] = self._transaction(session, user, Version(step))
                yield tx
                self._connection.execute("COMMIT")
        except sqlite3.IntegrityError as error:
            raise Refused(Problem(still_needed if "FOREIGN KEY" in str(error) else "record-twice")) from error
        except DBAPIError as error:
            raise unwrapped(error) from error
        finally:
            self._roll_back()
        self._keep_wal_small()

    def _transaction(self, session: Session, user: str, step: Version) -> BookTransaction:
        return BookTransaction(session, self._connection, self._clock.now(), self._clock.today(), user, step)

    def _absorb_earlier(self, step: StepId, entry: journal.Entry) -> None:
        """Typing in one field within a minute is one step."""
        if entry.merges_as is None:
            return
        earlier = self._connection.execute(
            "SELECT id FROM journal_step WHERE id = (SELECT max(id) FROM journal_step WHERE id < ?) AND user = ? "
            "AND merges_as = ? AND kind = 'do' AND (julianday(?) - julianday(at)) * 86400 BETWEEN 0 AND ?",
            (step, entry.user, entry.merges_as, entry.at, journal.MERGE_SECONDS),
        ).fetchone()
        if earlier is not None:
            journal.absorb(self._connection, step, earlier[0])

    def _mark_unclean(self) -> None:
        self._connection.execute("UPDATE meta SET value = '0' WHERE name = 'clean' AND value <> '0'")

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def _keep_wal_small(self) -> None:
        if self._wal.stat().st_size > LARGEST_WAL:  # it is there: this connection has just written to it
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def inspect(self) -> list[Problem]:
        return inspection.inspect(self._connection)

    def mend(self) -> None:
        """Derives everything anew, in one transaction."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            derived.rebuild(self._connection)
            contents.collect(self._connection)
            self._connection.execute("COMMIT")
        finally:
            self._roll_back()

    def keep_text(self, sha256: str, found: "FileText") -> None:
        """What was read in a file, and its place in the search. No step: the bytes say all of it."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            self._connection.execute(KEEP_TEXT, (sha256, found.text, found.reader))
            self._connection.execute(
                "INSERT INTO touched_attachment SELECT id FROM attachment WHERE sha256 = ?", (sha256,)
            )
            derived.rewrite(self._connection, {"attachment"})
            self._connection.execute("COMMIT")
        finally:
            self._roll_back()

    def put_back(self, backup: backups.Backup) -> None:
        backups.put_back(self._connection, backup)

    def abandon(self) -> None:
        """Lets go of a file that is no longer there."""
        self._engine.dispose()
        self._connection.close()

    def close(self) -> None:
        self._connection.execute("UPDATE meta SET value = '1' WHERE name = 'clean'")
        self._connection.execute("PRAGMA optimize")
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.abandon()


def unwrapped(error: DBAPIError) -> Exception:
    """What the driver raised, or the refusal that stands behind it."""
    original = error.orig
    if isinstance(original, sqlite3.IntegrityError):
        code = "record-still-needed" if "FOREIGN KEY" in str(original) else "record-twice"
        return Refused(Problem(code))
    return original if isinstance(original, Exception) else error
