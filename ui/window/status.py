"""The line at the bottom: saved when, what Ctrl+Z takes back, counts of the room, the book's file, the day."""

from datetime import date, datetime

from PySide6.QtGui import QResizeEvent

from crm.values import Message
from ui.kit.labels import Label
from ui.kit.look import Plain, Text, follow, look
from ui.kit.marks import IconMark
from ui.kit.panels import Across, Panel

BESIDES = 128
"""Margins, gaps and the mark, in the drawings' pixels."""


class StatusBar(Panel):
    def __init__(self) -> None:
        super().__init__("window", lines="top")
        self.mark = IconMark("check", "green", 14)
        self.saved = small()
        self.undoes = small()
        self.counts = small()
        self.file = small()
        self.day = small()
        row = Across(self, margins=(12, 0, 16, 0), gap=6)
        row.take(self.mark, self.saved, 10, self.undoes, None, self.counts, 10, self.file, 10, self.day)
        follow(self.rescale)

    def rescale(self) -> None:
        self.setFixedHeight(look.px(24))
        self.fit()

    def fit(self) -> None:
        """What is least missed goes first where there is no room; half words help nobody."""
        room = self.width() - look.px(BESIDES)
        shown = (self.saved, self.undoes, self.counts, self.file, self.day)
        for place, part in enumerate(shown):
            part.setVisible(place == 0 or sum(one.sizeHint().width() for one in shown[: place + 1]) <= room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def show_saved(self, at: datetime | None) -> None:
        """When the newest change was written; nothing was written since the start: what is there is saved."""
        self.mark.show_icon("check", "green")
        if at is None:
            self.saved.say("window.all-saved")
        else:
            self.saved.say("window.saved-at", at=f"{at:%H:%M}")
        self.fit()

    def show_read_only(self) -> None:
        self.mark.show_icon("lock", "amber")
        self.saved.say("window.read-only")

    def show_unsaved(self) -> None:
        self.mark.show_icon("circle-alert", "red")
        self.saved.say("window.not-saved")

    def show_undo(self, named: Message | None) -> None:
        if named is None:
            self.undoes.say("")
        else:
            self.undoes.say("window.undoes", act=named)
        self.fit()

    def show_counts(self, text: Text) -> None:
        self.counts.say(text)
        self.fit()

    def show_file(self, name: str) -> None:
        self.file.say(Plain(name))
        self.fit()

    def show_day(self, today: date) -> None:
        self.day.say(Message("window.day", {"on": today}))
        self.fit()


def small() -> Label:
    return Label("", 12, tint="text-3")
