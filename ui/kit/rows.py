"""A list of two-line rows under headings, as Today shows it: what, why, when, who; actions in the selected row only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.kit.buttons import Button
from ui.kit.icons import draw_icon
from ui.kit.labels import draw_line_of
from ui.kit.look import Text, follow, look
from ui.kit.marks import draw_avatar, draw_dot, initials
from ui.kit.panels import Across
from ui.kit.table import Index

INSET = 24
"""The list's padding: a selected row reaches 12 px into it."""


@dataclass(frozen=True, slots=True)
class TwoLineRow:
    """One row. Texts are ready to show. `key` is handed back in signals."""

    key: Any
    title: str
    icon: str = ""
    icon_tint: str = "text-3"
    dot: str = ""
    name: str = ""
    reason: str = ""
    tail: str = ""
    tail_tint: str = "text-2"
    person: str = ""
    struck: bool = False


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """A heading between rows, its count, and a remark at the right."""

    title: str
    count: str = ""
    tint: str = "text-2"
    remark: str = ""


@dataclass(frozen=True, slots=True)
class RowAction:
    """What a key does with the selected row: a button with that key in it."""

    id: str
    label: Text
    key: str
    run: Callable[[Any], None]


class RowModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[TwoLineRow | HeadingRow] = ()

    def show_rows(self, rows: Sequence[TwoLineRow | HeadingRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (
                [row.title, row.name, row.reason, row.tail] if isinstance(row, TwoLineRow) else [row.title, row.count]
            )
            return ", ".join(part for part in parts if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], HeadingRow):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RowPainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = row_of(index)
        if isinstance(row, HeadingRow):
            return QSize(look.px(100), look.px(32 if index.row() == 0 else 36))
        return QSize(look.px(100), look.px(44))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = row_of(index)
        view = option.widget
        assert isinstance(view, RowList)
        box = QRect(option.rect)
        painter.save()
        if isinstance(row, HeadingRow):
            draw_heading(painter, box, row)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self.draw_ground(painter, box, view, index.row(), chosen=chosen)
            draw_row(painter, box, row, until=view.left_of_actions() if chosen else 0)
        painter.restore()

    def draw_ground(self, painter: QPainter, box: QRect, view: "RowList", at: int, *, chosen: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outer = QRectF(box.adjusted(look.px(INSET - 12), 0, -look.px(INSET - 12), 0))
        radius = look.px(6)
        if chosen or view.hovered_row == at:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("selected" if chosen else "hover"))
            painter.drawRoundedRect(outer, radius, radius)
        elif view.is_followed(at):
            line = QRect(box.left() + look.px(INSET + 28), box.bottom(), box.width() - look.px(2 * INSET + 28), 1)
            painter.fillRect(line, look.color("line"))
        if chosen:
            bar = QRectF(outer.left(), outer.top() + look.px(10), look.px(3), outer.height() - look.px(20))
            painter.setBrush(look.color("accent"))
            painter.drawRoundedRect(bar, look.px(1.5), look.px(1.5))
            if view.hasFocus() and view.by_keyboard:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(look.color("accent"), 2))
                painter.drawRoundedRect(outer.adjusted(1, 1, -1, -1), radius, radius)


def row_of(index: Index) -> TwoLineRow | HeadingRow:
    model = index.model()
    assert isinstance(model, RowModel)
    return model.rows[index.row()]


def draw_heading(painter: QPainter, box: QRect, row: HeadingRow) -> None:
    inner = box.adjusted(look.px(INSET), box.height() - look.px(28), -look.px(INSET), 0)
    used = draw_line_of(painter, inner, row.title, size=12, weight=600, tint=row.tint)
    rest = inner.adjusted(used + look.px(8), 0, 0, 0)
    draw_line_of(painter, rest, row.count, size=12, tint="text-3")
    draw_line_of(painter, rest.adjusted(look.px(40), 0, 0, 0), row.remark, size=12, tint="text-3", right=True)


