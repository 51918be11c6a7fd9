"""The room of partners: a list that is filtered, sorted and edited in place, and the pane of what is chosen in it."""

from array import array
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm.partners.commands import AddPartner, BinPartners, EditPartner
from crm.partners.filters import Filter, read_filter, written
from crm.partners.queries import Owners, PartnerCount, PartnerOrder, PartnerPage, PartnerRow, Sort
from crm.values import Changes, Message
from crm.values.enums import Language
from crm.values.ids import PartnerId
from ui.kit.actions import Action
from ui.kit.buttons import PRIMARY, Button
from ui.kit.grid import Table
from ui.kit.labels import Label
from ui.kit.look import Plain, follow, look
from ui.kit.notices import EmptyRoom
from ui.kit.panels import Across, Down, Panel
from ui.kit.room import Desk, Room
from ui.kit.table import TableModel
from ui.partners.columns import columns, edit_of
from ui.partners.contact_pane import ContactPane
from ui.partners.filter_bar import FilterBar
from ui.partners.foot import Foot
from ui.partners.partner_pane import PartnerPane
from ui.partners.tagging import TagBar
from ui.partners.wording import menu_of, title_of

LISTED = ("partner", "partner_role", "contact", "affiliation", "interaction", "interaction_partner", "action_item")
"""Tables whose changes may move or alter a line of the list."""

FILTERED_BY = ("tagging", "partner_vertical", "book_setting")
LIST, NOTHING_FOUND, NOTHING_YET = range(3)


