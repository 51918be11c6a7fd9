"""The sections of a partner report, each a function of its content. An empty one says so in a sentence."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

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
from crm.documents.paragraphs import Beside, Block, paragraph, shortened
from crm.documents.partner_content import MEETINGS, Meeting, Person, Promise, Report
from crm.documents.parts import WIDE_GAP, fact, figures, heading
from crm.documents.promises import Kept
from crm.documents.rhythm import rhythm
from crm.documents.speech import Said, Speech, counted, joined
from crm.documents.tables import Cell, Column, table, two_sides
from crm.values import Message

DATE_WIDTH = 62.2
MEETING_TITLE = Style(8.6, 14, SEMIBOLD, before=7, after=1)
DECISION = BODY.spaced(after=0)
NEXT_STEPS = 12
MARKS = {
    Kept.KEPT: (Mark.DOT, JADE_DARK),
    Kept.LATE: (Mark.RING, AMBER),
    Kept.OVERDUE: (Mark.FILLED_SQUARE, RED),
    Kept.NOT_YET_DUE: (Mark.EMPTY_SQUARE, INK),
    Kept.WITHDRAWN: (Mark.BAR, INK_2),
}


class Section(Enum):
    """The parts that one may leave out, in the order in which they stand. The value ends their codes."""

    PROMISES = "promises"
    WHO = "who"
    FIGURES = "figures"
    RHYTHM = "rhythm"
    PEOPLE = "people"
    MEETINGS = "meetings"
    MINUTES = "minutes"
    OPEN_ITEMS = "open-items"
    NEXT_STEPS = "next-steps"

    @property
    def code(self) -> str:
        return f"report.section.{self.value}"


USUAL = frozenset(Section) - {Section.MINUTES}
"""Minutes are what one side typed: they are handed out only when asked for."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What a section is made from."""

    report: Report
    speech: Speech
    sections: frozenset[Section]


def story_of(telling: Telling) -> list[Flowable]:
    return [flowable for section in Section if section in telling.sections for flowable in TELLERS[section](telling)]


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


def who(telling: Telling) -> list[Flowable]:
    """Only facts that anybody may know: no description, which may hold our own remarks."""
    speech, partner = telling.speech, telling.report.partner
    name = partner.name
    names = [text for text in dict.fromkeys((name.plain, name.english, name.chinese)) if text]
    facts = [
        ("report.who.names", WIDE_GAP.join(names) if len(names) > 1 else ""),
        ("field.legal_name", partner.legal_name),
        ("report.who.place", partner.place),
        ("field.website", partner.website),
        ("report.who.owner", speech.inline(partner.owner) if partner.owner else ""),
    ]
    told: list[Flowable] = [fact(speech, label, value) for label, value in facts if value]
    return [*heading(speech, Section.WHO.code), *told] if told else []


def in_figures(telling: Telling) -> list[Flowable]:
    report, speech = telling.report, telling.speech
    meetings = sum(meeting.kind in MEETINGS for meeting in report.held)
    done = [
        promise
        for promise in report.promises
        if promise.done_on and report.period.since <= promise.done_on <= report.period.until
    ]
    numbers = [
        (meetings, "report.figure.meetings"),
        (len(report.held) - meetings, "report.figure.contacts"),
        (len(done), "report.figure.done"),
        (len(report.open_promises), "report.figure.open"),
    ]
    return [*heading(speech, Section.FIGURES.code), figures(speech, numbers)]


def rhythm_of_contact(telling: Telling) -> list[Flowable]:
    speech = telling.speech
    head = heading(speech, Section.RHYTHM.code, "report.rhythm.beside")
    return [*head, *rhythm(telling.report, speech)]


def people(telling: Telling) -> list[Flowable]:
    report, speech = telling.report, telling.speech
    head = heading(speech, Section.PEOPLE.code)
    if not report.people:
        return [*head, *speech.stacked("report.people.none", BODY)]
    columns = [
        Column(speech.each("report.head.name"), 104),
        Column(speech.each(Message("report.head.title-at", {"partner": report.partner.name})), 200),
        Column(speech.each("report.head.decisions"), 90),
        Column(speech.each("report.head.last-contact"), 87, right=True),
    ]
    story = [*head, table(columns, [person_row(speech, person) for person in report.people])]
    deciding = sum(
        person.decision_role is not None and person.decision_role.value == "decision-maker" for person in report.people
    )
    return [*story, *speech.stacked("report.people.one-decides", BODY)] if deciding == 1 else story


