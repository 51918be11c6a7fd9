"""The partner report, from the question to the file: `make_partner_report` for bytes, `write_partner_report` to disk.

    report = book.query(PartnerReport(partner_id, since, until, on))
    made = make_partner_report(report, ReportLanguage.ENGLISH)
    made.content[:5]  # b"%PDF-"

The same book and period give the same bytes: no clock is asked, `on` is part of the question.
"""

from pathlib import Path
from typing import Protocol

from reportlab.platypus.flowables import Flowable

from crm.book.outside import write_whole
from crm.documents import page
from crm.documents.look import NOTE
from crm.documents.making import Clock, Made, absent_signs, digest, masthead_of, unnamed
from crm.documents.page import Masthead, Paper, Properties
from crm.documents.paragraphs import paragraph
from crm.documents.partner_content import Report
from crm.documents.partner_query import PartnerReport
from crm.documents.partner_sections import story_of
from crm.documents.partner_telling import USUAL, Section, Telling
from crm.documents.parts import opening
from crm.documents.period import Period
from crm.documents.speech import Said, Speech, joined, said
from crm.values import Message, Problem, Query, Refused
from crm.values.enums import ReportLanguage


class Asked(Protocol):
    """What a report needs of a book: its answers and its day."""

    @property
    def clock(self) -> Clock: ...

    def query(self, query: Query[Report | None], /) -> Report | None: ...


def partner_report_of(book: Asked, partner_id: int, period: Period) -> Report:
    """The content of a report, judged by the period's last day, or by today where the period is not over."""
    if problems := period.problems():
        raise Refused(problems)
    on = min(period.until, max(book.clock.today(), period.since))
    report = book.query(PartnerReport(partner_id, period.since, period.until, on))
    if report is None:
        raise Refused(Problem("report-partner-missing", "partner_id", {"id": partner_id}))
    return report


def write_partner_report(
    book: Asked,
    partner_id: int,
    period: Period,
    language: ReportLanguage,
    path: Path,
    sections: frozenset[Section] = USUAL,
) -> tuple[Message, ...]:
    """Makes the report and puts it under its name, whole or not at all. Returns the warnings."""
    made = make_partner_report(partner_report_of(book, partner_id, period), language, sections=sections)
    write_whole(path, made.content)
    return made.warnings


def make_partner_report(
    report: Report,
    language: ReportLanguage,
    paper: Paper = Paper.A4,
    sections: frozenset[Section] = USUAL,
) -> Made:
    """The PDF of a report's content."""
    speech = Speech.of(language)
    telling = Telling(report, speech, sections)
    period = report.period.named()
    first = speech.languages[0]
    title = said(Message("report.running-title", {"partner": report.partner.name, "period": period}), first)
    absent = absent_signs(report)

    def story() -> list[Flowable]:
        return [
            *opening(speech, Message("report.eyebrow", {"period": period}), report.partner.name, introduction(report)),
            *story_of(telling),
            *(paragraph(text, NOTE.spaced(before=10)) for message in absent for text in speech.each(message)),
        ]

    content = page.typeset(
        story,
        paper,
        masthead(report, telling, title, language),
        Properties(title, said(report.home, first), said(period, first), speech.tag),
    )
    return Made(content, title, (*absent, *unnamed((report.partner.name, report.home), speech)))


def introduction(report: Report) -> list[Said]:
    """Data provider, active since 1 March 2025. Strategic."""
    roles = [
        Message(f"report.role.{role.stage.value}", {"role": role.role, "since": role.since}) for role in report.roles
    ]
    told = joined(roles, "report.list-of-roles") if roles else Message("partner-role.unclassified")
    tier = report.partner.tier
    if tier is None:
        return [Message("report.introduction-only", {"roles": told})]
    return [Message("report.introduction", {"roles": told, "tier": Message(f"report.tier.{tier.value}")})]


def masthead(report: Report, telling: Telling, title: str, language: ReportLanguage) -> Masthead:
    options = {"language": language.value, "sections": sorted(section.value for section in telling.sections)}
    identity = Message(
        "report.identity",
        {
            "number": f"PR-{report.partner.id:04}-{report.period.code}",
            "version": str(report.version),
            "hash": page.short_hash(digest(report, options)),
        },
    )
    return masthead_of(telling.speech, title, report.home, report.on, identity)
