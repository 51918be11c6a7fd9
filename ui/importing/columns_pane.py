"""One line a column: its header, the field that it fills, what stands in it, and who said so."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.acts.importing import SheetKind
from crm.exchange.columns import Column, Columns, fields_of
from crm.exchange.columns.fields import own_field
from crm.exchange.columns.guess import Source
from crm.values import Message
from ui.importing.hints import hint_of, icon_of
from ui.importing.keeping import KeepAsTemplate
from ui.importing.trial import Trial
from ui.kit.buttons import Button, Link
from ui.kit.choices import ChoiceField
from ui.kit.labels import Label
from ui.kit.look import Plain, Text, follow, look
from ui.kit.marks import IconMark
from ui.kit.panels import Across, Down, Hairline, Narrow, Panel, Scroller, clear

KEPT_OUT = ""
NEW_FIELD = "+"
ROOM_FOR_SAMPLES = 480
SOURCE_WIDE = 84
LEAST = 260


class ColumnsPane(Panel):
    chosen = Signal(int, object)
    """Column index and field, None to keep the column out."""

    made = Signal(int)
    """Make a new field of this column."""

    afresh = Signal()
    """Begin without the template."""

    kept = Signal(str)
    """Keep how the file is read under this name."""

    def __init__(self) -> None:
        super().__init__("surface")
        self.trial: Trial | None = None
        self.shown: Columns | None = None
        self.shown_hints: Sequence[Text] = ()
        self.fields: dict[int, ChoiceField] = {}
        self.samples: list[QWidget] = []
        self.note = Label("import.columns-note", 12, tint="text-3")
        self.without = Link("import.without-template", 12)
        self.keep = Button("import.keep-template", "save", small=True)
        self.without.clicked.connect(self.afresh)
        self.keep.clicked.connect(self.ask_name)
        self.inner = Panel("surface")
        self.down = Down(self.inner, margins=(16, 0, 16, 8))
        top = Across(margins=(16, 8, 16, 8), gap=8).take(Label("import.columns", 13, 600))
        top.addWidget(self.note, 1)
        top.take(self.without, self.keep)
        column = Down(self).take(top, Hairline())
        column.addWidget(Scroller(self.inner), 1)
        follow(self.rescale)

    def rescale(self) -> None:
        self.setMinimumWidth(look.px(LEAST))

    def show_trial(self, trial: Trial) -> None:
        """Fills the lines anew only where the columns are others: a list that is open stays open."""
        self.trial = trial
        self.show_note(trial)
        hints = [hint_of(trial, column) for column in trial.columns.columns]
        if self.shown is not None and hints == self.shown_hints and same_lines(self.shown, trial.columns):
            for column in trial.columns.columns:
                self.fields[column.index].show_value(column.field or KEPT_OUT)
        else:
            self.make_lines(trial.columns, hints)
        self.shown, self.shown_hints = trial.columns, hints

    def show_note(self, trial: Trial) -> None:
        template = trial.understanding.template
        if template:
            self.note.say("import.as-in-template", name=template)
        elif trial.columns.shape:
            self.note.say("import.as-of-program", program=Message(f"import.shape.{trial.columns.shape}"))
        else:
            self.note.say("import.columns-note")
        self.without.setVisible(bool(template))
        self.keep.allow(trial.plan is not None, "import.choose-first")

    def make_lines(self, columns: Columns, hints: Sequence[Text]) -> None:
        self.fields.clear()
        self.samples.clear()
        clear(self.down)
        for column, hint in zip(columns.columns, hints, strict=True):
            self.down.take(self.line(columns, column, hint), Hairline())
        self.down.addStretch(1)

    def ask_name(self) -> None:
        if self.trial is not None:
            proposed = self.trial.understanding.template or self.trial.sheet.file.rpartition(".")[0]
            KeepAsTemplate(self.keep, proposed or self.trial.sheet.file, self.kept.emit).open_at()

    def line(self, columns: Columns, column: Column, hint: Text) -> QWidget:
        choice = ChoiceField(options_of(columns), Plain(column.header))
        choice.show_value(column.field or KEPT_OUT)
        choice.committed.connect(lambda field: self.tell(column, field))
        self.fields[column.index] = choice
        row = QWidget()
        across = Across(row, margins=(0, 4, 0, 4), gap=8)
        sample = evenly(Label(hint, 12, tint="text-3"))
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

    def tell(self, column: Column, field: str) -> None:
        if field == NEW_FIELD:
            self.fields[column.index].show_value(column.field or KEPT_OUT)  # until the book has it
            self.made.emit(column.index)
        else:
            self.chosen.emit(column.index, field or None)

    def has_room(self) -> bool:
        return self.width() >= look.px(ROOM_FOR_SAMPLES)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window or at a large text size the fields need the room of the samples."""
        super().resizeEvent(event)
        for sample in self.samples:
            sample.setVisible(self.has_room())

    def source(self, column: Column) -> QWidget:
        """Who said so: a person, a template, or the program by guessing. One width, so that the lists line up."""
        said = self.trial.understanding.sources.get(column.index) if self.trial is not None else None
        source = said or column.source.value
        tint = "accent-text" if source == Source.CHOSEN.value else "text-3"
        place = Narrow(SOURCE_WIDE, "")
        Across(place).addWidget(Label(f"import.source.{source}", 12, tint=tint, right=True), 1)
        return place


def evenly(part: QWidget) -> QWidget:
    """As wide as its share, whatever it holds, so that the parts of all lines stand below each other."""
    part.setSizePolicy(QSizePolicy.Policy.Ignored, part.sizePolicy().verticalPolicy())
    return part


def options_of(columns: Columns) -> Sequence[tuple[str, Text, str]]:
    own: dict[str, Text] = {own_field(row): Plain(row.name) for row in columns.own}
    fields = [
        (field, own.get(field, f"import.field.{field}"), icon_of(field))
        for field in fields_of(columns.kind, columns.own)
    ]
    closed = columns.kind in (SheetKind.INTERACTIONS, SheetKind.AGREEMENTS)
    new = [] if closed else [(NEW_FIELD, "import.new-field", "plus")]
    return [(KEPT_OUT, "import.kept-out", icon_of(None)), *new, *fields]


def same_lines(one: Columns, other: Columns) -> bool:
    """Whether only fields differ, not headers, samples, kind or who said so."""
    return one.kind is other.kind and [(column.header, column.samples, column.source) for column in one.columns] == [
        (column.header, column.samples, column.source) for column in other.columns
    ]
