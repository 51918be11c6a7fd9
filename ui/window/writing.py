"""The one way from the window to the book: a command is handed over, and what stands in its way is said."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from crm.values import Changes, Command, Message, Problem, Refused, WorldFault
from ui.kit.look import Text

if TYPE_CHECKING:
    from ui.window.office import Office

COPY_HELPS = ("book-vanished", "book-read-only", "book-unreachable", "disk-full")
"""What stands in the way of writing here and not elsewhere: the banner offers to save a copy."""


class Writing:
    def __init__(self, office: "Office") -> None:
        self.office = office

    def execute(
        self, command: Command, initiator: object | None = None, *, toast: Text | None = None
    ) -> Changes | None:
        return self.write(lambda: self.office.book.execute(command, initiator), toast, undo=True)

    def undo(self) -> None:
        if named := self.office.book.undoable():
            self.write(self.office.book.undo, Message("window.undone", {"act": named}), undo=False)

    def redo(self) -> None:
        if named := self.office.book.redoable():
            self.write(self.office.book.redo, Message("window.redone", {"act": named}), undo=False)

    def write(self, act: Callable[[], Changes], toast: Text | None, *, undo: bool) -> Changes | None:
        try:
            changes = act()
        except Refused as refusal:
            self.problems(refusal.problems)
            return None
        except WorldFault as fault:
            self.office.status_bar.show_unsaved()
            self.problems(fault.problem)
            return None
        if toast is not None:
            self.office.toast(toast, undo=undo)
        return changes

    def problems(self, problems: Problem | tuple[Problem, ...] | list[Problem]) -> None:
        """The first one in a banner, how many more there are, and a way on where a copy is one."""
        said = [problems] if isinstance(problems, Problem) else list(problems)
        if not said:
            return
        more = Message("window.problems-more", {"first": said[0].message, "n": len(said) - 1})
        copy = said[0].code in COPY_HELPS and "save-copy" in self.office.registry.known
        self.office.body.problem.show_text(
            said[0] if len(said) == 1 else more,
            tone="red",
            act="window.save-copy" if copy else "",
            then=self.save_copy if copy else None,
        )
        self.office.body.fold_banners()

    def save_copy(self) -> None:
        self.office.registry.run("save-copy")
