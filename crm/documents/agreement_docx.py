"""The agreement as a Word file, to be negotiated: both languages side by side, numbers as text, no field to go stale.

    made = make_agreement_docx(paper)
    made.content[:2]  # b"PK"

The same paper gives the same bytes. What comes back is compared with what went out by the hash in the footer.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crm.agreements.drafting.laid import Cells, LaidClause, LaidRow, LaidRun, RunState
from crm.documents.agreement_content import AgreementPaper, Pair, PaperParty, both, check_printable, digest_of
from crm.documents.agreement_opening import called, facts_of, seat_of
from crm.documents.agreement_pages import hash_words, identity_line
from crm.documents.agreement_rows import column_heads
from crm.documents.agreement_setting import Setting, runs_in
from crm.documents.agreement_signatures import closing_words, signer_in
from crm.documents.agreement_tables import Sheet, schedule_title, sheets
from crm.documents.look import INK, INK_2, JADE
from crm.documents.making import Made
from crm.documents.page import TEXT_WIDTH
from crm.documents.word import (
    Words,
    add_field,
    first_of,
    grid,
    keep_whole,
    new_document,
    repeat_head,
    saved,
    spaced,
    write,
)
from crm.values import Message
from crm.values.enums import Language, ParagraphKind

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

NUMBER = 34.0
SMALL, BODY, HEADING = 8.0, 10.0, 11.5


def make_agreement_docx(paper: AgreementPaper) -> Made:
    """Refused where both languages are printed and none prevails."""
    check_printable(paper)
    setting = Setting.of(paper)
    first = paper.columns[0]
    document = new_document(paper.title.in_(first), paper.home.in_(first), paper.number, paper.language_tag)
    surround(document, setting)
    open_with(document, setting)
    if paper.clauses:
        clauses(document, setting)
    sign(document, setting)
    for number, schedule in enumerate(paper.schedules, 1):
        heading(document, setting, schedule_title(schedule, number))
        for sheet in sheets(paper, schedule):
            write_sheet(document, setting, sheet)
        if not sheets(paper, schedule):
            sentences(document, setting, paper.split)
    return Made(saved(document), paper.title.in_(first), ())


def surround(document: "Document", setting: Setting) -> None:
    """Header: the title, and that it is a draft. Footer: number, version and hash, and the page."""
    paper, first = setting.paper, setting.languages[0]
    section = document.sections[0]
    draft = setting.inline(both("paper.not-signed"), " / ") if paper.is_draft else paper.book
    top = "  ·  ".join(part for part in (setting.inline(paper.title, " "), draft) if part)
    write(section.header.paragraphs[0], [Words(top, SMALL, ink=INK_2)], first)
    foot = section.footer.paragraphs[0]
    write(foot, [Words(f"{identity_line(setting, digest_of(paper))}  ·  ", SMALL, ink=INK_2)], first)
    for at, language in enumerate(setting.languages):
        words = both(Message("report.page", {"page": "\0", "total": "\0"})).in_(language)
        before, middle, after = (" / " if at else "") + words.split("\0")[0], *words.split("\0")[1:]
        write(foot, [Words(before, SMALL, ink=INK_2)], language)
        add_field(foot, "PAGE", SMALL)
        write(foot, [Words(middle, SMALL, ink=INK_2)], language)
        add_field(foot, "NUMPAGES", SMALL)
        write(foot, [Words(after, SMALL, ink=INK_2)], language)


def open_with(document: "Document", setting: Setting) -> None:
    """Titles, parties, facts, and the hash in full."""
    paper = setting.paper
    for at, (language, text) in enumerate(zip(setting.languages, setting.each(paper.title), strict=False)):
        style = "Title" if at == 0 else "Normal"
        ink = INK if at == 0 else INK_2
        line = document.add_paragraph(style=style)
        spaced(write(line, [Words(text, 20 if at == 0 else 14, bold=at == 0, ink=ink)], language), after=6)
    party_rows = [[called(party), party.name, party.role or Pair("–", "–")] for party in paper.parties]
    table = rows_of(document, setting, party_rows, (70, 270, TEXT_WIDTH - 340))
    for at, party in enumerate(paper.parties):
        for pair in seat_of(party):
            stack(table.rows[at].cells[1], setting, pair, SMALL, after_others=True)
    spaced(document.add_paragraph(), after=4)
    rows_of(document, setting, [[both(code), value] for code, value in facts_of(paper)], (150, TEXT_WIDTH - 150))
    words = f"{hash_words(setting)} {digest_of(paper)}"
    line = write(document.add_paragraph(), [Words(words, SMALL, ink=INK_2)], setting.languages[0])
    spaced(line, before=8, after=10)


def rows_of(document: Any, setting: Setting, rows: Sequence[Sequence[Pair]], widths: Sequence[float]) -> Any:
    table = grid(document, len(rows), widths, ruled=True)
    cells = (cell for row in table.rows for cell in row.cells)
    for cell, pair in zip(cells, (pair for row in rows for pair in row), strict=True):
        stack(cell, setting, pair, BODY - 0.5)
    return table


def stack(
    cell: "_Cell", setting: Setting, pair: Pair, size: float, *, bold: bool = False, after_others: bool = False
) -> None:
    """The text in each language, one below the other."""
    for at, (language, text) in enumerate(zip(setting.languages, setting.each(pair), strict=False)):
        line = first_of(cell) if at == 0 and not after_others else cell.add_paragraph()
        spaced(write(line, [Words(text, size, bold=bold)], language), after=1)


def heading(document: "Document", setting: Setting, title: Pair) -> None:
    for at, (language, text) in enumerate(zip(setting.languages, setting.each(title), strict=False)):
        line = document.add_paragraph(style="Heading 1" if at == 0 else "Normal")
        write(line, [Words(text, 14 if at == 0 else 11, bold=at == 0, ink=INK if at == 0 else INK_2)], language)
        spaced(line, before=14 if at == 0 else 0, after=4, together=True)


def clauses(document: "Document", setting: Setting) -> None:
    """One table, a row for each paragraph, so that both texts stay side by side whatever is changed in one."""
    table = grid(document, 1 if setting.is_bilingual else 0, widths_of(setting))
    if setting.is_bilingual:
        for cell, column, text in zip(table.rows[0].cells[1:], setting.columns, column_heads(setting), strict=True):
            write(first_of(cell), [Words(text, SMALL, ink=INK_2)], column.language)
        repeat_head(table)
    for clause in setting.paper.clauses:
        if clause.number:
            headline(table, setting, clause)
        for row in clause.rows:
            clause_row(table, setting, row)


def widths_of(setting: Setting) -> list[float]:
    if not setting.is_bilingual:
        return [NUMBER, TEXT_WIDTH - NUMBER]
    return [NUMBER, *(column.width - (NUMBER - 44) / 2 for column in setting.columns)]


def new_row(table: Any, setting: Setting) -> Any:
    from docx.shared import Pt

    row = table.add_row()
    for cell, width in zip(row.cells, widths_of(setting), strict=True):
        cell.width = Pt(width)
    return row


def headline(table: Any, setting: Setting, clause: LaidClause) -> None:
    cells = new_row(table, setting).cells
    heads = Pair(clause.heading_en, clause.heading_zh)
    if setting.is_chinese_alone:
        merged = cells[0].merge(cells[1])
        words = [Words(f"{clause.number}\u3000{heads.in_(Language.CHINESE)}", HEADING, bold=True)]
        head_line(first_of(merged), words, Language.CHINESE)
        return
    number = write(first_of(cells[0]), [Words(clause.number, HEADING, bold=True, ink=JADE)], setting.languages[0])
    spaced(number, before=10, after=4, together=True)
    for cell, column in zip(cells[1:], setting.columns, strict=True):
        head_line(first_of(cell), [Words(heads.in_(column.language), HEADING, bold=True)], column.language)


def head_line(paragraph: Any, words: Sequence[Words], language: Language) -> None:
    paragraph.style = "Heading 2"
    spaced(write(paragraph, words, language), before=10, after=4, together=True)


def clause_row(table: Any, setting: Setting, row: LaidRow) -> None:
    cells = new_row(table, setting).cells
    if row.kind is ParagraphKind.TABLE:
        inner_table(cells[1].merge(cells[-1]), setting, row)
        return
    spaced(write(first_of(cells[0]), [Words(row.number, BODY, ink=INK_2)], setting.languages[0]), after=5)
    for cell, column in zip(cells[1:], setting.columns, strict=True):
        spaced(write(first_of(cell), words_of(runs_in(row, column.language)), column.language), after=5)


def words_of(runs: Sequence[LaidRun], size: float = BODY) -> list[Words]:
    return [Words(run.text, size, bold=run.bold, empty=run.state is RunState.EMPTY) for run in runs]


def inner_table(cell: "_Cell", setting: Setting, row: LaidRow) -> None:
    """A table inside a clause spans both languages; its cells hold one, then the other."""
    count = max((len(line) for cells in (row.cells_en, row.cells_zh) for line in cells), default=0)
    lines = max(len(row.cells_en), len(row.cells_zh))
    if not (count and lines):
        return
    width = (TEXT_WIDTH - NUMBER - 12) / count
    table = grid(cell, lines, [width] * count, ruled=True)
    repeat_head(table)
    before = first_of(cell)._p
    before.getparent().remove(before)
    for at in range(lines):
        for place in range(count):
            fill(table.rows[at].cells[place], setting, row, at, place)
    spaced(cell.paragraphs[-1], after=4)


def fill(cell: "_Cell", setting: Setting, row: LaidRow, at: int, place: int) -> None:
    seen: list[str] = []
    for language in setting.languages:
        table: Cells = row.cells_zh if language is Language.CHINESE else row.cells_en
        runs = table[at][place] if at < len(table) and place < len(table[at]) else ()
        text = "".join(run.text for run in runs)
        if text and text not in seen:
            line = cell.add_paragraph() if seen else first_of(cell)
            spaced(write(line, words_of(runs, BODY - 1), language), after=1)
            seen.append(text)


def write_sheet(document: "Document", setting: Setting, sheet: Sheet) -> None:
    if sheet.title:
        line = write(document.add_paragraph(), [Words(sheet.title, BODY, bold=True)], setting.languages[0])
        spaced(line, before=6, after=2, together=True)
    whole = sum(sheet.widths)
    widths = [TEXT_WIDTH * width / whole for width in sheet.widths]
    table = grid(document, len(sheet.rows) + 1, widths, ruled=True)
    repeat_head(table)
    keep_whole(table)
    for at, row in enumerate((sheet.heads, *sheet.rows)):
        for cell, pair in zip(table.rows[at].cells, row, strict=True):
            stack(cell, setting, pair, BODY - 1, bold=at == 0)


def sentences(document: "Document", setting: Setting, pairs: Sequence[Pair]) -> None:
    table = grid(document, 0, widths_of(setting))
    for number, pair in enumerate(pairs, 1):
        cells = new_row(table, setting).cells
        write(first_of(cells[0]), [Words(str(number), BODY, ink=INK_2)], setting.languages[0])
        for cell, column in zip(cells[1:], setting.columns, strict=True):
            spaced(write(first_of(cell), [Words(pair.in_(column.language), BODY)], column.language), after=5)


def sign(document: "Document", setting: Setting) -> None:
    """The closing words, unless the text has its own, and a block for each party that is never broken."""
    paper = setting.paper
    if not (len(paper.clauses) > 1 and not paper.clauses[-1].number):
        words = closing_words(setting)
        for language in setting.languages:
            line = write(document.add_paragraph(), [Words(words.in_(language), BODY)], language)
            spaced(line, before=8, after=4, together=True)
    for party in paper.parties:
        block(document, setting, party)


def block(document: "Document", setting: Setting, party: PaperParty) -> None:
    table = grid(document, 2, (TEXT_WIDTH - 210, 120, 90), ruled=True)
    keep_whole(table)
    named, lines = table.rows[0], table.rows[1]
    whole = named.cells[0].merge(named.cells[2])
    stack(whole, setting, Pair(*(title_of(party, each) for each in (Language.ENGLISH, Language.CHINESE))), BODY)
    for paragraph in whole.paragraphs:
        paragraph.paragraph_format.keep_with_next = True
    for cell, code in zip(lines.cells, ("signature", "seal", "date"), strict=True):
        stack(cell, setting, both(f"paper.{code}"), SMALL)
        spaced(cell.paragraphs[-1], after=52)
    if party.signatory:
        signer = Pair(*(signer_in(party, language) for language in (Language.ENGLISH, Language.CHINESE)))
        stack(lines.cells[0], setting, signer, BODY - 1, after_others=True)
    spaced(document.add_paragraph(), after=2)


def title_of(party: PaperParty, language: Language) -> str:
    gap = "\u3000" if language is Language.CHINESE else "\u2002"
    return f"{called(party).in_(language)}{gap}{party.name.in_(language)}"