def person_row(speech: Speech, person: Person) -> list[Cell]:
    last = person.last_contact.isoformat() if person.last_contact else "–"
    return [
        speech.stacked(person.name, CELL),
        [paragraph(person.title, CELL)] if person.title else [],
        speech.stacked(f"report.decision-role.{person.decision_role.value}", CELL) if person.decision_role else [],
        [paragraph(last, CELL.on_the_right())],
    ]


def meetings(telling: Telling) -> list[Flowable]:
    """Meetings, and other contacts at which something was decided, the oldest first."""
    report, speech = telling.report, telling.speech
    shown = [meeting for meeting in report.held if meeting.kind in MEETINGS or meeting.decisions]
    story = heading(speech, Section.MEETINGS.code)
    if not shown:
        return [*story, *speech.stacked("report.meetings.none", BODY)]
    return story + [block for meeting in shown for block in meeting_blocks(speech, meeting)]


def meeting_blocks(speech: Speech, meeting: Meeting) -> list[Flowable]:
    title = MEETING_TITLE.kept() if meeting.decisions else MEETING_TITLE
    decided: list[Flowable] = [
        paragraph(shortened(text, speech.inline("report.cut")), DECISION, mark=Mark.BULLET, indent=DATE_WIDTH)
        for text in meeting.decisions
    ]
    return [dated(speech, meeting, title), *decided]


def dated(speech: Speech, meeting: Meeting, style: Style) -> Block:
    """A meeting's title with its date in the margin. Without a title, or with one that is confidential: its kind."""
    beside = Beside(meeting.held_on.isoformat(), BODY.inked(INK_2), DATE_WIDTH)
    return paragraph(meeting.title or speech.inline(meeting.kind), style, beside=beside)


def minutes(telling: Telling) -> list[Flowable]:
    report, speech = telling.report, telling.speech
    noted = [meeting for meeting in report.held if meeting.minutes]
    story = heading(speech, Section.MINUTES.code)
    if not noted:
        return [*story, *speech.stacked("report.minutes.none", BODY)]
    for meeting in noted:
        text = shortened(meeting.minutes, speech.inline("report.cut"))
        story += [dated(speech, meeting, MEETING_TITLE.kept()), paragraph(text, BODY, indent=DATE_WIDTH)]
    return story


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
    """Commitments with a day that is still to come, the nearest first."""
    report, speech = telling.report, telling.speech
    coming = [promise for promise in report.open_promises if promise.due_on and promise.due_on >= report.on]
    head = heading(speech, Section.NEXT_STEPS.code)
    if not coming:
        return [*head, *speech.stacked(Message("report.next-steps.none", {"on": report.on}), BODY)]
    columns = [
        Column(speech.each("report.head.date"), 62),
        Column(speech.each("report.head.commitment"), 301, gap=10),
        Column(speech.each("report.head.owner"), 118),
    ]
    rows = [
        [
            [due_cell(speech, promise, CELL)],
            [paragraph(promise.text, CELL)],
            speech.stacked(answering(report, promise), CELL),
        ]
        for promise in coming[:NEXT_STEPS]
    ]
    story: list[Flowable] = [*head, table(columns, rows)]
    if len(coming) > NEXT_STEPS:
        more = Message("report.next-steps.more", {"n": len(coming) - NEXT_STEPS})
        story += speech.stacked(more, BODY)
    return story


def answering(report: Report, promise: Promise) -> Said:
    """Who answers for it: the person, or else the party."""
    return promise.owner or (report.home if promise.by_home else report.partner.name)


TELLERS: dict[Section, Callable[[Telling], list[Flowable]]] = {
    Section.PROMISES: promises,
    Section.WHO: who,
    Section.FIGURES: in_figures,
    Section.RHYTHM: rhythm_of_contact,
    Section.PEOPLE: people,
    Section.MEETINGS: meetings,
    Section.MINUTES: minutes,
    Section.OPEN_ITEMS: open_items,
    Section.NEXT_STEPS: next_steps,
}
