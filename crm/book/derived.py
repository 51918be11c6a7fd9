"""Keeps derived tables in step: what a step touched is worked out from its captured rows, then written anew.

Do, undo and redo come here alike, inside the step's transaction.
"""

from collections.abc import Set
from dataclasses import dataclass
from sqlite3 import Connection

from crm.book import names, search, summaries
from crm.book.documents import KINDS
from crm.book.text import SEGMENTER, sort_key

TOUCHABLE = (
    *("partner", "contact", "interaction", "action_item", "relationship", "stage_change", "fit_mark", "attachment"),
    *("agreement", "summary", "words_partner", "words_contact", "words_interaction", "words_agreement"),
    *("version", "clause"),
)
"""Records whose own row changed; then partners whose summary, and records whose document alone depends on what did.

At the end versions and clauses, whose agreements have to be found.
"""


@dataclass(frozen=True, slots=True)
class Reach:
    """A change in `table` touches the `kind` whose id stands in `column` (before or after).

    `only`: a row that stays is touched where one of these columns changed; an edit of a city derives no name anew.
    """

    table: str
    column: str
    kind: str
    only: tuple[str, ...] = ()


NAMES = ("name", "name_en", "name_zh", "pinyin", "other_names", "legal_name")

REACHES = (
    Reach("partner", "id", "partner", only=NAMES),
    Reach("partner", "id", "words_partner"),
    Reach("partner_role", "partner_id", "summary"),
    Reach("interaction_partner", "partner_id", "summary"),
    Reach("affiliation", "partner_id", "summary"),
    Reach("affiliation", "contact_id", "words_contact"),
    Reach("action_item", "partner_id", "summary"),
    Reach("fit_mark", "partner_id", "summary"),
    Reach("contact", "id", "contact", only=(*NAMES[:4], "binned_at")),
    Reach("contact", "id", "words_contact"),
    Reach("contact_point", "contact_id", "words_contact"),
    Reach("interaction", "id", "interaction", only=("held_on", "binned_at")),
    Reach("interaction", "id", "words_interaction"),
    Reach("decision", "interaction_id", "words_interaction"),
    Reach("action_item", "id", "action_item"),
    *(Reach(name, "id", name) for name in ("relationship", "stage_change", "fit_mark", "attachment", "agreement")),
    Reach("agreement_version", "agreement_id", "words_agreement"),
    Reach("agreement_party", "agreement_id", "words_agreement"),
    *(Reach(table, "version_id", "version") for table in ("clause", "placeholder_value", "goal", "obligation")),
    Reach("paragraph", "clause_id", "clause"),
    *(
        Reach(table, f"{kind}_id", f"words_{kind}")
        for table in ("tagging", "custom_value")
        for kind in ("partner", "contact", "interaction")
    ),
)

FROM_CAPTURE = """
INSERT OR IGNORE INTO touched_{kind} SELECT CAST(json_extract(image, '$.{column}') AS INTEGER) FROM (
    SELECT before AS image FROM journal_capture WHERE name = '{table}'{only}
    UNION ALL SELECT after FROM journal_capture WHERE name = '{table}'{only})
WHERE image IS NOT NULL AND json_extract(image, '$.{column}') <> 'NULL'
"""
CHANGED = " AND json_extract(before, {paths}) IS NOT json_extract(after, {paths})"


def capturing(reach: Reach) -> str:
    paths = ", ".join(f"'$.{column}'" for column in reach.only)
    only = CHANGED.format(paths=paths) if paths else ""
    return FROM_CAPTURE.format(kind=reach.kind, column=reach.column, table=reach.table, only=only)


CAPTURING = {reach: capturing(reach) for reach in REACHES}

PARTNERS_OF_INTERACTIONS = """
INSERT OR IGNORE INTO touched_summary
SELECT partner_id FROM interaction_partner WHERE interaction_id IN touched_interaction
"""
PARTNERS_OF_CONTACTS = """
INSERT OR IGNORE INTO touched_summary SELECT partner_id FROM affiliation WHERE contact_id IN touched_contact
"""
PARTNERS_THEMSELVES = "INSERT OR IGNORE INTO touched_summary SELECT id FROM touched_partner"

EVERY_PARTNER = "INSERT OR IGNORE INTO touched_summary SELECT id FROM partner"
"""A criterion that comes, goes or weighs otherwise changes the fit of all: the gaps of those without marks too."""

