"""What is to be changed in many partners or contacts: a field and its value a line, in the field's own editor."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm.partners.bulk import BulkChange, changeable
from crm.partners.queries import CustomFieldRow, CustomFields, Owners, TagNames
from crm.values.enums import CustomConcept, CustomKind, DecisionRole, PartnerRole, Stage, TagColor, Tier
from ui.kit.buttons import IconButton
from ui.kit.chips import TONES
from ui.kit.choices import ChoiceField
from ui.kit.fields import LineField
from ui.kit.look import Plain, Text, follow, look
from ui.kit.panels import Across
from ui.kit.pickers import PickField
from ui.kit.popup import PopupRow
from ui.kit.room import Desk
from ui.partners.finding import NEVER, found_partners, found_people
from ui.partners.wording import in_language

Options = Sequence[tuple[Any, Text]]
FIELDS: dict[str, Text] = {
    "decision_role": "field.decision_role",
    "language": "field.language",
    "tier": "field.tier",
    "owner": "field.owner_id",
    "country": "field.country",
    "city": "field.city",
    "maturity": "field.maturity",
    "tag": "bulk.tag",
    "untag": "bulk.untag",
    "vertical": "bulk.vertical",
    "role": "bulk.role",
    "stage": "bulk.stage",
}
FIELD_WIDE, VALUE_WIDE = 184, 320
EVERY = ""
NOBODY: Options = [("", Plain("–"))]


class ChangeLine(QWidget):
    """One change. `changed` tells that it says something else now."""

    changed = Signal()
    removed = Signal()

    def __init__(self, desk: Desk, concept: CustomConcept) -> None:
        super().__init__()
        self.desk = desk
        self.own = {field.key: field for field in desk.book.query(CustomFields(concept))}
        names: dict[str, Text] = {field: FIELDS[field] for field in changeable(concept)}
        names |= {key: Plain(field.name) for key, field in self.own.items()}
        self.field = ChoiceField(list(names.items()), "bulk.field")
        self.values = QStackedWidget()
        self.cross = IconButton("x", "bulk.drop-change", side=24)
        self.editor: Editor = self.make_editor()
        Across(self, gap=8).take(self.field, self.values, self.cross, None)
        self.field.committed.connect(lambda _field: self.turn())
        self.cross.clicked.connect(self.removed)
        follow(self.rescale)

    def rescale(self) -> None:
        self.field.setFixedWidth(look.px(FIELD_WIDE))
        self.values.setFixedSize(look.px(VALUE_WIDE), look.px(28))

    def make_editor(self) -> "Editor":
        editor = editor_of(self.desk, str(self.field.value), self.own)
        editor.changed.connect(self.changed)
        self.values.addWidget(editor)
        self.values.setCurrentWidget(editor)
        return editor

    def turn(self) -> None:
        """Another field needs another editor."""
        self.values.removeWidget(self.editor)
        self.editor.deleteLater()
        self.editor = self.make_editor()
        self.changed.emit()

    def change(self) -> BulkChange | None:
        """None while nothing was said that could be done."""
        value = self.editor.value()
        return None if value is None else BulkChange(str(self.field.value), value)


class Editor(QWidget):
    """Gives the value as a `BulkChange` carries it; None while there is none."""

    changed = Signal()

    def value(self) -> str | None:
        raise NotImplementedError


class Chosen(Editor):
    """One or two closed lists, joined by a colon. Nothing is chosen at first but what every list begins with."""

    def __init__(self, *lists: tuple[Options, Text]) -> None:
        super().__init__()
        self.lists = [ChoiceField(options, name) for options, name in lists]
        row = Across(self, gap=8)
        for each in self.lists:
            each.show_value(EVERY if EVERY in [key for key, _ in each.options] and len(lists) > 1 else None)
            row.addWidget(each, 1)
            each.committed.connect(lambda _value: self.changed.emit())

    def value(self) -> str | None:
        if any(each.value is None for each in self.lists):
            return None
        return ":".join(str(each.value) for each in self.lists if each.value)


class Typed(Editor):
    """A line. `may_be_empty`: what was typed and taken back again empties the field."""

    def __init__(self, name: Text, hint: Text = "", *, may_be_empty: bool = True) -> None:
        super().__init__()
        self.may_be_empty = may_be_empty
        self.line = self.make_line(name, hint)
        self.line.commits.rest.setInterval(NEVER)
        self.touched = False
        self.line.textChanged.connect(self.hear)
        Across(self).addWidget(self.line, 1)

    def make_line(self, name: Text, hint: Text) -> LineField:
        return LineField(name, hint)

    def hear(self) -> None:
        self.touched = True
        self.changed.emit()

    def value(self) -> str | None:
        text = self.line.text().strip()
        said = bool(text) or (self.may_be_empty and self.touched)
        return text if said and not self.line.composing else None


class Found(Typed):
    """A line that offers what there is; a record that was picked is named by its number."""

    def __init__(self, name: Text, find: Callable[[str], list[PopupRow]], *, by_number: bool = False) -> None:
        self.finding, self.by_number = find, by_number
        super().__init__(name, may_be_empty=by_number)

    def make_line(self, name: Text, hint: Text) -> LineField:
        line = PickField(self.finding, name, hint)
        line.picked.connect(lambda _key: self.changed.emit())
        line.textEdited.connect(lambda _text: setattr(line, "key", None))
        return line

    def value(self) -> str | None:
        picked = getattr(self.line, "key", None)
        return f"#{picked}" if self.by_number and picked is not None else super().value()


def editor_of(desk: Desk, field: str, own: dict[str, CustomFieldRow]) -> Editor:
    roles: Options = [(role.value, role) for role in PartnerRole]
    stages: Options = [(stage.value, stage) for stage in Stage]
    if field == "tier":
        return Chosen(([*NOBODY, *((tier.value, tier) for tier in Tier)], "field.tier"))
    if field == "decision_role":
        return Chosen(([*NOBODY, *((role.value, role) for role in DecisionRole)], "field.decision_role"))
    if field == "owner":
        owners = [(f"#{row.id}", Plain(in_language(row.title_en, row.title_zh))) for row in desk.book.query(Owners())]
        return Chosen(([*NOBODY, *owners], "field.owner_id"))
    if field == "role":
        return Chosen((roles, "bulk.role"), (stages, "bulk.stage"))
    if field == "stage":
        return Chosen(([(EVERY, "bulk.every-role"), *roles], "bulk.role"), (stages, "bulk.stage"))
    if field in ("tag", "untag"):
        return Found(FIELDS[field], tags_like(desk))
    if field in own:
        return own_editor(desk, own[field])
    return Typed(FIELDS[field], may_be_empty=field != "vertical")


def own_editor(desk: Desk, field: CustomFieldRow) -> Editor:
    name = Plain(field.name)
    if field.kind is CustomKind.CHOICE:
        return Chosen(([*NOBODY, *((option, Plain(option)) for option in field.options)], name))
    if field.kind is CustomKind.LINK:
        people = field.links_to is CustomConcept.CONTACT
        return Found(name, found_people(desk, lambda: None) if people else found_partners(desk), by_number=True)
    return Typed(name)


def ink_of(color: TagColor) -> str:
    """The token of a tag's words."""
    return TONES[color.value][1]


def tags_like(desk: Desk) -> Callable[[str], list[PopupRow]]:
    """Tags whose name holds what is typed, each in its colour."""

    def find(text: str) -> list[PopupRow]:
        wanted = text.casefold().strip()
        found = [tag for tag in desk.book.query(TagNames()) if wanted and wanted in tag.name.casefold()]
        return [PopupRow(tag.name, tag.name, icon="hash", icon_tint=ink_of(tag.color)) for tag in found[:8]]

    return find
