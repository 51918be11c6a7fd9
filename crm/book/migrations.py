"""Brings a book of an earlier schema to this one: wholly, or not at all.

Foreign keys are off *before* one BEGIN IMMEDIATE over all steps; the counts of all tables and every foreign key are
checked before COMMIT, and `user_version` changes inside the same transaction (TRUST.md, migrations).
"""

from collections.abc import Callable
from sqlite3 import Connection

from crm.book import derived
from crm.book.schema import (
    DERIVED_DDL,
    DERIVED_TABLES,
    FTS_SHADOWS,
    JOURNAL_DDL,
    JOURNAL_OF_MANY,
    MIN_READER,
    SCHEMA,
)
from crm.book.schema_3 import TABLES as TABLES_OF_SCHEMA_3
from crm.book.schema_4 import TABLES as TABLES_OF_SCHEMA_4

Migration = Callable[[Connection], None]


def add_pinyin(connection: Connection) -> None:
    """Schema 2: a name may say how it is read (曾 is no céng), and every foreign key has an index.

    Without one, each row that an undo deletes scans the whole table that might point to it.
    """
    for table in ("partner", "contact"):
        connection.execute(f"ALTER TABLE {table} ADD COLUMN pinyin VARCHAR(600) NOT NULL DEFAULT ''")
    for table, column in (
        ("partner", "owner_id"),
        ("partner_role", "owner_id"),
        ("stage_change", "corrects_id"),
        ("decision", "partner_id"),
        ("action_item", "debtor_id"),
    ):
        connection.execute(f"CREATE INDEX ix_{table}_{column} ON {table} ({column})")
    connection.execute("DROP INDEX journal_row_record")  # nobody asked by it, and every save paid for it


CRITERIA = (
    ("data-quality", 20),
    ("compute-efficiency", 15),
    ("technical-support", 15),
    ("market-reach", 15),
    ("cost", 10),
    ("strategic-fit", 15),
    ("compliance", 10),
)
"""What a book judges a partner by until somebody says otherwise (DOMAIN.md, Fit score)."""


def add_views_and_fit(connection: Connection) -> None:
    """Schema 3: own fields, views, fit, pairs that are not the same, coloured tags, and a journal of many rows."""
    connection.execute("ALTER TABLE tag ADD COLUMN color VARCHAR(24) NOT NULL DEFAULT 'neutral'")
    for statement in (*TABLES_OF_SCHEMA_3, *JOURNAL_OF_MANY):
        connection.execute(statement)
    add_criteria(connection)


def add_criteria(connection: Connection) -> None:
    connection.executemany(
        "INSERT INTO fit_criterion (version, name, weight, key, position) VALUES (0, '', ?, ?, ?)",
        [(weight, key, place) for place, (key, weight) in enumerate(CRITERIA)],
    )


def add_agreements(connection: Connection) -> None:
    """Schema 4: agreements with their versions, clauses and promises; a file may be a version's signed copy."""
    for statement in TABLES_OF_SCHEMA_4:
        connection.execute(statement)
    for column in (
        "version_id INTEGER REFERENCES agreement_version (id)",
        "is_signed_copy BOOLEAN NOT NULL DEFAULT 0",
        "page INTEGER",
    ):
        connection.execute(f"ALTER TABLE attachment ADD COLUMN {column}")
    connection.execute("CREATE INDEX ix_attachment_version_id ON attachment (version_id)")


MIGRATIONS: dict[int, Migration] = {2: add_pinyin, 3: add_views_and_fit, 4: add_agreements}
"""By the schema that they lead to."""


def create(connection: Connection, book_id: str) -> None:
    """All tables of the present schema in an empty file."""
    from sqlalchemy.dialects import sqlite
    from sqlalchemy.schema import CreateIndex, CreateTable
    from sqlmodel import SQLModel

    from crm import model

    model.load()
    dialect = sqlite.dialect()
    connection.execute("BEGIN IMMEDIATE")
    for table in SQLModel.metadata.sorted_tables:
        connection.execute(str(CreateTable(table).compile(dialect=dialect)))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            connection.execute(str(CreateIndex(index).compile(dialect=dialect)))
    for statement in (*JOURNAL_DDL, *DERIVED_DDL):
        connection.execute(statement)
    add_criteria(connection)
    for name, value in (("book_id", book_id), ("min_reader", str(MIN_READER)), ("clean", "1")):
        connection.execute("INSERT INTO meta (name, value) VALUES (?, ?)", (name, value))
    derived.rebuild(connection)
    connection.execute(f"PRAGMA user_version={SCHEMA}")
    connection.execute("COMMIT")


def migrate(connection: Connection, schema: int) -> None:
    """From `schema` to the present one, on a connection of its own that is in no transaction."""
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        before = counts(connection)
        for target in range(schema + 1, SCHEMA + 1):
            MIGRATIONS[target](connection)
        after = counts(connection)
        lost = {table for table, count in before.items() if after.get(table) != count}
        if lost:
            raise AssertionError(f"the migration changed the number of rows of {sorted(lost)}")
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise AssertionError("the migration left a foreign key that points nowhere")
        for table in DERIVED_TABLES:
            connection.execute(f"DROP TABLE {table}")
        for statement in DERIVED_DDL:
            connection.execute(statement)
        derived.rebuild(connection)
        connection.execute("REPLACE INTO meta (name, value) VALUES ('min_reader', ?)", (str(MIN_READER),))
        connection.execute(f"PRAGMA user_version={SCHEMA}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys=ON")


TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


def counts(connection: Connection) -> dict[str, int]:
    """Rows of every table that is not derived."""
    left_out = {*DERIVED_TABLES, *FTS_SHADOWS}
    names = [name for (name,) in connection.execute(TABLES) if name not in left_out]
    return {name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names}
