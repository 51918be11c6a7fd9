"""When a field commits: when it is left, or after two seconds of rest. What is typed meanwhile is kept as a draft."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from ui.kit.room import Drafts

REST = 2000
"""Milliseconds without a key after which a field commits."""


class Committing(QObject):
    """Watches an editor: what is typed, what was committed last, the rest timer and the draft."""

    def __init__(
        self, editor: QObject, text: Callable[[], str], put: Callable[[str], None], tell: Callable[[str], None]
    ) -> None:
        super().__init__(editor)  # its timer ends with the editor
        self.text, self.put, self.tell = text, put, tell
        self.known = ""
        self.drafts: Drafts | None = None
        self.key = ""
        self.rest = QTimer(self)
        self.rest.setSingleShot(True)
        self.rest.setInterval(REST)
        self.rest.timeout.connect(self.commit)

    def start_from(self, text: str) -> None:
        self.known = text
        self.rest.stop()
        if self.text() != text:
            self.put(text)

    def typed(self, *, composing: bool) -> None:
        if self.text() == self.known:
            self.rest.stop()
            self.keep("")
            return
        self.keep(self.text())
        if composing:
            self.rest.stop()
        else:
            self.rest.start()

    def pending(self) -> bool:
        return self.text() != self.known

    def commit(self) -> None:
        self.rest.stop()
        if not self.pending():
            return
        self.known = self.text()
        self.keep("")
        self.tell(self.known)

    def give_up(self) -> None:
        self.start_from(self.known)
        self.keep("")

    def keep_in(self, drafts: Drafts, key: str) -> None:
        self.drafts, self.key = drafts, key
        left = drafts.kept(key)
        if left and left != self.known:
            self.put(left)
            self.rest.stop()

    def keep(self, text: str) -> None:
        if self.drafts is not None:
            self.drafts.keep(self.key, text)
