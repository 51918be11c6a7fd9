"""Interactions, who took part, what was decided, and what was promised."""

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator
from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from crm.model.partner import Line, empty_is_none
from crm.model.record import TEXT, Leaving, Record, choice
from crm.model.rules import rule
from crm.values.enums import ActionItemState, InteractionKind


def wall_time(value: str) -> str:
    if value and not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
        raise rule("wall-time-wrong", given=value)
    return value


class InteractionFields(SQLModel):
    """A meeting or another contact, as it happened: wall time and zone, never an instant."""

    kind: InteractionKind = Field(sa_type=choice(InteractionKind))
    held_on: date
    starts_at: Annotated[Line, AfterValidator(wall_time)] = Field(default="", description="HH:MM, wall time")
    lasts: Annotated[int | None, BeforeValidator(empty_is_none)] = Field(
        default=None, ge=1, le=2880, description="minutes"
    )
    zone: Line = Field(default="", max_length=64, description="IANA zone of the wall time")
    title: Line = Field(default="", max_length=300)
    place: Line = Field(default="", max_length=200)
    notes: str = Field(default="", sa_type=TEXT, description="the minutes, as typed")
    sentiment: Annotated[int | None, BeforeValidator(empty_is_none)] = Field(default=None, ge=-2, le=2)
    internal: bool = Field(default=False, description="in no report that is handed out")


class Interaction(InteractionFields, Leaving, table=True):
    __table_args__ = (Index("interaction_newest", "held_on", "id"), {"sqlite_autoincrement": True})

    binned_at: str | None = Field(default=None, description="UTC instant; in the bin since")


class InteractionPartner(Record, table=True):
    __tablename__ = "interaction_partner"
    __table_args__ = (
        Index("interaction_partner_once", "partner_id", "interaction_id", unique=True),
        {"sqlite_autoincrement": True},
    )

    interaction_id: int = Field(foreign_key="interaction.id", index=True)
    partner_id: int = Field(foreign_key="partner.id")
    took_part: bool = Field(default=True, description="false: only spoken about; it sees nothing of it in reports")


class InteractionContact(Record, table=True):
    __tablename__ = "interaction_contact"
    __table_args__ = (
        Index("interaction_contact_once", "contact_id", "interaction_id", unique=True),
        {"sqlite_autoincrement": True},
    )

    interaction_id: int = Field(foreign_key="interaction.id", index=True)
    contact_id: int = Field(foreign_key="contact.id")
    present: bool = Field(default=True, description="false: only mentioned")


class Decision(Record, table=True):
    """What was decided. `partner_id`: confidential to that one of several participants; `internal`: to us."""

    interaction_id: int = Field(foreign_key="interaction.id", index=True)
    position: int
    text: str = Field(sa_type=TEXT)
    partner_id: int | None = Field(default=None, foreign_key="partner.id", index=True)
    internal: bool = False


class ActionItemFields(SQLModel):
    text: Line = Field(min_length=1, max_length=1000)
    owner_id: Annotated[int | None, BeforeValidator(empty_is_none)] = Field(
        default=None, foreign_key="contact.id", index=True, description="the contact who does it"
    )
    due_on: Annotated[date | None, BeforeValidator(empty_is_none)] = None
    internal: bool = False


class ActionItem(ActionItemFields, Leaving, table=True):
    """Who does what by when. `debtor_id` is the party that owes it: the home party, or a partner."""

    __tablename__ = "action_item"
    __table_args__ = (Index("action_item_due", "state", "due_on"), {"sqlite_autoincrement": True})

    interaction_id: int | None = Field(default=None, foreign_key="interaction.id", index=True)
    partner_id: int | None = Field(default=None, foreign_key="partner.id", index=True, description="with whom")
    debtor_id: int | None = Field(default=None, foreign_key="partner.id", index=True)
    promised_on: date
    state: ActionItemState = Field(default=ActionItemState.OPEN, sa_type=choice(ActionItemState))
    done_on: date | None = None
    snoozed_until: date | None = None
    binned_at: str | None = Field(default=None, description="UTC instant; in the bin since")
