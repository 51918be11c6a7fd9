"""What looks alike: pairs with their reasons, each merged, said not to be the same, or left for later."""

from collections.abc import Generator, Mapping
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from crm.partners.commands.distinct import MarkNotSame
from crm.partners.duplicates.kinds import PartyKind
from crm.partners.queries.duplicates import (
    ContactFaces,
    DuplicateRow,
    PartnerFaces,
    Search,
    contacts_alike,
    partners_alike,
)
from crm.values import Changes, Message
from ui.kit.actions import Action
from ui.kit.buttons import Button, IconButton
from ui.kit.chips import Chip
from ui.kit.jobs import Job, Progress
from ui.kit.labels import Label
from ui.kit.loading import LongWork
from ui.kit.look import Plain, Text, follow, look
from ui.kit.notices import EmptyRoom
from ui.kit.panels import Across, Down, Panel
from ui.kit.room import Desk
from ui.kit.room import Room as BaseRoom
from ui.kit.rows import RowAction, RowList, TwoLineRow
from ui.kit.segments import Segments
from ui.partners.merging import MergePage

Pair = tuple[int, int]
LIST, SEARCHING, NONE, MERGING = range(4)


class Room(BaseRoom):
    name = "duplicates"
    icon = "copy"
    label = "window.duplicates"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.kind = PartyKind.PARTNER
        self.found: list[DuplicateRow] = []
        self.put_off: set[Pair] = set()
        self.job: Job | None = None
        self.stale = True
        self.wanted: list[int] = []
        self.by_hand = False
        self.among: frozenset[int] = frozenset()
        """Partners to which the list is narrowed; empty: every pair."""

        self.only = Chip("", icon="import", removable=True)
        self.only.hide()
        self.back = IconButton("arrow-left", "partners.back")
        self.number = Label("", 15, tint="text-3")
        self.kinds = Segments(
            [(PartyKind.PARTNER.value, "duplicates.partners"), (PartyKind.CONTACT.value, "duplicates.contacts")],
            "duplicates.which",
        )
        self.again = Button("duplicates.again", "refresh-cw")
        self.list = RowList("window.duplicates", self.acts())
        self.card = LongWork()
        self.page = MergePage(desk)
        self.lay_out()
        self.connect_signals()

    def acts(self) -> list[RowAction]:
        return [
            RowAction("merge", "merge.begin", "M", self.open_pair),
            RowAction("not-same", "duplicates.not-same", "N", self.part),
            RowAction("skip", "duplicates.skip", "S", self.put_off_pair),
        ]

    def lay_out(self) -> None:
        self.head = Panel("surface", lines="bottom")
        row = Across(self.head, margins=(8, 0, 16, 0), gap=8)
        row.take(self.back, Label("window.duplicates", 15, 600), self.number, self.only, None, self.kinds, self.again)
        waiting = QWidget()
        Down(waiting, margins=(24, 24, 24, 24)).take(self.card, None)
        self.pages = QStackedWidget()
        none = EmptyRoom("duplicates.none", "duplicates.none-why")
        for page in (self.list, waiting, none, self.page):
            self.pages.addWidget(page)
        column = Down(self).take(self.head)
        column.addWidget(self.pages, 1)
        follow(self.rescale)

    def rescale(self) -> None:
        self.head.setFixedHeight(look.px(48))

    def connect_signals(self) -> None:
        self.back.clicked.connect(lambda: self.desk.show("partners"))
        self.pages.currentChanged.connect(lambda page: self.head.setVisible(page != MERGING))
        self.kinds.chosen.connect(self.choose_kind)
        self.only.removed.connect(self.show_every)
        self.only.clicked.connect(self.show_every)
        self.again.clicked.connect(self.search)
        self.card.ended.connect(self.end_search)
        self.list.opened.connect(self.open_pair)
        self.page.left.connect(self.leave_page)
        self.page.merged.connect(self.leave_merged)
        self.page.skipped.connect(self.skip_page)
        self.page.parted.connect(self.part_page)
        self.desk.actions.add(
            Action("duplicates-merge", "merge.begin", self.open_current, "git-merge", ("M",), self.name, listed=True),
            Action("duplicates-again", "duplicates.again", self.search, "refresh-cw", (), self.name, "edit"),
        )

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if self.stale and self.pages.currentIndex() != MERGING:
            self.search()

    def choose_kind(self, key: str) -> None:
        self.kind = PartyKind(key)
        self.narrow(frozenset())
        self.search()

    def show_among(self, partner_ids: frozenset[int], source: Text) -> None:
        """Only the pairs of these partners: what an import brought."""
        self.kind = PartyKind.PARTNER
        self.kinds.show_choice(self.kind.value)
        self.only.say(Message("duplicates.among", {"file": look.say(source)}))
        self.narrow(partner_ids)
        if self.pages.currentIndex() == MERGING:
            self.by_hand = False
            self.pages.setCurrentIndex(LIST)
        self.search()

    def show_every(self) -> None:
        self.narrow(frozenset())
        self.search()

    def narrow(self, ids: frozenset[int]) -> None:
        self.among = ids
        self.only.setVisible(bool(ids))

    def search(self) -> None:
        """Over the whole book, on a thread of its own."""
        self.stop()
        self.stale = False
        kind = self.kind
        job = Job(lambda: searching(self.desk.book, kind), self)
        job.done.connect(lambda found: self.hear(job, found))
        job.refused.connect(self.desk.problems)
        job.thread_of_work.finished.connect(job.deleteLater)
        self.job = job
        self.pages.setCurrentIndex(SEARCHING)
        self.card.watch(job, "duplicates.reading")

    def stop(self) -> None:
        if self.job is not None:
            self.job.cancel()
            self.job = None

    def hear(self, job: Job, found: list[DuplicateRow]) -> None:
        if job is self.job:
            self.job = None
            self.show_found(found)

    def show_found(self, found: list[DuplicateRow]) -> None:
        """What was put off comes last."""
        found = [row for row in found if not self.among or {row.first_id, row.second_id} & self.among]
        self.found = sorted(found, key=lambda row: (pair_of(row) in self.put_off, -row.score))
        self.list.show_rows([line_of(row) for row in self.found])
        self.number.say(Plain(f"{len(found):,}" if found else ""))
        self.desk.status(Message("duplicates.count", {"n": len(found)}))
        self.end_search()

    def end_search(self) -> None:
        """A pair that is being merged stays in sight."""
        if self.pages.currentIndex() != MERGING:
            self.show_list()

    def show_list(self) -> None:
        self.pages.setCurrentIndex(LIST if self.found else NONE)
        if self.found:
            self.list.setFocus()

    def row_of(self, key: object) -> DuplicateRow | None:
        return next((row for row in self.found if pair_of(row) == key), None)

    def open_current(self) -> None:
        self.open_pair(self.list.current_key())

    def open_pair(self, key: object) -> None:
        if (row := self.row_of(key)) is not None:
            self.list.choose(key)
            self.by_hand = False
            self.pages.setCurrentIndex(MERGING)
            self.page.open_pair(row.first_id, row.second_id, row.kind, row)

    def part(self, key: object) -> None:
        """Remembered: the two are not suggested again."""
        if (row := self.row_of(key)) is not None:
            said = Message("duplicates.parted", {"first": row.first, "second": row.second})
            if self.desk.execute(MarkNotSame(row.first_id, row.second_id, row.kind), self, toast=said) is not None:
                self.leave_out({pair_of(row)})

    def put_off_pair(self, key: object) -> None:
        """To the end of the list, until the room is left."""
        if (row := self.row_of(key)) is not None:
            at = self.found.index(row)
            self.put_off.add(pair_of(row))
            self.found = [*(each for each in self.found if each is not row), row]
            self.go_on(at)

    def leave_out(self, gone: set[Pair]) -> None:
        at = next((place for place, row in enumerate(self.found) if pair_of(row) in gone), 0)
        self.found = [row for row in self.found if pair_of(row) not in gone]
        self.go_on(at)

    def go_on(self, at: int) -> None:
        """The pair that took the place of the one that was done; where pairs are merged, it is opened at once."""
        merging = self.pages.currentIndex() == MERGING
        self.list.show_rows([line_of(row) for row in self.found])
        self.number.say(Plain(f"{len(self.found):,}" if self.found else ""))
        following = self.found[min(at, len(self.found) - 1)] if self.found else None
        if following is None or not merging:
            self.show_list()
        if following is not None:
            self.list.choose(pair_of(following))
            if merging:
                self.open_pair(pair_of(following))

    def on_changes(self, changes: Changes) -> None:
        """A record that went takes its pairs along; whatever else changed is found by the next search."""
        self.page.on_changes(changes)
        if changes.touch("distinct_pair") and changes.initiator is not self:
            self.look_again()
        elif changes.touch(self.kind.value):
            self.drop_gone(changes)

    def drop_gone(self, changes: Changes) -> None:
        touched = changes.ids.get(self.kind.value, frozenset())
        gone = {pair_of(row) for row in self.found if {row.first_id, row.second_id} & touched}
        if changes.initiator is self.page and gone:
            lost = changes_lost(self.desk.book, self.kind, touched)
            self.leave_out({pair for pair in gone if set(pair) & lost})
        elif changes.initiator is not self.page:
            self.look_again()

    def look_again(self) -> None:
        """Undone, edited elsewhere, imported: searched anew, at once where the list is in sight."""
        self.stale = True
        if self.isVisible() and self.pages.currentIndex() != MERGING:
            self.search()

    def retranslate(self) -> None:
        self.list.show_rows([line_of(row) for row in self.found])

    def open_record(self, kind: str, key: int) -> None:
        """Two records opened one after the other are shown side by side: what a person chose to merge."""
        self.wanted = [*(one for one in self.wanted if one != key), key][-2:]
        if len(self.wanted) == 2:
            first, second = self.wanted
            self.wanted, self.by_hand = [], True
            self.pages.setCurrentIndex(MERGING)
            self.page.open_pair(first, second, PartyKind(kind))

    def leave_page(self) -> None:
        """Back to where it was opened: the list of pairs, or the partners."""
        if self.by_hand:
            self.by_hand = False
            self.desk.show("partners")
        self.show_list()

    def leave_merged(self) -> None:
        if self.by_hand:
            self.leave_page()

    def skip_page(self) -> None:
        if self.by_hand:
            self.leave_page()
        else:
            self.put_off_pair(self.list.current_key())

    def part_page(self) -> None:
        """What was chosen by hand is said not to be the same, too."""
        preview = self.page.preview
        if not self.by_hand:
            self.part(self.list.current_key())
        elif preview is not None:
            said = Message("duplicates.parted", {"first": preview.keep.name, "second": preview.lose.name})
            self.desk.execute(MarkNotSame(preview.keep.id, preview.lose.id, preview.kind), self, toast=said)
            self.leave_page()

    def state(self) -> dict[str, Any]:
        return {"kind": self.kind.value}

    def restore(self, state: Mapping[str, Any]) -> None:
        if state.get("kind") == PartyKind.CONTACT.value:
            self.kind = PartyKind.CONTACT
            self.kinds.show_choice(self.kind.value)

    def first_focus(self) -> QWidget:
        return self.list if self.found else self.again


