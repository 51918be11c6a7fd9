"""What the commands of this room share: who works where, and what the undo menu calls several records."""

from collections.abc import Sequence
from datetime import timedelta

from crm import model
from crm.book.records import matching
from crm.values import Message, Read

ELSEWHERE = timedelta(1)
"""How far a day may run ahead of ours: in the east it is tomorrow already."""


def employers(read: Read, contact_id: int) -> set[int]:
    """The parties where a contact works today."""
    return {post.partner_id for post in matching(read, model.Affiliation, contact_id=contact_id, until=None)}


def counted(code: str, names: Sequence[str | Message], **values: object) -> Message:
    """The menu names one record, and counts several."""
    if len(names) == 1:
        return Message(code, {"name": names[0], **values})
    return Message(f"{code}-many", {"n": len(names), **values})
