"""The list of results: rows of two lines, the words lit, page after page as it scrolls."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.kit.icons import draw_icon
from ui.kit.labels import draw_line_of
from ui.kit.look import follow, look
from ui.kit.marks import draw_avatar, initials
from ui.kit.table import Index
from ui.window.hit_list import draw_pieces
from ui.window.result_rows import ResultRow

TALL, INSET = 48, 24


class ResultModel(QAbstractListModel):
    """`wanted` asks for the next page: the view came near the end of what is there."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ResultRow] = []
        self.goes_on = False

    def show_rows(self, rows: Sequence[ResultRow], *, goes_on: bool) -> None:
        self.beginResetModel()
        self.rows, self.goes_on = list(rows), goes_on
        self.endResetModel()

    def add_rows(self, rows: Sequence[ResultRow], *, goes_on: bool) -> None:
        self.goes_on = goes_on
        if rows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows += rows
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.rows[index.row()].spoken
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return self.goes_on and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        self.goes_on = False  # until the page has come
        self.wanted.emit()


class ResultPainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look.px(100), look.px(TALL))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, box = option.widget, QRect(option.rect)
        assert isinstance(view, ResultList)
        row = view.results.rows[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or index.row() == view.hovered:
            draw_ground(painter, box, chosen=chosen, focused=chosen and view.hasFocus())
        draw_result(painter, box.adjusted(look.px(INSET), 0, -look.px(INSET), 0), row)
        painter.restore()


def draw_ground(painter: QPainter, box: QRect, *, chosen: bool, focused: bool) -> None:
    outer = QRectF(box.adjusted(look.px(INSET - 12), 0, -look.px(INSET - 12), 0))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("selected" if chosen else "hover"))
    painter.drawRoundedRect(outer, look.px(6), look.px(6))
    if chosen:
        painter.setBrush(look.color("accent"))
        bar = QRectF(outer.left(), outer.top() + look.px(10), look.px(3), outer.height() - look.px(20))
        painter.drawRoundedRect(bar, look.px(1.5), look.px(1.5))
    if focused:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.color("accent"), 2))
        painter.drawRoundedRect(outer.adjusted(1, 1, -1, -1), look.px(6), look.px(6))


def draw_result(painter: QPainter, box: QRect, row: ResultRow) -> None:
    side = look.px(20 if row.avatar else 16)
    mark = QRect(box.left() + (0 if row.avatar else look.px(2)), box.top() + (box.height() - side) // 2, side, side)
    if row.avatar:
        person = row.kind == "contact"
        draw_avatar(painter, mark, initials(row.avatar, person=person), row.avatar_tint, person=person)
    else:
        draw_icon(painter, mark, row.icon, "text-2")
    inner = box.adjusted(look.px(32), 0, 0, 0)
    if row.tail:
        used = draw_line_of(painter, inner, row.tail, size=12, tint="text-3", right=True)
        inner.setRight(inner.right() - used - look.px(16))
    half = box.height() // 2
    if not row.second:
        draw_pieces(painter, inner, row.pieces)
        return
    draw_pieces(painter, QRect(inner.left(), inner.top() + look.px(4), inner.width(), half - look.px(2)), row.pieces)
    second = QRect(inner.left(), inner.top() + half, inner.width(), half - look.px(4))
    draw_pieces(painter, second, row.second, 12)


class ResultList(QListView):
    """`opened` tells the row that was entered, `chosen` the current one; `left` asks for the field above."""

    opened = Signal(object)
    chosen = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.results = ResultModel()
        self.hovered = -1
        self.setModel(self.results)
        self.setItemDelegate(ResultPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit(self.current()))
        self.clicked.connect(lambda _index: self.open_current())
        follow(self.rescale)

    def rescale(self) -> None:
        self.setAccessibleName(look.say("window.found"))
        self.setViewportMargins(0, look.px(4), 0, 0)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def show_rows(self, rows: Sequence[ResultRow], *, goes_on: bool) -> None:
        self.results.show_rows(rows, goes_on=goes_on)
        if rows:
            self.setCurrentIndex(self.results.index(0))
        self.scrollToTop()
        self.chosen.emit(self.current())

    def current(self) -> ResultRow | None:
        at = self.currentIndex().row()
        return self.results.rows[at] if 0 <= at < len(self.results.rows) else None

    def open_current(self) -> None:
        if (row := self.current()) is not None:
            self.opened.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
        elif key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Up and self.currentIndex().row() <= 0):
            self.left.emit()
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self.indexAt(event.position().toPoint()).row()
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()
        super().mouseMoveEvent(event)
