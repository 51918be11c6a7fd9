"""The head of the room: its name and count, table or board, columns or lanes, what leaves and comes in, New partner."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent

from crm.partners.queries.board import Lanes
from crm.values import Message
from crm.values.enums import ViewLayout
from ui.kit.buttons import PRIMARY, Button, IconButton
from ui.kit.labels import Label
from ui.kit.look import Plain, follow, look
from ui.kit.panels import Across, Panel
from ui.kit.segments import Segments
from ui.partners.wording import menu_of

LANES = {Lanes.ROLE: "partners.lanes-role", Lanes.OWNER: "partners.lanes-owner", Lanes.TIER: "partners.lanes-tier"}
WORDS_FROM, NEW_FROM = 620, 430
"""In a narrower room, in the drawings' pixels, buttons show their icons only; in the narrowest New partner, too."""


class Toolbar(Panel):
    """48 px. Which of its buttons are there depends on the layout; what they do is the room's."""

    laid_out = Signal(object)
    lanes_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("surface", lines="bottom")
        self.number = Label("", 15, tint="text-3")
        self.layouts = Segments(
            [("table", ViewLayout.TABLE, "table-2"), ("board", ViewLayout.BOARD, "square-kanban")], "partners.layout"
        )
        self.columns = Button("partners.columns", "columns-3")
        self.lanes = Button("partners.lanes-role", "rows-3")
        self.more = IconButton("ellipsis", "partners.more", outlined=True)
        self.new = Button("partners.new", "plus", kind=PRIMARY)
        self.row = Across(self, margins=(16, 0, 16, 0), gap=8)
        self.row.take(
            Label("partners.room", 15, 600), self.number, None,
            self.layouts, self.columns, self.lanes, self.more, self.new,
        )  # fmt: skip
        self.layouts.chosen.connect(lambda key: self.laid_out.emit(ViewLayout(key)))
        self.lanes.clicked.connect(self.offer_lanes)
        self.show_layout(ViewLayout.TABLE)
        follow(self.rescale)

    def rescale(self) -> None:
        self.setFixedHeight(look.px(48))
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        narrow = self.width() < look.px(WORDS_FROM)
        for part in (self.layouts, self.columns, self.lanes):
            part.show_bare(narrow)
        self.new.show_bare(self.width() < look.px(NEW_FROM))

    def show_total(self, total: int) -> None:
        self.number.say(Plain(f"{total:,}"))

    def show_layout(self, layout: ViewLayout) -> None:
        self.layouts.show_choice(layout.value)
        self.columns.setVisible(layout is ViewLayout.TABLE)
        self.lanes.setVisible(layout is ViewLayout.BOARD)

    def show_lanes(self, lanes: Lanes) -> None:
        self.lanes.say(Message("partners.lanes", {"by": Message(LANES[lanes])}))

    def offer_lanes(self) -> None:
        entries = [(code, "", lambda lanes=lanes: self.lanes_chosen.emit(lanes)) for lanes, code in LANES.items()]
        menu_of(self, entries).popup(self.lanes.mapToGlobal(self.lanes.rect().bottomLeft()))
