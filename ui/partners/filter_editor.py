"""The small pane in which one condition of the filter is made or changed, by the kind of its field."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.partners.filters import Field, Operator, OwnField, Term, read_filter
from crm.partners.filters.fields import COMPARED, Kind
from crm.partners.filters.tokens import spelled, spelled_key
from crm.partners.filters.values import said
from ui.kit.choices import CheckField, ChoiceField
from ui.kit.fields import LineField
from ui.kit.labels import Label
from ui.kit.look import Plain, look
from ui.kit.panels import Down, Scroller
from ui.kit.popover import Popover
from ui.partners.filter_choices import options_of
from ui.partners.filter_words import field_title

WIDE, MOST_SHOWN = 240, 12
NEVER = 24 * 3600 * 1000
WAYS = {
    Kind.DAY: ("filters.day-is", "filters.day-less", "filters.day-more", "filters.day-at-most", "filters.day-at-least"),
    Kind.NUMBER: ("filters.number-is", "filters.less", "filters.more", "filters.at-most", "filters.at-least"),
}
HINTS = {Kind.DAY: "filters.hint-day", Kind.NUMBER: "filters.hint-number", Kind.MONEY: "filters.hint-money"}


class TermEditor(Popover):
    """`changed` tells (the term that was, or None; the term that is now, or None)."""

    changed = Signal(object, object)

    def __init__(self, opener: QWidget, field: Field, term: Term | None, own: Sequence[OwnField], book: Any) -> None:
        super().__init__(opener, Plain(field_title(field)), width=WIDE)
        self.field, self.term, self.own = field, term, own
        self.boxes: list[tuple[str, CheckField]] = []
        self.column.addWidget(Label(Plain(field_title(field)), 12, 600, "text-2"))
        options = options_of(field, own, book)
        if options:
            self.offer_boxes(options)
        else:
            self.offer_line()
        self.add_negation()

    # What can be listed

    def offer_boxes(self, options: Sequence[tuple[str, str]]) -> None:
        chosen = set(self.term.values) if self.term is not None else set()
        listed = dict(options)
        for value in sorted(chosen - set(listed)):  # what the filter says and the book no longer lists
            listed[value] = said(self.field, value, look.language)
        holder = QWidget()
        rows = Down(holder, gap=2)
        for value, text in listed.items():
            box = CheckField(Plain(text), checked=value in chosen)
            box.clicked.connect(lambda _=False: self.tell_boxes())
            self.boxes.append((value, box))
            rows.addWidget(box)
        if len(self.boxes) <= MOST_SHOWN:
            self.column.addWidget(holder)
            return
        scroller = Scroller(holder, "raised")
        scroller.setFixedHeight(look.px(26 * MOST_SHOWN))
        self.column.addWidget(scroller)

    def tell_boxes(self) -> None:
        values = tuple(value for value, box in self.boxes if box.isChecked())
        self.tell(Term(self.field.key, Operator.IS, values, self.is_negated()) if values else None)

    # What is typed

    def offer_line(self) -> None:
        self.enter_closes = False
        kind = Kind.NUMBER if self.field.kind in (Kind.SCORE, Kind.MONEY) else self.field.kind
        self.way = ChoiceField(list(zip(Operator, WAYS.get(kind, ()), strict=False)), "filters.way")
        self.way.show_value(self.term.operator if self.term is not None else self.first_way())
        self.line = LineField(Plain(field_title(self.field)), HINTS.get(self.field.kind, "filters.hint-text"))
        self.line.commits.rest.setInterval(NEVER)
        self.wrong = Label("", 12, tint="red", wrap=True)
        self.wrong.hide()
        if self.term is not None:
            self.line.put_value(", ".join(said(self.field, value, look.language) for value in self.term.values))
        self.column.take(self.way, self.line, self.wrong)
        self.way.setVisible(self.field.kind in COMPARED)
        self.way.committed.connect(lambda _way: self.tell_line())
        self.line.returnPressed.connect(self.enter_line)
        self.line.left.connect(self.close_popover)

    def first_way(self) -> Operator:
        if self.field.kind is Kind.DAY:
            return Operator.LESS
        return Operator.AT_LEAST if self.field.kind in COMPARED else Operator.IS

    def enter_line(self) -> None:
        if not self.line.composing and self.tell_line():
            self.close_popover()

    def tell_line(self) -> bool:
        """The condition as its text would be read; what cannot be read is said below the line."""
        typed = self.line.text().strip()
        if not typed:
            self.tell(None)
            return True
        operator = self.way.value if self.field.kind in COMPARED else Operator.IS
        values = values_typed(self.field, typed)
        reading = read_filter(f"{spelled_key(self.field.key)}{operator.value}{values}", self.own)
        self.wrong.setVisible(bool(reading.problems))
        if reading.problems:
            self.wrong.say(reading.problems[0])
            self.refit()
            return False
        (term,) = reading.filter.terms
        self.tell(Term(term.field, term.operator, term.values, self.is_negated()))
        return True

    # Both

    def add_negation(self) -> None:
        self.negation = CheckField("filters.turned-round", checked=self.term is not None and self.term.negated)
        self.column.addWidget(self.negation)
        self.negation.clicked.connect(lambda _=False: self.tell_boxes() if self.boxes else self.tell_line())

    def is_negated(self) -> bool:
        return self.negation.isChecked()

    def tell(self, term: Term | None) -> None:
        if term != self.term:
            before, self.term = self.term, term
            self.changed.emit(before, term)

    def first_focus(self) -> QWidget | None:
        return self.boxes[0][1] if self.boxes else self.line


def values_typed(field: Field, typed: str) -> str:
    """A text as one value; days, numbers and the like as they stand, with their commas."""
    return spelled(typed) if field.kind in (Kind.TEXT, Kind.NAME) else typed.replace(" ", "")
