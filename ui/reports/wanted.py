"""Which report is wanted, and making it: on a worker, without a widget."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from time import monotonic

from crm.documents.making import Made
from crm.documents.page import Paper
from crm.documents.partner_report import make_partner_report, partner_report_of
from crm.documents.partner_telling import Section
from crm.documents.period import Period, half_a_year_to, quarter_before, quarter_of
from crm.documents.portfolio_content import Scope
from crm.documents.portfolio_report import make_portfolio_report, portfolio_of
from crm.documents.portfolio_workbook import make_portfolio_workbook
from crm.values import Message
from crm.values.enums import ReportLanguage
from ui.kit.room import Book
from ui.reports.pages import Pages


class Span(Enum):
    """The periods that are offered. All but the last end today at the latest: a report tells what was."""

    QUARTER = "quarter"
    LAST_QUARTER = "last-quarter"
    HALF = "half"
    YEAR = "year"
    DATES = "dates"

    def period(self, today: date) -> Period:
        """Of the two dates that a person sets: the quarter so far, to begin with."""
        if self is Span.LAST_QUARTER:
            return quarter_before(today)
        if self is Span.HALF:
            return half_a_year_to(today)
        return Period(date(today.year, 1, 1) if self is Span.YEAR else quarter_of(today).since, today)

    def label(self, today: date) -> Message:
        period = self.period(today)
        return Message(f"report.span-choice.{self.value}", {"since": period.since, "until": period.until})


@dataclass(frozen=True, slots=True)
class Wanted:
    """All that a person chose of a report on one partner."""

    partner_id: int
    period: Period
    language: ReportLanguage
    paper: Paper
    sections: frozenset[Section]

    def made(self, book: Book) -> tuple[Made, bytes]:
        report = partner_report_of(book, self.partner_id, self.period)
        return make_partner_report(report, self.language, self.paper, self.sections), b""


@dataclass(frozen=True, slots=True)
class WantedPortfolio:
    """The same of a report on all partners; `workbook`: the spreadsheet is wanted beside it."""

    scope: Scope
    language: ReportLanguage
    paper: Paper
    workbook: bool

    @property
    def period(self) -> Period:
        return self.scope.period

    def made(self, book: Book) -> tuple[Made, bytes]:
        content = portfolio_of(book, self.scope)
        workbook = make_portfolio_workbook(content, self.language) if self.workbook else b""
        return make_portfolio_report(content, self.language, self.paper), workbook


@dataclass(frozen=True, slots=True)
class Preview:
    """A finished report, ready to be looked at, and the spreadsheet beside it where there is one."""

    wanted: Wanted | WantedPortfolio
    made: Made
    pages: Pages
    seconds: float
    workbook: bytes = b""


def prepared(book: Book, wanted: Wanted | WantedPortfolio) -> Preview:
    """Reads the book, makes the PDF and opens it. Takes 0.2 s for a usual report, 2 s for 300 meetings."""
    begun = monotonic()
    made, workbook = wanted.made(book)
    return Preview(wanted, made, Pages(made.content), monotonic() - begun, workbook)
