"""The free text: coloured while it is typed, with a popup for @, # and dates that leaves the keyboard in the text."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from crm.book.excerpts import marks, readings
from crm.communication.notes import Unfinished
from ui.communication.highlighter import NotesHighlighter
from ui.communication.offers import Choice, Offer
from ui.communication.places import to_characters, to_units
from ui.kit.input_method import Composing
from ui.kit.look import Text, follow, look
from ui.kit.popup import PopupList

SIZE, LINE = 15, 26


class NotesField(Composing, QTextEdit):
    """`find` says what stands unfinished before the cursor, `offers` what completes it."""

    typed = Signal()
    picked = Signal(object)
    """A Choice was put into the text."""

    filed = Signal(object)
    """Paths of files that were pasted or dropped."""

    pictured = Signal(object)
    """A QImage that was pasted or dropped."""

    converted = Signal()
    """A chat was pasted and stands there as minutes."""

    saved = Signal()
    left = Signal()
    close_first = Signal()

    def __init__(
        self,
        name: Text,
        hint: Text,
        find: Callable[[str, int], Unfinished | None],
        offers: Callable[[Unfinished], Sequence[Offer]],
    ) -> None:
        super().__init__()
        self.name, self.hint, self.find_unfinished, self.offers = name, hint, find, offers
        self.read_chat: Callable[[str], str | None] | None = None
        """The minutes of a pasted chat, or None where the text is none."""

        self.popup: PopupList | None = None
        self.choices: list[Choice] = []
        self.begun: Unfinished | None = None
        self.put_away = -1
        self.last = ""
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.colours = NotesHighlighter(self.document())
        self.textChanged.connect(self.heard)
        self.cursorPositionChanged.connect(self.complete)
        follow(self.refresh)

    def refresh(self) -> None:
        self.setAccessibleName(look.say(self.name))
        self.setAccessibleDescription(look.say(self.hint))
        self.setFont(look.font(SIZE))
        self.document().setDocumentMargin(look.px(4))
        self.space_lines()

    def space_lines(self) -> None:
        """15 / 26: the lines of one text stand apart, also those that are pasted."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        quiet = self.blockSignals(True)
        cursor.mergeBlockFormat(self.line_form())
        self.blockSignals(quiet)

    def line_form(self) -> QTextBlockFormat:
        form = QTextBlockFormat()
        form.setLineHeight(look.px(LINE), QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        return form

    def paintEvent(self, event: QPaintEvent) -> None:
        """The hint takes as many lines as it needs: Qt's own placeholder is cut below the first."""
        super().paintEvent(event)
        if self.document().isEmpty() and not self.composing:
            edge = look.px(4)
            painter = QPainter(self.viewport())
            painter.setFont(self.font())
            painter.setPen(look.color("text-3"))
            above = max(0, look.px(LINE) - self.fontMetrics().lineSpacing())
            box = self.viewport().rect().adjusted(edge, edge + above, -edge, -edge)
            painter.drawText(box, Qt.TextFlag.TextWordWrap, look.say(self.hint))

    def text(self) -> str:
        """As typed: `toPlainText` would turn no-break spaces into plain ones."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def put_text(self, text: str) -> None:
        self.put_away = -1
        quiet = self.blockSignals(True)
        self.setPlainText(text)
        self.space_lines()
        self.document().clearUndoRedoStacks()
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.blockSignals(quiet)
        self.last = self.text()

    def show_words(self, words: str) -> None:
        """Goes to where the words stand, and chooses them: a long text opens at its hit."""
        text = self.text()
        found = next(iter(marks(text, [term for terms in readings(words) for term in terms])), None)
        if found is None:
            return
        cursor = self.textCursor()
        cursor.setPosition(to_units(text, found[0]))
        cursor.setPosition(to_units(text, found[1]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasImage() or bool(local_files(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasted or dropped: files, a picture (unless words came with it, as from a spreadsheet), else text."""
        if files := local_files(source):
            self.filed.emit(files)
        elif source.hasImage() and not source.text().strip():
            self.pictured.emit(QImage(source.imageData()))
        elif text := source.text():
            self.put_in(text)

    def put_in(self, text: str) -> None:
        """A chat is read: its lines with their speakers stand in its place, and Ctrl+Z brings back what was pasted."""
        cursor = self.textCursor()
        begin = cursor.selectionStart()
        self.insert(cursor, text)
        minutes = self.read_chat(text) if self.read_chat is not None else None
        if minutes is None:
            return
        cursor.setPosition(begin)
        cursor.setPosition(self.textCursor().position(), QTextCursor.MoveMode.KeepAnchor)
        self.insert(cursor, minutes)
        self.converted.emit()

    def insert(self, cursor: QTextCursor, text: str) -> None:
        """In place of what is chosen, its lines as far apart as the others, in one step of the text's own undo."""
        cursor.beginEditBlock()
        cursor.insertText(text.replace("\r\n", "\n"))
        end = cursor.position()
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeBlockFormat(self.line_form())
        cursor.endEditBlock()
        cursor.setPosition(end)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def heard(self) -> None:
        """Colouring counts as a change of the text for Qt; for us only other words do."""
        if not self.composing and self.text() != self.last:
            self.last = self.text()
            self.typed.emit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        if self.composing:
            self.close_popup()
        else:
            self.heard()
            self.complete()

    # Completion

    def line_and_place(self) -> tuple[str, int]:
        cursor = self.textCursor()
        line = cursor.block().text()
        return line, to_characters(line, cursor.positionInBlock())

    def complete(self) -> None:
        """Offers what completes the word before the cursor. Never while an input method composes."""
        if self.composing or self.textCursor().hasSelection() or not self.hasFocus():
            self.close_popup()
            return
        line, place = self.line_and_place()
        self.begun = self.find_unfinished(line, place)
        start = -1 if self.begun is None else self.textCursor().block().position() + self.begun.start
        if self.begun is None or start == self.put_away:
            self.close_popup()
            return
        self.put_away = -1
        offers = list(self.offers(self.begun))
        self.choices = [choice for _, choice in offers]
        rows = [replace(row, key=at) for at, (row, _) in enumerate(offers)]
        self.hung().offer(rows, self.anchor(line))

    def anchor(self, line: str) -> QRect:
        """Where the word begins, on the screen."""
        cursor = self.textCursor()
        begin = 0 if self.begun is None else to_units(line, self.begun.start)
        cursor.setPosition(cursor.block().position() + begin)
        box = self.cursorRect(cursor)
        return QRect(self.viewport().mapToGlobal(box.topLeft()), box.size())

    def hung(self) -> PopupList:
        window: QWidget = self.window()
        if self.popup is None or self.popup.host is not window:
            if self.popup is not None:
                self.popup.deleteLater()
            self.popup = PopupList(window, "completions")
            self.popup.chosen.connect(self.take)
        return self.popup

    def close_popup(self) -> None:
        if self.popup is not None:
            self.popup.close_list()

    def take(self, at: int) -> None:
        """Puts the choice in place of what was typed."""
        choice, begun = self.choices[at], self.begun
        if begun is None:
            return
        cursor = self.textCursor()
        line = cursor.block().text()
        self.put_away = cursor.block().position() + begun.start  # it is whole: Enter ends the line now
        cursor.setPosition(cursor.block().position() + to_units(line, begun.start), QTextCursor.MoveMode.KeepAnchor)
        self.picked.emit(choice)
        cursor.insertText(choice.text)
        self.setTextCursor(cursor)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.belongs_to_composition(event):
            event.accept()
        elif self.popup is not None and self.popup.isVisible() and event.key() == Qt.Key.Key_Escape:
            begun = self.begun.start if self.begun else 0
            self.put_away = self.textCursor().block().position() + begun
            self.close_popup()
        elif saves(event):
            self.close_popup()
            self.saved.emit()
        elif self.popup is not None and self.popup.take_key(event):
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.close_first.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Qt asks here before it hands over a Tab: in an open popup it takes the choice."""
        if self.popup is not None and self.popup.isVisible():
            self.popup.take(self.popup.view.currentIndex().row())
            return True
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.close_popup()


def local_files(source: QMimeData) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file()]


def saves(event: QKeyEvent) -> bool:
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
