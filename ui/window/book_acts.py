"""What is done with whole books from the menu: new, open, sample, a copy, a backup, those that were open before."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from crm.values import Message, WorldFault
from ui.kit.actions import Action
from ui.kit.look import Plain
from ui.window.paths import asker

if TYPE_CHECKING:
    from ui.window.main import MainWindow


class BookActs:
    def __init__(self, window: "MainWindow") -> None:
        self.window = window

    def ask_new(self) -> None:
        window = self.window
        path = asker.new(window, "window.new-book", window.opener.default_path().with_name("book-2.liaison"))
        if path is not None:
            try:
                window.move_in(window.opener.make(path))
            except WorldFault as fault:
                window.show_sentence(fault.problem)

    def ask_open(self) -> None:
        if (path := asker.existing(self.window, "window.open-book")) is not None:
            self.window.open_path(path)

    def open_sample(self) -> None:
        try:
            self.window.open_path(self.window.opener.sample_path())
        except WorldFault as fault:
            self.window.show_sentence(fault.problem)

    def ask_copy(self) -> None:
        office = self.window.office
        if office is None:
            return
        book = office.book
        path = asker.new(self.window, "window.save-copy", book.path.with_stem(book.path.stem + "-copy"))
        if path is not None:
            copied = Message("window.copied", {"file": path.name})
            office.worker.work(office, lambda: book.save_copy(path), lambda _done: office.toast(copied), "copy")

    def back_up(self) -> None:
        office = self.window.office
        if office is not None:
            office.worker.work(office, office.book.backup, lambda _made: office.toast("window.backed-up"), "backup")

    def recent(self) -> list[Action]:
        """Books that were open before and are still there, the last one first."""
        here = str(self.window.opened.book.path) if self.window.opened is not None else ""
        paths = [Path(name) for name in self.window.settings.recent if name != here and Path(name).exists()]
        return [Action(f"recent-{n}", Plain(path.name), self.opener_of(path)) for n, path in enumerate(paths)]

    def opener_of(self, path: Path, *, read_only: bool = False) -> Callable[[], None]:
        def open_it() -> None:
            self.window.open_path(path, read_only=read_only)

        return open_it
