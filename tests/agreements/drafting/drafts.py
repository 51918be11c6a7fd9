"""Agreements as rows, for rules that need no book: the data licence of the drawing."""

from dataclasses import replace
from datetime import date
from itertools import count

from crm.agreements import library
from crm.agreements.library import StandardClause
from crm.agreements.queries.rows import (
    AgreementRow,
    ClauseRow,
    ParagraphRow,
    PartyRow,
    PromisesRow,
    TermsRow,
    TextRow,
    VersionRow,
)
from crm.values.enums import (
    AgreementType,
    DayRoll,
    FirstDay,
    LateNotice,
    MarksRequired,
    NoticeCount,
    NoticeRoll,
    ParagraphKind,
    PartyRole,
    PrevailingText,
    Renewal,
    ReportLanguage,
)
from crm.values.ids import (
    AgreementId,
    AgreementPartyId,
    AgreementVersionId,
    ClauseId,
    ContactId,
    ParagraphId,
    PartnerId,
)

TODAY = date(2026, 9, 22)
NOTHING_PROMISED = PromisesRow((), (), (), ())
TERMS = TermsRow(
    currency="CNY",
    law="CN",
    zone="Asia/Shanghai",
    effective_on=date(2025, 3, 1),
    term="24m",
    last_day=None,
    first_day=FirstDay.COUNTED,
    renewal=Renewal.AUTOMATIC,
    renewal_term="12m",
    renewal_limit=None,
    notice="90d",
    notice_count=NoticeCount.FORWARD,
    clear_days=False,
    notice_roll=NoticeRoll.KEEP,
    late_notice=LateNotice.VOID,
    margin=5,
    places=("CN",),
    window_days=90,
    day_roll=DayRoll.FOLLOWING,
    payment_days=30,
    amount=None,
)


def version(number: int = 1, terms: TermsRow = TERMS, **changes: object) -> VersionRow:
    row = VersionRow(
        id=AgreementVersionId(number),
        version=0,
        number=number,
        reason="",
        amends_on=None,
        known_on=None,
        copy_on=None,
        copy_reason="",
        sha256="",
        terms=terms,
        marks=(),
        files=(),
        signed_on=None,
    )
    return replace(row, **changes)


def party(rank: int, name_en: str, name_zh: str, role: PartyRole, **changes: object) -> PartyRow:
    row = PartyRow(
        id=AgreementPartyId(rank + 1),
        version=0,
        partner_id=PartnerId(rank + 1),
        rank=rank,
        is_home=rank == 0,
        name_en=name_en,
        name_zh=name_zh,
        code="",
        role=role,
        signatory_id=ContactId(rank + 1),
        signatory_en="A signatory",
        signatory_zh="签署人",
        capacity=None,
        address=f"Road {rank + 1}, Beijing",
        share="",
    )
    return replace(row, **changes)


PARTIES = (
    party(0, "Mingyuan AI", "明远智能", PartyRole.LICENSEE),
    party(1, "Renhe Hospital Data", "仁和医院数据", PartyRole.LICENSOR),
    party(2, "Jiangwan University", "江湾大学", PartyRole.REVIEWER),
)


def agreement(**changes: object) -> AgreementRow:
    row = AgreementRow(
        id=AgreementId(1),
        uid="",
        version=0,
        in_bin=False,
        type=AgreementType.DATA_LICENCE,
        number="",
        title_en="Clinical dialogue data licence",
        title_zh="临床对话数据许可协议",
        languages=ReportLanguage.BOTH,
        prevailing=PrevailingText.CHINESE,
        requires=MarksRequired.EITHER,
        originals=3,
        in_review_on=None,
        condition="",
        condition_met_on=None,
        void_on=None,
        void_reason="",
        imported=False,
        note="",
        parties=PARTIES,
        versions=(version(),),
        notices=(),
        overrides=(),
        meetings=(),
        contacts=(),
    )
    return replace(row, **changes)


def paragraph(line: str, english: str, chinese: str = "", kind: ParagraphKind = ParagraphKind.TEXT) -> ParagraphRow:
    return ParagraphRow(ParagraphId(0), 0, line, kind, english, chinese)


def item(line: str, english: str, chinese: str = "") -> ParagraphRow:
    return paragraph(line, english, chinese, ParagraphKind.ITEM)


def table(line: str, english: str, chinese: str = "") -> ParagraphRow:
    return paragraph(line, english, chinese, ParagraphKind.TABLE)


def clause(line: str, heading: tuple[str, str] | None, *paragraphs: ParagraphRow, standard: str = "") -> ClauseRow:
    english, chinese = heading or ("Heading", "标题")
    return ClauseRow(ClauseId(0), 0, line, standard, english, chinese, paragraphs)


def text(*clauses: ClauseRow, filled: tuple[tuple[str, str, str], ...] = ()) -> TextRow:
    return TextRow(AgreementVersionId(1), clauses, filled)


def drafted(
    type_: AgreementType, *, term: str = "term.automatic", all_optional: bool = False, parties: int = 3
) -> TextRow:
    """The text that a person gets who takes the template, with or without every optional clause."""
    numbers = count(1)
    chosen = [each for each in library.template(type_, term) if all_optional or not each.optional]
    whole = [from_standard(library.for_parties(each, parties), numbers) for each in chosen]
    filled = tuple((name, *texts) for name, texts in library.suggestions().items())
    return text(*whole, filled=filled)


def from_standard(standard: StandardClause, numbers: "count[int]") -> ClauseRow:
    rows = [paragraph(f"L{next(numbers)}", each.text_en, each.text_zh, each.kind) for each in standard.paragraphs]
    heading = (standard.heading_en, standard.heading_zh)
    return clause(f"L{next(numbers)}", heading, *rows, standard=standard.key)
