"""The schedules of an agreement on paper: goals, obligations, restrictions, data rights, the sentences of the split."""

from collections.abc import Iterator
from dataclasses import replace

from reportlab.platypus.flowables import Flowable

from crm.documents.agreement_content import Schedule
from crm.documents.agreement_rows import Headline, plain_row, spanning
from crm.documents.agreement_setting import SCHEDULE, SCHEDULE_BELOW, Setting, spoken
from crm.documents.agreement_tables import Sheet, schedule_title, sheets
from crm.documents.look import SEMIBOLD, Style
from crm.documents.page import TEXT_WIDTH
from crm.documents.paragraphs import Bookmark, paragraph
from crm.documents.tables import Cell, Column

BETWEEN = 26.0
GAP = 8.0
DATA_SET = Style(9.3, 14, SEMIBOLD, before=10, after=2, serif=True, together=True)


def schedules(setting: Setting) -> list[Flowable]:
    story: list[Flowable] = []
    for number, schedule in enumerate(setting.paper.schedules, 1):
        story += heading(setting, schedule, number)
        story += content(setting, schedule)
    return story


def heading(setting: Setting, schedule: Schedule, number: int) -> list[Flowable]:
    title = schedule_title(schedule, number)
    bookmark = Bookmark(setting.inline(title, " "), f"schedule-{number}")
    first, *others = setting.each(title)
    top = spoken(SCHEDULE.spaced(before=BETWEEN if number > 1 else 0), setting.languages[0])
    below = [paragraph(other, spoken(SCHEDULE_BELOW, setting.languages[1])) for other in others]
    last = below[-1] if below else None
    head = paragraph(first, top if below else top.spaced(after=8), bookmark=bookmark)
    if last:
        last.spaceAfter = 8
    return [head, *below]


def content(setting: Setting, schedule: Schedule) -> Iterator[Flowable]:
    if schedule is Schedule.SPLIT:
        yield from split(setting)
    for sheet in sheets(setting.paper, schedule):
        if sheet.title:
            yield paragraph(sheet.title, replace(spoken(DATA_SET, setting.languages[0]), chinese=None))
        yield ruled_sheet(setting, sheet)


def ruled_sheet(setting: Setting, sheet: Sheet) -> Flowable:
    whole, first = sum(sheet.widths), setting.languages[0]
    rooms = [TEXT_WIDTH * width / whole - GAP for width in sheet.widths]
    lines: list[list[Cell]] = []
    for at, row in enumerate((sheet.heads, *sheet.rows)):
        style = setting.cell(first, head=at == 0)
        lines.append([setting.fitting(pair, style, room) for pair, room in zip(row, rooms, strict=True)])
    return spanning(setting, lines, [Column((), width) for width in sheet.widths], from_left=True)


def split(setting: Setting) -> Iterator[Flowable]:
    if setting.is_bilingual:
        yield Headline(setting)
    for number, sentence in enumerate(setting.paper.split, 1):
        yield plain_row(setting, sentence, number=str(number))
