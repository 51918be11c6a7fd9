"""What a person does with meetings and action items. One module a topic; all are named here."""

from crm.communication.commands.action_item import (
    AddActionItem,
    AssignActionItem,
    CompleteActionItem,
    DropActionItem,
    EditActionItem,
    ReopenActionItem,
    SnoozeActionItem,
)
from crm.communication.commands.bin import BinActionItems, BinInteractions, RestoreActionItems, RestoreInteractions
from crm.communication.commands.meeting import LogMeeting
from crm.communication.commands.minutes import (
    EditInteraction,
    EditMinutes,
    SetInteractionContacts,
    SetInteractionPartners,
)
from crm.communication.commands.parts import ItemChange, NewActionItem, NewContact, NewDecision, NewFile
from crm.communication.commands.quiet import SetQuietDays, SnoozeQuiet

__all__ = [
    "AddActionItem",
    "AssignActionItem",
    "BinActionItems",
    "BinInteractions",
    "CompleteActionItem",
    "DropActionItem",
    "EditActionItem",
    "EditInteraction",
    "EditMinutes",
    "ItemChange",
    "LogMeeting",
    "NewActionItem",
    "NewContact",
    "NewDecision",
    "NewFile",
    "ReopenActionItem",
    "RestoreActionItems",
    "RestoreInteractions",
    "SetInteractionContacts",
    "SetInteractionPartners",
    "SetQuietDays",
    "SnoozeActionItem",
    "SnoozeQuiet",
]
