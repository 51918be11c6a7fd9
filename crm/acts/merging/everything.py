"""Every mover of a partner and of a contact."""

from crm.acts.merging.moving import Mover, links, moved, own_values, pairs, took_part, was_present
from crm.acts.merging.posts import edges, posts
from crm.acts.merging.roles import ROLES

MARK = ("criterion_id", "marked_on", "mark", "evidence")
FILE = ("sha256", "name")

PARTNER_MOVERS: tuple[Mover, ...] = (
    ROLES,
    posts("partner_id", "contact_id"),
    edges("partner"),
    pairs("partner"),
    moved("InteractionPartner", "partner_id", ("interaction_id",), took_part),
    moved("Decision", "partner_id"),
    moved("ActionItem", "partner_id"),
    moved("ActionItem", "debtor_id"),
    moved("AgreementParty", "partner_id"),
    moved("PartnerVertical", "partner_id", ("vertical",)),
    moved("FitMark", "partner_id", MARK),
    moved("Tagging", "partner_id", ("tag_id",)),
    moved("Attachment", "partner_id", FILE),
    own_values("partner_id"),
    links("to_partner_id", "partner_id"),
)

CONTACT_MOVERS: tuple[Mover, ...] = (
    posts("contact_id", "partner_id"),
    edges("contact"),
    pairs("contact"),
    moved("ContactPoint", "contact_id", ("kind", "value")),
    moved("InteractionContact", "contact_id", ("interaction_id",), was_present),
    moved("ActionItem", "owner_id"),
    moved("Partner", "owner_id"),
    moved("PartnerRoleRow", "owner_id"),
    moved("AgreementParty", "signatory_id"),
    moved("AgreementContact", "contact_id", ("agreement_id",)),
    moved("Tagging", "contact_id", ("tag_id",)),
    moved("Attachment", "contact_id", FILE),
    own_values("contact_id"),
    links("to_contact_id", "contact_id"),
)
