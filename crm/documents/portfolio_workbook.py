"""The spreadsheet beside the portfolio report: the same figures, and sheets of the rows that they count.

Text cells are typed as strings, whatever they begin with: nothing that a person typed becomes a formula or a link
(TRUST D4). Numbers are numbers and days are days. The same content gives the same bytes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from io import BytesIO
from typing import Any

from crm.documents.portfolio_content import Content, ItemLine, PartnerLine
from crm.documents.portfolio_counts import PROMISES, Count, Cut
from crm.documents.portfolio_figures import TILES, cells, figure_of, panels, sums
from crm.documents.portfolio_sections import label_of, left_out, of_today, panel_name
from crm.documents.speech import Said, Speech, joined
from crm.values import Message
from crm.values.enums import ReportLanguage, Stage

LONGEST_CELL = 32_767
MOST_ROWS = 1_048_574
FIRST_DAY = date(1900, 3, 1)
"""Before it the days of Excel and of the calendar differ: such a day leaves as a text."""

MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook knows no zone; a fixed day gives the same bytes
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
NARROW, WIDE, WIDE_COLUMNS = 13, 30, 4

Value = Said | int | Fraction | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A name, heads and rows. What has a language is said when it is written; texts of people stay as they are."""

    name: str
    heads: Sequence[Said]
    rows: Sequence[Sequence[Value]]


def make_portfolio_workbook(content: Content, language: ReportLanguage) -> bytes:
    """The XLSX of a portfolio's content."""
    title = Message("report.portfolio.running-title", {"period": content.scope.period.named()})
    return make_workbook(title, sheets(content), language)


def make_workbook(title: Message, written: Iterable[Sheet], language: ReportLanguage) -> bytes:
    """A sheet for each."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped] # it brings no types

    speech = Speech.of(language)
    buffer = BytesIO()
    book = Workbook(buffer, OPTIONS)
    book.set_properties({"title": speech.inline(title), "created": MADE})
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "fit": book.add_format({"num_format": "0.00"}),
    }
    for sheet in written:
        page = book.add_worksheet(speech.inline(sheet.name, " ")[:31])
        write_sheet(page, sheet, speech, formats)
    book.close()
    return buffer.getvalue()


def sheets(content: Content) -> Iterator[Sheet]:
    yield figures(content)
    yield partners("report.portfolio.sheet.partners", content.partners)
    yield roles_by_stage(content)
    yield partners("report.portfolio.quiet", content.quiet)
    yield contacts(content)
    yield items("report.portfolio.sheet.fell-due", content.fell_due)
    yield items("report.portfolio.coming", content.coming)
    yield moves(content)


def figures(content: Content) -> Sheet:
    """Every key figure, what fell due, the contacts by kind of partner, what is left out and what is today's."""
    singles = [count for pair in TILES for count in pair if count is not None]
    found = [figure_of(content, Cut(count)) for count in (*singles, *PROMISES, Count.COMING)]
    rows: list[Sequence[Value]] = [(label_of(figure), figure.value) for figure in found]
    rows += [(panel_name(whole.cut.panel), whole.count) for whole, _ in panels(content)]
    rows += [(message, None) for message in (*left_out(content), *of_today(content))]
    return Sheet("report.portfolio.sheet.figures", ("report.portfolio.head.what", "report.portfolio.head.number"), rows)


def partners(name: str, lines: Sequence[PartnerLine]) -> Sheet:
    heads = (
        "report.portfolio.head.partner",
        "report.portfolio.head.role-stage",
        "field.tier",
        "report.portfolio.head.owner",
        "report.head.last-contact",
        "report.portfolio.head.over",
        "report.portfolio.head.next",
        "report.portfolio.head.open",
        "report.portfolio.head.fit",
        "report.portfolio.head.gaps",
        "report.portfolio.head.people",
    )
    return Sheet(name, heads, [partner_row(line) for line in lines])


