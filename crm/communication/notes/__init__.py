"""Reads what a person types about a meeting: people, partners, tags, decisions, action items. No clock, no database.

`read_notes(text, day, names)` reads all of it, `read_line` one line (for colouring while typing), `unfinished` what
stands before the cursor. English and Chinese, also mixed in one line. The text itself is never changed.
"""

from crm.communication.notes.cursor import Unfinished, UnfinishedKind, unfinished
from crm.communication.notes.days import FoundDay, find_days
from crm.communication.notes.names import Named, NamedKind, Names, name_runs
from crm.communication.notes.reading import read_line, read_notes, title_of, without_internal
from crm.communication.notes.spans import Mention, NotedDecision, NotedItem, Notes, Span, SpanKind, TagUse

__all__ = [
    "FoundDay",
    "Mention",
    "Named",
    "NamedKind",
    "Names",
    "NotedDecision",
    "NotedItem",
    "Notes",
    "Span",
    "SpanKind",
    "TagUse",
    "Unfinished",
    "UnfinishedKind",
    "find_days",
    "name_runs",
    "read_line",
    "read_notes",
    "title_of",
    "unfinished",
    "without_internal",
]
