"""The first page of a portfolio report: its figures, what was promised, the small charts, the roles by stage."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable

from crm.documents.look import (
    CELL,
    CELL_NOTE,
    HAIR,
    INK,
    INK_2,
    INK_3,
    JADE_FULL,
    JADE_SOFT,
    KEY_FIGURE,
    LEAD,
    NOTE,
    SEMIBOLD,
    Style,
)
from crm.documents.multiples import Bars, Multiples, top_of
from crm.documents.paragraphs import paragraph
from crm.documents.partner_promises import MARKS
from crm.documents.parts import heading
from crm.documents.period import Period, stretches
from crm.documents.portfolio_content import Content, Panel
from crm.documents.portfolio_counts import PROMISES, Count, Cut, lines_of
from crm.documents.portfolio_figures import TILES, Figure, cells, figure_of, panels, sums
from crm.documents.promises import Kept
from crm.documents.speech import Said, Speech, counted, joined
from crm.documents.tables import HEAVY, LIGHT, Cell, Column, Rule, ruled, table
from crm.language.sentences import number
from crm.partners.fit import rounded
from crm.values import Message
from crm.values.enums import Stage

TILES_A_ROW = 6
JUDGED = (Kept.KEPT, Kept.LATE, Kept.OVERDUE)
TIGHT = Style(8, 10)
TITLE_WIDTH, COUNT_WIDTH, SUM_WIDTH = 118.0, 53.0, 44.0
TWO_TITLES = 200.0
"""The width of a role's name in both languages."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What a section is made from."""

    content: Content
    speech: Speech


def shown(figure: Figure) -> str:
    """The number as it is printed; – where there is none."""
    if figure.value is None:
        return "–"
    return number(figure.value) if isinstance(figure.value, int) else rounded(figure.value)


def label_of(figure: Figure) -> Message:
    """What the figure counts, in words: of a cell its role and stage, of a bar its panel and its days."""
    cut = figure.cut
    if cut.panel is not None:
        name = Message(f"report.portfolio.panel.{cut.panel.value}")
        period = cut.stretch.named() if cut.stretch else ""
        return Message("report.portfolio.panel-in", {"panel": name, "period": period}) if period else name
    if cut.count in (Count.CELL, Count.HOLDERS):
        role: object = cut.role or Message(f"report.portfolio.sum.{cut.count.value}")
        return Message(f"report.portfolio.in-stage.{cut.stage.value}", {"role": role}) if cut.stage else whole_of(role)
    return Message(f"report.portfolio.figure.{cut.count.value}", {"n": figure.count})


def whole_of(role: object) -> Message:
    return role if isinstance(role, Message) else Message("report.portfolio.all-of", {"role": role})


def key_figures(telling: Telling) -> list[Flowable]:
    """Six a row under one heavy rule, each over its word and, in grey, the smaller figure that belongs to it."""
    tiles = [tile(telling, *pair) for pair in TILES]
    rows = [tiles[at : at + TILES_A_ROW] for at in range(0, len(tiles), TILES_A_ROW)]
    rules: list[Rule] = [("LINEABOVE", (0, 0), (-1, 0), HEAVY * 2, INK), ("LINEBELOW", (0, 0), (-1, -1), LIGHT, HAIR)]
    return [paragraph("", Style(2, 8)), ruled(rows, [Column((), 1, gap=4)] * TILES_A_ROW, rules)]


def tile(telling: Telling, count: Count, below: Count | None) -> Cell:
    speech = telling.speech
    figure = figure_of(telling.content, Cut(count))
    cell = [paragraph(shown(figure), KEY_FIGURE.spaced(after=0)), *speech.stacked(label_of(figure), CELL.inked(INK))]
    if below is not None:
        small = figure_of(telling.content, Cut(below))
        text = Message(f"report.portfolio.below.{below.value}", {"n": small.count})
        cell += speech.stacked(text, CELL_NOTE)
    return cell


