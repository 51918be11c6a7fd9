"""The filter of the list: as text (Ctrl+F) and as chips, which say the same."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from crm.partners.filters import Filter, read_filter, written
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
HEADS: dict[type[Choice], str] = {Stage: "partners.stage-is", Tier: "partners.tier-is", PartnerRole: "partners.role-is"}


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
        self.take(read_filter(text))

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
        groups: list[Sequence[Choice | None]] = [self.filter.stages, self.filter.tiers, self.filter.roles]
        groups.append([None] if self.filter.quiet else [])
        for group in filter(None, groups):
            chip = Chip(*chip_text(group), removable=True)
            chip.removed.connect(lambda group=group: self.take_away(group))
            self.row.addWidget(chip)
        self.row.addStretch(1)
        self.chips.setVisible(self.row.count() > 1)

    def take_away(self, group: Sequence[Choice | None]) -> None:
        left = self.filter
        for choice in group:
            left = left.without(choice)
        self.put(left)

    def offer_parts(self) -> None:
        menu = QMenu(self)
        for kind, title in ((Stage, "field.stage"), (Tier, "field.tier"), (PartnerRole, "field.role")):
            part = menu.addMenu(look.say(title))
            for choice in kind:
                self.offer(part, choice, look.say(choice))
        self.offer(menu, None, look.say("partners.quiet-is"))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def offer(self, menu: QMenu, choice: Choice | None, text: str) -> None:
        entry = menu.addAction(text)
        entry.triggered.connect(lambda: self.put(self.filter.with_part(choice)))


def chip_text(group: Sequence[Choice | None]) -> tuple[Text, Text]:
    """Stage is · active, negotiating; or *gone quiet*, which has no value."""
    first = group[0]
    if first is None:
        return "partners.quiet-is", ""
    return HEADS[type(first)], Message("partners.values", {"values": tuple(group)})
