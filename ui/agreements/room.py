"""The room of agreements: list or timeline, filtered and sorted, data rights, and the record of what is opened."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm.agreements.answers import Saying
from crm.agreements.commands import BinAgreements
from crm.agreements.queries import AgreementLine, Agreements, ObligationPlace
from crm.values import Changes, Message, Refused
from crm.values.enums import AgreementType
from crm.values.ids import AgreementId, ObligationId
from ui.agreements.choosing import GROUPS, Wanted, chosen, counts, ordered
from ui.agreements.columns import WORDS, columns
from ui.agreements.day_page import DayPage
from ui.agreements.deeds import room_actions
from ui.agreements.exporting import Exporting
from ui.agreements.head import LIST, RIGHTS, TIMELINE, FilterBar, Toolbar
from ui.agreements.new_page import NewPage
from ui.agreements.pdf_signing import PdfSigning
from ui.agreements.record_acts import SIGNED_PDF
from ui.agreements.record_head import Entries
from ui.agreements.record_page import RecordPage
from ui.agreements.rights_page import RightsPage
from ui.agreements.shown import read
from ui.agreements.side import Side
from ui.agreements.timeline import Timeline
from ui.kit.grid import Table
from ui.kit.notices import EmptyRoom
from ui.kit.panels import Down
from ui.kit.room import Desk, Room, State
from ui.kit.table import TableModel
from ui.partners.wording import menu_of

SHOWN = (
    *("agreement", "agreement_version", "agreement_party", "agreement_mark", "agreement_notice", "status_override"),
    *("partner", "contact", "attachment", "agreement_interaction"),
)
OF_RECORD = (
    *("clause", "paragraph", "placeholder_value", "goal", "goal_progress", "obligation", "obligation_outcome"),
    *("restriction", "data_right", "interaction"),
)
"""What more a record shows."""

"""Tables whose changes may move or alter a line of the list."""

LISTED, NOTHING_FOUND, NOTHING_YET, TIMED, RECORD, NEW, ASKED, DAY = range(8)
BY_NEXT = "next"


class AgreementsRoom(Room):
    name = "agreements"
    icon = "file-text"
    label = "agreements.room"
    detail_width = 368

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.every: Sequence[AgreementLine] = ()
        self.lines: dict[int, AgreementLine] = {}
        self.sorting = (BY_NEXT, True)
        self.wanted: int | None = None
        self.was_painted, self.waiting = False, 0
        self.make_parts()
        self.lay_out()
        self.connect_signals()
        self.desk.actions.add(*room_actions(self))
        self.ask()

    def make_parts(self) -> None:
        today = self.desk.book.clock.today
        self.toolbar, self.filter_bar = Toolbar(), FilterBar()
        self.model: TableModel[AgreementLine] = TableModel(columns(today), self.rows_of)
        self.table = Table(self.model, "agreements.room")
        self.table.show_sort(*self.sorting)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.timeline = Timeline()
        self.gantt = self.timeline.gantt
        self.side = Side(self.desk)
        self.record = RecordPage(self.desk, self.side)
        self.day_page = DayPage(self.desk)
        self.new_page, self.exporting = NewPage(self.desk), Exporting(self.desk)
        self.signing = PdfSigning(self.desk, self.side, self.exporting)
        self.rights = RightsPage(self.desk, lambda: self.show_layout(LIST), self.begin_new)
        self.pages = QStackedWidget()

    def lay_out(self) -> None:
        self.pages.addWidget(self.table)
        clear = [("partners.clear-filter", self.clear_filter)]
        self.pages.addWidget(EmptyRoom("agreements.none-found", "agreements.none-found-why", clear))
        self.pages.addWidget(EmptyRoom("agreements.none-yet", "agreements.none-yet-why", self.first_steps()))
        self.pages.addWidget(self.timeline)
        self.pages.addWidget(self.record)
        self.pages.addWidget(self.new_page)
        self.pages.addWidget(self.rights)
        self.pages.addWidget(self.day_page)
        column = Down(self).take(self.exporting, self.toolbar, self.filter_bar)
        column.addWidget(self.pages, 1)

    def first_steps(self) -> list[Any]:
        return [("agreements.draft-one", self.begin_new), ("partners.import", self.begin_import)]

    def connect_signals(self) -> None:
        self.toolbar.layouts.chosen.connect(lambda _layout: self.show_found())
        self.toolbar.new.clicked.connect(self.begin_new)
        self.toolbar.more.clicked.connect(self.offer_more)
        self.filter_bar.asked.connect(lambda _wanted: self.show_found())
        self.filter_bar.done.connect(self.focus_shown)
        self.table.sorted.connect(self.sort)
        self.table.chosen.connect(self.show_chosen)
        self.table.opened.connect(self.open_agreement)
        self.table.doubleClicked.connect(lambda _index: self.enter_current())
        self.table.binned.connect(self.bin)
        self.gantt.chosen.connect(self.show_chosen)
        self.gantt.opened.connect(self.open_agreement)
        self.side.opened.connect(self.open_agreement)
        self.record.back.connect(self.leave_record)
        self.record.export_asked.connect(self.export)
        self.record.day_asked.connect(self.show_day)
        self.day_page.left.connect(self.leave_day)
        self.new_page.made.connect(self.open_agreement)
        self.new_page.left.connect(self.leave_record)
        self.rights.opened.connect(self.open_right)
        self.rights.counted.connect(lambda n: self.desk.status(Message("rights.found", {"n": n})))

    # What it shows

    def ask(self) -> None:
        self.desk.worker.ask(self, Agreements(self.desk.book.clock.today()), self.show_lines, "list")

    def show_lines(self, lines: Sequence[AgreementLine]) -> None:
        self.every = lines
        self.lines = {line.row.id: line for line in lines}
        self.toolbar.show_total(len(lines))
        self.filter_bar.show_counts(counts(lines, self.desk.book.clock.today()))
        self.desk.count(self.name, len(lines))
        self.show_found()

    def rows_of(self, ids: Sequence[int]) -> Mapping[int, AgreementLine]:
        return {key: self.lines[key] for key in ids if key in self.lines}

    def sort(self, column: str, ascending: bool) -> None:
        self.sorting = (column, ascending)
        self.show_found()

    def show_found(self) -> None:
        """The lines that are wanted, in order, in the table and on the timeline alike."""
        wanted, today = self.filter_bar.wanted, self.desk.book.clock.today()
        found = ordered(chosen(self.every, wanted, today), *self.sorting, WORDS)
        self.table.show_order([line.row.id for line in found])
        self.gantt.show_lines(found, today)
        values = {"found": len(found), "total": len(self.every)}
        if self.wanted is not None:
            wanted_key, self.wanted = self.wanted, None
            self.table.choose(wanted_key)
            self.gantt.choose(wanted_key)
        if self.isVisible() and not self.in_record():
            self.desk.status(Message("partners.found", {"found": len(found), "total": len(self.every)}))
        self.filter_bar.found.say("" if wanted.is_empty else Message("partners.found", values))
        self.show_page(len(found))

    def show_page(self, found: int) -> None:
        if self.in_record() or self.pages.currentIndex() in (NEW, DAY):
            return
        if self.toolbar.layouts.choice() == RIGHTS:
            page = ASKED
        elif not found:
            page = NOTHING_YET if not self.every else NOTHING_FOUND
        else:
            page = TIMED if self.toolbar.layouts.choice() == TIMELINE else LISTED
        self.turn_to(page)
        if page == ASKED:
            self.rights.ask()
        if page == LISTED and self.table.current_id() is None:
            self.table.choose(self.model.id_at(0))

    def turn_to(self, page: int) -> None:
        self.pages.setCurrentIndex(page)
        whole = page in (RECORD, NEW, DAY)
        self.toolbar.setVisible(not whole)
        self.filter_bar.setVisible(page not in (NOTHING_YET, ASKED) and not whole)
        if page in (NOTHING_FOUND, NOTHING_YET, NEW, TIMED, ASKED, DAY) and self.isVisible():
            self.desk.show_detail(False)

    def in_record(self) -> bool:
        return self.pages.currentIndex() == RECORD

    def reads_one(self) -> bool:
        return self.in_record() and self.record.shown is not None

    def reads_draft(self) -> bool:
        """A version that is not signed yet."""
        shown = self.record.shown
        return self.reads_one() and shown is not None and shown.row.draft is not None and shown.row.void_on is None

    def reads_signed(self) -> bool:
        shown = self.record.shown
        return self.reads_one() and shown is not None and shown.row.is_signed and shown.row.void_on is None

    def shown_page(self) -> QWidget:
        page = self.pages.currentWidget()
        assert page is not None, "there is always a page"
        return page

    def current_id(self) -> int | None:
        if self.in_record():
            return self.record.shown.id if self.record.shown is not None else None
        return self.gantt.current_id() if self.pages.currentIndex() == TIMED else self.table.current_id()

    def show_chosen(self, key: int | None) -> None:
        """The pane beside the list follows the current line."""
        if key is None or self.in_record():
            return
        if self.side.shown is None or self.side.shown.id != key:
            self.show_beside(key)
        if self.isVisible() and self.pages.currentIndex() == LISTED:
            self.desk.show_detail(True)

    def show_beside(self, key: int) -> None:
        """After the room was seen for the first time: names of countries and laws load babel, 60 ms and more."""
        if not self.was_painted:
            self.waiting = key
            return
        try:
            self.side.show_record(read(self.desk.book, AgreementId(key), None), whole=False)
        except Refused:
            self.desk.show_detail(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.was_painted:
            self.was_painted = True
            QTimer.singleShot(0, self.show_waiting)

    def show_waiting(self) -> None:
        if self.waiting and self.side.shown is None and not self.in_record():
            self.show_beside(self.waiting)

    # Data rights

    def show_layout(self, layout: str) -> None:
        if self.pages.currentIndex() in (RECORD, NEW, DAY):
            self.leave_record()
        self.toolbar.layouts.pick(layout)
        self.focus_shown()

    def ask_rights(self, text: str) -> None:
        """The page of data rights with that question."""
        self.show_layout(RIGHTS)
        self.rights.put_question(text)

    def open_right(self, said: Saying) -> None:
        """The version that says it, at its clause."""
        right = said.source.right
        self.open_agreement(said.source.agreement.id)
        shown = self.record.shown
        if shown is not None:
            number = next((one.number for one in shown.row.versions if one.id == right.version_id), None)
            if number is not None and number != shown.version.number:
                self.record.show_version(number)
            self.record.go_to_line(right.line)

    # The record

    def open_agreement(self, key: int) -> None:
        if self.record.open(key):
            self.turn_to(RECORD)
            self.desk.show_detail(True)
            self.record.clauses.setFocus()

    def enter_current(self) -> None:
        if (key := self.current_id()) is not None:
            self.open_agreement(key)

    def leave_record(self) -> None:
        """Back to the list or the timeline, on the same agreement."""
        key = self.record.shown.id if self.in_record() and self.record.shown is not None else None
        self.record.finish()
        self.side.leave_form()
        self.turn_to(LISTED)
        self.show_found()
        if key is not None:
            self.table.choose(key)
            self.gantt.choose(key)
            if self.pages.currentIndex() == LISTED:
                self.show_beside(key)
        self.focus_shown()

    def show_day(self) -> None:
        """The text on a day instead of the record's."""
        if self.record.shown is not None:
            self.record.finish()
            self.day_page.begin(self.record.shown)
            self.turn_to(DAY)
            self.day_page.on.setFocus()

    def show_day_again(self) -> None:
        self.record.again()
        if self.record.shown is not None:
            self.day_page.again(self.record.shown)

    def leave_day(self) -> None:
        if self.record.shown is not None:
            self.open_agreement(self.record.shown.id)

    def detail(self) -> QWidget:
        return self.side

    def open_record(self, kind: str, key: int) -> None:
        if kind == "agreement":
            self.open_agreement(key)
        elif kind == "obligation":
            found = self.desk.book.query(ObligationPlace(ObligationId(key)))
            if found is not None:
                self.open_agreement(found)
                self.record.focus_duty(key)

    def about(self) -> dict[str, Any]:
        """A meeting that is logged from here is with the first party that is not ours."""
        line = self.lines.get(self.current_id() or 0)
        other = next((party for party in line.row.parties if not party.is_home), None) if line else None
        return {"partner_id": other.partner_id} if other is not None else {}

    # What a person does

    def clear_filter(self) -> None:
        self.filter_bar.put(Wanted())
        self.focus_shown()

    def focus_shown(self) -> None:
        self.shown_page().setFocus()

    def focus_filter(self) -> None:
        if self.in_record():
            self.leave_record()
        if self.pages.currentIndex() == ASKED:
            self.rights.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.rights.field.selectAll()
            return
        self.filter_bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_bar.search.selectAll()

    def turn_layout(self) -> None:
        if not self.in_record():
            layout = self.toolbar.layouts
            layout.pick(TIMELINE if layout.choice() == LIST else LIST)
            self.focus_shown()

    def bin(self, keys: Sequence[int]) -> None:
        self.desk.execute(BinAgreements([AgreementId(key) for key in keys]), toast=Message("agreements.binned-some"))

    def begin_import(self) -> None:
        self.desk.actions.run("import")

    def begin_new(self) -> None:
        """A form in the place of list and record."""
        self.record.finish()
        self.turn_to(NEW)
        self.new_page.begin()

    def begin_signed(self) -> None:
        """Takes over an agreement that exists already."""
        self.begin_new()
        self.new_page.begin(signed=True)

    def offer_more(self) -> None:
        entries: Entries = [
            ("agreements.record-signed", "signature", self.begin_signed),
            ("partners.import", "import", self.begin_import),
            None,
            ("agreements.turn-layout", "chart-bar", self.turn_layout),
        ]
        menu_of(self, entries).popup(self.toolbar.more.mapToGlobal(self.toolbar.more.rect().bottomLeft()))

    def export(self, kind: str) -> None:
        if self.record.shown is None:
            return
        self.record.finish()
        if kind != SIGNED_PDF:
            self.exporting.ask(self.record.shown, kind)
        else:
            shown = self.record.shown
            self.exporting.check_first(shown, lambda: self.signing.begin(shown))

    def on_changes(self, changes: Changes) -> None:
        listed = any(changes.touch(table) for table in SHOWN)
        if listed:
            self.ask()
        elif self.pages.currentIndex() == ASKED and changes.touch("data_right"):
            self.rights.ask()
        if listed or any(changes.touch(table) for table in OF_RECORD):
            if self.in_record():
                self.record.again()
            elif self.pages.currentIndex() == DAY:
                self.show_day_again()
            elif self.side.shown is not None:
                self.show_beside(self.side.shown.id)

    def retranslate(self) -> None:
        if self.in_record():
            self.record.again()
        elif self.pages.currentIndex() == DAY:
            self.show_day_again()
        elif self.side.shown is not None:
            self.show_beside(self.side.shown.id)

    def first_focus(self) -> QWidget:
        if self.pages.currentIndex() == NEW:
            first: QWidget = self.new_page.fields["type"]
            return first
        return self.record.clauses if self.in_record() else self.shown_page()

    def state(self) -> State:
        wanted = self.filter_bar.wanted
        return {
            "layout": self.toolbar.layouts.choice(),
            "group": wanted.group,
            "words": wanted.words,
            "type": wanted.type.value if wanted.type is not None else "",
            "sorting": list(self.sorting),
            "table": self.table.arrangement(),
            "current": self.current_id(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        if state.get("layout") in (LIST, TIMELINE, RIGHTS):
            self.toolbar.layouts.show_choice(str(state["layout"]))
        group, words = str(state.get("group", "all")), state.get("words", "")
        types = {kind.value: kind for kind in AgreementType}
        if group in GROUPS:
            kind = types.get(str(state.get("type", "")))
            self.filter_bar.put(Wanted(group, words if isinstance(words, str) else "", kind))
        table = state.get("table")
        if isinstance(table, Mapping):
            self.table.arrange(table)
        sorting = state.get("sorting")
        if isinstance(sorting, list) and len(sorting) == 2 and isinstance(sorting[1], bool):
            self.sorting = (str(sorting[0]), sorting[1])
            self.table.show_sort(*self.sorting)
        current = state.get("current")
        self.wanted = current if isinstance(current, int) else None
