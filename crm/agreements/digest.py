"""The digest of an agreed text: the SHA-256 of everything that the parties sign, whatever becomes of it later.

What is learned afterwards is no part of it: marks, number, notices, outcomes, progress, the day of a trigger.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from enum import Enum
from typing import Any

from crm.agreements.queries.rows import AgreementRow, PromisesRow, TextRow, VersionRow

AGREED = ("type", "title_en", "title_zh", "languages", "prevailing", "requires", "originals", "condition")
OF_PARTY = (
    "rank",
    "name_en",
    "name_zh",
    "code",
    "role",
    "signatory_en",
    "signatory_zh",
    "capacity",
    "address",
    "share",
)
OF_CLAUSE = ("line", "standard", "heading_en", "heading_zh")
OF_PARAGRAPH = ("line", "kind", "text_en", "text_zh")
OF_GOAL = ("text_en", "text_zh", "unit", "baseline", "target", "due_on", "line")
OF_OBLIGATION = (
    *("debtor_id", "creditor_id", "text_en", "text_zh", "form", "due_on", "rule", "within", "event"),
    *("day_roll", "acceptance", "line"),
)
OF_RESTRICTION = ("kind", "bound_id", "holder_id", "territory", "use_field", "from_on", "until_on", "note", "line")
OF_DATA_RIGHT = ("data_set", "model", "use", "answer", "until_on", "line")
PARTY_IDS = ("debtor_id", "creditor_id", "bound_id", "holder_id")


def digest_of(row: AgreementRow, version: VersionRow, text: TextRow, promises: PromisesRow) -> str:
    """64 hexadecimal signs. The same record gives the same digest in every copy of the book."""
    said = json.dumps(agreed(row, version, text, promises), ensure_ascii=False, sort_keys=True, default=plain)
    return hashlib.sha256(said.encode()).hexdigest()


def agreed(row: AgreementRow, version: VersionRow, text: TextRow, promises: PromisesRow) -> dict[str, object]:
    ranks = {int(party.id): party.rank for party in row.parties}
    return {
        "agreement": fields(row, AGREED),
        "parties": [fields(party, OF_PARTY) for party in row.parties],
        "version": fields(version, ("number", "reason", "amends_on")),
        "terms": asdict(version.terms),
        "clauses": [
            {**fields(clause, OF_CLAUSE), "paragraphs": [fields(each, OF_PARAGRAPH) for each in clause.paragraphs]}
            for clause in text.clauses
        ],
        "filled": text.filled,
        "goals": of_version(promises.goals, version, OF_GOAL, ranks),
        "obligations": of_version(promises.obligations, version, OF_OBLIGATION, ranks),
        "restrictions": of_version(promises.restrictions, version, OF_RESTRICTION, ranks),
        "data_rights": of_version(promises.data_rights, version, OF_DATA_RIGHT, ranks),
    }


def of_version(
    rows: Iterable[Any], version: VersionRow, names: Sequence[str], ranks: Mapping[int, int]
) -> list[dict[str, object]]:
    """Parties by rank: their keys are this book's own."""
    found = [fields(row, names) for row in rows if row.version_id == version.id]
    return [
        {name: ranks.get(value) if name in PARTY_IDS else value for name, value in each.items()}  # type: ignore[call-overload]  # a party's key, or None
        for each in found
    ]


def fields(row: object, names: Sequence[str]) -> dict[str, object]:
    return {name: getattr(row, name) for name in names}


def plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"a digest cannot hold a {type(value).__name__}")
