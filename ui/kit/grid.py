"""The table's view: sorting by the header, the keyboard, the row under the pointer, editing in place."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.kit.cells import CellPainter
from ui.kit.icons import draw_icon
from ui.kit.labels import draw_line_of
from ui.kit.look import Text, follow, look
from ui.kit.table import Column, Heading, Index, TableModel

ONE_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class Header(QHeaderView):
    """28 px; a name in grey, an arrow where it is sorted."""

    def __init__(self, table: "Table") -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.table = table
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionsMovable(True)
        self.setMinimumSectionSize(24)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), look.px(28))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        painter.fillRect(rect, look.color("surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.color("line"))
        column = self.table.rows.columns[section]
        first = self.visualIndex(section) == 0
        box = rect.adjusted(look.px(16 if first else 8), 0, -look.px(8), -1)
        sorted_here = self.table.sort_column == column.name
        if sorted_here:
            box = self.draw_arrow(painter, box, look.say(column.label), right=column.right)
        tint = "text-2" if sorted_here else "text-3"
        draw_line_of(painter, box, look.say(column.label), tint=tint, right=column.right)
        painter.restore()

    def draw_arrow(self, painter: QPainter, box: QRect, label: str, *, right: bool) -> QRect:
        side = look.px(14)
        width = look.metrics(13).horizontalAdvance(label)
        left = box.right() - side + 1 if right else min(box.left() + width + look.px(6), box.right() - side)
        mark = QRect(left, box.top() + (box.height() - side) // 2, side, side)
        draw_icon(painter, mark, "arrow-up" if self.table.ascending else "arrow-down", "text-3")
        return box.adjusted(0, 0, -(side + look.px(4)), 0)


class Table(QTableView):
    """`chosen` tells the id of the current row, `opened` one that was entered, `edited` (id, column, value)."""

    chosen = Signal(object)
    opened = Signal(int)
    edited = Signal(int, str, object)
    sorted = Signal(str, bool)
    binned = Signal(object)
    """A list of ids: Delete was pressed."""

    turned = Signal(str)
    """The key of a heading that was pressed: to fold it or to open it."""

    selected = Signal()
    """Other rows are selected than before, or more, or fewer."""

    arranged = Signal()
    """Widths or order of the columns were changed by the person."""

    def __init__(self, rows: TableModel[Any], name: Text = "") -> None:
        super().__init__()
        self.rows = rows
        self.name = name
        self.hovered_row = -1
        self.by_keyboard = False
        self.sort_column, self.ascending = "", True
        self.widths: dict[str, int] = {}
        self.chosen_columns: list[str] | None = None
        """What the person chose to see; until then what there is room for."""

        self.setModel(rows)
        self.painter_of_cells = CellPainter(self)
        self.painter_of_cells.edited.connect(self.edited)
        self.setItemDelegate(self.painter_of_cells)
        self.header = Header(self)
        self.setHorizontalHeader(self.header)
        self.set_up()
        self.connect_signals()
        follow(self.rescale)

    def set_up(self) -> None:
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def connect_signals(self) -> None:
        self.header.sectionClicked.connect(self.sort_by_section)
        self.header.sectionResized.connect(self.keep_width)
        self.header.sectionMoved.connect(lambda *_: self.arranged.emit())
        self.selectionModel().currentRowChanged.connect(lambda new, _old: self.chosen.emit(self.id_of(new)))

    def rescale(self) -> None:
        self.setAccessibleName(look.say(self.name))
        self.header.setAccessibleName(look.say(self.name))
        self.verticalHeader().setDefaultSectionSize(look.px(32))
        self.verticalHeader().setMinimumSectionSize(look.px(26))
        self.fit_columns()
        self.viewport().update()

    def fit_columns(self) -> None:
        """Widths of the drawings, or the person's own; the stretching column takes the rest."""
        self.header.blockSignals(True)
        whole = room = self.viewport().width()
        stretching: int | None = None
        for section, column in enumerate(self.rows.columns):
            hidden = self.is_left_out(column, whole)
            self.setColumnHidden(section, hidden)
            if hidden:
                continue
            if column.stretch:
                stretching = section
                continue
            width = look.px(self.widths.get(column.name, column.width))
            self.setColumnWidth(section, width)
            room -= width
        if stretching is not None:
            self.setColumnWidth(stretching, max(room, look.px(self.rows.columns[stretching].width)))
        self.header.blockSignals(False)
        self.updateGeometries()

    def is_left_out(self, column: Column[Any], whole: int) -> bool:
        if self.chosen_columns is not None:
            return column.name not in self.chosen_columns
        return column.extra or (bool(column.least) and whole < look.px(column.least))

    def column_order(self) -> list[str]:
        return [self.rows.columns[self.header.logicalIndex(at)].name for at in range(self.header.count())]

    def seen_columns(self) -> list[str]:
        """The names of the columns that are shown, in their order."""
        names = {column.name: place for place, column in enumerate(self.rows.columns)}
        return [name for name in self.column_order() if not self.isColumnHidden(names[name])]

    def show_columns(self, names: Sequence[str] | None) -> None:
        """These, in this order; None: as at first, as many as there is room for. Names that are unknown are passed."""
        known = [column.name for column in self.rows.columns]
        wanted = [name for name in names or () if name in known]
        self.chosen_columns = wanted or None
        self.order_columns([*wanted, *(name for name in known if name not in wanted)])
        self.fit_columns()

    def order_columns(self, order: Sequence[str]) -> None:
        names = [column.name for column in self.rows.columns]
        self.header.blockSignals(True)
        for place, name in enumerate(order):
            self.header.moveSection(self.header.visualIndex(names.index(name)), place)
        self.header.blockSignals(False)

    def take_columns(self, columns: Sequence[Column[Any]]) -> None:
        """Other columns than before, such as a field that the book got; what was arranged stays so."""
        kept = self.arrangement()
        self.rows.take_columns(columns)
        self.arrange(kept)

    def take_widths(self, widths: Mapping[str, object]) -> None:
        """The person's own widths, in the drawings' pixels; what is no width, or is out of all measure, is mended."""
        self.widths = {name: max(24, min(800, width)) for name, width in widths.items() if isinstance(width, int)}
        self.fit_columns()

    def keep_width(self, section: int, _old: int, new: int) -> None:
        self.widths[self.rows.columns[section].name] = round(new * 100 / look.percent)
        self.arranged.emit()

    def sort_by_section(self, section: int) -> None:
        column = self.rows.columns[section]
        if not column.sortable:
            return
        ascending = not self.ascending if column.name == self.sort_column else True
        self.show_sort(column.name, ascending)
        self.sorted.emit(column.name, ascending)

    def show_sort(self, column: str, ascending: bool) -> None:
        self.sort_column, self.ascending = column, ascending
        self.header.viewport().update()

    def id_of(self, index: Index) -> int | None:
        return self.rows.id_at(index.row()) if index.isValid() else None

    def current_id(self) -> int | None:
        return self.id_of(self.currentIndex())

    def selected_count(self) -> int:
        """Without naming them: a million may be selected."""
        ranges = self.selectionModel().selection()
        return sum(ranges.at(place).height() for place in range(ranges.count()) if ranges.at(place).left() == 0)

    def selected_ids(self) -> list[int]:
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows.ids[place] for place in places]

    def choose(self, key: int | None) -> bool:
        """Makes the row current and scrolls to it; False where it is not among the rows shown."""
        place = self.rows.place_of(key) if key is not None else None
        if place is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return False
        index = self.rows.index(place, 0)
        # not selectRow: while Ctrl is held, as in Ctrl+Z and Ctrl+2, that would take the row out of the selection
        self.selectionModel().setCurrentIndex(index, ONE_ROW)
        self.scrollTo(index)
        return True

    def show_order(self, ids: Any, headings: Sequence[Heading] = ()) -> None:
        """Other rows or another order; what was current stays current where it still is among them."""
        key = self.current_id()
        self.rows.show_ids(ids, headings)
        if key is not None:
            self.choose(key)

    def arrangement(self) -> dict[str, Any]:
        return {
            "widths": dict(self.widths),
            "order": self.column_order(),
            "shown": self.chosen_columns,
            "sort": self.sort_column,
            "ascending": self.ascending,
        }

    def arrange(self, state: Mapping[str, Any]) -> None:
        names = [column.name for column in self.rows.columns]
        widths = state.get("widths")
        if isinstance(widths, dict):
            self.take_widths(widths)
        order, shown = state.get("order"), state.get("shown")
        if isinstance(order, list):
            kept = [name for name in map(str, order) if name in names]
            self.order_columns([*kept, *(name for name in names if name not in kept)])
        if isinstance(shown, list):
            self.chosen_columns = [name for name in map(str, shown) if name in names] or None
        if state.get("sort") in names:
            self.show_sort(str(state["sort"]), bool(state.get("ascending", True)))
        self.fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.by_keyboard = True
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state_is_idle():
            if (current := self.current_id()) is not None:
                self.opened.emit(current)
        elif key == Qt.Key.Key_Delete and self.state_is_idle():
            if ids := self.selected_ids():
                self.binned.emit(ids)
        elif key == Qt.Key.Key_F2 and self.state_is_idle():
            self.edit_current()
        else:
            super().keyPressEvent(event)

    def state_is_idle(self) -> bool:
        return self.state() != QAbstractItemView.State.EditingState

    def edit_current(self) -> None:
        """F2: the current cell, or the first one that can be edited."""
        index = self.currentIndex()
        if not index.isValid():
            return
        places = [index.column(), *range(len(self.rows.columns))]
        for place in places:
            column = self.rows.columns[place]
            if (column.edit or column.options) and not self.isColumnHidden(place):
                self.edit(self.rows.index(index.row(), place))
                return

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.selected.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.by_keyboard = False
        place = self.rowAt(int(event.position().y()))
        if place >= 0 and (heading := self.rows.heading_at(place)) is not None:
            self.turned.emit(heading.key)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hover(self.rowAt(int(event.position().y())))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.hover(-1)
        super().leaveEvent(event)

    def hover(self, row: int) -> None:
        if row != self.hovered_row:
            self.hovered_row = row
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection() and self.rows.rowCount():
            self.choose(self.rows.ids[max(0, self.currentIndex().row())])
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.by_keyboard and self.currentIndex().isValid():
            self.draw_focus()

    def draw_focus(self) -> None:
        """A 2 px ring inside the current row, across all columns."""
        row = self.currentIndex().row()
        box = QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row) - 1)
        painter = QPainter(self.viewport())
        painter.setPen(QPen(look.color("accent"), 2))
        painter.drawRect(box.adjusted(1, 1, -1, -1))
