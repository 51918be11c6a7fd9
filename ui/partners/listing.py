"""The table of the room: its rows by pages, their order from the worker, and edits in its cells."""

from array import array
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal

from crm.partners.commands import EditPartner
from crm.partners.filters import Filter
from crm.partners.queries import Owners, PartnerOrder, PartnerPage, PartnerRow
from crm.values.ids import PartnerId
from ui.kit.grid import Table
from ui.kit.look import look
from ui.kit.room import Desk
from ui.kit.table import TableModel
from ui.partners.columns import columns, edit_of

BY_NAME = "name"
"""How the list is ordered where the filter does not say otherwise."""


class Listing(Table):
    """`arrived` tells that another order, or fresh rows, are shown."""

    arrived = Signal()

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.model_of_rows: TableModel[PartnerRow] = TableModel(
            columns(desk.book.clock.today, lambda: desk.book.query(Owners())), self.page_of
        )
        super().__init__(self.model_of_rows, "partners.room")
        self.gone: int | None = None
        self.was_away = False
        self.show_sort(BY_NAME, True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.edited.connect(self.write)

    def page_of(self, ids: Sequence[int]) -> Mapping[int, PartnerRow]:
        return {row.id: row for row in self.desk.book.query(PartnerPage(ids, self.desk.book.clock.today()))}

    def ask(self, asked: Filter) -> None:
        """The order of the list, off the window's thread."""
        sort = asked.sort or BY_NAME
        self.show_sort(sort, not asked.descending)
        question = PartnerOrder(
            self.desk.book.clock.today(), asked, sort, asked.descending, look.language, self.desk.book.user
        )
        self.desk.worker.ask(self, question, self.show_ids, "order")

    def show_ids(self, ids: "array[int]") -> None:
        if ids == self.model_of_rows.ids:
            self.model_of_rows.reload()
        else:
            self.show_order(ids)
        self.arrived.emit()

    def look_out_for(self, key: int) -> None:
        """That row goes away now; when an undo brings it back it is to be the chosen one."""
        self.gone, self.was_away = key, False

    def came_back(self) -> int | None:
        """The row that went away and is here again, once."""
        here = self.gone is not None and self.model_of_rows.place_of(self.gone) is not None
        if not here:
            self.was_away = self.gone is not None
            return None
        if not self.was_away:
            return None
        back, self.gone = self.gone, None
        return back

    def write(self, key: int, column: str, value: object) -> None:
        """An edit in a cell."""
        row = self.model_of_rows.row_at(self.model_of_rows.place_of(key) or 0)
        if row is not None:
            field, was = edit_of(row, column)
            if value != was:
                self.desk.execute(EditPartner(PartnerId(key), field, was, value))
