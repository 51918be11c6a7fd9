"""The lists of a portfolio report: who has gone quiet, what is coming, and all partners."""

from reportlab.platypus.flowables import Flowable

from crm.documents.look import AMBER, BODY, CELL, CELL_NOTE, INK, INK_2, INK_3, SEMIBOLD
from crm.documents.paragraphs import paragraph
from crm.documents.parts import heading
from crm.documents.portfolio_content import COMING_DAYS, ItemLine, PartnerLine
from crm.documents.portfolio_sections import Telling
from crm.documents.speech import Speech
from crm.documents.tables import Cell, Column, day_cell, table
from crm.language.sentences import number
from crm.partners.fit import rounded
from crm.values import Message

MOST_COMING = 40
NAME = CELL.inked(INK, SEMIBOLD)
NOTHING = CELL.inked(INK_3)


def gone_quiet(telling: Telling) -> list[Flowable]:
    content, speech = telling.content, telling.speech
    head = heading(
        speech, "report.portfolio.quiet", Message("report.portfolio.quiet.beside", {"on": content.scope.stand})
    )
    if not content.quiet:
        return [*head, *speech.stacked("report.portfolio.quiet.none", BODY)]
    columns = [
        Column(speech.each("report.portfolio.head.partner"), 104),
        Column(speech.each("report.portfolio.head.role"), 104),
        Column(speech.each("field.tier"), 54),
        Column(speech.each("report.head.last-contact"), 62, right=True),
        Column(speech.each("report.portfolio.head.over"), 56, gap=16, right=True),
        Column(speech.each("report.portfolio.head.next-step"), 102),
    ]
    return [*head, table(columns, [quiet_row(speech, line) for line in content.quiet])]


def quiet_row(speech: Speech, line: PartnerLine) -> list[Cell]:
    step = [paragraph(line.next_step, CELL)] if line.next_step else []
    return [
        speech.stacked(line.name, NAME),
        [block for held in line.roles for block in speech.stacked(held.role, CELL)],
        speech.stacked(line.tier, CELL) if line.tier else [],
        [day_cell(line.last_contact, CELL.on_the_right())],
        [paragraph(number(line.quiet_by or 0), CELL.inked(AMBER, SEMIBOLD).on_the_right())],
        [*step, *(speech.stacked(line.owner, CELL_NOTE) if line.owner else [])],
    ]


def coming(telling: Telling) -> list[Flowable]:
    """Action items that fall due soon, the nearest first."""
    content, speech = telling.content, telling.speech
    beside = Message("report.portfolio.coming.beside", {"n": len(content.coming), "days": COMING_DAYS})
    head = heading(speech, "report.portfolio.coming", beside)
    if not content.coming:
        return [*head, *speech.stacked("report.portfolio.coming.none", BODY)]
    columns = [
        Column(speech.each("report.head.due"), 62),
        Column(speech.each("report.portfolio.head.partner"), 112),
        Column(speech.each("report.head.commitment"), 218, gap=10),
        Column(speech.each("report.head.owner"), 90),
    ]
    rows = [coming_row(speech, item) for item in content.coming[:MOST_COMING]]
    story: list[Flowable] = [*head, table(columns, rows)]
    if len(content.coming) > MOST_COMING:
        story += speech.stacked(Message("report.portfolio.coming.more", {"n": len(content.coming) - MOST_COMING}), BODY)
    return story


def coming_row(speech: Speech, item: ItemLine) -> list[Cell]:
    return [
        [day_cell(item.due_on, CELL)],
        speech.stacked(item.partner, NAME),
        [paragraph(item.text, CELL)],
        speech.stacked(item.owner, CELL) if item.owner else [],
    ]


def all_partners(telling: Telling) -> list[Flowable]:
    content, speech = telling.content, telling.speech
    head = heading(
        speech, "report.portfolio.partners", Message("report.portfolio.partners.beside", {"n": len(content.partners)})
    )
    columns = [
        Column(speech.each("report.portfolio.head.partner"), 98),
        Column(speech.each("report.portfolio.head.role-stage"), 116),
        Column(speech.each("field.tier"), 53),
        Column(speech.each("report.portfolio.head.owner"), 55),
        Column(speech.each("report.head.last-contact"), 57, gap=6),
        Column(speech.each("report.portfolio.head.next"), 55, gap=4),
        Column(speech.each("report.portfolio.head.open"), 28, gap=4, right=True),
        Column(speech.each("report.portfolio.head.fit"), 20, right=True),
    ]
    return [*head, table(columns, [partner_row(speech, line) for line in content.partners])]


def partner_row(speech: Speech, line: PartnerLine) -> list[Cell]:
    right = CELL.on_the_right()
    roles = [Message(f"report.portfolio.in-stage.{held.stage.value}", {"role": held.role}) for held in line.roles]
    unclassified = speech.stacked("partner-role.unclassified", CELL.inked(INK_2))
    return [
        speech.stacked(line.name, NAME),
        [block for role in roles for block in speech.stacked(role, CELL)] or unclassified,
        speech.stacked(line.tier, CELL) if line.tier else [paragraph("–", NOTHING)],
        speech.stacked(line.owner, CELL) if line.owner else [paragraph("–", NOTHING)],
        [day_cell(line.last_contact, CELL)],
        [day_cell(line.next_due, CELL)],
        [paragraph(number(line.open_items), right) if line.open_items else paragraph("–", right.inked(INK_3))],
        [paragraph(rounded(line.fit), right) if line.fit is not None else paragraph("–", right.inked(INK_3))],
    ]
