"""What is said beside the work: a toast with Undo, a banner that stays until it is solved, an empty room."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.actions import shown_keys
from ui.kit.buttons import PRIMARY, Button, IconButton, Pressable
from ui.kit.flow import FlowBox
from ui.kit.labels import Label
from ui.kit.look import Plain, Text, follow, look
from ui.kit.marks import IconMark
from ui.kit.panels import Across, Down, Narrow, centred

TOAST_FOR = 6000
CLEAR = 40
"""A toast stands above the foot of a list, where the next record may be being named meanwhile."""

TONES = {"red": "circle-alert", "amber": "triangle-alert", "blue": "info", "green": "check"}


class ToastLink(Pressable):
    """Undo, in the accent of the inverse ground."""

    def __init__(self, text: Text) -> None:
        super().__init__()
        self.what = text
        follow(self.refresh)

    def refresh(self) -> None:
        self.setText(look.say(self.what))
        self.setAccessibleName(self.text())
        width = look.metrics(13, 600).horizontalAdvance(self.text())
        self.setFixedSize(width + look.px(4), look.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(look.font(13, 600))
        painter.setPen(look.color("on-tip-accent"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Toast(QWidget):
    """Lower left of the work area for 6 s; the pointer over it holds it there."""

    undone = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.words = Label("", tint="on-tip")
        self.undo = ToastLink("kit.undo")
        self.keys = Label("", 12, tint="on-tip")
        self.undo.clicked.connect(self.take_back)
        Across(self, margins=(12, 4, 12, 4), gap=16).take(self.words, self.undo, self.keys)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.hide)
        self.hide()

    def show_text(self, text: Text, *, undo: bool) -> None:
        self.words.say(text)
        self.undo.setVisible(undo)
        self.keys.setVisible(undo)
        self.keys.say(Plain(" ".join(shown_keys("Ctrl+Z"))))
        self.place()
        self.show()
        self.raise_()
        self.timer.start(TOAST_FOR)

    def take_back(self) -> None:
        self.hide()
        self.undone.emit()

    def place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        self.setMaximumWidth(parent.width() - look.px(32))
        self.adjustSize()
        tall = look.px(36)
        self.setGeometry(look.px(16), parent.height() - tall - look.px(CLEAR), self.sizeHint().width(), tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("tip"))
        painter.drawRoundedRect(QRectF(self.rect()), look.px(6), look.px(6))


class Banner(QWidget):
    """At the top of the pane concerned, until solved or put away. One button at most does something about it."""

    closed = Signal()

    def __init__(self, tone: str = "red", *, closable: bool = True) -> None:
        super().__init__()
        self.tone = tone
        self.act: Callable[[], None] | None = None
        self.mark = IconMark(TONES[tone], tone)
        self.words = Label("", wrap=True)
        self.button = Button("", small=True)
        self.button.clicked.connect(self.do_act)
        self.cross = IconButton("x", "kit.put-away", side=24)
        self.cross.clicked.connect(self.put_away)
        across = Across(self, margins=(12, 6, 8, 6), gap=8)
        across.take(self.mark)
        across.addWidget(self.words, 1)
        across.take(self.button, self.cross)
        self.cross.setHidden(not closable)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.hide()

    def show_text(
        self, text: Text, *, tone: str = "", act: Text = "", then: Callable[[], None] | None = None, **values: object
    ) -> None:
        self.tone = tone or self.tone
        self.mark.show_icon(TONES[self.tone], self.tone)
        self.words.say(text, **values)
        self.act = then
        self.button.setVisible(then is not None)
        if then is not None:
            self.button.say(act)
        self.show()
        self.update()

    def do_act(self) -> None:
        if self.act is not None:
            self.act()

    def put_away(self) -> None:
        self.hide()
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(f"{self.tone}-soft"))
        painter.drawRoundedRect(QRectF(self.rect()), look.px(6), look.px(6))


class EmptyRoom(QWidget):
    """A sentence, one primary, other ways in: (text, run) each."""

    def __init__(self, title: Text, sentence: Text, ways: Sequence[tuple[Text, Callable[[], None]]] = ()) -> None:
        super().__init__()
        self.title = Label(title, 15, 600)
        self.sentence = Label(sentence, tint="text-3", wrap=True)
        inner = Narrow(360)
        column = Down(inner, gap=4).take(self.title, self.sentence, 8)
        self.ways = [way_in(text, run, first=number == 0) for number, (text, run) in enumerate(ways)]
        if self.ways:
            column.take(FlowBox(gap=8).take(*self.ways))
            self.setFocusProxy(self.ways[0])
        outer = Down(self)
        outer.addStretch(1)
        outer.addLayout(centred(inner))
        outer.addStretch(2)


def way_in(text: Text, run: Callable[[], None], *, first: bool) -> Button:
    button = Button(text, kind=PRIMARY) if first else Button(text)
    button.clicked.connect(lambda: run())
    return button
