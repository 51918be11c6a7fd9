"""Which agreements the list shows, and in what order. Pure: lines in, lines out; 500 take a few milliseconds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from crm.agreements.queries import AgreementLine
from crm.values.enums import AgreementStatus, AgreementType

SOON = timedelta(days=90)
"""A last safe day that near counts as due for notice, whatever window the agreement names."""

DRAFTS = {AgreementStatus.DRAFT, AgreementStatus.IN_REVIEW}
RUNNING = {AgreementStatus.SIGNED, AgreementStatus.ACTIVE, AgreementStatus.IN_NOTICE_WINDOW}
OVER = {AgreementStatus.EXPIRED, AgreementStatus.TERMINATED, AgreementStatus.VOID}
GROUPS = ("all", "running", "notice", "drafts", "over")

Words = Callable[[AgreementLine], str]
"""What a line is sorted by where that is a word, in the language of the window."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """`group` of GROUPS; `words` anywhere in number, titles and names of parties; `type` None: any."""

    group: str = "all"
    words: str = ""
    type: AgreementType | None = None

    @property
    def is_empty(self) -> bool:
        return self == Wanted()


def chosen(lines: Iterable[AgreementLine], wanted: Wanted, today: date) -> list[AgreementLine]:
    return [line for line in lines if fits(line, wanted, today)]


def fits(line: AgreementLine, wanted: Wanted, today: date) -> bool:
    if wanted.type is not None and line.row.type is not wanted.type:
        return False
    if not in_group(line, wanted.group, today):
        return False
    said = spoken(line)
    return all(word in said for word in wanted.words.casefold().split())


def in_group(line: AgreementLine, group: str, today: date) -> bool:
    status = line.life.shown
    if group == "notice":
        return is_due_for_notice(line, today)
    kinds = {"running": RUNNING, "drafts": DRAFTS, "over": OVER}.get(group)
    return kinds is None or status in kinds


def is_due_for_notice(line: AgreementLine, today: date) -> bool:
    """In its notice window, or its last safe day is near."""
    life = line.life
    if life.shown not in RUNNING or life.notice is None or life.notice.day < today:
        return False
    near = life.last_safe is not None and life.last_safe.day - today <= SOON
    return near or life.shown is AgreementStatus.IN_NOTICE_WINDOW


def spoken(line: AgreementLine) -> str:
    """Everything that a search looks at."""
    row = line.row
    names = [name for party in row.parties for name in (party.name_en, party.name_zh)]
    return "\n".join((row.number, row.title_en, row.title_zh, *names)).casefold()


def counts(lines: Iterable[AgreementLine], today: date) -> dict[str, int]:
    found = list(lines)
    return {group: sum(in_group(line, group, today) for line in found) for group in GROUPS}


def ordered(
    lines: Iterable[AgreementLine], column: str, ascending: bool, words: dict[str, Words]
) -> list[AgreementLine]:
    """By a column; what has nothing there comes last either way."""
    key = sort_key(column, words)
    found = list(lines)
    having = sorted((line for line in found if key(line) is not None), key=key, reverse=not ascending)
    return having + [line for line in found if key(line) is None]


def sort_key(column: str, words: dict[str, Words]) -> Callable[[AgreementLine], Any]:
    if column in words:
        return lambda line: words[column](line).casefold() or None
    return KEYS.get(column, lambda line: line.next_day)


def by_amount(line: AgreementLine) -> tuple[str, int] | None:
    """Amounts of different currencies are never compared."""
    terms = line.row.versions[-1].terms
    return (terms.currency, terms.amount) if terms.amount is not None else None


ORDER = list(AgreementStatus)
KEYS: dict[str, Callable[[AgreementLine], Any]] = {
    "number": lambda line: line.row.number or None,
    "status": lambda line: ORDER.index(line.life.shown),
    "term": lambda line: line.life.start,
    "next": lambda line: line.next_day if line.life.shown not in OVER else None,
    "amount": by_amount,
}
