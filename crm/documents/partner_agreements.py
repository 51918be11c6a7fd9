"""What a partner report tells of agreements: how they stand, how far the goals are, what each side owed and kept."""

from fractions import Fraction

from reportlab.platypus.flowables import Flowable

from crm.documents.look import AMBER, CELL, CELL_NOTE, INK, INK_2, JADE_DARK, RED, SEMIBOLD
from crm.documents.marks import Mark
from crm.documents.paragraphs import paragraph
from crm.documents.partner_content import Agreed, Aim, Owed
from crm.documents.partner_telling import Section, Telling
from crm.documents.parts import heading
from crm.documents.progress import Progress
from crm.documents.speech import Speech
from crm.documents.tables import Cell, Column, table
from crm.values import Message
from crm.values.enums import DutyState

STATES = {
    DutyState.MET: ("report.kept.kept", Mark.DOT, JADE_DARK),
    DutyState.LATE: ("report.kept.overdue", Mark.FILLED_SQUARE, RED),
    DutyState.DUE: ("report.kept.not-yet-due", Mark.EMPTY_SQUARE, INK),
    DutyState.WAIVED: ("duty-state.waived", Mark.BAR, INK_2),
    DutyState.DISPUTED: ("duty-state.disputed", Mark.BAR, AMBER),
}
KEPT_LATE = ("report.kept.late", Mark.RING, AMBER)


def agreements(telling: Telling) -> list[Flowable]:
    """How each agreement stands, and by when notice must be received and sent."""
    report, speech = telling.report, telling.speech
    if not report.agreed:
        return []
    columns = [
        Column(speech.each("report.head.agreement"), 187, gap=10),
        Column(speech.each("report.head.status"), 84),
        Column(speech.each("reckoning.end-of-term"), 70),
        Column(speech.each("reckoning.notice-date"), 70),
        Column(speech.each("reckoning.last-safe-day"), 70),
    ]
    rows = [agreement_row(speech, agreed) for agreed in report.agreed]
    return [*heading(speech, Section.AGREEMENTS.code), table(columns, rows)]


def agreement_row(speech: Speech, agreed: Agreed) -> list[Cell]:
    days = (agreed.last_day, agreed.notice_on, agreed.safe_on)
    return [
        [*speech.stacked(agreed.title, CELL), *([paragraph(agreed.number, CELL_NOTE)] if agreed.number else [])],
        speech.stacked(agreed.status, CELL),
        *([paragraph(day.isoformat() if day else "–", CELL)] for day in days),
    ]


def goals(telling: Telling) -> list[Flowable]:
    """From baseline to target, how far; the mark shows the time gone."""
    report, speech = telling.report, telling.speech
    if not report.aims:
        return []
    columns = [
        Column(speech.each("report.head.goal"), 168, gap=10),
        Column(speech.each("report.head.baseline"), 58, right=True),
        Column(speech.each("report.head.now"), 58, right=True),
        Column(speech.each("report.head.target"), 62, gap=14, right=True),
        Column(speech.each("report.head.progress"), 92),
        Column((), 42, right=True),
    ]
    beside = "report.goals.beside" if any(aim.gone is not None for aim in report.aims) else None
    return [
        *heading(speech, Section.GOALS.code, beside),
        table(columns, [goal_row(speech, aim) for aim in report.aims]),
    ]


def goal_row(speech: Speech, aim: Aim) -> list[Cell]:
    right = CELL.on_the_right()
    unit = f"\u00a0{aim.unit}" if aim.unit == "%" else ""
    what = speech.stacked(aim.text, CELL)
    if aim.unit and not unit:
        what += speech.stacked(aim.unit, CELL_NOTE)
    return [
        what,
        [paragraph(figure(aim.baseline, unit), right)],
        [paragraph(figure(aim.now, unit), right.inked(INK, SEMIBOLD))],
        [paragraph(figure(aim.target, unit), right)],
        [Progress(aim.share, aim.gone)] if aim.share is not None else [],
        [paragraph(percent(aim.share) if aim.share is not None else "–", right)],
    ]


def figure(text: str, unit: str) -> str:
    """1,680,000 or 86.0 %: with thousands by comma, as it was given behind the point."""
    if not text:
        return "–"
    whole, point, rest = text.lstrip("+-").partition(".")
    sign = "\N{MINUS SIGN}" if text.startswith("-") else ""
    return f"{sign}{int(whole):,}{point}{rest}{unit}"


def percent(share: Fraction) -> str:
    """One decimal, half away from zero."""
    tenths = int(abs(share) * 1000 + Fraction(1, 2))
    sign = "\N{MINUS SIGN}" if share < 0 and tenths else ""
    return f"{sign}{tenths // 10}.{tenths % 10}\u00a0%"


def obligations(telling: Telling) -> list[Flowable]:
    """What either side owed under an agreement: kept, late, overdue, and what falls due soon."""
    report, speech = telling.report, telling.speech
    if not report.owed:
        return []
    columns = [
        Column(speech.each("report.head.by"), 92),
        Column(speech.each("report.head.obligation"), 153, gap=10),
        Column(speech.each("report.head.agreement"), 72),
        Column(speech.each("report.head.due"), 64),
        Column(speech.each("report.head.kept"), 100),
    ]
    return [*heading(speech, Section.OBLIGATIONS.code), table(columns, [owed_row(speech, one) for one in report.owed])]


def owed_row(speech: Speech, owed: Owed) -> list[Cell]:
    return [
        speech.stacked(owed.by, CELL.inked(INK, SEMIBOLD)),
        speech.stacked(owed.text, CELL),
        [paragraph(owed.number, CELL)] if owed.number else [],
        [paragraph(owed.due_on.isoformat(), CELL)],
        state_cell(speech, owed),
    ]


def state_cell(speech: Speech, owed: Owed) -> Cell:
    late = owed.state is DutyState.MET and owed.days_late > 0
    code, mark, ink = KEPT_LATE if late else STATES[owed.state]
    cell = [paragraph(speech.inline(code), CELL.inked(ink, SEMIBOLD), mark=mark)]
    note = None
    if late:
        note = Message("report.kept-on.late", {"on": owed.met_on, "n": owed.days_late})
    elif owed.met_on is not None:
        note = Message("report.kept-on", {"on": owed.met_on})
    elif owed.state is DutyState.LATE:
        note = Message("report.days-over", {"n": owed.days_late})
    return cell + speech.stacked(note, CELL_NOTE) if note else cell