def draw_row(painter: QPainter, box: QRect, row: TwoLineRow, *, until: int) -> None:
    """`until`: where the buttons of the selected row begin, 0 without them."""
    inner = box.adjusted(look.px(INSET), 0, -look.px(INSET), 0)
    side = look.px(16)
    draw_icon(
        painter, QRect(inner.left(), inner.top() + (inner.height() - side) // 2, side, side), row.icon, row.icon_tint
    )
    inner = draw_tail(painter, inner, row)
    inner.setLeft(inner.left() + look.px(28))
    inner.setRight(min(inner.right(), until) if until else inner.right())
    half = inner.height() // 2
    first = QRect(inner.left(), inner.top() + look.px(3), inner.width(), half - look.px(1))
    draw_line_of(painter, first, row.title, tint="text-3" if row.struck else "text")
    draw_reason(painter, QRect(inner.left(), inner.top() + half, inner.width(), half - look.px(4)), row)


def draw_tail(painter: QPainter, box: QRect, row: TwoLineRow) -> QRect:
    """Who and when, at the right; returns what is left of the box."""
    inner = QRect(box)
    if row.person:
        side = look.px(20)
        mark = QRect(inner.right() - side + 1, inner.top() + (inner.height() - side) // 2, side, side)
        draw_avatar(painter, mark, initials(row.person, person=True), person=True)
    inner.setRight(inner.right() - look.px(32))
    needed = look.metrics(13, tabular=True).horizontalAdvance(row.tail) + look.px(8)
    wide = min(needed, inner.width() // 3)
    when = QRect(inner.right() - wide, inner.top(), wide, inner.height())
    draw_line_of(painter, when, row.tail, tint=row.tail_tint, right=True)
    inner.setRight(when.left() - look.px(12))
    return inner


def draw_reason(painter: QPainter, box: QRect, row: TwoLineRow) -> None:
    if row.dot:
        draw_dot(painter, QPointF(box.left() + look.px(3), box.center().y() + 1), row.dot)
        box.setLeft(box.left() + look.px(12))
    if row.name:
        used = draw_line_of(painter, box, row.name, size=12, tint="text-2")
        box.setLeft(box.left() + used + look.px(6))
    if box.width() > look.px(20):
        draw_line_of(painter, box, row.reason, size=12, tint="text-3")


class RowList(QListView):
    """`chosen` tells the key of the current row, `opened` one that was entered. One-key actions switch the input
    method off, so that D is D and not the start of a Chinese word."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, name: Text = "", actions: Sequence[RowAction] = ()) -> None:
        super().__init__()
        self.name = name
        self.hovered_row = -1
        self.by_keyboard = False
        self.rows = RowModel()
        self.setModel(self.rows)
        self.setItemDelegate(RowPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.actions_by_key: dict[str, RowAction] = {}
        self.bar = ActionBar(self.viewport())
        self.set_actions(actions)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.tell())
        self.verticalScrollBar().valueChanged.connect(self.place_bar)
        follow(self.rescale)

    def set_actions(self, actions: Sequence[RowAction]) -> None:
        self.actions_by_key = {action.key.upper(): action for action in actions}
        self.bar.show_actions(actions, self.run_action)

    def rescale(self) -> None:
        self.setAccessibleName(look.say(self.name))
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
        self.place_bar()

    def show_rows(self, rows: Sequence[TwoLineRow | HeadingRow]) -> None:
        """Other rows; the same key stays current, else the one that took its place."""
        key, at = self.current_key(), self.currentIndex().row()
        self.rows.show_rows(list(rows))
        if not self.choose(key):
            self.choose_near(max(at, 0))
        self.place_bar()

    def choose(self, key: object) -> bool:
        for at, row in enumerate(self.rows.rows):
            if isinstance(row, TwoLineRow) and row.key == key:
                self.setCurrentIndex(self.rows.index(at))
                return True
        return False

    def choose_near(self, at: int) -> None:
        places = [place for place, row in enumerate(self.rows.rows) if isinstance(row, TwoLineRow)]
        if places:
            self.setCurrentIndex(self.rows.index(next((place for place in places if place >= at), places[-1])))

    def current_key(self) -> Any:
        row = self.current_row()
        return row.key if row is not None else None

    def current_row(self) -> TwoLineRow | None:
        at = self.currentIndex().row()
        row = self.rows.rows[at] if 0 <= at < len(self.rows.rows) else None
        return row if isinstance(row, TwoLineRow) else None

    def tell(self) -> None:
        self.place_bar()
        self.chosen.emit(self.current_key())

    def is_followed(self, at: int) -> bool:
        """Whether another row follows directly: then a hairline parts them."""
        return at + 1 < len(self.rows.rows) and isinstance(self.rows.rows[at + 1], TwoLineRow)

    def run_action(self, action: RowAction) -> None:
        if (row := self.current_row()) is not None:
            action.run(row.key)

    def left_of_actions(self) -> int:
        return self.bar.geometry().left() - look.px(12) if self.bar.isVisible() else 0

    def place_bar(self) -> None:
        """The buttons stand in the selected row, left of its date."""
        index = self.currentIndex()
        if self.current_row() is None or not self.actions_by_key:
            self.bar.hide()
            return
        box = self.visualRect(index)
        size = self.bar.sizeHint()
        tail = min(look.px(112), (box.width() - look.px(2 * INSET)) // 3)
        right = box.right() - look.px(INSET + 32 + 12) - tail
        fits = size.width() < box.width() * 0.6
        self.bar.setVisible(fits)
        self.bar.setGeometry(
            right - size.width(), box.top() + (box.height() - size.height()) // 2, size.width(), size.height()
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.by_keyboard = True
        action = self.actions_by_key.get(event.text().upper()) if event.text() else None
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if action is not None and plain:
            self.run_action(action)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if (row := self.current_row()) is not None:
                self.opened.emit(row.key)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def step(self, by: int) -> None:
        """To the next row, over headings."""
        at = self.currentIndex().row() + by
        while 0 <= at < len(self.rows.rows) and not isinstance(self.rows.rows[at], TwoLineRow):
            at += by
        if 0 <= at < len(self.rows.rows):
            self.setCurrentIndex(self.rows.index(at))
            self.scrollTo(self.currentIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.by_keyboard = False
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if (row := self.current_row()) is not None:
            self.opened.emit(row.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hover(self.indexAt(event.position().toPoint()).row())
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
        self.place_bar()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self.viewport()).fillRect(self.viewport().rect(), look.color("surface"))
        super().paintEvent(event)


class ActionBar(QWidget):
    """The buttons of the selected row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = Across(self, gap=4)
        self.hide()

    def show_actions(self, actions: Sequence[RowAction], run: Callable[[RowAction], None]) -> None:
        while (item := self.row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for action in actions:
            button = Button(action.label, keys=action.key, small=True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, action=action: run(action))
            self.row.addWidget(button)
