"""The head of the pane beside the list: number, title, status, and the way into the record."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.agreements.shown import Shown
from ui.agreements.status_tags import StatusTags
from ui.agreements.wording import number_of
from ui.kit.buttons import PRIMARY, Button
from ui.kit.labels import Label
from ui.kit.look import Plain
from ui.kit.panels import Across, Down
from ui.kit.room import Desk
from ui.partners.wording import second_title_of, title_of

if TYPE_CHECKING:
    from ui.agreements.side import Side


class SideHead(QWidget):
    def __init__(self, desk: Desk, side: "Side") -> None:
        super().__init__()
        self.desk, self.side = desk, side
        self.number = Label("", 12, tint="text-3")
        self.title = Label("", 15, 600, wrap=True)
        self.second = Label("", 12, tint="text-3")
        self.tags = StatusTags()
        self.open = Button("agreements.open", "arrow-right", kind=PRIMARY, small=True)
        row = Across(gap=8)
        row.addWidget(self.tags, 1)
        row.addWidget(self.open)
        Down(self, margins=(16, 14, 16, 12), gap=4).take(self.number, self.title, self.second, 2, row)
        self.open.clicked.connect(self.go_in)

    def show_record(self, shown: Shown) -> None:
        self.number.say(Plain(number_of(shown.row)))
        self.title.say(Plain(title_of(shown.row)))
        self.second.say(Plain(second_title_of(shown.row)))
        self.second.setVisible(bool(second_title_of(shown.row)))
        self.tags.show_record(shown)

    def go_in(self) -> None:
        if self.side.shown is not None:
            self.side.opened.emit(self.side.shown.id)
