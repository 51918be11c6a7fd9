"""What reports there are. Only what is built is shown."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from ui.kit.buttons import Pressable
from ui.kit.labels import Label
from ui.kit.look import follow, look
from ui.kit.panels import Across, Down, Panel

WIDTH = 320


@dataclass(frozen=True, slots=True)
class Kind:
    """A report that can be made. The codes of its name and of what it tells begin with `report.kind.`."""

    key: str

    def code(self, part: str) -> str:
        return f"report.kind.{self.key}{part}"


PARTNER, PORTFOLIO, LIVE = Kind("partner"), Kind("portfolio"), Kind("live")
KINDS = (PARTNER, PORTFOLIO, LIVE)


class Card(Pressable):
    """A small page, the report's name, what it tells, and the form it comes in."""

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.kind = kind
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.about = Label(kind.code(".about"), tint="text-3", wrap=True)
        column = Down(self, margins=(68, 10, 12, 10))
        column.take(Label(kind.code(""), weight=600), self.about, Label(kind.code(".form"), tint="text-3"))
        for label in self.findChildren(Label):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        follow(self.refresh)

    def refresh(self) -> None:
        self.setAccessibleName(look.say(self.kind.code("")))
        self.setAccessibleDescription(look.say(self.kind.code(".about")))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        words = self.about.heightForWidth(look.px(WIDTH - 96))
        return QSize(look.px(WIDTH - 16), words + 2 * look.line(13) + look.px(20))

    def hitButton(self, pos: object) -> bool:
        return True

    def nextCheckState(self) -> None:
        """The gallery marks the chosen one: pressing it again does not take the mark away."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(look.color("selected" if self.isChecked() else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()), look.px(6), look.px(6))
        if self.isChecked():
            painter.setBrush(look.color("accent"))
            bar = QRectF(0, look.px(12), look.px(3), self.height() - 2 * look.px(12))
            painter.drawRoundedRect(bar, look.px(2), look.px(2))
        draw_small_page(painter, QRect(look.px(12), look.px(12), look.px(44), look.px(60)))


def draw_small_page(painter: QPainter, rect: QRect) -> None:
    """A page as one sees it from afar: lines of text and one bar."""
    painter.setBrush(look.color("surface"))
    painter.setPen(QPen(look.color("line-strong"), 1))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), look.px(2), look.px(2))
    painter.setPen(Qt.PenStyle.NoPen)
    lines = [
        (0.55, "line-strong"),
        (0.8, "line-strong"),
        (1.0, "accent-line"),
        (0.8, "line-strong"),
        (0.5, "line-strong"),
    ]
    top = rect.top() + look.px(6)
    for share, token in lines:
        tall = look.px(8 if token == "accent-line" else 2)  # noqa: S105 - the name of a colour
        painter.setBrush(look.color(token))
        painter.drawRect(QRect(rect.left() + look.px(6), top, round((rect.width() - look.px(12)) * share), tall))
        top += tall + look.px(5)


class Gallery(Panel):
    chosen = Signal(object)
    """The Kind that was pressed."""

    def __init__(self) -> None:
        super().__init__("surface", lines="right")
        self.cards = {kind: Card(kind) for kind in KINDS}
        self.head = Panel("surface", lines="bottom right")
        Across(self.head, margins=(16, 0, 16, 0)).take(Label("window.reports", 15, 600), None)
        cards = Panel("", "")
        Down(cards, margins=(8, 8, 8, 8), gap=4).take(*self.cards.values())
        Down(self).take(self.head, cards, None)
        for kind, card in self.cards.items():
            card.clicked.connect(lambda _=False, kind=kind: self.chosen.emit(kind))
        follow(self.rescale)

    def show_kind(self, chosen: Kind) -> None:
        for kind, card in self.cards.items():
            card.setChecked(kind == chosen)

    def rescale(self) -> None:
        self.setFixedWidth(look.px(WIDTH))
        self.head.setFixedHeight(look.px(48))
