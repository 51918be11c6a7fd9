"""One ranked list of what is due: its groups, its order, and why each row is there. No database."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from crm.values import Message
from crm.values.enums import PartnerRole, Tier
from crm.values.ids import ActionItemId, AgreementId, ContactId, InteractionId, ObligationId, PartnerId, Version

COMING_DAYS = 14
"""How far ahead Today looks."""

TIER_RANK = {Tier.STRATEGIC: 0, Tier.PREFERRED: 1, Tier.REGISTERED: 2, None: 3}


class AgendaGroup(Enum):
    """In the order in which they are shown."""

    OVERDUE = "overdue"
    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEK = "week"
    COMING = "coming"
    AHEAD = "ahead"
    UNDATED = "undated"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class AgendaPartner:
    id: PartnerId
    en: str
    zh: str
    tier: Tier | None
    role: PartnerRole | None
    owner_id: ContactId | None


@dataclass(frozen=True, slots=True)
class AgendaOwner:
    id: ContactId
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """Something due. `item_id` is empty for a partner gone quiet; `days` is how late it is, or over its limit.

    Of an agreement `title` is said for `text`, and `obligation_id` with its `unmoved` date names what is owed;
    `again_on` is the next reminder of a notice.
    """

    group: AgendaGroup
    item_id: ActionItemId | None
    version: Version | None
    text: str
    partner: AgendaPartner | None
    reason: Message
    due_on: date | None
    days: int
    owner: AgendaOwner | None
    ours: bool
    last_contact_on: date | None = None
    silent_days: int = 0
    interaction_id: InteractionId | None = None
    title: Message | None = None
    agreement_id: AgreementId | None = None
    obligation_id: ObligationId | None = None
    unmoved: date | None = None
    again_on: date | None = None

    def is_of(self, me: ContactId | None) -> bool:
        """Whether it is mine: I own it, or it is owed by a partner that I own, or that partner has gone quiet."""
        if me is None:
            return True
        if self.owner is not None and self.owner.id == me:
            return True
        return not self.ours and self.partner is not None and self.partner.owner_id == me


def group_of(due_on: date | None, today: date) -> AgendaGroup | None:
    """None: too far ahead to be shown. A week ends on Sunday."""
    if due_on is None:
        return AgendaGroup.UNDATED
    ahead = (due_on - today).days
    if ahead < 0:
        return AgendaGroup.OVERDUE
    if ahead < 2:
        return AgendaGroup.TOMORROW if ahead else AgendaGroup.TODAY
    if due_on <= today + timedelta(6 - today.weekday()):
        return AgendaGroup.WEEK
    return AgendaGroup.COMING if ahead <= COMING_DAYS else None


def item_reason(promised_on: date, due_on: date | None, ours: bool, at_meeting: bool) -> Message:
    """Since when it is promised, by whom, and until when."""
    values = {"promised": promised_on} if due_on is None else {"promised": promised_on, "due": due_on}
    undated = "-undated" if due_on is None else ""
    if not ours:
        return Message(f"agenda.owed{undated}", values)
    return Message(f"agenda.promised-at-meeting{undated}" if at_meeting else f"agenda.noted{undated}", values)


def quiet_reason(tier: Tier, allowed: int, last: date | None, added: date) -> Message:
    """How much silence the tier allows, and since when there is some."""
    if last is None:
        return Message("agenda.quiet-never", {"tier": tier, "days": allowed, "added": added})
    return Message("agenda.quiet", {"tier": tier, "days": allowed, "last": last})


def rank(row: AgendaRow) -> tuple[int, int, int, int, date, int]:
    """By group; overdue and quiet by what missing it costs (tier, then our own promises), then by days."""
    tier = TIER_RANK[row.partner.tier if row.partner else None]
    order = list(AgendaGroup).index(row.group)
    key = row.item_id or (row.partner.id if row.partner else 0)
    if row.group in (AgendaGroup.OVERDUE, AgendaGroup.QUIET):
        return (order, tier, int(not row.ours), -row.days, date.min, key)
    return (order, 0, 0, 0, row.due_on or date.max, tier * 1_000_000 + key)
