"""Recent meetings: what was talked about, with whom, what came of it. Entered, a meeting opens in the log pane."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crm.communication.queries import MeetingRow, RecentAnswer
from crm.values import Message
from crm.values.enums import Language
from ui.kit.feelings import FACES
from ui.kit.icons import draw_icon
from ui.kit.labels import Label, draw_line_of
from ui.kit.look import follow, look
from ui.kit.marks import draw_avatar, initials
from ui.kit.panels import Down, Heading, Panel
from ui.kit.table import Index

TALL = 79


class MeetingModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[MeetingRow] = ()

    def show_rows(self, rows: Sequence[MeetingRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            counts = look.say("today.counts", decisions=row.decisions, items=row.items)
            return ", ".join(
                part for part in (title_of(row), partners_of(row), day_of(row), counts, row.leading) if part
            )
        return None


def title_of(row: MeetingRow) -> str:
    return row.title or look.say(row.kind)


def partners_of(row: MeetingRow) -> str:
    english = look.language is Language.ENGLISH
    return (", " if english else "、").join(one.en if english else one.zh for one in row.partners)


def day_of(row: MeetingRow) -> str:
    return look.say(Message("today.held", {"on": row.held_on}))


class MeetingPainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look.px(120), look.px(TALL))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: MeetingRow = index.model().rows[index.row()]  # type: ignore[attr-defined]  # MeetingModel
        view = option.widget
        box = QRect(option.rect)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen and view is not None and view.hasFocus():
            painter.fillRect(box, look.color("selected"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, look.color("hover"))
        painter.setPen(QPen(look.color("line"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        self.draw_row(painter, box.adjusted(look.px(16), look.px(9), -look.px(16), -look.px(9)), row)
        painter.restore()

    def draw_row(self, painter: QPainter, box: QRect, row: MeetingRow) -> None:
        step = box.height() // 3
        first = QRect(box.left(), box.top(), box.width(), step)
        used = draw_line_of(painter, first, day_of(row), size=12, tint="text-3", right=True)
        first.setRight(first.right() - max(used, look.px(52)) - look.px(8))
        side = look.px(16)
        if row.sentiment is not None:
            icon, tint = FACES[row.sentiment]
            draw_icon(painter, QRect(first.right() - side, first.top() + (step - side) // 2, side, side), icon, tint)
        first.setRight(first.right() - side - look.px(8))
        draw_line_of(painter, first, title_of(row), weight=600)
        self.draw_partners(painter, box.adjusted(0, step, 0, 0), step, row)
        self.draw_counts(painter, box.adjusted(0, 2 * step, 0, 0), step, row)

    def draw_partners(self, painter: QPainter, box: QRect, step: int, row: MeetingRow) -> None:
        side = look.px(16)
        left, names = box.left(), partners_of(row)
        if row.partners:
            one = row.partners[0]
            shown = one.en if look.language is Language.ENGLISH else one.zh
            mark = QRect(left, box.top() + (step - side) // 2, side, side)
            draw_avatar(painter, mark, initials(shown), f"role-{one.role.value}" if one.role else "")
            left += side + look.px(6)
        draw_line_of(painter, QRect(left, box.top(), box.right() - left, step), names, size=12, tint="text-2")

    def draw_counts(self, painter: QPainter, box: QRect, step: int, row: MeetingRow) -> None:
        side, left = look.px(14), box.left()
        for icon, count in (("gavel", row.decisions), ("list-checks", row.items)):
            draw_icon(painter, QRect(left, box.top() + (step - side) // 2, side, side), icon, "text-3")
            left += side + look.px(4)
            text = QRect(left, box.top(), look.px(30), step)
            left += draw_line_of(painter, text, f"{count:,}", size=12, tint="text-2") + look.px(8)
        rest = QRect(left + look.px(2), box.top(), box.right() - left, step)
        draw_line_of(painter, rest, row.leading or look.say(row.kind), size=12, tint="text-2")


class MeetingList(QListView):
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.meetings = MeetingModel()
        self.setModel(self.meetings)
        self.setItemDelegate(MeetingPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        follow(self.rescale)

    def rescale(self) -> None:
        self.setAccessibleName(look.say("today.recent"))
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def show_rows(self, rows: Sequence[MeetingRow]) -> None:
        at = self.currentIndex().row()
        self.meetings.show_rows(rows)
        if rows:
            self.setCurrentIndex(self.meetings.index(max(0, min(at, len(rows) - 1))))

    def open_current(self) -> None:
        at = self.currentIndex().row()
        if 0 <= at < len(self.meetings.rows):
            self.opened.emit(self.meetings.rows[at].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self.open_current()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self.viewport()).fillRect(self.viewport().rect(), look.color("surface"))
        super().paintEvent(event)


class RecentPane(Panel):
    """The right column of Today."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__("surface")
        self.heading = Heading("today.recent")
        self.empty = Label("today.no-meetings", 12, tint="text-3", wrap=True)
        self.list = MeetingList()
        self.list.opened.connect(self.opened.emit)
        top = Down(margins=(16, 20, 16, 4), gap=6).take(self.heading, self.empty)
        column = Down(self)
        column.addLayout(top)
        column.addWidget(self.list, 1)

    def show_answer(self, answer: RecentAnswer) -> None:
        self.heading.show_count(answer.total or None)
        self.empty.setVisible(not answer.rows)
        self.list.show_rows(answer.rows)
