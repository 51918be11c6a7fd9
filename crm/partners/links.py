"""How a relationship is put into words from either end. Pure."""

from crm.values import Message
from crm.values.enums import RelationshipType

BOTH_WAYS = (RelationshipType.COMPETES_WITH, RelationshipType.INTEGRATES_WITH, RelationshipType.KNOWS)
"""Read the same from either end: the edge from B to A would be a duplicate."""


def link_text(kind: RelationshipType, name: str, *, outgoing: bool) -> Message:
    """ "supplies Acme" where the edge leads to Acme, "is supplied by Acme" where it comes from there."""
    if outgoing or kind in BOTH_WAYS:
        return Message(f"link-to.{kind.value}", {"name": name})
    return Message(f"link-from.{kind.value}", {"name": name})
