"""What the dots beside clauses say."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.agreements.clause_list import ClauseEntry
from ui.kit.labels import draw_line_of
from ui.kit.look import follow, look
from ui.kit.marks import draw_dot


class ClauseLegend(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.said: Sequence[tuple[str, str]] = ()
        follow(self.rescale)

    def show_entries(self, entries: Sequence[ClauseEntry]) -> None:
        self.said = list(dict.fromkeys((entry.dot, entry.why) for entry in entries if entry.why))
        self.setAccessibleName(", ".join(why for _, why in self.said))
        self.rescale()

    def rescale(self) -> None:
        self.setFixedHeight(max(1, len(self.said) * look.px(20)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tall = look.px(20)
        for place, (dot, why) in enumerate(self.said):
            box = QRect(look.px(14), place * tall, self.width() - look.px(14), tall)
            draw_dot(painter, QPointF(look.px(3), box.center().y() + 1), dot, 6)
            draw_line_of(painter, box, why, size=12, tint="text-3")
