"""What can be set on one relationship, of partners or of people: first and last day, note, strength between people."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crm.partners.commands import EditRelationship, EndRelationship, RemoveRelationship
from crm.values import Command, Refused, WorldFault
from crm.values.ids import RelationshipId, Version
from ui.kit.buttons import Link
from ui.kit.dates import DateField
from ui.kit.fields import LineField
from ui.kit.labels import Label
from ui.kit.look import Plain, Text
from ui.kit.panels import Across, Down
from ui.kit.room import Desk
from ui.kit.segments import Segments
from ui.partners.editors import RecordField

STRONGEST = 5


@dataclass(frozen=True, slots=True)
class LinkValues:
    """What a relationship says besides its ends and its kind. `of_people`: it has a strength, or may get one."""

    id: RelationshipId
    version: int
    since: date | None
    until: date | None
    note: str
    strength: int | None = None
    of_people: bool = False


def edit_link(key: int, field: str, was: object, now: object) -> Command:
    return EditRelationship(RelationshipId(key), field, was, now)


class LinkSheet(QWidget):
    """Saves as it is made, and says beside itself what is refused."""

    def __init__(self, desk: Desk, link: LinkValues) -> None:
        super().__init__()
        self.desk, self.link = desk, link
        self.since, self.until = self.day("since", link.since), self.day("until", link.until)
        self.strength = StrengthField(link.strength)
        self.note = RecordField(desk, edit_link, "note", LineField("field.note"))
        self.note.label_width = 64
        self.note.rescale()
        self.note.show_record(link.id, link.note)
        self.wrong = Label("", 12, tint="red", wrap=True)
        self.wrong.hide()
        self.end, self.remove = Link("partners.end-link", 12), Link("partners.remove-link", 12)
        self.lay_out()
        self.strength.chosen.connect(lambda now: self.do(edit_link(link.id, "strength", link.strength, int(now))))
        self.end.clicked.connect(lambda: self.do(EndRelationship(link.id, None, self.seen()), "partners.link-ended"))
        self.remove.clicked.connect(lambda: self.do(RemoveRelationship(link.id, self.seen()), "partners.link-removed"))

    def seen(self) -> Version:
        return Version(self.link.version)

    def lay_out(self) -> None:
        days = Across(gap=8)
        days.addWidget(self.since, 1)
        days.addWidget(self.until, 1)
        foot = Across(gap=16).take(self.end, self.remove, None)
        column = Down(self, margins=(4, 4, 4, 12), gap=8)
        if self.link.of_people:
            column.take(self.strength)
        column.take(days, self.note, self.wrong, foot)
        self.end.setVisible(self.link.until is None)

    def day(self, name: str, value: date | None) -> DateField:
        field = DateField(self.desk.book.clock.today, f"field.{name}", f"field.{name}")
        field.show_date(value)
        field.committed_date.connect(lambda now: self.do(edit_link(self.link.id, name, value, now)))
        return field

    def do(self, act: Command, toast: Text = "") -> None:
        said = refusal_of(lambda: self.desk.book.execute(act), self.desk)
        self.wrong.setVisible(said is not None)
        if said is not None:
            self.wrong.say(said)
        elif toast:
            self.desk.toast(toast, undo=True)

    def finish(self) -> None:
        self.note.finish()


class StrengthField(QWidget):
    """How well two people know each other, 1 to 5; nothing is chosen where nobody said it."""

    def __init__(self, strength: int | None = None) -> None:
        super().__init__()
        self.steps = Segments([(str(step), Plain(str(step))) for step in range(1, STRONGEST + 1)], "field.strength")
        self.chosen = self.steps.chosen
        self.show_strength(strength)
        Across(self, gap=8).take(Label("field.strength", tint="text-3"), self.steps, None)

    def show_strength(self, strength: int | None) -> None:
        self.steps.show_choice(str(strength or ""))
        if strength is None:  # none is chosen yet: the first one takes the keyboard
            self.steps.segments["1"].setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def strength(self) -> int | None:
        return int(self.steps.choice()) if self.steps.choice() else None


def refusal_of(act: Callable[[], object], desk: Desk) -> Text | None:
    """What the data refuses, for a line beside the fields; what the world refuses goes to the banner."""
    try:
        act()
    except Refused as refusal:
        return refusal.problems[0]
    except WorldFault as fault:
        desk.problems(fault.problem)
    return None
