"""Keeps derived tables in step: what a step touched is worked out from its captured rows, then written anew.

Do, undo and redo come here alike, inside the step's transaction.
"""

from collections.abc import Set
from dataclasses import dataclass
from sqlite3 import Connection

from crm.book import names, search, summaries
from crm.book.text import SEGMENTER, sort_key

TOUCHABLE = ("partner", "contact", "interaction", "action_item")


@dataclass(frozen=True, slots=True)
class Reach:
    """A change in `table` touches the `kind` whose id stands in `column` (before or after)."""

    table: str
    column: str
    kind: str


REACHES = (
    Reach("partner", "id", "partner"),
    Reach("partner_role", "partner_id", "partner"),
    Reach("interaction_partner", "partner_id", "partner"),
    Reach("affiliation", "partner_id", "partner"),
    Reach("action_item", "partner_id", "partner"),
    Reach("fit_mark", "partner_id", "partner"),
    Reach("contact", "id", "contact"),
    Reach("interaction", "id", "interaction"),
    Reach("decision", "interaction_id", "interaction"),
    Reach("action_item", "id", "action_item"),
)

FROM_CAPTURE = """
INSERT OR IGNORE INTO touched_{kind}
SELECT CAST(json_extract({image}, '$.{column}') AS INTEGER) FROM journal_capture
WHERE name = '{table}' AND {image} IS NOT NULL AND json_extract({image}, '$.{column}') <> 'NULL'
"""

PARTNERS_OF_INTERACTIONS = """
INSERT OR IGNORE INTO touched_partner
SELECT partner_id FROM interaction_partner WHERE interaction_id IN touched_interaction
"""
PARTNERS_OF_CONTACTS = """
INSERT OR IGNORE INTO touched_partner SELECT partner_id FROM affiliation WHERE contact_id IN touched_contact
"""


EVERY_PARTNER = "INSERT OR IGNORE INTO touched_partner SELECT id FROM partner"
"""A criterion that comes, goes or weighs otherwise changes the fit of all: the gaps of those without marks too."""


def prepare(connection: Connection) -> None:
    """Makes what the refresh needs on a writing connection."""
    connection.create_function("sort_key", 2, sort_key, deterministic=True)
    for kind in TOUCHABLE:
        connection.execute(f"CREATE TEMP TABLE touched_{kind} (id INTEGER PRIMARY KEY)")


def begin(connection: Connection) -> None:
    """At the start of a step: nothing is touched yet."""
    for kind in TOUCHABLE:
        connection.execute(f"DELETE FROM touched_{kind}")


FROM_RANGE = """
INSERT OR IGNORE INTO touched_{kind}
SELECT {column} FROM "{table}" WHERE id BETWEEN ? AND ? AND {column} IS NOT NULL
"""


def touch_range(connection: Connection, table: str, first: int, last: int) -> None:
    """The rows stand there just loaded, or still: what depends on them is written anew at the step's end."""
    for reach in REACHES:
        if reach.table == table:
            connection.execute(FROM_RANGE.format(kind=reach.kind, column=reach.column, table=table), (first, last))


def refresh(connection: Connection) -> None:
    """After the last write of a step, before its rows are folded into the journal."""
    written = {name for (name,) in connection.execute("SELECT DISTINCT name FROM journal_capture")}
    for reach in REACHES:
        if reach.table not in written:
            continue
        for image in ("before", "after"):
            connection.execute(
                FROM_CAPTURE.format(kind=reach.kind, column=reach.column, table=reach.table, image=image)
            )
    if "fit_criterion" in written:
        connection.execute(EVERY_PARTNER)
    rewrite(connection, {kind for kind in TOUCHABLE if is_touched(connection, kind)})


def is_touched(connection: Connection, kind: str) -> bool:
    return connection.execute(f"SELECT 1 FROM touched_{kind} LIMIT 1").fetchone() is not None


def rewrite(connection: Connection, kinds: Set[str]) -> None:
    """Writes what depends on the touched records of these kinds anew; a save that touches few pays for few."""
    names.refresh(connection, kinds)  # before partners are added that only their meetings or people touched
    if "interaction" in kinds:
        connection.execute(PARTNERS_OF_INTERACTIONS)
    if "contact" in kinds:
        connection.execute(PARTNERS_OF_CONTACTS)
    if kinds & {"partner", "interaction", "contact"}:
        summaries.refresh(connection)
    search.refresh(connection, kinds)


def rebuild(connection: Connection) -> None:
    """Every derived row anew: after a migration, another segmenter, or a check that found a difference."""
    connection.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")
    for table in ("search_document", "name_suffix", "partner_summary"):
        connection.execute(f"DELETE FROM {table}")
    for kind in TOUCHABLE:
        connection.execute(f"DELETE FROM touched_{kind}")
        connection.execute(f"INSERT INTO touched_{kind} SELECT id FROM {kind}")
    rewrite(connection, set(TOUCHABLE))
    connection.execute("REPLACE INTO meta (name, value) VALUES ('segmenter', ?)", (SEGMENTER,))
