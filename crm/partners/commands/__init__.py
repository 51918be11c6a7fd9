"""What a person does with partners and contacts. One module a topic; all are named here."""

from crm.partners.commands.affiliation import Affiliate, EditAffiliation, EndAffiliation, MoveContact
from crm.partners.commands.attachment import AttachFile, AttachFiles, DetachFile, PartnerFile
from crm.partners.commands.bin import EmptyBin
from crm.partners.commands.bulk import BulkEdit
from crm.partners.commands.contact import AddContact, BinContacts, EditContact, RestoreContacts, SetContactPoints
from crm.partners.commands.custom_field import AddCustomField, EditCustomField, RemoveCustomField
from crm.partners.commands.custom_value import SetCustomValue
from crm.partners.commands.distinct import MarkNotSame
from crm.partners.commands.fit import (
    AddFitCriterion,
    EditFitCriterion,
    EditFitMark,
    MarkFit,
    NewWeight,
    RemoveFitCriterion,
    RemoveFitMark,
    WeighFit,
)
from crm.partners.commands.handover import HandOver
from crm.partners.commands.home import SetHomeParty
from crm.partners.commands.partner import AddPartner, BinPartners, EditPartner, RestorePartners, SetVerticals
from crm.partners.commands.relationship import (
    AddRelationship,
    EditRelationship,
    EndRelationship,
    RemoveRelationship,
)
from crm.partners.commands.role import (
    AddPartnerRole,
    AssignPartnerRole,
    ChangeStage,
    CorrectStage,
    NewRole,
    RemovePartnerRole,
)
from crm.partners.commands.tag import ColorTag, RemoveTag, RenameTag
from crm.partners.commands.tagging import TagRecords, UntagRecords
from crm.partners.commands.view import AddView, EditView, RemoveView, ReorderViews

__all__ = [
    "AddContact",
    "AddCustomField",
    "AddFitCriterion",
    "AddPartner",
    "AddPartnerRole",
    "AddRelationship",
    "AddView",
    "Affiliate",
    "AssignPartnerRole",
    "AttachFile",
    "AttachFiles",
    "BinContacts",
    "BinPartners",
    "BulkEdit",
    "ChangeStage",
    "ColorTag",
    "CorrectStage",
    "DetachFile",
    "EditAffiliation",
    "EditContact",
    "EditCustomField",
    "EditFitCriterion",
    "EditFitMark",
    "EditPartner",
    "EditRelationship",
    "EditView",
    "EmptyBin",
    "EndAffiliation",
    "EndRelationship",
    "HandOver",
    "MarkFit",
    "MarkNotSame",
    "MoveContact",
    "NewRole",
    "NewWeight",
    "PartnerFile",
    "RemoveCustomField",
    "RemoveFitCriterion",
    "RemoveFitMark",
    "RemovePartnerRole",
    "RemoveRelationship",
    "RemoveTag",
    "RemoveView",
    "RenameTag",
    "ReorderViews",
    "RestoreContacts",
    "RestorePartners",
    "SetContactPoints",
    "SetCustomValue",
    "SetHomeParty",
    "SetVerticals",
    "TagRecords",
    "UntagRecords",
    "WeighFit",
]
