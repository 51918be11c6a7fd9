"""What the parties owe each other, the open ones first: who owes whom what, by which clause, evidence, day, state."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.agreements.owed import Duty
from crm.values.enums import AgreementStatus, DutyState
from ui.agreements.shown import Shown
from ui.agreements.strip import draw_diamond
from ui.agreements.wording import party_name
from ui.kit.buttons import IconButton
from ui.kit.chips import draw_tag, tag_width
from ui.kit.labels import Label, draw_line_of
from ui.kit.look import follow, look
from ui.kit.marks import draw_avatar, initials
from ui.kit.panels import Across, Down, Hairline, Panel, Scroller, clear
from ui.partners.lines import DrawnLine
from ui.partners.wording import day_text, in_language

SOON = timedelta(days=120)
LAST_MET = 3
"""Of what was settled the newest are shown below the open ones."""

STATE_TONES = {
    DutyState.MET: "green",
    DutyState.LATE: "red",
    DutyState.DUE: "blue",
    DutyState.WAITING: "neutral",
    DutyState.WAIVED: "neutral",
    DutyState.DISPUTED: "amber",
}


class DutyLine(DrawnLine):
    """`settle_asked`, `clause_asked`, `evidence_asked`: Enter or S, C, and E on the line that has the keyboard."""

    settle_asked = Signal()
    clause_asked = Signal()
    evidence_asked = Signal()

    def __init__(self, duty: Duty, number: str, today: date, *, planned: bool = False) -> None:
        self.duty = duty
        self.tone = "accent" if planned else STATE_TONES[duty.state]
        owed = duty.obligation
        self.debtor = party_name(duty.debtor)
        self.creditor = party_name(duty.creditor) if duty.creditor is not None else look.say("agreements.all-others")
        self.relation = look.say("agreements.owes-whom", party=self.creditor)
        self.words = in_language(owed.text_en, owed.text_zh) or owed.text_en or owed.text_zh
        self.clause = look.say("draft-where.clause", number=number) if number else ""
        self.evidence = self.evidence_text()
        due = owed.due_on if planned else duty.due_on
        self.day = day_text(due, today=today) if due else look.say("agreements.triggered")
        late = duty.state is DutyState.LATE
        self.state = look.say("agreements.late-by", n=duty.days_late) if late else look.say(duty.state)
        if planned:
            self.state = look.say(AgreementStatus.DRAFT)
        spoken = (f"{self.debtor} {self.relation}", self.words, self.clause, self.evidence, self.day, self.state)
        super().__init__(30, ", ".join(part for part in spoken if part))

    def evidence_text(self) -> str:
        outcome = self.duty.outcome
        if outcome is None:
            code = "agreements.no-trigger" if self.duty.state is DutyState.WAITING else "agreements.no-evidence"
            return look.say(code)
        return outcome.attachment_name or outcome.reason or look.say("agreements.by-meeting")

    def draw(self, painter: QPainter, box: QRect) -> None:
        box = box.adjusted(look.px(12), 0, -look.px(12), 0)
        side, wide = look.px(20), box.width()
        mark = QRect(box.left(), box.top() + (box.height() - side) // 2, side, side)
        draw_avatar(painter, mark, initials(self.debtor), "accent" if self.duty.is_ours else "")
        tag = tag_width(self.state)
        spot = QRect(box.right() - tag, box.top() + (box.height() - side) // 2, tag, side)
        draw_tag(painter, spot, self.state, self.tone)
        right = box.right() - max(tag, look.px(76)) - look.px(8)
        day = QRect(right - look.px(104), box.top(), look.px(104), box.height())
        draw_line_of(painter, day, self.day, tint="red" if self.duty.state is DutyState.LATE else "text", right=True)
        right = day.left() - look.px(12)
        if wide > look.px(820):
            evidence = QRect(right - look.px(132), box.top(), look.px(132), box.height())
            draw_line_of(painter, evidence, self.evidence, size=12, tint="text-3")
            right = evidence.left() - look.px(12)
        if wide > look.px(560):
            clause = QRect(right - look.px(76), box.top(), look.px(76), box.height())
            draw_line_of(painter, clause, self.clause, size=12, tint="accent-text")
            right = clause.left() - look.px(12)
        if wide < look.px(420):  # the avatar says who
            left = mark.right() + look.px(8)
            draw_line_of(painter, QRect(left, box.top(), right - left, box.height()), self.words)
            return
        who = QRect(mark.right() + look.px(8), box.top(), min(look.px(208), wide // 4), box.height())
        used = draw_line_of(painter, who, self.debtor)
        rest = who.adjusted(used + look.px(5), 0, 0, 0)
        if rest.width() > look.px(20):
            draw_line_of(painter, rest, self.relation, tint="text-3")
        left = who.right() + look.px(12)
        draw_line_of(painter, QRect(left, box.top(), right - left, box.height()), self.words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_S: self.settle_asked, Qt.Key.Key_C: self.clause_asked, Qt.Key.Key_E: self.evidence_asked}
        asked = keys.get(Qt.Key(event.key()))
        step = {Qt.Key.Key_Up: False, Qt.Key.Key_Down: True}.get(Qt.Key(event.key()))
        if asked is not None and not event.modifiers():
            asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.settle_asked.emit()
        elif step is not None:
            self.focusNextPrevChild(step)
        else:
            super().keyPressEvent(event)


class DutiesList(Panel):
    """`settle_asked` carries the duty, `line_asked` its clause, `evidence_asked` the duty whose evidence is wanted."""

    settle_asked = Signal(object)
    line_asked = Signal(str)
    evidence_asked = Signal(object)
    add_asked = Signal()

    def __init__(self) -> None:
        super().__init__("surface")
        self.title = Label("agreements.duties", 13, 600)
        self.sum = Label("", 12, tint="text-3")
        self.add = IconButton("plus", "agreements.add-obligation", side=24)
        head = QWidget()
        row = Across(head, margins=(16, 6, 12, 6), gap=8)
        self.legend = DutyLegend()
        row.take(self.title, self.sum, None, self.legend, self.add)
        self.page = QWidget()
        self.rows = Down(self.page)
        self.duty_lines: list[DutyLine] = []
        self.built: object = None
        self.scroller = Scroller(self.page)
        column = Down(self).take(Hairline(), head, Hairline())
        column.addWidget(self.scroller, 1)
        self.add.clicked.connect(self.add_asked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.legend.setVisible(self.width() >= look.px(560))

    def show_record(self, shown: Shown) -> None:
        duties = self.in_sight(shown)
        opened = sum(duty.is_open for duty in duties)
        met = sum(duty.state is DutyState.MET for duty in shown.duties)
        self.sum.say("agreements.duties-sum", open=opened, met=met)
        self.add.setVisible(shown.is_draft)
        key = (duties, tuple(shown.number(duty.obligation.line) for duty in duties), look.language, look.percent)
        if key != self.built:
            self.built = key
            self.build(shown, duties)

    def in_sight(self, shown: Shown) -> tuple[Duty, ...]:
        """The open ones that are late or near, the next of each, and the newest that were settled."""
        near: list[Duty] = []
        next_of: set[int] = set()
        for duty in shown.duties:
            if not duty.is_open:
                continue
            first = duty.obligation.id not in next_of
            if first or duty.state is DutyState.LATE or (duty.due_on and duty.due_on <= shown.today + SOON):
                near.append(duty)
                next_of.add(duty.obligation.id)
        near += planned_duties(shown)
        settled = [duty for duty in shown.duties if not duty.is_open][-LAST_MET:]
        return (*near, *reversed(settled))

    def build(self, shown: Shown, duties: Sequence[Duty]) -> None:
        clear(self.rows)
        self.duty_lines = []
        for duty in duties:
            number = shown.number(duty.obligation.line)
            line = DutyLine(duty, number, shown.today, planned=shown.is_draft and not shown.duties)
            line.clicked.connect(lambda _=False, duty=duty: self.settle_asked.emit(duty))
            line.settle_asked.connect(lambda duty=duty: self.settle_asked.emit(duty))
            line.clause_asked.connect(lambda duty=duty: self.line_asked.emit(duty.obligation.line))
            line.evidence_asked.connect(lambda duty=duty: self.evidence_asked.emit(duty))
            self.duty_lines.append(line)
            self.rows.take(line, Hairline())
        if not duties:
            self.rows.addWidget(Nothing("agreements.no-duties"))
        self.rows.addStretch(1)

    def focus_duty(self, key: int) -> bool:
        """The first line of that obligation has the keyboard."""
        line = next((one for one in self.duty_lines if one.duty.obligation.id == key), None)
        if line is None:
            return False
        line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.scroller.ensureWidgetVisible(line)
        return True

    def of_clause(self, lines: set[str]) -> DutyLine | None:
        return next((one for one in self.duty_lines if one.duty.obligation.line in lines), None)


def planned_duties(shown: Shown) -> list[Duty]:
    """What a draft that nobody signed yet will ask for."""
    if shown.row.is_signed:
        return []
    found: list[Duty] = []
    for owed in shown.promises.obligations:
        debtor = shown.party(owed.debtor_id)
        if debtor is not None:
            creditor = shown.party(owed.creditor_id)
            found.append(Duty(shown.row, "", owed, debtor, creditor, DutyState.WAITING, None, None, 0))
    return found


class Nothing(QWidget):
    def __init__(self, code: str) -> None:
        super().__init__()
        Across(self, margins=(16, 10, 16, 10)).take(Label(code, tint="text-3"), None)


class DutyLegend(QWidget):
    """◆ met ◆ late ◇ due, as they are drawn on the line of time."""

    STATES = (DutyState.MET, DutyState.LATE, DutyState.DUE)

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        follow(self.rescale)

    def rescale(self) -> None:
        wide = sum(look.metrics(12).horizontalAdvance(look.say(state)) + look.px(30) for state in self.STATES)
        self.setFixedSize(wide, look.px(20))
        self.update()

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0
        for state in self.STATES:
            draw_diamond(painter, left + look.px(6), self.height() / 2, look.px(4.5), state)
            box = QRect(left + look.px(16), 0, self.width(), self.height())
            left = box.left() + draw_line_of(painter, box, look.say(state), size=12, tint="text-3") + look.px(14)
