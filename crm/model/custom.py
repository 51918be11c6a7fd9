"""Fields that a book adds to partners, contacts and meetings, and what they hold."""

from typing import Annotated

from pydantic import AfterValidator
from sqlalchemy import BigInteger, Index, Integer
from sqlmodel import Field, SQLModel

from crm.model.partner import Line
from crm.model.record import TEXT, Leaving, Record, choice
from crm.model.rules import rule
from crm.values.enums import CustomConcept, CustomKind

BIG = BigInteger().with_variant(Integer, "sqlite")


def as_currency(value: str) -> str:
    value = value.upper()
    if value and not (len(value) == 3 and value.isascii() and value.isalpha()):
        raise rule("currency-wrong", given=value)
    return value


class CustomFieldFields(SQLModel):
    """What a person says of a field of their own."""

    name: Line = Field(min_length=1, max_length=120)
    concept: CustomConcept = Field(default=CustomConcept.PARTNER, sa_type=choice(CustomConcept))
    kind: CustomKind = Field(default=CustomKind.TEXT, sa_type=choice(CustomKind))
    options: str = Field(default="", sa_type=TEXT, description="the choices, one a line")
    unit: Line = Field(default="", max_length=20, description="what a number counts")
    currency: Annotated[Line, AfterValidator(as_currency)] = Field(
        default="", max_length=3, description="ISO 4217; what money is typed in"
    )
    links_to: CustomConcept | None = Field(default=None, sa_type=choice(CustomConcept))


class CustomField(CustomFieldFields, Leaving, table=True):
    """`key` names it in filters, imports and the command line; it stays when the name changes."""

    __tablename__ = "custom_field"
    __table_args__ = (
        Index("custom_field_key", "concept", "key", unique=True),
        {"sqlite_autoincrement": True},
    )

    key: str = Field(max_length=60)
    position: int = Field(default=0)


class CustomValue(Record, table=True):
    """What one record has in one field: exactly one record, exactly one sort of value.

    `text` holds texts, choices and dates (ISO 8601) and a number as it reads. `scaled` is a number in millionths or
    money in minor units of `currency`, so that both are exact and compare in SQL.
    """

    __tablename__ = "custom_value"
    __table_args__ = (
        Index("custom_value_partner", "partner_id", "field_id", unique=True),
        Index("custom_value_contact", "contact_id", "field_id", unique=True),
        Index("custom_value_interaction", "interaction_id", "field_id", unique=True),
        Index("custom_value_scaled", "field_id", "scaled"),
        {"sqlite_autoincrement": True},
    )

    field_id: int = Field(foreign_key="custom_field.id")
    partner_id: int | None = Field(default=None, foreign_key="partner.id")
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    interaction_id: int | None = Field(default=None, foreign_key="interaction.id")
    text: str = Field(default="", sa_type=TEXT)
    scaled: int | None = Field(default=None, sa_type=BIG)
    currency: str = Field(default="", max_length=3)
    to_partner_id: int | None = Field(default=None, foreign_key="partner.id", index=True)
    to_contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
