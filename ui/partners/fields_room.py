"""The fields that the book adds to partners, contacts and meetings: made, renamed in place, ordered, taken away."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from crm.partners.commands import AddCustomField, EditCustomField, RemoveCustomField
from crm.partners.queries import CustomFieldRow, CustomFields
from crm.values import Changes, Command, Message, Problem, Refused, WorldFault
from crm.values.enums import CustomConcept, CustomKind
from ui.kit.buttons import PRIMARY, Button, IconButton
from ui.kit.choices import ChoiceField
from ui.kit.fields import LineField, TextField
from ui.kit.labels import Label
from ui.kit.look import Text, follow, look
from ui.kit.panels import Across, Down, Hairline, Panel, Scroller, clear
from ui.kit.room import Desk
from ui.kit.room import Room as BaseRoom
from ui.kit.segments import Tabs
from ui.partners.finding import NEVER

KINDS: list[tuple[CustomKind, Text]] = [(kind, kind) for kind in CustomKind]
LINKS: list[tuple[CustomConcept, Text]] = [
    (concept, concept) for concept in (CustomConcept.PARTNER, CustomConcept.CONTACT)
]
NAME_WIDE, KIND_WIDE, NEEDS_WIDE = 200, 144, 280


class Room(BaseRoom):
    name = "fields"
    icon = "list-checks"
    label = "window.fields"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.concept = CustomConcept.PARTNER
        self.fields: tuple[CustomFieldRow, ...] | None = None
        self.rows: list[FieldRow] = []
        self.back = IconButton("arrow-left", "partners.back")
        self.tabs = Tabs([(concept.value, f"own.of-{concept.value}") for concept in CustomConcept], "own.concepts")
        self.list = QWidget()
        self.column = Down(self.list, gap=8)
        self.none = Label("own.none-yet", tint="text-3", wrap=True)
        self.new = NewField(desk)
        self.lay_out()
        self.back.clicked.connect(lambda: desk.show("partners"))
        self.tabs.chosen.connect(self.show_concept)
        self.show_concept(self.concept.value)

    def lay_out(self) -> None:
        self.head = Panel("surface", lines="bottom")
        Across(self.head, margins=(8, 0, 16, 0), gap=8).take(self.back, Label("window.fields", 15, 600), None)
        page = Panel("surface")
        tabs = Across(margins=(0, 0, 0, 0)).take(self.tabs, None)
        column = Down(page, margins=(24, 12, 24, 24), gap=12)
        column.take(tabs, Label("own.about", tint="text-2", wrap=True), self.none, self.list, Hairline())
        column.take(Label("own.new", 13, 600), self.new, None)
        whole = Down(self).take(self.head)
        whole.addWidget(Scroller(page), 1)
        follow(self.rescale)

    def rescale(self) -> None:
        self.head.setFixedHeight(look.px(48))

    def show_concept(self, concept: str) -> None:
        self.concept = CustomConcept(concept)
        self.tabs.show_choice(concept)
        self.new.concept = self.concept
        self.reload()

    def reload(self) -> None:
        everywhere = self.desk.book.query(CustomFields())
        for concept in CustomConcept:
            count = sum(field.concept is concept for field in everywhere)
            self.tabs.show_count(concept.value, count or None)
        found = tuple(field for field in everywhere if field.concept is self.concept)
        if found != self.fields:
            self.fields = found
            self.make_rows(found)
        self.none.setVisible(not found)
        self.list.setVisible(bool(found))

    def make_rows(self, found: tuple[CustomFieldRow, ...]) -> None:
        clear(self.column)
        self.rows = [FieldRow(self.desk, field, place, len(found)) for place, field in enumerate(found)]
        self.column.take(*self.rows)

    def on_changes(self, changes: Changes) -> None:
        if changes.touch("custom_field") or changes.touch("custom_value"):
            self.reload()

    def retranslate(self) -> None:
        self.fields = None
        self.reload()

    def open_record(self, kind: str, key: int) -> None:
        self.show_concept(kind)
        self.new.name.setFocus()

    def state(self) -> dict[str, Any]:
        return {"concept": self.concept.value}

    def restore(self, state: Mapping[str, Any]) -> None:
        if state.get("concept") in [concept.value for concept in CustomConcept]:
            self.show_concept(str(state["concept"]))

    def first_focus(self) -> QWidget:
        return self.rows[0].name if self.rows else self.new.name


class FieldRow(QWidget):
    """Name, kind, what the kind needs, its key, how many values it has, its place, and a way to take it away."""

    def __init__(self, desk: Desk, field: CustomFieldRow, place: int, count: int) -> None:
        super().__init__()
        self.desk, self.field, self.place = desk, field, place
        self.name = LineField("field.name")
        self.name.put_value(field.name)
        self.kind = ChoiceField(KINDS, "field.kind")
        self.kind.show_value(field.kind)
        self.needs = Needs()
        self.needs.show_kind(field.kind)
        self.needs.show_values(field)
        self.about = Label(Message("own.key-and-uses", {"key": field.key, "n": field.uses}), 12, tint="text-3")
        self.up, self.down = IconButton("arrow-up", "own.up", side=24), IconButton("arrow-down", "own.down", side=24)
        self.cross = IconButton("trash-2", Message("own.remove", {"field": field.name}), side=24)
        self.wrong = Label("", 12, tint="red", wrap=True)
        self.wrong.hide()
        self.lay_out(count)
        self.connect_signals()
        follow(self.rescale)

    def lay_out(self, count: int) -> None:
        row = in_one_line(self.name, self.kind, self.needs)
        row.take(self.up, self.down, self.cross)
        row.addStretch(0)
        Down(self, gap=4).take(row, self.about, self.wrong)
        self.up.setEnabled(self.place > 0)
        self.down.setEnabled(self.place < count - 1)

    def rescale(self) -> None:
        self.name.setMaximumWidth(look.px(NAME_WIDE))
        self.kind.setFixedWidth(look.px(KIND_WIDE))

    def connect_signals(self) -> None:
        self.name.committed.connect(lambda text: self.edit("name", self.field.name, text))
        self.kind.committed.connect(lambda kind: self.edit("kind", self.field.kind, kind))
        self.needs.unit.committed.connect(lambda text: self.edit("unit", self.field.unit, text))
        self.needs.currency.committed.connect(lambda text: self.edit("currency", self.field.currency, text))
        self.needs.options.committed.connect(lambda text: self.edit("options", "\n".join(self.field.options), text))
        self.needs.links_to.committed.connect(lambda to: self.edit("links_to", self.field.links_to, to))
        self.up.clicked.connect(lambda: self.shift(-1))
        self.down.clicked.connect(lambda: self.shift(1))
        self.cross.clicked.connect(self.ask_to_remove)

    def edit(self, field: str, was: object, now: object) -> None:
        if was != now and not self.do(EditCustomField(self.field.id, field, was, now)):
            self.kind.show_value(self.field.kind)
            self.needs.links_to.show_value(self.field.links_to)

    def shift(self, by: int) -> None:
        self.do(EditCustomField(self.field.id, "position", self.field.position, self.place + by))

    def ask_to_remove(self) -> None:
        """A field that holds something says how much; one that does not goes at once. Both can be undone."""
        if not self.field.uses:
            self.remove()
            return
        sentence = Message("own.remove-sentence", {"field": self.field.name, "n": self.field.uses})
        self.desk.confirm(sentence, "own.remove-it", self.remove)

    def remove(self) -> None:
        said = Message("own.removed", {"field": self.field.name, "n": self.field.uses})
        self.desk.execute(RemoveCustomField(self.field.id), toast=said)

    def do(self, act: Command) -> bool:
        problem = refused(self.desk, act)
        self.wrong.say(problem or "")
        self.wrong.setVisible(problem is not None)
        return problem is None


def in_one_line(name: LineField, kind: ChoiceField, needs: "Needs") -> Across:
    """Name and what the kind needs share the room that there is, up to what they can use."""
    row = Across(gap=8)
    row.addWidget(name, 2)
    row.addWidget(kind)
    row.addWidget(needs, 3)
    return row


class Needs(QWidget):
    """What a kind needs to be known: a number's unit, money's currency, the choices, where a link leads."""

    def __init__(self) -> None:
        super().__init__()
        self.unit = LineField("field.unit", "own.unit-hint")
        self.currency = LineField("field.currency", "own.currency-hint")
        self.options = TextField("field.options", "own.options-hint", least=1, most=6)
        self.links_to = ChoiceField(LINKS, "field.links_to")
        Down(self).take(self.unit, self.currency, self.options, self.links_to)
        follow(self.rescale)

    def rescale(self) -> None:
        self.setMaximumWidth(look.px(NEEDS_WIDE))

    def show_kind(self, kind: CustomKind) -> None:
        for wanted, editor in (
            (CustomKind.NUMBER, self.unit),
            (CustomKind.MONEY, self.currency),
            (CustomKind.CHOICE, self.options),
            (CustomKind.LINK, self.links_to),
        ):
            editor.setVisible(kind is wanted)

    def show_values(self, field: CustomFieldRow) -> None:
        self.unit.put_value(field.unit)
        self.currency.put_value(field.currency)
        self.options.put_value("\n".join(field.options))
        self.links_to.show_value(field.links_to or CustomConcept.PARTNER)


class NewField(QWidget):
    """A field to be: Enter in its name, or Add, makes it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.concept = CustomConcept.PARTNER
        self.name = LineField("field.name", "own.name-hint")
        self.kind = ChoiceField(KINDS, "field.kind")
        self.needs = Needs()
        self.add = Button("own.add", "plus", kind=PRIMARY)
        self.wrong = Label("", 12, tint="red", wrap=True)
        self.wrong.hide()
        for line in (self.name, self.needs.unit, self.needs.currency, self.needs.options):
            line.commits.rest.setInterval(NEVER)
        row = in_one_line(self.name, self.kind, self.needs)
        row.take(self.add)
        row.addStretch(0)
        Down(self, gap=4).take(row, self.wrong)
        self.needs.show_kind(CustomKind.TEXT)
        self.kind.committed.connect(self.needs.show_kind)
        self.add.clicked.connect(self.save)
        self.name.returnPressed.connect(self.save)
        follow(self.rescale)

    def rescale(self) -> None:
        self.name.setMaximumWidth(look.px(NAME_WIDE))
        self.kind.setFixedWidth(look.px(KIND_WIDE))

    def values(self) -> dict[str, object]:
        needs = self.needs
        return {
            "name": self.name.text(),
            "concept": self.concept,
            "kind": self.kind.value,
            "unit": needs.unit.text(),
            "currency": needs.currency.text() if self.kind.value is CustomKind.MONEY else "",
            "options": needs.options.toPlainText(),
            "links_to": needs.links_to.value,
        }

    def save(self) -> None:
        if self.name.composing:
            return
        problem = refused(self.desk, AddCustomField(self.values()))
        self.wrong.say(problem or "")
        self.wrong.setVisible(problem is not None)
        if problem is None:
            self.desk.toast(Message("own.added", {"field": self.name.text().strip()}), undo=True)
            for line in (self.name, self.needs.unit, self.needs.currency, self.needs.options):
                line.put_value("")
            self.name.setFocus()


def refused(desk: Desk, act: Command) -> Problem | None:
    """Does it; what is wrong with it, for the place where it was typed."""
    try:
        desk.book.execute(act)
    except Refused as refusal:
        return refusal.problems[0]
    except WorldFault as fault:
        return fault.problem
    return None
