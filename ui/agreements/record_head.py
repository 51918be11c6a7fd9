"""The head of a record: the way back, number and title, status; versions, changes, paper, and what comes next."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent

from ui.agreements.shown import Shown
from ui.agreements.status_tags import StatusTags
from ui.agreements.wording import number_of
from ui.kit.buttons import PRIMARY, Button, IconButton, Link
from ui.kit.labels import Label
from ui.kit.look import Plain, Text, follow, look
from ui.kit.marks import IconMark
from ui.kit.panels import Across, Panel
from ui.kit.segments import Segments
from ui.partners.wording import menu_of, title_of

Entries = list[tuple[Text, str, Callable[[], None]] | None]
WORDS_FROM, ALL_FROM = 900, 640
"""In a narrower head, in the drawings' pixels, words go first, then the versions, which stand in the pane, too."""

MOST_VERSIONS = 4


class RecordHead(Panel):
    """`entries` makes the menu of the three dots when it opens."""

    back = Signal()
    version_asked = Signal(int)

    def __init__(self, entries: Callable[[], Entries]) -> None:
        super().__init__("surface", lines="bottom")
        self.entries = entries
        self.has_versions = False
        self.link = Link("agreements.room")
        self.mark = IconMark("chevron-right", "text-3")
        self.number = Label("", tint="text-2")
        self.title = Label("", 15, 600)
        self.tags = StatusTags()
        self.versions = Segments([], "agreements.versions")
        self.paper = Button("agreements.export", "file-down")
        self.next = Button("", kind=PRIMARY)
        self.more = IconButton("ellipsis", "partners.more", outlined=True)
        row = Across(self, margins=(16, 0, 16, 0), gap=8)
        row.take(self.link, self.mark, self.number)
        row.addWidget(self.title, 1)
        row.take(self.tags)
        row.take(self.versions, self.paper, self.more, self.next)
        self.act: Callable[[], None] | None = None
        self.link.clicked.connect(self.back)
        self.versions.chosen.connect(lambda key: self.version_asked.emit(int(key)))
        self.more.clicked.connect(self.offer)
        self.next.clicked.connect(lambda: self.act() if self.act is not None else None)
        follow(self.rescale)

    def rescale(self) -> None:
        self.setFixedHeight(look.px(48))
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        narrow = self.width() < look.px(WORDS_FROM)
        self.paper.show_bare(narrow)
        self.link.setVisible(self.width() >= look.px(ALL_FROM))
        self.mark.setVisible(self.width() >= look.px(ALL_FROM))
        self.versions.setVisible(self.has_versions and self.width() >= look.px(ALL_FROM))
        self.tags.setVisible(self.width() >= look.px(640))

    def show_record(self, shown: Shown, act: tuple[Text, Callable[[], None]] | None) -> None:
        """`act`: what comes next with it, on the primary button."""
        self.number.say(Plain(number_of(shown.row)))
        self.title.say(Plain(title_of(shown.row)))
        self.tags.show_record(shown)
        self.show_versions(shown)
        self.next.setVisible(act is not None)
        self.act = act[1] if act is not None else None
        if act is not None:
            self.next.say(act[0])

    def allow_next(self, free: bool) -> None:
        """While a form is open, its own button is the one that is solid."""
        self.next.setVisible(free and self.act is not None)

    def show_versions(self, shown: Shown) -> None:
        newest, narrow = shown.row.versions[-MOST_VERSIONS:], self.width() < look.px(WORDS_FROM)
        signed = [version for version in shown.row.versions if version.signed_on is not None]
        choices: list[tuple[str, Text]] = []
        for version in newest:
            code = "agreements.version-short"
            if version.signed_on is None and not narrow:
                code = "agreements.version-draft"
            elif signed and version is signed[-1] and len(shown.row.versions) > 1 and not narrow:
                code = "agreements.version-in-force"
            choices.append((str(version.number), Plain(look.say(code, number=str(version.number)))))
        key = (tuple(choices), look.language)
        if self.property("versions") != str(key):
            self.setProperty("versions", str(key))
            self.versions.offer(choices)
        self.has_versions = len(shown.row.versions) > 1
        self.fit()
        self.versions.show_choice(str(shown.version.number))

    def offer(self) -> None:
        menu_of(self, self.entries()).popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
