"""What a room is, and what it is given. The window knows rooms by this only."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar, Protocol

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from crm.values import Changes, Command, Problem, Query, Refused, WorldFault
from ui.kit.actions import Actions
from ui.kit.look import Text
from ui.kit.worker import Worker

State = dict[str, Any]
"""What a room remembers between starts: plain strings, numbers, lists and mappings, as JSON has them."""


class Book(Protocol):
    """The part of `crm.book.Book` that rooms use."""

    id: str
    read_only: bool
    user: str

    @property
    def path(self) -> Any: ...

    @property
    def clock(self) -> Any: ...

    def query(self, query: Query[Any]) -> Any: ...

    def check(self, command: Command) -> list[Problem]: ...

    def execute(self, command: Command, initiator: object | None = None) -> Changes: ...


class Drafts(Protocol):
    """What is typed and not committed, kept each second and offered again after a crash."""

    def keep(self, key: str, text: str) -> None:
        """Remembers the text of an editor; an empty text forgets it."""

    def kept(self, key: str) -> str:
        """What was left under that key by a session that ended unasked, else empty."""

    def forget(self, key: str) -> None: ...

    def keep_bytes(self, content: bytes) -> str:
        """Keeps a file that a draft holds; the name that is answered stands in the draft's text."""

    def bytes_of(self, name: str) -> bytes | None: ...


class Desk(Protocol):
    """What a room is given: the book, and the ways to the rest of the window."""

    book: Any
    worker: Worker
    actions: Actions
    drafts: Drafts

    def show(self, room: str, kind: str = "", key: int = 0) -> None:
        """Goes to a room, and there to a record: show("partners", "partner", 12)."""

    def open_log(self, **about: Any) -> None:
        """Opens the log pane: partner_id=, contact_ids=, interaction_id= (to correct one), on=."""

    def show_detail(self, shown: bool) -> None:
        """Opens or closes the detail pane of the room in sight: it is open where there is a selection."""

    def open_report(self, partner_id: int) -> None:
        """Opens the partner report of that partner."""

    def show_duplicates(self, partner_ids: frozenset[int], source: Text) -> None:
        """Opens the page of duplicates, showing only pairs with one of these partners; `source` says whose they are."""

    def notice(self, text: Text, act: Text, then: Callable[[], None], room: str = "") -> None:
        """Says something that waits until it is put away, or looked at in the room to which its button leads."""

    def toast(self, text: Text, *, undo: bool = False) -> None:
        """Says what was done, for 6 s; with `undo`, offers Undo and its key."""

    def execute(
        self, command: Command, initiator: object | None = None, *, toast: Text | None = None
    ) -> Changes | None:
        """Hands the command over. Refused: its Problems stand in the banner, and None. For acts without a form."""

    def problems(self, problems: Problem | tuple[Problem, ...] | list[Problem]) -> None:
        """Shows them in a banner at the top of the work area until they are solved or put away."""

    def confirm(self, sentence: Text, act: Text, then: Callable[[], None]) -> None:
        """A sentence that says what will happen, and a button with its verb. For what is final."""

    def status(self, text: Text) -> None:
        """What the status bar says at the right of the saved mark: counts of the room."""

    def count(self, room: str, number: int, late: bool = False) -> None:
        """The number beside a room in the rail, red where something is late."""


class Room(QWidget):
    """Base of the rooms. `name` is its folder, `icon` a Lucide name, `label` its code on the rail."""

    name: ClassVar[str]
    icon: ClassVar[str]
    label: ClassVar[str]
    detail_width: ClassVar[int] = 416

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.detail_closed = False
        self.setAccessibleName(self.name)

    def detail(self) -> QWidget | None:
        """The pane at the right of the work area; the window gives it a place, a width and a handle."""
        return None

    def retranslate(self) -> None:
        """For what the kit's widgets do not say again by themselves."""

    def on_changes(self, changes: Changes) -> None:
        """Ask again if it shows what changed. Told at once where it is in sight, else when it is shown again."""

    def state(self) -> State:
        return {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Puts back what `state` gave; every value may be missing or odd."""

    def open_record(self, kind: str, key: int) -> None:
        """Selects and shows the record."""

    def arrive(self, about: Mapping[str, Any]) -> None:
        """The window came here from a room whose selection is this, as that room's `about` says."""

    def about(self) -> dict[str, Any]:
        """What a meeting that is logged from here is about, as `Desk.open_log` takes it: the selection."""
        return {}

    def first_focus(self) -> QWidget:
        """Where the keyboard goes when the room opens."""
        return self

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    @contextmanager
    def showing_problems(self) -> Iterator[None]:
        """Around an act: what the data or the world refuses is said in the banner."""
        try:
            yield
        except Refused as refusal:
            self.desk.problems(refusal.problems)
        except WorldFault as fault:
            self.desk.problems(fault.problem)


class LogPane(QWidget):
    """Base of the pane of `ui.communication` in which a meeting is written down. The window docks it."""

    closed = Signal()
    """It has nothing more to do: saved, or put away with its draft kept."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def begin(self, **about: Any) -> None:
        """Opens it about partner_id=, contact_ids=, on=, or corrects interaction_id=. Nothing given: goes on."""

    def on_changes(self, changes: Changes) -> None:
        """Ask again if it shows what changed."""

    def first_focus(self) -> QWidget:
        return self
