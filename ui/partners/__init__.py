"""The room of partners: the list, the pane of one partner, the pane of one contact."""

from ui.partners.room import PartnersRoom as Room

__all__ = ["Room"]
