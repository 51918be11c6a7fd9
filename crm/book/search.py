"""Full text of minutes, decisions and action items: a contentless FTS5 index over folded text (SPEED.md, Search).

`search_document` keeps the folded text beside the index: every hit is checked against it, and what the index is told
to forget is exactly what it was told to keep (TRUST.md, search index).
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection

from crm.book.names import FoundNames, NameHit
from crm.book.text import SEGMENTER, folded, match_expression, tokens
from crm.values import Query

__all__ = ["FoundNames", "FoundTexts", "NameHit", "TextHit"]

SCANNED = 50_000
"""Books with at most so many documents are also searched inside words, by a scan that takes under 50 ms."""

BODIES = {
    "interaction": """
        SELECT i.id, i.title || char(10) || i.notes || char(10) || i.place || char(10) ||
               coalesce((SELECT group_concat(d.text, char(10)) FROM decision AS d WHERE d.interaction_id = i.id), '')
        FROM interaction AS i WHERE i.id IN touched_interaction AND i.binned_at IS NULL""",
    "action_item": "SELECT id, text FROM action_item WHERE id IN touched_action_item AND binned_at IS NULL",
}


def refresh(connection: Connection, kinds: Set[str]) -> None:
    """Writes the documents of the records in the temporary tables `touched_…` anew."""
    for kind, sql in BODIES.items():
        if kind not in kinds:
            continue
        old = connection.execute(
            f"SELECT id, record_id, body FROM search_document WHERE kind = '{kind}' AND record_id IN touched_{kind}"
        ).fetchall()
        new = {key: folded(body) for key, body in connection.execute(sql)}
        kept = {key for _, key, body in old if new.get(key) == body}
        forget(connection, [(document, body) for document, key, body in old if key not in kept])
        for key, body in new.items():
            if key not in kept:
                remember(connection, kind, key, body)


def forget(connection: Connection, documents: Iterable[tuple[int, str]]) -> None:
    for document, body in documents:
        connection.execute(
            "INSERT INTO search_index (search_index, rowid, body) VALUES ('delete', ?, ?)", (document, tokens(body))
        )
        connection.execute("DELETE FROM search_document WHERE id = ?", (document,))


def remember(connection: Connection, kind: str, key: int, body: str) -> None:
    cursor = connection.execute(
        "INSERT INTO search_document (kind, record_id, body) VALUES (?, ?, ?)", (kind, key, body)
    )
    connection.execute("INSERT INTO search_index (rowid, body) VALUES (?, ?)", (cursor.lastrowid, tokens(body)))


def is_stale(connection: Connection) -> bool:
    row = connection.execute("SELECT value FROM meta WHERE name = 'segmenter'").fetchone()
    return row is None or row[0] != SEGMENTER


@dataclass(frozen=True, slots=True)
class TextHit:
    """A meeting or action item that holds what was typed. `excerpt` is the text around the first hit."""

    kind: str
    record_id: int
    title: str
    on: date | None
    partner_en: str
    partner_zh: str
    excerpt: str
    interaction_kind: str
    partner_id: int | None


HIT = """
SELECT d.kind, d.record_id, coalesce(i.title, a.text), coalesce(i.held_on, a.due_on),
       coalesce(s.title_en, ''), coalesce(s.title_zh, ''), d.body, coalesce(i.kind, ''), s.partner_id,
       coalesce(i.notes || ' ' || i.title, a.text)
FROM search_document AS d
LEFT JOIN interaction AS i ON d.kind = 'interaction' AND i.id = d.record_id
LEFT JOIN action_item AS a ON d.kind = 'action_item' AND a.id = d.record_id
LEFT JOIN partner_summary AS s ON s.partner_id = coalesce(a.partner_id, (
    SELECT l.partner_id FROM interaction_partner AS l WHERE l.interaction_id = i.id
    ORDER BY l.took_part DESC, l.id LIMIT 1))
"""

BY_INDEX = (
    f"{HIT} WHERE d.id IN (SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC LIMIT ?)"
)
BY_SCAN = f"{HIT} WHERE instr(d.body, ?) > 0"
NEWEST = " ORDER BY coalesce(i.held_on, a.due_on, '') DESC, d.id DESC"

COUNTED = "SELECT coalesce(max(id), 0) FROM search_document"


@dataclass(frozen=True, slots=True)
class FoundTexts(Query[list[TextHit]]):
    """Minutes and action items that hold every word of the text, the newest first.

    Found as LIKE finds them: Chinese of any length at any place; Latin inside a word too, in a book of up to 50,000
    documents, above that from the beginning of words.
    """

    text: str
    limit: int = 50

    def run(self, connection: Connection) -> list[TextHit]:
        terms = folded(self.text).split()
        if not terms:
            return []
        expressions = [expression for term in terms if (expression := match_expression(term))]
        if connection.execute(COUNTED).fetchone()[0] <= SCANNED or not expressions:
            rows = connection.execute(BY_SCAN + NEWEST, (max(terms, key=len),))
        else:
            rows = connection.execute(BY_INDEX + NEWEST, (" AND ".join(expressions), self.limit * 8))
        hits: list[TextHit] = []
        for kind, key, title, on, en, zh, body, how, partner, text in rows:
            if all(term in body for term in terms):
                shown = excerpt(text, body, terms[0])
                hits.append(
                    TextHit(kind, key, title, date.fromisoformat(on) if on else None, en, zh, shown, how, partner)
                )
                if len(hits) == self.limit:
                    break
        return hits


AROUND = 40


def excerpt(text: str, body: str, term: str) -> str:
    """One line around the first hit, as typed where folding kept its length, else folded."""
    again = folded(text)
    body = text if len(again) == len(text) and term in again else body
    at = (again if body is text else body).find(term)
    start, end = max(0, at - AROUND), at + len(term) + AROUND
    return ("…" if start else "") + " ".join(body[start:end].split()) + ("…" if end < len(body) else "")
