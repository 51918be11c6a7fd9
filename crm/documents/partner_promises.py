"""The sections of a partner report on what was promised: was it kept, what is open, what comes next."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus.flowables import Flowable

from crm.documents.look import (
    AMBER,
    BODY,
    CELL,
    CELL_NOTE,
    HEADING_3,
    INK,
    INK_2,
    JADE_DARK,
    LEAD,
    RED,
    SEMIBOLD,
    Style,
)
from crm.documents.marks import Mark
from crm.documents.paragraphs import Block, paragraph
from crm.documents.partner_content import Agreed, Meeting, Promise, Report
from crm.documents.partner_telling import Section, Telling
from crm.documents.parts import heading
from crm.documents.promises import Kept
from crm.documents.speech import Name, Said, Speech, counted, joined
from crm.documents.tables import Cell, Column, table, two_sides
from crm.values import Message

NEXT_STEPS = 12
MARKS = {
    Kept.KEPT: (Mark.DOT, JADE_DARK),
    Kept.LATE: (Mark.RING, AMBER),
    Kept.OVERDUE: (Mark.FILLED_SQUARE, RED),
    Kept.NOT_YET_DUE: (Mark.EMPTY_SQUARE, INK),
    Kept.WITHDRAWN: (Mark.BAR, INK_2),
}


def promises(telling: Telling) -> list[Flowable]:
    """What was promised at the last meeting and whether it was kept; then what else was promised in the period."""
    report, speech = telling.report, telling.speech
    last = report.last_promising
    story = heading(speech, Section.PROMISES.code, meeting_named(last) if last else None)
    if last:
        story += promise_block(telling, report.promised_at(last))
    else:
        story += speech.stacked("report.promises.none", BODY)
    if report.promised_earlier:
        code = "report.promises.earlier" if last else "report.promises.elsewhere"
        story += speech.stacked(code, HEADING_3.spaced(before=10))
        story += promise_block(telling, report.promised_earlier)
    return story


def promise_block(telling: Telling, found: Sequence[Promise]) -> list[Flowable]:
    speech = telling.speech
    columns = [
        Column(speech.each("report.head.by"), 82),
        Column(speech.each("report.head.promise"), 163, gap=10),
        Column(speech.each("report.head.owner"), 72),
        Column(speech.each("report.head.due"), 64),
        Column(speech.each("report.head.kept"), 100),
    ]
    return [
        *speech.stacked(promises_counted(found), LEAD.kept()),
        table(columns, [promise_row(telling, promise) for promise in found]),
    ]


def promises_counted(found: Sequence[Promise]) -> Message:
    """Of five promises two were kept, one was kept late, one is overdue and one is not yet due."""
    count = Counter(promise.kept for promise in found)
    states = [kept for kept in Kept if count[kept]]
    if len(found) == 1:
        return Message(f"report.promises.only.{states[0].value}")
    if len(states) == 1:
        return Message(f"report.promises.all.{states[0].value}", {"count": counted(len(found))})
    parts = [
        Message(f"report.promises.{kept.value}", {"n": count[kept], "count": counted(count[kept])}) for kept in states
    ]
    listed = Message("report.list.and", {"first": joined(parts[:-1], "report.list.comma"), "last": parts[-1]})
    return Message("report.promises.lead", {"count": counted(len(found)), "parts": listed})


def promise_row(telling: Telling, promise: Promise) -> list[Cell]:
    report, speech = telling.report, telling.speech
    by = report.home if promise.by_home else report.partner.name
    return [
        speech.stacked(by, CELL.inked(INK, SEMIBOLD)),
        [paragraph(promise.text, CELL)],
        speech.stacked(promise.owner, CELL) if promise.owner else [],
        [due_cell(speech, promise, CELL)],
        kept_cell(speech, promise, report.on),
    ]


def due_cell(speech: Speech, promise: Promise, style: Style) -> Block:
    if promise.due_on:
        return paragraph(promise.due_on.isoformat(), style)
    return paragraph(speech.inline("report.no-date"), style.inked(INK_2))


def kept_cell(speech: Speech, promise: Promise, on: date) -> Cell:
    """A shape and a word, and the day below."""
    mark, ink = MARKS[promise.kept]
    cell = [paragraph(speech.inline(f"report.kept.{promise.kept.value}"), CELL.inked(ink, SEMIBOLD), mark=mark)]
    note = kept_note(promise, on)
    return cell + speech.stacked(note, CELL_NOTE) if note else cell


def kept_note(promise: Promise, on: date) -> Message | None:
    if promise.kept is Kept.LATE and promise.due_on and promise.done_on:
        late = (promise.done_on - promise.due_on).days
        return Message("report.kept-on.late", {"on": promise.done_on, "n": late})
    if promise.kept is Kept.KEPT and promise.done_on:
        return Message("report.kept-on", {"on": promise.done_on})
    if promise.kept is Kept.OVERDUE and promise.due_on:
        return Message("report.days-over", {"n": (on - promise.due_on).days})
    return None


def meeting_named(meeting: Meeting) -> Message:
    title: object = meeting.title or meeting.kind
    return Message("report.meeting-of", {"title": title, "on": meeting.held_on})


def open_items(telling: Telling) -> list[Flowable]:
    """What each side owes the other, side by side."""
    report, speech = telling.report, telling.speech
    head = heading(speech, Section.OPEN_ITEMS.code)
    if not report.open_promises:
        return [*head, *speech.stacked("report.open-items.none", BODY)]
    sides = []
    for party, by_home in ((report.home, True), (report.partner.name, False)):
        owed = [promise for promise in report.open_promises if promise.by_home is by_home]
        title = speech.stacked(Message("report.owes", {"party": party}), HEADING_3.spaced(after=0))
        rows = [open_row(speech, promise, report.on) for promise in owed]
        nothing = speech.stacked("report.owes-nothing", CELL.inked(INK_2))
        sides.append((title, rows or [(nothing, [])]))
    return [*head, two_sides(*sides)]


def open_row(speech: Speech, promise: Promise, on: date) -> tuple[Cell, Cell]:
    what = [paragraph(promise.text, CELL)]
    if promise.owner:
        what += speech.stacked(promise.owner, CELL_NOTE)
    when = [due_cell(speech, promise, CELL.on_the_right())]
    if promise.kept is Kept.OVERDUE and promise.due_on:
        over = Message("report.days-over", {"n": (on - promise.due_on).days})
        when += [
            paragraph(text, CELL.inked(RED, SEMIBOLD).on_the_right(), mark=None if number else Mark.FILLED_SQUARE)
            for number, text in enumerate(speech.each(over))
        ]
    return what, when


def next_steps(telling: Telling) -> list[Flowable]:
    """Commitments and days of agreements that are still to come, the nearest first."""
    report, speech = telling.report, telling.speech
    coming = steps_to_come(report)
    head = heading(speech, Section.NEXT_STEPS.code)
    if not coming:
        return [*head, *speech.stacked(Message("report.next-steps.none", {"on": report.on}), BODY)]
    columns = [
        Column(speech.each("report.head.date"), 62),
        Column(speech.each("report.head.commitment"), 301, gap=10),
        Column(speech.each("report.head.owner"), 118),
    ]
    rows = [
        [[paragraph(step.on.isoformat(), CELL)], told(speech, step.what), speech.stacked(step.who, CELL)]
        for step in coming[:NEXT_STEPS]
    ]
    story: list[Flowable] = [*head, table(columns, rows)]
    if len(coming) > NEXT_STEPS:
        more = Message("report.next-steps.more", {"n": len(coming) - NEXT_STEPS})
        story += speech.stacked(more, BODY)
    return story


@dataclass(frozen=True, slots=True)
class Step:
    """`what` is a person's own words, or said in the language of the report."""

    on: date
    what: str | Message | Name
    who: Said


