"""Saved views as tabs over the list: All, each view with its count, + for the present look; and their menus."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.partners.queries.view import SavedViewRow, ViewCount
from ui.kit.buttons import IconButton, Link
from ui.kit.fields import LineField
from ui.kit.look import Plain, Text, follow, look
from ui.kit.panels import Across, Panel
from ui.kit.popover import Popover
from ui.kit.segments import Segment, Tabs
from ui.partners.header import Entries
from ui.partners.wording import menu_of

ALL = "all"
NEVER = 24 * 3600 * 1000


class ViewTabs(Panel):
    """`opened` tells the id of a view, 0 for all partners. What else is asked carries the view itself."""

    opened = Signal(int)
    kept = Signal(str)
    renamed = Signal(object, str)
    saved = Signal(object)
    removed = Signal(object)
    moved = Signal(object, int)

    def __init__(self) -> None:
        super().__init__("surface", lines="bottom")
        self.views: Sequence[SavedViewRow] = ()
        self.counts: Mapping[int, ViewCount] = {}
        self.total = 0
        self.current = 0
        self.tabs = Tabs([(ALL, "partners.view-all")], "partners.views")
        self.rest = IconButton("chevrons-right", "partners.views-rest", side=24)
        self.adder = IconButton("plus", "partners.view-keep", side=24)
        self.save = Link("partners.view-save", 12)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.naming: Popover | None = None
        self.hidden_views: list[SavedViewRow] = []
        Across(self, margins=(16, 0, 16, 1), gap=12).take(self.tabs, self.rest, self.adder, None, self.save)
        self.save.hide()
        self.rest.hide()
        self.tabs.chosen.connect(lambda key: self.opened.emit(0 if key == ALL else int(key)))
        self.rest.clicked.connect(self.offer_rest)
        self.adder.clicked.connect(lambda: self.ask_name())
        self.save.clicked.connect(lambda: self.saved.emit(self.view()))
        follow(self.rescale)

    def rescale(self) -> None:
        self.setFixedHeight(look.px(36) + 1)
        self.lay_tabs()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_tabs()

    # What it shows

    def show_views(self, views: Sequence[SavedViewRow], current: int) -> None:
        self.views, self.current = views, current
        self.lay_tabs()

    def show_current(self, current: int, *, changed: bool) -> None:
        """Which view is open, and whether the list looks otherwise than it says."""
        self.current = current
        self.save.setVisible(changed and bool(current))
        self.lay_tabs()

    def show_counts(self, counts: Sequence[ViewCount]) -> None:
        self.counts = {count.id: count for count in counts}
        self.lay_tabs()

    def show_total(self, total: int) -> None:
        self.total = total
        self.tabs.show_count(ALL, total)

    def view(self, key: int | None = None) -> SavedViewRow | None:
        wanted = self.current if key is None else key
        return next((view for view in self.views if view.id == wanted), None)

    def lay_tabs(self) -> None:
        """As many views as there is room for, the open one among them; the others stand in the menu at the end."""
        shown = self.fitting()
        self.hidden_views = [view for view in self.views if view not in shown]
        wanted = [ALL, *(str(view.id) for view in shown)]
        names = [view.name for view in shown]
        if wanted != list(self.tabs.segments) or names != [one.text() for one in list(self.tabs.segments.values())[1:]]:
            choices: list[tuple[str, Text]] = [(str(view.id), Plain(view.name)) for view in shown]
            self.tabs.offer([(ALL, "partners.view-all"), *choices])
            for view in shown:
                self.give_menu(self.tabs.segments[str(view.id)], view)
        self.tabs.show_choice(str(self.current) if self.current else ALL)
        self.tabs.show_count(ALL, self.total)
        for view in shown:
            count = self.counts.get(view.id)
            self.tabs.show_count(str(view.id), count.partners if count is not None else None)
        self.rest.setVisible(bool(self.hidden_views))

    def fitting(self) -> list[SavedViewRow]:
        """The open view, then the others from the left, while there is room beside the buttons."""
        metrics, gap = look.metrics(13, 600), look.px(22)
        room = self.width() - look.px(16 + 16 + 24 + 24 + 36)
        if not self.save.isHidden():
            room -= self.save.sizeHint().width() + look.px(12)
        room -= metrics.horizontalAdvance(look.say("partners.view-all") + f" {self.total:,}") + gap
        shown: list[SavedViewRow] = []
        for view in sorted(self.views, key=lambda view: view.id != self.current):
            count = self.counts.get(view.id)
            room -= metrics.horizontalAdvance(f"{view.name} {count.partners if count else 100:,}") + gap
            if room < 0 and view.id != self.current:
                break
            shown.append(view)
        return [view for view in self.views if view in shown]

    def offer_rest(self) -> None:
        entries: Entries = [(Plain(view.name), "", self.opener(view.id)) for view in self.hidden_views]
        menu_of(self, entries).popup(self.rest.mapToGlobal(self.rest.rect().bottomLeft()))

    def opener(self, key: int) -> Callable[[], None]:
        return lambda: self.opened.emit(key)

    # What a person does with one

    def give_menu(self, segment: Segment, view: SavedViewRow) -> None:
        segment.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        segment.customContextMenuRequested.connect(lambda place: self.offer_acts(segment, view, place))

    def offer_acts(self, segment: Segment, view: SavedViewRow, place: QPoint) -> None:
        menu_of(self, self.acts(segment, view)).popup(segment.mapToGlobal(place))

    def acts(self, segment: QWidget, view: SavedViewRow) -> Entries:
        return [
            ("partners.view-rename", "pencil", lambda: self.ask_name(view, segment)),
            ("partners.view-save-look", "save", lambda: self.saved.emit(view)),
            ("partners.view-left", "arrow-left", lambda: self.moved.emit(view, -1)),
            ("partners.view-right", "arrow-right", lambda: self.moved.emit(view, 1)),
            None,
            ("partners.view-remove", "trash-2", lambda: self.removed.emit(view)),
        ]

    def ask_name(self, view: SavedViewRow | None = None, anchor: QWidget | None = None) -> None:
        """A small pane for the name: of the present look, or another one for a view."""
        popover = self.naming = Popover(self.adder, "partners.view-keep", width=260)
        popover.enter_closes = False
        line = LineField("partners.view-name", "partners.view-name-hint")
        line.commits.rest.setInterval(NEVER)
        line.put_value(view.name if view is not None else "")
        line.returnPressed.connect(lambda: self.take_name(line, view))
        line.left.connect(popover.close_popover)
        popover.column.addWidget(line)
        popover.open_at(anchor)
        line.setFocus()
        line.selectAll()

    def take_name(self, line: LineField, view: SavedViewRow | None) -> None:
        name = line.text().strip()
        if not name or line.composing:
            return
        if self.naming is not None:
            self.naming.close_popover()
        if view is None:
            self.kept.emit(name)
        else:
            self.renamed.emit(view, name)
