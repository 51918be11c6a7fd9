"""Where a contact works and worked, in their pane: title and dates edited in place, another post added."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.partners.commands import Affiliate, EditAffiliation
from crm.partners.queries import ContactDetailRow, PostRow
from crm.values import Command, Refused, WorldFault
from crm.values.ids import AffiliationId, ContactId, PartnerId, Version
from ui.kit.buttons import Button, IconButton, Link
from ui.kit.chips import Tag
from ui.kit.dates import DateField
from ui.kit.fields import LineField
from ui.kit.labels import Label
from ui.kit.look import Plain, look
from ui.kit.panels import Across, Down
from ui.kit.pickers import PickField
from ui.kit.room import Desk
from ui.partners.editors import RecordField, line_for
from ui.partners.finding import NEVER, found_partners
from ui.partners.moving import MoveForm, Post, end_post
from ui.partners.section import Section
from ui.partners.wording import in_language, span_text


class PostsSection(Section):
    """`opened` asks for the partner of a post."""

    opened = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__("partners.posts", "partners.add-post")
        self.desk = desk
        self.contact: ContactDetailRow | None = None
        self.edited = 0
        self.form = NewPost(desk)
        self.form.hide()
        self.column.addWidget(self.form)
        assert self.adder is not None
        self.adder.clicked.connect(self.begin)

    def show_contact(self, contact: ContactDetailRow) -> None:
        if self.contact is None or contact.id != self.contact.id:
            self.edited = 0
            self.form.hide()
        self.contact = contact
        self.form.contact = contact.id
        self.show_rows((contact.id, contact.posts, self.edited, look.language), lambda: self.lines(contact))

    def lines(self, contact: ContactDetailRow) -> list[QWidget]:
        rows: list[QWidget] = []
        for post in contact.posts:
            rows.append(self.line(post))
            if post.id == self.edited:
                name = in_language(contact.title_en, contact.title_zh)
                rows.append(PostSheet(self.desk, post, name))
        return rows

    def line(self, post: PostRow) -> QWidget:
        row = QWidget()
        name = Link(Plain(in_language(post.partner_en, post.partner_zh)))
        name.clicked.connect(lambda: self.opened.emit(post.partner_id))
        pencil = IconButton("pencil", "partners.edit", side=24)
        pencil.clicked.connect(lambda: self.turn(post.id))
        across = Across(row, margins=(4, 2, 0, 2), gap=8).take(name)
        across.addWidget(Label(Plain(post.post), tint="text-2"), 1)
        if post.rests_on_one:
            across.addWidget(Tag("partners.only-one", "amber"))
        across.take(Label(span_text(post.since, post.until), 12, tint="text-3"), pencil)
        return row

    def turn(self, key: int) -> None:
        self.edited = 0 if self.edited == key else key
        if self.contact is not None:
            self.show_contact(self.contact)

    def begin(self) -> None:
        self.form.show()
        self.form.at.setFocus()


class PostSheet(QWidget):
    """Title, first and last day of one post; of a present one, the move to another partner and the end."""

    def __init__(self, desk: Desk, post: PostRow, name: str) -> None:
        super().__init__()
        self.desk, self.post = desk, post
        self.held = Post(post.id, Version(post.version), post.partner_id, name)
        self.title = RecordField(desk, edit_post, "title", line_for("title"))
        self.title.show_record(post.id, post.post)
        self.since = self.day("since", post.since)
        self.until = self.day("until", post.until)
        self.wrong = Label("", 12, tint="red", wrap=True)
        self.wrong.hide()
        days = Across(gap=8)
        days.addWidget(self.since, 1)
        days.addWidget(self.until, 1)
        move, end = Link("partners.move", 12), Link("partners.end-post", 12)
        move.clicked.connect(self.begin_move)
        end.clicked.connect(lambda: end_post(desk, self.held))
        self.links = QWidget()
        Across(self.links, gap=12).take(move, end, None)
        self.lines = Down(self, margins=(4, 4, 4, 8), gap=6).take(self.title, days, self.wrong, self.links)
        self.links.setHidden(post.until is not None)

    def begin_move(self) -> None:
        form = MoveForm(self.desk, self.held)
        self.links.hide()
        form.closed.connect(form.hide)
        form.closed.connect(self.links.show)
        self.lines.addWidget(form)
        form.begin()

    def day(self, name: str, value: date | None) -> DateField:
        field = DateField(self.desk.book.clock.today, f"field.{name}", f"field.{name}")
        field.show_date(value)
        field.committed_date.connect(lambda now: self.save(name, value, now))
        return field

    def save(self, name: str, was: date | None, now: date | None) -> None:
        self.show_refusal(lambda: self.desk.book.execute(EditAffiliation(self.post.id, name, was, now)))

    def show_refusal(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Refused as refusal:
            self.wrong.say(refusal.problems[0])
            self.wrong.show()
        except WorldFault as fault:
            self.desk.problems(fault.problem)


def edit_post(key: int, field: str, was: object, now: object) -> Command:
    return EditAffiliation(AffiliationId(key), field, was, now)


class NewPost(QWidget):
    """Where else the contact works, and as what."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.contact: ContactId | None = None
        self.at = PickField(found_partners(desk), "partners.link-other", "partners.link-other")
        self.title = LineField("field.title", "field.title")
        self.title.commits.rest.setInterval(NEVER)
        self.add = Button("partners.add-post")
        row = Across(gap=8)
        row.addWidget(self.title, 1)
        row.addWidget(self.add)
        Down(self, margins=(4, 4, 4, 0), gap=6).take(self.at, row)
        self.add.clicked.connect(self.save)
        self.title.returnPressed.connect(self.save)

    def save(self) -> None:
        if self.contact is None or self.at.key is None or self.title.composing:
            return
        act = Affiliate(self.contact, PartnerId(self.at.key), self.title.text(), self.desk.book.clock.today())
        if self.desk.execute(act) is not None:
            self.at.show_picked(None, "")
            self.title.put_value("")
            self.hide()
