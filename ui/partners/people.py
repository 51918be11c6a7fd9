"""The people of a partner: on the overview as lines, on their own tab with addresses, moves and the past."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.book.search import FoundNames
from crm.partners.commands import AddContact, EndAffiliation, MoveContact
from crm.partners.contact_points import Point, shown_phone
from crm.partners.queries import PartnerDetailRow, PartnersRestingOnOne, PersonRow
from crm.values import Message, Problem, Refused, WorldFault
from crm.values.enums import ContactPointKind
from crm.values.ids import PartnerId, Version
from ui.kit.buttons import Button, Link
from ui.kit.dates import DateField
from ui.kit.fields import LineField
from ui.kit.forms import FormRow
from ui.kit.labels import Label
from ui.kit.look import Plain, look
from ui.kit.panels import Across, Down
from ui.kit.pickers import PickField
from ui.kit.popup import PopupRow
from ui.kit.room import Desk
from ui.partners.lines import PersonLine
from ui.partners.section import Section
from ui.partners.wording import in_language, span_text

ON_OVERVIEW = 5
NEVER = 24 * 3600 * 1000
"""The rest of a field that only a button or Enter commits."""


class PeopleSection(Section):
    """`opened` asks for a contact, `everybody` for the tab of all."""

    opened = Signal(int)
    everybody = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("partners.people", "partners.add-person")
        self.desk = desk
        assert self.adder is not None
        self.form = NewPerson(desk)
        self.form.hide()
        self.column.addWidget(self.form)
        self.adder.clicked.connect(self.begin)
        self.form.closed.connect(self.form.hide)

    def show_partner(self, partner: PartnerDetailRow) -> None:
        if self.form.partner != partner.id:
            self.form.hide()
        self.form.partner = PartnerId(partner.id)
        self.heading.show_count(len(partner.people) or None)
        self.show_rows((partner.id, partner.people, look.language), lambda: self.lines(partner))

    def lines(self, partner: PartnerDetailRow) -> list[QWidget]:
        rows: list[QWidget] = [self.line(person) for person in partner.people[:ON_OVERVIEW]]
        if len(partner.people) > ON_OVERVIEW:
            more = Link("partners.all-people", n=len(partner.people))
            more.clicked.connect(self.everybody)
            rows.append(set_in(more))
        elif partner.rests_on_one:
            rows.append(indented(Label("partners.rests-on-one", 12, tint="amber", wrap=True), 4))
        return rows

    def line(self, person: PersonRow) -> QWidget:
        line = person_line(person)
        line.clicked.connect(lambda: self.opened.emit(person.contact_id))
        return line

    def begin(self) -> None:
        self.form.begin()


class PeopleTab(QWidget):
    """Everybody who works there with their addresses, then who worked there."""

    opened = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.now = Section("partners.people")
        self.past = Section("partners.former")
        Down(self).take(self.now, self.past, None)

    def show_partner(self, partner: PartnerDetailRow) -> None:
        self.now.heading.show_count(len(partner.people) or None)
        self.past.heading.show_count(len(partner.former) or None)
        key = (partner.id, look.language)
        self.now.show_rows((key, partner.people), lambda: self.cards(partner))
        self.past.show_rows((key, partner.former), lambda: [self.line(person) for person in partner.former])
        self.past.setVisible(bool(partner.former))

    def cards(self, partner: PartnerDetailRow) -> list[QWidget]:
        if not partner.people:
            return [indented(Label("partners.nobody-yet", tint="text-3", wrap=True), 4)]
        cards: list[QWidget] = []
        for person in partner.people:
            card = PersonCard(self.desk, person, self.line(person))
            cards.append(card)
        return cards

    def line(self, person: PersonRow) -> PersonLine:
        line = person_line(person)
        line.clicked.connect(lambda: self.opened.emit(person.contact_id))
        return line


def person_line(person: PersonRow) -> PersonLine:
    tag = look.say(person.decision_role) if person.decision_role and person.until is None else ""
    tail = look.say(span_text(person.since, person.until)) if person.until is not None else ""
    return PersonLine(in_language(person.name_en, person.name_zh), person.post, tag, tail)


class PersonCard(QWidget):
    """A person, their addresses, and how they leave."""

    def __init__(self, desk: Desk, person: PersonRow, line: PersonLine) -> None:
        super().__init__()
        self.desk, self.person = desk, person
        self.column = Down(self, margins=(0, 0, 0, 8), gap=2).take(line)
        for kind, value in person.points:
            self.column.addWidget(PointLine(kind, value))
        if person.since is not None:
            self.column.addWidget(indented(Label(span_text(person.since, None), 12, tint="text-3")))
        move, end = Link("partners.move", 12), Link("partners.end-post", 12)
        move.clicked.connect(self.begin_move)
        end.clicked.connect(self.end)
        links = QWidget()
        Across(links, margins=(32, 0, 0, 0), gap=12).take(move, end, None)
        self.column.addWidget(links)
        self.setFocusProxy(line)

    def end(self) -> None:
        name = in_language(self.person.name_en, self.person.name_zh)
        act = EndAffiliation(self.person.affiliation_id, None, Version(self.person.affiliation_version))
        self.desk.execute(act, toast=Message("partners.post-ended", {"name": name}))

    def begin_move(self) -> None:
        self.column.addWidget(MoveForm(self.desk, self.person))


class PointLine(QWidget):
    """One address: its kind in grey, then the address; it can be marked and copied."""

    def __init__(self, kind: ContactPointKind, value: str) -> None:
        super().__init__()
        shown = shown_phone(value) if kind is ContactPointKind.PHONE else value
        words = Label(Plain(shown), 12, tint="text-2")
        across = Across(self, margins=(32, 0, 0, 0), gap=8).take(Label(kind, 12, tint="text-3"))
        across.addWidget(words, 1)


def indented(part: QWidget, by: int = 32) -> QWidget:
    row = QWidget()
    Across(row, margins=(by, 0, 0, 0)).addWidget(part, 1)
    return row


def set_in(link: Link) -> QWidget:
    """A link where the words of the lines above it begin."""
    row = QWidget()
    Across(row, margins=(32, 2, 0, 0)).take(link, None)
    row.setFocusProxy(link)
    return row


def found_partners(desk: Desk) -> Callable[[str], list[PopupRow]]:
    """What a field that looks for a partner offers."""

    def find(text: str) -> list[PopupRow]:
        hits = desk.book.query(FoundNames(text, 8, "partner"))
        return [
            PopupRow(
                hit.record_id,
                in_language(hit.title_en, hit.title_zh),
                avatar=in_language(hit.title_en, hit.title_zh),
            )
            for hit in hits
        ]

    return find


class MoveForm(QWidget):
    """Where to, since when, as what. Afterwards it says which partners now rest on one person."""

    def __init__(self, desk: Desk, person: PersonRow) -> None:
        super().__init__()
        self.desk, self.person = desk, person
        self.to = PickField(found_partners(desk), "partners.move-to", "partners.move-to")
        self.on = DateField(desk.book.clock.today, "field.on")
        self.post = LineField("field.title", "field.title")
        self.post.commits.rest.setInterval(NEVER)
        self.button = Button("partners.move-now", small=True)
        self.wrong = Label("", 12, tint="red", wrap=True)
        self.wrong.hide()
        self.on.show_date(desk.book.clock.today())
        second = Across(gap=8)
        for part in (self.on, self.post):
            second.addWidget(part, 1)
        second.addWidget(self.button)
        Down(self, margins=(32, 4, 0, 0), gap=6).take(self.to, second, self.wrong)
        self.button.clicked.connect(self.move_now)
        self.to.setFocus()

    def move_now(self) -> None:
        if self.to.key is None:
            self.wrong.say("partners.choose-partner")
            self.wrong.show()
            return
        act = MoveContact(
            self.person.affiliation_id,
            PartnerId(self.to.key),
            self.on.value,
            self.post.text(),
            Version(self.person.affiliation_version),
        )
        try:
            changes = self.desk.book.execute(act)
        except Refused as refusal:
            self.wrong.say(refusal.problems[0])
            self.wrong.show()
            return
        except WorldFault as fault:
            self.desk.problems(fault.problem)
            return
        self.tell(changes.ids)

    def tell(self, ids: object) -> None:
        name = in_language(self.person.name_en, self.person.name_zh)
        resting = self.desk.book.query(PartnersRestingOnOne())
        names = [in_language(row.title_en, row.title_zh) for row in resting]
        if names:
            said = Message("partners.moved-resting", {"name": name, "partners": names[:4]})
        else:
            said = Message("partners.moved", {"name": name})
        self.desk.toast(said, undo=True)


class NewPerson(QWidget):
    """Name, title, phone, email, WeChat. Enter adds them; what is wrong stands beside its field."""

    closed = Signal()

    FIELDS: ClassVar = ("name", "title", "phone", "email", "wechat")
    KINDS: ClassVar = {
        "phone": ContactPointKind.PHONE,
        "email": ContactPointKind.EMAIL,
        "wechat": ContactPointKind.WECHAT,
    }
    AT: ClassVar = {"email-wrong": "email", "phone-wrong": "phone", "wechat-wrong": "wechat"}

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.partner: PartnerId | None = None
        labels = {"name": "field.person", "title": "field.title"}
        self.lines = {name: LineField(labels.get(name, f"contact-point.{name}")) for name in self.FIELDS}
        self.form = {
            name: FormRow(labels.get(name, f"contact-point.{name}"), line, label_width=64)
            for name, line in self.lines.items()
        }
        self.add = Button("partners.add-person")
        self.cancel = Button("kit.cancel")
        buttons = Across(gap=8).take(None, self.cancel, self.add)
        column = Down(self, margins=(4, 4, 4, 0), gap=6)
        column.take(*self.form.values(), buttons)
        for line in self.lines.values():
            line.commits.rest.setInterval(NEVER)
            line.returnPressed.connect(self.save)
            line.left.connect(self.closed)
        self.add.clicked.connect(self.save)
        self.cancel.clicked.connect(self.closed)

    def begin(self) -> None:
        for name, line in self.lines.items():
            line.put_value("")
            self.form[name].show_problem(None)
        self.show()
        self.lines["name"].setFocus()

    def save(self) -> None:
        if any(line.composing for line in self.lines.values()):
            return
        typed = {name: line.text().strip() for name, line in self.lines.items()}
        points = tuple(Point(kind, typed[name]) for name, kind in self.KINDS.items() if typed[name])
        act = AddContact({"name": typed["name"]}, points, self.partner, typed["title"])
        try:
            self.desk.book.execute(act)
        except Refused as refusal:
            self.show_problems(refusal.problems)
            return
        except WorldFault as fault:
            self.desk.problems(fault.problem)
            return
        self.closed.emit()
        self.desk.toast(Message("partners.person-added", {"name": typed["name"]}), undo=True)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        beside = {self.AT.get(problem.code, problem.field or "name"): problem for problem in problems}
        for name, row in self.form.items():
            row.show_problem(beside.get(name))
        first = next((name for name in self.FIELDS if name in beside), "")
        if first:
            self.lines[first].setFocus()
        else:
            self.desk.problems(problems)
