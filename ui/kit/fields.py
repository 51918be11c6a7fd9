"""Fields for text. They commit by themselves and say beside themselves what is wrong."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from ui.kit.committing import Committing
from ui.kit.icons import draw_icon
from ui.kit.input_method import Composing
from ui.kit.look import Text, follow, look
from ui.kit.room import Drafts


class LineField(Composing, QLineEdit):
    """One line. `committed` carries the text. Esc puts back what was there; Ctrl+Z is the text's own meanwhile."""

    committed = Signal(str)
    left = Signal()
    tail = 4
    """What is kept free at the right, in the drawings' pixels: a date field draws its calendar there."""

    searches = False
    """What is typed here only looks for something: Ctrl+Z takes it back as text, also when it was heard."""

    def __init__(self, name: Text = "", hint: Text = "", *, small: bool = False, icon: str = "") -> None:
        super().__init__()
        self.name, self.hint, self.small, self.icon_name = name, hint, small, icon
        self.problem = ""
        self.commits = Committing(self, self.text, self.setText, self.committed.emit)
        self.textEdited.connect(self.heard)
        self.editingFinished.connect(self.commits.commit)
        follow(self.refresh)

    def refresh(self) -> None:
        self.setAccessibleName(look.say(self.name))
        self.setPlaceholderText(look.say(self.hint))
        self.setFont(look.font(13))
        self.setFixedHeight(look.px(24 if self.small else 28))
        left = look.px(30) if self.icon_name else look.px(8)
        self.setTextMargins(left - look.px(2), 0, look.px(24 if self.problem else self.tail), 0)
        self.update()

    def show_value(self, text: str) -> None:
        """What the book says now. Text that is being typed is left alone."""
        if not self.commits.pending():
            self.put_value(text)

    def put_value(self, text: str) -> None:
        """What the book says now, whatever is being typed. Where there is no room for all, its beginning is seen."""
        self.commits.start_from(text)
        if not self.hasFocus():
            self.setCursorPosition(0)

    def keep_in(self, drafts: Drafts, key: str) -> None:
        """Keeps what is typed under the key; what an earlier session left there is back in the field, uncommitted."""
        self.commits.keep_in(drafts, key)

    def show_problem(self, sentence: str) -> None:
        self.problem = sentence
        self.setProperty("wrong", bool(sentence))
        self.style().unpolish(self)
        self.style().polish(self)
        self.refresh()

    def heard(self) -> None:
        self.commits.typed(composing=self.composing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.belongs_to_composition(event):
            event.accept()
            return
        if event.key() == Qt.Key.Key_Escape and self.commits.pending():
            self.commits.give_up()
            return
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and is_undo(event) and not self.undoes_text():
            event.ignore()
            return False
        return super().event(event)

    def undoes_text(self) -> bool:
        """Whether Ctrl+Z is the text's own undo: what is typed is not in the book, yet or ever (`searches`)."""
        typed = self.isUndoAvailable() or self.isRedoAvailable()
        return self.commits.pending() or (self.searches and typed)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = look.px(16)
        top = (self.height() - side) // 2
        if self.icon_name:
            draw_icon(painter, QRect(look.px(8), top, side, side), self.icon_name, "text-3")
        if self.problem:
            draw_icon(painter, QRect(self.width() - side - look.px(7), top, side, side), "circle-alert", "red")


def is_undo(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and (
        event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
    )


class TextField(Composing, QPlainTextEdit):
    """Several lines, as tall as its text between `least` and `most` lines. Tab leaves it."""

    committed = Signal(str)

    def __init__(self, name: Text = "", hint: Text = "", *, least: int = 2, most: int = 10) -> None:
        super().__init__()
        self.name, self.hint, self.least, self.most = name, hint, least, most
        self.problem = ""
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.commits = Committing(self, self.toPlainText, self.setPlainText, self.committed.emit)
        self.textChanged.connect(self.heard)
        follow(self.refresh)

    def refresh(self) -> None:
        self.setAccessibleName(look.say(self.name))
        self.setPlaceholderText(look.say(self.hint))
        self.setFont(look.font(13))
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        lines = max(self.least, min(self.most, round(self.document().size().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + look.px(14))

    def show_value(self, text: str) -> None:
        if not self.commits.pending():
            self.commits.start_from(text)

    def put_value(self, text: str) -> None:
        self.commits.start_from(text)

    def keep_in(self, drafts: Drafts, key: str) -> None:
        """Keeps what is typed under the key; what an earlier session left there is back in the field, uncommitted."""
        self.commits.keep_in(drafts, key)

    def show_problem(self, sentence: str) -> None:
        self.problem = sentence
        self.setProperty("wrong", bool(sentence))
        self.style().unpolish(self)
        self.style().polish(self)

    def heard(self) -> None:
        self.fit()
        self.commits.typed(composing=self.composing)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.commits.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.belongs_to_composition(event):
            event.accept()
        elif event.key() == Qt.Key.Key_Escape and self.commits.pending():
            self.commits.give_up()
        elif event.key() == Qt.Key.Key_Return and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.commits.commit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and is_undo(event) and not self.commits.pending():
            event.ignore()
            return False
        return super().event(event)
