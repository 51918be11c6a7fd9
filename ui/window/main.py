"""The one window: a book's office, or the beginning where there is none. Opens, makes, copies and closes books."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMenu, QStackedLayout, QWidget

from crm.language import system_language
from crm.partners.queries import HomeParty, Owners
from crm.values import Message, Problem, Refused, WorldFault
from crm.values.enums import Language
from ui.kit.look import Text, ThemeChoice, look
from ui.window import deeds
from ui.window.book_acts import BookActs
from ui.window.faults import Reporter
from ui.window.menus import book_menu
from ui.window.office import Office
from ui.window.opening import Opened, Opener
from ui.window.settings import Settings

if TYPE_CHECKING:
    from ui.window.beginning import Beginning

SIZE = (1440, 900)
LEAST = (720, 480)


class MainWindow(QWidget):
    def __init__(self, settings: Settings, opener: Opener) -> None:
        super().__init__()
        self.settings, self.opener = settings, opener
        self.office: Office | None = None
        self.opened: Opened | None = None
        self.menu: QMenu | None = None
        self.alt_alone = self.raised_another = False
        self.pages = QStackedLayout(self)
        self.pages.setContentsMargins(0, 0, 0, 0)
        self.page_of_beginning: Beginning | None = None
        self.reporter = Reporter(self)
        self.books = BookActs(self)
        self.setMinimumSize(*LEAST)
        self.resize(*SIZE)
        self.connect_signals()

    def connect_signals(self) -> None:
        self.reporter.refused.connect(self.show_problems)
        self.reporter.broken.connect(self.show_fault)
        look.changed.connect(self.show_title)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    @property
    def beginning(self) -> "Beginning":
        """The page of the first start, made when it is needed: later starts never see it."""
        if self.page_of_beginning is None:
            from ui.window.beginning import Beginning

            page = self.page_of_beginning = Beginning()
            page.begun.connect(self.begin)
            page.sample_asked.connect(self.books.open_sample)
            page.open_asked.connect(self.books.ask_open)
            page.look_asked.connect(self.run_look)
            self.pages.addWidget(page)
        return self.page_of_beginning

    # Books

    def open_path(self, path: Path, *, read_only: bool = False) -> bool:
        """Opens the book in this window, in place of the one that is there. What stands in the way is said."""
        if self.opened is not None and self.opened.book.path == path.expanduser().absolute():
            return True
        try:
            opened = self.opener.open(path, read_only=read_only)
        except WorldFault as fault:
            self.show_sentence(fault.problem)
            return False
        if isinstance(opened, Message):
            self.show_sentence(opened, "window.open-read-only", self.books.opener_of(path, read_only=True))
            return False
        self.raised_another = opened is None
        if opened is None:
            return False
        self.move_in(opened)
        return True

    def move_in(self, opened: Opened) -> None:
        self.move_out()
        self.opened = opened
        self.settings.remember_recent(opened.book.path)
        if opened.book.query(HomeParty()) is None and not opened.book.read_only:
            self.show_beginning()
        else:
            self.show_office(Office(opened.book, self.settings))

    def show_beginning(self) -> None:
        self.pages.setCurrentWidget(self.beginning)
        self.beginning.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_office(self, office: Office) -> None:
        self.office = office
        office.registry.add(*deeds.file_deeds(self), *deeds.edit_deeds(office), *deeds.office_deeds(self, office))
        office.written.connect(self.on_written)
        office.painted.connect(self.after_first_paint)
        office.rail.menu_asked.connect(self.open_menu)
        office.rail.find_asked.connect(office.open_finder)
        self.pages.addWidget(office)
        self.pages.setCurrentWidget(office)
        self.name_people()
        self.restore_window(office)
        office.open_first_room()
        office.looking.start()
        self.show_title()

    def after_first_paint(self) -> None:
        """What need not be there for the first sight: the doorbell, what writing needs, the counts."""
        if self.opened is None or self.office is None:
            return
        self.opened.ring(self.come_forward)
        self.office.warm()

    def move_out(self) -> None:
        if self.office is not None:
            if (editor := QApplication.focusWidget()) is not None:
                editor.clearFocus()  # a field commits when it is left
            self.keep_window(self.office)
            self.office.close_office()
            self.pages.removeWidget(self.office)
            self.office.deleteLater()
            self.office = None
        if self.opened is not None:
            opened, self.opened = self.opened, None
            opened.close()
        self.settings.save()

    def begin(self, company: str, person: str, importing: bool) -> None:
        """The first act in a book: one that waits for it, or a new one at the usual place."""
        try:
            opened = self.opened or self.opener.make(self.opener.default_path())
            self.opener.set_home(opened.book, company, person)
        except Refused as refusal:
            self.beginning.show_problems(refusal.problems)
            return
        except WorldFault as fault:
            self.beginning.show_sentence(fault.problem)
            return
        self.opened = None
        self.move_in(opened)
        if importing and self.office is not None:
            self.office.go("importing")

    # Saying

    def show_sentence(self, text: Text, act: Text = "", then: Callable[[], None] | None = None) -> None:
        """In the office as a banner; without one on the page of the beginning."""
        if self.office is not None:
            self.office.notice(text, "red", act, then)
        else:
            self.beginning.banner.show_text(text, act=act, then=then)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        if self.office is not None:
            self.office.problems(problems)
        else:
            self.beginning.show_problems(problems)

    def show_fault(self, report: str) -> None:
        """Ours, not the person's: what was saved is safe, and the report can be copied."""
        self.show_sentence(
            "window.our-fault", "window.copy-report", lambda: QGuiApplication.clipboard().setText(report)
        )

    def show_title(self) -> None:
        name = self.opened.book.path.stem if self.opened is not None else ""
        self.setWindowTitle(f"{name} – Liaison" if name else look.say("window.title"))

    def name_people(self) -> None:
        if self.office is None:
            return
        book, chinese = self.office.book, look.language is Language.CHINESE
        home = book.query(HomeParty())
        self.office.rail.show_book((home.title_zh if chinese else home.title_en) if home else "")
        mine = next((row for row in book.query(Owners()) if row.uid == book.user), None)
        self.office.rail.show_me((mine.title_zh if chinese else mine.title_en) if mine else "")

    def on_written(self) -> None:
        if self.office is not None:
            self.office.registry.add(*deeds.edit_deeds(self.office))
            self.name_people()

    # Doing

    def show_room(self, name: str) -> None:
        if self.office is not None:
            self.office.go(name)

    def room_opener(self, name: str) -> Callable[[], None]:
        return lambda: self.show_room(name)

    def themer(self, choice: ThemeChoice) -> Callable[[], None]:
        return lambda: self.change_look(theme=choice.value)

    def speaker(self, key: str) -> Callable[[], None]:
        return lambda: self.change_look(language=key)

    def text_sizer(self, percent: int) -> Callable[[], None]:
        return lambda: self.change_look(text=percent)

    def resize_text(self, by: int) -> None:
        self.change_look(text=deeds.next_scale(by))

    def toggle_motion(self) -> None:
        self.settings.reduce_motion = look.reduce_motion = not look.reduce_motion
        self.settings.save()

    def change_look(self, *, theme: str = "", language: str = "", text: int = 0) -> None:
        self.settings.theme = theme or self.settings.theme
        self.settings.language = language or self.settings.language
        self.settings.text = text or self.settings.text
        apply_look(self.settings)
        self.name_people()
        self.settings.save()

    def run_look(self, action: str) -> None:
        """From the page of the beginning, where there is no registry yet."""
        kind, _, value = action.partition("-")
        if kind == "theme":
            self.change_look(theme=value)
        else:
            self.change_look(language=value)

    def open_menu(self) -> None:
        if self.office is None:
            return
        head = self.office.rail.head
        self.menu = book_menu(self.office.registry, self.books.recent(), self)
        self.menu.popup(head.mapToGlobal(QPoint(0, head.height())))
        self.menu.setActiveAction(self.menu.actions()[0])

    def come_forward(self) -> None:
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def quit(self) -> None:
        self.close()

    # Remembering

    def keep_window(self, office: Office) -> None:
        office.memory["window"] = [self.width(), self.height(), self.isMaximized()]

    def restore_window(self, office: Office) -> None:
        kept = office.memory.get("window")
        if isinstance(kept, list) and len(kept) == 3 and all(isinstance(part, int) for part in kept):
            self.resize(max(LEAST[0], min(kept[0], 8000)), max(LEAST[1], min(kept[1], 8000)))
            if kept[2]:
                self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt pressed and let go alone opens the menu of the book."""
        if isinstance(event, QKeyEvent) and self.isActiveWindow():
            if event.type() == QEvent.Type.KeyPress:
                self.alt_alone = event.key() == Qt.Key.Key_Alt
            elif event.type() == QEvent.Type.KeyRelease and event.key() == Qt.Key.Key_Alt and self.alt_alone:
                self.alt_alone = False
                self.open_menu()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.office is not None:
            self.keep_window(self.office)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.move_out()
        self.reporter.stop()
        event.accept()


def apply_look(settings: Settings) -> None:
    language = system_language() if settings.language == "system" else Language(settings.language)
    look.reduce_motion, look.spoken_by = settings.reduce_motion, settings.language
    look.set(theme=ThemeChoice(settings.theme), percent=settings.text, language=language)
