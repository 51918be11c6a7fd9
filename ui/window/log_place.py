"""Where the log pane stands: docked at the right where the window is wide enough, else over the room."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from ui.kit.room import LogPane
from ui.window.body import LOG_WIDTH
from ui.window.overlay import Overlay
from ui.window.rooms import make_log_pane

if TYPE_CHECKING:
    from ui.window.office import Office

WIDE, TALL = 1000, 640


class LogPlace:
    """Makes the pane when it is first asked for, and keeps it: what was typed is in it when it opens again."""

    def __init__(self, office: "Office") -> None:
        self.office = office
        self.pane: LogPane | None = None
        self.over: Overlay | None = None

    def open(self, **about: Any) -> None:
        pane = self.made()
        pane.begin(**about)
        if self.office.body.docks_log():
            self.office.body.show_side(pane, self.office.memory.get("detail", {}).get("log", LOG_WIDTH))
            pane.show()
        elif self.over is None:
            self.over = Overlay(self.office, pane, WIDE, TALL)
            pane.show()  # taken from the side, Qt had hidden it
            self.over.closed.connect(self.close)
            self.over.open_sheet()
        pane.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def made(self) -> LogPane:
        if self.pane is None:
            self.pane = make_log_pane(self.office.desk)
            self.pane.closed.connect(self.close)
        return self.pane

    def is_docked(self) -> bool:
        return self.pane is not None and self.office.body.side.currentWidget() is self.pane

    def close(self) -> None:
        """Back to the room; what was typed stays in the pane and in the drafts."""
        if self.pane is None:
            return
        over, self.over = self.over, None
        if over is not None:
            self.pane.setParent(None)
            over.close_sheet()
            over.deleteLater()
        else:
            self.office.body.take_from_side(self.pane)
            self.pane.setParent(None)
        self.office.return_to_room()
