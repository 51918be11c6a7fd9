"""What a figure counts: its rows in a list, as many as the figure says. Enter opens a record, Esc goes back."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from crm.documents.portfolio_content import PartnerLine
from crm.documents.portfolio_counts import Line
from crm.documents.portfolio_figures import Figure
from crm.documents.portfolio_sections import label_of
from crm.values import Message
from ui.kit.buttons import Button
from ui.kit.grid import Table
from ui.kit.labels import Label
from ui.kit.look import Plain, follow, look
from ui.kit.panels import Across, Down, Panel
from ui.kit.table import TableModel
from ui.reports.line_columns import COLUMNS


class LineTable(Table):
    """A table of lines. Its ids are places in the list, from 1: a partner with two roles stands in it twice."""

    entered = Signal(object)
    """The line that was double clicked, or on which Enter was pressed."""

    def __init__(self) -> None:
        self.lines: Sequence[Line] = ()
        self.kind: type = PartnerLine
        self.model_of_lines: TableModel[Line] = TableModel(COLUMNS[PartnerLine], self.lines_at)
        super().__init__(self.model_of_lines, "report.live.rows")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.opened.connect(lambda key: self.entered.emit(self.lines[key - 1]))
        self.doubleClicked.connect(lambda index: self.entered.emit(self.lines[index.row()]))

    def lines_at(self, ids: Sequence[int]) -> Mapping[int, Line]:
        return {key: self.lines[key - 1] for key in ids if key <= len(self.lines)}

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Of no lines the columns of before stay."""
        kind = type(lines[0]) if lines else self.kind
        self.lines = lines
        if kind is not self.kind:
            self.kind = kind
            self.widths = {}
            self.model_of_lines.take_columns(COLUMNS[kind])
        self.show_order(range(1, len(lines) + 1))
        self.fit_columns()


class CountedPane(QWidget):
    """The rows of one figure, under its words and its number."""

    left = Signal()
    entered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.figure: Figure | None = None
        self.back = Button("report.live.back", "arrow-left", "Esc")
        self.title = Label("", 15, 600)
        self.count = Label("", 15, tint="text-3")
        self.table = LineTable()
        self.head = Panel("surface", lines="bottom")
        row = Across(self.head, margins=(16, 0, 16, 0), gap=12).take(self.back, self.title, self.count, None)
        row.setStretchFactor(self.title, 0)
        column = Down(self)
        column.addWidget(self.head)
        column.addWidget(self.table, 1)
        self.back.clicked.connect(self.left)
        self.table.entered.connect(self.entered)
        follow(self.rescale)

    def rescale(self) -> None:
        self.head.setFixedHeight(look.px(48))
        if self.figure is not None:
            words = look.say(label_of(self.figure))
            self.title.say(Plain(words[:1].upper() + words[1:]))

    def show_rows(self, figure: Figure, lines: Sequence[Line]) -> None:
        self.figure = figure
        self.rescale()
        self.count.say(Message("report.live.count", {"n": len(lines)}))
        self.table.show_lines(lines)
        if lines and self.table.current_id() is None:
            self.table.choose(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
