"""What will be saved, beside the text, at each moment: nothing that is stored is a surprise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.communication.commands import EditMinutes, NewActionItem, NewDecision
from crm.communication.correcting import changes_in
from crm.communication.drafting import Draft, Plan
from crm.communication.notes import NamedKind, SpanKind
from crm.communication.queries import ActionItemRow, KnownName, Meeting
from crm.values import Message, Problem
from crm.values.enums import Language
from ui.communication.head import said_time
from ui.kit.buttons import QUIET, Button, Pressable
from ui.kit.chips import Chip, Tag
from ui.kit.choices import CheckField
from ui.kit.fields import LineField
from ui.kit.flow import FlowBox
from ui.kit.labels import Label
from ui.kit.look import Plain, Text, look
from ui.kit.marks import Avatar, IconMark
from ui.kit.panels import Across, Down, Hairline, Panel, Scroller, clear

MOST_OPEN = 5
MOST_SHOWN = 20
"""Of each kind; a text of 1 MB may bring thousands."""

Key = tuple[NamedKind, int]


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that the list shows."""

    draft: Draft
    plan: Plan
    known: Mapping[Key, KnownName]
    open_items: Sequence[ActionItemRow]
    problems: Sequence[Problem]
    correction: EditMinutes | None = None
    meeting: Meeting | None = None


def shown_name(one: KnownName) -> str:
    return one.en if look.language is Language.ENGLISH else one.zh


def tint_of(one: KnownName) -> str:
    return f"role-{one.role.value}" if one.role else ""