def searching(book: Any, kind: PartyKind) -> Generator[Progress, None, list[DuplicateRow]]:
    """Reads the book, then compares; each step says how far it is."""
    yield Progress(0, 0, "duplicates.reading")
    if kind is PartyKind.PARTNER:
        search: Search = partners_alike(book.query(PartnerFaces()))
    else:
        search = contacts_alike(book.query(ContactFaces()))
    while True:
        try:
            done, total = next(search)
        except StopIteration as end:
            found: list[DuplicateRow] = end.value
            return found
        yield Progress(done, total, "duplicates.comparing")


def changes_lost(book: Any, kind: PartyKind, touched: frozenset[int]) -> set[int]:
    """Which of the touched records are there no more."""
    from crm.partners.queries.duplicates import StillThere

    return set(touched) - set(book.query(StillThere(kind, tuple(touched))))


def pair_of(row: DuplicateRow) -> Pair:
    return row.first_id, row.second_id


def line_of(row: DuplicateRow) -> TwoLineRow:
    reasons = look.say(Message("merge.reasons", {"reasons": list(row.reasons)}))
    icon = "handshake" if row.kind is PartyKind.PARTNER else "user"
    tint = "text" if row.is_sure else "text-2"
    title = f"{row.first}  ·  {row.second}"
    return TwoLineRow(pair_of(row), title, icon, reason=reasons, tail=f"{row.score:.0%}", tail_tint=tint)
