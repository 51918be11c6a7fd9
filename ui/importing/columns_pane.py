"""One line a column: its header, the field that it fills, what stands in it, and who said so."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.exchange.columns import Column, Columns, fields_of
from crm.exchange.columns.guess import Source
from ui.kit.choices import ChoiceField
from ui.kit.labels import Label
from ui.kit.look import Plain, Text, look
from ui.kit.marks import IconMark
from ui.kit.panels import Across, Down, Hairline, Heading, Panel, Scroller, clear

KEPT_OUT = ""
ROOM_FOR_SAMPLES = 480


class ColumnsPane(Panel):
    chosen = Signal(int, object)
    """Column index and field, None to keep the column out."""

    def __init__(self) -> None:
        super().__init__("surface")
        self.shown: Columns | None = None
        self.fields: dict[int, ChoiceField] = {}
        self.samples: list[QWidget] = []
        heading = Heading("import.columns")
        self.note = Label("import.columns-note", 12, tint="text-3")
        self.inner = Panel("surface")
        self.down = Down(self.inner, margins=(16, 0, 16, 8))
        top = Across(margins=(16, 10, 16, 10), gap=8).take(heading.title)
        top.addWidget(self.note, 1)
        column = Down(self).take(top, Hairline())
        column.addWidget(Scroller(self.inner), 1)

    def show_columns(self, columns: Columns) -> None:
        """Fills the lines anew only where the columns are others: a list that is open stays open."""
        if self.shown is not None and same_lines(self.shown, columns):
            for column in columns.columns:
                self.fields[column.index].show_value(column.field or KEPT_OUT)
            self.shown = columns
            return
        self.shown = columns
        self.fields.clear()
        self.samples.clear()
        clear(self.down)
        for column in columns.columns:
            self.down.take(self.line(columns, column), Hairline())
        self.down.addStretch(1)

    def line(self, columns: Columns, column: Column) -> QWidget:
        choice = ChoiceField(options_of(columns), Plain(column.header))
        choice.show_value(column.field or KEPT_OUT)
        choice.committed.connect(lambda field: self.chosen.emit(column.index, field or None))
        self.fields[column.index] = choice
        row = QWidget()
        across = Across(row, margins=(0, 4, 0, 4), gap=8)
        sample = evenly(Label(Plain(", ".join(column.samples)), 12, tint="text-3"))
        if not self.has_room():
            sample.hide()
        self.samples.append(sample)
        for part, stretch in (
            (evenly(Label(Plain(column.header))), 3),
            (IconMark("arrow-right"), 0),
            (evenly(choice), 4),
            (sample, 5),
            (self.source(column), 0),
        ):
            across.addWidget(part, stretch)
        return row

    def has_room(self) -> bool:
        return self.width() >= look.px(ROOM_FOR_SAMPLES)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window or at a large text size the fields need the room of the samples."""
        super().resizeEvent(event)
        for sample in self.samples:
            sample.setVisible(self.has_room())

    def source(self, column: Column) -> Label:
        tint = "accent-text" if column.source is Source.CHOSEN else "text-3"
        return Label(f"import.source.{column.source.value}", 12, tint=tint)


def evenly(part: QWidget) -> QWidget:
    """As wide as its share, whatever it holds, so that the parts of all lines stand below each other."""
    part.setSizePolicy(QSizePolicy.Policy.Ignored, part.sizePolicy().verticalPolicy())
    return part


def options_of(columns: Columns) -> Sequence[tuple[str, Text]]:
    fields = [(field, f"import.field.{field}") for field in fields_of(columns.kind)]
    return [(KEPT_OUT, "import.kept-out"), *fields]


def same_lines(one: Columns, other: Columns) -> bool:
    """Whether only fields differ, not headers, samples, kind or who said so."""
    return one.kind is other.kind and [(column.header, column.samples, column.source) for column in one.columns] == [
        (column.header, column.samples, column.source) for column in other.columns
    ]
