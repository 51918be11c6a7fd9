"""The head of the list: name and count, list, timeline or data rights, New agreement; below groups, search, type."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent

from crm.values.enums import AgreementType
from ui.agreements.choosing import GROUPS, Wanted
from ui.kit.buttons import PRIMARY, Button, IconButton
from ui.kit.choices import ChoiceField
from ui.kit.fields import LineField
from ui.kit.labels import Label
from ui.kit.look import Plain, Text, follow, look
from ui.kit.panels import Across, Down, Panel
from ui.kit.segments import Segments, Tabs

LIST, TIMELINE, RIGHTS = "list", "timeline", "rights"
WORDS_FROM, NEW_FROM = 680, 400
HEARD_AFTER = 120
"""Milliseconds after the last key until the list follows."""


class Toolbar(Panel):
    """48 px, as every room's."""

    def __init__(self) -> None:
        super().__init__("surface", lines="bottom")
        self.number = Label("", 15, tint="text-3")
        self.layouts = Segments(
            [
                (LIST, "agreements.list", "table-2"),
                (TIMELINE, "agreements.timeline", "chart-bar"),
                (RIGHTS, "agreements.rights", "scale"),
            ],
            "agreements.layout",
        )
        self.layouts.show_choice(LIST)
        self.more = IconButton("ellipsis", "partners.more", outlined=True)
        self.new = Button("agreements.new", "plus", kind=PRIMARY)
        row = Across(self, margins=(16, 0, 16, 0), gap=8)
        row.take(Label("agreements.room", 15, 600), self.number, None, self.layouts, self.more, self.new)
        follow(self.rescale)

    def rescale(self) -> None:
        self.setFixedHeight(look.px(48))
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        self.layouts.show_bare(self.width() < look.px(WORDS_FROM))
        self.new.show_bare(self.width() < look.px(NEW_FROM))

    def show_total(self, total: int) -> None:
        self.number.say(Plain(f"{total:,}"))


class SearchField(LineField):
    """Heard while one types; Down or Enter goes on in the list. What is being composed is not heard yet."""

    searches = True
    left_down = Signal()

    def __init__(self) -> None:
        super().__init__("agreements.search", "agreements.search", icon="search")
        self.commits.rest.setInterval(HEARD_AFTER)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.composing and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commits.commit()
            self.left_down.emit()
            return
        super().keyPressEvent(event)


class FilterBar(Panel):
    """`asked` tells what is wanted whenever it changed."""

    asked = Signal(object)
    done = Signal()

    def __init__(self) -> None:
        super().__init__("surface")
        self.wanted = Wanted()
        groups: list[tuple[str, Text]] = [(group, f"agreements.group-{group}") for group in GROUPS]
        self.tabs = Tabs(groups, "agreements.groups")
        self.search = SearchField()
        types: list[tuple[AgreementType | None, Text]] = [
            (None, "agreements.any-type"),
            *((t, t) for t in AgreementType),
        ]
        self.type = ChoiceField(types, "field.type")
        self.found = Label("", tint="text-3", right=True)
        below = Across(margins=(16, 8, 16, 8), gap=8)
        below.addWidget(self.search, 5)
        below.addWidget(self.type, 2)
        below.addStretch(4)
        below.addWidget(self.found)
        Down(self).take(Across(margins=(16, 0, 16, 0)).take(self.tabs, None), below)
        self.tabs.chosen.connect(lambda group: self.take(Wanted(group, self.wanted.words, self.wanted.type)))
        self.search.committed.connect(lambda words: self.take(Wanted(self.wanted.group, words, self.wanted.type)))
        self.type.committed.connect(lambda kind: self.take(Wanted(self.wanted.group, self.wanted.words, kind)))
        self.search.left_down.connect(self.done)
        self.search.left.connect(self.done)
        follow(self.rescale)

    def rescale(self) -> None:
        self.type.setMinimumWidth(look.px(112))

    def take(self, wanted: Wanted) -> None:
        if wanted != self.wanted:
            self.wanted = wanted
            self.asked.emit(wanted)

    def put(self, wanted: Wanted) -> None:
        """From what was remembered, or to show all again."""
        self.tabs.show_choice(wanted.group)
        self.search.put_value(wanted.words)
        self.type.show_value(wanted.type)
        self.take(wanted)

    def show_counts(self, counts: dict[str, int]) -> None:
        for group, number in counts.items():
            self.tabs.show_count(group, number)
