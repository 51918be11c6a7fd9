"""Backups: which there are, what going back to one would change, and the way back after it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crm.book.backup import Backup, Preview
from crm.values import Changes, Message
from ui.kit.buttons import PRIMARY, Button
from ui.kit.grid import Table
from ui.kit.labels import Label
from ui.kit.look import Plain, look
from ui.kit.panels import Across, Down, Hairline, Panel, Scroller, clear
from ui.kit.room import Desk
from ui.kit.room import Room as BaseRoom
from ui.kit.table import Cell, Column, TableModel

SHOWN_STEPS = 12


class Room(BaseRoom):
    name = "restoring"
    icon = "history"
    label = "window.restore"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.backups: list[Backup] = []
        self.model = TableModel(COLUMNS, self.rows_of)
        self.table = Table(self.model, "window.backups")
        self.make = Button("window.back-up-now", "save")
        self.number = Label("", 15, tint="text-3")
        self.pane = PreviewPane()
        self.lay_out()
        self.table.chosen.connect(self.ask_preview)
        self.make.clicked.connect(self.back_up)
        self.pane.restore.clicked.connect(self.ask_to_restore)
        self.reload()

    def lay_out(self) -> None:
        self.head = Panel("surface", lines="bottom")
        row = Across(self.head, margins=(16, 0, 16, 0), gap=8)
        row.take(Label("window.backups", 15, 600), self.number, None, self.make)
        column = Down(self).take(self.head)
        column.addWidget(self.table, 1)
        self.retranslate()

    def retranslate(self) -> None:
        self.head.setFixedHeight(look.px(48))

    def detail(self) -> QWidget:
        return self.pane

    def rows_of(self, ids: Sequence[int]) -> Mapping[int, Backup]:
        return {key: self.backups[key] for key in ids if key < len(self.backups)}

    def reload(self) -> None:
        self.backups = self.desk.book.made_backups()
        self.table.show_order(range(len(self.backups)))
        self.number.say(Plain(str(len(self.backups))))
        self.pane.show_nothing("window.no-backups" if not self.backups else "window.choose-backup")

    def ask_preview(self, place: int | None) -> None:
        if place is None:
            self.pane.show_nothing("window.choose-backup")
            return
        backup = self.backups[place]
        self.desk.worker.work(self, lambda: self.desk.book.preview_restore(backup), self.pane.show_preview, "preview")

    def back_up(self) -> None:
        with self.showing_problems():
            self.desk.book.backup()
            self.reload()
            self.desk.toast("window.backed-up")

    def ask_to_restore(self) -> None:
        preview = self.pane.preview
        if preview is not None:
            values = {"on": day_of(preview.backup), "at": time_of(preview.backup), "n": preview.lost_in_all}
            self.desk.confirm(
                Message("window.restore-sentence", values), "window.restore", lambda: self.go_back(preview.backup)
            )

    def go_back(self, backup: Backup) -> None:
        with self.showing_problems():
            self.desk.book.restore(backup)
            self.desk.toast(Message("window.restored", {"on": day_of(backup), "at": time_of(backup)}))
            self.reload()

    def on_changes(self, changes: Changes) -> None:
        if len(self.backups) != len(self.desk.book.made_backups()):
            self.reload()

    def first_focus(self) -> QWidget:
        return self.table


class PreviewPane(Panel):
    """What would change: rows now and then, and the steps that would be lost, the newest first."""

    def __init__(self) -> None:
        super().__init__("surface")
        self.preview: Preview | None = None
        self.title = Label("", 15, 600)
        self.inner = Panel("surface")
        self.column = Down(self.inner, margins=(16, 8, 16, 16), gap=4)
        self.restore = Button("window.restore", "history", kind=PRIMARY)
        head = Across(margins=(16, 12, 16, 8)).take(self.title, None)
        column = Down(self).take(head)
        column.addWidget(Scroller(self.inner), 1)
        column.take(Hairline(), Across(margins=(16, 12, 16, 12)).take(self.restore, None))
        self.show_nothing("window.choose-backup")

    def show_nothing(self, why: str) -> None:
        self.preview = None
        self.title.say("window.restore")
        clear(self.column)
        self.column.take(Label(why, tint="text-3", wrap=True), None)
        self.restore.allow(False, why)

    def show_preview(self, preview: Preview) -> None:
        self.preview = preview
        self.title.say("window.backup-of", on=day_of(preview.backup), at=time_of(preview.backup))
        clear(self.column)
        self.column.take(Label("window.would-change", 12, 600, "text-3"))
        for name, now in preview.now.items():
            then = preview.then.get(name, 0)
            if now or then:
                self.column.take(count_line(name, now, then))
        lost = "window.would-be-lost" if preview.lost_in_all else "window.nothing-lost"
        self.column.take(8, Label(lost, 12, 600, "text-3", n=preview.lost_in_all))
        for step in preview.lost[:SHOWN_STEPS]:
            self.column.take(Label(step.named, tint="text-2"))
        if preview.lost_in_all > SHOWN_STEPS:
            self.column.take(Label("window.and-more", tint="text-3", n=preview.lost_in_all - SHOWN_STEPS))
        self.column.addStretch(1)
        self.restore.allow(True)


def count_line(table: str, now: int, then: int) -> QWidget:
    line = QWidget()
    tint = "text-3" if now == then else "amber"
    figures = Label(Message("window.now-then", {"now": now, "then": then}), tint=tint, right=True)
    row = Across(line, gap=8)
    row.addWidget(Label(f"rows.{table}"), 1)
    row.addWidget(figures, 0, Qt.AlignmentFlag.AlignRight)
    return line


def day_of(backup: Backup) -> object:
    return backup.made_at.astimezone().date()


def time_of(backup: Backup) -> str:
    return f"{backup.made_at.astimezone():%H:%M}"


def when_cell(backup: Backup) -> Cell:
    return Cell(look.say("window.day", on=day_of(backup)), second=time_of(backup), icon="history")


def size_cell(backup: Backup) -> Cell:
    size = backup.path.stat().st_size if backup.path.exists() else 0
    return Cell(f"{size / 1_000_000:.1f} MB", tint="text-2")


COLUMNS: list[Column[Backup]] = [
    Column("when", "window.made-on", 200, when_cell, stretch=True, strong=True, sortable=False),
    Column("size", "window.size", 100, size_cell, right=True, sortable=False),
]
