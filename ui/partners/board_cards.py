"""What a card of the board says, ready to paint and to be read aloud. No widget."""

from dataclasses import dataclass
from datetime import date

from crm.partners.fit import fit_text
from crm.partners.queries.board import BoardCard
from crm.values import Message
from ui.kit.look import look
from ui.kit.marks import ROLE_ICONS
from ui.partners.wording import in_language, role_tint, title_of


@dataclass(frozen=True, slots=True)
class CardFace:
    """Texts in the language of the moment. `others`: the partner's other roles as (icon, tint, stage)."""

    title: str
    tint: str
    owner: str
    reason: str
    reason_tint: str
    others: tuple[tuple[str, str, str], ...]
    days: str
    spoken: str


def face_of(card: BoardCard, today: date) -> CardFace:
    reason, tint = reason_of(card, today)
    owner = in_language(card.owner_en, card.owner_zh)
    days = look.say("partners.board-days", n=(today - card.since).days)
    spoken = [title_of(card), look.say(card.role), look.say(card.stage), days, reason, owner]
    return CardFace(
        title_of(card),
        role_tint(card.roles[0].role if card.roles else card.role),
        owner,
        reason,
        tint,
        tuple(
            (ROLE_ICONS[held.role.value], role_tint(held.role), held.stage.value)
            for held in card.roles
            if held.role is not card.role
        ),
        days,
        look.say("partners.values", values=tuple(part for part in spoken if part)),
    )


def reason_of(card: BoardCard, today: date) -> tuple[str, str]:
    """The most pressing of what is known: late, due today, gone quiet, the next item, why it stands here, its fit."""
    if card.next_due_on is not None and card.next_due_on <= today:
        late = (today - card.next_due_on).days
        if late:
            return look.say("partners.board-late", n=late), "red"
        return look.say(Message("partners.board-today", {"text": card.next_item})), "accent-text"
    if card.quiet_by is not None and card.quiet_by > 0:
        return look.say("partners.board-quiet", n=card.quiet_by), "amber"
    if card.next_item:
        return card.next_item, "text-3"
    if card.reason:
        return card.reason, "text-3"
    return fit_of(card), "text-3"


def fit_of(card: BoardCard) -> str:
    """Fit 3.5, and how many criteria are not judged yet; else the last contact."""
    if fit := fit_text(card.fit_points, card.fit_weight):
        return look.say("partners.board-fit-gaps" if card.fit_gaps else "partners.board-fit", fit=fit, n=card.fit_gaps)
    if card.last_contact_on is not None:
        return look.say("partners.board-last", on=card.last_contact_on)
    return ""
