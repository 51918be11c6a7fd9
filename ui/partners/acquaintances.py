"""Whom a person knows: with the strength, where they work, edited below their line, another one added."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from crm.partners.commands import AddRelationship
from crm.partners.links import link_text
from crm.partners.queries import AcquaintanceRow, ContactDetailRow
from crm.values import Message
from crm.values.enums import RelationshipType
from crm.values.ids import ContactId
from ui.kit.buttons import Button, IconButton
from ui.kit.labels import Label, draw_line_of
from ui.kit.look import look
from ui.kit.panels import Across, Down
from ui.kit.pickers import PickField
from ui.kit.room import Desk
from ui.partners.finding import found_people
from ui.partners.knowing import STRENGTH_WIDE, draw_strength
from ui.partners.lines import DrawnLine
from ui.partners.link_sheet import LinkSheet, LinkValues, StrengthField, refusal_of
from ui.partners.section import Section
from ui.partners.wording import in_language, span_text


class AcquaintancesSection(Section):
    """`opened` asks for the other person."""

    opened = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__("partners.knows", "partners.add-acquaintance")
        self.desk = desk
        self.contact: ContactDetailRow | None = None
        self.edited = 0
        self.sheet: LinkSheet | None = None
        self.form = NewAcquaintance(desk)
        self.form.hide()
        self.form.closed.connect(self.form.hide)
        self.column.addWidget(self.form)
        assert self.adder is not None
        self.adder.clicked.connect(lambda: self.form.begin())

    def show_contact(self, contact: ContactDetailRow) -> None:
        if self.contact is None or contact.id != self.contact.id:
            self.finish()
            self.edited = 0
            self.form.hide()
        self.contact = contact
        self.form.contact = contact.id
        self.heading.show_count(len(contact.acquaintances) or None)
        self.show_rows((contact.id, contact.acquaintances, self.edited, look.language), lambda: self.lines(contact))

    def lines(self, contact: ContactDetailRow) -> list[QWidget]:
        self.finish()
        self.sheet = None
        rows: list[QWidget] = []
        for one in contact.acquaintances:
            rows.append(self.line(one))
            if one.id == self.edited:
                values = LinkValues(one.id, one.version, one.since, one.until, one.note, one.strength, of_people=True)
                self.sheet = LinkSheet(self.desk, values)
                rows.append(self.sheet)
        return rows

    def line(self, one: AcquaintanceRow) -> QWidget:
        row = QWidget()
        words = AcquaintanceLine(one)
        words.clicked.connect(lambda: self.opened.emit(one.other_id))
        pencil = IconButton("pencil", "partners.edit", side=24)
        pencil.clicked.connect(lambda: self.turn(one.id))
        across = Across(row, gap=4)
        across.addWidget(words, 1)
        across.addWidget(pencil)
        row.setFocusProxy(words)
        return row

    def turn(self, key: int) -> None:
        self.finish()
        self.edited = 0 if self.edited == key else key
        if self.contact is not None:
            self.show_contact(self.contact)

    def finish(self) -> None:
        """Commits the note that is being typed."""
        if self.sheet is not None:
            self.sheet.finish()


class AcquaintanceLine(DrawnLine):
    """knows He Jianming  Stratus Peak Cloud  until May 2026  ▮▮▮▮▯"""

    def __init__(self, one: AcquaintanceRow) -> None:
        name = in_language(one.other_en, one.other_zh)
        self.words = look.say(link_text(one.kind, name, outgoing=one.outgoing))
        self.at = in_language(one.partner_en, one.partner_zh)
        self.span, self.strength = look.say(span_text(one.since, one.until)), one.strength or 0
        said = look.say(Message("partners.strength-of", {"strength": self.strength})) if self.strength else ""
        super().__init__(28, ", ".join(part for part in (self.words, self.at, said, self.span, one.note) if part))

    def draw(self, painter: QPainter, box: QRect) -> None:
        bars = QRect(box.right() - look.px(STRENGTH_WIDE), box.top(), look.px(STRENGTH_WIDE), box.height())
        if self.strength:
            draw_strength(painter, bars, self.strength)
        box.setRight(bars.left() - look.px(8))
        used = draw_line_of(painter, box, self.span, size=12, tint="text-3", right=True) if self.span else 0
        box.setRight(box.right() - used - look.px(8))
        used = draw_line_of(painter, box, self.words, tint="accent-text")
        rest = box.adjusted(used + look.px(8), 0, 0, 0)
        if self.at and rest.width() > look.px(24):
            draw_line_of(painter, rest, self.at, size=12, tint="text-3")


class NewAcquaintance(QWidget):
    """Whom, and how well from 1 to 5."""

    closed = Signal()

    def __init__(self, desk: Desk, contact: ContactId | None = None) -> None:
        super().__init__()
        self.desk, self.contact = desk, contact
        find = found_people(desk, lambda: self.contact)
        self.other = PickField(find, "partners.whom", "partners.whom")
        self.strength = StrengthField()
        self.add = Button("partners.add-acquaintance", small=True)
        self.wrong = Label("", 12, tint="red", wrap=True)
        self.wrong.hide()
        row = Across(gap=8)
        row.addWidget(self.strength, 1)
        row.addWidget(self.add)
        Down(self, margins=(4, 4, 4, 4), gap=6).take(self.other, row, self.wrong)
        self.add.clicked.connect(self.save)
        self.other.left.connect(self.closed)

    def begin(self) -> None:
        self.other.show_picked(None, "")
        self.strength.show_strength(None)
        self.wrong.hide()
        self.show()
        self.other.setFocus()

    def save(self) -> None:
        said = refusal_of(self.execute, self.desk) if self.other.key is not None else "partners.choose-person"
        self.wrong.setVisible(said is not None)
        if said is not None:
            self.wrong.say(said)
            return
        self.desk.toast("partners.acquaintance-added", undo=True)
        self.closed.emit()

    def execute(self) -> None:
        values = {"kind": RelationshipType.KNOWS, "strength": self.strength.strength()}
        to = ContactId(self.other.key)
        self.desk.book.execute(AddRelationship(values, from_contact_id=self.contact, to_contact_id=to))