def partner_row(line: PartnerLine) -> Sequence[Value]:
    roles = tuple(Message(f"report.portfolio.in-stage.{held.stage.value}", {"role": held.role}) for held in line.roles)
    return (
        line.name,
        joined(roles, "report.list-of-roles") if roles else None,
        line.tier,
        line.owner,
        line.last_contact,
        line.quiet_by if line.is_quiet else None,
        line.next_due,
        line.open_items,
        line.fit,
        line.fit_gaps if line.fit is not None else None,
        line.people,
    )


def roles_by_stage(content: Content) -> Sheet:
    heads: list[Said] = ["report.portfolio.head.role", *Stage, "report.portfolio.head.roles"]
    rows: list[Sequence[Value]] = [(role, *(figure.count for figure in row)) for role, row in cells(content)]
    for count in (Count.CELL, Count.HOLDERS):
        rows.append((f"report.portfolio.sum.{count.value}", *(figure.count for figure in sums(content, count))))
    return Sheet("report.portfolio.roles", heads, rows)


def contacts(content: Content) -> Sheet:
    heads = (
        "report.head.date",
        "report.portfolio.head.kind",
        "report.portfolio.head.title",
        "report.portfolio.head.partner",
    )
    rows = [(line.held_on, line.kind, typed(line.title), several(line.partners)) for line in content.contacts]
    return Sheet("report.portfolio.sheet.contacts", heads, rows)


def items(name: str, lines: Sequence[ItemLine]) -> Sheet:
    heads = (
        "report.head.due",
        "report.portfolio.head.partner",
        "report.head.commitment",
        "report.head.owner",
        "report.portfolio.head.side",
        "report.head.kept",
        "report.portfolio.head.done",
    )
    rows = [
        (
            line.due_on,
            line.partner,
            typed(line.text),
            line.owner,
            "report.portfolio.ours" if line.by_home else "report.portfolio.theirs",
            f"report.kept.{line.kept.value}",
            line.done_on,
        )
        for line in lines
    ]
    return Sheet(name, heads, rows)


def moves(content: Content) -> Sheet:
    heads = (
        "report.head.date",
        "report.portfolio.head.partner",
        "report.portfolio.head.role",
        "report.portfolio.head.before",
        "report.portfolio.head.after",
    )
    rows = [(line.on, line.name, line.role, line.before, line.after) for line in content.moves]
    return Sheet("report.portfolio.sheet.moves", heads, rows)


def typed(text: str) -> Message:
    """What a person typed, as it is: no code of the catalogue."""
    return Message("report.portfolio.typed", {"text": text})


def several(parts: Sequence[Said]) -> Message:
    return Message("report.portfolio.many", {"parts": tuple(parts)})


def write_sheet(page: Any, sheet: Sheet, speech: Speech, formats: Mapping[str, Any]) -> None:
    page.freeze_panes(1, 1)
    for place, head in enumerate(sheet.heads):
        page.write_string(0, place, speech.inline(head), formats["head"])
        page.set_column(place, place, WIDE if place < WIDE_COLUMNS else NARROW)
    for at, row in enumerate(sheet.rows[:MOST_ROWS], 1):
        for place, value in enumerate(row):
            write_cell(page, at, place, value, speech, formats)


def write_cell(page: Any, at: int, place: int, value: Value, speech: Speech, formats: Mapping[str, Any]) -> None:
    """Nothing is an empty cell; a day before Excel's calendar, and every text, is a string."""
    if value is None:
        return
    if isinstance(value, date) and value >= FIRST_DAY:
        page.write_datetime(at, place, datetime(value.year, value.month, value.day), formats["day"])  # noqa: DTZ001 - a day has no zone
    elif isinstance(value, Fraction):
        page.write_number(at, place, float(value), formats["fit"])
    elif isinstance(value, int):
        page.write_number(at, place, value)
    else:
        text = value.isoformat() if isinstance(value, date) else speech.inline(value)
        page.write_string(at, place, text[:LONGEST_CELL])
