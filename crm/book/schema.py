"""What stands in a book's file besides the tables of `crm.model`: the journal and what is derived."""

SCHEMA = 4
"""The number of the schema, in `user_version`. A change of any table is a migration and one more."""

MIN_READER = 1
"""The oldest schema whose program may still read a book of this one."""

JOURNAL_TABLES = ("meta", "journal_step", "journal_row", "journal_range", "journal_chunk")

DERIVED_TABLES = ("partner_summary", "name_suffix", "search_document", "search_index")
"""Never journaled; refreshed in the same transaction by do, undo and redo alike."""

CONTENT_TABLES = ("attachment_content", "attachment_text")
"""Bytes that the journal names by their hash, and what can be read in them."""

JOURNAL_OF_MANY = (
    """CREATE TABLE journal_range (
        step_id INTEGER NOT NULL, name TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
        made INTEGER NOT NULL, PRIMARY KEY (step_id, name, first)) WITHOUT ROWID""",
    """CREATE TABLE journal_chunk (
        step_id INTEGER NOT NULL, number INTEGER NOT NULL, images BLOB NOT NULL,
        PRIMARY KEY (step_id, number)) WITHOUT ROWID""",
)
"""Many rows of one step: ranges of keys that it made, or deleted (`made` 0) with their images in chunks."""

JOURNAL_DDL = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE journal_step (
        id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, user TEXT NOT NULL, origin TEXT NOT NULL,
        command TEXT NOT NULL, named TEXT NOT NULL, kind TEXT NOT NULL, undoable INTEGER NOT NULL,
        target_id INTEGER, merges_as TEXT, schema INTEGER NOT NULL)""",
    """CREATE TABLE journal_row (
        step_id INTEGER NOT NULL, name TEXT NOT NULL, key INTEGER NOT NULL, before TEXT, after TEXT,
        PRIMARY KEY (step_id, name, key)) WITHOUT ROWID""",
    *JOURNAL_OF_MANY,
)

DERIVED_DDL = (
    """CREATE TABLE partner_summary (
        partner_id INTEGER PRIMARY KEY, title_en TEXT NOT NULL, title_zh TEXT NOT NULL,
        sort_en TEXT NOT NULL, sort_zh TEXT NOT NULL, last_contact_on TEXT, open_items INTEGER NOT NULL,
        next_due_on TEXT, people INTEGER NOT NULL, roles TEXT NOT NULL,
        fit_points INTEGER, fit_weight INTEGER, fit_gaps INTEGER NOT NULL)""",
    "CREATE INDEX partner_summary_en ON partner_summary (sort_en, partner_id)",
    "CREATE INDEX partner_summary_zh ON partner_summary (sort_zh, partner_id)",
    "CREATE INDEX partner_summary_last ON partner_summary (last_contact_on)",
    "CREATE INDEX partner_summary_next ON partner_summary (next_due_on)",
    """CREATE TABLE name_suffix (
        suffix TEXT NOT NULL, kind TEXT NOT NULL, record_id INTEGER NOT NULL, form TEXT NOT NULL,
        start INTEGER NOT NULL, PRIMARY KEY (suffix, kind, record_id, form, start)) WITHOUT ROWID""",
    "CREATE INDEX name_suffix_record ON name_suffix (kind, record_id)",
    "CREATE INDEX name_suffix_whole ON name_suffix (kind, record_id, suffix) WHERE form = 'name' AND start = 0",
    """CREATE TABLE search_document (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, record_id INTEGER NOT NULL, body TEXT NOT NULL)""",
    "CREATE UNIQUE INDEX search_document_record ON search_document (kind, record_id)",
    """CREATE VIRTUAL TABLE search_index USING fts5 (
        body, content='', columnsize=0, tokenize='unicode61 remove_diacritics 2', detail=none,
        prefix='1 2 3 4 5 6')""",
)

FTS_SHADOWS = ("search_index_config", "search_index_data", "search_index_idx")
