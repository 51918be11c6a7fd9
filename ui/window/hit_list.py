"""The palette's list: groups under grey headings, rows of 36 px, the letters that matched in the accent."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.kit.actions import shown_keys
from ui.kit.buttons import cap_width, draw_cap
from ui.kit.icons import draw_icon
from ui.kit.labels import draw_line_of
from ui.kit.look import follow, look
from ui.kit.marks import draw_avatar, initials
from ui.kit.table import Index
from ui.window.hits import Hit, Piece

Line = Hit | str
"""A row, or the words of a heading."""


class HitModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Line] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line if isinstance(line, str) else "".join(piece.text for piece in line.pieces)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.lines[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class HitPainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look.px(100), look.px(30 if isinstance(line_of(index), str) else 36))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, box = line_of(index), QRect(option.rect)
        painter.save()
        if isinstance(line, str):
            head = box.adjusted(look.px(18), look.px(8), -look.px(18), 0)
            draw_line_of(painter, head, line, size=12, tint="text-3")
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            if chosen:
                draw_chosen(painter, box)
            draw_hit(painter, box.adjusted(look.px(18), 0, -look.px(18), 0), line, chosen=chosen)
        painter.restore()


def line_of(index: Index) -> Line:
    model = index.model()
    assert isinstance(model, HitModel)
    return model.lines[index.row()]


def draw_chosen(painter: QPainter, box: QRect) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outer = QRectF(box.adjusted(look.px(6), 0, -look.px(6), 0))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("selected"))
    painter.drawRoundedRect(outer, look.px(6), look.px(6))
    painter.setBrush(look.color("accent"))
    bar = QRectF(outer.left(), outer.top() + look.px(8), look.px(3), outer.height() - look.px(16))
    painter.drawRoundedRect(bar, look.px(1.5), look.px(1.5))


def draw_hit(painter: QPainter, box: QRect, hit: Hit, *, chosen: bool) -> None:
    side = look.px(20 if hit.avatar else 16)
    mark = QRect(box.left() + (0 if hit.avatar else look.px(2)), box.top() + (box.height() - side) // 2, side, side)
    if hit.avatar:
        person = hit.kind == "contact"
        draw_avatar(painter, mark, initials(hit.avatar, person=person), hit.avatar_tint, person=person)
    else:
        draw_icon(painter, mark, hit.icon, "text-2")
    inner = box.adjusted(look.px(30), 0, 0, 0)
    if chosen and hit.kind != "action":
        inner.setRight(draw_caps(painter, inner, ["↵"]))
        used = draw_line_of(painter, inner, look.say("window.open"), size=12, tint="text-2", right=True)
        inner.setRight(inner.right() - used - look.px(12))
    elif hit.keys:
        inner.setRight(draw_caps(painter, inner, shown_keys(hit.keys)))
    elif hit.tail:
        used = draw_line_of(painter, inner, hit.tail, size=12, tint="text-3", right=True)
        inner.setRight(inner.right() - used - look.px(12))
    draw_pieces(painter, inner, hit.pieces)


def draw_caps(painter: QPainter, box: QRect, caps: Sequence[str]) -> int:
    """Key caps at the right end; returns where they begin."""
    right = box.right()
    for cap in reversed(caps):
        right -= cap_width(cap)
        painter.save()
        painter.translate(0, box.top())
        draw_cap(painter, right, box.height(), cap)
        painter.restore()
        right -= look.px(4)
    return right - look.px(6)


def draw_pieces(painter: QPainter, box: QRect, pieces: Sequence[Piece], size: int = 13) -> None:
    left = box.left()
    for piece in pieces:
        font = look.font(size, 600 if piece.lit else 400)
        metrics = QFontMetrics(font)
        room = box.right() - left
        if room < look.px(12):
            return
        shown = metrics.elidedText(piece.text, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(look.color("accent-text" if piece.lit else "text-3" if piece.quiet else "text"))
        painter.drawText(QRect(left, box.top(), room, box.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        left += metrics.horizontalAdvance(shown)


class HitList(QListView):
    """The keyboard stays in the field; Up and Down go over the headings."""

    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.hits = HitModel()
        self.setModel(self.hits)
        self.setItemDelegate(HitPainter(self))
        self.setObjectName("hits")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(lambda index: self.take(index.row()))
        follow(self.rescale)

    def rescale(self) -> None:
        self.setAccessibleName(look.say("window.found"))
        self.scheduleDelayedItemsLayout()

    def show_lines(self, lines: Sequence[Line]) -> None:
        self.hits.show_lines(list(lines))
        self.step(1, start=-1)
        self.scrollToTop()

    def height_of_lines(self) -> int:
        """As tall as all its lines, in the drawings' pixels."""
        return sum(30 if isinstance(line, str) else 36 for line in self.hits.lines) + 8

    def step(self, by: int, start: int | None = None) -> None:
        at = (self.currentIndex().row() if start is None else start) + by
        while 0 <= at < len(self.hits.lines) and isinstance(self.hits.lines[at], str):
            at += by
        if 0 <= at < len(self.hits.lines):
            self.setCurrentIndex(self.hits.index(at))
            self.scrollTo(self.currentIndex())

    def take(self, at: int) -> None:
        line = self.hits.lines[at] if 0 <= at < len(self.hits.lines) else None
        if isinstance(line, Hit):
            self.taken.emit(line)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self.indexAt(event.position().toPoint())
        if at.isValid() and isinstance(self.hits.lines[at.row()], Hit):
            self.setCurrentIndex(at)
