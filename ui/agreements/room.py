"""The room of agreements: a list or a timeline that is filtered and sorted, and the record of what is opened."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm.agreements.queries import AgreementLine, Agreements
from crm.values import Changes, Message
from ui.agreements.choosing import Wanted, chosen, counts, ordered
from ui.agreements.columns import WORDS, columns
from ui.agreements.gantt import Gantt
from ui.agreements.head import TIMELINE, FilterBar, Toolbar
from ui.kit.grid import Table
from ui.kit.notices import EmptyRoom
from ui.kit.panels import Down
from ui.kit.room import Desk, Room
from ui.kit.table import TableModel

SHOWN = (
    *("agreement", "agreement_version", "agreement_party", "agreement_mark", "agreement_notice", "status_override"),
    *("partner", "contact", "attachment", "agreement_interaction"),
)
"""Tables whose changes may move or alter a line of the list."""

PAGES = LISTED, NOTHING_FOUND, NOTHING_YET, TIMED = range(4)
BY_NEXT = "next"


class AgreementsRoom(Room):
    name = "agreements"
    icon = "file-text"
    label = "agreements.room"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.every: Sequence[AgreementLine] = ()
        self.lines: dict[int, AgreementLine] = {}
        self.sorting = (BY_NEXT, True)
        self.make_parts()
        self.lay_out()
        self.connect_signals()
        self.ask()

    def make_parts(self) -> None:
        today = self.desk.book.clock.today
        self.toolbar, self.filter_bar = Toolbar(), FilterBar()
        self.model: TableModel[AgreementLine] = TableModel(columns(today), self.rows_of)
        self.table = Table(self.model, "agreements.room")
        self.table.show_sort(*self.sorting)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.gantt = Gantt()
        self.pages = QStackedWidget()

    def lay_out(self) -> None:
        self.pages.addWidget(self.table)
        clear = [("partners.clear-filter", self.clear_filter)]
        self.pages.addWidget(EmptyRoom("agreements.none-found", "agreements.none-found-why", clear))
        self.pages.addWidget(EmptyRoom("agreements.none-yet", "agreements.none-yet-why", self.first_steps()))
        self.pages.addWidget(self.gantt)
        column = Down(self).take(self.toolbar, self.filter_bar)
        column.addWidget(self.pages, 1)

    def first_steps(self) -> list[Any]:
        return [("agreements.draft-one", self.begin_new), ("partners.import", self.begin_import)]

    def connect_signals(self) -> None:
        self.toolbar.layouts.chosen.connect(lambda _layout: self.show_found())
        self.toolbar.new.clicked.connect(self.begin_new)
        self.filter_bar.asked.connect(lambda _wanted: self.show_found())
        self.filter_bar.done.connect(self.focus_shown)
        self.table.sorted.connect(self.sort)

    # What it shows

    def ask(self) -> None:
        self.desk.worker.ask(self, Agreements(self.desk.book.clock.today()), self.show_lines, "list")

    def show_lines(self, lines: Sequence[AgreementLine]) -> None:
        self.every = lines
        self.lines = {line.row.id: line for line in lines}
        self.toolbar.show_total(len(lines))
        self.filter_bar.show_counts(counts(lines, self.desk.book.clock.today()))
        self.desk.count(self.name, len(lines))
        self.show_found()

    def rows_of(self, ids: Sequence[int]) -> Mapping[int, AgreementLine]:
        return {key: self.lines[key] for key in ids if key in self.lines}

    def sort(self, column: str, ascending: bool) -> None:
        self.sorting = (column, ascending)
        self.show_found()

    def show_found(self) -> None:
        """The lines that are wanted, in order, in the table and on the timeline alike."""
        wanted, today = self.filter_bar.wanted, self.desk.book.clock.today()
        found = ordered(chosen(self.every, wanted, today), *self.sorting, WORDS)
        self.table.show_order([line.row.id for line in found])
        self.gantt.show_lines(found, today)
        values = {"found": len(found), "total": len(self.every)}
        self.filter_bar.found.say("" if wanted.is_empty else Message("partners.found", values))
        self.show_page(len(found))

    def show_page(self, found: int) -> None:
        if not found:
            page = NOTHING_YET if not self.every else NOTHING_FOUND
        else:
            page = TIMED if self.toolbar.layouts.choice() == TIMELINE else LISTED
        self.pages.setCurrentIndex(page)
        self.filter_bar.setVisible(page != NOTHING_YET)

    def clear_filter(self) -> None:
        self.filter_bar.put(Wanted())
        self.focus_shown()

    def focus_shown(self) -> None:
        self.pages.currentWidget().setFocus()

    def begin_import(self) -> None:
        self.desk.actions.run("import")

    def begin_new(self) -> None: ...

    def on_changes(self, changes: Changes) -> None:
        if any(changes.touch(table) for table in SHOWN):
            self.ask()

    def first_focus(self) -> QWidget:
        return self.pages.currentWidget()
