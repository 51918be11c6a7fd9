"""What the report covers: partner, period, language, paper, sections; what was checked; save and print."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.documents.page import Paper
from crm.documents.partner_telling import USUAL, Section
from crm.documents.period import Period
from crm.values import Message
from crm.values.enums import ReportLanguage
from ui.kit.buttons import PRIMARY, Button
from ui.kit.choices import CheckField, ChoiceField
from ui.kit.dates import DateField
from ui.kit.forms import FormRow
from ui.kit.labels import Label
from ui.kit.look import Plain
from ui.kit.marks import IconMark
from ui.kit.panels import Across, Down, Hairline, Panel, Scroller, clear
from ui.kit.pickers import PickField
from ui.kit.popup import PopupRow
from ui.kit.segments import Segments
from ui.reports.wanted import Span, Wanted

LABEL_WIDTH = 64
SURE = ("report.check.confidential", "report.check.fonts")
"""True of every report: the query begins from what the partner may see; the tests read the fonts of the files back."""


class ScopePane(Panel):
    """The pane at the right. Every change is told at once; it makes nothing itself."""

    changed = Signal()
    save_asked = Signal()
    print_asked = Signal()

    def __init__(self, find: Callable[[str], Sequence[PopupRow]], today: Callable[[], date]) -> None:
        super().__init__("surface")
        self.today = today
        self.make_fields(find)
        self.lay_out()
        self.connect_signals()
        self.show_span(Span.HALF)

    def make_fields(self, find: Callable[[str], Sequence[PopupRow]]) -> None:
        self.partner = PickField(find, "report.room.partner", "report.room.partner-hint")
        self.span = ChoiceField([(span, span.label(self.today())) for span in Span], "report.room.period")
        self.since = DateField(self.today, "report.room.since")
        self.until = DateField(self.today, "report.room.until")
        self.language = Segments([(language.value, language) for language in ReportLanguage], "report.room.language")
        self.paper = ChoiceField([(paper, Plain(NAMES[paper])) for paper in Paper], "report.room.paper")
        self.paper.show_value(Paper.A4)
        self.sections = {
            section: CheckField(f"report.section-box.{section.value}", checked=section in USUAL) for section in Section
        }
        self.save_button = Button("report.room.save", "file-down", kind=PRIMARY)
        self.print_button = Button("report.room.print", "printer", "Ctrl+P")

    def lay_out(self) -> None:
        inner = Panel("")
        self.dates = QWidget()
        self.until_row = FormRow("report.room.until", self.until, label_width=LABEL_WIDTH)
        Down(self.dates, gap=4).take(FormRow("report.room.since", self.since, label_width=LABEL_WIDTH), self.until_row)
        scope = Down(margins=(16, 16, 16, 16), gap=4).take(Label("report.room.scope", weight=600), 4)
        for label, field in (("partner", self.partner), ("period", self.span)):
            scope.addWidget(FormRow(f"report.room.{label}", field, label_width=LABEL_WIDTH))
        scope.addWidget(self.dates)
        for label, wide in (("language", self.language), ("paper", self.paper)):
            scope.addWidget(FormRow(f"report.room.{label}", wide, label_width=LABEL_WIDTH))
        boxes = Down(margins=(16, 16, 16, 16), gap=2).take(Label("report.room.sections", weight=600), 4)
        boxes.take(*self.sections.values())
        self.checks = Down(gap=6)
        checked = Down(margins=(16, 16, 16, 16), gap=4).take(Label("report.room.check", weight=600), 4, self.checks)
        Down(inner).take(scope, Hairline(), boxes, Hairline(), checked, None)
        self.foot = Panel("surface", lines="top")
        buttons = Across(self.foot, margins=(16, 12, 16, 12), gap=8)
        self.save_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        buttons.addWidget(self.save_button, 1)
        buttons.addWidget(self.print_button)
        column = Down(self, margins=(1, 0, 0, 0))
        column.addWidget(Scroller(inner), 1)
        column.addWidget(self.foot)

    def connect_signals(self) -> None:
        self.partner.picked.connect(self.tell)
        self.span.committed.connect(self.take_span)
        self.since.committed_date.connect(self.tell)
        self.until.committed_date.connect(self.tell)
        self.language.chosen.connect(self.tell)
        self.paper.committed.connect(self.tell)
        for box in self.sections.values():
            box.toggled.connect(self.tell)
        self.save_button.clicked.connect(partial(self.save_asked.emit))
        self.print_button.clicked.connect(partial(self.print_asked.emit))

    # What is chosen

    def wanted(self) -> Wanted | None:
        """The report as it is chosen; None while no partner is, or the dates are wrong, which is said beside them."""
        period = self.period()
        problems = period.problems() if period else []
        self.until_row.show_problem(problems[0] if problems else None)
        if self.partner.key is None or period is None or problems:
            return None
        chosen = frozenset(section for section, box in self.sections.items() if box.isChecked())
        return Wanted(self.partner.key, period, ReportLanguage(self.language.choice()), self.paper.value, chosen)

    def period(self) -> Period | None:
        if self.span.value is not Span.DATES:
            span: Span = self.span.value
            return span.period(self.today())
        since, until = self.since.value, self.until.value
        return Period(since, until) if since and until else None

    def take_span(self, span: Span) -> None:
        self.show_span(span)
        self.tell()

    def show_span(self, span: Span) -> None:
        """The two dates are shown only where they are what counts; they begin with those of the span before."""
        before = self.period()
        if span is Span.DATES and before:
            self.since.show_date(before.since)
            self.until.show_date(before.until)
        self.span.show_value(span)
        self.dates.setVisible(span is Span.DATES)

    def show_partner(self, key: int, name: str) -> None:
        self.partner.show_picked(key, name)

    def tell(self, *_: object) -> None:
        self.changed.emit()

    # What was found

    def show_checks(self, warnings: Sequence[Message]) -> None:
        clear(self.checks)
        for code in SURE:
            self.checks.addWidget(check_row("check", "green", code))
        for warning in warnings:
            self.checks.addWidget(check_row("triangle-alert", "amber", warning))

    def allow(self, ready: bool) -> None:
        """Saving and printing want a finished report."""
        for button in (self.save_button, self.print_button):
            button.allow(ready, "report.room.not-ready")

    def say_pages(self, number: int) -> None:
        self.paper.offer(
            [
                (paper, Message("report.room.paper-pages", {"paper": NAMES[paper], "n": number}))
                if paper is self.paper.value
                else (paper, Plain(NAMES[paper]))
                for paper in Paper
            ]
        )

    def retranslate(self) -> None:
        self.span.offer([(span, span.label(self.today())) for span in Span])


NAMES = {Paper.A4: "A4", Paper.LETTER: "Letter"}


def check_row(icon: str, tint: str, text: Message | str) -> QWidget:
    row = QWidget()
    across = Across(row, gap=8)
    across.addWidget(IconMark(icon, tint), 0, Qt.AlignmentFlag.AlignTop)
    across.addWidget(Label(text, wrap=True), 1)
    return row
