"""The criteria of the book and their weights, with a preview of how the ranks would move before they are saved."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from crm.partners.commands import (
    AddFitCriterion,
    EditFitCriterion,
    NewWeight,
    RemoveFitCriterion,
    WeighFit,
)
from crm.partners.fit import HEAVIEST
from crm.partners.queries import FitCriteria, FitCriterionRow, FitPreview, PreviewRow
from crm.values import Command, Message, Problem, Refused, WorldFault
from crm.values.enums import Language
from crm.values.ids import FitCriterionId
from ui.kit.buttons import PRIMARY, Button, IconButton
from ui.kit.fields import LineField
from ui.kit.labels import Label
from ui.kit.look import Text, follow, look
from ui.kit.panels import Across, Down, Hairline, Heading, Panel, Scroller, clear
from ui.kit.room import Desk
from ui.partners.finding import NEVER
from ui.partners.fit_preview import RankList

COUNTED_FROM = 360
"""From this width on, in the drawings' pixels, a row says how many marks there are."""


class CriteriaPage(QWidget):
    """Names save as they are typed; weights wait for Apply, because they move everybody at once."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.criteria: list[FitCriterionRow] = []
        self.spoken: Language | None = None
        self.rows: dict[FitCriterionId, CriterionRow] = {}
        self.back = IconButton("arrow-left", "partners.back")
        self.apply, self.reset = Button("fit.apply", kind=PRIMARY), Button("fit.reset")
        self.wrong = Label("", 12, tint="red", wrap=True)
        self.new = NewCriterion(desk)
        self.preview = RankList()
        self.list = QWidget()
        self.column = Down(self.list, gap=4)
        self.lay_out()
        self.back.clicked.connect(self.left)
        self.apply.clicked.connect(self.save)
        self.reset.clicked.connect(self.take_back)
        follow(self.rescale)

    def lay_out(self) -> None:
        self.head = Panel("surface", lines="bottom")
        row = Across(self.head, margins=(8, 0, 16, 0), gap=8).take(self.back, Label("partners.fit-criteria", 15, 600))
        row.addStretch(1)
        row.take(self.reset, self.apply)
        weights, moves = QWidget(), QWidget()
        Down(weights, margins=(24, 16, 24, 24), gap=8).take(
            Heading("fit.weights"), self.list, self.wrong, Hairline(), self.new, None
        )
        self.moves = Heading("fit.ranks")
        Down(moves, margins=(24, 16, 24, 24), gap=8).take(self.moves, self.preview, None)
        both = QWidget()
        across = Across(both, gap=0)
        across.addWidget(Scroller(weights), 1)
        across.addWidget(Hairline(upright=True))
        across.addWidget(Scroller(moves), 1)
        column = Down(self).take(self.head)
        column.addWidget(both, 1)

    def rescale(self) -> None:
        self.head.setFixedHeight(look.px(48))

    def show_criteria(self) -> None:
        """What the book says now. Weights that were typed and not applied stay as they are."""
        typed = self.typed()
        found = self.desk.book.query(FitCriteria())
        if (found, look.language) != (self.criteria, self.spoken):
            self.criteria, self.spoken = found, look.language
            self.make_rows(typed)
        self.ask()

    def make_rows(self, typed: dict[FitCriterionId, int]) -> None:
        focused = next((key for key, row in self.rows.items() if row.weight.hasFocus() or row.name.hasFocus()), None)
        clear(self.column)
        self.rows = {}
        for criterion in self.criteria:
            row = CriterionRow(self.desk, criterion)
            row.weight.put_value(str(typed.get(criterion.id, criterion.weight)))
            row.weight.textChanged.connect(self.ask)
            row.cross.clicked.connect(lambda _=False, criterion=criterion: self.remove(criterion))
            self.rows[criterion.id] = row
            self.column.addWidget(row)
        if focused in self.rows:  # the keyboard stays on the criterion that was changed
            self.rows[focused].weight.setFocus()

    def typed(self) -> dict[FitCriterionId, int]:
        """Weights in the fields that differ from those of the book."""
        known = {criterion.id: criterion.weight for criterion in self.criteria}
        values = {key: row.value() for key, row in self.rows.items()}
        return {key: value for key, value in values.items() if value is not None and value != known.get(key)}

    def weights(self) -> dict[FitCriterionId, int]:
        return {criterion.id: criterion.weight for criterion in self.criteria} | self.typed()

    def ask(self) -> None:
        weights, whole = self.weights(), sum(self.weights().values())
        for key, row in self.rows.items():
            row.show_share(weights.get(key, 0), whole)
        changed = bool(self.typed())
        right = all(row.value() is not None for row in self.rows.values())
        self.apply.allow(changed and right, "" if changed else "fit.nothing-changed")
        self.reset.setEnabled(changed or not right)
        self.say_wrong(None if right else Message("fit.weight-wrong", {"most": HEAVIEST}))
        self.desk.worker.ask(self, FitPreview(weights, look.language), self.show_preview, "preview")

    def show_preview(self, found: PreviewRow) -> None:
        self.preview.show_ranks(found.rows)
        self.moves.count.say(Message("fit.would-move", {"n": found.moved}) if found.moved else "fit.none-moves")

    def save(self) -> None:
        known = {criterion.id: criterion.weight for criterion in self.criteria}
        changes = tuple(NewWeight(key, known[key], now) for key, now in self.typed().items())
        if self.do(WeighFit(changes)):
            self.desk.toast(Message("fit.applied", {"n": len(changes)}), undo=True)

    def take_back(self) -> None:
        for criterion in self.criteria:
            self.rows[criterion.id].weight.put_value(str(criterion.weight))
        self.ask()

    def remove(self, criterion: FitCriterionRow) -> None:
        if self.do(RemoveFitCriterion(criterion.id, criterion.version)):
            self.desk.toast("fit.criterion-removed", undo=True)

    def do(self, act: Command) -> bool:
        try:
            self.desk.book.execute(act)
        except Refused as refusal:
            self.say_wrong(refusal.problems[0])
            return False
        except WorldFault as fault:
            self.desk.problems(fault.problem)
            return False
        self.say_wrong(None)
        return True

    def say_wrong(self, text: Message | Problem | None) -> None:
        self.wrong.say(text or "")
        self.wrong.setVisible(text is not None)


class WeightField(LineField):
    """Digits at the right; the arrows change by one, with Shift by ten. Nothing commits by itself."""

    def __init__(self, name: Text) -> None:
        super().__init__(name, small=True)
        self.commits.rest.setInterval(NEVER)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMaxLength(4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None or not self.text().isdecimal():
            super().keyPressEvent(event)
            return
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self.setText(str(max(0, min(HEAVIEST, int(self.text()) + step * (10 if shifted else 1)))))


class CriterionRow(QWidget):
    """Name, weight, its share of all, and a way to take it away."""

    def __init__(self, desk: Desk, criterion: FitCriterionRow) -> None:
        super().__init__()
        self.desk, self.criterion = desk, criterion
        said = look.say(criterion.criterion.said)
        self.name = LineField("field.name", criterion.criterion.said, small=True)
        self.name.put_value(said)
        self.weight = WeightField(Message("fit.weight-of", {"criterion": said}))
        self.share = Label("", 12, tint="text-3", right=True)
        self.marks = Label(Message("fit.marks", {"n": criterion.marks}), 12, tint="text-3")
        self.cross = IconButton("trash-2", Message("fit.remove-criterion", {"criterion": said}), side=24)
        row = Across(self, gap=8)
        row.addWidget(self.name, 1)
        row.take(self.weight, self.share, self.marks, self.cross)
        self.name.committed.connect(self.rename)
        follow(self.rescale)

    def rescale(self) -> None:
        self.weight.setFixedWidth(look.px(56))
        self.share.setFixedWidth(look.px(44))
        self.marks.setFixedWidth(look.px(72))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow row the name needs the room of the count."""
        super().resizeEvent(event)
        self.marks.setVisible(self.width() >= look.px(COUNTED_FROM))

    def value(self) -> int | None:
        text = self.weight.text().strip()
        return int(text) if text.isdecimal() and int(text) <= HEAVIEST else None

    def show_share(self, weight: int, whole: int) -> None:
        share = (200 * weight + whole) // (2 * whole) if whole else 0
        self.share.say(Message("fit.share", {"share": share}))
        wrong = self.value() is None
        self.weight.show_problem(" " if wrong else "")

    def rename(self, text: str) -> None:
        shipped = look.say(f"fit-criterion.{self.criterion.key}") if not self.criterion.key.startswith("own-") else ""
        now = "" if text.strip() == shipped else text.strip()
        if now != self.criterion.name:
            edit = EditFitCriterion(self.criterion.id, "name", self.criterion.name, now)
            if self.desk.execute(edit) is None:
                self.name.put_value(look.say(self.criterion.criterion.said))


