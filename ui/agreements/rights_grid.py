"""The matrix of data rights: a row for each data set and model, a column for each use, an answer in every cell."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip

from crm.agreements.answers import told_of
from crm.agreements.queries.data_rights import Matrix, RightCell
from crm.values.enums import DataUse
from ui.agreements.rights_painting import HEAD, ROW, draw_rights
from ui.kit.labels import plain_tip
from ui.kit.look import follow, look

NAMES, LEAST_NAMES, COLUMN = 264, 140, 148
"""In the drawings' pixels: the names' column, what it has at least, and the least of a use's."""

USES = tuple(DataUse)
Place = tuple[int, int]
"""Row, and place of the use in `USES`."""


class RightsGrid(QAbstractScrollArea):
    """`chosen` tells the cell where the keyboard stands, `opened` one that was clicked or entered."""

    chosen = Signal(object)
    opened = Signal(object)
    left_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: Matrix = ()
        self.current: Place = (0, 0)
        self.hovered: Place | None = None
        self.lit: frozenset[tuple[str, str, DataUse]] = frozenset()
        self.by_keyboard = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        follow(self.rescale)

    # What it shows

    def show_rows(self, rows: Matrix) -> None:
        """Where the keyboard stood it stays, as far as that data set is still there."""
        was = self.current_cell()
        self.rows = rows
        self.current = (0, 0)
        if was is not None:
            self.seek(was)
        self.rescale()

    def light(self, cells: Sequence[RightCell]) -> None:
        """Those that answer the question stand out; the first of them is current."""
        self.lit = frozenset((cell.data_set, cell.model, cell.use) for cell in cells)
        for cell in cells:
            if self.seek(cell):
                break
        self.viewport().update()

    def seek(self, wanted: RightCell) -> bool:
        """Makes that cell current, else the one of any model of its data set; False where the data is not here."""
        use = USES.index(wanted.use)
        same = [at for at, row in enumerate(self.rows) if row.data_set == wanted.data_set]
        if not same:
            return False
        exact = next((at for at in same if self.rows[at].model == wanted.model), same[0])
        self.current = (exact, use)
        self.reveal()
        return True

    def rescale(self) -> None:
        self.setAccessibleName(look.say("rights.grid"))
        self.fit_bars()
        self.tell_cell()
        self.viewport().update()

    def fit_bars(self) -> None:
        view, across, down = self.viewport(), self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, self.names_wide() + len(USES) * look.px(COLUMN) - view.width()))
        across.setPageStep(max(1, view.width()))
        across.setSingleStep(look.px(24))
        seen = view.height() - look.px(HEAD)
        down.setRange(0, max(0, len(self.rows) * look.px(ROW) - seen))
        down.setPageStep(max(1, seen))
        down.setSingleStep(look.px(ROW))

    def names_wide(self) -> int:
        return max(look.px(LEAST_NAMES), min(look.px(NAMES), self.viewport().width() - 4 * look.px(COLUMN)))

    def column_wide(self) -> int:
        return max(look.px(COLUMN), (self.viewport().width() - self.names_wide()) // len(USES))

    def rows_in_sight(self) -> range:
        tall, top = look.px(ROW), self.verticalScrollBar().value()
        last = (top + self.viewport().height() - look.px(HEAD)) // tall + 1
        return range(top // tall, min(len(self.rows), last))

    def box_of(self, place: Place) -> QRect:
        row, use = place
        wide, tall = self.column_wide(), look.px(ROW)
        left = self.names_wide() + use * wide - self.horizontalScrollBar().value()
        return QRect(left, look.px(HEAD) + row * tall - self.verticalScrollBar().value(), wide, tall)

    def cell_at(self, place: Place) -> RightCell | None:
        row, use = place
        return self.rows[row].cells[use] if row < len(self.rows) else None

    def current_cell(self) -> RightCell | None:
        return self.cell_at(self.current)

    def place_at(self, point: QPoint) -> Place | None:
        if point.y() < look.px(HEAD) or point.x() < self.names_wide():
            return None
        row = (point.y() - look.px(HEAD) + self.verticalScrollBar().value()) // look.px(ROW)
        use = (point.x() - self.names_wide() + self.horizontalScrollBar().value()) // self.column_wide()
        return (row, use) if row < len(self.rows) and use < len(USES) else None

    # Where it stands

    def go_to(self, row: int, use: int) -> None:
        self.current = (max(0, min(len(self.rows) - 1, row)), max(0, min(len(USES) - 1, use)))
        self.reveal()
        self.tell_cell()
        self.viewport().update()
        self.chosen.emit(self.current_cell())

    def reveal(self) -> None:
        box, head = self.box_of(self.current), look.px(HEAD)
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        if box.top() < head:
            down.setValue(down.value() + box.top() - head)
        elif box.bottom() > self.viewport().height():
            down.setValue(down.value() + box.bottom() - self.viewport().height() + 1)
        if box.left() < self.names_wide():
            across.setValue(across.value() + box.left() - self.names_wide())
        elif box.right() > self.viewport().width():
            across.setValue(across.value() + box.right() - self.viewport().width() + 1)

    def tell_cell(self) -> None:
        cell = self.current_cell()
        self.setAccessibleDescription(sentence(cell) if cell is not None else "")

    # Hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.by_keyboard = True
        row, use = self.current
        page = max(1, (self.viewport().height() - look.px(HEAD)) // look.px(ROW) - 1)
        steps = {
            Qt.Key.Key_Up: (row - 1, use), Qt.Key.Key_Down: (row + 1, use), Qt.Key.Key_Left: (row, use - 1),
            Qt.Key.Key_Right: (row, use + 1), Qt.Key.Key_PageUp: (row - page, use),
            Qt.Key.Key_PageDown: (row + page, use), Qt.Key.Key_Home: (row, 0), Qt.Key.Key_End: (row, len(USES) - 1),
        }  # fmt: skip
        key, cell = event.key(), self.current_cell()
        if (key == Qt.Key.Key_Up and row == 0) or key == Qt.Key.Key_Escape:
            self.left_up.emit()
        elif key in steps and self.rows:
            self.go_to(*steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and cell is not None:
            self.opened.emit(cell)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.by_keyboard = False
        place = self.place_at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and place is not None:
            self.go_to(*place)
            self.opened.emit(self.current_cell())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hover(self.place_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self.hover(None)

    def hover(self, place: Place | None) -> None:
        if place != self.hovered:
            self.hovered = place
            cell = self.cell_at(place) if place is not None else None
            leads = cell is not None and bool(cell.said)
            self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.place_at(event.pos())
            cell = self.cell_at(place) if place is not None else None
            QToolTip.showText(event.globalPos(), plain_tip(sentence(cell)) if cell is not None else "", self)
            return True
        return super().viewportEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_bars()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.by_keyboard = self.by_keyboard or event.reason() is not Qt.FocusReason.MouseFocusReason
        if self.rows:
            self.go_to(*self.current)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_rights(QPainter(self.viewport()), self)


def sentence(cell: RightCell) -> str:
    return look.say(told_of(cell, look.language).message)
