"""The timeline with its foot: what the bars and marks mean, and how much time is shown."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.agreements.gantt import Gantt
from ui.agreements.gantt_painting import draw_block
from ui.kit.buttons import Button, IconButton
from ui.kit.labels import draw_line_of
from ui.kit.look import follow, look
from ui.kit.panels import Across, Down, Panel

WORDS = ("agreements.legend-term", "agreements.legend-renewal", "agreements.legend-window", "agreements.legend-safe")


class BarLegend(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(self.rescale)

    def rescale(self) -> None:
        self.setFixedHeight(look.px(20))
        self.setAccessibleName(", ".join(look.say(code) for code in WORDS))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, tall = 0, look.px(12)
        for code in WORDS:
            box = QRectF(left, (self.height() - tall) / 2, look.px(20), tall)
            if code == WORDS[0]:
                draw_block(painter, box, look.color("accent-soft"), look.color("accent-line"), dashed=False)
            elif code == WORDS[1]:
                draw_block(painter, box, None, look.color("line-strong"), dashed=True)
            elif code == WORDS[2]:
                painter.fillRect(box, look.color("amber-soft"))
            else:
                painter.fillRect(box.adjusted(look.px(6), 0, -look.px(6), 0), look.color("amber"))
            words = QRect(round(box.right()) + look.px(6), 0, self.width(), self.height())
            left = words.left() + draw_line_of(painter, words, look.say(code), size=12, tint="text-3") + look.px(16)


class Timeline(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.gantt = Gantt()
        self.more = IconButton("zoom-in", "agreements.zoom-in", side=24)
        self.less = IconButton("zoom-out", "agreements.zoom-out", side=24)
        self.today = Button("agreements.today", small=True)
        foot = Panel("surface", lines="top")
        row = Across(foot, margins=(16, 4, 16, 4), gap=8)
        row.addWidget(BarLegend(), 1)
        row.take(self.today, self.less, self.more)
        column = Down(self)
        column.addWidget(self.gantt, 1)
        column.addWidget(foot)
        self.setFocusProxy(self.gantt)
        self.more.clicked.connect(lambda: self.gantt.zoom_by(1))
        self.less.clicked.connect(lambda: self.gantt.zoom_by(-1))
        self.today.clicked.connect(self.gantt.show_today)
