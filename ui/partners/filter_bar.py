"""The filter of the list: as text (Ctrl+F) and as chips, which say the same."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from crm.partners.filters import Filter, Operator, Term, read_filter, written, written_term
from crm.values import Message
from crm.values.enums import Choice, PartnerRole, Stage, Tier
from ui.kit.chips import Chip
from ui.kit.fields import LineField
from ui.kit.keycaps import KeyCaps
from ui.kit.labels import Label
from ui.kit.look import Plain, Text, look
from ui.kit.panels import Across, Down, clear

HEARD_AFTER = 120
"""Milliseconds after the last key until the list follows."""

LEAVING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Escape)
HEADS: dict[str, tuple[type[Choice], str]] = {
    "stage": (Stage, "partners.stage-is"),
    "tier": (Tier, "partners.tier-is"),
    "role": (PartnerRole, "partners.role-is"),
}
QUIET = Term("is", Operator.IS, ("quiet",))


class FilterBar(QWidget):
    """`asked` tells the filter. While text is being composed by an input method it waits."""

    asked = Signal(object)
    done = Signal()
    """Enter, Down or Esc: the keyboard goes on in the list."""

    def __init__(self) -> None:
        super().__init__()
        self.filter = Filter()
        self.line = LineField("partners.filter", "partners.filter-hint", icon="list-filter")
        self.line.commits.rest.setInterval(HEARD_AFTER)
        self.line.searches = True
        self.found = Label("", tint="text-3")
        self.more = Chip("partners.filter-add", icon="plus", outlined=True)
        self.chips = QWidget()
        self.row = Across(self.chips, gap=8)
        self.caps = KeyCaps(["Ctrl F"])
        top = Across(gap=8)
        top.addWidget(self.line, 1)
        top.take(self.caps, self.more, self.found)
        Down(self, margins=(16, 8, 16, 8), gap=8).take(top, self.chips)
        self.line.committed.connect(self.read)
        self.more.clicked.connect(self.offer_parts)
        look.changed.connect(self.say_again)
        self.show_chips()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in LEAVING:
            self.line.commits.commit()
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def read(self, text: str) -> None:
        """What means nothing is said, and the list stays as it was."""
        reading = read_filter(text)
        if reading.problems:
            self.found.say(Plain(look.say(reading.problems[0])))
        else:
            self.take(reading.filter)

    def take(self, asked: Filter) -> None:
        if asked != self.filter:
            self.filter = asked
            self.show_chips()
            self.asked.emit(asked)

    def put(self, asked: Filter) -> None:
        """From a chip or from what was remembered: the text says it too."""
        self.line.put_value(written(asked, look.language))
        self.take(asked)

    def say_again(self) -> None:
        if not self.line.commits.pending():
            self.line.put_value(written(self.filter, look.language))

    def show_found(self, found: int, total: int) -> None:
        narrowed = not self.filter.is_empty()
        self.found.say("partners.found" if narrowed else Plain(""), found=found, total=total)

    def show_chips(self) -> None:
        clear(self.row)
        for term in self.filter.terms:
            chip = Chip(*chip_text(term), removable=True)
            chip.removed.connect(lambda term=term: self.put(self.filter.without(term)))
            self.row.addWidget(chip)
        self.row.addStretch(1)
        self.chips.setVisible(self.row.count() > 1)

    def offer_parts(self) -> None:
        menu = QMenu(self)
        for field, kind, title in (
            ("stage", Stage, "field.stage"), ("tier", Tier, "field.tier"), ("role", PartnerRole, "field.role")
        ):  # fmt: skip
            part = menu.addMenu(look.say(title))
            for choice in kind:
                self.offer(part, Term(field, Operator.IS, (choice.value,)), look.say(choice))
        self.offer(menu, QUIET, look.say("partners.quiet-is"))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def offer(self, menu: QMenu, term: Term, text: str) -> None:
        entry = menu.addAction(text)
        entry.triggered.connect(lambda: self.put(self.filter.with_term(term)))


def chip_text(term: Term) -> tuple[Text, Text]:
    """Stage is · active, negotiating; *gone quiet*, which has no value; any other part as it is typed."""
    if term == QUIET:
        return "partners.quiet-is", ""
    if term.field in HEADS and not term.negated:
        kind, head = HEADS[term.field]
        return head, Message("partners.values", {"values": tuple(kind(value) for value in term.values)})
    return Plain(written_term(term, look.language)), ""
