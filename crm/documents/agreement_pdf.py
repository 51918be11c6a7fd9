"""The PDF of an agreement, in one language or in two aligned columns: `make_agreement_pdf`.

    made = make_agreement_pdf(paper)
    made.content[:5]  # b"%PDF-"

The same paper gives the same bytes: no clock is asked.
"""

from collections.abc import Sequence

from reportlab.platypus.doctemplate import NextPageTemplate
from reportlab.platypus.flowables import Flowable, PageBreak

from crm.documents.agreement_content import AgreementPaper, check_printable, digest_of
from crm.documents.agreement_opening import cover, opening_alone
from crm.documents.agreement_pages import COLUMNS, PLAIN, AgreementPages
from crm.documents.agreement_rows import clause_rows
from crm.documents.agreement_schedules import schedules
from crm.documents.agreement_setting import Setting
from crm.documents.agreement_signatures import sign_off
from crm.documents.making import Made, absent_signs
from crm.documents.page import Paper, typeset_on


def make_agreement_pdf(paper: AgreementPaper, size: Paper = Paper.A4) -> Made:
    """Refused where both languages are printed and none prevails. Warns of signs that no face has."""
    check_printable(paper)
    setting = Setting.of(paper)
    digest = digest_of(paper)
    content = typeset_on(
        lambda: story_of(setting, size), lambda buffer, total: AgreementPages(buffer, size, setting, digest, total)
    )
    return Made(content, paper.title.in_(setting.languages[0]), tuple(absent_signs(paper)))


def story_of(setting: Setting, size: Paper) -> Sequence[Flowable]:
    """Opening, clauses, schedules, and the last clause with the signatures: the closing words carry them."""
    clauses = setting.paper.clauses
    closing = clauses[-1] if clauses and not clauses[-1].number and len(clauses) > 1 else None
    texts = clauses[:-1] if closing else clauses
    last = texts[-1] if texts else None
    before = texts[:-1]
    story = cover(setting, size) if setting.is_bilingual else opening_alone(setting)
    for at, clause in enumerate(before):
        story += clause_rows(setting, clause, key_of(at))
    end = sign_off(setting, last, closing, key_of(len(before)))
    added = schedules(setting)
    if not added:
        return [*story, *end]
    if not before:  # the only clause goes before what it refers to
        return [*story, *end, *turn(setting, PLAIN), *added]
    return [*story, *turn(setting, PLAIN), *added, *turn(setting, COLUMNS), *end]


def key_of(at: int) -> str:
    return f"clause-{at + 1}"


def turn(setting: Setting, template: str) -> list[Flowable]:
    """A new page. Schedules begin with a title of their own, not with the head of the columns."""
    return [NextPageTemplate(template if setting.is_bilingual else PLAIN), PageBreak()]
