"""Small things side by side, going on in the next line where the first is full."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from ui.kit.look import look


class Flow(QLayout):
    def __init__(self, parent: QWidget | None = None, gap: int = 6) -> None:
        super().__init__(parent) if parent is not None else super().__init__()
        self.items: list[QLayoutItem] = []
        self.gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self.items.append(item)

    def count(self) -> int:
        return len(self.items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self.items[index] if 0 <= index < len(self.items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self.items.pop(index) if 0 <= index < len(self.items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.place(QRect(0, 0, width, 0), moves=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self.place(rect, moves=True)

    def sizeHint(self) -> QSize:
        widths = [item.sizeHint().width() for item in self.items]
        return QSize(sum(widths), max((item.sizeHint().height() for item in self.items), default=0))

    def minimumSize(self) -> QSize:
        return QSize(look.px(40), max((item.sizeHint().height() for item in self.items), default=0))

    def place(self, rect: QRect, *, moves: bool) -> int:
        left, top, tall, gap = rect.left(), rect.top(), 0, look.px(self.gap)
        for item in self.items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            size = item.sizeHint()
            width = min(size.width(), max(rect.width(), 1))
            if left > rect.left() and left + width > rect.left() + rect.width():
                left, top, tall = rect.left(), top + tall + gap, 0
            if moves:
                item.setGeometry(QRect(QPoint(left, top), QSize(width, size.height())))
            left, tall = left + width + gap, max(tall, size.height())
        return top + tall - rect.top()


class FlowBox(QWidget):
    """Holds a flow and is as tall as its lines."""

    def __init__(self, gap: int = 6) -> None:
        super().__init__()
        self.flow = Flow(self, gap)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def take(self, *widgets: QWidget) -> "FlowBox":
        for widget in widgets:
            self.flow.addWidget(widget)
        return self
