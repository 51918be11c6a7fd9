"""When, how, with whom, how it went: the chips above the text. Everything has a default, nothing must be filled in."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from crm.communication.queries import KnownName
from crm.values import Message
from crm.values.enums import InteractionKind, Language
from ui.kit.buttons import Button, Pressable
from ui.kit.chips import Chip
from ui.kit.dates import MonthPopup
from ui.kit.feelings import FACES, KIND_ICONS
from ui.kit.fields import LineField
from ui.kit.flow import FlowBox
from ui.kit.icons import draw_icon
from ui.kit.labels import plain_tip
from ui.kit.look import Plain, follow, look
from ui.kit.panels import Across, clear
from ui.kit.pickers import PickField
from ui.kit.popup import PopupList, PopupRow

TIME = re.compile(
    r"(?P<hour>[01]?\d|2[0-3])[:：.]?(?P<minute>[0-5]\d)"
    r"(?:\s*[-–至到]\s*(?P<to_hour>[01]?\d|2[0-3])[:：.]?(?P<to_minute>[0-5]\d)"
    r"|[\s,，]+(?P<lasts>\d{1,4})\s*(?P<unit>min|minutes|m|分钟|分|h|小时)?)?"
)


def read_time(text: str) -> tuple[str, int | None] | None:
    """15:00 · 15:00, 45 min · 15:00-15:45 · 15:00，45 分钟. None where it is none of these."""
    text = text.strip()
    if not text:
        return "", None
    match = TIME.fullmatch(text)
    if match is None:
        return None
    start = int(match["hour"]) * 60 + int(match["minute"])
    lasts = int(match["lasts"]) * (60 if match["unit"] in ("h", "小时") else 1) if match["lasts"] else None
    if match["to_hour"]:
        lasts = (int(match["to_hour"]) * 60 + int(match["to_minute"]) - start) % 1440 or None
    return f"{start // 60:02}:{start % 60:02}", lasts


def said_time(starts_at: str, lasts: int | None) -> str:
    if not starts_at or lasts is None:
        return starts_at
    return f"{starts_at}, {lasts} min" if look.language is Language.ENGLISH else f"{starts_at}，{lasts} 分钟"


class KindButton(Button):
    """The kind of the contact; arrows change it, Space or a click opens the list."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(InteractionKind.MEETING, icon="users")
        self.kind_shown = InteractionKind.MEETING
        self.popup: PopupList | None = None
        self.clicked.connect(self.open_list)

    def show_kind(self, kind: InteractionKind) -> None:
        self.kind_shown = kind
        self.icon_name = KIND_ICONS[kind]
        self.say(kind)

    def open_list(self) -> None:
        if self.popup is None or self.popup.host is not self.window():
            self.popup = PopupList(self.window(), "kinds")
            self.popup.chosen.connect(self.pick)
        rows = [PopupRow(kind, look.say(kind), icon=icon) for kind, icon in KIND_ICONS.items()]
        anchor = QRect(self.mapToGlobal(QPoint(0, 0)), self.size())
        self.popup.offer(rows, anchor, current=list(KIND_ICONS).index(self.kind_shown))

    def pick(self, kind: InteractionKind) -> None:
        self.show_kind(kind)
        self.chosen.emit(kind)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if self.popup is not None and self.popup.take_key(event):
            return
        if step is not None:
            kinds = list(KIND_ICONS)
            self.pick(kinds[(kinds.index(self.kind_shown) + step) % len(kinds)])
        else:
            super().keyPressEvent(event)


