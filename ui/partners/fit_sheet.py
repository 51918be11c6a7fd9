"""What hangs on one criterion of a partner: the mark in six steps, its evidence and day, and the marks before it."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crm.partners.commands import EditFitMark, MarkFit, RemoveFitMark
from crm.partners.fit import BEST
from crm.partners.queries import FitHistory, FitHistoryRow, FitMarkRow, FitTermRow
from crm.values import Command, Message, Refused, WorldFault
from crm.values.ids import FitMarkId, PartnerId
from ui.kit.buttons import IconButton
from ui.kit.dates import DateField
from ui.kit.fields import TextField
from ui.kit.labels import Label
from ui.kit.look import Plain
from ui.kit.panels import Across, Down
from ui.kit.room import Desk
from ui.kit.segments import Segments
from ui.partners.editors import RecordField


def edit_mark(key: int, field: str, was: object, now: object) -> Command:
    return EditFitMark(FitMarkId(key), field, was, now)


class FitSheet(QWidget):
    """Evidence and day are of the newest mark. A figure given today is a new mark; the older ones stay as history."""

    def __init__(self, desk: Desk, partner: PartnerId, term: FitTermRow) -> None:
        super().__init__()
        self.desk, self.partner, self.term = desk, partner, term
        self.marks = Segments([(str(mark), Plain(str(mark))) for mark in range(BEST + 1)], "field.mark")
        self.marks.show_choice(str(term.mark.mark) if term.mark else "")
        self.evidence = RecordField(desk, edit_mark, "evidence", TextField("field.evidence", "fit.evidence-hint"))
        self.evidence.label_width = 64
        self.evidence.rescale()
        self.on = DateField(desk.book.clock.today, "field.marked_on", "field.marked_on")
        self.wrong = Label("", 12, tint="red", wrap=True)
        self.wrong.hide()
        self.history = QWidget()
        self.lay_out()
        if term.mark is None:  # none is chosen yet: the first one takes the keyboard
            self.marks.segments["0"].setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.marks.chosen.connect(lambda mark: self.do(MarkFit(partner, term.criterion.id, int(mark))))
        self.on.committed_date.connect(self.move_to)

    def lay_out(self) -> None:
        top = Across(gap=8).take(self.marks, None)
        top.addWidget(self.on)
        column = Down(self, margins=(4, 4, 4, 12), gap=8).take(top)
        if self.term.mark is not None:
            self.evidence.show_record(self.term.mark.id, self.term.mark.evidence)
            self.on.show_date(self.term.mark.marked_on)
            column.take(self.evidence)
        self.on.setVisible(self.term.mark is not None)
        column.take(self.wrong)
        rows = self.desk.book.query(FitHistory(self.partner, self.term.criterion.id))
        if rows:
            column.addWidget(Label("fit.history", 12, tint="text-3"))
        for row in rows:
            column.addWidget(self.history_line(row))

    def history_line(self, row: FitHistoryRow) -> QWidget:
        line = QWidget()
        words = Message("fit.history-line", {"on": row.mark.marked_on, "mark": row.mark.mark})
        across = Across(line, gap=8).take(Label(words, 12, tint="text-2"))
        across.addWidget(Label(Plain(row.mark.evidence.replace("\n", " ")), 12, tint="text-3"), 1)
        gone = IconButton("x", "fit.remove-mark", side=20)
        gone.clicked.connect(lambda: self.do(RemoveFitMark(row.mark.id, row.mark.version)))
        across.addWidget(gone)
        return line

    def move_to(self, on: date | None) -> None:
        mark: FitMarkRow | None = self.term.mark
        if mark is not None and on is None:  # a mark has a day: an emptied field shows it again
            self.on.show_date(mark.marked_on)
        elif mark is not None and on is not None and on != mark.marked_on:
            self.do(EditFitMark(mark.id, "marked_on", mark.marked_on, on))

    def do(self, act: Command) -> None:
        try:
            self.desk.book.execute(act)
        except Refused as refusal:
            self.wrong.say(refusal.problems[0])
            self.wrong.show()
        except WorldFault as fault:
            self.desk.problems(fault.problem)

    def finish(self) -> None:
        self.evidence.finish()
