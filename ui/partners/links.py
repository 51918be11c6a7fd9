"""Relationships of a partner, read from its side: added in one line, ended, taken away."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.partners.commands import AddRelationship, EndRelationship, RemoveRelationship
from crm.partners.queries import LinkRow, PartnerDetailRow
from crm.values import Command, Message, Refused, WorldFault
from crm.values.enums import RelationshipType
from crm.values.ids import PartnerId, Version
from ui.kit.buttons import Button, IconButton
from ui.kit.choices import ChoiceField
from ui.kit.dates import DateField
from ui.kit.labels import Label
from ui.kit.look import Plain, Text, look
from ui.kit.panels import Across, Down
from ui.kit.pickers import PickField
from ui.kit.room import Desk
from ui.partners.lines import WordsLine
from ui.partners.people import found_partners, indented
from ui.partners.section import Section
from ui.partners.wording import in_language, menu_of, span_text

SAME_BOTH_WAYS = (RelationshipType.COMPETES_WITH, RelationshipType.INTEGRATES_WITH, RelationshipType.KNOWS)


def ways() -> list[tuple[Any, Text]]:
    """Each relationship in both directions, as a sentence with a gap."""
    gap = Plain("…")
    out: list[tuple[Any, Text]] = [
        ((kind, True), Message("partners.link-out", {"kind": kind, "name": gap.text})) for kind in RelationshipType
    ]
    return out + [
        ((kind, False), Message("partners.link-in", {"kind": kind, "name": gap.text}))
        for kind in RelationshipType
        if kind not in SAME_BOTH_WAYS
    ]


class LinksSection(Section):
    """`opened` asks for the other partner."""

    opened = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__("partners.links")
        self.desk = desk
        self.form = NewLink(desk)
        self.column.addWidget(self.form)

    def show_partner(self, partner: PartnerDetailRow) -> None:
        self.form.partner = PartnerId(partner.id)
        self.heading.show_count(len(partner.links) or None)
        self.show_rows((partner.id, partner.links, look.language), lambda: self.lines(partner))

    def lines(self, partner: PartnerDetailRow) -> list[QWidget]:
        if not partner.links:
            return [indented(Label("partners.no-links", tint="text-3", wrap=True), 4)]
        return [self.line(link) for link in partner.links]

    def line(self, link: LinkRow) -> QWidget:
        row = QWidget()
        code = "partners.link-out" if link.outgoing else "partners.link-in"
        name = in_language(link.other_en, link.other_zh)
        said = look.say(Message(code, {"kind": link.kind, "name": name}))
        words = WordsLine(said, link.note, look.say(span_text(link.since, link.until)))
        words.clicked.connect(lambda: self.opened.emit(link.other_id))
        more = IconButton("ellipsis", "partners.more", side=24)
        more.clicked.connect(lambda: self.offer(link, more))
        across = Across(row, gap=4)
        across.addWidget(words, 1)
        across.addWidget(more)
        return row

    def offer(self, link: LinkRow, beside: QWidget) -> None:
        seen = Version(link.version)
        entries: list[tuple[Text, str, Any] | None] = []
        if link.until is None:
            end = EndRelationship(link.id, None, seen)
            entries.append(("partners.end-link", "calendar-x", self.doing(end, "partners.link-ended")))
        gone = RemoveRelationship(link.id, seen)
        entries.append(("partners.remove-link", "trash-2", self.doing(gone, "partners.link-removed")))
        menu_of(self, entries).popup(beside.mapToGlobal(beside.rect().bottomLeft()))

    def doing(self, act: Command, toast: Text) -> Callable[[], None]:
        def do() -> None:
            self.desk.execute(act, toast=toast)

        return do


class NewLink(QWidget):
    """How, with whom, since when."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.partner: PartnerId | None = None
        self.way = ChoiceField(ways(), "partners.link-kind")
        self.other = PickField(found_partners(desk), "partners.link-other", "partners.link-other")
        self.since = DateField(desk.book.clock.today, "field.since", "field.since")
        self.add = Button("partners.add-link")
        self.wrong = Label("", 12, tint="red", wrap=True)
        self.wrong.hide()
        first, second = Across(gap=8), Across(gap=8)
        first.addWidget(self.way, 1)
        first.addWidget(self.other, 1)
        second.addWidget(self.since, 1)
        second.addWidget(self.add)
        Down(self, margins=(4, 8, 4, 0), gap=6).take(first, second, self.wrong)
        self.add.clicked.connect(self.save)

    def save(self) -> None:
        if self.other.key is None:
            self.wrong.say("partners.choose-partner")
            self.wrong.show()
            return
        kind, outgoing = self.way.value
        ends = (self.partner, PartnerId(self.other.key))
        first, second = ends if outgoing else ends[::-1]
        try:
            self.desk.book.execute(AddRelationship({"kind": kind, "since": self.since.value}, first, second))
        except Refused as refusal:
            self.wrong.say(refusal.problems[0])
            self.wrong.show()
            return
        except WorldFault as fault:
            self.desk.problems(fault.problem)
            return
        self.wrong.hide()
        self.other.show_picked(None, "")
        self.since.show_date(None)