class NewCriterion(QWidget):
    """A criterion of the book's own: its name and its weight."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.name = LineField("fit.new-criterion", "fit.new-criterion", small=True)
        self.name.commits.rest.setInterval(NEVER)
        self.weight = WeightField("field.weight")
        self.weight.put_value("10")
        self.add = Button("fit.add-criterion", small=True)
        self.wrong = Label("", 12, tint="red", wrap=True)
        self.wrong.hide()
        row = Across(gap=8)
        row.addWidget(self.name, 1)
        row.take(self.weight, self.add)
        Down(self, gap=4).take(row, self.wrong)
        self.add.clicked.connect(self.save)
        self.name.returnPressed.connect(self.save)
        self.weight.returnPressed.connect(self.save)
        follow(self.rescale)

    def rescale(self) -> None:
        self.weight.setFixedWidth(look.px(56))

    def save(self) -> None:
        if self.name.composing:
            return
        weight = int(self.weight.text()) if self.weight.text().strip().isdecimal() else HEAVIEST + 1
        try:
            self.desk.book.execute(AddFitCriterion(self.name.text(), weight))
        except Refused as refusal:
            self.wrong.say(refusal.problems[0])
            self.wrong.show()
            return
        except WorldFault as fault:
            self.desk.problems(fault.problem)
            return
        self.wrong.hide()
        self.name.put_value("")
        self.weight.put_value("10")
