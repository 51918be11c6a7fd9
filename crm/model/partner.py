"""Partners, their roles with dated stages, their verticals, and the relationships between parties."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator
from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from crm.model.record import TEXT, Leaving, Record, choice
from crm.model.rules import rule
from crm.values.credit_code import is_credit_code
from crm.values.enums import PartnerRole, RelationshipType, Stage, Tier


def stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def empty_is_none(value: Any) -> Any:
    value = stripped(value)
    return None if value == "" else value


def as_credit_code(value: str) -> str:
    value = value.upper()
    if value and not is_credit_code(value):
        raise rule("credit-code-wrong", given=value)
    return value


def as_country(value: str) -> str:
    value = value.upper()
    if value and not re.fullmatch(r"[A-Z]{2}", value):
        raise rule("country-wrong", given=value)
    return value


def as_web_address(value: str) -> str:
    if value and not re.fullmatch(r"(?i)(https?://)?[^\s/@.]+(\.[^\s/@.]+)+(:\d+)?(/\S*)?", value):
        raise rule("web-address-wrong", given=value)
    return value


Line = Annotated[str, BeforeValidator(stripped)]
Web = Annotated[Line, AfterValidator(as_web_address)]


class PartnerFields(SQLModel):
    """What a person fills in about an organisation. Table, command, form, import and command line read it here."""

    name: Line = Field(min_length=1, max_length=300)
    name_en: Line = Field(default="", max_length=300)
    name_zh: Line = Field(default="", max_length=300)
    legal_name: Line = Field(default="", max_length=300)
    pinyin: Line = Field(default="", max_length=600, description="how the name is read, where pinyin would be wrong")
    other_names: str = Field(default="", max_length=10_000, sa_type=TEXT, description="one a line, in any language")
    credit_code: Annotated[Line, AfterValidator(as_credit_code)] = Field(default="", max_length=18)
    slug: Line = Field(default="", max_length=200, description="its key in the list that it came from")
    tier: Annotated[Tier | None, BeforeValidator(empty_is_none)] = Field(default=None, sa_type=choice(Tier))
    owner_id: Annotated[int | None, BeforeValidator(empty_is_none)] = Field(
        default=None, foreign_key="contact.id", index=True
    )
    country: Annotated[Line, AfterValidator(as_country)] = Field(default="", max_length=2, description="ISO 3166-1")
    city: Line = Field(default="", max_length=120)
    website: Web = Field(default="", max_length=500)
    repository: Web = Field(default="", max_length=500)
    twitter: Web = Field(default="", max_length=500)
    maturity: Line = Field(default="", max_length=60, description="what an outside list says; never our stage")
    description: str = Field(default="", sa_type=TEXT)


HIDDEN = text("binned_at IS NOT NULL OR is_home")
"""In no list: a list of a million asks for these few, not whether each of the million is none of them."""


class Partner(PartnerFields, Leaving, table=True):
    __table_args__ = (
        Index("partner_hidden", "id", sqlite_where=HIDDEN, postgresql_where=HIDDEN),
        Index("partner_tier", "tier"),
        {"sqlite_autoincrement": True},
    )

    is_home: bool = Field(default=False)
    binned_at: str | None = Field(default=None, description="UTC instant; in the bin since")


class PartnerRoleRow(Record, table=True):
    """One role that a partner plays, with the stage that its newest stage change gives it."""

    __tablename__ = "partner_role"
    __table_args__ = (
        Index("partner_role_once", "partner_id", "role", unique=True),
        {"sqlite_autoincrement": True},
    )

    partner_id: int = Field(foreign_key="partner.id")
    role: PartnerRole = Field(sa_type=choice(PartnerRole))
    stage: Stage = Field(sa_type=choice(Stage))
    stage_since: date
    owner_id: int | None = Field(default=None, foreign_key="contact.id", index=True)


class StageChange(Record, table=True):
    """The history of a role's stage: corrected by a later row that names the wrong one, never overwritten."""

    __tablename__ = "stage_change"

    partner_role_id: int = Field(foreign_key="partner_role.id", index=True)
    stage: Stage = Field(sa_type=choice(Stage))
    effective_on: date
    known_on: date
    reason: str = Field(default="", sa_type=TEXT)
    corrects_id: int | None = Field(default=None, foreign_key="stage_change.id", index=True)


class PartnerVertical(Record, table=True):
    __tablename__ = "partner_vertical"
    __table_args__ = (
        Index("partner_vertical_once", "partner_id", "vertical", unique=True),
        {"sqlite_autoincrement": True},
    )

    partner_id: int = Field(foreign_key="partner.id")
    vertical: str = Field(max_length=60, index=True)


class RelationshipFields(SQLModel):
    kind: RelationshipType = Field(sa_type=choice(RelationshipType))
    since: Annotated[date | None, BeforeValidator(empty_is_none)] = None
    until: Annotated[date | None, BeforeValidator(empty_is_none)] = None
    strength: Annotated[int | None, BeforeValidator(empty_is_none)] = Field(default=None, ge=1, le=5)
    note: str = Field(default="", sa_type=TEXT)


class Relationship(RelationshipFields, Leaving, table=True):
    """A typed, dated edge from one party to another: two partners, or two contacts."""

    from_partner_id: int | None = Field(default=None, foreign_key="partner.id", index=True)
    to_partner_id: int | None = Field(default=None, foreign_key="partner.id", index=True)
    from_contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    to_contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
