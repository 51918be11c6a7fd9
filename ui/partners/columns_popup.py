"""Which columns the list shows and in which order, and by what its rows are grouped."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.partners.columns import column_label
from crm.partners.queries.custom_field import CustomFieldRow
from crm.partners.queries.groups import group_keys
from ui.kit.buttons import Link
from ui.kit.choices import ChoiceField
from ui.kit.labels import Label
from ui.kit.look import Plain, Text, look
from ui.kit.ordered import OrderedList, OrderedRow
from ui.kit.panels import Across
from ui.kit.popover import Popover
from ui.partners.listing import Listing

ALWAYS = "name"
"""A row without its name tells nobody who it is."""


class ColumnsPopup(Popover):
    """`chosen` tells that the columns were changed, `grouped` by what, empty: by nothing."""

    chosen = Signal()
    grouped = Signal(str)

    def __init__(self, opener: QWidget, table: Listing, own: Sequence[CustomFieldRow], group_by: str) -> None:
        super().__init__(opener, "partners.columns", width=260)
        self.table = table
        self.list = OrderedList("partners.columns")
        self.by = ChoiceField([("", "partners.group-none"), *group_options(own)], "partners.group-by")
        self.by.show_value(group_by)
        self.reset = Link("partners.columns-reset", 12)
        self.column.take(Label("partners.columns", 12, 600, "text-2"), self.list)
        self.column.take(Label("partners.columns-how", 12, tint="text-3", wrap=True))
        row = Across(gap=8).take(Label("partners.group-by", 12, tint="text-3"))
        row.addWidget(self.by, 1)
        self.column.addLayout(row)
        self.column.addWidget(self.reset)
        self.show_columns()
        self.list.changed.connect(self.tell)
        self.by.committed.connect(lambda key: self.grouped.emit(key))
        self.reset.clicked.connect(self.show_default)

    def show_columns(self) -> None:
        seen = self.table.seen_columns()
        labels = {column.name: look.say(column.label) for column in self.table.rows.columns}
        order = [*seen, *(name for name in self.table.column_order() if name not in seen)]
        self.list.show_rows([OrderedRow(name, labels[name], name in seen, name == ALWAYS) for name in order])

    def tell(self) -> None:
        self.table.show_columns(self.list.keys_on())
        self.chosen.emit()

    def show_default(self) -> None:
        self.table.show_columns(None)
        self.show_columns()
        self.chosen.emit()

    def first_focus(self) -> QWidget:
        return self.list


def group_options(own: Sequence[CustomFieldRow]) -> list[tuple[str, Text]]:
    """Every field by which a list can be grouped."""
    names = {field.key: field.name for field in own}
    ranked: list[tuple[str, Text]] = []
    for key in group_keys(own):
        if key in names:
            ranked.append((key, Plain(names[key])))
        else:
            ranked.append((key, f"field.{key}" if key in ("role", "stage") else label_of(key)))
    return ranked


def label_of(key: str) -> Text:
    label = column_label(key)
    return Plain(label) if isinstance(label, str) else label