def lead(telling: Telling) -> list[Flowable]:
    """What moved, in one sentence; or that nothing is in scope."""
    content = telling.content
    if not content.partners:
        code = "report.portfolio.none" if content.scope.filter.is_empty() else "report.portfolio.none-passes"
        return [*telling.speech.stacked(code, LEAD.spaced(before=8))]
    told = []
    for count in (Count.NEW, Count.MOVES, Count.QUIET, Count.ONE_PERSON):
        many = len(lines_of(content, Cut(count)))
        if many:
            told.append(Message(f"report.portfolio.lead.{count.value}", {"n": many, "count": counted(many)}))
    said: Said = "report.portfolio.lead.nothing"
    if told:
        said = Message("report.portfolio.lead", {"parts": joined(told, "report.portfolio.lead.then")})
    return [*telling.speech.stacked(said, LEAD.spaced(before=8))]


def contacts(telling: Telling) -> list[Flowable]:
    """Contacts of the period by kind of partner, in six panels on one scale."""
    content, speech = telling.content, telling.speech
    found = panels(content)
    parts = stretches(content.scope.period)
    shown_panels = [
        Bars(speech.each(panel_name(whole.cut.panel)), shown(whole), [bar.count for bar in bars])
        for whole, bars in found
    ]
    top = top_of([value for panel in shown_panels for value in panel.values])
    beside = Message("report.portfolio.contacts.beside", {"top": top})
    head = heading(speech, f"report.portfolio.contacts.by-{unit_of(parts)}", beside)
    return [
        *head,
        Multiples(shown_panels, ticks(parts, speech)),
        *speech.stacked(contacts_said([whole for whole, _ in found], content), NOTE),
    ]


def panel_name(panel: Panel | None) -> Said:
    return f"report.portfolio.panel.{panel.value}" if panel else ""


def unit_of(parts: Sequence[Period]) -> str:
    longest = max(part.days for part in parts)
    return "week" if longest <= 7 else "month" if longest <= 31 else "year"


def ticks(parts: Sequence[Period], speech: Speech) -> list[tuple[int, str]]:
    """The first bar of each month is named; of a chart by years each bar."""
    found: list[tuple[int, str]] = []
    last = None
    by_year = any(part.days > 31 for part in parts)
    for at, part in enumerate(parts):
        key = (part.since.year, 0 if by_year else part.since.month)
        if key != last:
            code = "report.axis.year" if by_year else f"report.axis.month.{part.since.month}"
            found.append((at, speech.inline(Message(code, {"year": str(part.since.year)}), " ")))
            last = key
    return found


def contacts_said(wholes: Sequence[Figure], content: Content) -> Message:
    if not content.contacts:
        return Message("report.portfolio.contacts.none")
    most = max(wholes, key=lambda figure: figure.count)
    values = {
        "n": len(content.contacts),
        "most": most.count,
        "panel": Message(f"report.portfolio.panel-with.{most.code[6:]}"),
    }
    return Message("report.portfolio.contacts.said", values)


def roles_by_stage(telling: Telling) -> list[Flowable]:
    """The table of roles × stages, tinted by its numbers; an organisation with two roles stands in two rows."""
    content, speech = telling.content, telling.speech
    roles, holders = sums(content, Count.CELL)[-1], sums(content, Count.HOLDERS)[-1]
    beside = Message("report.portfolio.roles.beside", {"n": roles.count, "organisations": holders.count})
    columns = [
        Column(speech.each("report.portfolio.head.role"), TITLE_WIDTH if len(speech.languages) == 1 else TWO_TITLES),
        *(Column(speech.each(stage), COUNT_WIDTH, gap=0, middle=True) for stage in Stage),
        Column(speech.each("report.portfolio.head.roles"), SUM_WIDTH, right=True),
    ]
    rows = [[*role_cells(speech, role, figures)] for role, figures in cells(content)]
    for count in (Count.CELL, Count.HOLDERS):
        rows.append([*role_cells(speech, f"report.portfolio.sum.{count.value}", sums(content, count), SEMIBOLD)])
    return [*heading(speech, "report.portfolio.roles", beside), table(columns, rows, tints(content))]


