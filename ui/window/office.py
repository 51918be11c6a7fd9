"""Everything around one open book: its rooms and panes, what is written and heard, what is remembered."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from crm.book import Book
from crm.values import Changes, Command, Message, Problem, WorldFault
from ui.kit.actions import Actions
from ui.kit.dropped import FileDrops, Paths, are_papers, are_tables
from ui.kit.input_method import input_method_is_missing
from ui.kit.jobs import stop_jobs
from ui.kit.look import Text, look
from ui.kit.panels import Across, Down
from ui.kit.room import LogPane, Room
from ui.kit.worker import Worker
from ui.window.body import Body
from ui.window.counts import Counts
from ui.window.desk import FrontDesk
from ui.window.drafts import DraftFile
from ui.window.log_place import LogPlace
from ui.window.pinned import Pinned
from ui.window.question import Question
from ui.window.rail import Rail
from ui.window.rooms import RAIL, RAIL_ROOMS, is_built, label_of, make_room
from ui.window.settings import Settings
from ui.window.status import StatusBar
from ui.window.weekly import WeeklyCheck
from ui.window.writing import Writing

if TYPE_CHECKING:
    from ui.window.palette import Palette
    from ui.window.shortcuts import Shortcuts

POLL = 500
"""Milliseconds between two looks for what another process wrote."""

NARROW = 1000
"""In windows narrower than this, in the drawings' pixels, the rail shows icons only."""


class Mail(QObject):
    """Carries Changes from the thread that wrote to the window's."""

    arrived = Signal(object)


