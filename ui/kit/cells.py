"""Paints cells of a table: name and second name, avatar, dot, icon, pairs of role and stage; and edits in place."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPointF, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.kit.chips import draw_tag, tag_width
from ui.kit.choices import ChoiceField
from ui.kit.fields import LineField
from ui.kit.icons import draw_icon
from ui.kit.labels import draw_line_of
from ui.kit.look import look
from ui.kit.marks import draw_avatar, draw_dot, draw_stage, initials
from ui.kit.table import Cell, Heading, Index, TableModel

PADDING = 8
PAIR_WIDTH = 41
PAIR_GAP = 8


class CellPainter(QStyledItemDelegate):
    """Selected and focused are different things and may meet in one row (DESIGN.md)."""

    edited = Signal(int, str, object)

    row_height = 32

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look.px(40), look.px(self.row_height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = model_of(index)
        if (heading := model.heading_at(index.row())) is not None:
            draw_heading(painter, QRect(option.rect), whole_row(option), heading)
            return
        column = model.columns[index.column()]
        cell = model.cell(index.row(), index.column())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        box = QRect(option.rect)
        first = index.column() == self.first_column(option)
        self.draw_ground(painter, box, option, index.row(), chosen=chosen, first=first)
        if cell.ground:
            painter.fillRect(box.adjusted(0, 0, 0, -1), look.color(cell.ground))
        inner = box.adjusted(look.px(PADDING), 0, -look.px(PADDING), -1)
        if index.column() == self.first_column(option):
            inner.setLeft(box.left() + look.px(16))
        draw_cell(painter, inner, cell, strong=chosen and column.strong, right=column.right)
        painter.restore()

    def first_column(self, option: QStyleOptionViewItem) -> int:
        view = option.widget
        header = getattr(view, "horizontalHeader", None)
        return header().logicalIndex(0) if header is not None else 0

    def draw_ground(
        self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, row: int, *, chosen: bool, first: bool
    ) -> None:
        hovered = getattr(option.widget, "hovered_row", -1) == row
        if chosen or hovered:
            painter.fillRect(box, look.color("selected" if chosen else "hover"))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), look.color("line"))
        if chosen and first:
            painter.fillRect(QRect(box.left(), box.top(), look.px(2), box.height()), look.color("accent"))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = model_of(index)
        column = model.columns[index.column()]
        if column.options is not None:
            choice = ChoiceField(column.options(), column.label, small=True)
            choice.setParent(parent)
            choice.committed.connect(lambda _value: self.finish(choice))
            return choice
        line = LineField(column.label, small=True)
        line.setParent(parent)
        line.commits.rest.setInterval(10 * 60 * 1000)
        return line

    def finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        model = model_of(index)
        column = model.columns[index.column()]
        row = model.row_at(index.row())
        start = column.edit(row) if column.edit is not None and row is not None else ""
        if isinstance(editor, LineField):
            editor.put_value(start)
            editor.setProperty("start", start)
            editor.selectAll()
        elif isinstance(editor, ChoiceField):
            by_word = {str(getattr(value, "value", value)): value for value, _ in editor.options}
            editor.show_value(by_word.get(start))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        value: Any = editor.text() if isinstance(editor, LineField) else getattr(editor, "value", None)
        if isinstance(editor, LineField) and value == editor.property("start"):
            return
        rows = model_of(index)
        self.edited.emit(rows.ids[index.row()], rows.columns[index.column()].name, value)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        box = QRect(option.rect)
        tall = look.px(24)
        editor.setGeometry(
            box.left() + look.px(4), box.top() + (box.height() - tall) // 2, box.width() - look.px(8), tall
        )

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        composing = getattr(editor, "composing", False)
        if composing and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return False
        return super().eventFilter(editor, event)


def whole_row(option: QStyleOptionViewItem) -> QRect:
    """The row across all columns, of which the cell is a part."""
    header = getattr(option.widget, "horizontalHeader", None)
    box = QRect(option.rect)
    if header is None:
        return box
    shown = header()
    return QRect(-shown.offset(), box.top(), shown.length(), box.height())


def draw_heading(painter: QPainter, box: QRect, row: QRect, heading: Heading) -> None:
    """A cell's part of a heading that runs across all columns."""
    painter.save()
    painter.setClipRect(box)
    painter.fillRect(box, look.color("sunken"))
    painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), look.color("line"))
    side = look.px(14)
    top = row.top() + (row.height() - side) // 2
    left = row.left() + look.px(16)
    draw_icon(painter, QRect(left, top, side, side), "chevron-right" if heading.folded else "chevron-down", "text-3")
    left += look.px(22)
    if heading.stage:
        draw_stage(painter, QRect(left, top, side, side), heading.stage)
    elif heading.icon:
        draw_icon(painter, QRect(left, top, side, side), heading.icon, heading.tint)
    left += look.px(22) if heading.stage or heading.icon else 0
    room = QRect(left, row.top(), row.right() - left - look.px(16), row.height() - 1)
    room.setLeft(left + draw_line_of(painter, room, heading.title, weight=600) + look.px(8))
    room.setLeft(room.left() + draw_line_of(painter, room, heading.count, tint="text-2") + look.px(12))
    draw_line_of(painter, room, heading.remark, size=12, tint="text-3")
    painter.restore()


