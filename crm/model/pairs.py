"""Two records that look alike and are not the same: a person said so once."""

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field

from crm.model.record import Record


class DistinctPair(Record, table=True):
    """Two partners or two contacts, the smaller id first."""

    __tablename__ = "distinct_pair"
    __table_args__ = (
        Index("distinct_pair_partners", "first_partner_id", "second_partner_id", unique=True),
        Index("distinct_pair_contacts", "first_contact_id", "second_contact_id", unique=True),
        {"sqlite_autoincrement": True},
    )

    first_partner_id: int | None = Field(default=None, foreign_key="partner.id")
    second_partner_id: int | None = Field(default=None, foreign_key="partner.id", index=True)
    first_contact_id: int | None = Field(default=None, foreign_key="contact.id")
    second_contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    said_on: date
