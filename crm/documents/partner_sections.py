"""The sections of a partner report, each a function of its content. An empty one says so in a sentence."""

from collections.abc import Callable, Sequence

from reportlab.platypus.flowables import Flowable

from crm.documents.look import (
    BODY,
    CELL,
    INK_2,
    SEMIBOLD,
    Style,
)
from crm.documents.marks import Mark
from crm.documents.paragraphs import Beside, Block, paragraph, shortened
from crm.documents.partner_agreements import agreements, goals, obligations
from crm.documents.partner_content import MEETINGS, Meeting, OwnValue, Person
from crm.documents.partner_promises import next_steps, open_items, promises
from crm.documents.partner_telling import Section, Telling
from crm.documents.parts import WIDE_GAP, fact, figures, heading
from crm.documents.rhythm import rhythm
from crm.documents.speech import Speech
from crm.documents.tables import Cell, Column, table
from crm.values import Message

DATE_WIDTH = 62.2
MEETING_TITLE = Style(8.6, 14, SEMIBOLD, before=7, after=1)
DECISION = BODY.spaced(after=0)


def story_of(telling: Telling) -> list[Flowable]:
    return [flowable for section in Section if section in telling.sections for flowable in TELLERS[section](telling)]


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


def own_fields(telling: Telling) -> list[Flowable]:
    """A small table of the fields that the book adds."""
    report, speech = telling.report, telling.speech
    head = heading(speech, Section.OWN_FIELDS.code)
    if not report.own:
        return [*head, *speech.stacked("report.own-fields.none", BODY)]
    return [*head, own_table(report.own, speech)]


def own_table(values: Sequence[OwnValue], speech: Speech) -> Flowable:
    columns = [Column(speech.each("report.head.field"), 180), Column(speech.each("report.head.value"), 301)]
    rows = [[[paragraph(own.field, CELL)], speech.stacked(own.value, CELL)] for own in values]
    return table(columns, rows)


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


TELLERS: dict[Section, Callable[[Telling], list[Flowable]]] = {
    Section.PROMISES: promises,
    Section.GOALS: goals,
    Section.OBLIGATIONS: obligations,
    Section.AGREEMENTS: agreements,
    Section.WHO: who,
    Section.OWN_FIELDS: own_fields,
    Section.FIGURES: in_figures,
    Section.RHYTHM: rhythm_of_contact,
    Section.PEOPLE: people,
    Section.MEETINGS: meetings,
    Section.MINUTES: minutes,
    Section.OPEN_ITEMS: open_items,
    Section.NEXT_STEPS: next_steps,
}
