"""All tags of the book: renamed in place, coloured, taken away, everywhere at once."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from crm.partners.commands import ColorTag, RemoveTag, RenameTag
from crm.partners.queries import TagNames, TagRow
from crm.values import Changes, Message, Problem, Refused, WorldFault
from crm.values.enums import TagColor
from ui.kit.buttons import IconButton, Pressable
from ui.kit.chips import TONES, Tag
from ui.kit.fields import LineField
from ui.kit.labels import Label
from ui.kit.look import Plain, follow, look
from ui.kit.panels import Across, Down, Panel, Scroller, clear
from ui.kit.room import Desk
from ui.kit.room import Room as BaseRoom

NAME_WIDE, TAG_WIDE, USES_WIDE = 220, 160, 72


class Room(BaseRoom):
    name = "tags"
    icon = "tags"
    label = "window.tags"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.tags: list[TagRow] | None = None
        self.rows: list[TagLine] = []
        self.back = IconButton("arrow-left", "partners.back")
        self.number = Label("", 15, tint="text-3")
        self.none = Label("tags.none-yet", tint="text-3", wrap=True)
        self.list = QWidget()
        self.column = Down(self.list, gap=8)
        self.lay_out()
        self.back.clicked.connect(lambda: desk.show("partners"))
        self.reload()

    def lay_out(self) -> None:
        self.head = Panel("surface", lines="bottom")
        title = Label("window.tags", 15, 600)
        Across(self.head, margins=(8, 0, 16, 0), gap=8).take(self.back, title, self.number, None)
        page = Panel("surface")
        column = Down(page, margins=(24, 16, 24, 24), gap=12)
        column.take(Label("tags.about", tint="text-2", wrap=True), self.none, self.list, None)
        whole = Down(self).take(self.head)
        whole.addWidget(Scroller(page), 1)
        follow(self.rescale)

    def rescale(self) -> None:
        self.head.setFixedHeight(look.px(48))

    def reload(self) -> None:
        found = self.desk.book.query(TagNames())
        self.number.say(Plain(str(len(found)) if found else ""))
        self.none.setVisible(not found)
        self.list.setVisible(bool(found))
        if found != self.tags:
            self.tags = found
            clear(self.column)
            self.rows = [TagLine(self.desk, tag) for tag in found]
            self.column.take(*self.rows)

    def on_changes(self, changes: Changes) -> None:
        if changes.touch("tag") or changes.touch("tagging"):
            self.reload()

    def retranslate(self) -> None:
        self.tags = None
        self.reload()

    def first_focus(self) -> QWidget:
        return self.rows[0].name if self.rows else self


class TagLine(QWidget):
    """The tag as it looks, its name to be changed in place, its colours, how many bear it, a way to take it away."""

    def __init__(self, desk: Desk, tag: TagRow) -> None:
        super().__init__()
        self.desk, self.tag = desk, tag
        self.sample = QWidget()
        Across(self.sample).take(Tag(Plain(tag.name), tag.color.value, icon="hash"), None)
        self.name = LineField("field.tag")
        self.name.put_value(tag.name)
        self.swatches = Swatches(tag.color)
        self.uses = Label(Message("tags.uses", {"n": tag.uses}), 12, tint="text-3")
        self.cross = IconButton("trash-2", Message("tags.remove", {"tag": tag.name}), side=24)
        self.wrong = Label("", 12, tint="red", wrap=True)
        self.wrong.hide()
        row = Across(gap=12).take(self.sample)
        row.addWidget(self.name, 1)
        row.take(self.swatches, self.uses, self.cross)
        row.addStretch(0)
        Down(self, gap=4).take(row, self.wrong)
        self.name.committed.connect(self.rename)
        self.swatches.chosen.connect(lambda color: desk.execute(ColorTag(tag.id, color)))
        self.cross.clicked.connect(self.ask_to_remove)
        follow(self.rescale)

    def rescale(self) -> None:
        self.sample.setFixedWidth(look.px(TAG_WIDE))
        self.name.setMaximumWidth(look.px(NAME_WIDE))
        self.uses.setFixedWidth(look.px(USES_WIDE))

    def rename(self, text: str) -> None:
        """Onto a tag that is there: says so, and asks whether the two are to be one."""
        if text.strip() == self.tag.name:
            return
        problem = self.renamed(text, merge=False)
        if problem is not None and problem.code == "tag-exists-merge":
            sentence = Message("tags.merge-sentence", problem.values)
            self.desk.confirm(sentence, "tags.merge", lambda: self.merge(text))
            self.name.put_value(self.tag.name)
            return
        self.wrong.say(problem or "")
        self.wrong.setVisible(problem is not None)

    def merge(self, text: str) -> None:
        self.renamed(text, merge=True)

    def renamed(self, text: str, *, merge: bool) -> Problem | None:
        try:
            self.desk.book.execute(RenameTag(self.tag.id, self.tag.name, text, merge))
        except Refused as refusal:
            return refusal.problems[0]
        except WorldFault as fault:
            return fault.problem
        self.desk.toast(Message("tags.renamed", {"was": self.tag.name, "now": text.strip()}), undo=True)
        return None

    def ask_to_remove(self) -> None:
        sentence = Message("tags.remove-sentence", {"tag": self.tag.name, "n": self.tag.uses})
        self.desk.confirm(sentence, "tags.remove-it", self.remove)

    def remove(self) -> None:
        said = Message("tags.removed", {"tag": self.tag.name, "n": self.tag.uses})
        self.desk.execute(RemoveTag(self.tag.id), toast=said)


class Swatches(QWidget):
    """The colours of the house, side by side; the one that counts has a ring."""

    chosen = Signal(object)

    def __init__(self, color: TagColor) -> None:
        super().__init__()
        self.dots = [Swatch(each, on=each is color) for each in TagColor]
        Across(self, gap=4).take(*self.dots)
        for dot in self.dots:
            dot.clicked.connect(lambda _=False, each=dot.color: self.chosen.emit(each))


class Swatch(Pressable):
    """One colour: the soft ground with its ink in the middle, and its name for who does not see it."""

    def __init__(self, color: TagColor, *, on: bool) -> None:
        super().__init__()
        self.color, self.on = color, on
        follow(self.refresh)

    def refresh(self) -> None:
        self.setFixedSize(self.sizeHint())
        name = look.say(self.color)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.px(24), look.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, ink = TONES[self.color.value]
        inset = look.px(3)
        ring = look.color("accent" if self.hasFocus() else "text" if self.on else "line-strong")
        painter.setPen(QPen(ring, 2 if self.on or self.hasFocus() else 1))
        painter.setBrush(look.color(ground))
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, look.px(4), look.px(4))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(ink))
        side = look.px(6)
        painter.drawEllipse(box.center(), side / 2, side / 2)
