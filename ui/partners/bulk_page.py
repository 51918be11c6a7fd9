"""Editing many partners, or many contacts, at once: what shall change, what that does to each, and one Apply."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crm.partners.bulk import BulkChange
from crm.partners.commands import BulkEdit
from crm.partners.queries import BulkPreview, BulkPreviewRow, BulkRow
from crm.values import Changes, Message
from crm.values.enums import CustomConcept
from ui.kit.buttons import PRIMARY, Button, IconButton
from ui.kit.grid import Table
from ui.kit.jobs import Job, Progress
from ui.kit.labels import Label
from ui.kit.loading import LongWork
from ui.kit.look import Text, follow, look
from ui.kit.panels import Across, Down, Panel
from ui.kit.room import Desk
from ui.kit.segments import Segments
from ui.kit.table import Cell, Column, TableModel
from ui.partners.bulk_lines import ChangeLine
from ui.partners.wording import in_language

REST = 200
"""Milliseconds of rest before a preview is asked for: typing a city asks once."""


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One change of one record, or its refusal; only the first of a record says its name."""

    title: str
    label: str
    old: str
    new: str
    refused: str = ""


class BulkPage(QWidget):
    """`turned` tells that it was opened or put away."""

    turned = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.is_open = False
        self.concept = CustomConcept.PARTNER
        self.chosen: tuple[int, ...] = ()
        self.everybody: tuple[int, ...] = ()
        self.preview = BulkPreviewRow()
        self.lines: list[ChangeLine] = []
        self.found: list[PreviewLine] = []
        self.job: Job | None = None
        self.make_parts()
        self.lay_out()
        self.connect_signals()
        self.hide()

    def make_parts(self) -> None:
        self.back = IconButton("arrow-left", "partners.back")
        self.title = Label("", 15, 600)
        self.scope = Segments([("chosen", "bulk.chosen"), ("all", "bulk.all-shown")], "bulk.scope")
        self.apply = Button("bulk.apply", kind=PRIMARY, keys="Ctrl+Return")
        self.more = Button("bulk.another", "plus", small=True)
        self.counts = Label("", tint="text-2")
        self.wrong = Label("", 12, tint="red", wrap=True)
        self.model = TableModel(columns("cli.head-partner"), self.rows_of)
        self.table = Table(self.model, "bulk.preview")
        self.work = LongWork()
        self.rest = QTimer(self)
        self.rest.setSingleShot(True)
        self.rest.setInterval(REST)

    def lay_out(self) -> None:
        self.head = Panel("surface", lines="bottom")
        row = Across(self.head, margins=(8, 0, 16, 0), gap=8).take(self.back, self.title, None)
        row.take(self.scope, self.apply)
        form = Panel("surface", lines="bottom")
        self.form = Down(gap=8)
        below = Across(gap=12).take(self.more, self.counts, None)
        Down(form, margins=(16, 12, 16, 12), gap=8).take(self.form, self.wrong, below, self.work)
        column = Down(self).take(self.head, form)
        column.addWidget(self.table, 1)
        self.wrong.hide()
        self.work.hide()
        follow(self.rescale)

    def rescale(self) -> None:
        self.head.setFixedHeight(look.px(48))

    def connect_signals(self) -> None:
        self.back.clicked.connect(self.put_away)
        self.apply.clicked.connect(self.do)
        self.more.clicked.connect(self.add_line)
        self.scope.chosen.connect(self.take_scope)
        self.rest.timeout.connect(self.ask)

    # What is to be changed, and in whom

    def begin(self, concept: CustomConcept, chosen: Sequence[int], everybody: Sequence[int]) -> None:
        """For those that are chosen; of one only, for all that the filter shows."""
        self.concept, self.chosen, self.everybody = concept, tuple(chosen), tuple(everybody)
        self.table.take_columns(columns("field.person" if self.of_contacts() else "cli.head-partner"))
        self.take_scope("chosen" if len(self.chosen) > 1 or len(self.everybody) < 2 else "all")
        for line in list(self.lines):
            self.drop(line)
        self.add_line()
        self.is_open = True
        self.show()
        self.turned.emit(True)
        self.lines[0].field.setFocus()

    def put_away(self) -> None:
        if self.is_open and self.job is None:
            self.is_open = False
            self.hide()
            self.turned.emit(False)

    def of_contacts(self) -> bool:
        return self.concept is CustomConcept.CONTACT

    def ids(self) -> tuple[int, ...]:
        return self.chosen if self.scope.choice() == "chosen" else self.everybody

    def whom(self) -> dict[str, Any]:
        """As preview and edit are told whom they are about."""
        return {f"{self.concept.value}_ids": self.ids()}

    def say_title(self) -> None:
        self.title.say(Message("bulk.title-contacts" if self.of_contacts() else "bulk.title", {"n": len(self.ids())}))

    def take_scope(self, scope: str) -> None:
        self.scope.show_choice(scope)
        self.say_title()
        self.ask()

    def add_line(self) -> None:
        line = ChangeLine(self.desk, self.concept)
        line.changed.connect(self.rest.start)
        line.removed.connect(lambda: self.drop(line))
        self.lines.append(line)
        self.form.addWidget(line)
        self.allow_dropping()
        line.field.setFocus()
        self.rest.start()

    def drop(self, line: ChangeLine) -> None:
        self.lines.remove(line)
        self.form.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.allow_dropping()
        self.rest.start()

    def allow_dropping(self) -> None:
        for line in self.lines:
            line.cross.setVisible(len(self.lines) > 1)

    def changes(self) -> tuple[BulkChange, ...]:
        found = (line.change() for line in self.lines)
        return tuple(change for change in found if change is not None)

    # What it would do

    def ask(self) -> None:
        changes = self.changes()
        if not changes:
            self.show_preview(BulkPreviewRow())
            return
        asked = BulkPreview(changes=changes, language=look.language, **self.whom())
        self.desk.worker.ask(self, asked, self.show_preview, "preview")

    def show_preview(self, preview: BulkPreviewRow) -> None:
        self.preview = preview
        problem = preview.problems[0] if preview.problems else None
        self.wrong.say(problem or "")
        self.wrong.setVisible(problem is not None)
        self.found = [line for row in preview.rows for line in lines_of(row)]
        self.table.show_order(range(len(self.found)))
        values = {"changed": preview.changed, "unchanged": preview.unchanged, "refused": preview.refused}
        told = not problem and bool(self.changes())
        self.counts.say(Message("bulk.counts-refused" if preview.refused else "bulk.counts", values) if told else "")
        self.apply.allow(bool(preview.changed) and self.job is None, "bulk.nothing-would-change")

    def rows_of(self, ids: Sequence[int]) -> Mapping[int, PreviewLine]:
        return {key: self.found[key] for key in ids if key < len(self.found)}

    # Doing it

    def do(self) -> None:
        """On a thread: the window stays alive while 5,000 records are written."""
        if not self.preview.changed or self.job is not None:
            return
        act = BulkEdit(changes=self.changes(), skip_refused=True, **self.whom())
        done = Message("bulk.done-contacts" if self.of_contacts() else "bulk.done", {"n": self.preview.changed})
        self.job = Job(lambda: writing(self.desk.book, act), self)
        self.job.done.connect(lambda _changes: self.finish(done))
        self.job.refused.connect(self.refuse)
        self.apply.allow(False, "bulk.writing")
        self.work.watch(self.job, "bulk.writing")
        self.work.cancel.allow(False, "import.cannot-stop")

    def finish(self, done: Message) -> None:
        self.job = None
        self.put_away()
        self.desk.toast(done, undo=True)

    def refuse(self, problems: Any) -> None:
        self.job = None
        self.desk.problems(problems)
        self.ask()

    def on_changes(self, changes: Changes) -> None:
        if self.is_open and self.job is None and any(changes.touch(table) for table in LOOKED_AT):
            self.ask()

    def say_again(self) -> None:
        if self.is_open:
            self.say_title()
            self.ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & CONTROL:
            self.do()
        else:
            super().keyPressEvent(event)


