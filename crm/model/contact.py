"""Contacts, how they are reached, and where they work or worked."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator
from sqlmodel import Field, SQLModel

from crm.model.partner import Line, empty_is_none
from crm.model.record import TEXT, Leaving, Record, choice
from crm.values.enums import ContactPointKind, DecisionRole


class ContactFields(SQLModel):
    """What a person fills in about another person."""

    name: Line = Field(min_length=1, max_length=200)
    name_en: Line = Field(default="", max_length=200)
    name_zh: Line = Field(default="", max_length=200)
    pinyin: Line = Field(default="", max_length=600, description="how the name is read, where pinyin would be wrong")
    decision_role: Annotated[DecisionRole | None, BeforeValidator(empty_is_none)] = Field(
        default=None, sa_type=choice(DecisionRole)
    )
    language: Line = Field(default="", max_length=35, description="BCP 47")
    notes: str = Field(default="", sa_type=TEXT)


class Contact(ContactFields, Leaving, table=True):
    binned_at: str | None = Field(default=None, description="UTC instant; in the bin since")


class ContactPoint(Record, table=True):
    """One address of a contact. Phones in E.164, with the region that was assumed when they were read."""

    __tablename__ = "contact_point"

    contact_id: int = Field(foreign_key="contact.id", index=True)
    kind: ContactPointKind = Field(sa_type=choice(ContactPointKind))
    value: str = Field(max_length=320, index=True)
    region: str = Field(default="", max_length=2)


class AffiliationFields(SQLModel):
    title: Line = Field(default="", max_length=200)
    since: Annotated[date | None, BeforeValidator(empty_is_none)] = None
    until: Annotated[date | None, BeforeValidator(empty_is_none)] = None


class Affiliation(AffiliationFields, Record, table=True):
    """A contact's post at a partner. `until` empty: they are there today."""

    contact_id: int = Field(foreign_key="contact.id", index=True)
    partner_id: int = Field(foreign_key="partner.id", index=True)
