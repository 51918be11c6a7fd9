"""How an agreement stands, as tags: its status, what was set by hand beside it, and a draft amendment."""

from PySide6.QtWidgets import QWidget

from crm.values import Message
from ui.agreements.shown import Shown
from ui.kit.chips import Tag
from ui.kit.labels import set_tip
from ui.kit.panels import Across
from ui.partners.wording import STATUS_TONES


class StatusTags(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.shown_as = Tag("")
        self.computed = Tag("", "neutral")
        self.amending = Tag("", "accent")
        Across(self, gap=6).take(self.shown_as, self.computed, self.amending, None)

    def show_record(self, shown: Shown) -> None:
        life = shown.life
        self.shown_as.say(life.shown, STATUS_TONES[life.shown])
        self.computed.setVisible(life.override is not None)
        if life.override is not None:
            self.computed.say(Message("agreements.computed", {"status": life.status}))
            set_tip(self.computed, Message("agreements.set-by-hand", {
                "on": life.override.set_on, "reason": life.override.reason,
            }))  # fmt: skip
        newest = shown.row.versions[-1]
        amending = newest.number > 1 and newest.signed_on is None
        self.amending.setVisible(amending)
        if amending:
            self.amending.say(Message("agreements.amendment-draft", {"number": str(newest.number - 1)}))
