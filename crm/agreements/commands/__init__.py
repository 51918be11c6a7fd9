"""What a person does with agreements. One module a topic; all are named here."""

from crm.agreements.commands.amending import (
    AmendAgreement,
    EditAmendment,
    RemoveAmendment,
    RenewByConsent,
)
from crm.agreements.commands.copies import (
    AttachToAgreement,
    NewFile,
)
from crm.agreements.commands.goal import (
    AddGoal,
    EditGoal,
    RecordProgress,
    RemoveGoal,
    RemoveProgress,
)
from crm.agreements.commands.link import (
    LinkContact,
    LinkMeeting,
    UnlinkContact,
    UnlinkMeeting,
)
from crm.agreements.commands.notice import (
    EditNotice,
    LiftOverride,
    MeetCondition,
    OverrideStatus,
    RecordNotice,
    RemoveNotice,
)
from crm.agreements.commands.number import (
    GiveNumber,
    SetNumberSeries,
)
from crm.agreements.commands.obligation import (
    AddObligation,
    EditObligation,
    RemoveObligation,
    SetObligation,
)
from crm.agreements.commands.outcome import (
    ReopenObligation,
    SettleObligation,
    TriggerObligation,
)
from crm.agreements.commands.party import (
    AddParty,
    EditParty,
    MoveParty,
    NewParty,
    RemoveParty,
    SetParty,
)
from crm.agreements.commands.pasting import PasteText
from crm.agreements.commands.record import (
    BinAgreements,
    DraftAgreement,
    EditAgreement,
    EditTerms,
    RestoreAgreements,
    SendToReview,
    SetTerms,
)
from crm.agreements.commands.recording import (
    RecordSigned,
)
from crm.agreements.commands.reminder import PutOffDuty, PutOffNotice, SetNoticeReminders
from crm.agreements.commands.right import (
    AddDataRight,
    AddRestriction,
    EditDataRight,
    EditRestriction,
    RemoveDataRight,
    RemoveRestriction,
)
from crm.agreements.commands.signing import (
    NewMark,
    RecordMark,
    RemoveMark,
    SignAgreement,
    VoidAgreement,
)
from crm.agreements.commands.standard import TakeStandard
from crm.agreements.commands.text import (
    AddClause,
    AddClauses,
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
    "AddClauses",
    "AddDataRight",
    "AddGoal",
    "AddObligation",
    "AddParagraph",
    "AddParty",
    "AddRestriction",
    "AmendAgreement",
    "AttachToAgreement",
    "BinAgreements",
    "DraftAgreement",
    "EditAgreement",
    "EditAmendment",
    "EditClause",
    "EditDataRight",
    "EditGoal",
    "EditNotice",
    "EditObligation",
    "EditParagraph",
    "EditParty",
    "EditRestriction",
    "EditTerms",
    "FillPlaceholder",
    "GiveNumber",
    "LiftOverride",
    "LinkContact",
    "LinkMeeting",
    "MeetCondition",
    "MoveClause",
    "MoveParagraph",
    "MoveParty",
    "NewClause",
    "NewFile",
    "NewMark",
    "NewParagraph",
    "NewParty",
    "OverrideStatus",
    "PasteText",
    "PutOffDuty",
    "PutOffNotice",
    "RecordMark",
    "RecordNotice",
    "RecordProgress",
    "RecordSigned",
    "RemoveAmendment",
    "RemoveClause",
    "RemoveDataRight",
    "RemoveGoal",
    "RemoveMark",
    "RemoveNotice",
    "RemoveObligation",
    "RemoveParagraph",
    "RemoveParty",
    "RemoveProgress",
    "RemoveRestriction",
    "RenewByConsent",
    "ReopenObligation",
    "RestoreAgreements",
    "SendToReview",
    "SetNoticeReminders",
    "SetNumberSeries",
    "SetObligation",
    "SetParagraphKind",
    "SetParty",
    "SetTerms",
    "SettleObligation",
    "SignAgreement",
    "TakeStandard",
    "TriggerObligation",
    "UnlinkContact",
    "UnlinkMeeting",
    "VoidAgreement",
]
