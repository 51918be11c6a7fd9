"""The fields that the book adds, on the pane of the record that has them: each saves as it is made.

Of a record that is still being made (`show_new`) what is typed is told by `typed` and saved with the record.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.partners.commands import SetCustomValue
from crm.partners.custom_values import id_of, shown_value, written
from crm.partners.queries import CustomFieldRow, CustomValueRow, CustomValuesOf
from crm.partners.queries.titles import ContactTitle, PartnerTitle
from crm.values import Changes, Problem, Refused, WorldFault
from crm.values.enums import CustomConcept, CustomKind, Language
from crm.values.ids import ContactId, PartnerId
from ui.kit.buttons import Link
from ui.kit.choices import ChoiceField
from ui.kit.fields import LineField
from ui.kit.forms import FormRow
from ui.kit.look import Plain, Text, look
from ui.kit.panels import Down, clear
from ui.kit.pickers import PickField
from ui.kit.popup import PopupRow
from ui.kit.room import Desk
from ui.partners.finding import found_partners, found_people
from ui.partners.wording import in_language

TABLES = ("custom_field", "custom_value")


class OwnFields(QWidget):
    """All own fields of one record of a concept, and the way to add one."""

    typed = Signal(int, str)
    """Of a new record: the field's id and its text."""

    def __init__(self, desk: Desk, concept: CustomConcept) -> None:
        super().__init__()
        self.desk, self.concept = desk, concept
        self.record = 0
        self.rows: list[OwnFieldRow] = []
        self.shown: tuple[CustomFieldRow, ...] | None = None
        self.list = QWidget()
        self.column = Down(self.list, gap=6)
        self.more = Link("own.add-field")
        self.more.clicked.connect(lambda: desk.show("fields", concept.value))
        Down(self, gap=6).take(self.list, self.more)

    def show_record(self, key: int) -> None:
        """That record, or what the book says now of the same one."""
        if key != self.record:
            self.finish()
        self.record = key
        column: dict[str, Any] = {f"{self.concept.value}_id": key}
        values = self.desk.book.query(CustomValuesOf(**column))
        fields = tuple(value.field for value in values)
        if fields != self.shown:
            self.make_rows(values)
            self.shown = fields
        for row, value in zip(self.rows, values, strict=True):
            row.show_value(key, value)
        self.list.setVisible(bool(self.rows))

    def show_new(self, texts: Mapping[int, str]) -> None:
        """Of a record that is being made: what was typed so far. Field and text are as the command takes them."""
        self.record = 0
        column: dict[str, Any] = {f"{self.concept.value}_id": 0}
        values = self.desk.book.query(CustomValuesOf(**column))
        fields = tuple(value.field for value in values)
        if fields != self.shown:
            self.make_rows(values)
            self.shown = fields
        for row in self.rows:
            row.show_new(texts.get(row.own.id, ""))
        self.list.setVisible(bool(self.rows))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Those of a new record's fields, each beside its own."""
        for row in self.rows:
            row.show_problem(next((one for one in problems if one.field == f"own.{row.own.id}"), None))

    def make_rows(self, values: Sequence[CustomValueRow]) -> None:
        clear(self.column)
        self.rows = [OwnFieldRow(self.desk, value.field, self.typed.emit) for value in values]
        self.column.take(*self.rows)

    def finish(self) -> None:
        """Commits what is being typed."""
        for row in self.rows:
            row.finish()

    def shows(self, changes: Changes) -> bool:
        return any(changes.touch(table) for table in TABLES)


