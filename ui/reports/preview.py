"""The middle of the room: which report it is, which page, how large; and the pages themselves."""

from PySide6.QtWidgets import QWidget

from crm.values import Message
from ui.kit.buttons import IconButton
from ui.kit.labels import Label
from ui.kit.look import Plain, follow, look
from ui.kit.panels import Across, Down, Panel
from ui.kit.worker import Worker
from ui.reports.pages import Pages
from ui.reports.paper_view import STEP, PaperView


class PreviewPane(QWidget):
    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self.view = PaperView(worker)
        self.title = Label("report.kind.partner", weight=600)
        self.about = Label("", tint="text-2")
        self.page = Label("", tint="text-2")
        self.zoom = Label("", tint="text-2")
        self.back = IconButton("chevron-left", "report.room.page-before", outlined=True, side=24)
        self.on = IconButton("chevron-right", "report.room.page-after", outlined=True, side=24)
        self.smaller = IconButton("minus", "report.room.smaller", outlined=True, side=24)
        self.larger = IconButton("plus", "report.room.larger", outlined=True, side=24)
        self.head = Panel("surface", lines="bottom")
        row = Across(self.head, margins=(16, 0, 16, 0), gap=8)
        row.addWidget(self.title)
        row.addWidget(self.about, 1)
        row.take(self.back, self.page, self.on, 4, self.smaller, self.zoom, self.larger)
        column = Down(self)
        column.addWidget(self.head)
        column.addWidget(self.view, 1)
        self.connect_signals()
        follow(self.rescale)

    def connect_signals(self) -> None:
        self.back.clicked.connect(lambda: self.view.turn(-1))
        self.on.clicked.connect(lambda: self.view.turn(1))
        self.smaller.clicked.connect(lambda: self.view.zoom_by(1 / STEP))
        self.larger.clicked.connect(lambda: self.view.zoom_by(STEP))
        self.view.turned.connect(lambda _: self.say_page())
        self.view.zoomed.connect(lambda _: self.say_zoom())

    def rescale(self) -> None:
        self.head.setFixedHeight(look.px(48))

    def name(self, kind: str, about: str) -> None:
        """Which report it is (a code), and whom it is about."""
        self.title.say(kind)
        self.about.say(Plain(about))

    def show_pages(self, pages: Pages) -> None:
        self.view.show_pages(pages)
        self.say_page()
        self.say_zoom()

    def say_page(self) -> None:
        total = len(self.view.pages) if self.view.pages else 0
        self.page.say(Message("report.room.of", {"page": self.view.number, "total": total}))
        self.back.setEnabled(self.view.number > 1)
        self.on.setEnabled(self.view.number < total)

    def say_zoom(self) -> None:
        self.zoom.say(Message("report.room.percent", {"percent": round(self.view.shown_zoom * 100)}))
