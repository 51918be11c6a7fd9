"""What rooms are given: the book and the ways to the rest of the window, and nothing else of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from crm.values import Changes, Command, Problem
from ui.kit.actions import Actions
from ui.kit.look import Text
from ui.kit.room import Drafts
from ui.kit.worker import Worker

if TYPE_CHECKING:
    from ui.window.office import Office


class FrontDesk(QObject):
    """`ui.kit.room.Desk`, in front of one office. Not a widget: Qt has its own `show` and `actions`."""

    def __init__(self, office: "Office") -> None:
        super().__init__(office)
        self.office = office
        self.book: Any = office.book
        self.worker: Worker = office.worker
        self.actions: Actions = office.registry
        self.drafts: Drafts = office.draft_file

    def show(self, room: str, kind: str = "", key: int = 0) -> None:
        self.office.go(room, kind, key)

    def show_detail(self, shown: bool) -> None:
        self.office.show_detail(shown)

    def open_log(self, **about: Any) -> None:
        self.office.open_log(**about)

    def open_report(self, partner_id: int) -> None:
        self.office.go("reports", "partner", partner_id)

    def show_duplicates(self, partner_ids: frozenset[int], source: Text) -> None:
        room = self.office.show_room("duplicates")
        assert hasattr(room, "show_among"), "the page of duplicates can be narrowed"
        room.show_among(partner_ids, source)

    def notice(self, text: Text, act: Text, then: Callable[[], None], room: str = "") -> None:
        self.office.notice(text, act=act, then=then, room=room)

    def toast(self, text: Text, *, undo: bool = False) -> None:
        self.office.toast(text, undo=undo)

    def execute(
        self, command: Command, initiator: object | None = None, *, toast: Text | None = None
    ) -> Changes | None:
        return self.office.execute(command, initiator, toast=toast)

    def problems(self, problems: Problem | tuple[Problem, ...] | list[Problem]) -> None:
        self.office.problems(problems)

    def confirm(self, sentence: Text, act: Text, then: Callable[[], None]) -> None:
        self.office.question.ask(sentence, act, then)

    def status(self, text: Text) -> None:
        self.office.status_bar.show_counts(text)

    def count(self, room: str, number: int, late: bool = False) -> None:
        self.office.rail.show_count(room, number or None, late=late)
