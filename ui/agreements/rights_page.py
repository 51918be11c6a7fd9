"""Data rights: a line in which one asks "may we?", its answer with the clause, and the matrix of all that is agreed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm.agreements.answers import Told, answers_of, told_of
from crm.agreements.queries import DataRights, MayWe
from crm.agreements.queries.data_rights import Matrix, MayWeRow, RightCell
from ui.agreements.rights_grid import RightsGrid
from ui.agreements.rights_lines import Answers
from ui.kit.fields import LineField
from ui.kit.look import follow, look
from ui.kit.notices import EmptyRoom
from ui.kit.panels import Across, Down, Panel
from ui.kit.room import Desk

HEARD_AFTER = 300
"""Milliseconds after the last key until the question is asked."""

MOST_OF_PAGE = 0.4
"""Of the height: so much the answers have at most, then they scroll."""


class QuestionField(LineField):
    """Asked while one rests; Enter asks at once, Down goes on to the answer, Esc empties it."""

    searches = True
    left_down = Signal()

    def __init__(self) -> None:
        super().__init__("rights.ask-name", "rights.ask", icon="search")
        self.commits.rest.setInterval(HEARD_AFTER)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if not self.composing and key == Qt.Key.Key_Down:
            self.commits.commit()
            self.left_down.emit()
        elif not self.composing and key == Qt.Key.Key_Escape and self.text():
            self.setText("")
            self.heard()
            self.commits.commit()
        else:
            super().keyPressEvent(event)


class RightsPage(Panel):
    """`opened` carries a Said: where the right is written. `list_asked`: the way out of an empty page."""

    opened = Signal(object)
    counted = Signal(int)

    def __init__(self, desk: Desk, to_list: Callable[[], None], draft: Callable[[], None]) -> None:
        super().__init__("surface")
        self.desk = desk
        self.question = ""
        self.rows: Matrix = ()
        self.found: MayWeRow | None = None
        self.field = QuestionField()
        self.answers, self.grid, self.foot = Answers(), RightsGrid(), Answers(top=True)
        steps = [("rights.to-list", to_list), ("agreements.draft-one", draft)]
        self.empty = EmptyRoom("rights.none", "rights.none-why", steps)
        self.lay_out()
        self.connect_signals()
        follow(self.say_again)

    def lay_out(self) -> None:
        head = QWidget()
        Across(head, margins=(16, 12, 16, 12)).addWidget(self.field, 1)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.grid)
        self.middle.addWidget(self.empty)
        column = Down(self).take(head, self.answers)
        column.addWidget(self.middle, 1)
        column.addWidget(self.foot)
        self.setFocusProxy(self.field)

    def connect_signals(self) -> None:
        self.field.committed.connect(self.ask_question)
        self.field.left_down.connect(self.go_down)
        self.field.left.connect(self.focus_grid)
        self.grid.chosen.connect(self.show_cell)
        self.grid.opened.connect(self.open_cell)
        self.grid.left_up.connect(self.field.setFocus)
        for part in (self.answers, self.foot):
            part.opened.connect(self.opened)
            part.near_asked.connect(self.go_to_cell)
            part.left_up.connect(self.field.setFocus)
        self.answers.left_down.connect(self.focus_grid)

    # What it shows

    def ask(self) -> None:
        self.desk.worker.ask(self, DataRights(self.desk.book.clock.today()), self.show_rows, "rights")
        if self.question:
            self.ask_question(self.question)

    def show_rows(self, rows: Matrix) -> None:
        self.rows = rows
        self.grid.show_rows(rows)
        self.middle.setCurrentWidget(self.grid if rows else self.empty)
        self.show_cell(self.grid.current_cell())
        if self.isVisible():
            self.counted.emit(len({row.data_set for row in rows}))

    def put_question(self, text: str) -> None:
        """As if it were typed and asked."""
        self.field.put_value(text)
        self.ask_question(text)

    def ask_question(self, text: str) -> None:
        self.question = text.strip()
        if not self.question:
            self.desk.worker.forget(self, "question")
            self.show_answer(None)
            return
        self.desk.worker.ask(self, MayWe(self.question, self.desk.book.clock.today()), self.show_answer, "question")

    def show_answer(self, found: MayWeRow | None) -> None:
        self.found = found
        told = answers_of(self.question, found, look.language) if found is not None else ()
        self.answers.show_told(told)
        self.grid.light([one.cell for one in told if one.cell is not None and not one.near])
        self.show_cell(self.grid.current_cell())

    def say_again(self) -> None:
        """In another language."""
        self.show_answer(self.found)

    def show_cell(self, cell: RightCell | None) -> None:
        """At the foot, what the current cell says; while the answer above says the same, nothing."""
        above = any(one.cell == cell and not one.near for one in self.answers.told)
        told: Sequence[Told] = () if cell is None or above else (told_of(cell, look.language),)
        self.foot.show_told(told)

    # What a person does

    def go_down(self) -> None:
        if not self.answers.focus_first():
            self.focus_grid()

    def focus_grid(self) -> None:
        target = self.grid if self.rows else self.empty
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def go_to_cell(self, cell: RightCell) -> None:
        if self.grid.seek(cell):
            self.focus_grid()

    def open_cell(self, cell: RightCell) -> None:
        """To its clause; where several agreements speak, to the lines that name them."""
        if len({one.source.agreement.id for one in cell.said}) == 1:
            self.opened.emit(cell.said[0])
        elif cell.said and not self.foot.focus_first():
            self.answers.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for part in (self.answers, self.foot):
            part.allow(self.width(), round(self.height() * MOST_OF_PAGE))
