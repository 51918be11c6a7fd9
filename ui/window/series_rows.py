"""The number series among the settings: a pattern for each type of agreement, and the number that comes next."""

from PySide6.QtWidgets import QWidget

from crm.agreements.commands import SetNumberSeries
from crm.agreements.queries import NumberSeriesRows
from crm.values import Message, Refused
from crm.values.enums import AgreementType
from ui.kit.fields import LineField
from ui.kit.forms import FormRow
from ui.kit.labels import Label
from ui.kit.panels import Across, Down
from ui.kit.room import Desk


class SeriesRows(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.fields: dict[AgreementType, LineField] = {}
        self.rows: dict[AgreementType, FormRow] = {}
        self.next: dict[AgreementType, Label] = {}
        column = Down(self, gap=8).take(
            Label("window.series", 13, 600), Label("window.series-why", 12, tint="text-3", wrap=True)
        )
        for kind in AgreementType:
            field = self.fields[kind] = LineField(kind, "window.series")
            row = self.rows[kind] = FormRow(kind, field, label_width=160)
            says = self.next[kind] = Label("", 12, tint="text-3")
            across = Across(gap=12)
            across.addWidget(row, 3)
            across.addWidget(says, 2)
            column.addLayout(across)
            field.committed.connect(lambda pattern, kind=kind: self.set_pattern(kind, pattern))
        self.show_series()

    def show_series(self) -> None:
        for row in self.desk.book.query(NumberSeriesRows(self.desk.book.clock.today().year)):
            self.fields[row.type].show_value(row.pattern)
            self.next[row.type].say(Message("window.series-next", {"number": row.next_number}))

    def set_pattern(self, kind: AgreementType, pattern: str) -> None:
        """What is no pattern is said beside the field, and nothing is written."""
        try:
            self.desk.book.execute(SetNumberSeries(kind, pattern))
        except Refused as refusal:
            self.rows[kind].show_problem(refusal.problems[0])
            return
        self.rows[kind].show_problem(None)
