"""The table of the room: its rows by pages, their order and groups from the worker, and edits in its cells."""

from array import array
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal

from crm.partners.commands import EditPartner, SetCustomValue
from crm.partners.filters import Filter
from crm.partners.queries import Owners, PartnerOrder, PartnerPage, PartnerRow, TagNames
from crm.partners.queries.custom_field import CustomFieldRow
from crm.partners.queries.grouped import GroupedAnswer, GroupedOrder, GroupedRows
from crm.partners.queries.leaving import LeavingRow, LeavingRows
from crm.values.enums import TagColor
from crm.values.ids import PartnerId
from ui.kit.grid import Table
from ui.kit.look import look
from ui.kit.marks import ROLE_ICONS, STAGE_TINTS
from ui.kit.room import Desk
from ui.kit.table import Column, Heading, TableModel
from ui.partners.columns import columns, edit_of
from ui.partners.further_columns import further_columns
from ui.partners.wording import title_of

BY_NAME = "name"
"""How the list is ordered where the filter does not say otherwise."""

FURTHER_KEPT = 6000
FIRST_SIGHT = 200
"""Rows that are shown at once where there are many: the order of a million takes a second."""


class Listing(Table):
    """`arrived` tells that another order, or fresh rows, are shown. `partners`: how many, each counted once."""

    arrived = Signal()

    def __init__(self, desk: Desk, own: Sequence[CustomFieldRow]) -> None:
        self.desk, self.own = desk, own
        self.further: dict[int, LeavingRow] = {}
        self.tones: dict[str, str] = {}
        self.base = columns(desk.book.clock.today, lambda: desk.book.query(Owners()))
        self.group_by = ""
        self.folded_groups: set[str] = set()
        self.grouped: GroupedAnswer | None = None
        self.partners = 0
        self.model_of_rows: TableModel[PartnerRow] = TableModel(self.every_column(), self.page_of)
        super().__init__(self.model_of_rows, "partners.room")
        self.gone: int | None = None
        self.was_away = False
        self.show_sort(BY_NAME, True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.edited.connect(self.write)
        self.turned.connect(self.turn)

    # Columns

    def every_column(self) -> list[Column[PartnerRow]]:
        names = [column.name for column in self.base]
        return [*self.base, *further_columns(names, self.own, self.further.get, self.desk.book.clock.today, self.tone)]

    def tone(self, tag: str) -> str:
        """The colour of a tag, as it was when its page was fetched."""
        return self.tones.get(tag, TagColor.NEUTRAL.value)

    def show_own(self, own: Sequence[CustomFieldRow]) -> None:
        """The book's own fields changed."""
        if own != self.own:
            self.own = own
            self.take_columns(self.every_column())

    def page_of(self, ids: Sequence[int]) -> Mapping[int, PartnerRow]:
        today = self.desk.book.clock.today()
        if self.needs_further():
            self.tones = {tag.name: tag.color.value for tag in self.desk.book.query(TagNames())}
            if len(self.further) > FURTHER_KEPT:
                self.further.clear()
            self.further.update({row.id: row for row in self.desk.book.query(LeavingRows(tuple(ids), today))})
        return {row.id: row for row in self.desk.book.query(PartnerPage(ids, today))}

    def needs_further(self) -> bool:
        """Only a column that a person added asks for more than each list shows."""
        base = {column.name for column in self.base}
        return any(name not in base for name in self.chosen_columns or ())

    def show_columns(self, names: Sequence[str] | None) -> None:
        super().show_columns(names)
        self.rows.reload()

    # Order and groups

    def ask(self, asked: Filter) -> None:
        """The order of the list, off the window's thread."""
        sort, book = asked.sort or BY_NAME, self.desk.book
        self.show_sort(sort, not asked.descending)
        told = (sort, asked.descending, look.language, book.user)
        if self.group_by:
            grouped = GroupedOrder(book.clock.today(), asked, self.group_by, *told)
            self.desk.worker.ask(self, grouped, self.show_grouped, "order")
        else:
            if not len(self.model_of_rows.ids) and sort == BY_NAME and asked.is_empty():
                first = PartnerOrder(book.clock.today(), asked, *told, FIRST_SIGHT)
                self.desk.worker.ask(self, first, self.show_first, "first")
            self.desk.worker.ask(self, PartnerOrder(book.clock.today(), asked, *told), self.show_ids, "order")

    def show_first(self, ids: "array[int]") -> None:
        """The first rows by name, from their index, until the order of all has come."""
        if len(ids) == FIRST_SIGHT and not len(self.model_of_rows.ids):
            self.show_ids(ids)

    def show_ids(self, ids: "array[int]") -> None:
        self.grouped = None
        self.partners = len(ids)
        self.put(ids, ())

    def show_grouped(self, answer: GroupedAnswer) -> None:
        """Headings stand between the rows as negative numbers; a folded group shows its heading only."""
        self.grouped, self.partners = answer, answer.partners
        ids: array[int] = array("q")
        headings: list[Heading] = []
        for place, rows in enumerate(answer.groups):
            headings.append(self.heading(rows))
            ids.append(-1 - place)
            if rows.group.key not in self.folded_groups:
                ids.extend(rows.ids)
        self.put(ids, headings)

    def put(self, ids: "array[int]", headings: Sequence[Heading]) -> None:
        if ids == self.model_of_rows.ids and list(headings) == list(self.model_of_rows.headings):
            self.model_of_rows.reload()
        else:
            self.show_order(ids, headings)
        self.arrived.emit()

    def heading(self, rows: GroupedRows) -> Heading:
        group = rows.group
        icon = ROLE_ICONS.get(group.key, "")
        return Heading(
            group.key, title_of(group), f"{group.partners:,}",
            icon=icon, tint=f"role-{group.key}" if icon else "text-3",
            stage=group.key if self.group_by == "stage" and group.key in STAGE_TINTS else "",
            folded=group.key in self.folded_groups,
        )  # fmt: skip

    def turn(self, key: str) -> None:
        """Folds a group or opens it."""
        self.folded_groups ^= {key}
        if self.grouped is not None:
            self.show_grouped(self.grouped)

    def first_id(self) -> int | None:
        return next((key for key in self.model_of_rows.ids if key > 0), None)

    # What comes back, and what is written

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
        if row is None:
            return
        own = next((field for field in self.own if field.key == column), None)
        if own is not None:
            was = self.column_named(column).edit
            command = SetCustomValue(own.id, was(row) if was is not None else "", str(value or ""), PartnerId(key))
            self.desk.execute(command)
            return
        if column in [one.name for one in self.base]:
            field, was_there = edit_of(row, column)
        else:
            field, was_there = column, self.further[key].texts[column]
        if value != was_there:
            self.desk.execute(EditPartner(PartnerId(key), field, was_there, value))

    def column_named(self, name: str) -> Column[PartnerRow]:
        return next(column for column in self.model_of_rows.columns if column.name == name)
