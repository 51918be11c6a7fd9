"""A field of a record that saves as it is made: it knows what was seen, and says beside itself what is refused."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal

from crm.values import Command, Refused, WorldFault
from ui.kit.choices import ChoiceField
from ui.kit.fields import LineField, TextField
from ui.kit.forms import FormRow
from ui.kit.look import Text
from ui.kit.room import Desk

Edit = Callable[[int, str, object, object], Command]
"""EditPartner, EditContact, EditAffiliation, EditRelationship: id, field, was, now."""


class RecordField(FormRow):
    """One field of one record. What is shown when the typing begins is what the edit says was seen."""

    saved = Signal()

    def __init__(self, desk: Desk, edit: Edit, name: str, field: LineField | TextField | ChoiceField) -> None:
        super().__init__(f"field.{name}", field, label_width=120)
        self.desk, self.edit, self.name, self.editor = desk, edit, name, field
        self.record = 0
        self.seen: object = None
        field.committed.connect(self.save)

    def show_record(self, record: int, value: object) -> None:
        """Another record, or what the book says now of the same one. Typing that has begun is left alone."""
        if record != self.record:
            self.finish()
            self.record, self.seen = record, value
            self.show_problem(None)
            self.put(value)
            if isinstance(self.editor, LineField | TextField):
                self.editor.keep_in(self.desk.drafts, f"{self.name}.{record}")
        elif not self.is_pending():
            self.seen = value
            self.put(value)
            self.show_problem(None)

    def finish(self) -> None:
        """Commits what was typed for the record that is left."""
        if self.record and isinstance(self.editor, LineField | TextField):
            self.editor.commits.commit()

    def is_pending(self) -> bool:
        return isinstance(self.editor, LineField | TextField) and self.editor.commits.pending()

    def put(self, value: object) -> None:
        if isinstance(self.editor, ChoiceField):
            self.editor.show_value(value)
        else:
            self.editor.put_value("" if value is None else str(value))

    def save(self, value: Any) -> None:
        if not self.record or value == self.seen:
            self.show_problem(None)
            return
        try:
            self.desk.book.execute(self.edit(self.record, self.name, self.seen, value), self)
        except Refused as refusal:
            self.show_problem(refusal.problems[0])
            return
        except WorldFault as fault:
            self.show_problem(fault.problem)
            return
        self.seen = value
        self.show_problem(None)
        self.saved.emit()


def line_for(name: str) -> LineField:
    return LineField(f"field.{name}")


def choice_for(name: str, options: list[tuple[Any, Text]]) -> ChoiceField:
    return ChoiceField(options, f"field.{name}")


def finish_all(fields: list[RecordField]) -> None:
    for field in fields:
        field.finish()


def show_all(fields: list[RecordField], record: int, values: Any) -> None:
    for field in fields:
        field.show_record(record, values[field.name])
