"""A form in the pane at the right for one act: its fields, one button with its verb, what is refused at its field."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crm.values import Command, Message, Problem, Refused, WorldFault
from ui.agreements.file_field import FileField, FileReading, Files, paths_of
from ui.kit.buttons import PRIMARY, Button
from ui.kit.choices import CheckField, ChoiceField
from ui.kit.dates import DateField
from ui.kit.fields import LineField, TextField
from ui.kit.forms import FormRow
from ui.kit.labels import Label
from ui.kit.look import Text
from ui.kit.panels import Across, Down, Panel, Scroller, clear
from ui.kit.pickers import PickField
from ui.kit.room import Desk

NEVER = 24 * 3600 * 1000
"""Only the button acts; a rest of the keys does not."""

Values = Mapping[str, Any]


class Act:
    """What a form asks, and the command that comes of it. `fields`: name in the command → (label, widget).

    The command is given what the fields hold; in the place of a FileField the file as it was read, or None.
    """

    def __init__(
        self,
        title: Text,
        verb: Text,
        fields: Sequence[tuple[str, Text, QWidget]],
        command: Callable[[Values], Command],
        *,
        sentence: Text = "",
        toast: Text = "",
        done: Callable[[Any], None] | None = None,
    ) -> None:
        self.title, self.verb, self.fields, self.command = title, verb, fields, command
        self.sentence, self.toast, self.done = sentence, toast, done


class Errand(Act):
    """A form that comes to no command: `run` is given the values, and closes the form itself when it is done."""

    def __init__(
        self,
        title: Text,
        verb: Text,
        fields: Sequence[tuple[str, Text, QWidget]],
        run: Callable[[Values], None],
        *,
        sentence: Text = "",
    ) -> None:
        super().__init__(title, verb, fields, self.no_command, sentence=sentence)
        self.run = run

    def no_command(self, _values: Values) -> Command:
        raise AssertionError("an errand is run, not executed")


def value_of(field: QWidget) -> Any:
    """What a field holds now, whatever was committed."""
    if isinstance(field, PickField):
        return field.key
    if isinstance(field, DateField):
        if field.commits.pending():
            field.commits.commit()
        return field.value
    if isinstance(field, ChoiceField):
        return field.value
    if isinstance(field, CheckField):
        return field.isChecked()
    if isinstance(field, TextField):
        return field.toPlainText().strip()
    if isinstance(field, LineField):
        return field.text().strip()
    return field.property("value")


def say_unread(row: FormRow, message: Message | None) -> None:
    """What was typed for a date is none."""
    row.show_problem(Problem(message.code, values=message.values) if message is not None else None)


class ActForm(Panel):
    """Enter acts, Esc gives it up. `closed` when it is done or given up."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface")
        self.desk = desk
        self.act: Act | None = None
        self.rows: dict[str, FormRow] = {}
        self.title = Label("", 15, 600)
        self.sentence = Label("", tint="text-3", wrap=True)
        self.wrong = Label("", 12, tint="red", wrap=True)
        self.do = Button("", kind=PRIMARY)
        self.cancel = Button("kit.cancel")
        self.reading = FileReading(desk, self, self.do)
        inner = QWidget()
        self.body = Down(gap=10)
        column = Down(inner, margins=(16, 16, 16, 16), gap=12).take(self.title, self.sentence)
        column.addLayout(self.body)
        column.take(self.wrong, Across(gap=8).take(self.do, self.cancel, None), None)
        Down(self).take(Scroller(inner))
        self.do.clicked.connect(self.perform)
        self.cancel.clicked.connect(self.give_up)

    def begin(self, act: Act) -> None:
        self.reading.end()
        self.act = act
        clear(self.body)
        self.rows = {}
        self.title.say(act.title)
        self.sentence.say(act.sentence)
        self.sentence.setVisible(bool(act.sentence))
        self.wrong.say("")
        self.wrong.hide()
        self.do.say(act.verb)
        for name, label, field in act.fields:
            row = self.rows[name] = FormRow(label, field, below=True)
            self.body.addWidget(row)
            if isinstance(field, LineField):
                field.commits.rest.setInterval(NEVER)
            if isinstance(field, LineField) and not isinstance(field, PickField):
                field.returnPressed.connect(self.perform)
            if isinstance(field, DateField):
                field.unread.connect(lambda message, row=row: say_unread(row, message))
        first = next((field for _, _, field in act.fields), self.do)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def values(self, files: Mapping[str, object]) -> dict[str, Any]:
        """Of a file what was read of it, or for an errand its path."""
        return {
            name: files.get(name) if isinstance(row.field, FileField) else value_of(row.field)
            for name, row in self.rows.items()
        }

    def perform(self) -> None:
        """Reads the files that are named, then hands the command over."""
        if self.act is None or self.reading.under_way:
            return
        if any(isinstance(row.field, LineField) and row.field.composing for row in self.rows.values()):
            return
        fields = {name: row.field for name, row in self.rows.items()}
        if isinstance(self.act, Errand):
            self.show_problems(())
            self.act.run(self.values(paths_of(fields)))
            return
        self.reading.begin(fields, self.hand_over, self.show_problems)

    def hand_over(self, files: Files) -> None:
        """What is refused stands at its field, or above the button."""
        act = self.act
        if act is None:
            return
        try:
            changes = self.desk.book.execute(act.command(self.values(files)))
        except Refused as refusal:
            self.show_problems(refusal.problems)
            return
        except WorldFault as fault:
            self.show_problems((fault.problem,))
            return
        self.act = None
        if act.toast:
            self.desk.toast(act.toast)
        self.closed.emit()
        if act.done is not None:
            act.done(changes)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        rest = []
        for row in self.rows.values():
            row.show_problem(None)
        for problem in problems:
            place = self.rows.get(problem.field or "")
            if place is not None and place.sentence.isHidden():
                place.show_problem(problem)
            else:
                rest.append(problem)
        self.wrong.setVisible(bool(rest))
        self.wrong.say(rest[0] if rest else "")
        bad = next((row for row in self.rows.values() if not row.sentence.isHidden()), None)
        if bad is not None:
            bad.field.setFocus()

    def give_up(self) -> None:
        self.reading.end()
        self.act = None
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)
