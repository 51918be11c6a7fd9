"""Handing over from the list: from whom, to whom, which partners, with or without open items, and the brief as PDF."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from crm.book.outside import safe_name
from crm.partners.commands import HandOver
from crm.partners.queries import HeldBy, HeldByRow, OwnerRow, Owners
from crm.values import Message, Problem
from crm.values.enums import Language, ReportLanguage
from crm.values.ids import ContactId, PartnerId
from ui.kit.buttons import PRIMARY, Button, IconButton
from ui.kit.choices import CheckField, ChoiceField
from ui.kit.flow import FlowBox
from ui.kit.labels import Label
from ui.kit.look import Plain, Text, follow, look
from ui.kit.panels import Down, Panel
from ui.kit.room import Desk
from ui.kit.segments import Segments
from ui.partners.wording import in_language

PERSON_WIDE = 124
LANGUAGES: list[tuple[ReportLanguage, Text]] = [(language, language) for language in ReportLanguage]


class HandoverBar(Panel):
    """Hidden until it is asked for; Esc puts it away. Nothing changes hands before the button is pressed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("sunken", lines="top bottom")
        self.desk = desk
        self.chosen: tuple[PartnerId, ...] = ()
        self.held: HeldByRow | None = None
        self.make_parts()
        self.lay_out()
        self.connect_signals()
        self.hide()

    def make_parts(self) -> None:
        self.was, self.now = ChoiceField((), "handover.from"), ChoiceField((), "handover.to")
        self.scope = Segments([("chosen", "handover.chosen"), ("all", "handover.all")], "handover.scope")
        self.items = CheckField("handover.with-items", checked=True)
        self.language = ChoiceField(LANGUAGES, "handover.brief-language")
        self.counts = Label("", tint="text-2")
        self.wrong = Label("", 12, tint="red", wrap=True)
        self.brief = Button("handover.brief", "file-text")
        self.go = Button("handover.do", kind=PRIMARY)
        self.cross = IconButton("x", "kit.put-away", side=24)

    def lay_out(self) -> None:
        self.labels = [Label("handover.from", tint="text-2"), Label("handover.to", tint="text-2"), self.counts]
        who = FlowBox(8).take(self.labels[0], self.was, self.labels[1], self.now, self.scope)
        acts = FlowBox(8).take(self.items, self.counts, self.language, self.brief, self.go, self.cross)
        Down(self, margins=(16, 8, 12, 8), gap=8).take(who, self.wrong, acts)
        self.wrong.hide()
        follow(self.rescale)

    def rescale(self) -> None:
        for field in (self.was, self.now):
            field.setFixedWidth(look.px(PERSON_WIDE))
        self.language.setFixedWidth(look.px(96))
        for part in (*self.labels, self.items):
            part.setFixedHeight(look.px(28))

    def fit(self) -> None:
        """As tall as its lines are at this width; the list below gives the room."""
        if (layout := self.layout()) is not None:
            layout.activate()
            self.setFixedHeight(layout.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def connect_signals(self) -> None:
        self.was.committed.connect(lambda _key: self.ask())
        self.now.committed.connect(lambda _key: self.ask())
        self.scope.chosen.connect(lambda _scope: self.ask())
        self.items.toggled.connect(lambda _on: self.ask())
        self.brief.clicked.connect(self.choose_file)
        self.go.clicked.connect(self.do)
        self.cross.clicked.connect(self.hide)

    def begin(self, ids: Sequence[int], owner: int | None) -> None:
        """For the chosen partners; `owner` is who looks after the first of them."""
        self.chosen = tuple(PartnerId(key) for key in ids if key > 0)
        people: list[OwnerRow] = self.desk.book.query(Owners())
        known: list[tuple[Any, Text]] = [(row.id, Plain(in_language(row.title_en, row.title_zh))) for row in people]
        first = owner if owner in [row.id for row in people] else next((row.id for row in people), None)
        self.was.offer(known)
        self.was.show_value(first)
        self.now.offer(known)
        self.now.show_value(next((row.id for row in people if row.id != first), None))
        self.language.show_value(
            ReportLanguage.CHINESE if look.language is Language.CHINESE else ReportLanguage.ENGLISH
        )
        self.scope.show_choice("chosen" if len(ids) > 1 else "all")
        self.show()
        self.now.setFocus()
        self.ask()

    def ids(self) -> tuple[PartnerId, ...]:
        return self.chosen if self.scope.choice() == "chosen" else ()

    def command(self) -> HandOver | None:
        if self.was.value is None or self.now.value is None:
            return None
        owners = ContactId(self.was.value), ContactId(self.now.value)
        return HandOver(*owners, self.ids(), self.items.isChecked())

    def ask(self) -> None:
        """How much it is that would change hands, and what is wrong with it."""
        command = self.command()
        if command is None:
            self.show_problem(Problem("handover-nobody-else"))
            return
        problems = self.desk.book.check(command)
        self.held = self.desk.book.query(HeldBy(command.from_owner, command.partner_ids))
        self.show_problem(problems[0] if problems else None)

    def show_problem(self, problem: Problem | None) -> None:
        self.wrong.say(problem or "")
        self.wrong.setVisible(problem is not None)
        self.go.allow(problem is None, problem.message if problem else "")
        self.brief.allow(bool(self.held and self.held.partner_ids), "handover.nothing")
        if self.held is not None:
            self.counts.say(Message("handover.counts", counts_of(self.held, items=self.items.isChecked())))
        self.fit()

    def do(self) -> None:
        command = self.command()
        if command is not None and self.held is not None:
            done = Message("handover.done", counts_of(self.held, items=command.items))
            if self.desk.execute(command, toast=done) is not None:
                self.hide()

    def choose_file(self) -> None:
        """The brief of what would be handed over, under a name of the person's choice."""
        command = self.command()
        if command is None:
            return
        title = look.say("handover.file", was=self.was.shown(), now=self.now.shown())
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = Path(folder or Path.home()) / safe_name(title, ".pdf")
        name, _ = QFileDialog.getSaveFileName(self, look.say("handover.brief"), str(proposed), "PDF (*.pdf)")
        if name:
            self.write(command, Path(name).with_suffix(".pdf"))

    def write(self, command: HandOver, path: Path) -> None:
        """On a worker: 200 partners take seconds."""
        self.brief.allow(False, "handover.writing")
        work = brief_writer(self.desk, command, self.language.value, path)
        self.desk.worker.work(self, work, self.show_written, "brief")

    def show_written(self, path: Path) -> None:
        self.brief.allow(True)
        self.desk.toast(Message("handover.written", {"file": path.name}))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def first_focus(self) -> QWidget:
        return self.now


def counts_of(held: HeldByRow, *, items: bool) -> dict[str, object]:
    return {"partners": len(held.partner_ids), "items": len(held.item_ids) if items else 0}


def brief_writer(desk: Desk, command: HandOver, language: ReportLanguage, path: Path) -> Callable[[], Path]:
    """What makes the brief, for a worker."""

    def write() -> Path:
        from crm.documents.handover_query import HandoverBrief
        from crm.documents.handover_report import write_handover

        asked = HandoverBrief(command.from_owner, command.to_owner, desk.book.clock.today(), command.partner_ids)
        write_handover(desk.book.query(asked), language, path)
        return path

    return write
