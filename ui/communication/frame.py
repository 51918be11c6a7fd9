"""The frame of the log pane: its widgets and their places. What they do stands in pane.py."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from crm.communication.notes import Unfinished
from crm.values.enums import CustomConcept
from ui.communication.file_strip import FileStrip
from ui.communication.head import DayButton, Faces, KindButton, TimeField, WithLine
from ui.communication.notes_field import NotesField
from ui.communication.offers import Offer
from ui.communication.saved import WillBeSaved
from ui.kit.buttons import PRIMARY, Button, IconButton
from ui.kit.chips import Chip
from ui.kit.keycaps import KeyCaps
from ui.kit.labels import Label
from ui.kit.look import look
from ui.kit.panels import Across, Down, Hairline, Panel
from ui.kit.popup import PopupRow
from ui.kit.room import LogPane
from ui.partners.own_fields import OwnFields

REST = 120
"""Milliseconds after the last key before the list beside the text is made anew."""

SIDE_BY_SIDE = 760
"""From this width on, in the drawings' pixels, the list stands beside the text, else below it."""

HINTS = (
    ("log.sign-name", "log.hint-name"),
    ("log.sign-tag", "log.hint-tag"),
    ("log.sign-due", "log.hint-due"),
    ("log.sign-decision", "log.hint-decision"),
)


class PaneFrame(LogPane):
    """Head, text, list and foot; side by side where there is room, else one above the other."""

    def unfinished_at(self, line: str, place: int) -> Unfinished | None:
        raise NotImplementedError

    def offers_for(self, begun: Unfinished) -> Sequence[Offer]:
        raise NotImplementedError

    def partner_rows(self, typed: str) -> Sequence[PopupRow]:
        raise NotImplementedError

    def make_widgets(self) -> None:
        self.heading = Label("log.heading", 15, 600)
        self.with_whom = Label("", tint="text-3")
        self.faces = Faces()
        self.cross = IconButton("x", "kit.close")
        self.kind = KindButton()
        self.day = DayButton(self.desk.book.clock.today)
        self.time = TimeField()
        self.internal = Chip("log.internal", icon="lock", switch=True)
        self.with_line = WithLine(self.partner_rows)
        self.notes = NotesField("log.notes", "log.notes-hint", self.unfinished_at, self.offers_for)
        self.strip = FileStrip()
        self.own = OwnFields(self.desk, CustomConcept.INTERACTION)
        self.own.hide()
        self.saved = WillBeSaved(self.own)
        self.files = Label("log.drop-files", 12, tint="text-3")
        self.remark = Label("log.draft-kept", 12, tint="text-3")
        self.close_button = Button("kit.close", keys="Esc")
        self.save_button = Button("log.save", keys="Ctrl+Return", kind=PRIMARY)
        self.rest = QTimer(self)
        self.rest.setSingleShot(True)
        self.rest.setInterval(REST)
        self.setAcceptDrops(True)
        self.setAccessibleName(look.say("log.heading"))

    def lay_out(self) -> None:
        head = Panel("surface", "bottom")
        across = Across(head, margins=(20, 10, 12, 10), gap=8)
        across.take(self.heading)
        across.addWidget(self.with_whom, 1)
        across.take(self.faces, 8, self.cross)
        self.left = Panel("surface")
        chips = Across(gap=8).take(self.kind, self.day, self.time, self.internal, None)
        left = Down(self.left, margins=(16, 14, 16, 12), gap=10).take(chips, self.with_line)
        left.addWidget(self.notes, 1)
        left.addWidget(self.strip)
        left.addLayout(self.hints())
        self.halves = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.halves.setContentsMargins(0, 0, 0, 0)
        self.halves.setSpacing(0)
        self.halves.addWidget(self.left, 11)
        self.line = Hairline()
        self.halves.addWidget(self.line)
        self.halves.addWidget(self.saved, 10)
        foot = Panel("surface", "top")
        across = Across(foot, margins=(20, 10, 16, 10), gap=8)
        across.addWidget(self.remark, 1)
        across.take(self.close_button, self.save_button)
        down = Down(self).take(head)
        down.addLayout(self.halves, 1)
        down.take(foot)

    def hints(self) -> Across:
        """What may be typed, in the signs of the language."""
        self.caps = {code: KeyCaps([look.say(code)]) for code, _ in HINTS}
        across = Across(gap=6)
        for code, words in HINTS:
            across.take(self.caps[code], Label(words, 12, tint="text-3"))
        return across.take(None, self.files)

    def showEvent(self, event: QShowEvent) -> None:
        """Docked anew, Qt gives the pane the sizes of the sheet under which it was put away."""
        super().showEvent(event)
        if self.heading.font().pixelSize() != look.font(15, 600).pixelSize():
            for part in self.findChildren(QWidget):
                refresh = getattr(part, "refresh", None)
                if refresh is not None:
                    refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= look.px(SIDE_BY_SIDE)
        across = QBoxLayout.Direction.LeftToRight
        self.halves.setDirection(across if beside else QBoxLayout.Direction.TopToBottom)
        self.line.setMinimumSize(1, 1)
        self.line.setMaximumSize(1 if beside else 16_777_215, 16_777_215 if beside else 1)
