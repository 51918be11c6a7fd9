"""What lies over the room for a while, with a flat dim of 16 % behind it: palette, shortcut sheet, a question."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.kit.look import look
from ui.kit.motion import pop, stop
from ui.kit.popup import SHADOW, draw_floating

DIM = 0.16


class Sheet(QWidget):
    """The floating ground of an overlay, drawn with its shadow."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.box = QVBoxLayout(self)
        self.box.addWidget(content)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)

    def rescale(self) -> None:
        edge = look.px(SHADOW)
        self.box.setContentsMargins(edge, edge, edge, edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        edge = look.px(SHADOW)
        painter = QPainter(self)
        draw_floating(painter, QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), edge, radius=10)


class Overlay(QWidget):
    """Covers the window; Esc and a click beside it close it, and the focus goes back to where it was."""

    closed = Signal()

    def __init__(self, window: QWidget, content: QWidget, wide: int, tall: int = 0, top: int = 0) -> None:
        super().__init__(window)
        self.host, self.content = window, content
        self.wide, self.tall, self.top = wide, tall, top
        self.sheet = Sheet(content)
        self.sheet.setParent(self)
        self.focus_before: QWidget | None = None
        window.installEventFilter(self)
        look.changed.connect(self.place)
        self.hide()

    def open_sheet(self) -> None:
        self.focus_before = QApplication.focusWidget()
        self.place()
        self.show()
        self.raise_()
        pop(self.sheet)
        self.content.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_sheet(self) -> None:
        if not self.isVisible():
            return
        self.hide()
        if self.focus_before is not None and self.focus_before.isVisible():
            self.focus_before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.focus_before = None
        self.closed.emit()

    def place(self) -> None:
        """Centred, as wide as asked for where the window has the room; `tall` 0 is as tall as its content."""
        stop(self.sheet)
        self.setGeometry(self.host.rect())
        self.sheet.rescale()
        edge = look.px(SHADOW)
        wide = min(look.px(self.wide), self.width() - look.px(32)) + 2 * edge
        wanted = look.px(self.tall) if self.tall else self.content.sizeHint().height()
        tall = min(wanted, self.height() - look.px(32)) + 2 * edge
        top = look.px(self.top) - edge if self.top else (self.height() - tall) // 2
        top = max(0, min(top, self.height() - tall))
        self.sheet.setGeometry((self.width() - wide) // 2, top, wide, tall)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.sheet.geometry().contains(event.position().toPoint()):
            self.close_sheet()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        shade = QColor(0, 0, 0)
        shade.setAlphaF(DIM)
        QPainter(self).fillRect(self.rect(), shade)