class DayButton(Button):
    """The meeting's day: Today, Yesterday, or the date; a month opens below."""

    chosen = Signal(object)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("log.today", icon="calendar")
        self.today, self.on = today, today()
        self.popup: MonthPopup | None = None
        self.clicked.connect(self.open_month)

    def show_day(self, on: date) -> None:
        self.on = on
        ago = (self.today() - on).days
        self.say({0: "log.today", 1: "log.yesterday"}.get(ago, Message("log.day", {"on": on})))

    def open_month(self) -> None:
        if self.popup is None or self.popup.host is not self.window():
            self.popup = MonthPopup(self.window())
            self.popup.picked.connect(self.pick)
        self.popup.open_at(QRect(self.mapToGlobal(QPoint(0, 0)), self.size()), self.on, self.today())

    def pick(self, on: date) -> None:
        self.show_day(on)
        self.chosen.emit(on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.popup is None or not self.popup.take_key(event):
            super().keyPressEvent(event)


class TimeField(LineField):
    """Time and length as one types them; empty is no time."""

    chosen = Signal(str, object)

    def __init__(self) -> None:
        super().__init__("log.time", "log.time-hint", icon="clock")
        self.time: tuple[str, int | None] = ("", None)
        self.committed.connect(self.read)
        look.changed.connect(self.show_again)

    def show_time(self, starts_at: str, lasts: int | None) -> None:
        self.time = (starts_at, lasts)
        self.put_value(said_time(starts_at, lasts))

    def show_again(self) -> None:
        self.setFixedWidth(look.px(136))
        if not self.commits.pending():
            self.put_value(said_time(*self.time))

    def read(self, text: str) -> None:
        found = read_time(text)
        sentence = "" if found is not None else look.say("log.time-unread", given=text)
        self.show_problem(sentence)
        self.setToolTip(plain_tip(sentence))
        if found is not None and found != self.time:
            self.show_time(*found)
            self.chosen.emit(*found)


class Face(Pressable):
    """One of five. Pressed again, nothing is said about it."""

    def __init__(self, value: int) -> None:
        super().__init__()
        self.value = value
        self.setCheckable(True)
        follow(self.refresh)

    def refresh(self) -> None:
        self.setAccessibleName(look.say(f"log.sentiment.{self.value}"))
        self.setToolTip(plain_tip(self.accessibleName()))
        self.setFixedSize(look.px(26), look.px(26))

    def sizeHint(self) -> QSize:
        return QSize(look.px(26), look.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        icon, tint = FACES[self.value]
        if self.isChecked() or self.underMouse():
            soft = {"red": "red-soft", "amber": "amber-soft", "green": "green-soft"}.get(tint, "selected-quiet")
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color(soft if self.isChecked() else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()), look.px(5), look.px(5))
        side = look.px(16)
        box = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        draw_icon(painter, box, icon, tint)


class Faces(QWidget):
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.faces = [Face(value) for value in FACES]
        Across(self, gap=2).take(*self.faces)
        for face in self.faces:
            face.clicked.connect(lambda _=False, face=face: self.pick(face))

    def show_value(self, value: int | None) -> None:
        for face in self.faces:
            face.setChecked(face.value == value)

    def pick(self, pressed: Face) -> None:
        value = pressed.value if pressed.isChecked() else None
        self.show_value(value)
        self.chosen.emit(value)


class WithLine(QWidget):
    """The partners that took part, and a field that finds another one."""

    changed = Signal(object)

    def __init__(self, find: Callable[[str], Sequence[PopupRow]]) -> None:
        super().__init__()
        self.ids: list[int] = []
        self.chips = FlowBox()
        self.field = PickField(find, "log.with", "log.with-hint")
        self.field.picked.connect(self.add)
        across = Across(self, gap=6)
        across.addWidget(self.chips, 1)
        across.addWidget(self.field)
        across.addStretch(0)  # alone, the field begins where words begin
        follow(self.rescale)

    def rescale(self) -> None:
        self.field.setFixedWidth(look.px(176))

    def show_partners(self, partners: Sequence[KnownName], *, fixed: bool) -> None:
        """`fixed`: they were chosen; else they follow from the people named and cannot be taken away here."""
        self.ids = [one.id for one in partners] if fixed else []
        clear(self.chips.flow)
        for one in partners:
            shown = one.en if look.language is Language.ENGLISH else one.zh
            chip = Chip("log.with", Plain(shown), removable=fixed)
            chip.removed.connect(lambda key=one.id: self.remove(key))
            self.chips.take(chip)
        self.chips.setVisible(bool(partners))
        self.chips.updateGeometry()

    def add(self, key: int) -> None:
        self.field.show_picked(None, "")
        if key not in self.ids:
            self.changed.emit((*self.ids, key))

    def remove(self, key: int) -> None:
        self.changed.emit(tuple(one for one in self.ids if one != key))
