"""A short list whose rows are switched on and off and put into order: by drag, and by Space and Alt with an arrow."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.kit.choices import draw_check
from ui.kit.icons import draw_icon
from ui.kit.labels import draw_line_of
from ui.kit.look import Text, follow, look
from ui.kit.table import Index

ROW, MOST_ROWS = 28, 14


@dataclass(frozen=True, slots=True)
class OrderedRow:
    """`fixed`: it can be moved and not be switched off."""

    key: str
    text: str
    on: bool = True
    fixed: bool = False


class OrderedModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[OrderedRow] = []

    def show_rows(self, rows: Sequence[OrderedRow]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.text
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if row.on else Qt.CheckState.Unchecked
        return None

    def turn(self, at: int) -> None:
        if not self.rows[at].fixed:
            self.rows[at] = replace(self.rows[at], on=not self.rows[at].on)
            self.dataChanged.emit(self.index(at), self.index(at))

    def move(self, at: int, to: int) -> None:
        """One row to another place."""
        self.beginMoveRows(QModelIndex(), at, at, QModelIndex(), to + 1 if to > at else to)
        self.rows.insert(to, self.rows.pop(at))
        self.endMoveRows()


class OrderedPainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look.px(160), look.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        assert isinstance(view, OrderedList)
        row, box = view.rows.rows[index.row()], QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lifted = view.lifted == index.row()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        current = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if lifted or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("pressed" if lifted else "hover"))
            painter.drawRoundedRect(QRectF(box), look.px(5), look.px(5))
        if current:
            painter.setPen(QPen(look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), look.px(5), look.px(5))
        side = look.px(16)
        top = box.top() + (box.height() - side) // 2
        draw_check(painter, QRect(box.left() + look.px(8), top, side, side), checked=row.on, enabled=not row.fixed)
        draw_line_of(painter, box.adjusted(look.px(32), 0, -look.px(28), 0), row.text)
        draw_icon(painter, QRect(box.right() - look.px(22), top, side, side), "grip-vertical", "text-3")
        painter.restore()


class OrderedList(QListView):
    """`changed` tells that a row was switched or moved; `keys_on()` are those that are on, in order.

    More than `most` rows scroll.
    """

    changed = Signal()

    def __init__(self, name: Text, most: int = MOST_ROWS) -> None:
        super().__init__()
        self.name = name
        self.most = most
        self.rows = OrderedModel()
        self.lifted = -1
        self.moved = False
        self.setModel(self.rows)
        self.setItemDelegate(OrderedPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        follow(self.rescale)

    def rescale(self) -> None:
        self.setAccessibleName(look.say(self.name))
        self.setFixedHeight(min(len(self.rows.rows), self.most) * look.px(ROW) + 2)

    def show_rows(self, rows: Sequence[OrderedRow]) -> None:
        self.rows.show_rows(rows)
        self.setCurrentIndex(self.rows.index(0))
        self.rescale()

    def keys_on(self) -> list[str]:
        return [row.key for row in self.rows.rows if row.on]

    def keys(self) -> list[str]:
        return [row.key for row in self.rows.rows]

    def turn(self, at: int) -> None:
        self.rows.turn(at)
        self.changed.emit()

    def move_row(self, at: int, to: int) -> None:
        if 0 <= to < len(self.rows.rows) and to != at:
            self.rows.move(at, to)
            self.setCurrentIndex(self.rows.index(to))
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at, key = self.currentIndex().row(), event.key()
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key))
        if step is not None and event.modifiers() & (
            Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
        ):
            self.move_row(at, at + step)
        elif key == Qt.Key.Key_Space:
            self.turn(at)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.setCurrentIndex(index)
            self.lifted, self.moved = index.row(), False
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.lifted < 0:
            super().mouseMoveEvent(event)
            return
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.row() != self.lifted:
            self.move_row(self.lifted, index.row())
            self.lifted, self.moved = index.row(), True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at, self.lifted = self.lifted, -1
        if at >= 0 and not self.moved:
            self.turn(at)
        self.viewport().update()
