"""Reports to hand out, as PDF files."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from crm.faces.cli.session import Session, day_of
from crm.partners.queries import PartnerNamed
from crm.values.enums import Language, ReportLanguage

Told = Callable[[str], str]


def add_report(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("kind", metavar="partner", choices=("partner",), help=told("cli.help-report-kind"))
    parser.add_argument("name", metavar="NAME", help=told("cli.help-partner"))
    parser.add_argument("--out", metavar="FILE.pdf", required=True, help=told("cli.help-out"))
    parser.add_argument("--from", dest="since", metavar="DATE", help=told("cli.help-from"))
    parser.add_argument("--to", dest="until", metavar="DATE", help=told("cli.help-to"))
    parser.set_defaults(run=report)


def report(session: Session, given: Namespace) -> None:
    from crm.documents.partner_report import write_partner_report
    from crm.documents.period import Period, half_a_year_to

    path = Path(given.out)
    with session.book(read_only=True) as book:
        partner = book.query(PartnerNamed(given.name))
        until = day_of(given.until, "to") if given.until else book.clock.today()
        since = day_of(given.since, "from") if given.since else half_a_year_to(until).since
        warnings = write_partner_report(book, partner.id, Period(since, until), report_language(session, given), path)
    for warning in warnings:
        session.tell(warning)
    session.tell("cli.written", file=str(path))


def report_language(session: Session, given: Namespace) -> ReportLanguage:
    """`--language` of this command is the document's; without it the document speaks as the command line does."""
    if given.language:
        return ReportLanguage(given.language)
    return ReportLanguage.CHINESE if session.language is Language.CHINESE else ReportLanguage.ENGLISH


BUILDERS = {"report": add_report}
