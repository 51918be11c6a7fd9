"""By what the book judges a partner, and the marks that were given. `crm.partners.fit` computes the score."""

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from crm.model.partner import Line
from crm.model.record import TEXT, Leaving, Record


class FitCriterionFields(SQLModel):
    """`name` empty: one of the seven of DOMAIN.md, whose label is the catalogue's `fit-criterion.<key>`."""

    name: Line = Field(default="", max_length=120)
    weight: int = Field(default=0, ge=0, le=1000)


class FitCriterion(FitCriterionFields, Record, table=True):
    __tablename__ = "fit_criterion"

    key: str = Field(max_length=40, unique=True)
    position: int = Field(default=0)


class FitMarkFields(SQLModel):
    mark: int = Field(ge=0, le=5)
    evidence: str = Field(default="", sa_type=TEXT)
    marked_on: date


class FitMark(FitMarkFields, Leaving, table=True):
    """A mark of one day. The newest of a criterion counts; the earlier ones stay as its history."""

    __tablename__ = "fit_mark"
    __table_args__ = (
        Index("fit_mark_newest", "partner_id", "criterion_id", "marked_on"),
        {"sqlite_autoincrement": True},
    )

    partner_id: int = Field(foreign_key="partner.id")
    criterion_id: int = Field(foreign_key="fit_criterion.id", index=True)