def steps_to_come(report: Report) -> list[Step]:
    steps = [
        Step(promise.due_on, promise.text, answering(report, promise))
        for promise in report.open_promises
        if promise.due_on and promise.due_on >= report.on
    ]
    steps += [Step(owed.due_on, owed.text, owed.by) for owed in report.owed if owed.is_to_come]
    for agreed in report.agreed:
        steps += days_of(agreed, report)
    return sorted((step for step in steps if step.on >= report.on), key=lambda step: step.on)


def days_of(agreed: Agreed, report: Report) -> list[Step]:
    """Last safe day: 30 November less five working days. Notice date; without notice it renews to 28 February 2028."""
    who: Said = report.partner.owner or report.home
    name: object = agreed.number or agreed.title
    found = []
    if agreed.safe_on is not None and agreed.notice_on is not None:
        values = {"name": name, "notice": agreed.notice_on, "n": agreed.margin}
        found.append(Step(agreed.safe_on, Message("report.step.last-safe-day", values), who))
    if agreed.notice_on is not None:
        values = {"name": name, "end": agreed.next_end or agreed.last_day}
        code = "report.step.notice-renews" if agreed.next_end else "report.step.notice-date"
        found.append(Step(agreed.notice_on, Message(code, values), who))
    elif agreed.last_day is not None:
        found.append(Step(agreed.last_day, Message("report.step.ends", {"name": name}), who))
    return found


def told(speech: Speech, what: str | Message | Name) -> Cell:
    return [paragraph(what, CELL)] if isinstance(what, str) else speech.stacked(what, CELL)


def answering(report: Report, promise: Promise) -> Said:
    """Who answers for it: the person, or else the party."""
    return promise.owner or (report.home if promise.by_home else report.partner.name)
