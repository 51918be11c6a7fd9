"""The room of agreements: the list, the timeline of all terms, and the record of one."""

from ui.agreements.room import AgreementsRoom as Room

__all__ = ["Room"]
