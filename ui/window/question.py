"""A sentence that says what will happen, and a button with its verb. Enter alone is harmless."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from ui.kit.buttons import PRIMARY, Button
from ui.kit.labels import Label
from ui.kit.look import Text
from ui.kit.panels import Across, Down
from ui.window.overlay import Overlay


class QuestionSheet(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.sentence = Label("", wrap=True)
        self.act = Button("kit.close", kind=PRIMARY)
        self.leave = Button("kit.cancel", keys="Esc")
        buttons = Across(gap=8).take(None, self.leave, self.act)
        Down(self, margins=(20, 20, 20, 16), gap=16).take(self.sentence, buttons)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.leave.setFocus(Qt.FocusReason.TabFocusReason)


class Question(Overlay):
    """Asked before what is final. One at a time."""

    def __init__(self, window: QWidget) -> None:
        self.sheet_of = QuestionSheet()
        super().__init__(window, self.sheet_of, 440)
        self.then: Callable[[], None] | None = None
        self.sheet_of.leave.clicked.connect(self.close_sheet)
        self.sheet_of.act.clicked.connect(self.agree)

    def ask(self, sentence: Text, act: Text, then: Callable[[], None]) -> None:
        self.then = then
        self.sheet_of.sentence.say(sentence)
        self.sheet_of.act.say(act)
        self.open_sheet()

    def agree(self) -> None:
        then, self.then = self.then, None
        self.close_sheet()
        if then is not None:
            then()
