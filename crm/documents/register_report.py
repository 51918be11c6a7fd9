"""The agreements of the book as a PDF and as a spreadsheet: what runs, until when, and by when notice must be sent.

    register = book.query(AgreementRegister(book.clock.today()))
    make_register_report(register, ReportLanguage.BOTH).content[:5]  # b"%PDF-"

The same register gives the same bytes: the day is part of it.
"""

from pathlib import Path

from reportlab.platypus.flowables import Flowable

from crm.book.outside import write_whole
from crm.documents import page
from crm.documents.look import AMBER, CELL, CELL_NOTE, INK, INK_2, INK_3, LEAD, NOTE, RED, SEMIBOLD, Style
from crm.documents.making import Made, absent_signs, digest, masthead_of
from crm.documents.page import Paper, Properties
from crm.documents.paragraphs import Block, paragraph
from crm.documents.parts import opening
from crm.documents.register_content import SOON, Register, RegisterLine
from crm.documents.speech import Said, Speech, said
from crm.documents.tables import Cell, Column, day_cell, table
from crm.documents.workbook import MOST_ROWS, Sheet, Value, make_workbook, several, typed
from crm.values import Message
from crm.values.currencies import decimals_of
from crm.values.enums import ReportLanguage

NAME = CELL.inked(INK, SEMIBOLD)
MOST_PARTIES = 6
"""Of one agreement in a row of the PDF; the spreadsheet names all."""


def write_register_report(register: Register, language: ReportLanguage, path: Path) -> tuple[Message, ...]:
    """Makes the report and puts it under its name, whole or not at all: `.xlsx` as a spreadsheet, else as a PDF."""
    if path.suffix.lower() == ".xlsx":
        write_whole(path, make_register_workbook(register, language))
        return ()
    made = make_register_report(register, language)
    write_whole(path, made.content)
    return made.warnings


def make_register_report(register: Register, language: ReportLanguage, paper: Paper = Paper.A4) -> Made:
    speech = Speech.of(language)
    first = speech.languages[0]
    title = said(Message("report.register.running-title", {"on": register.on}), first)
    absent = absent_signs(register)
    short = page.short_hash(digest(register, {"language": language.value}))
    values = {"on": register.on.isoformat(), "version": str(register.version), "hash": short}

    def story() -> list[Flowable]:
        return [
            *opening(
                speech, "report.register.eyebrow", title_of(register), [Message("report.register.as-of", of(register))]
            ),
            *lead(speech, register),
            *([lines_table(speech, register)] if register.lines else []),
            *(paragraph(text, NOTE.spaced(before=10)) for message in absent for text in speech.each(message)),
        ]

    properties = Properties(title, said(register.home, first), register.on.isoformat(), speech.tag)
    masthead = masthead_of(speech, title, register.home, register.on, Message("report.register.identity", values))
    return Made(page.typeset(story, paper, masthead, properties), title, tuple(absent))


def of(register: Register) -> dict[str, object]:
    return {"on": register.on, "n": len(register.lines)}


def title_of(register: Register) -> Said:
    if not register.home.plain:
        return "report.register.title-bare"
    return Message("report.register.title", {"home": register.home})


def lead(speech: Speech, register: Register) -> list[Block]:
    """How many run, how many must be looked at soon, and whose day is past."""
    if not register.lines:
        return speech.stacked("report.register.none", LEAD)
    told = [Message("report.register.open", {"n": register.open})]
    told += [Message("report.register.soon", {"n": register.soon, "days": SOON})] if register.soon else []
    told += [Message("report.register.missed", {"n": register.missed})] if register.missed else []
    return [block for message in told for block in speech.stacked(message, LEAD.spaced(after=6))]


def lines_table(speech: Speech, register: Register) -> Flowable:
    columns = [
        Column(speech.each("report.register.head.agreement"), 120),
        Column(speech.each("report.register.head.parties"), 98),
        Column(speech.each("report.register.head.status"), 48, gap=4),
        Column(speech.each("report.register.head.term"), 62, gap=4),
        Column(speech.each("report.register.head.notice"), 62, gap=4),
        Column(speech.each("report.register.head.last-safe"), 64, gap=4),
        Column(speech.each("report.register.head.amount"), 64, right=True),
    ]
    return table(columns, [row_of(speech, register, line) for line in register.lines])


