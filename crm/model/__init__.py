"""The tables of a book. `model.Partner` loads SQLModel when it is first asked for, not before (SPEED.md, Start).

Commands name tables through this module (`from crm import model`), so that importing a command costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm.model.agreement import Agreement as Agreement
    from crm.model.agreement import AgreementContact as AgreementContact
    from crm.model.agreement import AgreementFields as AgreementFields
    from crm.model.agreement import AgreementInteraction as AgreementInteraction
    from crm.model.agreement import AgreementMark as AgreementMark
    from crm.model.agreement import AgreementNotice as AgreementNotice
    from crm.model.agreement import AgreementParty as AgreementParty
    from crm.model.agreement import AgreementVersion as AgreementVersion
    from crm.model.agreement import NoticeFields as NoticeFields
    from crm.model.agreement import NumberSeries as NumberSeries
    from crm.model.agreement import PartyFields as PartyFields
    from crm.model.agreement import StatusOverride as StatusOverride
    from crm.model.agreement import TermFields as TermFields
    from crm.model.communication import ActionItem as ActionItem
    from crm.model.communication import ActionItemFields as ActionItemFields
    from crm.model.communication import Decision as Decision
    from crm.model.communication import Interaction as Interaction
    from crm.model.communication import InteractionContact as InteractionContact
    from crm.model.communication import InteractionFields as InteractionFields
    from crm.model.communication import InteractionPartner as InteractionPartner
    from crm.model.contact import Affiliation as Affiliation
    from crm.model.contact import AffiliationFields as AffiliationFields
    from crm.model.contact import Contact as Contact
    from crm.model.contact import ContactFields as ContactFields
    from crm.model.contact import ContactPoint as ContactPoint
    from crm.model.custom import CustomField as CustomField
    from crm.model.custom import CustomFieldFields as CustomFieldFields
    from crm.model.custom import CustomValue as CustomValue
    from crm.model.filing import Attachment as Attachment
    from crm.model.filing import AttachmentContent as AttachmentContent
    from crm.model.filing import AttachmentText as AttachmentText
    from crm.model.filing import BookSetting as BookSetting
    from crm.model.filing import Tag as Tag
    from crm.model.filing import Tagging as Tagging
    from crm.model.fit import FitCriterion as FitCriterion
    from crm.model.fit import FitCriterionFields as FitCriterionFields
    from crm.model.fit import FitMark as FitMark
    from crm.model.fit import FitMarkFields as FitMarkFields
    from crm.model.pairs import DistinctPair as DistinctPair
    from crm.model.partner import Partner as Partner
    from crm.model.partner import PartnerFields as PartnerFields
    from crm.model.partner import PartnerRoleRow as PartnerRoleRow
    from crm.model.partner import PartnerVertical as PartnerVertical
    from crm.model.partner import Relationship as Relationship
    from crm.model.partner import RelationshipFields as RelationshipFields
    from crm.model.partner import StageChange as StageChange
    from crm.model.rules import problems_of as problems_of
    from crm.model.undertaking import Clause as Clause
    from crm.model.undertaking import DataRight as DataRight
    from crm.model.undertaking import DataRightFields as DataRightFields
    from crm.model.undertaking import Goal as Goal
    from crm.model.undertaking import GoalFields as GoalFields
    from crm.model.undertaking import GoalProgress as GoalProgress
    from crm.model.undertaking import Obligation as Obligation
    from crm.model.undertaking import ObligationFields as ObligationFields
    from crm.model.undertaking import ObligationOutcome as ObligationOutcome
    from crm.model.undertaking import Paragraph as Paragraph
    from crm.model.undertaking import PlaceholderValue as PlaceholderValue
    from crm.model.undertaking import Restriction as Restriction
    from crm.model.undertaking import RestrictionFields as RestrictionFields
    from crm.model.views import ImportTemplate as ImportTemplate
    from crm.model.views import SavedView as SavedView
    from crm.model.views import SavedViewFields as SavedViewFields

ROOMS = {
    "agreement": (
        "Agreement",
        "AgreementContact",
        "AgreementFields",
        "AgreementInteraction",
        "AgreementMark",
        "AgreementNotice",
        "AgreementParty",
        "AgreementVersion",
        "NoticeFields",
        "NumberSeries",
        "PartyFields",
        "StatusOverride",
        "TermFields",
    ),
    "communication": (
        "ActionItem",
        "ActionItemFields",
        "Decision",
        "Interaction",
        "InteractionContact",
        "InteractionFields",
        "InteractionPartner",
    ),
    "contact": ("Affiliation", "AffiliationFields", "Contact", "ContactFields", "ContactPoint"),
    "custom": ("CustomField", "CustomFieldFields", "CustomValue"),
    "filing": ("Attachment", "AttachmentContent", "AttachmentText", "BookSetting", "Tag", "Tagging"),
    "fit": ("FitCriterion", "FitCriterionFields", "FitMark", "FitMarkFields"),
    "pairs": ("DistinctPair",),
    "partner": (
        "Partner",
        "PartnerFields",
        "PartnerRoleRow",
        "PartnerVertical",
        "Relationship",
        "RelationshipFields",
        "StageChange",
    ),
    "rules": ("problems_of",),
    "undertaking": (
        "Clause",
        "DataRight",
        "DataRightFields",
        "Goal",
        "GoalFields",
        "GoalProgress",
        "Obligation",
        "ObligationFields",
        "ObligationOutcome",
        "Paragraph",
        "PlaceholderValue",
        "Restriction",
        "RestrictionFields",
    ),
    "views": ("ImportTemplate", "SavedView", "SavedViewFields"),
}


def __getattr__(name: str) -> object:
    for room, names in ROOMS.items():
        if name in names:
            found = globals()[name] = getattr(import_module(f"crm.model.{room}"), name)  # asked for once
            return found
    raise AttributeError(name)


def load() -> None:
    """Imports every table, so that the metadata is whole."""
    for room in ROOMS:
        import_module(f"crm.model.{room}")
