"""The record of one agreement, as drawing 05 has it: clauses, text in two columns, line of time, duties."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from crm.agreements.commands import AddClause, MoveClause, NewClause, NewParagraph, RemoveClause
from crm.agreements.composing import as_new
from crm.agreements.drafting.checks import Finding, Severity
from crm.agreements.library import StandardClause, for_parties, template
from crm.agreements.owed import Duty
from crm.values import Message, Refused
from crm.values.enums import DutyState
from crm.values.ids import AgreementId
from ui.agreements.clause_legend import ClauseLegend
from ui.agreements.clause_list import ClauseEntry, ClauseList
from ui.agreements.duties_list import DutiesList
from ui.agreements.promise_acts import add_obligation, settle, trigger
from ui.agreements.record_acts import entries_of, next_act
from ui.agreements.record_head import RecordHead
from ui.agreements.shown import Shown, read
from ui.agreements.side import Side
from ui.agreements.strip import Strip
from ui.agreements.text_pane import CHANGES, TextPane
from ui.kit.buttons import Button
from ui.kit.labels import Label
from ui.kit.look import Plain, Text, look
from ui.kit.panels import Across, Down, Panel
from ui.kit.room import Desk
from ui.partners.wording import in_language, menu_of

CLAUSES_WIDE, NARROW, LOW = 208, 720, 520


class RecordPage(Panel):
    """`back` when the list is wanted again; `export_asked` tells the format."""

    back = Signal()
    export_asked = Signal(str)
    day_asked = Signal()

    def __init__(self, desk: Desk, side: Side) -> None:
        super().__init__("surface")
        self.desk, self.side = desk, side
        self.shown: Shown | None = None
        self.line = ""
        self.number: int | None = None
        self.findings: tuple[Finding, ...] = ()
        self.make_parts()
        self.lay_out()
        self.connect_signals()

    def make_parts(self) -> None:
        self.head = RecordHead(lambda: entries_of(self))
        self.clauses = ClauseList()
        self.library = Button("agreements.library", "plus", small=True)
        self.legend = ClauseLegend()
        self.text = TextPane(self.desk)
        self.strip, self.duties = Strip(), DutiesList()

    def lay_out(self) -> None:
        left = Panel("surface", lines="right")
        head = QWidget()
        Across(head, margins=(16, 8, 8, 8), gap=8).take(Label("agreements.clauses", 13, 600), None, self.library)
        column = Down(left).take(head)
        column.addWidget(self.clauses, 1)
        foot = QWidget()
        Across(foot, margins=(16, 4, 8, 8)).addWidget(self.legend, 1)
        column.addWidget(foot)
        self.left = left
        upper = Panel("surface")
        row = Across(upper, gap=0)
        row.addWidget(left)
        row.addWidget(self.text, 1)
        lower = Panel("surface")
        below = Down(lower).take(self.strip)
        below.addWidget(self.duties, 1)
        self.halves = QSplitter(Qt.Orientation.Vertical)
        self.halves.setHandleWidth(3)
        self.halves.setChildrenCollapsible(False)
        self.halves.addWidget(upper)
        self.halves.addWidget(lower)
        self.halves.setStretchFactor(0, 3)
        self.halves.setStretchFactor(1, 2)
        whole = Down(self).take(self.head)
        whole.addWidget(self.halves, 1)

    def connect_signals(self) -> None:
        self.head.back.connect(self.back)
        self.head.version_asked.connect(self.show_version)
        self.head.paper.clicked.connect(lambda: self.export_asked.emit("pdf"))
        self.clauses.chosen.connect(self.show_clause)
        self.clauses.opened.connect(lambda _line: self.text.first_focus().setFocus())
        self.clauses.moved.connect(self.move_clause)
        self.clauses.removed.connect(self.remove_clause)
        self.library.clicked.connect(self.offer_library)
        self.duties.settle_asked.connect(self.settle)
        self.duties.line_asked.connect(self.go_to_line)
        self.duties.evidence_asked.connect(self.show_evidence)
        self.duties.add_asked.connect(lambda: self.side.begin_with(add_obligation))
        self.strip.opened.connect(lambda duty: self.duties.focus_duty(duty.obligation.id))
        self.side.line_asked.connect(self.go_to_line)
        self.side.changes.change_asked.connect(self.show_change)
        self.side.version_asked.connect(self.show_version)
        self.side.found.connect(self.take_findings)
        self.side.currentChanged.connect(lambda _page: self.head.allow_next(self.side.is_reading()))

    # What it shows

    def open(self, key: int, line: str = "") -> bool:
        """That agreement with its newest version; False where it is gone."""
        self.text.finish()
        if self.shown is None or self.shown.id != key:
            self.line, self.number, self.findings = line, None, ()
        try:
            self.take(read(self.desk.book, AgreementId(key), self.number))
        except Refused as refusal:
            self.desk.problems(refusal.problems)
            return False
        return True

    def again(self) -> None:
        """What the book says now."""
        if self.shown is not None:
            try:
                self.take(read(self.desk.book, self.shown.id, self.number))
            except Refused:
                self.shown = None
                self.back.emit()

    def take(self, shown: Shown) -> None:
        if shown.row.in_bin:
            self.shown = None
            self.back.emit()
            return
        self.shown = shown
        if not any(clause.line == self.line for clause in shown.clauses):
            numbered = [clause.line for clause in shown.laid if clause.number] or [c.line for c in shown.clauses]
            self.line = numbered[0] if numbered else ""
        self.head.show_record(shown, next_act(self))
        self.library.setVisible(shown.is_draft)
        self.show_entries()
        self.text.show_clause(shown, self.line)
        self.strip.show_record(shown)
        self.duties.show_record(shown)
        self.side.show_record(shown, whole=True)
        self.fit_height()

    def show_version(self, number: int) -> None:
        self.text.finish()
        self.number = number
        self.again()

    def take_findings(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        self.show_entries()

    def show_entries(self) -> None:
        shown = self.shown
        if shown is None:
            return
        changed = {change.line: change.how for change in shown.changes if change.how}
        entries = [self.entry(shown, clause.line, changed) for clause in shown.clauses]
        self.clauses.show_entries(entries, self.line, can_move=shown.is_draft)
        self.legend.show_entries(entries)

    def entry(self, shown: Shown, line: str, changed: Mapping[str, str]) -> ClauseEntry:
        laid = next(one for one in shown.laid if one.line == line)
        heading = in_language(laid.heading_en, laid.heading_zh) or laid.heading_en or laid.heading_zh
        clause = shown.clause_of(line)
        lines = {line, *(row.line for row in clause.paragraphs)} if clause is not None else {line}
        found = [one for one in self.findings if one.line in lines] if shown.is_draft else []
        if any(one.severity is Severity.MISSING for one in found):
            return ClauseEntry(line, laid.number, heading, "red", look.say("agreements.dot-missing"))
        if found:
            return ClauseEntry(line, laid.number, heading, "amber", look.say("agreements.dot-doubtful"))
        if line in changed:
            return ClauseEntry(line, laid.number, heading, "accent", look.say(f"agreements.dot-{changed[line]}"))
        return ClauseEntry(line, laid.number, heading)

    def show_clause(self, line: str) -> None:
        self.line = line
        if self.shown is not None:
            self.text.finish()
            self.text.show_clause(self.shown, line)

    def go_to_line(self, line: str) -> None:
        """The clause that has it is read, the paragraph stands out."""
        if self.shown is None or not line:
            return
        clause = self.shown.clause_of(line)
        if clause is not None:
            self.clauses.choose(clause.line)
            self.show_clause(clause.line)
            self.text.mark(line)
            self.clauses.setFocus()

    def show_change(self, line: str) -> None:
        """A clause that changed, with its words marked; also one that is gone."""
        self.text.tools.mode.show_choice(CHANGES)
        self.clauses.choose(line)
        self.show_clause(line)

    # What a person does

    def begin(self, make: Callable[..., object], *given: object) -> None:
        if self.shown is not None:
            self.text.finish()
            self.side.begin(make(self.desk, self.shown, *given))  # type: ignore[arg-type]  # an Act

    def settle(self, duty: Duty) -> None:
        if self.shown is None:
            return
        waits = duty.state is DutyState.WAITING
        self.side.begin(trigger(self.desk, duty) if waits else settle(self.desk, self.shown, duty))

    def show_evidence(self, duty: Duty) -> None:
        """The meeting is opened; a file or a reason is said; without any it is asked for."""
        if duty.outcome is None:
            self.settle(duty)
        elif duty.outcome.interaction_id is not None:
            self.desk.open_log(interaction_id=duty.outcome.interaction_id)
        else:
            self.desk.toast(Plain(duty.outcome.attachment_name or duty.outcome.reason))

    def move_clause(self, line: str, to: int) -> None:
        clause = self.shown.clause_of(line) if self.shown is not None else None
        if clause is not None:
            self.line = line
            self.desk.execute(MoveClause(clause.id, to))

    def remove_clause(self, line: str) -> None:
        clause = self.shown.clause_of(line) if self.shown is not None else None
        if clause is not None:
            name = in_language(clause.heading_en, clause.heading_zh) or clause.heading_en
            said = Message("agreements.clause-removed", {"name": name})
            self.desk.execute(RemoveClause(clause.id), toast=said)

    def offer_library(self) -> None:
        """Standard clauses of the type that the text does not have yet, and an empty one."""
        if self.shown is None:
            return
        there = {clause.standard for clause in self.shown.clauses}
        entries: list[tuple[Text, str, Callable[[], None]] | None] = [
            (Plain(in_language(one.heading_en, one.heading_zh)), "", partial(self.add_standard, one))
            for one in template(self.shown.row.type)
            if one.key not in there and one.family not in {key.partition(".")[0] for key in there}
        ]
        if entries:
            entries.append(None)
        entries.append(("agreements.empty-clause", "plus", self.add_empty))
        menu_of(self, entries).popup(self.library.mapToGlobal(self.library.rect().bottomLeft()))

    def place(self) -> int:
        """Below the clause that is read."""
        assert self.shown is not None
        lines = [clause.line for clause in self.shown.clauses]
        return lines.index(self.line) + 1 if self.line in lines else len(lines)

    def add_standard(self, standard: StandardClause) -> None:
        assert self.shown is not None
        new = as_new(for_parties(standard, len(self.shown.row.parties)))
        self.add_clause(new)

    def add_empty(self) -> None:
        name = look.say("agreements.new-clause")
        self.add_clause(NewClause("", name, name, (NewParagraph(),)))

    def add_clause(self, new: NewClause) -> None:
        assert self.shown is not None
        before = {clause.line for clause in self.shown.clauses}
        if self.desk.execute(AddClause(self.shown.version.id, new, self.place())) is not None:
            fresh = read(self.desk.book, self.shown.id, self.number)
            self.line = next((one.line for one in fresh.clauses if one.line not in before), self.line)
            self.take(fresh)

    def focus_duty(self, key: int) -> None:
        self.duties.focus_duty(key)

    def finish(self) -> None:
        self.text.finish()

    def fit_height(self) -> None:
        """In a low window the line of time and the legend leave their room to the text."""
        low = self.height() < look.px(LOW)
        self.strip.setVisible(not low and self.strip.bar is not None)
        self.text.legend.setVisible(not low and self.text.clause is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back; O leads from a clause to the obligation that names it."""
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        elif event.key() == Qt.Key.Key_O and not event.modifiers() and self.shown is not None:
            clause = self.shown.clause_of(self.line)
            lines = {clause.line, *(row.line for row in clause.paragraphs)} if clause is not None else set()
            if (found := self.duties.of_clause(lines)) is not None:
                found.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the list of clauses goes first."""
        super().resizeEvent(event)
        self.left.setVisible(self.width() >= look.px(NARROW))
        self.fit_height()
        self.left.setFixedWidth(look.px(CLAUSES_WIDE))
