"""What may be there twice."""

from enum import Enum


class PartyKind(Enum):
    """An organisation or a person. The value is the table."""

    PARTNER = "partner"
    CONTACT = "contact"