def role_cells(speech: Speech, name: Said, figures: Sequence[Figure], weight: int = 400) -> list[Cell]:
    middle = TIGHT.in_the_middle().inked(INK, weight)
    *stages, whole = figures
    return [
        [paragraph(speech.inline(name), TIGHT.inked(INK, weight))],
        *(
            [paragraph(shown(figure), middle) if figure.count else paragraph("·", middle.inked(INK_3))]
            for figure in stages
        ),
        [paragraph(shown(whole), TIGHT.on_the_right().inked(INK, SEMIBOLD))],
    ]


def tints(content: Content) -> list[Rule]:
    """The more roles in a cell the darker; white gaps between, and a heavy rule above the sums."""
    table_of = cells(content)
    most = max((figure.count for _, row in table_of for figure in row[:-1]), default=0)
    last = len(Stage)
    rules: list[Rule] = [
        ("NOSPLIT", (0, 0), (-1, -1)),
        ("TOPPADDING", (0, 1), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 1), (-1, -1), 3),
        ("LINEBELOW", (0, 1), (-1, len(table_of)), 1.5, "#FFFFFF"),
        ("LINEBEFORE", (1, 0), (last + 1, len(table_of)), 1.5, "#FFFFFF"),
        ("LINEBELOW", (0, len(table_of)), (-1, len(table_of)), HEAVY, INK),
    ]
    for at, (_, row) in enumerate(table_of, 1):
        rules += [
            ("BACKGROUND", (place, at), (place, at), tint(figure.count, most))
            for place, figure in enumerate(row[:-1], 1)
            if figure.count
        ]
    return rules


def tint(value: int, most: int) -> str:
    """Between the softest and the fullest jade, by the share of the largest number."""
    share = (value - 1) / max(most - 1, 1)
    ends = zip(channels(JADE_SOFT), channels(JADE_FULL), strict=True)
    return "#" + "".join(f"{round(soft + (full - soft) * share):02X}" for soft, full in ends)


def channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def promises(telling: Telling) -> list[Flowable]:
    """What fell due in the period, kept, late or overdue, on either side."""
    content, speech = telling.content, telling.speech
    columns = [
        Column(speech.each("report.portfolio.head.side"), 150),
        *(Column(speech.each(f"report.portfolio.kept.{kept.value}"), 110) for kept in JUDGED),
    ]
    ours: Said = content.home if content.home.plain else "report.portfolio.ours"
    rows = [promised(telling, ours, by_home=True), promised(telling, "report.portfolio.theirs", by_home=False)]
    return [*heading(speech, "report.portfolio.promises", "report.portfolio.promises.beside"), table(columns, rows)]


def promised(telling: Telling, party: Said, *, by_home: bool) -> list[Cell]:
    row: list[Cell] = [telling.speech.stacked(party, CELL.inked(INK, SEMIBOLD))]
    for count, (side, kept) in PROMISES.items():
        if side is by_home:
            figure = figure_of(telling.content, Cut(count))
            mark, ink = MARKS[kept]
            style = CELL.inked(ink, SEMIBOLD) if figure.count else CELL.inked(INK_2)
            row.append([paragraph(shown(figure), style, mark=mark if figure.count else None)])
    return row


def left_out(content: Content) -> list[Message]:
    """What the book holds of this period and the report does not say."""
    if not (content.internal_contacts or content.internal_items):
        return []
    contacts_told = Message("report.portfolio.left-out.contacts", {"n": content.internal_contacts})
    items_told = Message("report.portfolio.left-out.items", {"n": content.internal_items})
    return [Message("report.portfolio.left-out", {"contacts": contacts_told, "items": items_told})]


def of_today(content: Content) -> list[Message]:
    """What a report on a past period tells as it is today, and whom it leaves out because they came later."""
    if not content.scope.is_past:
        return []
    told = [
        ("report.portfolio.then.stages", content.of_today.stages),
        ("report.portfolio.then.tiers", content.of_today.tiers),
        ("report.portfolio.then.later", content.came_later),
    ]
    return [
        Message("report.portfolio.then", {"on": content.scope.today}),
        *(Message(code, {"n": many, "on": content.scope.stand}) for code, many in told if many),
    ]
