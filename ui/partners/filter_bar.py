"""The filter of the list as chips and as one line of text (Ctrl+F): the same object, kept in step."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from crm.partners.filters import Field, Filter, Term, field_by_key, fields_of, read_filter, written
from crm.partners.queries.custom_field import CustomFieldRow, CustomFields
from crm.values import Changes, Problem
from crm.values.enums import CustomConcept
from ui.kit.buttons import Link
from ui.kit.chips import Chip
from ui.kit.flow import FlowBox
from ui.kit.labels import Label
from ui.kit.look import Plain, Text, look
from ui.kit.panels import Across, Down, clear
from ui.kit.room import Desk
from ui.partners.filter_choices import Option, options_of
from ui.partners.filter_editor import TermEditor
from ui.partners.filter_line import FilterLine
from ui.partners.filter_offers import Offer, offers
from ui.partners.filter_proposals import corrected, proposal_of
from ui.partners.filter_words import ASKED, chip_texts, field_title

HEARD_AFTER = 120
"""Milliseconds after the last key until the list follows."""


class FilterBar(QWidget):
    """`asked` tells the filter. While text is being composed by an input method, or means nothing, it waits."""

    asked = Signal(object)
    done = Signal()
    """Enter, Down or Esc: the keyboard goes on in the list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.filter = Filter()
        self.own: Sequence[CustomFieldRow] = desk.book.query(CustomFields(CustomConcept.PARTNER))
        self.problem: Problem | None = None
        self.editor: TermEditor | None = None
        self.make_parts()
        self.lay_out()
        self.connect_signals()
        self.show_chips()

    def make_parts(self) -> None:
        self.line = FilterLine(self.offers_for)
        self.line.commits.rest.setInterval(HEARD_AFTER)
        self.line.proposal = self.take_proposal
        self.found = Label("", tint="text-3", right=True)
        self.more = Chip("partners.filter-add", icon="plus", outlined=True)
        self.chips = FlowBox(gap=8)
        self.wrong = Label("", 12, tint="red", wrap=True)
        self.propose = Link(Plain(""), 12)
        self.trouble = QWidget()

    def lay_out(self) -> None:
        top = Across(gap=8)
        top.addWidget(self.chips, 1)
        top.addWidget(self.found)
        below = Across(self.trouble, gap=8)
        below.addWidget(self.wrong, 1)
        below.addWidget(self.propose)
        self.trouble.hide()
        self.chips.take(self.more)
        Down(self, margins=(16, 8, 16, 8), gap=4).take(top, self.line, self.trouble)

    def connect_signals(self) -> None:
        self.line.committed.connect(self.read)
        self.line.left_down.connect(self.done)
        self.line.offered.connect(lambda _offered: self.show_trouble())
        self.more.clicked.connect(self.offer_fields)
        self.propose.clicked.connect(lambda: self.take_proposal())
        look.changed.connect(self.say_again)

    # In and out

    def read(self, text: str) -> None:
        """What means nothing is said under the line, and the list stays as it was."""
        reading = read_filter(text, self.own)
        self.problem = reading.problems[0] if reading.problems else None
        self.show_trouble()
        if self.problem is None:
            self.take(reading.filter)

    def take(self, asked: Filter) -> None:
        if asked != self.filter:
            self.filter = asked
            self.show_chips()
            self.asked.emit(asked)

    def put(self, asked: Filter) -> None:
        """From a chip, a header, a view or from what was remembered: the text says it too."""
        self.problem = None
        self.show_trouble()
        self.line.put_value(written(asked, look.language, self.own))
        self.take(asked)

    def say_again(self) -> None:
        if not self.line.commits.pending() and self.problem is None:
            self.line.put_value(written(self.filter, look.language, self.own))
        self.show_chips()

    def on_changes(self, changes: Changes) -> None:
        """A field of one's own came, went or was renamed."""
        if changes.touch("custom_field"):
            self.own = self.desk.book.query(CustomFields(CustomConcept.PARTNER))
            self.say_again()

    def show_found(self, text: Text) -> None:
        self.found.say(text)

    def show_line(self, shown: bool) -> None:
        """The board has no room to spare: there the line comes with Ctrl+F, or where something is wrong in it."""
        self.line.setVisible(shown)

    # Nonsense

    def show_trouble(self) -> None:
        """Not while an offer still hangs on what is typed: a half typed part is no nonsense yet."""
        shown = self.problem is not None and not self.line.is_offering()
        self.trouble.setVisible(shown)
        if shown and self.problem is not None:
            self.wrong.say(self.problem)
            proposal = proposal_of(self.problem)
            self.propose.setVisible(bool(proposal))
            self.propose.say(Plain(proposal))
            self.line.show_problem(look.say(self.problem))
        elif self.line.problem:
            self.line.show_problem("")

    def take_proposal(self) -> bool:
        """The nearest right word in place of the nonsense; False where nothing is proposed."""
        if self.problem is None or (better := corrected(self.line.text(), self.problem)) is None:
            return False
        self.line.setText(better)
        self.line.setFocus()
        self.line.commits.commit()
        return True

    def offers_for(self, text: str) -> list[Offer]:
        return offers(text, self.own, self.options)

    def options(self, field: Field) -> list[Option]:
        return options_of(field, self.own, self.desk.book)

    # Chips

    def show_chips(self) -> None:
        self.chips.flow.removeWidget(self.more)
        clear(self.chips.flow)
        for term in self.filter.terms:
            chip = Chip(*chip_texts(term, self.own), removable=True)
            chip.removed.connect(lambda term=term: self.put(self.filter.without(term)))
            chip.clicked.connect(lambda _=False, chip=chip, term=term: self.edit(chip, term))
            self.chips.take(chip)
        self.chips.take(self.more)

    def edit(self, chip: QWidget, term: Term) -> None:
        field = field_by_key(term.field, self.own)
        if field is not None:
            self.open_editor(chip, field, term)

    def offer_fields(self) -> None:
        """Every field, own ones included, and what can be asked of all of them."""
        menu = QMenu(self)
        for field in (*fields_of(self.own), *ASKED):
            title = look.say(ASKED[field]) if field in ASKED else field_title(field)
            entry = menu.addAction(title.replace("&", "&&"))
            entry.triggered.connect(lambda _=False, field=field: self.open_editor(self.more, field, None))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def open_editor(self, anchor: QWidget, field: Field, term: Term | None) -> None:
        self.editor = TermEditor(self.more, field, term, self.own, self.desk.book)
        self.editor.changed.connect(self.change_term)
        self.editor.open_at(anchor)

    def change_term(self, was: Term | None, now: Term | None) -> None:
        """A condition made, changed or taken away in the editor, in its own place."""
        terms = list(self.filter.terms)
        if was is not None and was in terms:
            place = terms.index(was)
            terms[place : place + 1] = [now] if now is not None else []
        elif now is not None:
            terms.append(now)
        asked = self.filter
        self.put(Filter(asked.words, tuple(terms), asked.sort, asked.descending))
