"""What a person does with agreements. One module a topic; all are named here."""

from crm.agreements.commands.link import LinkContact, LinkMeeting, UnlinkContact, UnlinkMeeting
from crm.agreements.commands.party import AddParty, EditParty, MoveParty, NewParty, RemoveParty
from crm.agreements.commands.record import (
    BinAgreements,
    DraftAgreement,
    EditAgreement,
    EditTerms,
    RestoreAgreements,
    SendToReview,
    SetTerms,
)
from crm.agreements.commands.reminder import PutOffDuty, PutOffNotice, SetNoticeReminders
from crm.agreements.commands.text import (
    AddClause,
    AddParagraph,
    EditClause,
    EditParagraph,
    FillPlaceholder,
    MoveClause,
    MoveParagraph,
    NewClause,
    NewParagraph,
    RemoveClause,
    RemoveParagraph,
    SetParagraphKind,
)

__all__ = [
    "AddClause",
    "AddParagraph",
    "AddParty",
    "BinAgreements",
    "DraftAgreement",
    "EditAgreement",
    "EditClause",
    "EditParagraph",
    "EditParty",
    "EditTerms",
    "FillPlaceholder",
    "LinkContact",
    "LinkMeeting",
    "MoveClause",
    "MoveParagraph",
    "MoveParty",
    "NewClause",
    "NewParagraph",
    "NewParty",
    "PutOffDuty",
    "PutOffNotice",
    "RemoveClause",
    "RemoveParagraph",
    "RemoveParty",
    "RestoreAgreements",
    "SendToReview",
    "SetNoticeReminders",
    "SetParagraphKind",
    "SetTerms",
    "UnlinkContact",
    "UnlinkMeeting",
]
