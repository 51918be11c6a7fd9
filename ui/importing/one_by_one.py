"""Rows that contradict the book, one by one: of each field the book's value or the file's, chosen by click or key.

Left and Right choose, Up and Down (or K and J) walk through the fields, Enter goes to the next row, Backspace back.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crm.acts.importing import Conflict, PlannedRow, Taken
from crm.acts.importing.matching import STAGE
from crm.partners.queries import ContactTitle, PartnerTitle
from crm.values import Query
from crm.values.enums import Choice, Stage, Tier
from crm.values.ids import ContactId, PartnerId
from ui.importing.trial import Trial
from ui.kit.buttons import PRIMARY, Button, IconButton
from ui.kit.labels import Label
from ui.kit.look import Plain, Text, follow, look
from ui.kit.panels import Across, Down, Hairline, Panel, Scroller, clear
from ui.kit.sides import ValueSide

SIDES = (Taken.BOOK, Taken.FILE)
LABEL_WIDE = 112
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_K: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_J: 1}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
LISTS: Mapping[str, type[Choice]] = {STAGE: Stage, "tier": Tier}

Chosen = dict[int, dict[str, str]]
"""By row number and field, a value of Taken."""


class OneByOne(Panel):
    decided = Signal(object)
    """Everything that was chosen so far, as `Choices.decisions` takes it."""

    left = Signal()

    def __init__(self, named: Callable[[Query[tuple[str, str]]], str]) -> None:
        super().__init__("surface")
        self.named = named
        self.rows: tuple[PlannedRow, ...] = ()
        self.at = 0
        self.chosen: Chosen = {}
        self.pairs: list[ConflictLine] = []
        self.progress = Label("", 12, tint="text-3")
        self.title = Label("", 15, 600)
        self.why = Label("", 12, tint="text-2", wrap=True)
        self.close_it = IconButton("x", "import.leave-one-by-one", side=24)
        self.before = Button("import.previous", "chevron-left", "Backspace")
        self.next = Button("import.next", kind=PRIMARY, keys="Return")
        self.lay_out()
        self.close_it.clicked.connect(self.left)
        self.before.clicked.connect(lambda: self.go(-1))
        self.next.clicked.connect(lambda: self.go(1))

    def lay_out(self) -> None:
        head = Across(margins=(16, 8, 8, 8), gap=8).take(Label("import.duplicates.one-by-one", 13, 600))
        head.addWidget(self.progress, 1)
        head.take(self.close_it)
        heads = Across(gap=8)
        self.corner = Label("")
        heads.take(self.corner)
        for side in SIDES:
            heads.addWidget(Label(f"import.side.{side.value}", 12, tint="text-3"), 1)
        inner = Panel("surface")
        self.down = Down(gap=6)
        body = Down(inner, margins=(16, 12, 16, 12), gap=8).take(self.title, self.why, heads)
        body.addLayout(self.down)
        body.addStretch(1)
        foot = Across(margins=(16, 6, 16, 6), gap=8).take(None, self.before, self.next)
        column = Down(self).take(head, Hairline())
        column.addWidget(Scroller(inner), 1)
        column.take(Hairline(), foot)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        follow(self.rescale)

    def rescale(self) -> None:
        self.corner.setFixedWidth(look.px(LABEL_WIDE))

    def show_trial(self, trial: Trial) -> None:
        """Other rows than before; the same row stays before one where it still contradicts."""
        rows = tuple(row for row in trial.plan.rows if row.conflicts) if trial.plan is not None else ()
        number = self.rows[self.at].number if self.rows else None
        held = self.rows[self.at].conflicts if self.rows else ()
        self.rows = rows
        self.at = next((place for place, row in enumerate(rows) if row.number == number), 0)
        if not self.pairs or not rows or rows[self.at].number != number or rows[self.at].conflicts != held:
            self.show_row()

    def forget(self) -> None:
        """Another file."""
        self.rows, self.chosen, self.at = (), {}, 0

    def show_row(self) -> None:
        clear(self.down)
        self.pairs = []
        if not self.rows:
            return
        row = self.rows[self.at]
        self.progress.say("import.progress", at=self.at + 1, total=len(self.rows))
        self.title.say(Plain(self.named(PartnerTitle(PartnerId(row.record or 0)))))
        self.why.say("import.conflict-why", row=row.number)
        said = self.chosen.get(row.number, {})
        for conflict in row.conflicts:
            values = {
                Taken.BOOK: self.text_of(conflict, conflict.book),
                Taken.FILE: self.text_of(conflict, conflict.file),
            }
            line = ConflictLine(conflict.field, values, said.get(conflict.field, Taken.BOOK.value))
            line.chosen.connect(self.keep)
            line.walked.connect(self.walk)
            self.down.take(line)
            self.pairs.append(line)
        self.before.allow(self.at > 0, "import.first-row")
        self.next.say("import.next" if self.at + 1 < len(self.rows) else "import.finish")

    def text_of(self, conflict: Conflict, value: str) -> str:
        if conflict.field == "owner_id":
            return self.named(ContactTitle(ContactId(int(value))))
        kind = LISTS.get(conflict.field)
        member = next((one for one in kind if one.value == value), None) if kind is not None else None
        return look.say(member) if member is not None else value

    def keep(self) -> None:
        row = self.rows[self.at]
        self.chosen[row.number] = {line.field: line.choice for line in self.pairs}

    def go(self, step: int) -> None:
        """What stands chosen holds from then on, also where nothing was changed."""
        if not self.rows:
            return
        if step > 0:
            self.keep()
        self.decided.emit({number: dict(fields) for number, fields in self.chosen.items()})
        if self.at + step >= len(self.rows):
            self.left.emit()
            return
        self.at = max(0, self.at + step)
        self.show_row()
        self.focus_first()

    def focus_first(self) -> None:
        if self.pairs:
            self.pairs[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def walk(self, line: QWidget, step: int) -> None:
        place = next((place for place, one in enumerate(self.pairs) if one is line), 0) + step
        if 0 <= place < len(self.pairs):
            self.pairs[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.go(1)
        elif event.key() == Qt.Key.Key_Backspace:
            self.go(-1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in STEPS:
            self.focus_first()
        else:
            super().keyPressEvent(event)


class ConflictLine(QWidget):
    """`walked` tells (itself, 1 or -1) that the keyboard wants the next field."""

    chosen = Signal()
    walked = Signal(object, int)

    def __init__(self, field: str, values: Mapping[Taken, str], choice: str) -> None:
        super().__init__()
        self.field, self.choice = field, choice
        label: Text = f"field.{field}"
        self.label = Label(label, 12, tint="text-2")
        self.sides = {side.value: ValueSide(label, values[side], is_open=True) for side in SIDES}
        row = Across(self, gap=8).take(self.label)
        for name, side in self.sides.items():
            row.addWidget(side, 1)
            side.clicked.connect(lambda _=False, name=name: self.choose(name))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_choice()
        follow(self.rescale)

    def rescale(self) -> None:
        self.label.setFixedWidth(look.px(LABEL_WIDE))
        self.setAccessibleName(self.label.text())

    def choose(self, name: str) -> None:
        self.choice = name
        self.show_choice()
        self.chosen.emit()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_choice(self) -> None:
        for name, side in self.sides.items():
            side.show_chosen(name == self.choice)
        self.setAccessibleDescription(self.sides[self.choice].value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.choose(SIDES[event.key() == Qt.Key.Key_Right].value)
        elif event.key() in STEPS:
            self.walked.emit(self, STEPS[Qt.Key(event.key())])
        else:
            event.ignore()
