"""The schedules of an agreement: goals, obligations, data rights, the sentences of the split."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlab.platypus.flowables import Flowable

from crm.documents.agreement_content import (
    Pair,
    PaperDataRight,
    Schedule,
    both,
    han_number,
    in_both,
    long_day,
)
from crm.documents.agreement_rows import Headline, plain_row, spanning
from crm.documents.agreement_setting import SCHEDULE, SCHEDULE_BELOW, Setting, spoken
from crm.documents.look import SEMIBOLD, Style
from crm.documents.page import TEXT_WIDTH
from crm.documents.paragraphs import Bookmark, paragraph
from crm.documents.tables import Cell, Column
from crm.values.enums import DataUse

BETWEEN = 26.0
DATA_SET = Style(9.3, 14, SEMIBOLD, before=10, after=2, serif=True, together=True)
MOST_MODELS = 3
"""Models side by side in one table; more go on in a table below."""


def schedule_title(schedule: Schedule, number: int) -> Pair:
    """Schedule 2, Goals and 附件二　目标."""
    name = both(f"paper.schedule.{schedule.value}")
    label = in_both("paper.schedule", {"number": Pair(str(number), han_number(number))})
    return Pair(f"{label.en}\u2002{name.en}", f"{label.zh}\u3000{name.zh}")


def schedules(setting: Setting) -> list[Flowable]:
    story: list[Flowable] = []
    for number, schedule in enumerate(setting.paper.schedules, 1):
        story += heading(setting, schedule, number)
        story += CONTENT[schedule](setting)
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


def head(setting: Setting, codes: Sequence[str], widths: Sequence[float]) -> list[Cell]:
    whole = sum(widths)
    rooms = [TEXT_WIDTH * width / whole - 8 for width in widths]
    return [
        setting.fitting(both(f"paper.head.{code}"), setting.cell(setting.languages[0], head=True), room)
        for code, room in zip(codes, rooms, strict=True)
    ]


def ruled_rows(
    setting: Setting, heads: list[Cell], rows: Sequence[Sequence[Pair]], widths: Sequence[float]
) -> Flowable:
    whole = sum(widths)
    style = setting.cell(setting.languages[0])
    lines: list[Sequence[Cell]] = [heads]
    for row in rows:
        cells = zip(row, widths, strict=True)
        lines.append([setting.fitting(pair, style, TEXT_WIDTH * width / whole - 8) for pair, width in cells])
    return spanning(setting, lines, [Column((), width) for width in widths], from_left=True)


def same(text: str) -> Pair:
    return Pair(text, text)


NOTHING = same("–")


def goals(setting: Setting) -> Iterator[Flowable]:
    widths = (200, 62, 62, 62, 95)
    rows = [
        (
            goal.text,
            same(goal.baseline) if goal.baseline else NOTHING,
            same(goal.target) if goal.target else NOTHING,
            same(goal.unit) if goal.unit else NOTHING,
            long_day(goal.due_on) if goal.due_on else NOTHING,
        )
        for goal in setting.paper.goals
    ]
    yield ruled_rows(setting, head(setting, ("goal", "baseline", "target", "unit", "due"), widths), rows, widths)


def obligations(setting: Setting) -> Iterator[Flowable]:
    widths = (58, 215, 58, 100, 50)
    rows = [
        (
            promise.debtor,
            promise.text,
            promise.creditor or NOTHING,
            promise.due or NOTHING,
            same(promise.clause) if promise.clause else NOTHING,
        )
        for promise in setting.paper.obligations
    ]
    codes = ("debtor", "obligation", "creditor", "due", "clause")
    yield ruled_rows(setting, head(setting, codes, widths), rows, widths)


def restrictions(setting: Setting) -> Iterator[Flowable]:
    widths = (88, 58, 58, 152, 85, 40)
    rows = [
        (
            both(restriction.kind),
            restriction.bound or NOTHING,
            restriction.holder or NOTHING,
            restriction.scope or NOTHING,
            restriction.span or NOTHING,
            same(restriction.clause) if restriction.clause else NOTHING,
        )
        for restriction in setting.paper.restrictions
    ]
    codes = ("restriction", "bound", "holder", "scope", "span", "clause")
    yield ruled_rows(setting, head(setting, codes, widths), rows, widths)


def data_rights(setting: Setting) -> Iterator[Flowable]:
    """A matrix for each data set: its uses down, the models across, an answer in each cell."""
    rights = setting.paper.data_rights
    for data_set in dict.fromkeys(right.data_set for right in rights):
        of_set = [right for right in rights if right.data_set == data_set]
        style = spoken(DATA_SET, setting.languages[0])
        yield paragraph(data_set, replace(style, chinese=None))
        models = list(dict.fromkeys(right.model for right in of_set))
        for at in range(0, len(models), MOST_MODELS):
            yield matrix(setting, of_set, models[at : at + MOST_MODELS])


def matrix(setting: Setting, rights: Sequence[PaperDataRight], models: Sequence[str]) -> Flowable:
    widths = (110, *(105 for _ in models), 110, 45)
    first = setting.languages[0]
    named = [[paragraph(model, replace(setting.cell(first, head=True), chinese=None))] for model in models]
    use, until, clause = head(setting, ("use", "until", "clause"), (110, 110, 45))
    rows = []
    for each_use in DataUse:
        answers = {right.model: right for right in rights if right.use is each_use and right.model in models}
        if answers:
            given = [both(answers[model].answer) if model in answers else NOTHING for model in models]
            rows.append((both(each_use), *given, untils(answers, models), clauses(answers, models)))
    heads: list[Cell] = [use, *named, until, clause]
    return ruled_rows(setting, heads, rows, widths)


def untils(answers: dict[str, PaperDataRight], models: Sequence[str]) -> Pair:
    """Until when. Where the models differ, each day is said with its model."""
    days = {model: answers[model].until_on for model in models if model in answers}
    told = set(days.values())
    if told == {None}:
        return NOTHING
    if len(told) == 1:
        return same(str(*told))
    return same(", ".join(f"{model} {on}" for model, on in days.items() if on))


def clauses(answers: dict[str, PaperDataRight], models: Sequence[str]) -> Pair:
    numbers = dict.fromkeys(answers[model].clause for model in models if model in answers)
    return same(", ".join(number for number in numbers if number)) or NOTHING


def split(setting: Setting) -> Iterator[Flowable]:
    if setting.is_bilingual:
        yield Headline(setting)
    for number, sentence in enumerate(setting.paper.split, 1):
        yield plain_row(setting, sentence, number=str(number))


CONTENT = {
    Schedule.GOALS: goals,
    Schedule.OBLIGATIONS: obligations,
    Schedule.RESTRICTIONS: restrictions,
    Schedule.DATA_RIGHTS: data_rights,
    Schedule.SPLIT: split,
}
