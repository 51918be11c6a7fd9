"""The restrictions watch in the pane: what of other agreements the draft meets, or that nothing overlaps."""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from crm.agreements.drafting.overlap_words import overlap_message, overlap_where, overlaps_summary
from crm.agreements.queries import Overlapping
from crm.agreements.queries.overlapping import OverlapRow, OverlapsRow
from crm.values import Message
from crm.values.ids import AgreementId
from ui.agreements.shown import Shown
from ui.kit.buttons import Button
from ui.kit.labels import Label
from ui.kit.look import Plain, Text, look
from ui.kit.marks import IconMark
from ui.kit.panels import Across, Down, clear
from ui.partners.wording import title_of

if TYPE_CHECKING:
    from ui.agreements.side import Side


class OverlapRows(QWidget):
    """Asks the book for each state of the draft that it is shown; what a save has newly brought is also a notice."""

    counted = Signal()

    def __init__(self, side: "Side") -> None:
        super().__init__()
        self.side = side
        self.shown: Shown | None = None
        self.found: OverlapsRow | None = None
        self.known: dict[AgreementId, frozenset[Hashable]] = {}
        """What each agreement met when it was last read; of what was not read yet nothing is new."""

        self.built: object = None
        self.body = Down(self)

    def show_record(self, shown: Shown) -> None:
        other = self.shown is None or self.shown.id != shown.id
        self.shown = shown
        if other or not shown.is_draft:
            self.found = None
            self.setVisible(False)
        if shown.is_draft:
            question = Overlapping(shown.id, shown.today)
            self.side.desk.worker.ask(self, question, lambda row: self.show_found(shown, row), "overlaps")
        else:
            self.side.desk.worker.forget(self, "overlaps")
            self.known[shown.id] = frozenset()  # an amendment that is begun from here is a save

    def show_found(self, shown: Shown, row: OverlapsRow) -> None:
        if self.shown is None or self.shown.id != shown.id:
            return
        self.found = row
        self.setVisible(True)
        key = (row, shown.id, look.language, look.percent)
        if key != self.built:
            self.built = key
            clear(self.body)
            for line in self.lines(row):
                self.body.addWidget(line)
        self.counted.emit()
        self.tell_new(shown, row)

    def lines(self, row: OverlapsRow) -> list[QWidget]:
        rows: list[QWidget] = [OverlapLine(self.side, one) for one in row.overlaps]
        if row.unread:
            words = Message("overlap.unread", {"places": row.unread})
            rows.append(told("triangle-alert", "amber", Label(words, wrap=True)))
        if not row.overlaps:
            mark = ("check", "green") if row.own else ("info", "text-3")
            rows.append(told(*mark, Label(overlaps_summary(row), tint="text-2", wrap=True)))
        return rows

    def doubtful(self) -> int:
        return len(self.found.overlaps) + bool(self.found.unread) if self.found is not None else 0

    def tell_new(self, shown: Shown, row: OverlapsRow) -> None:
        """Right after the save that caused it."""
        before, now = self.known.get(shown.id), frozenset(key_of(one) for one in row.overlaps)
        self.known[shown.id] = now
        new = [one for one in row.overlaps if before is not None and key_of(one) not in before]
        if new:
            values = {"n": len(new), "met": overlap_message(new[0], look.language)}
            self.side.desk.notice(Message("overlap.new", values), "overlap.look", lambda: self.look_at(shown.id))

    def look_at(self, key: AgreementId) -> None:
        if self.side.shown is None or self.side.shown.id != key or not self.isVisible():
            self.side.desk.show("agreements", "agreement", key)
        self.side.leave_form()
        self.side.desk.show_detail(True)
        self.side.scroller.ensureWidgetVisible(self)
        first = self.findChild(Button)
        (first or self).setFocus(Qt.FocusReason.OtherFocusReason)


def key_of(row: OverlapRow) -> Hashable:
    """An overlap without the book's own numbers, which an amendment gives anew."""
    return (row.own.kind, row.other.kind, row.agreement.id, row.first, row.last, row.places, row.fields)


def told(icon: str, tint: str, words: QWidget) -> QWidget:
    row = QWidget()
    across = Across(row, margins=(4, 2, 4, 2), gap=8)
    across.addWidget(IconMark(icon, tint), 0, Qt.AlignmentFlag.AlignTop)
    across.addWidget(words, 1)
    return row


class OverlapLine(QWidget):
    """What meets what; in which clauses, when, where, in what; and a button to each of both clauses."""

    def __init__(self, side: "Side", row: OverlapRow) -> None:
        super().__init__()
        self.side, self.row = side, row
        words = Down(gap=0).take(
            Label(overlap_message(row, look.language), wrap=True),
            Label(overlap_where(row, look.language), 12, tint="text-3", wrap=True),
        )
        buttons = Across(margins=(0, 4, 0, 0), gap=8)
        if row.own_number:
            number = Message("draft-where.clause", {"number": row.own_number})
            buttons.addWidget(self.button(number, lambda: side.line_asked.emit(row.own.line)))
        name = row.agreement.number or title_of(row.agreement)
        other = self.button(Plain(name), self.open_other)
        buttons.take(other, None)
        words.addLayout(buttons)
        across = Across(self, margins=(4, 4, 4, 4), gap=8)
        across.addWidget(IconMark("triangle-alert", "amber"), 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        self.setFocusProxy(other)

    def button(self, text: Text, act: Callable[[], None]) -> Button:
        made = Button(text, small=True)
        made.clicked.connect(act)
        return made

    def open_other(self) -> None:
        """The other agreement, at the clause that promises."""
        line = self.row.other.line
        self.side.opened.emit(self.row.agreement.id)
        if line:
            self.side.line_asked.emit(line)
