"""The text on a day: what all versions say together on a date, as known on another, read only."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crm.agreements.drafting.laid import LaidClause, laid, languages_of
from crm.agreements.queries import InForce
from crm.agreements.queries.in_force import InForceRow
from crm.values import Message
from crm.values.ids import AgreementId
from ui.agreements.comparing import pair_of
from ui.agreements.paragraph_line import ParagraphLine
from ui.agreements.shown import Shown
from ui.agreements.side_sections import version_name
from ui.agreements.wording import number_of
from ui.kit.buttons import Link
from ui.kit.chips import Tag
from ui.kit.dates import DateField
from ui.kit.labels import Label
from ui.kit.look import Plain, look
from ui.kit.marks import IconMark
from ui.kit.notices import EmptyRoom
from ui.kit.panels import Across, Down, Panel, Scroller, clear
from ui.kit.room import Desk
from ui.partners.wording import in_language, title_of


class DayPage(Panel):
    """Two days are chosen; each clause says from which version it comes. `left` when the record is wanted again."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface")
        self.desk = desk
        self.shown: Shown | None = None
        self.found: InForceRow | None = None
        self.make_parts()
        self.lay_out()
        self.back.clicked.connect(self.left)
        self.on.committed_date.connect(lambda _day: self.ask())
        self.known.committed_date.connect(lambda _day: self.ask())

    def make_parts(self) -> None:
        today = self.desk.book.clock.today
        self.back = Link("agreements.back-to-record")
        self.title = Label("", 15, 600)
        self.on = DateField(today, "agreements.text-on")
        self.known = DateField(today, "agreements.as-known-on")
        self.state = Label("", 12, tint="text-2", wrap=True)
        self.page = QWidget()
        self.rows = Down(self.page, margins=(20, 8, 20, 20))
        self.scroller = Scroller(self.page)
        self.nothing = EmptyRoom("agreements.nothing-in-force", "agreements.nothing-in-force-why")

    def lay_out(self) -> None:
        head = Panel("surface", lines="bottom")
        column = Down(head, margins=(16, 10, 16, 10), gap=8)
        first = Across(gap=8).take(self.back, IconMark("chevron-right", "text-3"))
        first.addWidget(self.title, 1)
        second = Across(gap=8).take(Label("agreements.text-on", tint="text-2"), self.on)
        second.take(Label("agreements.as-known-on", tint="text-2"), self.known, None)
        for field in (self.on, self.known):
            field.setMinimumWidth(look.px(120))
        column.take(first, second, self.state)
        whole = Down(self).take(head)
        whole.addWidget(self.scroller, 1)
        whole.addWidget(self.nothing, 1)

    def begin(self, shown: Shown) -> None:
        """Today as known today."""
        self.shown = shown
        self.on.show_date(shown.today)
        self.known.show_date(shown.today)
        self.title.say(Plain(f"{number_of(shown.row)} {title_of(shown.row)}"))
        self.ask()

    def days(self) -> tuple[date, date]:
        """An emptied field is today, the day of knowing the day itself."""
        on = self.on.value or self.desk.book.clock.today()
        return on, self.known.value or on

    def ask(self) -> None:
        if self.shown is not None:
            question = InForce(AgreementId(self.shown.id), *self.days())
            self.desk.worker.ask(self, question, self.show_found, "day")

    def again(self, shown: Shown) -> None:
        self.shown = shown
        self.ask()

    def show_found(self, row: InForceRow) -> None:
        if self.shown is None:
            return
        self.found = row
        self.state.say(self.state_of(row))
        self.scroller.setVisible(row.text is not None)
        self.nothing.setVisible(row.text is None)
        clear(self.rows)
        if row.text is not None and row.terms is not None:
            version = replace(self.shown.row.versions[max(row.versions) - 1], terms=row.terms)
            sources = dict(row.sources)
            for clause in laid(self.shown.row, version, row.text, self.shown.row.languages):
                self.add_clause(self.shown, clause, sources.get(clause.line, 1))
            self.rows.addStretch(1)

    def state_of(self, row: InForceRow) -> Message:
        values = {"on": row.on, "known": row.known, "status": row.status}
        return Message("agreements.in-force-on" if row.in_force else "agreements.not-in-force-on", values)

    def add_clause(self, shown: Shown, clause: LaidClause, source: int) -> None:
        head = QWidget()
        across = Across(head, margins=(0, 12, 0, 4), gap=8)
        heading = in_language(clause.heading_en, clause.heading_zh) or clause.heading_en or clause.heading_zh
        across.take(Label(Plain(f"{clause.number}  {heading}".strip()), 13, 600, wrap=True))
        across.take(Tag(Plain(version_name(shown.row.versions[source - 1])), "neutral" if source == 1 else "accent"))
        across.addStretch(1)
        self.rows.addWidget(head)
        for row in clause.rows:
            line = ParagraphLine(languages_of(shown.row.languages))
            line.show_pair(pair_of(row, None), can_write=False)
            self.rows.addWidget(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
