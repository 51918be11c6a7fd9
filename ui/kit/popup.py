"""A list that hangs on an editor while the keyboard stays in it: completion of @ and #, dates, choices."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from ui.kit.icons import draw_icon
from ui.kit.labels import draw_line_of
from ui.kit.look import look
from ui.kit.marks import draw_avatar, initials
from ui.kit.motion import is_typing, pop, stop

Index = QModelIndex | QPersistentModelIndex
SHADOW = 12
MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class PopupRow:
    """One offer. Texts are ready to show; `avatar` is a name whose initials stand before it, else `icon`."""

    key: Any
    text: str
    second: str = ""
    tail: str = ""
    icon: str = ""
    avatar: str = ""
    avatar_tint: str = ""
    person: bool = False
    icon_tint: str = ""


class PopupRows(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[PopupRow] = ()

    def show_rows(self, rows: Sequence[PopupRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join(part for part in (row.text, row.second, row.tail) if part)
        return None


class PopupPainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look.px(120), look.px(28))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PopupRow = index.model().rows[index.row()]  # type: ignore[attr-defined]  # PopupRows
        box = QRect(option.rect)
        lit = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent"))
            painter.drawRoundedRect(QRectF(box), look.px(5), look.px(5))
        inner = box.adjusted(look.px(8), 0, -look.px(8), 0)
        inner = draw_head(painter, inner, row, lit)
        ink, quiet = ("on-accent", "on-accent") if lit else ("text", "text-3")
        if row.tail:
            used = draw_line_of(painter, inner, row.tail, size=12, tint=quiet, right=True)
            inner.setRight(inner.right() - used - look.px(12))
        used = draw_line_of(painter, inner, row.text, tint=ink)
        inner.setLeft(inner.left() + used + look.px(8))
        if row.second and inner.width() > look.px(20):
            draw_line_of(painter, inner, row.second, tint=quiet)
        painter.restore()


def draw_head(painter: QPainter, box: QRect, row: PopupRow, lit: bool) -> QRect:
    """The icon or the avatar; returns what is left of the box."""
    side = look.px(18 if row.avatar else 16)
    mark = QRect(box.left(), box.top() + (box.height() - side) // 2, side, side)
    if row.avatar:
        draw_avatar(painter, mark, initials(row.avatar, person=row.person), row.avatar_tint, person=row.person)
    elif row.icon:
        draw_icon(painter, mark, row.icon, "on-accent" if lit else row.icon_tint or "text-3")
    else:
        return box
    return box.adjusted(look.px(18) + look.px(8), 0, 0, 0)


class PopupList(QWidget):
    """A child of the window, so that focus and input method stay with the editor.

    The editor hands its keys to `take_key` first; True means that the list used it.
    """

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, window: QWidget, name: str = "popup") -> None:
        super().__init__(window)
        self.host = window
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.model = PopupRows()
        self.view = PopupView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(PopupPainter(self.view))
        self.view.clicked.connect(lambda index: self.take(index.row()))
        self.box = QVBoxLayout(self)
        self.box.addWidget(self.view)
        self.hide()

    def offer(self, rows: Sequence[PopupRow], anchor: QRect, *, width: int = 0, current: int = 0) -> None:
        """Shows the rows below the anchor (global), or above it where there is more room. No rows: closes."""
        if not rows:
            self.close_list()
            return
        self.model.show_rows(rows)
        opens = self.isHidden() and not is_typing()
        self.place(anchor, width)
        self.move_to(current)
        self.show()
        self.raise_()
        if opens:
            pop(self)

    def place(self, anchor: QRect, width: int) -> None:
        stop(self)
        edge, inner = look.px(SHADOW), look.px(4)
        self.box.setContentsMargins(edge + inner, edge + inner, edge + inner, edge + inner)
        shown = min(len(self.model.rows), MOST_ROWS)
        wide = max(width, self.widest())
        tall = shown * look.px(28) + 2 * (edge + inner)
        window = self.host
        top_left = window.mapFromGlobal(anchor.bottomLeft()) + QPoint(-edge, look.px(4) - edge)
        if top_left.y() + tall > window.height():
            top_left.setY(window.mapFromGlobal(anchor.topLeft()).y() - tall + edge - look.px(4))
        full = min(wide + 2 * (edge + inner), window.width())
        left = max(-edge, min(top_left.x(), window.width() - full + edge))
        self.setGeometry(left, max(0, top_left.y()), full, tall)

    def widest(self) -> int:
        metrics = look.metrics(13)
        return max(metrics.horizontalAdvance(row.text + row.second + row.tail) + look.px(80) for row in self.model.rows)

    def move_to(self, row: int) -> None:
        self.view.setCurrentIndex(self.model.index(row % len(self.model.rows)))

    def current(self) -> PopupRow | None:
        index = self.view.currentIndex()
        return self.model.rows[index.row()] if self.isVisible() and index.isValid() else None

    def take(self, row: int) -> None:
        key = self.model.rows[row].key
        self.close_list()
        self.chosen.emit(key)

    def close_list(self) -> None:
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def take_key(self, event: QKeyEvent) -> bool:
        if not self.isVisible():
            return False
        key, row = event.key(), self.view.currentIndex().row()
        if key == Qt.Key.Key_Down:
            self.move_to(row + 1)
        elif key == Qt.Key.Key_Up:
            self.move_to(row - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self.take(row)
        elif key == Qt.Key.Key_Escape:
            self.close_list()
        else:
            return False
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge = look.px(SHADOW)
        draw_floating(painter, QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), edge)


class PopupView(QListView):
    """Hover moves the choice; the wheel scrolls; it never takes the focus."""

    def __init__(self, popup: PopupList) -> None:
        super().__init__(popup)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setAccessibleName(popup.objectName())
        self.viewport().setAutoFillBackground(False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.setCurrentIndex(index)


def draw_floating(painter: QPainter, box: QRectF, edge: int, radius: int = 8) -> None:
    """The ground of what floats: `raised`, a line, and one shadow (dark: it is deeper)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    corner = look.px(radius)
    shade = look.color("text")
    shade.setRgb(0, 0, 0)
    depth = 0.5 if look.dark else 0.12
    for step in range(edge, 0, -1):
        shade.setAlphaF(depth * 2.2 * (edge - step + 1) / edge / edge)
        painter.setBrush(shade)
        painter.drawRoundedRect(
            box.adjusted(-step, -step + edge / 2, step, min(step, edge * 0.6)), corner + step, corner + step
        )
    painter.setBrush(look.color("raised"))
    painter.setPen(QPen(look.color("line-strong"), 1))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
