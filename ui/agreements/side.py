"""The pane at the right: what is to be mended, parties, dates with their arithmetic, goals, rights, versions, files."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm.agreements.drafting.checks import Finding
from ui.agreements.act_form import Act, ActForm
from ui.agreements.changes_section import ChangesSection
from ui.agreements.dates_section import DatesSection
from ui.agreements.differences_section import DifferencesSection
from ui.agreements.parties_section import PartiesSection
from ui.agreements.shown import Shown, check
from ui.agreements.side_head import SideHead
from ui.agreements.side_sections import (
    ChecksSection,
    FilesSection,
    GoalsSection,
    MeetingsSection,
    NoticesSection,
    RestrictionsSection,
    RightsSection,
    VersionsSection,
)
from ui.kit.look import look
from ui.kit.panels import Down, Hairline, Panel, Scroller
from ui.kit.room import Desk


class Side(QStackedWidget):
    """`act_asked` carries a form to be shown here, `line_asked` a clause or paragraph, `opened` the record itself."""

    line_asked = Signal(str)
    opened = Signal(int)
    version_asked = Signal(int)
    found = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.shown: Shown | None = None
        self.head = SideHead(desk, self)
        self.changes, self.differences = ChangesSection(), DifferencesSection(self)
        self.checks, self.parties, self.dates = ChecksSection(self), PartiesSection(desk, self), DatesSection()
        self.goals, self.restrictions, self.rights = GoalsSection(self), RestrictionsSection(self), RightsSection(self)
        self.notices, self.versions = NoticesSection(self), VersionsSection(self)
        self.files, self.meetings = FilesSection(self), MeetingsSection(self)
        self.form = ActForm(desk)
        self.lay_out()
        self.form.closed.connect(self.leave_form)

    def sections(self) -> Sequence[QWidget]:
        return (
            self.checks, self.changes, self.parties, self.dates, self.notices, self.goals, self.restrictions,
            self.rights, self.differences, self.versions, self.files, self.meetings,
        )  # fmt: skip

    def lay_out(self) -> None:
        page = Panel("surface")
        column = Down(page)
        self.lines = []
        for section in self.sections():
            line = Hairline()
            self.lines.append(line)
            column.take(line, section)
        column.addStretch(1)
        self.reading = Panel("surface")
        self.scroller = Scroller(page)
        Down(self.reading).take(self.head, self.scroller)
        self.addWidget(self.reading)
        self.addWidget(self.form)

    def show_record(self, shown: Shown, *, whole: bool) -> None:
        """`whole`: beside its record, which has a head of its own."""
        if self.shown is not None and self.shown.id != shown.id:
            self.setCurrentWidget(self.reading)
        self.shown = shown
        self.head.setVisible(not whole)
        self.head.show_record(shown)
        for section in self.sections():
            section.show_record(shown)  # type: ignore[attr-defined]  # every section has it
        self.part_lines()
        if shown.is_draft:
            self.desk.worker.work(self, lambda: check(shown, look.language), self.show_findings, "checks")
        else:
            self.desk.worker.forget(self, "checks")
            self.found.emit(())

    def part_lines(self) -> None:
        """A hairline above each section that is there, but the first."""
        above = not self.head.isHidden()
        for line, section in zip(self.lines, self.sections(), strict=True):
            line.setVisible(not section.isHidden() and above)
            above = above or not section.isHidden()

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        if self.shown is not None:
            self.checks.show_findings(self.shown, findings)
            self.part_lines()
            self.found.emit(findings)

    # Forms

    def begin(self, act: Act) -> None:
        self.desk.show_detail(True)
        self.setCurrentWidget(self.form)
        self.form.begin(act)

    def begin_with(self, make: Callable[[Desk, Shown], Act]) -> None:
        """A form about the agreement that is shown."""
        if self.shown is not None:
            self.begin(make(self.desk, self.shown))

    def is_reading(self) -> bool:
        return self.currentWidget() is self.reading

    def leave_form(self) -> None:
        self.setCurrentWidget(self.reading)