TAGGED = """
INSERT OR IGNORE INTO touched_words_{kind} SELECT {kind}_id FROM tagging
WHERE {kind}_id IS NOT NULL AND tag_id IN (SELECT key FROM journal_capture WHERE name = 'tag')
"""
"""A tag that is called otherwise is found so on all that bear it."""

TAGGABLE = ("partner", "contact", "interaction")
WORDED = (*TAGGABLE, "agreement")

AGREEMENTS_OF = {
    "clause": """SELECT v.agreement_id FROM clause AS c JOIN agreement_version AS v ON v.id = c.version_id
        WHERE c.id IN touched_clause""",
    "version": "SELECT agreement_id FROM agreement_version WHERE id IN touched_version",
    "partner": "SELECT agreement_id FROM agreement_party WHERE partner_id IN touched_partner",
}
"""Agreements whose text changed, or one of whose parties is called otherwise."""


def prepare(connection: Connection) -> None:
    """Makes what the refresh needs on a writing connection."""
    connection.create_function("sort_key", 2, sort_key, deterministic=True)
    for kind in TOUCHABLE:
        connection.execute(f"CREATE TEMP TABLE touched_{kind} (id INTEGER PRIMARY KEY)")
    connection.execute("CREATE TEMP TABLE touched_range (kind TEXT PRIMARY KEY) WITHOUT ROWID")
    names.prepare(connection)
    search.prepare(connection)


FROM_RANGE = """
INSERT OR IGNORE INTO touched_{kind}
SELECT {column} FROM "{table}" WHERE id BETWEEN ? AND ? AND {column} IS NOT NULL
"""


def touch_range(connection: Connection, table: str, first: int, last: int) -> None:
    """The rows stand there just loaded, or still: what depends on them is written anew at the step's end."""
    for reach in REACHES:
        if reach.table == table and reach.kind != f"words_{table}":
            connection.execute(FROM_RANGE.format(kind=reach.kind, column=reach.column, table=table), (first, last))
            connection.execute("INSERT OR IGNORE INTO touched_range VALUES (?)", (reach.kind,))


def refresh(connection: Connection) -> None:
    """After the last write of a step, before its rows are folded into the journal. Nothing stays touched."""
    written = {name for (name,) in connection.execute("SELECT DISTINCT name FROM journal_capture")}
    kinds = {kind for (kind,) in connection.execute("SELECT kind FROM touched_range")}
    for reach in REACHES:
        if reach.table in written and connection.execute(CAPTURING[reach]).rowcount:
            kinds.add(reach.kind)
    if "fit_criterion" in written:
        connection.execute(EVERY_PARTNER)
        kinds.add("summary")
    if "tag" in written:
        for kind in TAGGABLE:
            connection.execute(TAGGED.format(kind=kind))
            kinds.add(f"words_{kind}")
    rewrite(connection, kinds)


def rewrite(connection: Connection, kinds: Set[str]) -> None:
    """Writes what depends on the touched records of these kinds anew; a save that touches few pays for few."""
    names.refresh(connection, kinds)
    for kind, partners in (
        ("interaction", PARTNERS_OF_INTERACTIONS),
        ("contact", PARTNERS_OF_CONTACTS),
        ("partner", PARTNERS_THEMSELVES),
    ):
        if kind in kinds:
            connection.execute(partners)
            kinds = kinds | {"summary"}
    if "summary" in kinds:
        summaries.refresh(connection)
    for kind, agreements in AGREEMENTS_OF.items():
        if kind in kinds:
            connection.execute(f"INSERT OR IGNORE INTO touched_words_agreement {agreements}")
            kinds = kinds | {"words_agreement"}
    for kind in WORDED:
        if f"words_{kind}" in kinds:
            connection.execute(f"INSERT OR IGNORE INTO touched_{kind} SELECT id FROM touched_words_{kind}")
            kinds = kinds | {kind}
    search.refresh(connection, kinds)
    for kind in (*kinds, "range"):
        connection.execute(f"DELETE FROM touched_{kind}")


def rebuild(connection: Connection) -> None:
    """Every derived row anew: after a migration, another segmenter, or a check that found a difference."""
    connection.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")
    for table in ("search_document", "name_suffix", "partner_summary"):
        connection.execute(f"DELETE FROM {table}")
    for kind in KINDS:
        connection.execute(f"INSERT INTO touched_{kind} SELECT id FROM {kind}")
    rewrite(connection, set(KINDS))
    connection.execute("REPLACE INTO meta (name, value) VALUES ('segmenter', ?)", (SEGMENTER,))
