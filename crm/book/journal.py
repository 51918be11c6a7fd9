"""The journal: every row's before and after, per step, in the step's own transaction.

TEMP triggers, generated from the tables' metadata on each writing connection, catch every write, Core statements
included; they roll back with the transaction and no trigger stays in the file (HOUSE.md, The journal). Images are the
file's raw values as SQL literals (`quote`), because Python's come back altered (PARTS.md, trap 3).
"""

import contextlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from sqlite3 import Connection

from crm.book import messages
from crm.book.schema import CONTENT_TABLES, DERIVED_TABLES, JOURNAL_TABLES, SCHEMA
from crm.values import Frozen, Message, Query
from crm.values.ids import StepId

MERGE_SECONDS = 60
"""Edits of one field within a minute are one undo step (SCREEN.md)."""

Image = dict[str, str]
"""Column to SQL literal."""


@dataclass(frozen=True, slots=True)
class Columns:
    """A journaled table and its columns, in the file's order."""

    table: str
    names: tuple[str, ...]

    def image(self, row: str) -> str:
        """The SQL that makes the image of OLD or NEW."""
        return "json_object(" + ", ".join(f"'{name}', quote({row}.\"{name}\")" for name in self.names) + ")"


def journaled_tables() -> list[Columns]:
    """All tables of the model but those whose bytes the journal names by hash."""
    from sqlmodel import SQLModel

    from crm import model

    model.load()
    left_out = {*CONTENT_TABLES, *DERIVED_TABLES, *JOURNAL_TABLES}
    return [
        Columns(table.name, tuple(column.name for column in table.columns))
        for table in SQLModel.metadata.sorted_tables
        if table.name not in left_out
    ]


CAPTURE = """CREATE TEMP TABLE journal_capture (
    seq INTEGER PRIMARY KEY, name TEXT NOT NULL, key INTEGER NOT NULL, before TEXT, after TEXT)"""
CAPTURE_INDEX = "CREATE INDEX temp.journal_capture_record ON journal_capture (name, key, seq)"

FOLD = """
INSERT INTO journal_row (step_id, name, key, before, after)
SELECT :step, first.name, first.key, first.before, last.after
FROM (SELECT min(seq) AS a, max(seq) AS b FROM journal_capture GROUP BY name, key) AS ends
JOIN journal_capture AS first ON first.seq = ends.a
JOIN journal_capture AS last ON last.seq = ends.b
WHERE first.before IS NOT last.after
"""


def watch(connection: Connection, tables: list[Columns]) -> None:
    """Puts the triggers on a writing connection."""
    connection.execute(CAPTURE)
    connection.execute(CAPTURE_INDEX)
    for table in tables:
        for event in ("INSERT", "UPDATE", "DELETE"):
            connection.execute(trigger(table, event))


def trigger(table: Columns, event: str) -> str:
    """The DDL of one trigger."""
    before = "NULL" if event == "INSERT" else table.image("OLD")
    after = "NULL" if event == "DELETE" else table.image("NEW")
    row = "OLD" if event == "DELETE" else "NEW"
    return (
        f'CREATE TEMP TRIGGER "journal_{table.table}_{event}" AFTER {event} ON main."{table.table}" BEGIN '
        f"INSERT INTO journal_capture (name, key, before, after) "
        f"VALUES ('{table.table}', {row}.id, {before}, {after}); END"
    )


@contextlib.contextmanager
def unwatched(connection: Connection, table: Columns, event: str) -> Iterator[None]:
    """One table without one of its triggers, for rows that `crm.book.many` journals as a range. Within a step only."""
    connection.execute(f'DROP TRIGGER temp."journal_{table.table}_{event}"')
    yield
    connection.execute(trigger(table, event))  # what fails before rolls the step back, and the trigger with it


INSERT_STEP = """
INSERT INTO journal_step (at, user, origin, command, named, kind, undoable, target_id, merges_as, schema)
VALUES (?, ?, ?, ?, '', ?, ?, ?, ?, ?)
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what, when, from where, before the step is written."""

    at: str
    user: str
    origin: str
    command: str
    kind: str
    undoable: bool
    target: int | None = None
    merges_as: str | None = None


def begin_step(connection: Connection, entry: Entry) -> StepId:
    """Takes the step's number, which is also the version of every row that it writes."""
    connection.execute("DELETE FROM journal_capture")
    values = (entry.at, entry.user, entry.origin, entry.command, entry.kind, entry.undoable, entry.target)
    cursor = connection.execute(INSERT_STEP, (*values, entry.merges_as, SCHEMA))
    return StepId(cursor.lastrowid or 0)


