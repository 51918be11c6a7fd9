"""Type to find one of many (a partner, a person): the list hangs below, the keyboard stays in the field."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from ui.kit.fields import LineField
from ui.kit.look import Text, look
from ui.kit.popup import PopupList, PopupRow


class PickField(LineField):
    """`find(text)` answers the rows for what is typed; it is asked at once and not while text is being composed."""

    picked = Signal(object)
    searches = True

    def __init__(self, find: Callable[[str], Sequence[PopupRow]], name: Text = "", hint: Text = "") -> None:
        super().__init__(name, hint)
        self.find_rows = find
        self.key: Any = None
        self.list: PopupList | None = None
        self.found: dict[Any, PopupRow] = {}
        self.commits.rest.setInterval(24 * 3600 * 1000)  # only what was picked counts, never what rests
        self.textEdited.connect(self.look_for)

    def show_picked(self, key: Any, text: str) -> None:
        self.key = key
        self.put_value(text)

    def look_for(self) -> None:
        if self.composing:
            return
        rows = list(self.find_rows(self.text()))
        self.found = {row.key: row for row in rows}
        self.hung().offer(rows, QRect(self.mapToGlobal(QPoint(0, 0)), self.size()), width=self.width() - look.px(8))

    def hung(self) -> PopupList:
        if self.list is None:
            self.list = PopupList(self.window(), "found")
            self.list.chosen.connect(self.pick)
        return self.list

    def pick(self, key: Any) -> None:
        self.show_picked(key, self.found[key].text)
        self.picked.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.belongs_to_composition(event):
            event.accept()
        elif self.list is None or not self.list.take_key(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Qt asks here before it hands over a Tab: it takes the choice that is lit, and goes on."""
        if forward and self.list is not None and (lit := self.list.current()) is not None:
            self.list.close_list()
            self.pick(lit.key)
            if not self.hasFocus():  # what was picked has taken the keyboard elsewhere
                return True
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.list is not None:
            self.list.close_list()
        self.commits.give_up()