CONTROL = Qt.KeyboardModifier.ControlModifier
LOOKED_AT = ("partner", "contact", "partner_role", "tagging", "partner_vertical", "custom_value")


def writing(book: Any, act: BulkEdit) -> Generator[Progress, None, Changes]:
    """One transaction: once begun it cannot be cancelled."""
    yield Progress(0, 0, "bulk.writing")
    changes: Changes = book.execute(act)
    return changes


def lines_of(row: BulkRow) -> list[PreviewLine]:
    title = in_language(row.title_en, row.title_zh)
    if row.refused is not None:
        return [PreviewLine(title, "", "", "", look.say(row.refused))]
    return [
        PreviewLine(title if place == 0 else "", look.say(cell.label), cell.old, cell.new)
        for place, cell in enumerate(row.cells)
    ]


def name_cell(line: PreviewLine) -> Cell:
    return Cell(line.title)


def label_cell(line: PreviewLine) -> Cell:
    if line.refused:
        return Cell(look.say("bulk.refuses"), tint="amber", icon="circle-alert", icon_tint="amber")
    return Cell(line.label, tint="text-2")


def old_cell(line: PreviewLine) -> Cell:
    return Cell("" if line.refused else line.old or "–", tint="text-3")


def new_cell(line: PreviewLine) -> Cell:
    if line.refused:
        return Cell(line.refused, tint="text-2")
    return Cell(line.new or "–", tint="text" if line.new else "text-3")


def columns(who: Text) -> list[Column[PreviewLine]]:
    """`who` heads the names."""
    return [
        Column("name", who, 220, name_cell, sortable=False, strong=True),
        Column("label", "bulk.field", 160, label_cell, sortable=False),
        Column("old", "bulk.old", 180, old_cell, sortable=False),
        Column("new", "bulk.new", 200, new_cell, stretch=True, sortable=False),
    ]