def end_step(connection: Connection, step: StepId, named: Message) -> None:
    """Folds the changes of each row into one and names the step."""
    connection.execute(FOLD, {"step": step})
    connection.execute("UPDATE journal_step SET named = ? WHERE id = ?", (messages.written(named), step))


SEAL = """
UPDATE journal_step SET undoable = 0 WHERE undoable AND id IN (
    SELECT earlier.step_id FROM journal_row AS earlier WHERE earlier.step_id < :step AND EXISTS (
        SELECT 1 FROM journal_row AS gone
        WHERE gone.step_id = :step AND gone.name = earlier.name AND gone.key = earlier.key AND gone.after IS NULL))
"""


def seal(connection: Connection, step: StepId) -> None:
    """After a final step: what wrote the rows that are gone for good cannot be taken back any more.

    Left open, the newest of them would stand before everything older, refused again at each Ctrl+Z.
    """
    connection.execute(SEAL, {"step": step})


OWNED = """
SELECT step_id, key FROM journal_row WHERE name = :table AND :key IN (
    json_extract(before, '$."' || :column || '"'), json_extract(after, '$."' || :column || '"'))
"""
OWNED_PARTS = f"""
SELECT step_id FROM journal_row WHERE name = :part AND EXISTS (
    SELECT 1 FROM ({OWNED}) AS owner WHERE CAST(owner.key AS TEXT) IN (
        json_extract(before, '$."' || :of || '"'), json_extract(after, '$."' || :of || '"')))
"""
CLOSE = "UPDATE journal_step SET undoable = 0 WHERE undoable AND id < ? AND id = ?"


def close_earlier(connection: Connection, step: StepId, frozen: Iterable[Frozen]) -> None:
    """After a step that froze rows, such as a signature: what wrote them before, or took some away, stays done.

    Else undo of an edit made before the signature would change what was signed.
    """
    for rows in frozen:
        values = {"table": rows.table, "column": rows.column, "key": str(rows.key)}
        steps = {found for found, _ in connection.execute(OWNED, values)}
        for part, of in rows.parts:
            steps |= {found for (found,) in connection.execute(OWNED_PARTS, {**values, "part": part, "of": of})}
        connection.executemany(CLOSE, [(step, found) for found in sorted(steps)])


ABSORB_BEFORE = """
UPDATE journal_row SET before = (
    SELECT old.before FROM journal_row AS old
    WHERE old.step_id = :old AND old.name = journal_row.name AND old.key = journal_row.key)
WHERE step_id = :step AND (name, key) IN (SELECT name, key FROM journal_row WHERE step_id = :old)
"""
ABSORB_REST = """
UPDATE journal_row SET step_id = :step
WHERE step_id = :old AND (name, key) NOT IN (SELECT name, key FROM journal_row WHERE step_id = :step)
"""


def absorb(connection: Connection, step: StepId, old: StepId) -> None:
    """Makes one step of two: the newer takes over what the older had changed, and keeps its own number and versions."""
    for statement in (ABSORB_BEFORE, ABSORB_REST):
        connection.execute(statement, {"step": step, "old": old})
    connection.execute("DELETE FROM journal_row WHERE step_id = ?", (old,))
    connection.execute("DELETE FROM journal_step WHERE id = ?", (old,))


@dataclass(frozen=True, slots=True)
class RowChange:
    name: str
    key: int
    before: Image | None
    after: Image | None


def rows_of(connection: Connection, step: int) -> Iterator[RowChange]:
    """What the step changed row by row; what it made or deleted in bulk stands in ranges (`crm.book.many`)."""
    for name, key, before, after in connection.execute(
        "SELECT name, key, before, after FROM journal_row WHERE step_id = ? ORDER BY name, key", (step,)
    ):
        yield RowChange(name, key, json.loads(before) if before else None, json.loads(after) if after else None)


@dataclass(frozen=True, slots=True)
class Step:
    """A step as the history shows it. `at` is a UTC instant; `user` the uid of who did it, or empty."""

    id: StepId
    at: str
    user: str
    origin: str
    command: str
    named: Message
    kind: str
    undoable: bool
    target: int | None


STEPS = """
SELECT id, at, user, origin, command, named, kind, undoable, target_id FROM journal_step
WHERE id < :before ORDER BY id DESC LIMIT :limit
"""


@dataclass(frozen=True, slots=True)
class History(Query[list[Step]]):
    """The newest steps first."""

    limit: int = 100
    before: int = 2**62

    def run(self, connection: Connection) -> list[Step]:
        rows = connection.execute(STEPS, {"before": self.before, "limit": self.limit})
        return [
            Step(StepId(row[0]), row[1], row[2], row[3], row[4], messages.read(row[5]), row[6], bool(row[7]), row[8])
            for row in rows
        ]
