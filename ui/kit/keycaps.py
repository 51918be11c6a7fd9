"""Key caps that stand by themselves in a row of words."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.buttons import cap_width, draw_cap
from ui.kit.look import follow, look


class KeyCaps(QWidget):
    def __init__(self, caps: Sequence[str]) -> None:
        super().__init__()
        self.caps = list(caps)
        self.setAccessibleName(" ".join(self.caps))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(self.refresh)

    def refresh(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        gaps = look.px(4) * max(0, len(self.caps) - 1)
        return QSize(sum(cap_width(cap) for cap in self.caps) + gaps, look.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, left = QPainter(self), 0
        for cap in self.caps:
            left += draw_cap(painter, left, self.height(), cap) + look.px(4)
