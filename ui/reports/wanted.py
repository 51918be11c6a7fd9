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
    """All that a person chose."""

    partner_id: int
    period: Period
    language: ReportLanguage
    paper: Paper
    sections: frozenset[Section]


@dataclass(frozen=True, slots=True)
class Preview:
    """A finished report, ready to be looked at."""

    wanted: Wanted
    made: Made
    pages: Pages
    seconds: float


def prepared(book: Book, wanted: Wanted) -> Preview:
    """Reads the book, makes the PDF and opens it. Takes 0.2 s for a usual report, 2 s for 300 meetings."""
    begun = monotonic()
    report = partner_report_of(book, wanted.partner_id, wanted.period)
    made = make_partner_report(report, wanted.language, wanted.paper, wanted.sections)
    return Preview(wanted, made, Pages(made.content), monotonic() - begun)