class Office(QWidget):
    """One book in one window."""

    written = Signal()
    """Something was written; the rooms have heard it."""

    painted = Signal()
    """The first sight stands: what was kept off its way may be loaded now."""

    def __init__(self, book: Book, settings: Settings) -> None:
        super().__init__()
        self.book, self.settings = book, settings
        self.memory: dict[str, Any] = settings.of_book(book.id)
        self.worker = Worker(book, self)
        self.draft_file = DraftFile(book.id, settings.folder, self)
        self.registry = Actions(self)
        self.desk = FrontDesk(self)
        self.weekly = WeeklyCheck(self.desk, self.memory, self)
        self.rooms: dict[str, Room] = {}
        self.unheard: dict[str, list[Changes]] = {}
        self.room: Room | None = None
        self.noticed_room = ""
        self.rail, self.body, self.status_bar = Rail(), Body(), StatusBar()
        self.log, self.counts, self.writing = LogPlace(self), Counts(self), Writing(self)
        self.pinned = Pinned(self)
        self.question = Question(self)
        self.palette_over: Palette | None = None
        self.shortcut_over: Shortcuts | None = None
        self.was_painted = False
        self.set_up()
        self.listen()
        self.drops = FileDrops(self, lambda paths: are_tables(paths) or are_papers(paths), self.take_files)

    def set_up(self) -> None:
        for name, icon in RAIL.items():
            if is_built(name):
                self.rail.add_room(name, label_of(name), icon)
        self.rail.add_foot("bin", "window.bin", "trash-2")
        self.rail.add_foot("settings", "window.settings", "settings")
        self.rail.add_foot("me", "window.me", person=True)
        right = Down().take(self.body, self.status_bar)
        Across(self, gap=0).take(self.rail, right)
        self.status_bar.show_file(self.book.path.name)
        self.tell_saved(None)

    def listen(self) -> None:
        self.mail = Mail(self)
        self.mail.arrived.connect(self.on_changes, Qt.ConnectionType.QueuedConnection)
        self.end_of_news = self.book.subscribe(self.mail.arrived.emit)
        self.rail.asked.connect(self.go_to)
        self.body.dragged.connect(self.keep_width)
        self.body.toast.undone.connect(self.writing.undo)
        self.worker.failed.connect(self.problems)
        self.looking = QTimer(self)
        self.looking.setInterval(POLL)
        self.looking.timeout.connect(self.look_for_news)
        look.changed.connect(self.on_look)

    # What rooms ask for

    def show_room(self, name: str) -> Room:
        """Goes there. What was written while it was out of sight is told to it first."""
        room = self.room_of(name)
        for changes in self.unheard.pop(name, []):
            room.on_changes(changes)
        if self.room is not None and self.room is not room:
            room.arrive(self.room.about())
        self.room = room
        self.memory["room"] = name
        self.rail.show_room(name)
        if name == self.noticed_room:
            self.body.notice.put_away()
        self.registry.enter(name)
        self.status_bar.show_counts("")
        self.body.show_room(room)
        self.show_detail(not (room.detail() is not None and room.detail_closed))
        room.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        return room

    def go(self, room: str, kind: str = "", key: int = 0) -> None:
        shown = self.show_room(room)
        if kind:
            shown.open_record(kind, key)

    def take_files(self, paths: Paths) -> None:
        """Dropped anywhere on the window: tables are imported one after another, papers proposed to partners."""
        room = self.show_room("importing" if are_tables(paths) else "papers")
        assert hasattr(room, "open_files"), "both pages open files"
        room.open_files(paths)

    def import_file(self, path: Path) -> None:
        """A table that is handed over by a room."""
        self.take_files([path])

    def paste_table(self) -> None:
        """A block of cells out of a spreadsheet. While a meeting is written, what is pasted belongs there."""
        text = QApplication.clipboard().text()
        focus = QApplication.focusWidget()
        if (
            self.log.is_docked()
            and focus is not None
            and self.log.pane is not None
            and self.log.pane.isAncestorOf(focus)
        ):
            return
        if not text.strip():
            self.problems(Problem("paste-empty"))
            return
        room = self.show_room("importing")
        assert hasattr(room, "open_pasted"), "the import page takes what was pasted"
        room.open_pasted(text)

    def go_to(self, name: str) -> None:
        if self.pinned.go(name):
            return
        if name == "me":
            name = "settings"
        self.show_room(name)

    def show_detail(self, shown: bool) -> None:
        if self.room is None or self.log.is_docked():
            return
        self.room.detail_closed = not shown
        pane = self.room.detail() if shown else None
        widths = self.memory.get("detail", {})
        self.body.show_side(pane, widths.get(self.room.name, self.room.detail_width))

    def open_log(self, **about: Any) -> None:
        self.log.open(**about)

    @property
    def log_pane(self) -> LogPane | None:
        return self.log.pane

    def return_to_room(self) -> None:
        """When the log pane closed: the room's own detail, and the keyboard back in the room."""
        if self.room is not None:
            self.show_detail(not self.room.detail_closed)
            self.room.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def toast(self, text: Text, *, undo: bool = False) -> None:
        self.body.toast.show_text(text, undo=undo)

    def execute(
        self, command: Command, initiator: object | None = None, *, toast: Text | None = None
    ) -> Changes | None:
        return self.writing.execute(command, initiator, toast=toast)

    def undo(self) -> None:
        self.writing.undo()

    def problems(self, problems: Problem | tuple[Problem, ...] | list[Problem]) -> None:
        self.writing.problems(problems)

    def notice(
        self, text: Text, tone: str = "blue", act: Text = "", then: Callable[[], None] | None = None, room: str = ""
    ) -> None:
        """`room`: where its button leads to; once one is there, by whatever way, there is nothing left to say."""
        self.noticed_room = room
        self.body.notice.show_text(text, tone=tone, act=act, then=then)
        self.body.fold_banners()

    @property
    def finder(self) -> "Palette":
        """Loaded and made when it is first asked for: it costs the first paint nothing."""
        if self.palette_over is None:
            from ui.window.palette import Palette

            self.palette_over = Palette(self)
        return self.palette_over

    def open_finder(self) -> None:
        self.finder.open_palette()

    def open_results(self, words: str = "") -> None:
        """The page of everything that holds the words; without words it goes on where it was."""
        room = self.show_room("results")
        if words:
            assert hasattr(room, "show_words"), "the page of results takes words"
            room.show_words(words)

    def ask_agreements(self, question: str) -> None:
        """What agreements in force say of a use of data."""
        room = self.show_room("agreements")
        assert hasattr(room, "ask_rights"), "the room of agreements answers questions"
        room.ask_rights(question)

    def open_shortcuts(self) -> None:
        if self.shortcut_over is None:
            from ui.window.shortcuts import Shortcuts

            self.shortcut_over = Shortcuts(self)
        keyed = [action for action in self.registry.offered() if action.keys]
        here = [action for action in keyed if action.room]
        room = self.room.label if self.room is not None else "window.book"
        self.shortcut_over.open_shortcuts([action for action in keyed if not action.room], here, room)

    def toggle_rail(self) -> None:
        self.memory["rail_folded"] = not self.rail.collapsed
        self.fold_rail()

    def open_first_room(self) -> None:
        """The room of the last time, else the first of the rail."""
        built = [name for name in (*RAIL_ROOMS, "settings") if is_built(name)]
        wanted = self.memory.get("room")
        self.go(wanted if wanted in built else built[0])
        if self.draft_file.left_over:
            self.offer_drafts()
        if self.settings.set_aside is not None:
            self.notice(Message("window.settings-set-aside", {"file": self.settings.set_aside.name}), "amber")
        standing = "window.read-only-bar" if self.book.read_only else "window.fcitx-missing"
        if self.book.read_only or input_method_is_missing():
            self.body.standing.show_text(standing, tone="amber")
            self.body.fold_banners()

    def offer_drafts(self) -> None:
        """What was typed when the program ended unasked."""
        keys = list(self.draft_file.left_over)
        self.notice(
            Message("window.drafts-left", {"n": len(keys)}), "blue", "window.go-on", lambda: self.go_on(keys[0])
        )

    def go_on(self, key: str) -> None:
        """Keys say where the text belongs: room/kind/id/field; those of the log pane begin with log."""
        self.body.notice.put_away()
        room, kind, record, *_ = [*key.split("/"), "", "", ""]
        if room == "log":
            self.open_log()
        elif is_built(room):
            self.go(room, kind, int(record) if record.isdigit() else 0)

    def warm(self) -> None:
        """Off the window's thread: what writing needs is loaded, and the day's backup made."""
        self.worker.work(self, self.book.warm, lambda _done: self.read_files(), "warm")
        self.counts.ask()
        self.pinned.ask()
        self.weekly.begin(self.book.clock.today())

    def read_files(self) -> None:
        """Files that nobody has read yet are read for the search, off the window's thread."""
        read, worker = self.book.read_attachments, self.worker
        worker.work(self, lambda: read(lambda: worker.stopped), lambda _read: None, "files")

    # What happens around

    def room_of(self, name: str) -> Room:
        if name not in self.rooms:
            room = make_room(name, self.desk)
            self.rooms[name] = room
            state = self.memory.get("rooms", {}).get(name, {})
            room.restore(state if isinstance(state, Mapping) else {})
        return self.rooms[name]

    def on_changes(self, changes: Changes) -> None:
        if self.worker.stopped:  # the news was on its way while the book was closed
            return
        self.tell_saved(self.book.clock.now().astimezone())
        self.body.problem.put_away()
        for name, room in self.rooms.items():
            if room is self.room:
                room.on_changes(changes)
            else:
                self.unheard.setdefault(name, []).append(changes)
        if self.log.pane is not None:
            self.log.pane.on_changes(changes)
        if changes.touch("attachment"):
            self.read_files()
        self.written.emit()
        self.counts.ask()
        self.pinned.on_changes(changes)

    def look_for_news(self) -> None:
        """What the command line or another window wrote is here within a second."""
        try:
            if not self.book.is_there():
                raise WorldFault(Problem("book-vanished", values={"file": str(self.book.path)}))
            self.book.poll()
        except WorldFault as fault:
            self.looking.stop()
            self.problems(fault.problem)

    def tell_saved(self, at: datetime | None) -> None:
        if self.book.read_only:
            self.status_bar.show_read_only()
        else:
            self.status_bar.show_saved(at)
        self.status_bar.show_undo(self.book.undoable())
        self.status_bar.show_day(self.book.clock.today())

    def keep_width(self, width: int) -> None:
        place = "log" if self.log.is_docked() else self.room.name if self.room is not None else ""
        self.memory.setdefault("detail", {})[place] = width

    def on_look(self) -> None:
        self.fold_rail()
        for room in self.rooms.values():
            room.retranslate()

    def fold_rail(self) -> None:
        narrow = self.width() < look.px(NARROW) or bool(self.memory.get("rail_folded"))
        if narrow != self.rail.collapsed:
            self.rail.collapse(narrow)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.was_painted:
            self.was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fold_rail()

    def remember(self) -> None:
        """What this book's window looks like, for the next start."""
        states = self.memory.setdefault("rooms", {})
        for name, room in self.rooms.items():
            states[name] = room.state()

    def close_office(self) -> None:
        self.looking.stop()
        self.remember()
        self.draft_file.write()
        stop_jobs()
        look.changed.disconnect(self.on_look)
        self.end_of_news()
        self.worker.stop()
