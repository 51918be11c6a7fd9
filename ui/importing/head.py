"""The head of the page: which file, how it was read, and the lists by which a person says otherwise."""

from typing import Any

from PySide6.QtCore import Signal

from crm.acts.importing import SheetKind
from crm.exchange.tables.encodings import CHOICES
from crm.values import Message
from crm.values.days import DayOrder
from ui.importing.trial import Trial
from ui.kit.buttons import Button
from ui.kit.choices import ChoiceField
from ui.kit.labels import Label
from ui.kit.look import Plain, look
from ui.kit.panels import Across, Narrow, Panel

ASKED = (DayOrder.UNKNOWN, DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST)


class Head(Panel):
    chosen = Signal(str, object)
    """`kind`, `encoding`, `sheet` or `order`, and its value."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__("surface", lines="bottom")
        self.file = Label("", 13, tint="text-2")
        self.program = Label("", 12, 600, tint="accent-text")
        self.facts = Label("", 12, tint="text-3")
        self.kind = ChoiceField([(kind, kind.code) for kind in SheetKind], "import.kind")
        self.encoding = ChoiceField([(name, Plain(name.upper())) for name in CHOICES], "import.encoding")
        self.sheet = ChoiceField((), "import.sheet")
        self.order = ChoiceField([(order, f"import.order.{order.value}") for order in ASKED], "import.order")
        self.other = Button("import.other-file", "folder-open")
        self.other.clicked.connect(self.asked)
        for name, field in (("kind", self.kind), ("encoding", self.encoding), ("sheet", self.sheet)):
            field.committed.connect(lambda value, name=name: self.chosen.emit(name, value))
        self.order.committed.connect(self.choose_order)
        self.places = {field: self.held(field) for field in (self.kind, self.encoding, self.sheet, self.order)}
        row = Across(self, margins=(16, 0, 16, 0), gap=8).take(Label("import.title", 15, 600), self.file, self.program)
        row.addWidget(self.facts, 1)
        row.take(*self.places.values(), self.other)
        self.show_nothing()

    def held(self, field: ChoiceField) -> Narrow:
        """A list of one width, so that the head does not jump when its value changes."""
        place = Narrow(128, "")
        Across(place).addWidget(field)
        return place

    def choose_order(self, order: DayOrder) -> None:
        self.chosen.emit("order", None if order is DayOrder.UNKNOWN else order)

    def rescale(self) -> None:
        self.setFixedHeight(look.px(48))

    def show_nothing(self) -> None:
        self.rescale()
        self.file.say("")
        self.program.say("")
        self.facts.say("")
        for place in self.places.values():
            place.setVisible(False)
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
        self.places[self.order].setVisible(trial.columns.kind is SheetKind.INTERACTIONS)
        self.other.setVisible(True)
