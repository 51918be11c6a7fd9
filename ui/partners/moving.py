"""A person moves or leaves: the old post ends and stays in the history, and it is said who now rests on one person."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.partners.commands import EndAffiliation, MoveContact
from crm.partners.queries import PartnersRestingOnOne, PersonRow
from crm.values import Message
from crm.values.ids import AffiliationId, PartnerId, Version
from ui.kit.buttons import Button
from ui.kit.dates import DateField
from ui.kit.fields import LineField
from ui.kit.labels import Label
from ui.kit.panels import Across, Down
from ui.kit.pickers import PickField
from ui.kit.room import Desk
from ui.partners.finding import NEVER, found_partners
from ui.partners.link_sheet import refusal_of
from ui.partners.wording import in_language


@dataclass(frozen=True, slots=True)
class Post:
    """A post that somebody holds."""

    id: AffiliationId
    version: Version
    partner_id: PartnerId
    name: str

    @classmethod
    def of(cls, person: PersonRow, partner: PartnerId) -> "Post":
        name = in_language(person.name_en, person.name_zh)
        return cls(person.affiliation_id, Version(person.affiliation_version), partner, name)


class MoveForm(QWidget):
    """Where to, since when, as what."""

    closed = Signal()

    def __init__(self, desk: Desk, post: Post) -> None:
        super().__init__()
        self.desk, self.post = desk, post
        self.to = PickField(found_partners(desk), "partners.move-to", "partners.move-to")
        self.on = DateField(desk.book.clock.today, "field.on")
        self.title = LineField("field.title", "field.title")
        self.title.commits.rest.setInterval(NEVER)
        self.button = Button("partners.move-now", small=True)
        self.wrong = Label("", 12, tint="red", wrap=True)
        self.wrong.hide()
        self.on.show_date(desk.book.clock.today())
        second = Across(gap=8)
        for part in (self.on, self.title):
            second.addWidget(part, 1)
        second.addWidget(self.button)
        Down(self, margins=(0, 4, 0, 0), gap=6).take(self.to, second, self.wrong)
        self.button.clicked.connect(self.save)
        self.to.left.connect(self.closed)

    def begin(self) -> None:
        self.show()
        self.to.setFocus()

    def save(self) -> None:
        said = refusal_of(self.execute, self.desk) if self.to.key is not None else "partners.choose-partner"
        self.wrong.setVisible(said is not None)
        if said is not None:
            self.wrong.say(said)
            return
        tell(self.desk, "partners.moved", self.post, [self.post.partner_id, PartnerId(self.to.key)])
        self.closed.emit()

    def execute(self) -> None:
        to = PartnerId(self.to.key)
        self.desk.book.execute(MoveContact(self.post.id, to, self.on.value, self.title.text(), self.post.version))


def end_post(desk: Desk, post: Post) -> None:
    """Their last day is today."""
    if desk.execute(EndAffiliation(post.id, None, post.version)) is not None:
        tell(desk, "partners.post-ended", post, [post.partner_id])


def tell(desk: Desk, done: str, post: Post, partners: Sequence[PartnerId]) -> None:
    """What was done, and which of the partners concerned now rest on one person."""
    resting = desk.book.query(PartnersRestingOnOne(tuple(partners)))
    said = Message(done, {"name": post.name})
    if resting:
        names = [in_language(row.title_en, row.title_zh) for row in resting]
        said = Message("partners.now-resting", {"done": said, "partners": names})
    desk.toast(said, undo=True)
