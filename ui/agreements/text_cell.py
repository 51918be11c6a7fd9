"""A paragraph in one language: read as it will be printed, written as plain text with its marks."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QWidget

from crm.values import Refused
from crm.values.enums import Language
from ui.agreements.pasting import as_words, clauses_of, in_table, refuse_long
from ui.agreements.runs import Marked, laid_out, text_of
from ui.kit.fields import TextField
from ui.kit.look import follow, look

MOST_LINES = 60
Rows = Sequence[Sequence[Sequence[Marked]]]
"""A table: rows of cells of runs."""


class TextPaint(QWidget):
    """Draws the runs, or a table of them; a draft's can be pressed or entered to be written."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.runs: Sequence[Marked] = ()
        self.rows: Rows = ()
        self.can_write = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        follow(self.refresh)

    def show_runs(self, runs: Sequence[Marked], rows: Rows, *, can_write: bool) -> None:
        self.runs, self.rows, self.can_write = runs, rows, can_write
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if can_write else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor if can_write else Qt.CursorShape.ArrowCursor)
        self.refresh()

    def refresh(self) -> None:
        words = text_of(self.runs) or " · ".join(text_of(cell) for row in self.rows for cell in row)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        if not self.rows:
            return laid_out(self.runs, width)[1]
        return sum(self.heights(width))

    def heights(self, width: int) -> list[int]:
        wide = width // max(1, len(self.rows[0]))
        return [
            max(laid_out(cell, wide - look.px(8), 12)[1] for cell in row) + look.px(8) if row else 0
            for row in self.rows
        ]

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        return QSize(look.px(240), self.heightForWidth(max(self.width(), look.px(120))))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(100), look.line(13))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.rows:
            self.draw_table(painter)
        else:
            laid_out(self.runs, self.width())[0].draw(painter, QPointF(0, 0))
        if self.hasFocus():
            painter.setPen(QPen(look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), look.px(4), look.px(4))

    def draw_table(self, painter: QPainter) -> None:
        wide, top = self.width() // max(1, len(self.rows[0])), 0
        for number, (row, tall) in enumerate(zip(self.rows, self.heights(self.width()), strict=True)):
            for place, cell in enumerate(row):
                layout, _ = laid_out(cell, wide - look.px(8), 12)
                layout.draw(painter, QPointF(place * wide, top + look.px(4)))
            top += tall
            painter.fillRect(QRect(0, top - 1, self.width(), 1), look.color("line" if number else "line-strong"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.can_write and event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
        if self.can_write and enters:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)


class ParagraphEditor(TextField):
    """Words are pasted as they are; `pasted` tells clauses of a word processor, `refused` a paste that is too large.

    Ctrl+Enter asks for a paragraph below, Alt with an arrow moves this one.
    """

    pasted = Signal(object)
    refused = Signal(object)
    below_asked = Signal()
    moved = Signal(int)
    removed = Signal()
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name, least=1, most=MOST_LINES)
        self.is_table = False
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        """As tall as its text; Qt's own hint would tear the row open."""
        return QSize(look.px(240), self.minimumHeight())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        try:
            clauses = clauses_of(source)
            words = in_table(clauses) if self.is_table else as_words(clauses, source)
            refuse_long(words or "", self.document().characterCount())
        except Refused as refusal:
            self.refused.emit(refusal.problems)
            return
        if words is not None:
            self.insertPlainText(words)
        else:
            self.pasted.emit(clauses)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.belongs_to_composition(event):
            event.accept()
            return
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.commits.commit()
            self.moved.emit(step)
        elif event.key() == Qt.Key.Key_Return and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.commits.commit()
            self.below_asked.emit()
        elif event.key() == Qt.Key.Key_B and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.embolden()
        elif event.key() == Qt.Key.Key_Backspace and not self.toPlainText():
            self.removed.emit()
        elif event.key() == Qt.Key.Key_Escape and not self.commits.pending():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def embolden(self) -> None:
        """Two stars around what is selected, or taken away from it."""
        cursor = self.textCursor()
        chosen = cursor.selectedText().replace("\u2029", "\n")
        bare = chosen.strip("*") if chosen.startswith("**") and chosen.endswith("**") and len(chosen) > 4 else ""
        cursor.insertText(bare or f"**{chosen}**")
        self.setTextCursor(cursor)

    def chosen(self) -> tuple[int, int]:
        """From where to where the text is selected, in signs: Qt counts UTF-16 units."""
        cursor, units = self.textCursor(), self.toPlainText().encode("utf-16-le", "surrogatepass")
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        return len(units[: 2 * start].decode("utf-16-le", "ignore")), len(
            units[: 2 * end].decode("utf-16-le", "ignore")
        )

    def insert_placeholder(self, name: str) -> None:
        self.textCursor().insertText(f"{{{name}}}")
        self.setFocus()


class TextCell(QWidget):
    """`written` tells the language, what was there and what stands there now."""

    written = Signal(object, str, str)
    entered = Signal(object)
    """The editor that has the keyboard now."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.language = language
        self.raw = ""
        self.paint = TextPaint()
        self.editor: ParagraphEditor | None = None
        self.pages = QStackedLayout(self)
        self.pages.addWidget(self.paint)
        self.paint.pressed.connect(self.write)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_text(self, raw: str, runs: Sequence[Marked], rows: Rows, *, can_write: bool) -> None:
        self.raw = raw
        self.paint.show_runs(runs, rows, can_write=can_write)
        if self.editor is not None:
            self.editor.show_value(raw)
            if not can_write:
                self.read()

    def write(self) -> ParagraphEditor:
        if self.editor is None:
            self.editor = ParagraphEditor(f"field.text_{self.language.value}")
            self.editor.is_table = bool(self.paint.rows)
            self.editor.put_value(self.raw)
            self.editor.committed.connect(self.tell)
            self.editor.left.connect(self.read_again)
            self.pages.addWidget(self.editor)
            self.pages.setCurrentWidget(self.editor)
            self.entered.emit(self)
        self.editor.setFocus()
        return self.editor

    def is_writing(self) -> bool:
        return self.editor is not None

    def tell(self, text: str) -> None:
        was, self.raw = self.raw, text
        self.written.emit(self.language, was, text)

    def read(self) -> None:
        """Back to what is printed. What was typed is written."""
        if self.editor is None:
            return
        editor, self.editor = self.editor, None
        editor.commits.commit()
        self.pages.setCurrentWidget(self.paint)
        self.pages.removeWidget(editor)
        editor.hide()
        editor.deleteLater()

    def read_again(self) -> None:
        self.read()
        self.paint.setFocus()
