"""The rows as they will be saved, each with what becomes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout

from crm.acts.importing import Outcome, PlannedRow
from crm.exchange.columns import Column as FileColumn
from crm.exchange.tables import Cell as Value
from crm.values import Problem
from ui.importing.trial import Trial
from ui.kit.grid import Table
from ui.kit.labels import Label
from ui.kit.look import Plain, Text, look
from ui.kit.panels import Across, Down, Panel
from ui.kit.segments import Segments
from ui.kit.table import Cell, Column, TableModel

MOST_COLUMNS = 7
ALL = "all"
ICONS = {
    Outcome.NEW: ("plus", "green"),
    Outcome.FILLED: ("copy", "blue"),
    Outcome.SAME: ("copy", "text-3"),
    Outcome.PROBLEM: ("circle-x", "red"),
}
TINTS = {Outcome.NEW: "text", Outcome.FILLED: "text", Outcome.SAME: "text-3", Outcome.PROBLEM: "red"}


@dataclass(frozen=True, slots=True)
class PreviewRow:
    number: int
    cells: Sequence[Value]
    planned: PlannedRow | None


class Preview(Panel):
    def __init__(self) -> None:
        super().__init__("surface", lines="top")
        self.trial: Trial | None = None
        self.table: Table | None = None
        self.shown: tuple[object, ...] = ()
        self.title = Label("import.preview", 13, 600)
        self.note = Label("", 12, tint="text-3")
        names = [ALL, *(outcome.value for outcome in Outcome)]
        self.filter = Segments([(name, f"import.filter.{name}") for name in names], "import.preview")
        self.filter.chosen.connect(lambda _name: self.show_rows())
        head = Across(margins=(16, 8, 16, 8), gap=8).take(self.title)
        head.addWidget(self.note, 1)
        head.take(self.filter)
        self.column: QVBoxLayout = Down(self).take(head)

    def show_trial(self, trial: Trial) -> None:
        self.trial = trial
        shown = tuple((column.index, column.header) for column in mapped(trial))
        if self.table is None or self.shown != shown:
            self.shown = shown
            self.make_table()
        counts = trial.plan.counts if trial.plan is not None else None
        for name in self.filter.segments:
            number = None if counts is None else counts.read if name == ALL else int(getattr(counts, plural(name)))
            self.filter.show_count(name, number)
        self.show_rows()

    def make_table(self) -> None:
        old, trial = self.table, self.trial
        assert trial is not None
        columns = [
            Column("number", "import.row-number", 56, number_cell, right=False, sortable=False),
            *(value_column(column.index, column.header) for column in mapped(trial)),
            Column("result", "import.result", 240, result_cell, stretch=True, sortable=False),
        ]
        self.table = Table(TableModel(columns, self.rows_of), "import.preview")
        self.column.addWidget(self.table, 1)
        if old is not None:
            old.hide()
            old.setParent(None)
            old.deleteLater()

    def rows_of(self, ids: Sequence[int]) -> Mapping[int, PreviewRow]:
        trial = self.trial
        if trial is None:
            return {}
        planned = trial.plan.rows if trial.plan is not None else ()
        return {
            key: PreviewRow(
                trial.sheet.numbers[key], trial.sheet.rows[key], planned[key] if key < len(planned) else None
            )
            for key in ids
            if key < len(trial.sheet.rows)
        }

    def show_rows(self) -> None:
        if self.trial is None or self.table is None:
            return
        wanted, plan = self.filter.choice(), self.trial.plan
        rows = range(len(self.trial.sheet.rows))
        if plan is not None and wanted != ALL:
            ids = [key for key in rows if plan.rows[key].outcome.value == wanted]
        else:
            ids = list(rows)
        self.table.show_order(ids)
        self.note.say("import.preview-note", n=len(ids), total=len(rows))


def plural(name: str) -> str:
    return "problems" if name == Outcome.PROBLEM.value else name


def mapped(trial: Trial) -> list[FileColumn]:
    """The columns that are imported come first; of those kept out none is shown while there are others."""
    found = [column for column in trial.columns.columns if column.field is not None]
    return list((found or list(trial.columns.columns))[:MOST_COLUMNS])


def value_column(index: int, header: str) -> Column[PreviewRow]:
    def cell(row: PreviewRow) -> Cell:
        return Cell(" ".join(str(row.cells[index]).split())[:200] if index < len(row.cells) else "")

    return Column(f"column {index}", Plain(header), 120, cell, sortable=False)


def number_cell(row: PreviewRow) -> Cell:
    return Cell(str(row.number), tint="text-3")


def result_cell(row: PreviewRow) -> Cell:
    planned = row.planned
    if planned is None:
        return Cell()
    icon, tint = ICONS[planned.outcome]
    return Cell(look.say(said_of(planned)), tint=TINTS[planned.outcome], icon=icon, icon_tint=tint)


def said_of(planned: PlannedRow) -> Text:
    """The row's number stands beside it already."""
    if planned.problems:
        inner = planned.problems[0].values.get("problem")
        return inner if isinstance(inner, Problem) else planned.problems[0]
    return planned.because or ""
