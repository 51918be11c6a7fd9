"""The bin: what lies there, for how long, put back, or gone for good."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from crm.agreements.commands import RestoreAgreements
from crm.communication.commands import RestoreActionItems, RestoreInteractions
from crm.partners.commands import EmptyBin, RestoreContacts, RestorePartners
from crm.partners.queries import BinRow, BinRows
from crm.values import Changes, Message
from ui.kit.actions import Action
from ui.kit.buttons import Button
from ui.kit.grid import Table
from ui.kit.labels import Label
from ui.kit.look import Plain, look
from ui.kit.notices import Banner, EmptyRoom
from ui.kit.panels import Across, Down, Panel
from ui.kit.room import Desk
from ui.kit.room import Room as BaseRoom
from ui.kit.table import Cell, Column, TableModel

ICONS = {
    "partner": "handshake",
    "contact": "user",
    "interaction": "users",
    "action_item": "list-checks",
    "agreement": "file-text",
}
RESTORE = {
    "partner": RestorePartners,
    "contact": RestoreContacts,
    "interaction": RestoreInteractions,
    "action_item": RestoreActionItems,
    "agreement": RestoreAgreements,
}
TABLES = tuple(RESTORE)


class Room(BaseRoom):
    name = "bin"
    icon = "trash-2"
    label = "window.bin"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: list[BinRow] = []
        self.model = TableModel(COLUMNS, self.rows_of)
        self.table = Table(self.model, "window.bin")
        self.number = Label("", 15, tint="text-3")
        self.back = Button("window.put-back", "undo-2", "R")
        self.empty = Button("window.empty-bin", "trash-2", tint="red")
        self.due = Banner("amber", closable=False)
        self.lay_out()
        self.connect_signals()
        self.reload()

    def lay_out(self) -> None:
        head = Panel("surface", lines="bottom")
        head.setFixedHeight(look.px(48))
        row = Across(head, margins=(16, 0, 16, 0), gap=8)
        row.take(Label("window.bin", 15, 600), self.number, None, self.back, self.empty)
        self.head = head
        self.pages = QStackedWidget()
        self.pages.addWidget(self.table)
        self.pages.addWidget(EmptyRoom("window.bin-empty", "window.bin-empty-why"))
        column = Down(self).take(head, self.due)
        column.addWidget(self.pages, 1)

    def connect_signals(self) -> None:
        self.back.clicked.connect(self.put_back)
        self.empty.clicked.connect(self.ask_to_empty)
        self.table.opened.connect(lambda _key: self.put_back())
        self.table.chosen.connect(lambda _key: self.allow())
        self.desk.actions.add(
            Action("bin-put-back", "window.put-back", self.put_back, "undo-2", ("R",), "bin", "edit"),
            Action("bin-empty", "window.empty-bin", self.ask_to_empty, "trash-2", room="bin", menu="edit"),
        )

    def retranslate(self) -> None:
        self.head.setFixedHeight(look.px(48))

    def rows_of(self, ids: Sequence[int]) -> Mapping[int, BinRow]:
        return {key: self.found[key] for key in ids if key < len(self.found)}

    def reload(self) -> None:
        self.found = self.desk.book.query(BinRows(self.desk.book.clock.today()))
        self.table.show_order(range(len(self.found)))
        self.number.say(Plain(str(len(self.found)) if self.found else ""))
        self.tell_due()
        self.pages.setCurrentIndex(0 if self.found else 1)
        self.allow()

    def tell_due(self) -> None:
        """What has lain here for its 30 days goes when a person says so, never by itself."""
        due = sum(row.is_due for row in self.found)
        if due:
            self.due.show_text(
                Message("window.bin-due", {"n": due}), act="window.empty-due", then=self.ask_to_empty_due
            )
        else:
            self.due.hide()

    def ask_to_empty_due(self) -> None:
        going = [row for row in self.found if row.is_due]
        sentence = Message("window.empty-bin-sentence", {"n": len(going)})
        self.desk.confirm(sentence, "window.empty-due", lambda: self.empty_bin(going))

    def allow(self) -> None:
        self.back.allow(self.table.current_id() is not None, "window.nothing-chosen")
        self.empty.allow(any(not row.needed for row in self.found), "window.bin-all-needed")

    def on_changes(self, changes: Changes) -> None:
        if any(changes.touch(table) for table in TABLES):
            self.reload()

    def put_back(self) -> None:
        chosen: dict[str, list[int]] = {}
        for place in self.table.selected_ids():
            chosen.setdefault(self.found[place].kind, []).append(self.found[place].id)
        for kind, ids in chosen.items():
            said = Message("window.was-put-back", {"n": len(ids)})
            self.desk.execute(RESTORE[kind](tuple(ids)), toast=said)

    def ask_to_empty(self) -> None:
        going = [row for row in self.found if not row.needed]
        if going:
            sentence = Message("window.empty-bin-sentence", {"n": len(going)})
            self.desk.confirm(sentence, "window.empty-bin", lambda: self.empty_bin(going))

    def empty_bin(self, going: Sequence[BinRow]) -> None:
        ids: dict[str, Any] = {f"{kind}_ids": tuple(row.id for row in going if row.kind == kind) for kind in TABLES}
        self.desk.execute(EmptyBin(**ids), toast=Message("window.was-emptied", {"n": len(going)}))

    def first_focus(self) -> QWidget:
        return self.table if self.found else self


def name_cell(row: BinRow) -> Cell:
    return Cell(row.title, icon=ICONS.get(row.kind, "file"))


def kind_cell(row: BinRow) -> Cell:
    return Cell(look.say(f"table.{row.kind}"), tint="text-2")


def since_cell(row: BinRow) -> Cell:
    return Cell(look.say("window.on", on=row.binned_on), tint="text-2")


def left_cell(row: BinRow) -> Cell:
    if row.needed:
        return Cell(look.say("window.kept-needed"), tint="text-3")
    if row.is_due:
        return Cell(look.say("window.may-go"), tint="amber")
    left = look.say("window.days-left", n=row.days_left)
    return Cell(look.say("window.on", on=row.goes_on), left, tint="text-2" if row.days_left > 3 else "amber")


COLUMNS: list[Column[BinRow]] = [
    Column("title", "window.what", 200, name_cell, stretch=True, strong=True, sortable=False),
    Column("kind", "window.kind", 120, kind_cell, sortable=False, least=500),
    Column("since", "window.binned-on", 140, since_cell, sortable=False),
    Column("left", "window.goes-in", 220, left_cell, sortable=False),
]
