"""The rows as they will be saved, each with what becomes of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout

from crm.acts.importing import Outcome, PlannedRow
from crm.exchange.columns import Column as FileColumn
from crm.exchange.tables import Cell as Value
from crm.values import Problem
from ui.importing.groups import STRANGE, inner_of
from ui.importing.trial import Trial
from ui.kit.grid import Table
from ui.kit.labels import Label
from ui.kit.look import Plain, Text, look
from ui.kit.panels import Across, Down, Panel
from ui.kit.segments import Segments
from ui.kit.table import Cell, Column, TableModel

MOST_COLUMNS = 7
FIRST, LONG = 40, 40
"""Cells, and signs of each, by which the width of a column is chosen."""

NARROWEST, WIDEST, CELL_PADDING = 56, 176, 20
ALL, NEW, DUPLICATES, PROBLEMS = "all", "new", "duplicates", "problems"
KINDS = {
    NEW: (Outcome.NEW,),
    DUPLICATES: (Outcome.FILLED, Outcome.SAME),
    PROBLEMS: (Outcome.PROBLEM,),
}
"""What the filters show; together they are all rows."""

ICONS = {
    Outcome.NEW: ("plus", "green"),
    Outcome.FILLED: ("copy", "blue"),
    Outcome.SAME: ("copy", "text-3"),
    Outcome.PROBLEM: ("circle-x", "red"),
}
TINTS = {Outcome.NEW: "text", Outcome.FILLED: "text", Outcome.SAME: "text-3", Outcome.PROBLEM: "red"}
STRANGE_ICON, STRANGE_TINT = "triangle-alert", "amber"


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
        names = [ALL, *KINDS]
        self.filter = Segments([(name, f"import.filter.{name}") for name in names], "import.preview")
        self.filter.chosen.connect(lambda _name: self.show_rows())
        head = Across(margins=(16, 8, 16, 8), gap=8).take(self.title)
        head.addWidget(self.note, 1)
        head.take(self.filter)
        self.column: QVBoxLayout = Down(self).take(head)

    def show_trial(self, trial: Trial) -> None:
        self.trial = trial
        shown = tuple((column.index, column.header, column.field) for column in mapped(trial))
        if self.table is None or self.shown != shown:
            self.shown = shown
            self.make_table()
        found = Counter(row.outcome for row in trial.plan.rows) if trial.plan is not None else None
        for name in self.filter.segments:
            kinds = KINDS.get(name, tuple(Outcome))
            self.filter.show_count(name, None if found is None else sum(found[kind] for kind in kinds))
        self.show_rows()

    def make_table(self) -> None:
        old, trial = self.table, self.trial
        assert trial is not None
        columns = [
            Column("number", "import.row-number", 56, number_cell, right=False, sortable=False),
            *(value_column(column, width_of(trial, column)) for column in mapped(trial)),
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
            ids = [key for key in rows if plan.rows[key].outcome in KINDS[wanted]]
        else:
            ids = list(rows)
        self.table.show_order(ids)
        self.note.say("import.preview-note", n=len(ids), total=len(rows))


def mapped(trial: Trial) -> list[FileColumn]:
    """The columns that are imported come first; of those kept out none is shown while there are others."""
    found = [column for column in trial.columns.columns if column.field is not None]
    return list((found or list(trial.columns.columns))[:MOST_COLUMNS])


def width_of(trial: Trial, column: FileColumn) -> int:
    """As wide as its header and its first cells need, in the drawings' pixels: the result gets what is left."""
    texts = [column.header, *(" ".join(str(cell).split()) for cell in trial.sheet.column(column.index, FIRST))]
    widest = max(look.metrics(13).horizontalAdvance(text[:LONG]) for text in texts)
    return max(NARROWEST, min(WIDEST, widest * 100 // look.percent + CELL_PADDING))


def value_column(column: FileColumn, width: int) -> Column[PreviewRow]:
    """A cell that is wrong stands out; where it is empty, that is said."""

    def cell(row: PreviewRow) -> Cell:
        index = column.index
        text = " ".join(str(row.cells[index]).split())[:200] if index < len(row.cells) else ""
        wrong = problem_at(row.planned, column.field)
        if wrong is None:
            return Cell(text)
        tint = STRANGE_TINT if wrong.code in STRANGE else "red"
        return Cell(text or look.say("import.empty-cell"), tint=tint, ground=f"{tint}-soft")

    return Column(f"column {column.index}", Plain(column.header), width, cell, sortable=False)


def problem_at(planned: PlannedRow | None, field: str | None) -> Problem | None:
    if planned is None or field is None:
        return None
    return next((inner_of(problem) for problem in planned.problems if inner_of(problem).field == field), None)


def number_cell(row: PreviewRow) -> Cell:
    return Cell(str(row.number), tint="text-3")


def result_cell(row: PreviewRow) -> Cell:
    planned = row.planned
    if planned is None:
        return Cell()
    icon, tint = ICONS[planned.outcome]
    words = TINTS[planned.outcome]
    if planned.problems and all(inner_of(problem).code in STRANGE for problem in planned.problems):
        icon, tint, words = STRANGE_ICON, STRANGE_TINT, STRANGE_TINT
    return Cell(look.say(said_of(planned)), tint=words, icon=icon, icon_tint=tint)


def said_of(planned: PlannedRow) -> Text:
    """The row's number stands beside it already."""
    if planned.problems:
        return inner_of(planned.problems[0])
    return planned.because or ""