class OwnFieldRow(FormRow):
    """One own field: a line, a choice, or a field that finds the record it leads to."""

    def __init__(self, desk: Desk, field: CustomFieldRow, tell: Callable[[int, str], None]) -> None:
        self.desk, self.own, self.tell = desk, field, tell
        self.is_new = False
        self.editor = editor_for(desk, field)
        super().__init__(Plain(field.name), self.editor, label_width=120)
        self.record = 0
        self.seen = ""
        self.shown_text = ""
        self.editor.committed.connect(self.save)
        if isinstance(self.editor, PickField):
            self.editor.picked.connect(lambda key: self.save(f"#{key}"))
            self.editor.editingFinished.connect(self.save_emptied)

    def show_value(self, record: int, value: CustomValueRow) -> None:
        """Typing that has begun is left alone while the record is the same."""
        if record == self.record and self.is_pending():
            return
        self.record, self.is_new = record, False
        self.seen = written(self.own, value)
        self.shown_text = self.text_of(value)
        self.show_problem(None)
        if isinstance(self.editor, ChoiceField):
            self.editor.show_value(value.text)
            return
        self.editor.put_value(self.shown_text)
        if not isinstance(self.editor, PickField):
            self.editor.keep_in(self.desk.drafts, f"own.{self.own.id}.{self.own.concept.value}.{record}")

    def show_new(self, text: str) -> None:
        """Typing that has begun is left alone."""
        if self.is_new and (text == self.seen or self.is_pending()):
            return
        self.record, self.is_new, self.seen, self.shown_text = 0, True, text, text
        self.show_problem(None)
        if isinstance(self.editor, ChoiceField):
            self.editor.show_value(text)
        elif isinstance(self.editor, PickField):
            self.editor.show_picked(id_of(text), self.name_behind(text))
        else:
            self.editor.put_value(text)

    def name_behind(self, text: str) -> str:
        """What the record is called that `#12` leads to."""
        key = id_of(text)
        if key is None:
            return text
        to_person = self.own.links_to is CustomConcept.CONTACT
        try:
            titles = self.desk.book.query(ContactTitle(ContactId(key)) if to_person else PartnerTitle(PartnerId(key)))
        except Refused:
            return ""
        return in_language(*titles)

    def text_of(self, value: CustomValueRow) -> str:
        """As the language writes it; money with its code, so that ¥ is read back as what it was."""
        return shown_value(value, Language.ENGLISH if self.own.kind is CustomKind.MONEY else look.language)

    def is_pending(self) -> bool:
        return isinstance(self.editor, LineField) and self.editor.commits.pending()

    def finish(self) -> None:
        if (
            (self.record or self.is_new)
            and isinstance(self.editor, LineField)
            and not isinstance(self.editor, PickField)
        ):
            self.editor.commits.commit()

    def save_emptied(self) -> None:
        if not self.editor.text().strip() and self.seen:
            self.save("")

    def save(self, text: str) -> None:
        if self.is_new:
            self.seen = text
            self.tell(self.own.id, text)
            return
        if not self.record or text in (self.shown_text, self.seen):
            self.show_problem(None)
            return
        record: dict[str, Any] = {f"{self.own.concept.value}_id": self.record}
        try:
            self.desk.book.execute(SetCustomValue(self.own.id, self.seen, text, **record))
        except Refused as refusal:
            self.show_problem(refusal.problems[0])
        except WorldFault as fault:
            self.show_problem(fault.problem)


def editor_for(desk: Desk, field: CustomFieldRow) -> LineField | ChoiceField:
    name = Plain(field.name)
    if field.kind is CustomKind.CHOICE:
        options: list[tuple[str, Text]] = [("", Plain("–")), *((option, Plain(option)) for option in field.options)]
        return ChoiceField(options, name)
    if field.kind is CustomKind.LINK:
        find: Callable[[str], list[PopupRow]] = (
            found_people(desk, lambda: None) if field.links_to is CustomConcept.CONTACT else found_partners(desk)
        )
        return PickField(find, name, "own.link-hint")
    return LineField(name, hint_for(field))


def hint_for(field: CustomFieldRow) -> Text:
    """How a value is written, in the empty field."""
    if field.kind is CustomKind.MONEY:
        return Plain(f"{field.currency} 1,200.50".strip())
    if field.kind is CustomKind.NUMBER:
        return Plain(f"1,234.5 {field.unit}".strip())
    return Plain("2026-09-22") if field.kind is CustomKind.DATE else ""
