"""The room of reports: what there is, a preview of one, and what it is to cover."""

from ui.reports.room import ReportsRoom as Room

__all__ = ["Room"]