class PartnersRoom(Room):
    name = "partners"
    icon = "handshake"
    label = "partners.room"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.total = 0
        self.wanted: int | None = None
        self.make_parts()
        self.lay_out()
        self.connect_signals()
        self.add_actions()
        follow(self.rescale)
        self.ask()

    # What it is made of

    def make_parts(self) -> None:
        book = self.desk.book
        self.model: TableModel[PartnerRow] = TableModel(
            columns(book.clock.today, lambda: book.query(Owners())), self.page_of
        )
        self.table = Table(self.model, "partners.room")
        self.table.show_sort("name", True)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.filter_bar = FilterBar()
        self.tag_bar = TagBar(self.desk)
        self.foot = Foot()
        self.number = Label("", 15, tint="text-3")
        self.new_button = Button("partners.new", "plus", kind=PRIMARY)
        self.pane, self.contact_pane = PartnerPane(self.desk), ContactPane(self.desk)
        self.side = QStackedWidget()
        self.side.addWidget(self.pane)
        self.side.addWidget(self.contact_pane)
        self.pages = QStackedWidget()

    def lay_out(self) -> None:
        self.head = Panel("surface", lines="bottom")
        Across(self.head, margins=(16, 0, 16, 0), gap=8).take(
            Label("partners.room", 15, 600), self.number, None, self.new_button
        )
        self.pages.addWidget(self.table)
        self.pages.addWidget(
            EmptyRoom("partners.none-found", "partners.none-found-why", [("partners.clear-filter", self.clear_filter)])
        )
        self.pages.addWidget(EmptyRoom("partners.none-yet", "partners.none-yet-why", self.first_steps()))
        column = Down(self).take(self.head, self.filter_bar, self.tag_bar)
        column.addWidget(self.pages, 1)
        column.addWidget(self.foot)

    def first_steps(self) -> list[Any]:
        return [
            ("partners.new", self.begin_new),
            ("partners.import", lambda: self.desk.actions.run("import")),
        ]

    def connect_signals(self) -> None:
        self.new_button.clicked.connect(self.begin_new)
        self.filter_bar.asked.connect(lambda _filter: self.ask())
        self.filter_bar.done.connect(self.table.setFocus)
        self.foot.named.connect(self.add_partner)
        self.foot.line.left.connect(self.table.setFocus)
        self.table.chosen.connect(self.show_chosen)
        self.table.opened.connect(self.enter)
        self.table.edited.connect(self.edit)
        self.table.sorted.connect(lambda *_: self.ask())
        self.table.binned.connect(self.bin)
        self.table.customContextMenuRequested.connect(self.offer_menu)
        self.pane.contact_asked.connect(self.show_contact)
        self.pane.partner_asked.connect(lambda key: self.open_record("partner", key))
        self.pane.bin_asked.connect(lambda key: self.bin([key]))
        self.pane.gone.connect(lambda: self.desk.show_detail(False))
        self.contact_pane.back.connect(self.show_partner_again)
        self.contact_pane.gone.connect(self.show_partner_again)
        self.contact_pane.partner_asked.connect(lambda key: self.open_record("partner", key))

    def add_actions(self) -> None:
        here, some = self.name, self.has_chosen
        pane, table = self.pane, self.table
        self.desk.actions.add(
            Action("partner-new", "partners.new", self.begin_new, "plus", ("Ctrl+N",), here, "edit"),
            Action("partner-filter", "partners.filter", self.focus_filter, "list-filter", ("Ctrl+F",), here, "view"),
            Action("partner-tag", "partners.tag", self.begin_tags, "tag", ("Ctrl+T",), here, "edit", some),
            Action("partner-report", "partners.report", pane.report, "file-text", (), here, "", some),
            Action("partner-attach", "partners.attach", pane.files.choose, "paperclip", (), here, "", some),
            Action("partner-edit", "partners.edit", table.edit_current, "pencil", ("F2",), here, listed=True),
            Action("partner-bin", "partners.to-bin", self.bin_chosen, "trash-2", ("Delete",), here, listed=True),
        )

    def rescale(self) -> None:
        self.head.setFixedHeight(look.px(48))

    # What it shows

    def page_of(self, ids: Sequence[int]) -> Mapping[int, PartnerRow]:
        return {row.id: row for row in self.desk.book.query(PartnerPage(ids, self.desk.book.clock.today()))}

    def ask(self) -> None:
        """The order of the list, off the window's thread."""
        asked = self.filter_bar.filter
        question = PartnerOrder(
            self.desk.book.clock.today(),
            asked.words,
            Sort(self.table.sort_column or "name"),
            not self.table.ascending,
            look.language,
            asked.stages,
            asked.tiers,
            asked.roles,
            asked.quiet,
        )
        self.desk.worker.ask(self, question, self.show_order, "order")
        self.desk.worker.ask(self, PartnerCount(), self.show_total, "count")

    def show_order(self, ids: "array[int]") -> None:
        if ids == self.model.ids:
            self.model.reload()
        else:
            self.table.show_order(ids)
        wanted, self.wanted = self.wanted, None
        if wanted is not None:
            self.table.choose(wanted)  # the home party is shown in the pane and stands in no list
        elif self.table.current_id() is None and len(ids) and not self.shows_contact():
            self.table.choose(ids[0])
        self.show_counts()

    def show_total(self, total: int) -> None:
        self.total = total
        self.desk.count(self.name, total)
        self.show_counts()

    def show_counts(self) -> None:
        found = len(self.model.ids)
        self.number.say(Plain(f"{self.total:,}"))
        self.filter_bar.show_found(found, self.total)
        page = LIST if found else NOTHING_FOUND if not self.filter_bar.filter.is_empty() else NOTHING_YET
        self.pages.setCurrentIndex(page)
        self.filter_bar.setVisible(page != NOTHING_YET)
        self.tell_selection()

    def tell_selection(self) -> None:
        chosen, shown = len(self.table.selected_ids()), len(self.model.ids)
        if shown and self.isVisible():
            self.desk.status(Message("partners.selected", {"chosen": chosen, "shown": shown}))

    def show_chosen(self, key: int | None) -> None:
        if key is None:
            return
        self.tell_selection()
        if self.pane.partner is None or self.pane.partner.id != key:
            self.show_partner(key)

    def show_partner(self, key: int) -> None:
        self.finish()
        self.pane.show_partner(key)
        self.side.setCurrentWidget(self.pane)
        if self.isVisible():
            self.desk.show_detail(True)

    def show_contact(self, key: int) -> None:
        self.finish()
        self.contact_pane.show_contact(key)
        self.side.setCurrentWidget(self.contact_pane)
        self.desk.show_detail(True)

    def shows_contact(self) -> bool:
        return self.contact_pane.contact is not None and self.side.currentWidget() is self.contact_pane

    def show_partner_again(self) -> None:
        self.contact_pane.finish()
        self.side.setCurrentWidget(self.pane)

    def enter(self, key: int) -> None:
        """Enter on a line leads into the pane."""
        self.show_partner(key)
        self.pane.tabs.setFocus()

    def finish(self) -> None:
        self.pane.finish()
        self.contact_pane.finish()

    # What a person does

    def begin_new(self) -> None:
        self.foot.begin()

    def add_partner(self, name: str) -> None:
        said = Message("partners.added", {"name": name})
        changes = self.desk.execute(AddPartner({"name": name}), toast=said)
        if changes is not None:
            self.filter_bar.put(Filter())
            self.wanted = changes.first("partner")
            self.pane.show_tab("details")
            self.foot.end()
            self.table.setFocus()
            self.ask()

    def edit(self, key: int, column: str, value: object) -> None:
        row = self.model.row_at(self.model.place_of(key) or 0)
        if row is not None:
            field, was = edit_of(row, column)
            if value != was:
                self.desk.execute(EditPartner(PartnerId(key), field, was, value))

    def bin(self, ids: Sequence[int]) -> None:
        names = self.page_of(ids)
        first = title_of(names[ids[0]]) if ids[0] in names else ""
        one = Message("partners.was-binned", {"name": first})
        said = one if len(ids) == 1 else Message("partners.were-binned", {"n": len(ids)})
        place = self.model.place_of(ids[0])
        if self.desk.execute(BinPartners(tuple(PartnerId(key) for key in ids)), toast=said) is not None:
            left = [key for key in self.model.ids if key not in set(ids)]
            self.wanted = left[min(place or 0, len(left) - 1)] if left else None

    def bin_chosen(self) -> None:
        if ids := self.table.selected_ids():
            self.bin(ids)

    def begin_tags(self) -> None:
        ids = self.table.selected_ids()
        if ids:
            self.tag_bar.begin(ids)

    def has_chosen(self) -> bool:
        return self.table.current_id() is not None

    def focus_filter(self) -> None:
        self.filter_bar.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_bar.line.selectAll()

    def clear_filter(self) -> None:
        self.filter_bar.put(Filter())
        self.table.setFocus()

    def offer_menu(self, place: QPoint) -> None:
        if not self.has_chosen():
            return
        menu = menu_of(
            self,
            [
                ("partners.log-meeting", "pen-line", self.pane.log),
                ("partners.edit", "pencil", self.table.edit_current),
                ("partners.tag", "tag", self.begin_tags),
                ("partners.report", "file-text", self.pane.report),
                None,
                ("partners.to-bin", "trash-2", self.bin_chosen),
            ],
        )
        menu.popup(self.table.viewport().mapToGlobal(place))

    # What the window asks

    def detail(self) -> QWidget | None:
        return self.side if self.pane.partner is not None or self.contact_pane.contact is not None else None

    def on_changes(self, changes: Changes) -> None:
        if any(changes.touch(table) for table in (*LISTED, *FILTERED_BY)):
            self.ask()
        self.pane.on_changes(changes)
        self.contact_pane.on_changes(changes)

    def retranslate(self) -> None:
        self.pane.say_again()
        self.contact_pane.say_again()
        self.ask()

    def open_record(self, kind: str, key: int) -> None:
        if kind == "contact":
            self.show_contact(key)
            return
        if not self.table.choose(key):
            self.wanted = key
            if key not in self.model.ids and not self.filter_bar.filter.is_empty():
                self.filter_bar.put(Filter())
        self.show_partner(key)

    def about(self) -> dict[str, Any]:
        contact, partner = self.contact_pane.contact, self.table.current_id()
        if contact is not None and self.shows_contact():
            return {"contact_ids": (contact.id,)}
        return {"partner_id": partner} if partner is not None else {}

    def first_focus(self) -> QWidget:
        return self.table if len(self.model.ids) else self.new_button

    def state(self) -> dict[str, Any]:
        self.finish()
        return {
            "table": self.table.arrangement(),
            "filter": written(self.filter_bar.filter, Language.ENGLISH),
            "chosen": self.table.current_id(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        table, chosen = state.get("table"), state.get("chosen")
        if isinstance(table, Mapping):
            self.table.arrange(table)
        if isinstance(chosen, int):
            self.wanted = chosen
        self.filter_bar.put(read_filter(str(state.get("filter", ""))))
        self.ask()
