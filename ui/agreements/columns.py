"""The columns of the list of agreements: what each cell shows."""

from collections.abc import Callable
from datetime import date

from crm.agreements.queries import AgreementLine
from ui.agreements.choosing import OVER
from ui.agreements.wording import amount_text, number_of, parties_text, term_text
from ui.kit.look import look
from ui.kit.table import Cell, Column
from ui.partners.wording import STATUS_TONES, day_text, second_title_of, title_of

NOTHING = Cell("–", tint="text-3")
WORDS: dict[str, Callable[[AgreementLine], str]] = {
    "title": lambda line: title_of(line.row),
    "parties": lambda line: parties_text(line.row),
    "type": lambda line: look.say(line.row.type),
}
"""Columns that are sorted by what they say."""


def columns(today: Callable[[], date]) -> list[Column[AgreementLine]]:
    return [
        Column("number", "field.number", 128, number_cell),
        Column("title", "agreements.title", 200, title_cell, stretch=True, strong=True),
        Column("parties", "agreements.parties", 190, parties_cell, least=760),
        Column("type", "field.type", 124, lambda line: Cell(look.say(line.row.type), tint="text-2"), least=1220),
        Column("status", "agreements.status", 132, status_cell),
        Column("term", "field.term", 186, term_cell, least=950),
        Column("next", "agreements.next", 118, lambda line: next_cell(line, today()), right=True, least=570),
        Column("amount", "field.amount", 150, amount_cell, right=True, least=1100),
    ]


def number_cell(line: AgreementLine) -> Cell:
    return Cell(number_of(line.row), tint="text-2" if line.row.number else "text-3")


def title_cell(line: AgreementLine) -> Cell:
    return Cell(title_of(line.row), second_title_of(line.row))


def parties_cell(line: AgreementLine) -> Cell:
    text = parties_text(line.row)
    return Cell(text, tint="text-2") if text else NOTHING


def status_cell(line: AgreementLine) -> Cell:
    shown = line.life.shown
    words = look.say(shown)
    if line.life.override is None:
        return Cell(words, tags=((words, STATUS_TONES[shown]),))
    flag = look.say("agreements.set-by-hand-flag", status=line.life.status)
    return Cell(words, tags=((words, STATUS_TONES[shown]),), flag="pencil", flag_text=flag)


def term_cell(line: AgreementLine) -> Cell:
    if line.life.problem is not None:
        return Cell(look.say("agreements.term-wrong"), tint="red")
    text = term_text(line.life)
    return Cell(text, tint="text-2") if text else NOTHING


def next_cell(line: AgreementLine, today: date) -> Cell:
    """The last safe day while notice may still be given, else the last day in force."""
    life = line.life
    if life.shown in OVER:
        return NOTHING
    if life.last_safe is not None and life.notice is not None and life.notice.day >= today:
        late = life.last_safe.day < today
        tint = "red" if late else "amber" if (life.last_safe.day - today).days <= 90 else "text"
        return Cell(day_text(life.last_safe.day, today=today), tint=tint)
    return Cell(day_text(life.last_day, today=today), tint="text-2") if life.last_day else NOTHING


def amount_cell(line: AgreementLine) -> Cell:
    terms = line.row.versions[-1].terms
    text = amount_text(terms.amount, terms.currency)
    return Cell(text) if text else NOTHING
