"""The room of partners: a list or a board that is filtered and sorted, and the pane of what is chosen in it."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm.exchange.leaving import Leaving
from crm.partners.commands import AddPartner, NewRole
from crm.partners.filters import Filter, read_filter, written
from crm.partners.queries import PartnerCount
from crm.partners.queries.board import Lanes
from crm.partners.queries.groups import group_keys
from crm.partners.queries.sums import PartnerSums, PartnerSumsAnswer
from crm.values import Changes, Message
from crm.values.enums import Language, PartnerRole, Stage, ViewLayout
from ui.kit.look import Text, look
from ui.kit.notices import EmptyRoom
from ui.kit.panels import Down
from ui.kit.room import Desk, Room
from ui.partners.board_page import BoardPage
from ui.partners.bulk_page import BulkPage
from ui.partners.chosen import ChosenPartners
from ui.partners.columns_popup import ColumnsPopup
from ui.partners.deeds import line_entries, more_entries, room_actions
from ui.partners.exporting import Exporting
from ui.partners.filter_bar import FilterBar
from ui.partners.fit_pages import FitPages
from ui.partners.foot import Foot
from ui.partners.handover_bar import HandoverBar
from ui.partners.hint import TypingHint
from ui.partners.listing import BY_NAME, Listing
from ui.partners.side import Side
from ui.partners.sums import sums_text
from ui.partners.tagging import TagBar
from ui.partners.toolbar import Toolbar
from ui.partners.views import ListLook, Views
from ui.partners.wording import menu_of

LISTED = ("partner", "partner_role", "contact", "affiliation", "interaction", "interaction_partner", "action_item")
"""Tables whose changes may move or alter a line of the list."""

FILTERED_BY = ("tag", "tagging", "partner_vertical", "book_setting", "fit_mark", "fit_criterion", "custom_value")
LIST, NOTHING_FOUND, NOTHING_YET, BOARD, FIT = range(5)


class PartnersRoom(Room):
    name = "partners"
    icon = "handshake"
    label = "partners.room"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.total = 0
        self.wanted: int | None = None
        self.layout_shown = ViewLayout.TABLE
        self.make_parts()
        self.lay_out()
        self.connect_signals()
        self.desk.actions.add(*room_actions(self))
        self.ask()

    # What it is made of

    def make_parts(self) -> None:
        self.toolbar, self.filter_bar = Toolbar(), FilterBar(self.desk)
        self.table = Listing(self.desk, self.filter_bar.own)
        self.model = self.table.model_of_rows
        self.tag_bar, self.foot = TagBar(self.desk), Foot()
        self.side, self.board_page = Side(self.desk), BoardPage(self.desk)
        self.pane, self.contact_pane = self.side.pane, self.side.contact_pane
        self.fit_pages, self.bulk = FitPages(self.desk), BulkPage(self.desk)
        self.handover_bar = HandoverBar(self.desk)
        self.views, self.exporting = Views(self), Exporting(self.desk)
        self.chosen = ChosenPartners(self)
        self.columns_popup: ColumnsPopup | None = None
        self.pages = QStackedWidget()
        self.toolbar.show_lanes(self.board_page.lanes)

    def lay_out(self) -> None:
        self.pages.addWidget(self.table)
        self.pages.addWidget(
            EmptyRoom("partners.none-found", "partners.none-found-why", [("partners.clear-filter", self.clear_filter)])
        )
        self.pages.addWidget(EmptyRoom("partners.none-yet", "partners.none-yet-why", self.first_steps()))
        self.pages.addWidget(self.board_page)
        self.pages.addWidget(self.fit_pages)
        column = Down(self).take(self.toolbar, self.exporting, self.views.tabs)
        column.take(self.filter_bar, self.tag_bar, self.handover_bar)
        column.addWidget(self.pages, 1)
        column.addWidget(self.bulk, 1)
        column.addWidget(self.foot)

    def first_steps(self) -> list[Any]:
        return [
            ("partners.new", self.begin_new),
            ("partners.import", self.begin_import),
        ]

    def connect_signals(self) -> None:
        self.toolbar.new.clicked.connect(self.begin_new)
        self.toolbar.laid_out.connect(self.show_layout)
        self.toolbar.lanes_chosen.connect(self.show_lanes)
        self.toolbar.columns.clicked.connect(self.open_columns)
        self.toolbar.more.clicked.connect(self.offer_more)
        self.table.arranged.connect(self.views.show_changed)
        self.filter_bar.asked.connect(lambda _filter: self.ask())
        self.filter_bar.done.connect(self.focus_shown)
        self.hint = TypingHint(self.desk, self.foot.line)
        self.foot.naming_row.addWidget(self.hint, 1)
        self.hint.opened.connect(lambda row: self.open_record("partner", row.second_id))
        self.foot.named.connect(self.add_partner)
        self.foot.line.left.connect(self.focus_shown)
        self.table.chosen.connect(self.show_chosen)
        self.table.opened.connect(self.enter)
        self.table.arrived.connect(self.show_arrived)
        self.table.sorted.connect(self.sort)
        self.table.binned.connect(self.chosen.bin)
        self.table.customContextMenuRequested.connect(self.offer_menu)
        self.board_page.chosen.connect(self.show_on_open_side)
        self.board_page.opened.connect(self.show_partner)
        self.board_page.adding.connect(self.begin_new_in)
        self.board_page.shown.connect(lambda answer: self.table.show_ids(answer.order))
        self.side.partner_asked.connect(lambda key: self.open_record("partner", key))
        self.pane.bin_asked.connect(lambda key: self.chosen.bin([key]))
        self.fit_pages.turned.connect(self.show_turned)
        self.bulk.turned.connect(self.show_bulk)
        self.fit_pages.opened.connect(self.show_partner)
        self.pane.fit.compare_asked.connect(self.chosen.compare_fit)
        self.pane.fit.criteria_asked.connect(self.fit_pages.show_criteria)

    # What it shows

    def ask(self) -> None:
        """What is in sight, anew: the order of the table or of the board, and how many partners there are."""
        asked = self.filter_bar.filter
        if self.layout_shown is ViewLayout.BOARD:
            self.board_page.ask(asked)
        else:
            self.table.ask(asked)
        self.desk.worker.ask(self, PartnerCount(), self.show_total, "count")
        sums = PartnerSums(self.desk.book.clock.today(), asked, self.desk.book.user)
        self.desk.worker.ask(self, sums, self.show_sums, "sums")
        self.views.show_changed()

    def show_sums(self, answer: PartnerSumsAnswer) -> None:
        names = {field.key: field.name for field in self.filter_bar.own}
        self.foot.show_sums(sums_text(answer, self.table.seen_columns(), names))

    def sort(self, column: str, ascending: bool) -> None:
        """A click on a header: the filter says the order too, but not that of the names, which needs no word."""
        by_name = column == BY_NAME and ascending
        self.filter_bar.put(self.filter_bar.filter.sorted_by("" if by_name else column, descending=not ascending))

    def show_arrived(self) -> None:
        """The list came: whoever is waited for is chosen, else the first."""
        ids = self.model.ids
        back = self.table.came_back()
        wanted, self.wanted = self.wanted or back, None
        if wanted is not None:
            self.table.choose(wanted)  # the home party is shown in the pane and stands in no list
        elif self.table.current_id() is None and len(ids) and not self.side.shows_contact():
            self.table.choose(self.table.first_id())
        self.show_counts()

    def want(self, key: int) -> None:
        """That partner is to be the chosen one when what is in sight has been asked anew."""
        self.wanted = self.board_page.wanted = key
        if self.layout_shown is ViewLayout.BOARD:
            self.show_partner(key)

    def show_total(self, total: int) -> None:
        self.total = total
        self.views.tabs.show_total(total)
        self.desk.count(self.name, total)
        self.show_counts()

    def show_counts(self) -> None:
        found = self.table.partners
        self.toolbar.show_total(self.total)
        self.filter_bar.show_found(self.found_text(found))
        self.pages.setCurrentIndex(self.page_for(found))
        whole = self.bulk.is_open or self.pages.currentIndex() == FIT
        self.filter_bar.setVisible(not whole and self.pages.currentIndex() != NOTHING_YET)
        for part in (self.toolbar, self.views.tabs, self.foot):
            part.setVisible(not whole)
        self.tell_selection()

    def found_text(self, found: int) -> Text:
        """21 of 48; on the board also how many roles they hold, because a partner may have several cards."""
        if self.layout_shown is ViewLayout.BOARD:
            return self.board_page.found_text()
        if self.filter_bar.filter.is_empty():
            return ""
        return Message("partners.found", {"found": found, "total": self.total})

    def page_for(self, found: int) -> int:
        if self.fit_pages.shown:
            return FIT
        if found:
            return BOARD if self.layout_shown is ViewLayout.BOARD else LIST
        return NOTHING_FOUND if not self.filter_bar.filter.is_empty() else NOTHING_YET

    def tell_selection(self) -> None:
        chosen, shown = len(self.table.selected_ids()), self.table.partners
        if shown and self.isVisible():
            self.desk.status(Message("partners.selected", {"chosen": chosen, "shown": shown}))

    def show_chosen(self, key: int | None) -> None:
        if key is None:
            return
        self.tell_selection()
        if self.layout_shown is ViewLayout.BOARD:
            return
        if self.pane.partner is None or self.pane.partner.id != key:
            self.show_partner(key)

    def show_partner(self, key: int) -> None:
        self.side.show_partner(key)
        if self.isVisible():
            self.desk.show_detail(True)

    def show_on_open_side(self, key: int) -> None:
        """A card became current: the pane follows where it is open, and is not opened by the walk of the arrows."""
        self.table.choose(key)
        if self.side.isVisible():
            self.side.show_partner(key)

    def show_contact(self, key: int) -> None:
        self.side.show_contact(key)

    def enter(self, key: int) -> None:
        """Enter on a line leads into the pane."""
        self.show_partner(key)
        self.pane.tabs.setFocus()

    # How it looks

    def look_now(self) -> ListLook:
        """What a view would keep of what is in sight."""
        columns = tuple(self.table.chosen_columns) if self.table.chosen_columns is not None else None
        return ListLook(self.filter_bar.filter, columns, self.table.group_by, self.layout_shown)

    def take_look(self, wanted: ListLook) -> None:
        """A view is opened."""
        self.table.show_columns(wanted.columns)
        self.table.group_by = wanted.group_by
        self.show_layout(wanted.layout)
        self.filter_bar.put(wanted.filter)
        self.ask()

    def group(self, key: str) -> None:
        self.table.group_by = key
        self.table.folded_groups.clear()
        self.ask()

    def open_columns(self) -> None:
        self.columns_popup = ColumnsPopup(self.toolbar.columns, self.table, self.filter_bar.own, self.table.group_by)
        self.columns_popup.chosen.connect(self.views.show_changed)
        self.columns_popup.grouped.connect(self.group)
        self.columns_popup.open_at()

    def offer_more(self) -> None:
        menu_of(self, more_entries(self)).popup(self.toolbar.more.mapToGlobal(self.toolbar.more.rect().bottomLeft()))

    def export(self) -> None:
        """The list as shown: its filter, its order, its columns."""
        asked, view = self.filter_bar.filter, self.views.tabs.view()
        title = view.name if view is not None else look.say("partners.room")
        self.exporting.ask(Leaving(asked, tuple(self.table.seen_columns()), title, replace=True))

    # Table or board

    def show_layout(self, layout: ViewLayout) -> None:
        if layout is self.layout_shown:
            return
        self.layout_shown = layout
        self.toolbar.show_layout(layout)
        self.filter_bar.show_line(layout is ViewLayout.TABLE)
        self.ask()
        self.show_counts()
        if layout is ViewLayout.BOARD:
            self.desk.show_detail(False)
        elif (key := self.table.current_id()) is not None:
            self.show_partner(key)
        self.focus_shown()

    def turn_layout(self) -> None:
        table = self.layout_shown is ViewLayout.TABLE
        self.show_layout(ViewLayout.BOARD if table else ViewLayout.TABLE)

    def show_lanes(self, lanes: Lanes) -> None:
        self.board_page.show_lanes(lanes)
        self.toolbar.show_lanes(lanes)
        self.ask()

    def focus_shown(self) -> None:
        (self.board_page if self.layout_shown is ViewLayout.BOARD else self.table).setFocus()

    # What a person does

    def begin_import(self) -> None:
        self.desk.actions.run("import")

    def begin_new(self) -> None:
        self.fit_pages.close_pages()
        self.foot.begin()

    def begin_new_in(self, role: PartnerRole, stage: Stage) -> None:
        self.foot.begin(role, stage)

    def add_partner(self, name: str) -> None:
        said = Message("partners.added", {"name": name})
        roles = (NewRole(self.foot.role, self.foot.stage),) if self.foot.role is not None else ()
        changes = self.desk.execute(AddPartner({"name": name}, roles=roles), toast=said)
        if changes is not None:
            self.filter_bar.put(Filter())
            self.want(changes.first("partner"))
            self.pane.show_tab("details")
            self.foot.end()
            self.focus_shown()
            self.ask()

    def has_chosen(self) -> bool:
        return self.table.current_id() is not None

    def focus_filter(self) -> None:
        self.fit_pages.close_pages()
        self.filter_bar.show_line(True)
        self.filter_bar.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_bar.line.selectAll()

    def clear_filter(self) -> None:
        self.filter_bar.put(Filter())
        self.focus_shown()

    def offer_menu(self, place: QPoint) -> None:
        if self.has_chosen():
            menu_of(self, line_entries(self)).popup(self.table.viewport().mapToGlobal(place))

    def show_bulk(self, shown: bool) -> None:
        """The edit of many takes the place of list and filter."""
        self.pages.setVisible(not shown)
        self.show_counts()
        self.desk.show_detail(not shown and self.layout_shown is ViewLayout.TABLE and self.side.shows_anybody())
        if not shown:
            self.focus_shown()

    # How partners fit

    def show_turned(self) -> None:
        """A page of fit was opened, with the whole room for itself, or left."""
        self.show_counts()
        if self.fit_pages.shown:
            self.desk.show_detail(False)
        else:
            self.desk.show_detail(self.layout_shown is ViewLayout.TABLE and self.side.shows_anybody())
            self.focus_shown()

    # What the window asks

    def detail(self) -> QWidget | None:
        return self.side if self.side.shows_anybody() else None

    def on_changes(self, changes: Changes) -> None:
        if any(changes.touch(table) for table in (*LISTED, *FILTERED_BY)):
            self.ask()
        self.side.on_changes(changes)
        self.fit_pages.on_changes(changes)
        self.bulk.on_changes(changes)
        self.filter_bar.on_changes(changes)
        self.table.show_own(self.filter_bar.own)
        self.views.on_changes(changes)

    def retranslate(self) -> None:
        self.side.say_again()
        self.fit_pages.say_again()
        self.bulk.say_again()
        self.ask()

    def open_record(self, kind: str, key: int) -> None:
        self.fit_pages.close_pages()
        self.bulk.put_away()
        if kind == "view":
            self.views.open(key)
            return
        if kind == "contact":
            self.show_contact(key)
            return
        if kind == "attachment":  # of the record that is shown
            self.side.mark_file(key)
            return
        if not self.table.choose(key):
            self.wanted = key
            if key not in self.model.ids and not self.filter_bar.filter.is_empty():
                self.filter_bar.put(Filter())
        self.show_partner(key)

    def about(self) -> dict[str, Any]:
        contact, partner = self.contact_pane.contact, self.table.current_id()
        if contact is not None and self.side.shows_contact():
            return {"contact_ids": (contact.id,)}
        return {"partner_id": partner} if partner is not None else {}

    def first_focus(self) -> QWidget:
        if not len(self.model.ids):
            return self.toolbar.new
        return self.board_page.board if self.layout_shown is ViewLayout.BOARD else self.table

    def state(self) -> dict[str, Any]:
        self.side.finish()
        return {
            "table": self.table.arrangement(),
            "filter": written(self.filter_bar.filter, Language.ENGLISH, self.filter_bar.own),
            "chosen": self.table.current_id(),
            "layout": self.layout_shown.value,
            "group_by": self.table.group_by,
            "view": self.views.tabs.current,
            "board": self.board_page.state(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        table, board, chosen = state.get("table"), state.get("board"), state.get("chosen")
        if isinstance(table, Mapping):
            self.table.arrange(table)
        if isinstance(board, Mapping):
            self.board_page.restore(board)
            self.toolbar.show_lanes(self.board_page.lanes)
        if isinstance(chosen, int):
            self.wanted = chosen
        self.filter_bar.put(read_filter(str(state.get("filter", "")), self.filter_bar.own).filter)
        if state.get("layout") == ViewLayout.BOARD.value:
            self.show_layout(ViewLayout.BOARD)
        if state.get("group_by") in group_keys(self.filter_bar.own):
            self.table.group_by = str(state["group_by"])
        if isinstance(view := state.get("view"), int):
            self.views.tabs.show_current(view, changed=False)
        self.ask()
