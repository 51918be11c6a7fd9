"""The brief of a handing over as a PDF: what is open at each partner, for the one who looks after it from now on.

    brief = book.query(HandoverBrief(was, now, today))
    made = make_handover(brief, ReportLanguage.CHINESE)

The same book and day give the same bytes.
"""

from pathlib import Path

from reportlab.platypus.flowables import Flowable

from crm.book.outside import write_whole
from crm.documents import page
from crm.documents.handover_content import Brief
from crm.documents.handover_sections import at_a_glance, lead_figures, told_of
from crm.documents.look import BODY, NOTE
from crm.documents.making import Made, absent_signs, digest, masthead_of, unnamed
from crm.documents.page import Paper, Properties
from crm.documents.paragraphs import paragraph
from crm.documents.parts import opening
from crm.documents.speech import Said, Speech, said
from crm.values import Message
from crm.values.enums import ReportLanguage


def write_handover(brief: Brief, language: ReportLanguage, path: Path) -> tuple[Message, ...]:
    """Makes the brief and puts it under its name, whole or not at all. Returns the warnings."""
    made = make_handover(brief, language)
    write_whole(path, made.content)
    return made.warnings


def make_handover(brief: Brief, language: ReportLanguage, paper: Paper = Paper.A4) -> Made:
    speech = Speech.of(language)
    first = speech.languages[0]
    title = said(title_of(brief), first)
    absent = absent_signs(brief)
    values = {"version": str(brief.version), "hash": page.short_hash(digest(brief, {"language": language.value}))}
    identity = Message("handover.identity", {"number": brief.on.strftime("%Y%m%d"), **values})

    def story() -> list[Flowable]:
        return [
            *opening(speech, "handover.eyebrow", title_of(brief), introduction(brief)),
            *(told(brief, speech) if brief.parts else speech.stacked("handover.nothing", BODY)),
            *(paragraph(text, NOTE.spaced(before=10)) for message in absent for text in speech.each(message)),
        ]

    content = page.typeset(
        story,
        paper,
        masthead_of(speech, title, brief.home, brief.on, identity),
        Properties(title, said(brief.home, first), said("handover.eyebrow", first), speech.tag),
    )
    names = [brief.home, *(part.partner.name for part in brief.parts)]
    return Made(content, title, (*absent, *unnamed(names, speech)))


def title_of(brief: Brief) -> Message:
    if brief.now is None:
        return Message("handover.title-open", {"was": brief.was})
    return Message("handover.title", {"was": brief.was, "now": brief.now})


def introduction(brief: Brief) -> list[Said]:
    return [Message("handover.about", {"n": len(brief.parts), "on": brief.on})]


def told(brief: Brief, speech: Speech) -> list[Flowable]:
    parts = [flowable for part in brief.parts for flowable in told_of(part, brief, speech)]
    return [lead_figures(brief, speech), *at_a_glance(brief, speech), *parts]
