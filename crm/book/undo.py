"""Undo and redo from the journal, column by column, and only where the value is still what the step left.

A step is taken back by deleting its rows and inserting their images with keys deferred, so that order and exchanged
unique values stop mattering (PARTS.md, trap 2).
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from sqlite3 import Connection

from crm.book import many, messages
from crm.book.journal import Columns, Image, RowChange, rows_of
from crm.book.origins import SAMPLE
from crm.book.people import who_wrote
from crm.book.schema import SCHEMA
from crm.values import Message, Problem, Refused
from crm.values.ids import StepId

REMEMBERED = 2000
"""How many of a user's own steps are looked at to find what can be undone."""

OWN_STEPS = """
SELECT id, named, kind, target_id, undoable, schema FROM (
    SELECT id, named, kind, target_id, undoable, schema FROM journal_step
    WHERE user = ? AND named <> '' AND origin <> ? ORDER BY id DESC LIMIT ?)
ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A step that can be undone, or an undo that can be redone. `named` is what the act was, in the menu."""

    id: StepId
    named: Message


@dataclass(frozen=True, slots=True)
class Stacks:
    """What Ctrl+Z and Ctrl+Shift+Z would act on, the next one last."""

    undo: list[Candidate]
    redo: list[Candidate]


def stacks(connection: Connection, user: str) -> Stacks:
    """Replays the user's own steps: do pushes and forgets redo, undo moves it over, redo moves it back."""
    undo: list[Candidate] = []
    redo: list[Candidate] = []
    for step, named, kind, target, undoable, schema in connection.execute(OWN_STEPS, (user, SAMPLE, REMEMBERED)):
        candidates = [Candidate(StepId(step), messages.read(named))] if undoable and schema == SCHEMA else []
        if kind == "undo":
            undo = [entry for entry in undo if entry.id != target]
            redo += candidates
        elif kind == "redo":
            redo = [entry for entry in redo if entry.id != target]
            undo += candidates
        else:
            redo.clear()
            undo += candidates
    return Stacks(undo, redo)


def take_back(connection: Connection, step: StepId, version: int, tables: Iterable[Columns]) -> None:
    """Writes the rows as they were before the step. Refused where somebody wrote the same column since."""
    by_name = {table.table: table for table in tables}
    made = many.ranges_of(connection, step, made=True)
    problems = [problem for found in made for problem in conflicts_within(connection, by_name[found.name], step, found)]
    targets: list[tuple[Columns, int, Image | None]] = []
    for change in rows_of(connection, step):
        table = by_name[change.name]
        current = current_image(connection, table, change.key)
        conflict = conflict_of(connection, change, current)
        if conflict is not None:
            problems.append(conflict)
            continue
        targets.append((table, change.key, merged(change, current, version)))
    if problems:
        raise Refused(problems)
    connection.execute("PRAGMA defer_foreign_keys=ON")
    for table, key, _ in targets:
        connection.execute(f'DELETE FROM "{table.table}" WHERE id = ?', (key,))
    for table, _, image in targets:
        if image is not None:
            columns = ", ".join(f'"{name}"' for name in image)
            connection.execute(f'INSERT INTO "{table.table}" ({columns}) VALUES ({", ".join(image.values())})')
    many.unload(connection, by_name, version, made)
    many.reload(connection, by_name, version, step)


FIRST_IMAGE = """
SELECT before FROM journal_row WHERE name = ? AND key = ? AND step_id > ? ORDER BY step_id LIMIT 1
"""
GONE_FOR_GOOD = """
SELECT 1 FROM journal_row AS r JOIN journal_step AS s ON s.id = r.step_id
WHERE r.name = ? AND r.key = ? AND r.step_id > ? AND r.after IS NULL AND NOT s.undoable
"""


def conflicts_within(connection: Connection, table: Columns, step: int, found: many.KeyRange) -> Iterator[Problem]:
    """Rows made in bulk that somebody wrote since. What the bin took for good is gone, as undo wants it."""
    for key in many.written_since(connection, step, found):
        current = current_image(connection, table, key)
        if current is None and connection.execute(GONE_FOR_GOOD, (table.table, key, step)).fetchone():
            continue
        (left,) = connection.execute(FIRST_IMAGE, (table.table, key, step)).fetchone()
        conflict = conflict_of(
            connection, RowChange(table.table, key, None, json.loads(left) if left else None), current
        )
        if conflict is not None:
            yield conflict


def current_image(connection: Connection, table: Columns, key: int) -> Image | None:
    columns = ", ".join(f'quote("{name}")' for name in table.names)
    row = connection.execute(f'SELECT {columns} FROM "{table.table}" WHERE id = ?', (key,)).fetchone()
    return None if row is None else dict(zip(table.names, row, strict=True))


def conflict_of(connection: Connection, change: RowChange, current: Image | None) -> Problem | None:
    """Why this row cannot go back, or None."""
    if (change.after is None) != (current is None):
        return Problem("undo-record-gone", values={"record": Message(f"table.{change.name}")})
    if change.after is None or current is None:
        return None
    for column, left in change.after.items():
        before = None if change.before is None else change.before.get(column)
        if column == "version" or left == before or current[column] == left:
            continue
        values = {
            **who_wrote(connection, int(current["version"])),
            "theirs": shown(current[column]),
            "ours": shown(left),
        }
        return Problem("undo-changed-since", field=column, values={**values, "field": Message(f"field.{column}")})
    return None


def merged(change: RowChange, current: Image | None, version: int) -> Image | None:
    """The row to write: what the step changed goes back, what others changed beside it stays."""
    if change.before is None:
        return None
    if change.after is None or current is None:
        image = dict(change.before)
    else:
        image = {
            column: change.before[column] if change.before[column] != change.after[column] else value
            for column, value in current.items()
        }
    return {**image, "version": str(version)}


def shown(literal: str) -> str:
    """A SQL literal as a person reads it."""
    if literal == "NULL":
        return "–"
    return literal[1:-1].replace("''", "'") if literal.startswith("'") else literal
