"""All results of a search: every kind, narrowed by chips, page after page; what is entered opens where it stands."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from crm.book import Book
from crm.book.outside import safe_name
from crm.book.search import KindCount, TextHit
from crm.partners.queries import AttachmentBytes
from crm.values import Changes, Message
from crm.values.ids import AttachmentId
from ui.kit.actions import Action
from ui.kit.buttons import Button
from ui.kit.fields import LineField
from ui.kit.labels import Label
from ui.kit.look import look
from ui.kit.notices import EmptyRoom
from ui.kit.outside import put_outside
from ui.kit.panels import Across, Down, Panel
from ui.kit.room import Desk
from ui.kit.room import Room as BaseRoom
from ui.window.hits import Found, found_names
from ui.window.reaching import reach
from ui.window.result_filters import Narrowing, ResultFilters
from ui.window.result_list import ResultList
from ui.window.result_rows import ResultRow, name_row, text_row

PAGE = 50
HEARD_AFTER = 150
"""Milliseconds after the last key until the results follow."""

NAMES = 9

Page = tuple[Found, list[TextHit]]
"""Names found by their sound, and texts."""


def page_of(book: Book, words: str, narrowing: Narrowing, today: date) -> Page:
    """The first page. For a worker. A name that a text holds too stands there once, with its line."""
    hits = book.query(narrowing.page(words, today, PAGE))
    if not narrowing.takes_names():
        return Found((), (), {}), hits
    found = found_names(book, words, NAMES)
    texts = {(hit.kind, hit.record_id) for hit in hits}
    names = [hit for hit in found.names if (hit.kind, hit.record_id) not in texts]
    shown = tuple(hit for hit in names if not narrowing.kinds or hit.kind in narrowing.kinds)
    return replace(found, names=shown), hits


class Room(BaseRoom):
    name = "results"
    icon = "search"
    label = "window.results"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.words = ""
        self.found: Page = (Found((), (), {}), [])
        self.field = LineField("window.results", "window.results-hint", icon="search")
        self.field.searches = True
        self.field.commits.rest.setInterval(HEARD_AFTER)
        self.number = Label("", 13, tint="text-3", right=True)
        self.keep = Button("window.save-file", "download", "S")
        self.filters = ResultFilters(desk)
        self.list = ResultList()
        self.pages = QStackedWidget()
        self.lay_out()
        self.connect_signals()
        self.show_words("")

    def lay_out(self) -> None:
        self.head = Panel("surface", lines="bottom")
        row = Across(self.head, margins=(16, 0, 16, 0), gap=12)
        row.take(Label("window.results", 15, 600))
        row.addWidget(self.field, 1)
        row.take(self.number, self.keep)
        for page in (
            self.list,
            EmptyRoom("window.results-none", "window.results-none-why"),
            EmptyRoom("window.results-begin", "window.results-begin-why"),
        ):
            self.pages.addWidget(page)
        column = Down(self).take(self.head, self.filters)
        column.addWidget(self.pages, 1)
        self.retranslate()

    def connect_signals(self) -> None:
        self.field.committed.connect(self.look_for)
        self.filters.changed.connect(lambda _narrowing: self.ask())
        self.list.opened.connect(self.open)
        self.list.chosen.connect(self.allow)
        self.list.left.connect(self.focus_field)
        self.list.results.wanted.connect(self.ask_on)
        self.keep.clicked.connect(self.save_file)
        self.desk.actions.add(
            Action("results-find", "window.results-hint", self.focus_field, "search", ("Ctrl+F",), "results", "edit"),
            Action("results-save", "window.save-file", self.save_file, "download", ("S",), "results", listed=True),
        )

    def retranslate(self) -> None:
        self.head.setFixedHeight(look.px(48))
        self.show_page()

    def focus_field(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    # Asking

    def show_words(self, words: str) -> None:
        """What the palette was asked for, with nothing narrowed."""
        self.filters.start_anew()
        self.field.put_value(words)
        self.look_for(words)

    def look_for(self, words: str) -> None:
        self.words = words.strip()
        self.ask()

    def ask(self) -> None:
        """The first page and the counts. Names found by their sound stand first, where nothing narrows them."""
        words, narrowing, today = self.words, self.filters.narrowing, self.desk.book.clock.today()
        if not words:
            self.desk.worker.forget(self, "page")
            self.take_page((Found((), (), {}), []))
            self.filters.show_counts({})
            return
        book = self.desk.book
        self.desk.worker.work(self, lambda: page_of(book, words, narrowing, today), self.take_page, "page")
        self.desk.worker.ask(self, narrowing.counts(words, today), self.take_counts, "counts")

    def ask_on(self) -> None:
        last = self.found[1][-1].key if self.found[1] else None
        question = self.filters.narrowing.page(self.words, self.desk.book.clock.today(), PAGE, last)
        self.desk.worker.ask(self, question, self.take_more, "page")

    def take_page(self, page: Page) -> None:
        self.found = page
        self.show_page()

    def show_page(self) -> None:
        names, hits = self.found
        rows = [name_row(hit, names, self.words) for hit in names.names]
        rows += [text_row(hit, self.words) for hit in hits]
        self.list.show_rows(rows, goes_on=bool(hits) and len(hits) % PAGE == 0)
        self.pages.setCurrentIndex(0 if rows else 1 if self.words else 2)

    def take_more(self, hits: list[TextHit]) -> None:
        self.found = (self.found[0], [*self.found[1], *hits])
        self.list.results.add_rows([text_row(hit, self.words) for hit in hits], goes_on=len(hits) == PAGE)

    def take_counts(self, counted: list[KindCount]) -> None:
        """`1,000+` where counting stopped."""
        shown = {one.kind: f"{one.count:,}" + ("+" if one.more else "") for one in counted}
        self.filters.show_counts(shown)
        wanted = self.filters.narrowing.kinds
        among = [one for one in counted if not wanted or one.kind in wanted]
        total = sum(one.count for one in among)
        more = any(one.more for one in among)
        self.number.say(Message("window.results-more" if more else "window.results-count", {"n": total}))

    def on_changes(self, changes: Changes) -> None:
        if self.words:
            self.ask()

    # Opening

    def open(self, row: ResultRow) -> None:
        reach(self.desk, row.target)

    def allow(self, row: ResultRow | None) -> None:
        self.keep.allow(row is not None and bool(row.file), "window.no-file-chosen")

    def save_file(self) -> None:
        row = self.list.current()
        if row is None or not row.file:
            return
        whole = Path(row.file)
        proposed = safe_name(whole.stem, whole.suffix)
        chosen, _ = QFileDialog.getSaveFileName(self, look.say("window.save-file"), proposed)
        if chosen:
            self.write_file(row, Path(chosen))

    def write_file(self, row: ResultRow, path: Path) -> None:
        asked = AttachmentBytes(AttachmentId(row.record_id))
        put_outside(self.desk, path, lambda: bytes(self.desk.book.query(asked)[1]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.field.hasFocus():
            self.field.commits.commit()
            self.desk.worker.settle()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.text().upper() == "S" and self.list.hasFocus():
            self.save_file()
        else:
            super().keyPressEvent(event)

    def first_focus(self) -> QWidget:
        return self.list if self.list.results.rows else self.field

    def state(self) -> dict[str, object]:
        return {"words": self.words}
