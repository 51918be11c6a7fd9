"""Relationships of a partner, read from its side: added in one line, edited below theirs, ended, taken away."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.partners.commands import AddRelationship
from crm.partners.links import BOTH_WAYS, link_text
from crm.partners.queries import LinkRow, PartnerDetailRow
from crm.values.enums import RelationshipType
from crm.values.ids import PartnerId
from ui.kit.buttons import Button, IconButton
from ui.kit.choices import ChoiceField
from ui.kit.dates import DateField
from ui.kit.fields import LineField
from ui.kit.labels import Label
from ui.kit.look import Text, look
from ui.kit.panels import Across, Down
from ui.kit.pickers import PickField
from ui.kit.room import Desk
from ui.partners.finding import NEVER, found_partners
from ui.partners.lines import WordsLine
from ui.partners.link_sheet import LinkSheet, LinkValues, refusal_of
from ui.partners.section import Section, indented
from ui.partners.wording import in_language, span_text

GAP = "…"


def ways() -> list[tuple[Any, Text]]:
    """Each relationship in both directions, as a sentence with a gap."""
    out: list[tuple[Any, Text]] = []
    for kind in RelationshipType:
        out.append(((kind, True), link_text(kind, GAP, outgoing=True)))
        if kind not in BOTH_WAYS:
            out.append(((kind, False), link_text(kind, GAP, outgoing=False)))
    return out


class LinksSection(Section):
    """`opened` asks for the other partner."""

    opened = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__("partners.links")
        self.desk = desk
        self.partner: PartnerDetailRow | None = None
        self.edited = 0
        self.sheet: LinkSheet | None = None
        self.form = NewLink(desk)
        self.column.addWidget(self.form)

    def show_partner(self, partner: PartnerDetailRow) -> None:
        if self.partner is None or partner.id != self.partner.id:
            self.finish()
            self.edited = 0
        self.partner = partner
        self.form.partner = PartnerId(partner.id)
        self.heading.show_count(len(partner.links) or None)
        self.show_rows((partner.id, partner.links, self.edited, look.language), lambda: self.lines(partner))

    def lines(self, partner: PartnerDetailRow) -> list[QWidget]:
        self.finish()
        self.sheet = None
        if not partner.links:
            return [indented(Label("partners.no-links", tint="text-3", wrap=True), 4)]
        rows: list[QWidget] = []
        for link in partner.links:
            rows.append(self.line(link))
            if link.id == self.edited:
                values = LinkValues(link.id, link.version, link.since, link.until, link.note)
                self.sheet = LinkSheet(self.desk, values)
                rows.append(self.sheet)
        return rows

    def line(self, link: LinkRow) -> QWidget:
        row = QWidget()
        said = link_text(link.kind, in_language(link.other_en, link.other_zh), outgoing=link.outgoing)
        words = WordsLine(look.say(said), link.note, look.say(span_text(link.since, link.until)))
        words.clicked.connect(lambda: self.opened.emit(link.other_id))
        pencil = IconButton("pencil", "partners.edit", side=24)
        pencil.clicked.connect(lambda: self.turn(link.id))
        across = Across(row, gap=4)
        across.addWidget(words, 1)
        across.addWidget(pencil)
        row.setFocusProxy(words)
        return row

    def turn(self, key: int) -> None:
        self.finish()
        self.edited = 0 if self.edited == key else key
        if self.partner is not None:
            self.show_partner(self.partner)

    def finish(self) -> None:
        """Commits the note that is being typed."""
        if self.sheet is not None:
            self.sheet.finish()


class NewLink(QWidget):
    """How, with whom, since when, and a word about it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.partner: PartnerId | None = None
        self.way = ChoiceField(ways(), "partners.link-kind")
        self.other = PickField(found_partners(desk), "partners.link-other", "partners.link-other")
        self.since = DateField(desk.book.clock.today, "field.since", "field.since")
        self.note = LineField("field.note", "field.note")
        self.note.commits.rest.setInterval(NEVER)
        self.add = Button("partners.add-link")
        self.wrong = Label("", 12, tint="red", wrap=True)
        self.wrong.hide()
        first, second = Across(gap=8), Across(gap=8)
        first.addWidget(self.way, 1)
        first.addWidget(self.other, 1)
        second.addWidget(self.since, 2)
        second.addWidget(self.note, 2)
        second.addWidget(self.add)
        Down(self, margins=(4, 8, 4, 0), gap=6).take(first, second, self.wrong)
        self.add.clicked.connect(self.save)
        self.note.returnPressed.connect(self.save)

    def save(self) -> None:
        if self.note.composing:
            return
        said = refusal_of(self.execute, self.desk) if self.other.key is not None else "partners.choose-partner"
        self.wrong.setVisible(said is not None)
        if said is not None:
            self.wrong.say(said)
            return
        self.other.show_picked(None, "")
        self.since.show_date(None)
        self.note.put_value("")

    def execute(self) -> None:
        kind, outgoing = self.way.value
        ends = (self.partner, PartnerId(self.other.key))
        first, second = ends if outgoing else ends[::-1]
        values = {"kind": kind, "since": self.since.value, "note": self.note.text().strip()}
        self.desk.book.execute(AddRelationship(values, first, second))
