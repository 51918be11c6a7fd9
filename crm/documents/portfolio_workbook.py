"""The spreadsheet beside the portfolio report: the same figures, and sheets of the rows that they count."""

from collections.abc import Iterator, Sequence

from crm.documents.portfolio_content import Content, ItemLine, PartnerLine
from crm.documents.portfolio_counts import PROMISES, Count, Cut
from crm.documents.portfolio_figures import TILES, cells, figure_of, panels, sums
from crm.documents.portfolio_sections import label_of, left_out, of_today, panel_name
from crm.documents.speech import Said, joined
from crm.documents.workbook import Sheet, Value, make_workbook, several, typed
from crm.values import Message
from crm.values.enums import ReportLanguage, Stage


def make_portfolio_workbook(content: Content, language: ReportLanguage) -> bytes:
    """The XLSX of a portfolio's content."""
    title = Message("report.portfolio.running-title", {"period": content.scope.period.named()})
    return make_workbook(title, sheets(content), language)


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