def row_of(speech: Speech, register: Register, line: RegisterLine) -> list[Cell]:
    below = " · ".join(part for part in (line.number, speech.inline(line.type, " ")) if part)
    hand = speech.stacked("report.register.by-hand", CELL_NOTE) if line.by_hand else []
    return [
        [*speech.stacked(line.title, NAME), paragraph(below, CELL_NOTE)],
        parties_cell(speech, line),
        [*speech.stacked(line.status, CELL.inked(INK_3) if line.is_over else CELL), *hand],
        [day_cell(line.first_day, CELL), day_cell(line.last_day, CELL)],
        [day_cell(line.notice, CELL)],
        safe_cell(speech, register, line),
        amount_cell(line),
    ]


def parties_cell(speech: Speech, line: RegisterLine) -> list[Block]:
    blocks = [block for party in line.parties[:MOST_PARTIES] for block in speech.stacked(party, CELL)]
    more = len(line.parties) - MOST_PARTIES
    return [
        *blocks,
        *(speech.stacked(Message("report.register.more-parties", {"n": more}), CELL_NOTE) if more > 0 else []),
    ]


def safe_cell(speech: Speech, register: Register, line: RegisterLine) -> list[Block]:
    """The last safe day; below it, when it is near or past, by how much: a word and not only a colour."""
    days = line.days_left(register.on)
    if days is None or days > SOON:
        return [day_cell(line.last_safe, CELL)]
    ink, code = (RED, "report.register.ago") if days < 0 else (AMBER, "report.register.left")
    words = speech.stacked(Message(code, {"n": abs(days)}), CELL_NOTE.inked(ink))
    return [day_cell(line.last_safe, CELL.inked(ink, SEMIBOLD)), *words]


def amount_cell(line: RegisterLine) -> list[Block]:
    right = CELL.on_the_right()
    if line.amount is None:
        return [paragraph("–", right.inked(INK_3))]
    return [paragraph(figure(line), right), *currency_note(line, CELL_NOTE.on_the_right())]


def currency_note(line: RegisterLine, style: Style) -> list[Block]:
    return [paragraph(line.currency, style.inked(INK_2))] if line.currency else []


def figure(line: RegisterLine) -> str:
    """1,234.50: exact, with the decimals of the currency and a true minus."""
    places = decimals_of(line.currency)
    minor = int((line.amount or 0) * 10**places)
    whole, rest = divmod(abs(minor), 10**places)
    return f"{'−' if minor < 0 else ''}{whole:,}" + (f".{rest:0{places}d}" if places else "")


def make_register_workbook(register: Register, language: ReportLanguage) -> bytes:
    """The XLSX: the same lines, days as days and amounts as numbers."""
    heads = (
        "report.register.head.number",
        "report.register.head.title",
        "report.register.head.type",
        "report.register.head.parties",
        "report.register.head.status",
        "report.register.head.first-day",
        "report.register.head.last-day",
        "report.register.head.notice",
        "report.register.head.last-safe",
        "report.register.head.days",
        "report.register.head.currency",
        "report.register.head.amount",
    )
    rows = [sheet_row(register, line) for line in register.lines[:MOST_ROWS]]
    title = Message("report.register.running-title", {"on": register.on})
    return make_workbook(title, [Sheet("report.register.sheet", heads, rows)], language)


def sheet_row(register: Register, line: RegisterLine) -> tuple[Value, ...]:
    return (
        typed(line.number) if line.number else None,
        line.title,
        line.type,
        several(line.parties) if line.parties else None,
        line.status,
        line.first_day,
        line.last_day,
        line.notice,
        line.last_safe,
        line.days_left(register.on),
        typed(line.currency) if line.currency else None,
        line.amount,
    )
