"""The people of a partner: on the overview as lines, on their own tab with addresses, moves and the past."""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.partners.commands import AddContact
from crm.partners.contact_points import Point, shown_phone
from crm.partners.queries import PartnerDetailRow, PersonRow
from crm.partners.queries.possible import PossibleContacts
from crm.values import Message, Problem, Refused, WorldFault
from crm.values.enums import ContactPointKind
from crm.values.ids import PartnerId
from ui.kit.buttons import Button, Link
from ui.kit.fields import LineField
from ui.kit.forms import FormRow
from ui.kit.labels import Label
from ui.kit.look import Plain, look
from ui.kit.panels import Across, Down
from ui.kit.room import Desk
from ui.partners.acquaintances import NewAcquaintance
from ui.partners.finding import NEVER
from ui.partners.hint import TypingHint
from ui.partners.lines import PersonLine
from ui.partners.moving import MoveForm, Post, end_post
from ui.partners.section import Section, indented, set_in
from ui.partners.wording import in_language, span_text

ON_OVERVIEW = 5


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
            rows.append(indented(Label(resting_text(partner), 12, tint="amber", wrap=True), 4))
        return rows

    def line(self, person: PersonRow) -> QWidget:
        line = person_line(person)
        line.clicked.connect(lambda: self.opened.emit(person.contact_id))
        return line

    def begin(self) -> None:
        self.form.begin()


class PeopleTab(QWidget):
    """Everybody who works there with their addresses, then who worked there. `bulk_asked`: they are to be edited."""

    opened = Signal(int)
    bulk_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.now = Section("partners.people", "bulk.begin-people", "list-checks")
        assert self.now.adder is not None
        self.now.adder.clicked.connect(self.bulk_asked)
        self.past = Section("partners.former")
        Down(self).take(self.now, self.past, None)

    def show_partner(self, partner: PartnerDetailRow) -> None:
        self.now.heading.show_count(len(partner.people) or None)
        if self.now.adder is not None:
            self.now.adder.setVisible(len(partner.people) > 1)
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
            cards.append(PersonCard(self.desk, Post.of(person, PartnerId(partner.id)), person, self.line(person)))
        if partner.rests_on_one:
            cards.append(indented(Label(resting_text(partner), 12, tint="amber", wrap=True), 4))
        return cards

    def line(self, person: PersonRow) -> PersonLine:
        line = person_line(person)
        line.clicked.connect(lambda: self.opened.emit(person.contact_id))
        return line


def resting_text(partner: PartnerDetailRow) -> Message:
    person = partner.people[0]
    return Message("partners.rests-on", {"name": in_language(person.name_en, person.name_zh)})


def person_line(person: PersonRow) -> PersonLine:
    tag = look.say(person.decision_role) if person.decision_role and person.until is None else ""
    tail = look.say(span_text(person.since, person.until)) if person.until is not None else ""
    return PersonLine(in_language(person.name_en, person.name_zh), person.post, tag, tail)


class PersonCard(QWidget):
    """A person, their addresses, whom they know, and how they leave."""

    def __init__(self, desk: Desk, post: Post, person: PersonRow, line: PersonLine) -> None:
        super().__init__()
        self.desk, self.post, self.person = desk, post, person
        self.column = Down(self, margins=(0, 0, 0, 8), gap=2).take(line)
        for kind, value in person.points:
            self.column.addWidget(PointLine(kind, value))
        if person.since is not None:
            self.column.addWidget(indented(Label(span_text(person.since, None), 12, tint="text-3")))
        move, end = Link("partners.move", 12), Link("partners.end-post", 12)
        knows = Link("partners.knows-somebody", 12)
        move.clicked.connect(self.begin_move)
        end.clicked.connect(lambda: end_post(desk, post))
        knows.clicked.connect(self.begin_knowing)
        links = QWidget()
        Across(links, margins=(32, 0, 0, 0), gap=12).take(move, end, knows, None)
        self.column.addWidget(links)
        self.form: MoveForm | NewAcquaintance | None = None
        self.setFocusProxy(line)

    def begin_move(self) -> None:
        self.begin(MoveForm(self.desk, self.post))

    def begin_knowing(self) -> None:
        self.begin(NewAcquaintance(self.desk, self.person.contact_id))

    def begin(self, form: MoveForm | NewAcquaintance) -> None:
        """One form at a time below the person; it goes when it was saved or put away."""
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        self.form = form
        place = indented(form)
        form.closed.connect(place.hide)
        self.column.addWidget(place)
        place.show()
        form.begin()


class PointLine(QWidget):
    """One address: its kind in grey, then the address; it can be marked and copied."""

    def __init__(self, kind: ContactPointKind, value: str) -> None:
        super().__init__()
        shown = shown_phone(value) if kind is ContactPointKind.PHONE else value
        words = Label(Plain(shown), 12, tint="text-2")
        across = Across(self, margins=(32, 0, 0, 0), gap=8).take(Label(kind, 12, tint="text-3"))
        across.addWidget(words, 1)


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
        self.hint = TypingHint(desk, self.lines["name"], self.question)
        buttons = Across(gap=8).take(None, self.cancel, self.add)
        column = Down(self, margins=(4, 4, 4, 0), gap=6)
        column.take(*self.form.values(), self.hint, buttons)
        for line in self.lines.values():
            line.commits.rest.setInterval(NEVER)
            line.returnPressed.connect(self.save)
            line.left.connect(self.closed)
            line.textChanged.connect(lambda _: self.hint.rest.start())
        self.add.clicked.connect(self.save)
        self.cancel.clicked.connect(self.closed)
        self.hint.opened.connect(lambda row: desk.show("partners", "contact", row.second_id))

    def question(self, name: str) -> PossibleContacts:
        """What the book is asked while somebody is typed: a name, or an address, that it has."""
        return PossibleContacts(name, self.points(), self.partner)

    def points(self) -> tuple[Point, ...]:
        typed = {name: self.lines[name].text().strip() for name in self.KINDS}
        return tuple(Point(kind, typed[name]) for name, kind in self.KINDS.items() if typed[name])

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
        act = AddContact({"name": typed["name"]}, self.points(), self.partner, typed["title"])
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