class PersonButton(Pressable):
    """A person with their initials; pressing says that they were, or were not, present."""

    def __init__(self, name: str, remark: Text = "", tip: Text = "") -> None:
        super().__init__()
        self.across = Across(self, gap=5)
        self.across.take(Avatar(name, side=18, person=True), Label(Plain(name)))
        if remark:
            self.across.take(Label(remark, 12, tint="text-3"))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setText(name)
        self.setAccessibleName(" ".join(part for part in (name, look.say(remark)) if part))
        self.setAccessibleDescription(look.say(tip))
        self.setToolTip(look.say(tip))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Its parts draw themselves."""

    def sizeHint(self) -> QSize:
        return self.across.sizeHint()


class WillBeSaved(Panel):
    """The right half of the drawing. Rebuilt from a `Shown` whenever the text rests."""

    moved = Signal(int, bool)
    welcomed = Signal(str, bool)
    addressed = Signal(str)
    closed_item = Signal(int, bool)
    titled = Signal(str)

    def __init__(self) -> None:
        super().__init__("sunken")
        self.title = LineField("log.title", small=True)
        self.title.committed.connect(self.titled.emit)
        self.heading = Label("log.will-be-saved", 13, 600)
        self.count = Label("", 12, tint="text-3", right=True)
        self.rows = QWidget()
        self.column = Down(self.rows, gap=10)
        self.content = Panel("sunken")
        titled = Across(gap=8).take(self.label("log.title"))
        titled.addWidget(self.title, 1)
        head = Across(gap=8)
        head.addWidget(self.heading)
        head.addWidget(self.count, 1)
        Down(self.content, margins=(16, 16, 16, 16), gap=10).take(head, titled, self.rows, None)
        Down(self).take(Scroller(self.content, "sunken"))

    def show_plan(self, shown: Shown) -> None:
        clear(self.column)
        logged = shown.plan.changes + len(shown.draft.files) + len(shown.draft.own)
        count = logged if shown.correction is None else changes_in(shown.correction)
        self.count.say(Message("log.changes", {"n": count}))
        self.title.setPlaceholderText(shown.plan.title)
        self.title.show_value(shown.draft.title)
        for part in (self.meeting, self.people, self.about, self.strangers, self.decisions):
            part(shown)
        for part in (self.items, self.corrected, self.tags, self.warnings, self.closes, self.problems):
            part(shown)

    def label(self, code: str) -> Label:
        label = Label(code, 12, tint="text-3", wrap=False)
        label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        label.setFixedWidth(look.px(76))
        return label

    def line(self, code: str, content: QWidget) -> None:
        holder = QWidget()
        across = Across(holder, gap=8)
        across.addWidget(self.label(code), 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(content, 1)
        self.column.addWidget(holder)

    def meeting(self, shown: Shown) -> None:
        rows = Stack(2)
        for key in shown.plan.partners:
            if partner := shown.known.get((NamedKind.PARTNER, key)):
                rows.take(partner_row(partner))
        if not shown.plan.partners:
            rows.take(Label("log.no-partner-yet", tint="text-3", wrap=True))
        draft = shown.draft
        when = Message("log.when", {"kind": draft.kind, "on": draft.held_on})
        time = {"kind": draft.kind, "on": draft.held_on, "time": said_time(draft.starts_at, draft.lasts)}
        rows.take(Label(Message("log.when-at", time) if draft.starts_at else when, 12, tint="text-3", wrap=True))
        self.line("log.meeting", rows)

    def people(self, shown: Shown) -> None:
        box = FlowBox(10)
        for key in shown.plan.present[:MOST_SHOWN]:
            if person := shown.known.get((NamedKind.CONTACT, key)):
                button = PersonButton(shown_name(person), tip="log.not-present-tip")
                button.clicked.connect(lambda _=False, key=key: self.moved.emit(key, False))
                box.take(button)
        if box.flow.count():
            self.line("log.people", box)

    def about(self, shown: Shown) -> None:
        rows = Stack(4)
        for key in shown.plan.about[:MOST_SHOWN]:
            if partner := shown.known.get((NamedKind.PARTNER, key)):
                rows.take(partner_row(partner))
        for who in shown.plan.mentioned[:MOST_SHOWN]:
            if person := shown.known.get((NamedKind.CONTACT, who)):
                button = PersonButton(shown_name(person), "log.not-present", "log.present-tip")
                button.clicked.connect(lambda _=False, key=who: self.moved.emit(key, True))
                rows.take(button)
        if rows.column.count():
            self.line("log.about", rows)

    def strangers(self, shown: Shown) -> None:
        rows = Stack(4)
        for name in shown.plan.unknown[:MOST_SHOWN]:
            chip = Chip(Message("log.make-contact", {"name": name}), icon="user-plus", switch=True)
            chip.setChecked(name in shown.draft.welcomed)
            chip.clicked.connect(lambda on, name=name: self.welcomed.emit(name, on))
            rows.take(chip)
        if rows.column.count():
            self.line("log.unknown", rows)

    def decisions(self, shown: Shown) -> None:
        rows = Stack(4)
        for decision in shown.plan.decisions[:MOST_SHOWN]:
            rows.take(self.decision(shown, decision))
        rows.tell_rest(len(shown.plan.decisions))
        if rows.column.count():
            self.line("log.decision", rows)

    def decision(self, shown: Shown, decision: NewDecision) -> QWidget:
        partner = shown.known.get((NamedKind.PARTNER, decision.partner_id or 0))
        to: Text = "log.for-everyone"
        if decision.internal:
            to = "log.internal"
        elif partner is not None:
            to = Message("log.for-one", {"name": shown_name(partner)})
        button = Button(to, kind=QUIET, small=True)
        button.setToolTip(look.say("log.addressee-tip"))
        button.clicked.connect(lambda: self.addressed.emit(decision.text))
        return marked("gavel", Label(Plain(decision.text), wrap=True), button)

    def items(self, shown: Shown) -> None:
        rows = Stack(4)
        for item in shown.plan.items[:MOST_SHOWN]:
            rows.take(self.item(shown, item))
        rows.tell_rest(len(shown.plan.items))
        if rows.column.count():
            self.line("log.items", rows)

    def item(self, shown: Shown, item: NewActionItem) -> QWidget:
        owner = shown.known.get((NamedKind.CONTACT, item.owner_id or 0))
        name = item.owner_name or (shown_name(owner) if owner else "")
        tail: list[QWidget] = [Avatar(name, side=18, person=True)] if name else []
        if tail:
            tail[0].setToolTip(name)
            tail[0].setAccessibleName(name)
        if item.due_on is not None:
            late = item.due_on < shown.draft.held_on
            weekend = item.due_on.weekday() > 4
            due = Label(
                Message("log.due", {"on": item.due_on}), tint="red" if late else "amber" if weekend else "text-2"
            )
            tail.append(due)
        else:
            tail.append(Label("log.no-date", 12, tint="text-3"))
        return marked("square", Label(Plain(item.text), wrap=True), *tail)

    def corrected(self, shown: Shown) -> None:
        """Of a logged meeting: what stays although the notes do not bring it, what goes, what is said otherwise."""
        if shown.correction is None or shown.meeting is None:
            return
        gone = {*shown.correction.decisions_gone}
        binned = {*shown.correction.items_gone}
        changed = {change.id for change in shown.correction.items_changed}
        said = {one.text for one in shown.plan.decisions} | {one.text for one in shown.plan.items}
        rows = Stack(4)
        for decision in shown.meeting.decisions:
            if decision.id in gone or decision.text not in said:
                rows.take(kept_row("gavel", decision.text, "log.goes" if decision.id in gone else "log.kept"))
        for item in shown.meeting.items:
            if item.id in binned or item.id in changed or item.text not in said:
                code = "log.goes" if item.id in binned else "log.changed" if item.id in changed else "log.kept"
                rows.take(kept_row("list-checks", item.text, code))
        if rows.column.count():
            self.line("log.so-far", rows)

    def tags(self, shown: Shown) -> None:
        if shown.plan.tags:
            self.line("log.tags", FlowBox().take(*(Tag(Plain(name)) for name in shown.plan.tags[:MOST_SHOWN])))

    def warnings(self, shown: Shown) -> None:
        rows = Stack(4)
        for span in shown.plan.notes.spans:
            if span.kind is SpanKind.IMPOSSIBLE:
                said = shown.draft.text[span.start : span.end]
                rows.take(Label(Message("log.impossible-day", {"given": said}), 12, tint="red", wrap=True))
        if rows.column.count():
            self.line("log.look-again", rows)

    def closes(self, shown: Shown) -> None:
        if not shown.open_items:
            return
        self.column.addWidget(Hairline())
        rows = Stack(2)
        for item in shown.open_items[:MOST_OPEN]:
            box = CheckField(Plain(item.text), checked=item.id in shown.draft.closes)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.clicked.connect(lambda on, key=item.id: self.closed_item.emit(key, on))
            rows.take(box, Label(open_since(item), 12, tint="text-3", wrap=True))
        rows.take(Label("log.closes-hint", 12, tint="text-3", wrap=True))
        self.line("log.closes", rows)

    def problems(self, shown: Shown) -> None:
        for problem in shown.problems:
            self.column.addWidget(Label(problem, 12, tint="red", wrap=True))


class Stack(QWidget):
    """Lines below each other; what is of a fixed size begins at the left."""

    def __init__(self, gap: int) -> None:
        super().__init__()
        self.column = Down(self, gap=gap)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def take(self, *widgets: QWidget) -> "Stack":
        for widget in widgets:
            fixed = widget.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Fixed
            self.column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft if fixed else Qt.AlignmentFlag(0))
        return self

    def tell_rest(self, count: int) -> None:
        if count > MOST_SHOWN:
            self.take(Label(Message("log.more", {"n": count - MOST_SHOWN}), 12, tint="text-3"))


def kept_row(icon: str, text: str, code: str) -> QWidget:
    tint = "red" if code == "log.goes" else "amber" if code == "log.changed" else "text-3"
    return marked(icon, Label(Plain(text), tint="text-2", wrap=True), Label(code, 12, tint=tint))


def open_since(item: ActionItemRow) -> Message:
    if item.due_on is None:
        return Message("log.open-since", {"promised": item.promised_on})
    return Message("log.open-since-due", {"promised": item.promised_on, "due": item.due_on})


def partner_row(partner: KnownName) -> QWidget:
    row = QWidget()
    name = shown_name(partner)
    across = Across(row, gap=6)
    across.addWidget(Avatar(name, tint_of(partner), 18))
    across.addWidget(Label(Plain(name)), 1)
    return row


def marked(icon: str, words: Label, *tail: QWidget) -> QWidget:
    """An icon, a text that takes as many lines as it needs, and what stands at its right."""
    row = QWidget()
    across = Across(row, gap=6)
    across.addWidget(IconMark(icon), 0, Qt.AlignmentFlag.AlignVCenter)
    across.addWidget(words, 1)
    for widget in tail:
        across.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    return row
