"""The portfolio report, from the question to the file: what `partner_report` is for one partner, for all of them.

    content = portfolio_of(book, Scope(period, today))
    made = make_portfolio_report(content, ReportLanguage.BOTH)

The same book and scope give the same bytes: no clock is asked, the day is part of the scope.
"""

from pathlib import Path
from typing import Protocol

from reportlab.platypus.flowables import Flowable

from crm.book.outside import write_whole
from crm.documents import page
from crm.documents.look import NOTE
from crm.documents.making import Made, absent_signs, digest, masthead_of, unnamed
from crm.documents.page import Paper, Properties
from crm.documents.paragraphs import paragraph
from crm.documents.parts import opening
from crm.documents.portfolio_content import Content, Scope
from crm.documents.portfolio_lists import all_partners, coming, gone_quiet
from crm.documents.portfolio_query import PortfolioReport
from crm.documents.portfolio_sections import (
    Telling,
    contacts,
    key_figures,
    lead,
    left_out,
    of_today,
    promises,
    roles_by_stage,
)
from crm.documents.portfolio_workbook import make_portfolio_workbook
from crm.documents.speech import Said, Speech, said
from crm.values import Message, Query, Refused
from crm.values.enums import ReportLanguage


class Asked(Protocol):
    """What a report needs of a book."""

    def query(self, query: Query[Content], /) -> Content: ...


def portfolio_of(book: Asked, scope: Scope) -> Content:
    """The content; refused where the period is none."""
    if problems := scope.period.problems():
        raise Refused(problems)
    return book.query(PortfolioReport(scope))


def write_portfolio_report(content: Content, language: ReportLanguage, path: Path) -> tuple[Message, ...]:
    """Makes the report and puts it under its name, whole or not at all. Returns the warnings."""
    made = make_portfolio_report(content, language)
    write_whole(path, made.content)
    return made.warnings


def write_portfolio_workbook(content: Content, language: ReportLanguage, path: Path) -> None:
    """The same for the spreadsheet beside it."""
    write_whole(path, make_portfolio_workbook(content, language))


def make_portfolio_report(content: Content, language: ReportLanguage, paper: Paper = Paper.A4) -> Made:
    """The PDF of a portfolio's content."""
    speech = Speech.of(language)
    telling = Telling(content, speech)
    period = content.scope.period.named()
    first = speech.languages[0]
    title = said(Message("report.portfolio.running-title", {"period": period}), first)
    absent = absent_signs(content)
    identity = Message(
        "report.portfolio.identity",
        {
            "number": content.scope.period.code,
            "version": str(content.version),
            "hash": page.short_hash(digest(content, {"language": language.value})),
        },
    )

    def story() -> list[Flowable]:
        return [
            *opening(
                speech,
                Message("report.portfolio.eyebrow", {"period": period}),
                title_of(content),
                introduction(content),
            ),
            *told(telling),
            *(
                paragraph(text, NOTE.spaced(before=10))
                for message in (*left_out(content), *absent)
                for text in speech.each(message)
            ),
        ]

    properties = Properties(title, said(content.home, first), said(period, first), speech.tag)
    masthead = masthead_of(speech, title, content.home, content.scope.today, identity)
    written = page.typeset(story, paper, masthead, properties)
    return Made(written, title, (*absent, *unnamed((content.home,), speech)))


def told(telling: Telling) -> list[Flowable]:
    """Of an empty scope only its figures, all zero, and a sentence."""
    if not telling.content.partners:
        return [*key_figures(telling), *lead(telling)]
    sections = (key_figures, lead, contacts, roles_by_stage, promises, gone_quiet, coming, all_partners)
    return [flowable for section in sections for flowable in section(telling)]


def title_of(content: Content) -> Said:
    if not content.home.plain:
        return "report.portfolio.title-bare"
    return Message("report.portfolio.title", {"home": content.home})


def introduction(content: Content) -> list[Said]:
    """Which partners, and of which day their states are."""
    scope = content.scope
    values = {"on": scope.stand, "today": scope.today, "filter": content.said_filter}
    code = "report.portfolio.all" if scope.filter.is_empty() else "report.portfolio.filtered"
    return [Message(f"{code}-then" if scope.is_past else code, values), *of_today(content)]
