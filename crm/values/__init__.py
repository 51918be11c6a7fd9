"""Plain values that every floor shares. Standard library only."""

from crm.values.changes import Changes
from crm.values.command import Command, CommandKind, Frozen, LoadingCommand, Read, Stage, Transaction
from crm.values.message import Message, Problem, Refused, Values, WorldFault
from crm.values.query import Query

__all__ = [
    "Changes",
    "Command",
    "CommandKind",
    "Frozen",
    "LoadingCommand",
    "Message",
    "Problem",
    "Query",
    "Read",
    "Refused",
    "Stage",
    "Transaction",
    "Values",
    "WorldFault",
]
