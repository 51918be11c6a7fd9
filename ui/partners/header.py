"""The head of the pane: who it is in both languages, where, tier, verticals and tags, Log, and a menu of the rest."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from crm.partners.queries import PartnerDetailRow
from crm.partners.verticals import label
from crm.values.enums import TagColor
from ui.kit.buttons import PRIMARY, Button, IconButton
from ui.kit.chips import Tag
from ui.kit.labels import Label
from ui.kit.look import Plain, Text, follow, look
from ui.kit.marks import Avatar
from ui.kit.panels import Across, Down
from ui.partners.wording import menu_of, role_tint, second_title_of, title_of

Entries = list[tuple[Text, str, Callable[[], None]] | None]
Shown = tuple[Text, str, str]
"""The words of a tag, its icon, and its tone."""

NEUTRAL = TagColor.NEUTRAL.value


class Header(QWidget):
    """`entries` gives the menu of the three dots when it opens."""

    def __init__(self, entries: Callable[[], Entries]) -> None:
        super().__init__()
        self.entries = entries
        self.avatar = Avatar("", side=40)
        self.name = Label("", 15, 600)
        self.second = Label("", 12, tint="text-3")
        self.more = IconButton("ellipsis", "partners.more", outlined=True)
        self.tags = TagLine()
        self.log = Button("partners.log", "pen-line", kind=PRIMARY)
        names = Down(gap=0).take(self.name, self.second)
        top = Across(gap=12).take(self.avatar)
        top.addLayout(names, 1)
        top.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        below = Across(gap=8)
        below.addWidget(self.tags, 1)
        below.addWidget(self.log)
        Down(self, margins=(16, 16, 16, 12), gap=12).take(top, below)
        self.more.clicked.connect(self.open_menu)

    def show_partner(self, partner: PartnerDetailRow) -> None:
        self.avatar.show_name(title_of(partner), role_tint(partner.roles[0].role) if partner.roles else "")
        self.name.say(Plain(title_of(partner)))
        place = [second_title_of(partner), str(partner.fields["city"])]
        self.second.say(Plain(" · ".join(part for part in place if part)))
        tier = partner.fields["tier"]
        tags: list[Shown] = [(tier, "star", NEUTRAL)] if tier is not None else []  # type: ignore[list-item] # a Tier
        tags += [(label(vertical) or Plain(vertical), "", NEUTRAL) for vertical in partner.verticals]
        tags += colored(partner.tags, partner.tag_colors)
        self.tags.show_tags(tags)

    def open_menu(self) -> None:
        menu_of(self, self.entries()).popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def colored(tags: Sequence[str], colors: Sequence[TagColor]) -> list[Shown]:
    """Tags of the book, each in its own colour."""
    return [(Plain(tag), "hash", color.value) for tag, color in zip(tags, colors, strict=True)]


class TagLine(QWidget):
    """Tags in one line; those for which there is no room are counted."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[Tag] = []
        self.shown: list[Shown] = []
        self.rest = Label("", 12, tint="text-3", parent=self)
        follow(self.lay)

    def show_tags(self, tags: list[Shown]) -> None:
        if tags == self.shown:
            return
        self.shown = tags
        for old in self.made:
            old.hide()
            old.deleteLater()
        self.made = [Tag(text, tone, icon=icon) for text, icon, tone in tags]
        for tag in self.made:
            tag.setParent(self)
        self.lay()

    def lay(self) -> None:
        self.setFixedHeight(look.px(20))
        left, gap, kept = 0, look.px(6), look.px(24)
        hidden = 0
        for place, tag in enumerate(self.made):
            wide = tag.sizeHint().width()
            last = place == len(self.made) - 1
            fits = left + wide <= self.width() - (0 if last else kept) and not hidden
            tag.setVisible(fits)
            if fits:
                tag.setGeometry(left, 0, wide, look.px(20))
                left += wide + gap
            else:
                hidden += 1
        self.rest.say(Plain(f"+{hidden}" if hidden else ""))
        self.rest.setGeometry(left, 0, look.px(24), look.px(20))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay()
