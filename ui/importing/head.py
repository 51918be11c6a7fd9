"""The head of the page: where the import is, which file, how it was read, and the lists by which a person says
otherwise."""

from typing import Any

from PySide6.QtCore import Signal

from crm.acts.importing import SheetKind
from crm.exchange.tables.encodings import CHOICES
from crm.values import Message
from crm.values.days import DayOrder
from ui.importing.steps import FILE, Steps
from ui.importing.trial import Trial
from ui.kit.buttons import Button, Link
from ui.kit.choices import CheckField, ChoiceField
from ui.kit.labels import Label
from ui.kit.look import Plain, look
from ui.kit.marks import IconMark
from ui.kit.panels import Across, Down, Narrow, Panel

ASKED = (DayOrder.UNKNOWN, DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST)


class Head(Panel):
    chosen = Signal(str, object)
    """`kind`, `encoding`, `sheet`, `order` or `new_parties`, and its value."""

    asked = Signal()
    left = Signal()
    """Back to the partners."""

    templates = Signal()
    """List the templates that are kept."""

    def __init__(self) -> None:
        super().__init__("surface", lines="bottom")
        self.file = Label("", 13, tint="text-2")
        self.program = Label("", 12, 600, tint="accent-text")
        self.facts = Label("", 12, tint="text-3")
        self.kind = ChoiceField([(kind, kind.code) for kind in SheetKind], "import.kind", small=True)
        self.encoding = ChoiceField([(name, Plain(name.upper())) for name in CHOICES], "import.encoding", small=True)
        self.sheet = ChoiceField((), "import.sheet", small=True)
        self.order = ChoiceField(
            [(order, f"import.order.{order.value}") for order in ASKED], "import.order", small=True
        )
        self.parties = CheckField("import.new-parties")
        self.parties.toggled.connect(lambda on: self.chosen.emit("new_parties", on))
        self.other = Button("import.other-file", "folder-open", small=True)
        self.other.clicked.connect(self.asked)
        self.kept = Button("import.templates", "list", small=True)
        self.kept.clicked.connect(self.templates)
        self.partners = Link("window.partners")
        self.partners.clicked.connect(self.left)
        self.steps = Steps()
        for name, field in (("kind", self.kind), ("encoding", self.encoding), ("sheet", self.sheet)):
            field.committed.connect(lambda value, name=name: self.chosen.emit(name, value))
        self.order.committed.connect(self.choose_order)
        self.places = {field: self.held(field) for field in (self.kind, self.encoding, self.sheet, self.order)}
        self.trail = Panel("surface")
        row = Across(self.trail, margins=(16, 0, 16, 0), gap=8)
        row.take(self.partners, IconMark("chevron-right", side=14), Label("import.title", 15, 600), self.file)
        row.take(self.program)
        row.addWidget(self.facts, 1)
        row.take(self.steps)
        self.lists = Panel("surface", lines="bottom")
        Across(self.lists, margins=(16, 0, 16, 8), gap=8).take(
            *self.places.values(), self.parties, None, self.kept, self.other
        )
        Down(self).take(self.trail, self.lists)
        self.show_nothing()

    def held(self, field: ChoiceField) -> Narrow:
        """A list of one width, so that the head does not jump when its value changes."""
        place = Narrow(128, "")
        Across(place).addWidget(field)
        return place

    def choose_order(self, order: DayOrder) -> None:
        self.chosen.emit("order", None if order is DayOrder.UNKNOWN else order)

    def rescale(self) -> None:
        self.trail.setFixedHeight(look.px(48))
        self.lists.setFixedHeight(look.px(36))

    def show_nothing(self) -> None:
        self.rescale()
        self.file.say("")
        self.program.say("")
        self.steps.show_step(FILE)
        self.facts.say("")
        for place in self.places.values():
            place.setVisible(False)
        self.parties.setVisible(False)
        self.other.setVisible(False)

    def show_trial(self, trial: Trial, choices: Any, waiting: int = 0) -> None:
        """`waiting`: files that come after this one."""
        sheet = trial.sheet
        self.file.say(Plain(sheet.file))
        facts = Message("import.facts", {"n": len(sheet.rows), "columns": len(sheet.headers)})
        self.facts.say(Message("import.facts-next", {"facts": facts, "n": waiting}) if waiting else facts)
        shape = trial.columns.shape
        self.program.say(f"import.shape.{shape}" if shape else "")
        self.program.setVisible(bool(shape))
        self.kind.show_value(trial.columns.kind)
        is_text = bool(sheet.encoding)
        offered = [(name, Plain(name.upper())) for name in dict.fromkeys((sheet.encoding, *CHOICES))]
        self.encoding.offer(offered)
        self.encoding.show_value(sheet.encoding)
        self.sheet.offer([(name, Plain(name)) for name in sheet.names])
        self.sheet.show_value(sheet.name)
        self.order.show_value(choices.order or DayOrder.UNKNOWN)
        self.places[self.kind].setVisible(True)
        self.places[self.encoding].setVisible(is_text)
        self.places[self.sheet].setVisible(len(sheet.names) > 1)
        self.places[self.order].setVisible(trial.columns.kind in (SheetKind.INTERACTIONS, SheetKind.AGREEMENTS))
        self.parties.setVisible(trial.columns.kind is SheetKind.AGREEMENTS)
        self.other.setVisible(True)
