"""The brief in sections: the figures, all partners at a glance, then each with what its successor must know."""

from collections.abc import Sequence

from reportlab.platypus import CondPageBreak
from reportlab.platypus.flowables import Flowable

from crm.documents.handover_content import Brief, Part
from crm.documents.look import AMBER, BODY, CELL, CELL_NOTE, HEADING_2, HEADING_3, INK_2, RED, SEMIBOLD
from crm.documents.marks import Mark
from crm.documents.paragraphs import Beside, Block, Bookmark, Piece, paragraph, shortened
from crm.documents.partner_content import Promise
from crm.documents.partner_promises import open_row
from crm.documents.parts import WIDE_GAP, fact, fact_named, figures, heading, interleaved
from crm.documents.speech import Name, Said, Speech, joined
from crm.documents.tables import Cell, Column, table, two_sides
from crm.values import Message

DATE_WIDTH = 62.2
ROOM = 150.0
"""Points that must be left on a page for another partner to begin there: its facts and its first open items."""


def lead_figures(brief: Brief, speech: Speech) -> Flowable:
    promises = [promise for part in brief.parts for promise in part.promises]
    numbers = [
        (len(brief.parts), "handover.figure.partners"),
        (sum(promise.by_home for promise in promises), "handover.figure.ours"),
        (sum(not promise.by_home for promise in promises), "handover.figure.theirs"),
        (sum(part.overdue for part in brief.parts), "handover.figure.overdue"),
        (sum((part.quiet_by or 0) > 0 for part in brief.parts), "handover.figure.quiet"),
    ]
    return figures(speech, numbers)


def at_a_glance(brief: Brief, speech: Speech) -> list[Flowable]:
    """All partners in one table, the most urgent first."""
    columns = [
        Column(speech.each("handover.head.partner"), 132),
        Column(speech.each("handover.head.roles"), 150),
        Column(speech.each("report.head.last-contact"), 76),
        Column(speech.each("handover.head.open"), 44, right=True),
        Column(speech.each("handover.head.next"), 79, right=True),
    ]
    rows = [glance_row(part, brief, speech) for part in brief.parts]
    return [*heading(speech, "handover.glance"), table(columns, rows)]


def glance_row(part: Part, brief: Brief, speech: Speech) -> list[Cell]:
    roles: list[Block] = []
    for role in part.roles:
        roles += speech.stacked(Message("handover.role-stage", {"role": role.role, "stage": role.stage}), CELL)
    due = part.next_due
    late = due is not None and due < brief.on
    mark = Mark.FILLED_SQUARE if late else None
    next_due = CELL.inked(RED, SEMIBOLD) if late else CELL
    return [
        speech.stacked(part.partner.name, CELL.inked(CELL.ink, SEMIBOLD)),
        roles or speech.stacked("partner-role.unclassified", CELL.inked(INK_2)),
        last_cell(part, speech),
        [paragraph(str(len(part.promises)) if part.promises else "–", CELL.on_the_right())],
        [paragraph(due.isoformat() if due else "–", next_due.on_the_right(), mark=mark)],
    ]


def last_cell(part: Part, speech: Speech) -> list[Block]:
    cell: list[Block] = [paragraph(part.last.on.isoformat() if part.last else "–", CELL)]
    if (part.quiet_by or 0) > 0:
        words = Message("handover.quiet", {"n": part.quiet_by})
        cell += speech.stacked(words, CELL_NOTE.inked(AMBER))
    return cell


def told_of(part: Part, brief: Brief, speech: Speech) -> list[Flowable]:
    """One partner: who it is, what each side owes, who to talk to, what was decided, which files there are."""
    return [
        CondPageBreak(ROOM),
        *title_of(part, speech),
        *facts_of(part, speech),
        *owed(part, brief, speech),
        *people_of(part, speech),
        *decided(part, speech),
        *files_of(part, speech),
    ]


