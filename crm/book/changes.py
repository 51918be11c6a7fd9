"""Reads from the journal what steps changed, for whoever shows it."""

from collections import defaultdict
from sqlite3 import Connection

from crm.book import messages
from crm.values import Changes, Message
from crm.values.ids import StepId

TOUCHED = """
SELECT name, key, before IS NULL AND after IS NOT NULL FROM journal_row
WHERE step_id > ? AND step_id <= ? ORDER BY step_id, key
"""

TOUCHED_IN_BULK = """
SELECT name, first, last, made FROM journal_range WHERE step_id > ? AND step_id <= ? ORDER BY step_id, first
"""


def changes_of(connection: Connection, step: StepId, initiator: object | None) -> Changes:
    named = connection.execute("SELECT named FROM journal_step WHERE id = ?", (step,)).fetchone()[0]
    return told(connection, step - 1, step, messages.read(named), initiator)


def changes_between(connection: Connection, after: int, newest: int) -> Changes:
    """What another process did: everything after one step, up to another."""
    return told(connection, after, newest, Message("changes.elsewhere"), None)


def told(connection: Connection, after: int, newest: int, named: Message, initiator: object | None) -> Changes:
    ids: dict[str, set[int]] = defaultdict(set)
    made: dict[str, list[int]] = defaultdict(list)
    for table, key, is_new in connection.execute(TOUCHED, (after, newest)):
        ids[table].add(key)
        if is_new:
            made[table].append(key)
    for table, first, last, were_made in connection.execute(TOUCHED_IN_BULK, (after, newest)):
        ids[table].update(range(first, last + 1))
        if were_made:
            made[table].extend(range(first, last + 1))
    return Changes(
        StepId(newest),
        named,
        initiator,
        {table: frozenset(keys) for table, keys in ids.items()},
        {table: tuple(keys) for table, keys in made.items()},
    )
