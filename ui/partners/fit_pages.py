"""The two pages of fit that take the whole of the room: the comparison, and the criteria with their weights."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget

from crm.values import Changes
from ui.kit.room import Desk
from ui.partners.fit_compare import ComparisonPage
from ui.partners.fit_criteria import CriteriaPage

SHOWN_HERE = ("fit_mark", "fit_criterion", "partner")


class FitPages(QStackedWidget):
    """`turned` tells that a page was opened or left; `opened` asks for a partner's pane."""

    turned = Signal()
    opened = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.shown = False
        self.from_comparison = False
        self.comparison, self.criteria = ComparisonPage(desk), CriteriaPage(desk)
        self.addWidget(self.comparison)
        self.addWidget(self.criteria)
        self.comparison.left.connect(self.leave)
        self.criteria.left.connect(self.leave)
        self.comparison.criteria_asked.connect(self.show_criteria)
        self.comparison.opened.connect(self.opened)

    def compare(self, ids: Sequence[int]) -> None:
        self.turn(self.comparison)
        self.comparison.compare(ids)

    def show_criteria(self) -> None:
        self.from_comparison = self.shown and self.currentWidget() is self.comparison
        self.turn(self.criteria)
        self.criteria.show_criteria()
        self.criteria.back.setFocus()

    def turn(self, page: ComparisonPage | CriteriaPage) -> None:
        self.shown = True
        self.setCurrentWidget(page)
        self.turned.emit()

    def leave(self) -> None:
        """From the weights back to the comparison, where one came from there; else back to the list."""
        if self.currentWidget() is self.criteria and self.from_comparison:
            self.from_comparison = False
            self.setCurrentWidget(self.comparison)
            self.comparison.back.setFocus()
            return
        self.close_pages()

    def close_pages(self) -> None:
        if self.shown:
            self.shown = self.from_comparison = False
            self.turned.emit()

    def on_changes(self, changes: Changes) -> None:
        if self.shown and any(changes.touch(table) for table in SHOWN_HERE):
            self.say_again()

    def say_again(self) -> None:
        if self.shown:
            self.comparison.ask()
            self.criteria.show_criteria()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