def title_of(part: Part, speech: Speech) -> list[Flowable]:
    words = speech.each(part.partner.name)
    pieces = [Piece(text, HEADING_2) for text in interleaved(words)]
    bookmark = Bookmark(WIDE_GAP.join(words), f"partner-{part.partner.id}", level=1)
    return [paragraph(pieces, HEADING_2, bookmark=bookmark)]


def facts_of(part: Part, speech: Speech) -> list[Flowable]:
    partner = part.partner
    roles = [
        Message(f"report.role.{role.stage.value}", {"role": role.role, "since": role.since}) for role in part.roles
    ]
    told: list[tuple[str, str]] = [
        ("handover.head.roles", speech.inline(joined(roles, "handover.list-of-roles")) if roles else ""),
        ("field.tier", speech.inline(partner.tier) if partner.tier else ""),
        ("report.who.place", partner.place),
        ("report.head.last-contact", last_words(part, speech)),
    ]
    return [
        *(fact(speech, label, value) for label, value in told if value),
        *(fact_named(speech, own.field, speech.inline(own.value)) for own in part.own),
    ]


def last_words(part: Part, speech: Speech) -> str:
    if part.last is None:
        return speech.inline("handover.never-met")
    title: Said = Name(part.last.title) if part.last.title else part.last.kind
    words = f"{part.last.on.isoformat()}  {speech.inline(title)}"
    if (part.quiet_by or 0) > 0:
        words += f" · {speech.inline(Message('handover.quiet', {'n': part.quiet_by}))}"
    return words


def owed(part: Part, brief: Brief, speech: Speech) -> list[Flowable]:
    if not part.promises:
        return [*speech.stacked("report.open-items.none", BODY.spaced(before=4))]
    ours = side(part.promises, brief, speech, brief.home, by_home=True)
    theirs = side(part.promises, brief, speech, part.partner.name, by_home=False)
    return [two_sides(ours, theirs)]


def side(
    promises: Sequence[Promise], brief: Brief, speech: Speech, party: Name, *, by_home: bool
) -> tuple[Cell, Sequence[tuple[Cell, Cell]]]:
    rows = [open_row(speech, promise, brief.on) for promise in promises if promise.by_home is by_home]
    title = speech.stacked(Message("report.owes", {"party": party}), HEADING_3.spaced(after=0))
    return title, rows or [(speech.stacked("report.owes-nothing", CELL.inked(INK_2)), [])]


def people_of(part: Part, speech: Speech) -> list[Flowable]:
    if not part.people:
        return []
    columns = [
        Column(speech.each("report.head.name"), 130),
        Column(speech.each("handover.head.post"), 190),
        Column(speech.each("report.head.decisions"), 90),
        Column(speech.each("report.head.last-contact"), 71, right=True),
    ]
    rows: list[list[Cell]] = [
        [
            speech.stacked(person.name, CELL),
            [paragraph(person.title, CELL)] if person.title else [],
            speech.stacked(f"report.decision-role.{person.decision_role.value}", CELL) if person.decision_role else [],
            [paragraph(person.last_contact.isoformat() if person.last_contact else "–", CELL.on_the_right())],
        ]
        for person in part.people
    ]
    return [table(columns, rows)]


def decided(part: Part, speech: Speech) -> list[Flowable]:
    if not part.decided:
        return []
    cut = speech.inline("report.cut")
    return [
        *speech.stacked("handover.decided", HEADING_3.spaced(before=6)),
        *(
            paragraph(
                shortened(each.text, cut),
                BODY.spaced(after=1),
                beside=Beside(each.on.isoformat(), BODY.inked(INK_2), DATE_WIDTH),
            )
            for each in part.decided
        ),
    ]


def files_of(part: Part, speech: Speech) -> list[Flowable]:
    if not part.files:
        return []
    return [
        *speech.stacked("handover.files", HEADING_3.spaced(before=6)),
        *(
            paragraph(
                each.name,
                BODY.spaced(after=1),
                beside=Beside(each.added_on.isoformat(), BODY.inked(INK_2), DATE_WIDTH),
            )
            for each in part.files
        ),
    ]
