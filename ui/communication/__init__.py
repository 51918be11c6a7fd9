"""The log pane: a meeting is written down, and corrected, in one text."""

from ui.communication.pane import MeetingPane as LogPane

__all__ = ["LogPane"]
