"""Papers that were dropped: each file with the partner that its name proposes. A person looks, changes, attaches."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from crm.book.search import FoundNames
from crm.exchange.papers import Paper, Papers, papers_in, read_papers
from crm.partners.commands import AttachFiles
from crm.partners.queries import PaperRow, PartnersInFileNames
from crm.values import Changes, Message, Problem, Refused
from crm.values.enums import Language
from crm.values.ids import PartnerId
from ui.importing.findings import line_of
from ui.importing.papers_table import Given, PaperLine, PapersTable, line_for
from ui.kit.buttons import PRIMARY, Button
from ui.kit.jobs import Job, Progress
from ui.kit.labels import Label
from ui.kit.loading import LongWork
from ui.kit.look import look
from ui.kit.notices import EmptyRoom
from ui.kit.panels import Across, Down, Panel, clear
from ui.kit.pickers import PickField
from ui.kit.popup import PopupRow
from ui.kit.room import Desk
from ui.kit.room import Room as BaseRoom

MOST_TOLD = 4
"""Files left out that are named one by one."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What was walked through, and what each file's name proposes."""

    papers: Papers
    rows: Sequence[PaperRow]


class Room(BaseRoom):
    name = "papers"
    icon = "paperclip"
    label = "window.papers"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lines: dict[int, PaperLine] = {}
        self.attached: Job | None = None
        self.facts = Label("", 12, tint="text-3")
        self.other = Button("papers.choose", "folder-open")
        self.table = PapersTable(self.lines)
        self.picker = PickField(self.partners_like, "papers.partner", "papers.partner")
        self.nobody = Button("papers.nobody", "x")
        self.chosen = Label("", 12, tint="text-3")
        self.told = Down(gap=2)
        self.close_it = Button("import.close")
        self.go = Button("papers.attach", kind=PRIMARY, n=0)
        self.work = LongWork()
        self.empty = EmptyRoom("papers.empty", "papers.empty-why", [("papers.choose", self.ask_files)])
        self.lay_out()
        self.connect_signals()
        self.show_nothing()

    def lay_out(self) -> None:
        head = Panel("surface", lines="bottom")
        top = Across(head, margins=(16, 10, 16, 10), gap=8).take(Label("window.papers", 15, 600))
        top.addWidget(self.facts, 1)
        top.take(self.other)
        bar = Panel("surface", lines="top")
        down = Down(bar, margins=(16, 10, 16, 10), gap=8)
        row = Across(gap=8).take(self.chosen)
        row.addWidget(self.picker, 1)
        row.take(self.nobody)
        down.addLayout(row)
        down.addLayout(self.told)
        foot = Panel("sunken", lines="top")
        Across(foot, margins=(16, 10, 16, 10), gap=8).take(
            Label("papers.one-undo", 12, tint="text-3"), None, self.close_it, self.go
        )
        page = QWidget()
        column = Down(page)
        column.addWidget(self.table, 1)
        column.take(bar, foot)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.empty)
        self.pages.addWidget(page)
        outer = Down(self).take(head)
        outer.addWidget(self.pages, 1)
        outer.take(self.work)

    def connect_signals(self) -> None:
        self.other.clicked.connect(self.ask_files)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.show_chosen())
        self.table.opened.connect(lambda _key: self.picker.setFocus(Qt.FocusReason.OtherFocusReason))
        self.table.binned.connect(lambda _keys: self.give(None))
        self.picker.picked.connect(self.give_picked)
        self.nobody.clicked.connect(lambda: self.give(None))
        self.close_it.clicked.connect(self.show_nothing)
        self.go.clicked.connect(self.attach)

    def partners_like(self, text: str) -> list[PopupRow]:
        hits = self.desk.book.query(FoundNames(text, 8, "partner"))
        chinese = look.language is Language.CHINESE
        titles = [(hit.record_id, hit.title_zh if chinese else hit.title_en) for hit in hits]
        return [PopupRow(key, title, avatar=title) for key, title in titles]

    # What arrived

    def ask_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, look.say("papers.choose"))
        if names:
            self.open_files([Path(name) for name in names])

    def open_files(self, paths: Sequence[Path]) -> None:
        """Walks and asks off the window's thread; a folder on a slow share holds nobody up."""
        self.desk.worker.work(self, lambda: self.arriving(paths), self.show_arrived, "papers")

    def arriving(self, paths: Sequence[Path]) -> Arrived:
        try:
            papers = papers_in(paths)
        except Refused as refusal:
            papers = Papers((), refusal.problems)
        names = tuple(paper.name for paper in papers.files)
        return Arrived(papers, self.desk.book.query(PartnersInFileNames(names)))

    def show_arrived(self, arrived: Arrived) -> None:
        self.lines.clear()
        for key, (paper, row) in enumerate(zip(arrived.papers.files, arrived.rows, strict=True), 1):
            self.lines[key] = line_for(paper, row.found)
        self.tell_left_out(arrived.papers.left_out)
        if not self.lines:
            self.desk.problems(arrived.papers.left_out or (Problem("papers-none"),))
            self.show_nothing()
            return
        self.pages.setCurrentIndex(1)
        self.table.show_order(list(self.lines))
        self.table.choose(1)
        self.show_facts()
        if self.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell_left_out(self, left_out: Sequence[Problem]) -> None:
        clear(self.told)
        for problem in left_out[:MOST_TOLD]:
            self.told.take(line_of("triangle-alert", "amber", problem))
        if len(left_out) > MOST_TOLD:
            self.told.take(Label("import.and-more", 12, tint="text-3", n=len(left_out) - MOST_TOLD))

    def show_nothing(self) -> None:
        self.lines.clear()
        self.table.show_order([])
        self.facts.say("")
        self.pages.setCurrentIndex(0)

    def show_facts(self) -> None:
        given = len(self.given())
        self.facts.say("papers.facts", n=len(self.lines), given=given)
        self.go.say("papers.attach", n=given)
        self.go.allow(given > 0, "papers.nobody-yet")

    def show_chosen(self) -> None:
        chosen = self.table.selected_ids()
        partner = self.lines[chosen[0]].partner if len(chosen) == 1 else None
        self.picker.show_picked(partner.id if partner else None, partner.title() if partner else "")
        self.chosen.say("papers.chosen", n=len(chosen))
        for part in (self.picker, self.nobody):
            part.setEnabled(bool(chosen))

    # What a person says

    def give_picked(self, key: int) -> None:
        row = self.picker.found[key]
        self.give(Given(PartnerId(key), row.text, row.text))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def give(self, partner: Given | None) -> None:
        for key in self.table.selected_ids():
            self.lines[key] = replace(self.lines[key], partner=partner, found=())
        self.table.rows.reload()
        self.show_chosen()
        self.show_facts()

    def given(self) -> list[tuple[Paper, PartnerId]]:
        return [(line.paper, line.partner.id) for line in self.lines.values() if line.partner is not None]

    def attach(self) -> None:
        """Reads and writes on a thread: 200 MB a file are no moment."""
        given = self.given()
        if not given or (self.attached is not None and self.attached.thread_of_work.isRunning()):
            return
        job = self.attached = Job(lambda: attaching(self.desk.book.execute, given), self)
        job.done.connect(lambda _changes: self.say_done(len(given)))
        job.refused.connect(self.desk.problems)
        self.work.watch(job, "papers.reading")

    def say_done(self, count: int) -> None:
        left = {key: line for key, line in self.lines.items() if line.partner is None}
        self.desk.toast(Message("papers.attached", {"n": count}), undo=True)
        self.show_nothing()
        if left:
            self.lines.update(left)
            self.pages.setCurrentIndex(1)
            self.table.show_order(list(left))
            self.show_facts()
        elif self.isVisible():
            self.desk.show("partners")

    def first_focus(self) -> QWidget:
        return self.table if self.lines else self.empty


def attaching(
    execute: Callable[[AttachFiles], Changes], given: Sequence[tuple[Paper, PartnerId]]
) -> Generator[Progress, None, Changes]:
    """A Cancel is heard between two files; nothing is written before all are read."""
    files = []
    for file in read_papers(given):
        files.append(file)
        yield Progress(len(files), len(given), Message("papers.reading-one", {"name": file.name}))
    return execute(AttachFiles(tuple(files)))
