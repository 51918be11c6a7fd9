"""The clauses of a version in their order: a click opens one, a drag or Alt with an arrow moves it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.kit.labels import draw_line_of
from ui.kit.look import follow, look
from ui.kit.marks import draw_dot
from ui.kit.table import Index

ROW = 28


@dataclass(frozen=True, slots=True)
class ClauseEntry:
    """`dot`: a colour that says something of the clause, `why` in words."""

    line: str
    number: str
    heading: str
    dot: str = ""
    why: str = ""


class ClauseModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.entries: list[ClauseEntry] = []

    def show_entries(self, entries: Sequence[ClauseEntry]) -> None:
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " ".join(part for part in (entry.number, entry.heading, entry.why) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.why or None
        return None


class ClausePainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look.px(120), look.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        assert isinstance(view, ClauseList)
        entry, box = view.model_of_rows.entries[index.row()], QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = index.row() == view.currentIndex().row()
        lifted = index.row() == view.lifted
        ground = "pressed" if lifted else "selected" if chosen else ""
        if not ground and option.state & QStyle.StateFlag.State_MouseOver:
            ground = "hover"
        if ground:
            painter.fillRect(box, look.color(ground))
        if chosen:
            painter.fillRect(QRect(box.left(), box.top(), look.px(2), box.height()), look.color("accent"))
        if view.hasFocus() and chosen and view.by_keyboard:
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        number = QRect(box.left() + look.px(16), box.top(), view.number_wide(), box.height())
        draw_line_of(painter, number, entry.number, tint="text-3")
        if entry.dot:
            draw_dot(painter, QPointF(box.right() - look.px(13), box.center().y()), entry.dot, 6)
        words = QRect(number.right() + look.px(8), box.top(), 0, box.height())
        words.setRight(box.right() - look.px(24))
        tint = "text" if chosen else "text-2"
        draw_line_of(painter, words, entry.heading, weight=600 if chosen else 400, tint=tint)
        painter.restore()


class ClauseList(QListView):
    """`chosen` tells the line of the clause that is to be read, `opened` that Enter goes into its text."""

    chosen = Signal(str)
    opened = Signal(str)
    moved = Signal(str, int)
    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.model_of_rows = ClauseModel()
        self.can_move = False
        self.lifted, self.target = -1, -1
        self.by_keyboard = False
        self.setModel(self.model_of_rows)
        self.setItemDelegate(ClausePainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentRowChanged.connect(lambda new, _old: self.tell(new))
        follow(self.rescale)

    def rescale(self) -> None:
        self.setAccessibleName(look.say("agreements.clauses"))
        self.model_of_rows.layoutChanged.emit()

    def number_wide(self) -> int:
        """Of the longest number: 12, 第十二条."""
        return max((look.metrics(13).horizontalAdvance(e.number) for e in self.model_of_rows.entries), default=0)

    def show_entries(self, entries: Sequence[ClauseEntry], line: str, *, can_move: bool) -> None:
        """`line` is the one that is read."""
        self.can_move = can_move
        if list(entries) != self.model_of_rows.entries:
            self.model_of_rows.show_entries(entries)
        self.choose(line)

    def choose(self, line: str) -> None:
        at = next((at for at, entry in enumerate(self.model_of_rows.entries) if entry.line == line), -1)
        if at >= 0 and at != self.currentIndex().row():
            self.selectionModel().blockSignals(True)
            self.setCurrentIndex(self.model_of_rows.index(at))
            self.selectionModel().blockSignals(False)
            self.viewport().update()

    def current(self) -> ClauseEntry | None:
        at = self.currentIndex().row()
        return self.model_of_rows.entries[at] if 0 <= at < len(self.model_of_rows.entries) else None

    def tell(self, index: Index) -> None:
        if index.isValid():
            self.chosen.emit(self.model_of_rows.entries[index.row()].line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.by_keyboard = True
        entry, key = self.current(), event.key()
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key))
        if entry is not None and step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.ask_move(self.currentIndex().row(), self.currentIndex().row() + step)
        elif entry is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit(entry.line)
        elif entry is not None and key == Qt.Key.Key_Delete and self.can_move:
            self.removed.emit(entry.line)
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_O):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def ask_move(self, at: int, to: int) -> None:
        if self.can_move and 0 <= to < len(self.model_of_rows.entries) and to != at:
            self.moved.emit(self.model_of_rows.entries[at].line, to)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.by_keyboard = False
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.can_move:
            self.lifted = self.target = index.row()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.lifted < 0:
            super().mouseMoveEvent(event)
            return
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.target = index.row()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at, to, self.lifted = self.lifted, self.target, -1
        self.unsetCursor()
        super().mouseReleaseEvent(event)
        if at >= 0:
            self.ask_move(at, to)
        self.viewport().update()