def model_of(index: Index) -> TableModel[Any]:
    model = index.model()
    assert isinstance(model, TableModel)
    return model


def draw_cell(painter: QPainter, box: QRect, cell: Cell, *, strong: bool = False, right: bool = False) -> None:
    if cell.marks:
        draw_pairs(painter, box, cell)
        return
    if cell.tags:
        draw_tags(painter, box, cell.tags)
        return
    box = draw_cell_head(painter, box, cell)
    if cell.flag:
        side = look.px(14)
        mark = QRect(box.right() - side, box.top() + (box.height() - side) // 2, side, side)
        draw_icon(painter, mark, cell.flag, cell.flag_tint)
        box.setRight(mark.left() - look.px(6))
    if right:
        draw_line_of(painter, box, cell.text, tint=cell.tint, right=True)
        return
    used = draw_line_of(painter, box, cell.text, weight=600 if strong else 400, tint=cell.tint)
    rest = box.adjusted(used + look.px(8), 0, 0, 0)
    if cell.second and rest.width() > look.px(16):
        draw_line_of(painter, rest, cell.second, tint="text-3")


def draw_cell_head(painter: QPainter, box: QRect, cell: Cell) -> QRect:
    """Avatar, icon or dot before the words; returns what is left."""
    if cell.letters:
        side = look.px(20)
        mark = QRect(box.left(), box.top() + (box.height() - side) // 2, side, side)
        letters = initials(cell.letters, person=cell.person)
        draw_avatar(painter, mark, letters, cell.letters_tint, person=cell.person)
        return box.adjusted(side + look.px(8), 0, 0, 0)
    if cell.icon:
        side = look.px(16)
        draw_icon(
            painter, QRect(box.left(), box.top() + (box.height() - side) // 2, side, side), cell.icon, cell.icon_tint
        )
        return box.adjusted(side + look.px(8), 0, 0, 0)
    if cell.dot:
        draw_dot(painter, QPointF(box.left() + look.px(4), box.center().y() + 1), cell.dot, 8)
        return box.adjusted(look.px(16), 0, 0, 0)
    return box


def draw_pairs(painter: QPainter, box: QRect, cell: Cell) -> None:
    """As many pairs as there is room for; what does not fit is counted (+2)."""
    wide, gap, tall = look.px(PAIR_WIDTH), look.px(PAIR_GAP), look.px(20)
    room = max(1, (box.width() + gap) // (wide + gap))
    shown = cell.marks if len(cell.marks) <= room else cell.marks[: max(1, room - 1)]
    left = box.left()
    for icon, tint, stage in shown:
        draw_pair(painter, QRect(left, box.top() + (box.height() - tall) // 2, wide, tall), icon, tint, stage)
        left += wide + gap
    if len(shown) < len(cell.marks):
        rest = QRect(left, box.top(), box.right() - left, box.height())
        draw_line_of(painter, rest, f"+{len(cell.marks) - len(shown)}", size=12, tint="text-3")


def draw_tags(painter: QPainter, box: QRect, tags: Sequence[tuple[str, str]]) -> None:
    """As many tags as there is room for, at least one, elided; the rest is counted."""
    gap, tall, kept = look.px(6), look.px(20), look.px(28)
    left = box.left()
    for place, (word, tone) in enumerate(tags):
        last = place == len(tags) - 1
        room = box.right() - left - (0 if last else kept)
        wide = tag_width(word)
        if place and wide > room:
            rest = QRect(left, box.top(), box.right() - left, box.height())
            draw_line_of(painter, rest, f"+{len(tags) - place}", size=12, tint="text-3")
            return
        wide = min(wide, max(room, tall))
        draw_tag(painter, QRect(left, box.top() + (box.height() - tall) // 2, wide, tall), word, tone)
        left += wide + gap


def draw_pair(painter: QPainter, box: QRect, icon: str, tint: str, stage: str) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color("line"), 1))
    painter.setBrush(look.color("surface"))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), look.px(4), look.px(4))
    painter.restore()
    side = look.px(14)
    top = box.top() + (box.height() - side) // 2
    draw_icon(painter, QRect(box.left() + look.px(4), top, side, side), icon, tint)
    draw_stage(painter, QRect(box.right() - look.px(4) - side + 1, top, side, side), stage)
