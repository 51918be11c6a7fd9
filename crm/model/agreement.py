"""Agreements: the record, its parties, its versions with their terms, and the marks by which they are signed."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator
from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from crm.model.partner import Line, empty_is_none
from crm.model.record import TEXT, Leaving, Record, choice
from crm.model.rules import rule
from crm.values.currencies import is_currency
from crm.values.enums import (
    AgreementStatus,
    AgreementType,
    Capacity,
    DayRoll,
    FirstDay,
    LateNotice,
    MarkKind,
    MarksRequired,
    NoticeCount,
    NoticeRoll,
    NoticeType,
    PartyRole,
    PrevailingText,
    Renewal,
    ReportLanguage,
)
from crm.values.span import span_of, span_text


def as_span(value: str) -> str:
    if not value:
        return ""
    span = span_of(value)
    if span is None:
        raise rule("span-wrong", given=value)
    return span_text(span)


def as_currency(value: str) -> str:
    value = value.upper()
    if value and not is_currency(value):
        raise rule("currency-wrong", given=value)
    return value


def as_countries(value: str) -> str:
    """Places of delivery as `CN` or `CN US`."""
    parts = value.replace(",", " ").upper().split()
    if any(len(part) != 2 or not part.isalpha() for part in parts):
        raise rule("country-wrong", given=value)
    return " ".join(dict.fromkeys(parts))


Length = Annotated[Line, AfterValidator(as_span)]
Day = Annotated[date | None, BeforeValidator(empty_is_none)]


class AgreementFields(SQLModel):
    """What an agreement is, whatever its version says. One title at least."""

    type: AgreementType = Field(sa_type=choice(AgreementType))
    title_en: Line = Field(default="", max_length=300)
    title_zh: Line = Field(default="", max_length=300)
    languages: ReportLanguage = Field(default=ReportLanguage.BOTH, sa_type=choice(ReportLanguage))
    prevailing: Annotated[PrevailingText | None, BeforeValidator(empty_is_none)] = Field(
        default=None, sa_type=choice(PrevailingText)
    )
    requires: MarksRequired = Field(default=MarksRequired.EITHER, sa_type=choice(MarksRequired))
    originals: Annotated[int | None, BeforeValidator(empty_is_none)] = Field(default=None, ge=1, le=99)
    in_review_on: Day = None
    condition: str = Field(default="", sa_type=TEXT, description="on which it takes effect")
    condition_met_on: Day = None
    note: str = Field(default="", sa_type=TEXT)


class Agreement(AgreementFields, Leaving, table=True):
    """Drafts have no number; one that was given is never taken back."""

    __table_args__ = (
        Index("agreement_number", "number", unique=True),
        {"sqlite_autoincrement": True},
    )

    number: str | None = Field(default=None, max_length=60)
    void_on: date | None = None
    void_reason: str = Field(default="", sa_type=TEXT)
    imported: bool = Field(default=False, description="recorded as signed from a register, its text stays in the file")
    binned_at: str | None = Field(default=None, description="UTC instant; in the bin since; drafts only")


class TermFields(SQLModel):
    """What one version says about money, law and dates. Everything else of TERMS.md follows from it."""

    currency: Annotated[Line, AfterValidator(as_currency)] = Field(default="", max_length=3)
    law: Line = Field(default="CN", max_length=60, description="whose law governs: CN, DE, GB, US-NY or a name")
    zone: Line = Field(default="Asia/Shanghai", max_length=64, description="IANA zone in which its days end")
    effective_on: Day = Field(default=None, description="none: the day of signing")
    term: Length = Field(default="", max_length=20, description="none, and no last day: without an end")
    last_day: Day = Field(default=None, description="a term given by its last day, which it includes")
    first_day: FirstDay = Field(default=FirstDay.COUNTED, sa_type=choice(FirstDay))
    renewal: Renewal = Field(default=Renewal.NONE, sa_type=choice(Renewal))
    renewal_term: Length = Field(default="", max_length=20)
    renewal_limit: Annotated[int | None, BeforeValidator(empty_is_none)] = Field(default=None, ge=1, le=99)
    notice: Length = Field(default="", max_length=20)
    notice_count: NoticeCount = Field(default=NoticeCount.FORWARD, sa_type=choice(NoticeCount))
    clear_days: bool = False
    notice_roll: NoticeRoll = Field(default=NoticeRoll.KEEP, sa_type=choice(NoticeRoll))
    late_notice: LateNotice = Field(default=LateNotice.VOID, sa_type=choice(LateNotice))
    margin: int = Field(default=5, ge=0, le=99, description="working days between last safe day and notice date")
    places: Annotated[Line, AfterValidator(as_countries)] = Field(
        default="CN", max_length=60, description="countries whose days off count for delivery"
    )
    window_days: int = Field(default=90, ge=0, le=999, description="before the notice date, when the window opens")
    day_roll: DayRoll = Field(default=DayRoll.FOLLOWING, sa_type=choice(DayRoll))
    payment_days: Annotated[int | None, BeforeValidator(empty_is_none)] = Field(default=None, ge=0, le=999)
    amount: Annotated[int | None, BeforeValidator(empty_is_none)] = Field(
        default=None, ge=0, le=10**15, description="minor units of the currency"
    )


class AgreementVersion(TermFields, Leaving, table=True):
    """Version 1 is the agreement, each later one an amendment with all terms and clauses as it leaves them."""

    __tablename__ = "agreement_version"
    __table_args__ = (
        Index("agreement_version_once", "agreement_id", "number", unique=True),
        {"sqlite_autoincrement": True},
    )

    agreement_id: int = Field(foreign_key="agreement.id")
    number: int = Field(default=1)
    reason: str = Field(default="", sa_type=TEXT, description="what the amendment is for")
    amends_on: date | None = Field(default=None, description="from which day it works; version 1: none")
    known_on: date | None = Field(default=None, description="the day of the last mark, or when we came to know it")
    copy_on: date | None = Field(default=None, description="since when the signed copy, or why there is none, is here")
    copy_reason: str = Field(default="", sa_type=TEXT, description="why there is no signed copy")
    sha256: str = Field(default="", max_length=64, description="of the agreed text, frozen at signature")


class PartyFields(SQLModel):
    party_role: Annotated[PartyRole | None, BeforeValidator(empty_is_none)] = Field(
        default=None, sa_type=choice(PartyRole)
    )
    signatory_id: Annotated[int | None, BeforeValidator(empty_is_none)] = Field(
        default=None, foreign_key="contact.id", index=True
    )
    capacity: Annotated[Capacity | None, BeforeValidator(empty_is_none)] = Field(default=None, sa_type=choice(Capacity))
    address: Line = Field(default="", max_length=500, description="where notices are delivered")
    share: Line = Field(default="", max_length=40, description="as the agreement says it; computed by the split plan")


class AgreementParty(PartyFields, Record, table=True):
    """A party by rank: 甲方, 乙方, 丙方. Its names and code are frozen with the first signed version."""

    __tablename__ = "agreement_party"
    __table_args__ = (
        Index("agreement_party_once", "agreement_id", "partner_id", unique=True),
        {"sqlite_autoincrement": True},
    )

    agreement_id: int = Field(foreign_key="agreement.id")
    partner_id: int = Field(foreign_key="partner.id", index=True)
    rank: int
    name_en: str = Field(default="", max_length=300, description="frozen at signature")
    name_zh: str = Field(default="", max_length=300, description="frozen at signature")
    code: str = Field(default="", max_length=18, description="credit code, frozen at signature")
    signatory_en: str = Field(default="", max_length=300, description="name and title, frozen at signature")
    signatory_zh: str = Field(default="", max_length=300, description="name and title, frozen at signature")


class AgreementMark(Record, table=True):
    """A signature or a seal of one party under one version."""

    __tablename__ = "agreement_mark"
    __table_args__ = (
        Index("agreement_mark_once", "version_id", "party_id", "kind", unique=True),
        {"sqlite_autoincrement": True},
    )

    version_id: int = Field(foreign_key="agreement_version.id")
    party_id: int = Field(foreign_key="agreement_party.id", index=True)
    kind: MarkKind = Field(sa_type=choice(MarkKind))
    marked_on: date


class NoticeFields(SQLModel):
    """A notice: what counts is when it is received; the book keeps all three days."""

    kind: NoticeType = Field(sa_type=choice(NoticeType))
    sent_on: Day = None
    received_on: Day = None
    known_on: Day = None
    last_day: Day = Field(default=None, description="of a termination: the day that it names, if any")
    cure: Length = Field(default="", max_length=20, description="of a breach: how long it may be cured")
    cured_on: Day = None
    note: str = Field(default="", sa_type=TEXT)


class AgreementNotice(NoticeFields, Leaving, table=True):
    __tablename__ = "agreement_notice"

    agreement_id: int = Field(foreign_key="agreement.id", index=True)
    from_party_id: int | None = Field(default=None, foreign_key="agreement_party.id", index=True)


class StatusOverride(Record, table=True):
    """A status set by hand: a dated fact with its reason, shown beside the computed one until it is lifted."""

    __tablename__ = "status_override"

    agreement_id: int = Field(foreign_key="agreement.id", index=True)
    status: AgreementStatus = Field(sa_type=choice(AgreementStatus))
    set_on: date
    reason: str = Field(sa_type=TEXT)
    lifted_on: date | None = None


class AgreementInteraction(Record, table=True):
    """A meeting at which an agreement was spoken about."""

    __tablename__ = "agreement_interaction"
    __table_args__ = (
        Index("agreement_interaction_once", "agreement_id", "interaction_id", unique=True),
        {"sqlite_autoincrement": True},
    )

    agreement_id: int = Field(foreign_key="agreement.id")
    interaction_id: int = Field(foreign_key="interaction.id", index=True)


class AgreementContact(Record, table=True):
    """A person who has to do with an agreement, beside its signatories."""

    __tablename__ = "agreement_contact"
    __table_args__ = (
        Index("agreement_contact_once", "agreement_id", "contact_id", unique=True),
        {"sqlite_autoincrement": True},
    )

    agreement_id: int = Field(foreign_key="agreement.id")
    contact_id: int = Field(foreign_key="contact.id", index=True)


class NumberSeries(Record, table=True):
    """The numbers of one type: `MY-RS-{year}-{n:3}`. `given` counts up and never down."""

    __tablename__ = "number_series"
    __table_args__ = (
        Index("number_series_once", "type", "year", unique=True),
        {"sqlite_autoincrement": True},
    )

    type: AgreementType = Field(sa_type=choice(AgreementType))
    year: int = Field(description="0: the pattern of the type")
    pattern: str = Field(default="", max_length=60)
    given: int = 0
