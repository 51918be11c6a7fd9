"""What the rows of reports have in common: names given in three ways, days, the home party."""

from datetime import date
from sqlite3 import Row

from crm.documents.speech import Name

HOME = """
SELECT id, name, name_en, name_zh, version FROM partner WHERE is_home ORDER BY id LIMIT 1"""


def name_of(row: Row) -> Name:
    return Name(row["name"], row["name_en"], row["name_zh"])


def owner_of(row: Row) -> Name | None:
    return Name(row["owner"], row["owner_en"], row["owner_zh"]) if row["owner"] else None


def day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
