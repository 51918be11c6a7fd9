"""Reports to hand out, as PDF files and spreadsheets."""

import argparse
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from crm.faces.cli.lists import asked_filter
from crm.faces.cli.options import DOCUMENTS_SPEAK, common
from crm.faces.cli.session import Misused, Session, day_of
from crm.partners.queries import PartnerNamed
from crm.values import Problem
from crm.values.enums import Language, ReportLanguage

if TYPE_CHECKING:
    from crm.documents.period import Period
    from crm.documents.portfolio_content import Content

Told = Callable[[str], str]


def add_report(parser: ArgumentParser, told: Told) -> None:
    kinds = parser.add_subparsers(
        dest="kind", metavar="partner|portfolio|agreements", required=True, title=told("cli.reports")
    )
    for name, build in KINDS.items():
        help_text = told(f"cli.help-report-{name}")
        kind = kinds.add_parser(name, help=help_text, description=help_text, allow_abbrev=False)
        common(kind, told, argparse.SUPPRESS, DOCUMENTS_SPEAK)
        build(kind, told)


def add_dates(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("--from", dest="since", metavar="DATE", help=told("cli.help-from"))
    parser.add_argument("--to", dest="until", metavar="DATE", help=told("cli.help-to"))


def add_partner(parser: ArgumentParser, told: Told) -> None:
    add_dates(parser, told)
    parser.add_argument("name", metavar="NAME", help=told("cli.help-partner"))
    parser.add_argument("--out", metavar="FILE.pdf", required=True, help=told("cli.help-out"))
    parser.add_argument("--own-fields", action="store_true", help=told("cli.help-own-fields"))
    parser.set_defaults(run=partner_report)


def add_portfolio(parser: ArgumentParser, told: Told) -> None:
    add_dates(parser, told)
    parser.add_argument("--filter", metavar="FILTER", default="", help=told("cli.help-report-filter"))
    parser.add_argument("--period", metavar="2026-Q3", help=told("cli.help-report-period"))
    parser.add_argument("--out", metavar="FILE.pdf", help=told("cli.help-out"))
    parser.add_argument("--xlsx", metavar="FILE.xlsx", help=told("cli.help-report-xlsx"))
    parser.add_argument("--json", action="store_true", help=told("cli.help-report-json"))
    parser.set_defaults(run=portfolio_report)


def add_agreements(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("--out", metavar="FILE.pdf|FILE.xlsx", required=True, help=told("cli.help-report-register"))
    parser.add_argument("--on", metavar="DATE", help=told("cli.help-report-on"))
    parser.set_defaults(run=agreements_report)


KINDS = {"partner": add_partner, "portfolio": add_portfolio, "agreements": add_agreements}


def partner_report(session: Session, given: Namespace) -> None:
    from crm.documents.partner_report import write_partner_report
    from crm.documents.partner_telling import USUAL, Section
    from crm.documents.period import Period, half_a_year_to

    path = Path(given.out)
    with session.book(read_only=True) as book:
        partner = book.query(PartnerNamed(given.name))
        until = day_of(given.until, "to") if given.until else book.clock.today()
        since = day_of(given.since, "from") if given.since else half_a_year_to(until).since
        sections = USUAL | {Section.OWN_FIELDS} if given.own_fields else USUAL
        language = report_language(session, given)
        warnings = write_partner_report(book, partner.id, Period(since, until), language, path, sections)
    for warning in warnings:
        session.tell(warning)
    session.tell("cli.written", file=str(path))


def portfolio_report(session: Session, given: Namespace) -> None:
    """The PDF, the spreadsheet beside it, and the figures as JSON: whichever are asked for."""
    from crm.documents.portfolio_content import Scope
    from crm.documents.portfolio_report import portfolio_of, write_portfolio_report, write_portfolio_workbook

    if not (given.out or given.xlsx or session.as_json):
        raise Misused(Problem("cli.report-nowhere", field="out"))
    language = report_language(session, given)
    with session.book(read_only=True) as book:
        today = book.clock.today()
        asked = asked_filter(session, book, given.filter)
        first = Language.CHINESE if language is ReportLanguage.CHINESE else Language.ENGLISH
        content = portfolio_of(book, Scope(period_of(given, today), today, asked, book.user, first))
    if given.out:
        for warning in write_portfolio_report(content, language, Path(given.out)):
            session.tell(warning)
        session.tell("cli.written", file=given.out)
    if given.xlsx:
        write_portfolio_workbook(content, language, Path(given.xlsx))
        session.tell("cli.written", file=given.xlsx)
    if session.as_json:
        session.json(figures_of(session, content))


def agreements_report(session: Session, given: Namespace) -> None:
    """The register of agreements, as a PDF or as a spreadsheet by the name of the file."""
    from crm.documents.register_content import AgreementRegister
    from crm.documents.register_report import write_register_report

    path = Path(given.out)
    if path.suffix.lower() not in (".pdf", ".xlsx"):
        raise Misused(Problem("cli.report-kind", field="out", values={"given": path.name}))
    with session.book(read_only=True) as book:
        register = book.query(AgreementRegister(day_of(given.on, "on") if given.on else book.clock.today()))
    for warning in write_register_report(register, report_language(session, given), path):
        session.tell(warning)
    session.tell("cli.written", file=str(path))


def period_of(given: Namespace, today: date) -> "Period":
    """The period by its name or by its two dates; else the quarter of today."""
    from crm.documents.period import Period, quarter_of, read_period

    if not given.period:
        until = day_of(given.until, "to") if given.until else None
        since = day_of(given.since, "from") if given.since else quarter_of(until or today).since
        return Period(since, until or quarter_of(max(today, since)).until)
    if given.since or given.until:
        raise Misused(Problem("cli.period-twice", field="period"))
    period = read_period(given.period)
    if period is None:
        raise Misused(Problem("cli.period-wrong", field="period", values={"given": given.period}))
    return period


def figures_of(session: Session, content: "Content") -> object:
    """Every figure with the number of rows that it counts, and what is left out."""
    from crm.documents.portfolio_figures import all_figures
    from crm.documents.portfolio_sections import label_of
    from crm.faces.plain import plain

    return {
        "since": content.scope.period.since.isoformat(),
        "until": content.scope.period.until.isoformat(),
        "on": content.scope.today.isoformat(),
        "states_on": content.scope.stand.isoformat(),
        "came_later": content.came_later,
        "filter": content.said_filter.in_(session.language),
        "figures": [
            {
                "code": figure.code,
                "text": session.said(label_of(figure)),
                "value": plain(figure.value, session.language),
                "rows": figure.count,
            }
            for figure in all_figures(content)
        ],
        "internal": {"contacts": content.internal_contacts, "action_items": content.internal_items},
    }


def report_language(session: Session, given: Namespace) -> ReportLanguage:
    """`--language` of this command is the document's; without it the document speaks as the command line does."""
    if given.language:
        return ReportLanguage(given.language)
    return ReportLanguage.CHINESE if session.language is Language.CHINESE else ReportLanguage.ENGLISH


BUILDERS = {"report": add_report}
