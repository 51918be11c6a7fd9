"""A small pane that hangs on what opened it: `raised`, one shadow, closed by Esc or by a press beside it."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit.look import Text, look
from ui.kit.motion import pop, stop
from ui.kit.panels import Down
from ui.kit.popup import SHADOW, draw_floating

INNER = 8


class Popover(QWidget):
    """A child of the window. The keyboard goes into it and comes back to where it was."""

    closed = Signal()
    enter_closes = True
    """Not where a line in it is still to be judged when Enter is pressed."""

    def __init__(self, opener: QWidget, name: Text, *, width: int = 0) -> None:
        super().__init__(opener.window())
        self.opener, self.name, self.wide = opener, name, width
        self.column = Down(self, gap=4)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(look.say(name))
        self.hide()

    def open_at(self, anchor: QWidget | None = None) -> None:
        """Below the anchor (else what opened it), inside the window."""
        self.place(anchor or self.opener)
        self.show()
        self.raise_()
        pop(self)
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)
        look.changed.connect(self.close_popover)
        if (first := self.first_focus()) is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def first_focus(self) -> QWidget | None:
        """Where the keyboard goes when it opens."""
        return self.nextInFocusChain()

    def place(self, anchor: QWidget) -> None:
        stop(self)
        edge, inner = look.px(SHADOW), look.px(INNER)
        self.column.setContentsMargins(edge + inner, edge + inner, edge + inner, edge + inner)
        host = self.parentWidget()
        assert host is not None
        hint = self.column.sizeHint()
        wide = max(hint.width(), look.px(self.wide) + 2 * (edge + inner))
        tall = min(max(hint.height(), self.column.heightForWidth(wide)), host.height())
        box = QRect(host.mapFromGlobal(anchor.mapToGlobal(QPoint(0, 0))), anchor.size())
        top = box.bottom() + look.px(4) - edge
        if top + tall > host.height():
            top = max(0, min(host.height() - tall, box.top() - tall + edge - look.px(4)))
        left = max(-edge, min(box.left() - edge, host.width() - wide + edge))
        self.setGeometry(left, top, wide, tall)

    def refit(self) -> None:
        """After its content changed its size."""
        self.column.activate()
        self.place(self.opener)

    def close_popover(self) -> None:
        if self.isHidden():
            return
        self.hide()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self.opener.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            inside = self.rect().contains(self.mapFromGlobal(event.globalPosition().toPoint()))
            if not inside and isinstance(watched, QWidget) and watched.window() is self.window():
                self.close_popover()
                return watched is self.opener  # pressed again, the opener closes it
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.enter_closes
        if event.key() == Qt.Key.Key_Escape or entered:
            self.close_popover()
        else:
            event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        edge = look.px(SHADOW)
        draw_floating(QPainter(self), QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), edge)
