"""Beside the list or the board: the pane of the chosen partner, or of one of its people."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from crm.values import Changes
from ui.kit.room import Desk
from ui.partners.contact_pane import ContactPane
from ui.partners.partner_pane import PartnerPane


class Side(QStackedWidget):
    """`partner_asked` is for the room: another partner is to be chosen."""

    partner_asked = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.pane, self.contact_pane = PartnerPane(desk), ContactPane(desk)
        self.addWidget(self.pane)
        self.addWidget(self.contact_pane)
        self.pane.contact_asked.connect(self.show_contact)
        self.pane.partner_asked.connect(self.partner_asked)
        self.pane.gone.connect(lambda: self.desk.show_detail(False))
        self.contact_pane.back.connect(self.show_partner_again)
        self.contact_pane.gone.connect(self.show_partner_again)
        self.contact_pane.partner_asked.connect(self.partner_asked)

    def show_partner(self, key: int) -> None:
        self.finish()
        self.pane.show_partner(key)
        self.setCurrentWidget(self.pane)

    def show_contact(self, key: int) -> None:
        self.finish()
        self.contact_pane.show_contact(key)
        self.setCurrentWidget(self.contact_pane)
        self.desk.show_detail(True)

    def shows_contact(self) -> bool:
        return self.contact_pane.contact is not None and self.currentWidget() is self.contact_pane

    def mark_file(self, key: int) -> None:
        """A file of the contact or of the partner whose pane is filled."""
        if self.contact_pane.contact is not None and key in self.contact_pane.files.lines:
            self.setCurrentWidget(self.contact_pane)
            self.contact_pane.mark_file(key)
        else:
            self.pane.mark_file(key)

    def shows_anybody(self) -> bool:
        return self.pane.partner is not None or self.contact_pane.contact is not None

    def show_partner_again(self) -> None:
        self.contact_pane.finish()
        self.setCurrentWidget(self.pane)

    def finish(self) -> None:
        """Commits what is being typed."""
        self.pane.finish()
        self.contact_pane.finish()

    def on_changes(self, changes: Changes) -> None:
        self.pane.on_changes(changes)
        self.contact_pane.on_changes(changes)

    def say_again(self) -> None:
        self.pane.say_again()
        self.contact_pane.say_again()
