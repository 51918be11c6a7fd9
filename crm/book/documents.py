"""What is searched of each kind of record: its document, made of every text field, and the key under which it lies.

A field stands on a line of its own, so that what is shown of a hit is a line as somebody typed it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection
from typing import NamedTuple

from crm.book.text import folded, tokens


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """`number` stands in the keys of the documents, `sql` gives id, day, text and phone numbers of the records."""

    number: int
    sql: str

    @property
    def sign(self) -> str:
        """A private character in every document of the kind: nobody types it, and the index counts a kind by it."""
        return chr(0xE000 + self.number)


def lines(*columns: str) -> str:
    return " || char(10) || ".join(f"coalesce({column}, '')" for column in columns)


def values_of(kind: str) -> str:
    """The tags of a record and what its own fields hold."""
    return lines(
        f"(SELECT group_concat(v.text, char(10)) FROM custom_value AS v WHERE v.{kind}_id = r.id AND v.text <> '')",
        f"(SELECT group_concat(t.name, char(10)) FROM tagging AS g JOIN tag AS t ON t.id = g.tag_id"
        f" WHERE g.{kind}_id = r.id)",
    )


CREATED = "substr(r.created_at, 1, 10)"
PARTNER = lines(
    *("r.name", "r.name_en", "r.name_zh", "r.legal_name", "r.other_names", "r.credit_code", "r.city", "r.website"),
    *("r.repository", "r.twitter", "r.maturity", "r.description"),
)
POINTS = "(SELECT group_concat(p.value, char(10)) FROM contact_point AS p WHERE p.contact_id = r.id{only})"
CONTACT = lines(
    *("r.name", "r.name_en", "r.name_zh"),
    "(SELECT group_concat(a.title, char(10)) FROM affiliation AS a WHERE a.contact_id = r.id AND a.title <> '')",
    POINTS.format(only=""),
    "r.notes",
)
PHONES = POINTS.format(only=" AND p.kind = 'phone'")
DECISIONS = "(SELECT group_concat(d.text, char(10)) FROM decision AS d WHERE d.interaction_id = r.id)"

IN_VERSIONS = "(SELECT id FROM agreement_version WHERE agreement_id = r.id)"


def of_agreement(columns: str, table: str, where: str, order: str) -> str:
    """In an order of its own: else a document would be another one by the plan that SQLite happens to choose."""
    ordered = f"SELECT {columns} AS text FROM {table} WHERE {where} ORDER BY {order}"
    return f"(SELECT group_concat(text, char(10)) FROM ({ordered}))"


AGREEMENT = lines(
    *("r.number", "r.title_en", "r.title_zh"),
    of_agreement(
        lines("a.name_en", "a.name_zh", "p.name", "p.name_en", "p.name_zh", "p.legal_name"),
        "agreement_party AS a JOIN partner AS p ON p.id = a.partner_id",
        "a.agreement_id = r.id",
        "a.id",
    ),
    of_agreement(lines("c.heading_en", "c.heading_zh"), "clause AS c", f"c.version_id IN {IN_VERSIONS}", "c.id"),
    of_agreement(
        lines("t.text_en", "t.text_zh"),
        "paragraph AS t JOIN clause AS c ON c.id = t.clause_id",
        f"c.version_id IN {IN_VERSIONS}",
        "t.id",
    ),
    of_agreement(lines("f.text_en", "f.text_zh"), "placeholder_value AS f", f"f.version_id IN {IN_VERSIONS}", "f.id"),
    of_agreement(lines("g.text_en", "g.text_zh"), "goal AS g", f"g.version_id IN {IN_VERSIONS}", "g.id"),
    of_agreement(lines("o.text_en", "o.text_zh"), "obligation AS o", f"o.version_id IN {IN_VERSIONS}", "o.id"),
    "r.note",
)
"""Number, titles, parties, and every text of every version: what an amendment took out is still found."""

AGREED_ON = "(SELECT v.effective_on FROM agreement_version AS v WHERE v.agreement_id = r.id AND v.number = 1)"

KINDS = {
    "partner": DocumentKind(
        1,
        f"SELECT r.id, {CREATED}, {PARTNER} || char(10) || {values_of('partner')}, '' FROM partner AS r"
        " WHERE r.id IN ({keys}) AND r.binned_at IS NULL",
    ),
    "contact": DocumentKind(
        2,
        f"SELECT r.id, {CREATED}, {CONTACT} || char(10) || {values_of('contact')}, coalesce({PHONES}, '')"
        " FROM contact AS r WHERE r.id IN ({keys}) AND r.binned_at IS NULL",
    ),
    "interaction": DocumentKind(
        3,
        f"SELECT r.id, r.held_on, {lines('r.title', 'r.notes', 'r.place', DECISIONS)} || char(10) ||"
        f" {values_of('interaction')}, '' FROM interaction AS r WHERE r.id IN ({{keys}}) AND r.binned_at IS NULL",
    ),
    "action_item": DocumentKind(
        4,
        "SELECT r.id, coalesce(r.due_on, r.promised_on), r.text, '' FROM action_item AS r"
        " WHERE r.id IN ({keys}) AND r.binned_at IS NULL",
    ),
    "relationship": DocumentKind(
        5,
        f"SELECT r.id, coalesce(r.since, {CREATED}), r.note, '' FROM relationship AS r"
        " WHERE r.id IN ({keys}) AND r.note <> ''",
    ),
    "stage_change": DocumentKind(
        6,
        "SELECT r.id, r.effective_on, r.reason, '' FROM stage_change AS r WHERE r.id IN ({keys}) AND r.reason <> ''",
    ),
    "fit_mark": DocumentKind(
        7,
        "SELECT r.id, r.marked_on, r.evidence, '' FROM fit_mark AS r WHERE r.id IN ({keys}) AND r.evidence <> ''",
    ),
    "attachment": DocumentKind(
        8,
        f"SELECT r.id, {CREATED}, {lines('r.name', 't.text')}, '' FROM attachment AS r"
        " LEFT JOIN attachment_text AS t ON t.sha256 = r.sha256 WHERE r.id IN ({keys})",
    ),
    "agreement": DocumentKind(
        9,
        f"SELECT r.id, coalesce({AGREED_ON}, {CREATED}), {AGREEMENT}, '' FROM agreement AS r"
        " WHERE r.id IN ({keys}) AND r.binned_at IS NULL",
    ),
}
BY_NUMBER = {kind.number: name for name, kind in KINDS.items()}


class Document(NamedTuple):
    record_id: int
    key: int
    body: str


def documents(connection: Connection, kind: str, keys: str) -> Iterator[Document]:
    """The documents of the records whose ids the SQL `keys` gives; those in the bin have none."""
    about = KINDS[kind]
    for record, day, text, phones in connection.execute(about.sql.format(keys=keys)):
        yield Document(record, document_key(about.number, record, day), body_of(text, phones))


def source(connection: Connection, kind: str, record: int) -> str:
    """The text of one record as it was typed."""
    row = connection.execute(KINDS[kind].sql.format(keys="?"), (record,)).fetchone()
    return str(row[2]) if row else ""


def body_of(text: str, phones: str) -> str:
    """The folded text, each line once; of phone numbers also what begins where a person may begin to type."""
    once = dict.fromkeys(folded(text).split("\n"))
    words = dict.fromkeys(word for phone in phones.split("\n") for word in phone_words(phone))
    return "\n".join([*(line for line in once if line), *([" ".join(words)] if words else [])])


def indexed(kind: str, body: str) -> str:
    """What the index is told of a document, to keep it and to forget it."""
    return f"{tokens(body)} {KINDS[kind].sign}"


LONGEST_CODE = 3
"""Digits of a country's calling code at most."""

TAILS = (8, 7, 4)
"""Last digits by which people know a number: the subscriber's, without the area code, and the last four."""


def phone_words(phone: str) -> Iterable[str]:
    """+8613800138000 gives its digits, those from the second, third and fourth on, and its last 8, 7 and 4."""
    digits = re.sub(r"\D", "", phone)
    starts = [*range(LONGEST_CODE + 1), *(len(digits) - tail for tail in TAILS)]
    return [digits[start:] for start in starts if 0 <= start <= len(digits) - min(TAILS)]


RECORD_BITS, KIND_BITS = 28, 4
DAY = 1 << RECORD_BITS + KIND_BITS


def document_key(number: int, record: int, day: str | None) -> int:
    """Day, record and kind in one number: the newest document has the greatest key, and a stretch of time is a range.

    Records beyond the 268,435,456th count as undated.
    """
    if record >> RECORD_BITS:
        return -(record % (1 << 58) << KIND_BITS | number)
    return ordinal(day) * DAY | record << KIND_BITS | number


def ordinal(day: str | None) -> int:
    try:
        return date.fromisoformat(day or "").toordinal()
    except ValueError:
        return 0


def day_of_key(key: int) -> date | None:
    day = key // DAY
    return date.fromordinal(day) if day > 0 else None
