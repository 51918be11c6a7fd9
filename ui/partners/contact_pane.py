"""The pane of one contact: how they are reached, where they work and worked, when we met."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from crm.partners.commands import BinContacts, EditContact, SetContactPoints
from crm.partners.contact_points import Point, shown_phone
from crm.partners.queries import ContactDetail, ContactDetailRow
from crm.partners.queries.contact import AttendedRow
from crm.partners.queries.possible import LikeContact
from crm.values import Changes, Command, Message, Refused, WorldFault
from crm.values.enums import ContactPointKind, CustomConcept, DecisionRole
from crm.values.ids import ContactId
from ui.kit.buttons import IconButton
from ui.kit.choices import ChoiceField
from ui.kit.fields import LineField, TextField
from ui.kit.forms import FormRow
from ui.kit.labels import Label
from ui.kit.look import Plain, look
from ui.kit.marks import Avatar
from ui.kit.panels import Across, Down, Hairline, Panel, Scroller
from ui.kit.pickers import PickField
from ui.kit.room import Desk
from ui.partners.acquaintances import AcquaintancesSection
from ui.partners.details import WordsField, tagging_commands
from ui.partners.editors import RecordField, choice_for, finish_all, line_for, show_all
from ui.partners.files import FilesSection
from ui.partners.finding import found_people
from ui.partners.header import Entries, TagLine, colored
from ui.partners.hint import LikeLine
from ui.partners.lines import EntryLine
from ui.partners.own_fields import OwnFields
from ui.partners.posts import PostsSection
from ui.partners.section import Section, stacked
from ui.partners.timeline import MEETING_ICONS
from ui.partners.wording import day_text, menu_of, second_title_of, title_of

LINES = ("name", "name_en", "name_zh", "pinyin", "language")
SHOWN_HERE = (
    "contact",
    "contact_point",
    "affiliation",
    "relationship",
    "interaction",
    "interaction_contact",
    "partner",
    "tag",
    "tagging",
    "custom_field",
    "custom_value",
    "attachment",
)


def edit_contact(key: int, field: str, was: object, now: object) -> Command:
    return EditContact(ContactId(key), field, was, now)


def contact_tags_command(contact: int, was: Sequence[str], now: Sequence[str]) -> Sequence[Command]:
    return tagging_commands(was, now, contact_ids=(ContactId(contact),))


class ContactPane(Panel):
    """`back` leads to the partner again; `partner_asked` to another one."""

    back = Signal()
    partner_asked = Signal(int)
    gone = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface")
        self.desk = desk
        self.contact: ContactDetailRow | None = None
        self.make_parts()
        self.lay_out()
        self.more.clicked.connect(self.offer)
        self.leave.clicked.connect(self.back)
        self.posts.opened.connect(self.partner_asked)
        self.known.opened.connect(self.show_contact)
        self.like.opened.connect(lambda row: self.merge(row.second_id))
        self.merging.picked.connect(self.merge)
        self.setAcceptDrops(True)

    def make_parts(self) -> None:
        desk = self.desk
        self.leave = IconButton("arrow-left", "partners.back")
        self.avatar = Avatar("", side=40, person=True)
        self.name, self.second = Label("", 15, 600), Label("", 12, tint="text-3")
        self.more = IconButton("ellipsis", "partners.more", outlined=True)
        role = choice_for("decision_role", [(None, Plain("–")), *((one, one) for one in DecisionRole)])
        editors: dict[str, LineField | TextField | ChoiceField] = {name: line_for(name) for name in LINES}
        editors |= {"decision_role": role, "notes": TextField("field.notes")}
        self.fields = [RecordField(desk, edit_contact, name, editor) for name, editor in editors.items()]
        self.fields[0].label.say("field.person")  # a person has 姓名, an organisation 名称
        self.points = [PointsField(desk, kind) for kind in ContactPointKind]
        self.tag_line = TagLine()
        self.tags = WordsField(desk, "partners.tags", "partners.tags-hint", contact_tags_command)
        self.own = OwnFields(desk, CustomConcept.CONTACT)
        self.posts = PostsSection(desk)
        self.known = AcquaintancesSection(desk)
        self.meetings = Section("partners.meetings")
        self.files = FilesSection(desk)
        self.like = LikeLine(desk, "merge.begin")
        self.merging = MergeWith(desk)

    def lay_out(self) -> None:
        names = QWidget()  # takes the room that its lines leave, so that the rest stays where it is
        Down(names, gap=0).take(self.name, self.second, 4, self.tag_line)
        head = QWidget()
        top = Across(head, margins=(8, 16, 16, 12), gap=12).take(self.leave, self.avatar)
        top.addWidget(names, 1)
        top.addWidget(self.more)
        form = QWidget()
        Down(form, margins=(16, 12, 16, 12), gap=6).take(*self.points, *self.fields, self.tags, self.own)
        column = Down(self).take(head, Hairline())
        column.addLayout(Across(margins=(16, 0, 16, 0)).take(self.like))
        column.take(self.merging)
        self.scroller = Scroller(stacked(self.posts, form, self.known, self.files, self.meetings))
        column.addWidget(self.scroller, 1)

    def show_contact(self, key: int) -> None:
        try:
            contact = self.desk.book.query(ContactDetail(ContactId(key)))
        except Refused:
            self.forget()
            return
        if contact.in_bin:
            self.forget()
            return
        if self.contact is None or self.contact.id != contact.id:
            self.merging.hide()
        self.contact = contact
        self.like.ask(LikeContact(contact.id))
        self.avatar.show_name(title_of(contact))
        self.name.say(Plain(title_of(contact)))
        self.second.say(Plain(second_title_of(contact)))
        self.tag_line.show_tags(colored(contact.tags, contact.tag_colors))
        self.tag_line.setVisible(bool(contact.tags))
        self.tags.show_words(contact.id, contact.tags)
        self.own.show_record(contact.id)
        show_all(self.fields, contact.id, contact.fields)
        for field in self.points:
            field.show_points(contact)
        self.show_lists(contact)

    def show_lists(self, contact: ContactDetailRow) -> None:
        key = (contact.id, look.language, look.percent)
        today = self.desk.book.clock.today()
        self.posts.show_contact(contact)
        self.known.show_contact(contact)
        self.files.show_contact(contact)
        self.meetings.show_rows(
            (key, contact.meetings, today),
            lambda: [self.meeting_line(met) for met in contact.meetings],
        )
        self.meetings.heading.show_count(len(contact.meetings) or None)
        self.meetings.setVisible(bool(contact.meetings))

    def meeting_line(self, met: AttendedRow) -> QWidget:
        when = day_text(met.held_on, today=self.desk.book.clock.today())
        line = EntryLine(MEETING_ICONS[met.kind.value], met.title or look.say(met.kind), "", when)
        line.clicked.connect(lambda: self.desk.open_log(interaction_id=met.id))
        return line

    def offer(self) -> None:
        entries: Entries = [
            ("merge.begin", "git-merge", self.begin_merging),
            ("partners.attach", "paperclip", self.files.choose),
            None,
            ("partners.to-bin", "trash-2", self.bin),
        ]
        menu_of(self, entries).popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def begin_merging(self) -> None:
        if self.contact is not None:
            self.merging.begin(self.contact)

    def merge(self, other: int) -> None:
        """Both side by side, a choice per field."""
        if self.contact is not None:
            own = self.contact.id
            for key in (own, other):
                self.desk.show("duplicates", "contact", key)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.contact is not None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        self.files.attach([path for path in paths if path.is_file()])
        event.acceptProposedAction()

    def bin(self) -> None:
        if self.contact is not None:
            binned = Message("partners.contact-binned", {"name": title_of(self.contact)})
            self.desk.execute(BinContacts((self.contact.id,)), toast=binned)

    def mark_file(self, key: int) -> None:
        """Shows where a file of the contact lies that was found elsewhere."""
        if (row := self.files.mark(key)) is not None:
            self.scroller.ensureWidgetVisible(row)

    def forget(self) -> None:
        self.contact = None
        self.gone.emit()

    def finish(self) -> None:
        finish_all(self.fields)
        self.tags.finish()
        self.own.finish()
        self.known.finish()
        for field in self.points:
            field.finish()

    def on_changes(self, changes: Changes) -> None:
        if self.contact is not None and any(changes.touch(table) for table in SHOWN_HERE):
            self.show_contact(self.contact.id)

    def say_again(self) -> None:
        if self.contact is not None:
            self.show_contact(self.contact.id)


class MergeWith(QWidget):
    """Asks with whom a contact is merged: `picked` tells it. Esc puts it away."""

    picked = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.contact: ContactDetailRow | None = None
        find = found_people(desk, lambda: self.contact.id if self.contact is not None else None)
        self.other = PickField(find, "merge.with", "merge.with")
        self.other.picked.connect(self.tell)
        self.other.left.connect(self.hide)
        Down(self, margins=(16, 8, 16, 8)).take(self.other)
        self.hide()

    def begin(self, contact: ContactDetailRow) -> None:
        self.contact = contact
        self.other.show_picked(None, "")
        self.show()
        self.other.setFocus()

    def tell(self, key: int) -> None:
        self.hide()
        self.picked.emit(key)


class PointsField(FormRow):
    """The addresses of one kind, between commas. The others of the contact are kept as they are."""

    def __init__(self, desk: Desk, kind: ContactPointKind) -> None:
        self.line = LineField(kind)
        super().__init__(kind, self.line, label_width=120)
        self.desk, self.kind = desk, kind
        self.contact: ContactDetailRow | None = None
        self.line.committed.connect(self.save)

    def show_points(self, contact: ContactDetailRow) -> None:
        if self.contact is not None and contact.id != self.contact.id:
            self.finish()
            self.show_problem(None)
        if self.contact is None or contact.id != self.contact.id or not self.line.commits.pending():
            self.contact = contact
            shown = shown_phone if self.kind is ContactPointKind.PHONE else str
            self.line.put_value(", ".join(shown(value) for kind, value in contact.points if kind is self.kind))

    def finish(self) -> None:
        self.line.commits.commit()

    def save(self, text: str) -> None:
        if self.contact is None:
            return
        was = tuple(Point(kind, value) for kind, value in self.contact.points)
        own = tuple(Point(self.kind, part.strip()) for part in text.replace("，", ",").split(",") if part.strip())
        others = tuple(point for point in was if point.kind is not self.kind)
        try:
            self.desk.book.execute(SetContactPoints(self.contact.id, (*others, *own), was))
        except Refused as refusal:
            self.show_problem(refusal.problems[0])
            return
        except WorldFault as fault:
            self.show_problem(fault.problem)
            return
        self.show_problem(None)
