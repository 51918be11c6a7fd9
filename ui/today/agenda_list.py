"""The list of what is due: a row that is finished folds away, and what a key asks for hangs below its row."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QStyleOptionViewItem

from ui.kit.dates import MonthPopup
from ui.kit.look import Text
from ui.kit.motion import LEAVING, move
from ui.kit.popup import PopupList, PopupRow
from ui.kit.rows import RowAction, RowList, RowPainter, TwoLineRow
from ui.kit.table import Index


class FoldingPainter(RowPainter):
    def __init__(self, view: "AgendaList") -> None:
        super().__init__(view)
        self.view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        if index.row() == self.view.folding_row:
            size.setHeight(max(1, round(size.height() * self.view.left_of_row)))
        return size


class AgendaList(RowList):
    """The keyboard stays in the list while a choice hangs on it."""

    asked_for = Signal(str)

    def __init__(self, name: Text, actions: Sequence[RowAction]) -> None:
        self.folding_row = -1
        self.left_of_row = 1.0
        super().__init__(name, actions)
        self.setItemDelegate(FoldingPainter(self))
        self.choices: PopupList | None = None
        self.month: MonthPopup | None = None
        self.chooser: Callable[[object], None] = lambda _key: None
        self.dater: Callable[[date], None] = lambda _on: None

    def anchor(self) -> QRect:
        """Where the action buttons of the current row begin, on the screen."""
        box = self.bar.geometry() if self.bar.isVisible() else self.visualRect(self.currentIndex())
        return QRect(self.viewport().mapToGlobal(box.topLeft()), box.size())

    def offer(self, rows: Sequence[PopupRow], then: Callable[[object], None]) -> None:
        """Hangs a choice on the current row."""
        self.chooser = then
        if self.choices is None or self.choices.host is not self.window():
            self.choices = PopupList(self.window(), "row-choices")
            self.choices.chosen.connect(lambda key: self.chooser(key))
        self.choices.offer(rows, self.anchor())

    def offer_month(self, today: date, then: Callable[[date], None]) -> None:
        self.dater = then
        if self.month is None or self.month.host is not self.window():
            self.month = MonthPopup(self.window())
            self.month.picked.connect(lambda on: self.dater(on))
        self.month.open_at(self.anchor(), today, today)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.month is not None and self.month.take_key(event):
            return
        if self.choices is not None and self.choices.take_key(event):
            return
        if self.choices is not None:
            self.choices.close_list()
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.choices is not None:
            self.choices.close_list()
        if self.month is not None and event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.month.hide()

    def fold(self, key: object, then: Callable[[], None]) -> None:
        """Folds the row of the key, then calls back; at once where motion is not wanted."""
        at = next((n for n, row in enumerate(self.rows.rows) if isinstance(row, TwoLineRow) and row.key == key), -1)
        if at < 0 or not self.isVisible():
            then()
            return
        self.folding_row = at
        move(self, LEAVING, self.fold_to, lambda: self.folded(then))

    def fold_to(self, left: float) -> None:
        self.bar.hide()
        self.left_of_row = left
        self.scheduleDelayedItemsLayout()

    def folded(self, then: Callable[[], None]) -> None:
        self.folding_row, self.left_of_row = -1, 1.0
        then()
