"""What the report covers: partner or filter, period, language, paper, sections; what was checked; save and print."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.documents.page import Paper
from crm.documents.partner_telling import USUAL, Section
from crm.documents.period import Period
from crm.documents.portfolio_content import Scope
from crm.partners.filters import Filter, OwnField, read_filter, written
from crm.values import Message
from crm.values.enums import Language, ReportLanguage
from ui.kit.buttons import PRIMARY, Button
from ui.kit.choices import CheckField, ChoiceField
from ui.kit.dates import DateField
from ui.kit.fields import LineField
from ui.kit.forms import FormRow
from ui.kit.labels import Label
from ui.kit.look import Plain, look
from ui.kit.marks import IconMark
from ui.kit.panels import Across, Down, Hairline, Panel, Scroller, clear
from ui.kit.pickers import PickField
from ui.kit.popup import PopupRow
from ui.kit.segments import Segments
from ui.reports.gallery import KINDS, LIVE, PARTNER, PORTFOLIO, Kind
from ui.reports.wanted import Span, Wanted, WantedPortfolio

LABEL_WIDTH = 64
SURE = {
    PARTNER: ("report.check.confidential", "report.check.fonts"),
    PORTFOLIO: ("report.check.internal", "report.check.rows", "report.check.fonts"),
    LIVE: ("report.check.internal", "report.check.rows"),
}
"""True of every report: the query begins from what may be seen; tests count the rows of each figure and read the fonts
of the files back."""


class ScopePane(Panel):
    """The pane at the right. Every change is told at once; it makes nothing itself."""

    changed = Signal()
    save_asked = Signal()
    print_asked = Signal()

    def __init__(
        self,
        find: Callable[[str], Sequence[PopupRow]],
        today: Callable[[], date],
        own_fields: Callable[[], Sequence[OwnField]],
        me: Callable[[], str],
    ) -> None:
        super().__init__("surface")
        self.today = today
        self.own_fields = own_fields
        self.me = me
        self.kind = PARTNER
        self.filter = Filter()
        self.make_fields(find)
        self.lay_out()
        self.connect_signals()
        self.show_span(Span.HALF)
        self.show_kind(PARTNER)

    def make_fields(self, find: Callable[[str], Sequence[PopupRow]]) -> None:
        self.kinds = ChoiceField([(kind, kind.code("")) for kind in KINDS], "report.room.kind")
        self.partner = PickField(find, "report.room.partner", "report.room.partner-hint")
        self.line = LineField("report.room.filter", "report.room.filter-hint", icon="list-filter")
        self.line.searches = True
        self.workbook = CheckField("report.room.workbook", checked=True)
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
        fields = {
            "kind": self.kinds,
            "partner": self.partner,
            "filter": self.line,
            "period": self.span,
            "language": self.language,
            "paper": self.paper,
        }
        self.rows = {
            name: FormRow(f"report.room.{name}", part, label_width=LABEL_WIDTH) for name, part in fields.items()
        }
        for name, row in self.rows.items():
            scope.addWidget(row)
            if name == "period":
                scope.addWidget(self.dates)
        scope.addWidget(self.workbook)
        self.boxes = QWidget()
        boxes = Down(self.boxes, margins=(16, 16, 16, 16), gap=2).take(Label("report.room.sections", weight=600), 4)
        boxes.take(*self.sections.values(), 14, Hairline())
        self.checks = Down(gap=6)
        checked = Down(margins=(16, 16, 16, 16), gap=4).take(Label("report.room.check", weight=600), 4, self.checks)
        Down(inner).take(scope, Hairline(), self.boxes, checked, None)
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
        self.line.committed.connect(self.take_filter)
        for box in (*self.sections.values(), self.workbook):
            box.toggled.connect(self.tell)
        self.save_button.clicked.connect(partial(self.save_asked.emit))
        self.print_button.clicked.connect(partial(self.print_asked.emit))

    # What is chosen

    def show_kind(self, kind: Kind) -> None:
        """The fields of that report. The figures live have no language and no paper: they are those of the window."""
        self.kind = kind
        self.kinds.show_value(kind)
        self.rows["partner"].setVisible(kind is PARTNER)
        self.rows["filter"].setVisible(kind is not PARTNER)
        for part in (self.rows["language"], self.rows["paper"], self.foot):
            part.setVisible(kind is not LIVE)
        self.boxes.setVisible(kind is PARTNER)
        self.workbook.setVisible(kind is PORTFOLIO)
        self.show_checks(())

    def offer_kinds(self, offered: bool) -> None:
        """Where the gallery has no room the report is chosen here."""
        self.rows["kind"].setVisible(offered)

    def wanted(self) -> Wanted | WantedPortfolio | None:
        """The report as it is chosen; None while no partner is, or the dates are wrong, which is said beside them."""
        period = self.chosen_period()
        if period is None or self.kind is LIVE:
            return None
        language = ReportLanguage(self.language.choice())
        if self.kind is PORTFOLIO:
            return WantedPortfolio(
                self.covered(period, prevailing(language)), language, self.paper.value, self.workbook.isChecked()
            )
        if self.partner.key is None:
            return None
        chosen = frozenset(section for section, box in self.sections.items() if box.isChecked())
        return Wanted(self.partner.key, period, language, self.paper.value, chosen)

    def covered(self, period: Period, language: Language) -> Scope:
        return Scope(period, self.today(), self.filter, self.me(), language)

    def live(self) -> Scope | None:
        """What the dashboard covers; None while the dates are wrong."""
        period = self.chosen_period()
        return self.covered(period, look.language) if period is not None else None

    def chosen_period(self) -> Period | None:
        """None where it is none; what is wrong is said beside the dates."""
        period = self.period()
        problems = period.problems() if period else []
        self.until_row.show_problem(problems[0] if problems else None)
        return None if problems else period

    def take_filter(self, text: str) -> None:
        """What means nothing is said, and the report stays as it was."""
        reading = read_filter(text, self.own_fields())
        self.rows["filter"].show_problem(reading.problems[0] if reading.problems else None)
        if not reading.problems and reading.filter != self.filter:
            self.filter = reading.filter
            self.tell()

    def show_filter(self, text: str) -> None:
        self.line.put_value(text)
        self.take_filter(text)

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
        for code in SURE[self.kind]:
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
        """The filter in the words of the language too, unless it is being typed."""
        if not self.line.commits.pending():
            self.line.put_value(written(self.filter, look.language, self.own_fields()))
        self.span.offer([(span, span.label(self.today())) for span in Span])


NAMES = {Paper.A4: "A4", Paper.LETTER: "Letter"}


def prevailing(language: ReportLanguage) -> Language:
    """The language in which a document orders names."""
    return Language.CHINESE if language is ReportLanguage.CHINESE else Language.ENGLISH


def check_row(icon: str, tint: str, text: Message | str) -> QWidget:
    row = QWidget()
    across = Across(row, gap=8)
    across.addWidget(IconMark(icon, tint), 0, Qt.AlignmentFlag.AlignTop)
    across.addWidget(Label(text, wrap=True), 1)
    return row
