"""What the cells of a column look like, for a header that says nothing."""

import re
from collections.abc import Callable, Iterable
from datetime import date

from crm.exchange.tables import Cell
from crm.values.credit_code import is_credit_code

MOST = 50
ENOUGH = 0.6

EMAIL = re.compile(r"[^\s@,;]+@[^\s@,;]+\.[A-Za-z]{2,}")
DAY = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?.*|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")
WEB = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
PHONE = re.compile(r"(?=(?:.*\d){7})[+(]?[\d\s().\-/转]{7,24}(?:ext\.? ?\d+)?", re.IGNORECASE)
COMPANY = re.compile(
    r".*(公司|集团|大学|学院|研究院|银行|研究所|医院|基金会|有限合伙|協會|协会|株式会社)"
    r"|.*\b(inc|ltd|llc|gmbh|corp|co|plc|s\.a|ag|limited)\.?",
    re.IGNORECASE,
)


def share(cells: Iterable[Cell], test: Callable[[str], object]) -> float:
    """The share of the cells that pass."""
    texts = [str(cell).strip() for cell in cells]
    return sum(bool(test(text)) for text in texts) / len(texts) if texts else 0.0


def looks_like(cells: list[Cell]) -> str | None:
    """The field that most of the cells look like. Repositories and X accounts are web addresses of known hosts."""
    if not cells:
        return None
    if all(isinstance(cell, date) for cell in cells):
        return "interaction.held_on"
    tests: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("partner.credit_code", lambda text: is_credit_code(text.upper())),
        ("contact.email", EMAIL.fullmatch),
        ("partner.twitter", re.compile(r"https?://(www\.)?(twitter|x)\.com/.*").match),
        ("partner.repository", re.compile(r"https?://(www\.)?(github|gitlab|gitee)\.com/.*").match),
        ("partner.website", WEB.match),
        ("interaction.held_on", DAY.fullmatch),
        ("contact.phone", PHONE.fullmatch),
        ("partner.name", COMPANY.fullmatch),
    )
    for field, test in tests:
        if share(cells, test) > ENOUGH:
            return field
    return None
