"""The rail: whose book it is, the way to find or do, the rooms, and at the bottom bin, settings and me."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from ui.kit.buttons import Pressable, draw_cap
from ui.kit.icons import draw_icon
from ui.kit.labels import Label, draw_line_of, plain_tip
from ui.kit.look import Plain, Text, follow, look
from ui.kit.marks import draw_avatar, draw_dot, initials
from ui.kit.panels import Across, Down, Panel, clear

OPEN, COLLAPSED = 192, 48


class RailEntry(Pressable):
    """28 px open, 32 px collapsed to its icon; the room in sight stands on a quiet ground."""

    def __init__(self, key: str, text: Text, icon: str = "", *, person: bool = False) -> None:
        super().__init__()
        self.key, self.what, self.icon_name, self.person = key, text, icon, person
        self.number: int | None = None
        self.late = False
        self.collapsed = False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(self.refresh)

    def say(self, text: Text) -> None:
        self.what = text
        self.refresh()

    def refresh(self) -> None:
        words = look.say(self.what)
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(words) if self.collapsed else "")
        self.setFixedHeight(look.px(32 if self.collapsed else 28))
        self.update()

    def show_count(self, number: int | None, *, late: bool = False) -> None:
        self.number, self.late = number, late
        self.setAccessibleDescription("" if number is None else str(number))
        self.update()

    def nextCheckState(self) -> None:
        """Which room is in sight is the window's to say."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("selected-quiet" if self.isChecked() else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()), look.px(6), look.px(6))
        side = look.px(20 if self.person else 16)
        left = (self.width() - side) // 2 if self.collapsed else look.px(8) - (look.px(2) if self.person else 0)
        mark = QRect(left, (self.height() - side) // 2, side, side)
        if self.person:
            draw_avatar(painter, mark, initials(self.text(), person=True), person=True)
        else:
            draw_icon(painter, mark, self.icon_name, "accent" if self.isChecked() else "text-3")
        if self.collapsed:
            if self.late:
                draw_dot(painter, QPointF(mark.right() + look.px(2), mark.top()), "red", 6)
            return
        self.draw_words(painter)

    def draw_words(self, painter: QPainter) -> None:
        box = self.rect().adjusted(look.px(32), 0, -look.px(8), 0)
        chosen = self.isChecked()
        if self.number is not None:
            count = f"{self.number:,}"
            tint = "text" if chosen else "red" if self.late else "text-3"
            strong = 600 if chosen or self.late else 400
            used = draw_line_of(painter, box, count, weight=strong, tint=tint, right=True)
            box.setRight(box.right() - used - look.px(8))
        draw_line_of(painter, box, self.text(), weight=600 if chosen else 400, tint="text" if chosen else "text-2")


class BookHead(Pressable):
    """The logo and the home party's name; opens the menu of the book."""

    def __init__(self) -> None:
        super().__init__()
        self.what: Text = "window.book"
        self.collapsed = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(self.refresh)

    def show_name(self, name: Text) -> None:
        self.what = name
        self.refresh()

    def refresh(self) -> None:
        self.setText(look.say(self.what))
        self.setAccessibleName(look.say("window.book-menu", name=self.text()))
        self.setToolTip(plain_tip(self.text()))
        self.setFixedHeight(look.px(32))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), look.px(6), look.px(6))
        side = look.px(20)
        left = (self.width() - side) // 2 if self.collapsed else look.px(6)
        draw_logo(painter, QRect(left, (self.height() - side) // 2, side, side))
        if self.collapsed:
            return
        box = self.rect().adjusted(look.px(34), 0, -look.px(28), 0)
        draw_line_of(painter, box, self.text(), weight=600)
        small = look.px(14)
        mark = QRect(self.width() - look.px(20), (self.height() - small) // 2, small, small)
        draw_icon(painter, mark, "chevrons-up-down", "text-3")


def draw_logo(painter: QPainter, box: QRect) -> None:
    """Two parties and the line between them."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    unit = box.width() / 20
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("accent"))
    painter.drawRoundedRect(QRectF(box), 5 * unit, 5 * unit)
    left, top = box.left(), box.top()
    low, high = QPointF(left + 6.6 * unit, top + 13.4 * unit), QPointF(left + 13.4 * unit, top + 6.6 * unit)
    painter.setPen(QPen(look.color("on-accent"), 1.6 * unit))
    painter.drawLine(low, high)
    painter.setBrush(look.color("on-accent"))
    painter.setPen(Qt.PenStyle.NoPen)
    for end in (low, high):
        painter.drawEllipse(end, 2.3 * unit, 2.3 * unit)
    painter.restore()


class FindEntry(Pressable):
    """Looks like a field and opens the palette."""

    def __init__(self) -> None:
        super().__init__()
        self.collapsed = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(self.refresh)

    def refresh(self) -> None:
        self.setText(look.say("window.find"))
        self.setAccessibleName(self.text())
        self.setAccessibleDescription("Ctrl+K")
        self.setToolTip(plain_tip(self.text()) if self.collapsed else "")
        self.setFixedHeight(look.px(32 if self.collapsed else 28))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = look.px(14)
        if self.collapsed:
            side = look.px(16)
            left = (self.width() - side) // 2
            draw_icon(painter, QRect(left, (self.height() - side) // 2, side, side), "search", "text-3")
            return
        painter.setPen(QPen(look.color("line-strong"), 1))
        painter.setBrush(look.color("hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.px(6), look.px(6))
        draw_icon(painter, QRect(look.px(8), (self.height() - side) // 2, side, side), "search", "text-3")
        cap = "Ctrl K"
        wide = look.metrics(11).horizontalAdvance(cap) + look.px(10)
        draw_cap(painter, self.width() - wide - look.px(6), self.height(), cap)
        box = self.rect().adjusted(look.px(28), 0, -wide - look.px(12), 0)
        draw_line_of(painter, box, self.text(), tint="text-3")


class Rail(Panel):
    """192 px, or 48 with icons only."""

    asked = Signal(str)
    menu_asked = Signal()
    find_asked = Signal()

    def __init__(self) -> None:
        super().__init__("window", lines="right")
        self.collapsed = False
        self.head = BookHead()
        self.find_entry = FindEntry()
        self.entries: dict[str, RailEntry] = {}
        self.column = Down(self, margins=(8, 8, 8, 8), gap=2)
        self.rooms = Down(gap=2)
        self.views = Down(gap=2)
        self.views_head = Panel("window")
        Across(self.views_head, margins=(8, 0, 8, 4)).take(Label("window.views", 12, tint="text-3"))
        self.views_head.hide()
        self.foot = Down(gap=2)
        self.column.take(self.head, 2, self.find_entry, 6, self.rooms, 12, self.views_head, self.views, None, self.foot)
        self.head.clicked.connect(self.menu_asked)
        self.find_entry.clicked.connect(self.find_asked)
        follow(self.rescale)

    def add_room(self, key: str, label: Text, icon: str) -> None:
        self.put(RailEntry(key, label, icon), self.rooms)

    def add_foot(self, key: str, label: Text, icon: str = "", *, person: bool = False) -> None:
        self.put(RailEntry(key, label, icon, person=person), self.foot)

    def show_views(self, views: Sequence[tuple[str, str, str]]) -> None:
        """Saved views under the rooms: (key, name, icon) each."""
        for key in [key for key in self.entries if key.startswith("view-")]:
            self.entries.pop(key)
        clear(self.views)
        for key, name, icon in views:
            self.put(RailEntry(key, Plain(name), icon), self.views)
        self.collapse(self.collapsed)

    def put(self, entry: RailEntry, place: Down) -> None:
        entry.clicked.connect(lambda _=False: self.asked.emit(entry.key))
        self.entries[entry.key] = entry
        place.addWidget(entry)

    def show_room(self, key: str) -> None:
        for name, entry in self.entries.items():
            entry.setChecked(name == key)

    def show_count(self, key: str, number: int | None, *, late: bool = False) -> None:
        if key in self.entries:
            self.entries[key].show_count(number, late=late)

    def show_book(self, name: str) -> None:
        self.head.show_name(Plain(name) if name else "window.book")

    def show_me(self, name: str) -> None:
        self.entries["me"].say(Plain(name) if name else "window.me")

    def collapse(self, collapsed: bool) -> None:
        self.collapsed = collapsed
        parts: list[BookHead | FindEntry | RailEntry] = [self.head, self.find_entry, *self.entries.values()]
        for part in parts:
            part.collapsed = collapsed
            part.refresh()
        for key, entry in self.entries.items():
            if key.startswith("view-"):
                entry.setHidden(collapsed)
        self.views_head.setVisible(not collapsed and any(key.startswith("view-") for key in self.entries))
        self.rescale()

    def rescale(self) -> None:
        self.setFixedWidth(look.px(COLLAPSED if self.collapsed else OPEN))

    def sizeHint(self) -> QSize:
        return QSize(look.px(COLLAPSED if self.collapsed else OPEN), 0)
