"""Many rows at once: loaded and deleted without a trigger for each, journaled as ranges of keys.

A row of an import bears no before-image (HOUSE.md, The journal): its table and the range of its key say which step made
it. Taking the step back deletes the ranges and keeps what they held in compressed chunks, from which redo loads them.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from crm.book import derived
from crm.book.journal import Columns, unwatched

CHUNK = 5_000
"""Rows of a chunk: large enough to compress well, small enough to hold in memory."""

LEVEL = 1
"""Of zlib: level 6 takes three times as long for a tenth less."""


Rows = Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class KeyRange:
    """Rows of one table that a step made, or that it deleted. Both ends belong to it."""

    name: str
    first: int
    last: int


RANGE = "INSERT INTO journal_range (step_id, name, first, last, made) VALUES (?, ?, ?, ?, ?)"


def load(connection: Connection, table: Columns, step: int, columns: Sequence[str], rows: Rows) -> None:
    """Inserts rows whose keys, in the first column, run without a gap."""
    if not rows:
        return
    found = KeyRange(table.table, int(str(rows[0][0])), int(str(rows[-1][0])))
    if found.last - found.first + 1 != len(rows):
        raise AssertionError(f"the keys of {table.table} have gaps")
    marks = ", ".join("?" * len(columns))
    with unwatched(connection, table, "INSERT"):
        connection.executemany(f'INSERT INTO "{table.table}" ({quoted(columns)}) VALUES ({marks})', rows)
    note_made(connection, step, found)


def note_made(connection: Connection, step: int, found: KeyRange) -> None:
    connection.execute(RANGE, (step, found.name, found.first, found.last, 1))
    derived.touch_range(connection, found.name, found.first, found.last)


def quoted(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


@dataclass(frozen=True, slots=True)
class Staged:
    """Rows of one table that lie on a stage, in a table of the same name. They bear no version yet."""

    range: KeyRange
    columns: tuple[str, ...]


def stage(connection: Connection, table: str, columns: Sequence[str], rows: Rows) -> Staged:
    """Lays rows out whose keys, in the first column, run without a gap."""
    staged = Staged(KeyRange(table, int(str(rows[0][0])), int(str(rows[-1][0]))), tuple(columns))
    connection.execute(f'CREATE TABLE "{table}" ("id" INTEGER PRIMARY KEY, {quoted(columns[1:])})')
    connection.execute("BEGIN")
    connection.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(columns))})', rows)
    connection.execute("COMMIT")
    return staged


def load_staged(connection: Connection, table: Columns, step: int, staged: Staged) -> None:
    """Copies what was laid out, as rows of this step."""
    columns = quoted(staged.columns)
    with unwatched(connection, table, "INSERT"):
        connection.execute(
            f'INSERT INTO main."{table.table}" ({columns}, version)'
            f' SELECT {columns}, ? FROM stage."{table.table}" ORDER BY id',
            (step,),
        )
    note_made(connection, step, staged.range)


def ranges_of(connection: Connection, step: int, *, made: bool) -> list[KeyRange]:
    rows = connection.execute(
        "SELECT name, first, last FROM journal_range WHERE step_id = ? AND made = ? ORDER BY name, first", (step, made)
    )
    return [KeyRange(*row) for row in rows]


LATER = """
SELECT DISTINCT r.key FROM journal_row AS r WHERE r.step_id > :step AND r.name = :name
AND r.key BETWEEN :first AND :last
"""


def written_since(connection: Connection, step: int, found: KeyRange) -> list[int]:
    """Rows of the range that later steps wrote one by one."""
    values = {"step": step, "name": found.name, "first": found.first, "last": found.last}
    return [key for (key,) in connection.execute(LATER, values)]


def unload(connection: Connection, tables: Mapping[str, Columns], step: int, ranges: Iterable[KeyRange]) -> None:
    """Deletes the rows of the ranges; `reload` makes them again from the chunks that this step keeps of them."""
    number = 0
    for found in ranges:
        table = tables[found.name]
        for images in chunks(connection, table, found):
            number += 1
            body = zlib.compress(json.dumps([found.name, table.names, images], ensure_ascii=False).encode(), LEVEL)
            connection.execute(
                "INSERT INTO journal_chunk (step_id, number, images) VALUES (?, ?, ?)", (step, number, body)
            )
        derived.touch_range(connection, found.name, found.first, found.last)
        with unwatched(connection, table, "DELETE"):
            connection.execute(f'DELETE FROM "{found.name}" WHERE id BETWEEN ? AND ?', (found.first, found.last))
        connection.execute(RANGE, (step, found.name, found.first, found.last, 0))


def chunks(connection: Connection, table: Columns, found: KeyRange) -> Iterator[list[Sequence[object]]]:
    columns = quoted(table.names)
    cursor = connection.execute(
        f'SELECT {columns} FROM "{table.table}" WHERE id BETWEEN ? AND ? ORDER BY id', (found.first, found.last)
    )
    while images := cursor.fetchmany(CHUNK):
        yield images


def reload(connection: Connection, tables: Mapping[str, Columns], step: int, deleted_by: int) -> None:
    """Makes the rows again that a step deleted in bulk, as rows of this step."""
    for (body,) in connection.execute(
        "SELECT images FROM journal_chunk WHERE step_id = ? ORDER BY number", (deleted_by,)
    ).fetchall():
        name, columns, images = json.loads(zlib.decompress(body))
        version = columns.index("version")
        rows = [[*image[:version], step, *image[version + 1 :]] for image in images]
        for run in without_gaps(rows, columns.index("id")):
            load_run(connection, tables[name], step, columns, run)


def without_gaps(rows: Sequence[Sequence[object]], key: int) -> Iterator[list[Sequence[object]]]:
    """Runs of rows whose keys follow each other: a row that somebody deleted since leaves a gap."""
    run: list[Sequence[object]] = []
    for row in rows:
        if run and int(str(row[key])) != int(str(run[-1][key])) + 1:
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def load_run(
    connection: Connection, table: Columns, step: int, columns: Sequence[str], rows: list[Sequence[object]]
) -> None:
    place = columns.index("id")
    order = [place, *(index for index in range(len(columns)) if index != place)]
    load(
        connection, table, step, [columns[index] for index in order], [[row[index] for index in order] for row in rows]
    )
