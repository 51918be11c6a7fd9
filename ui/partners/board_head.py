"""The heads of the board's columns: glyph, stage, how many, and + for a new partner in it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from crm.partners.queries.board import STAGES
from crm.values import Message
from ui.kit.buttons import IconButton
from ui.kit.labels import draw_line_of
from ui.kit.look import look
from ui.kit.marks import draw_stage

if TYPE_CHECKING:
    from ui.partners.board import Board
    from ui.partners.board_layout import BoardLayout


class BoardHead(QWidget):
    """36 px above the cards; it slides with them sideways and stays when they go up and down."""

    TALL = 36
    asked_new = Signal(object)

    def __init__(self, board: "Board") -> None:
        super().__init__(board)
        self.board = board
        self.counts: Sequence[int] = [0] * len(STAGES)
        self.lefts: list[int] = []
        self.wide = self.slid = 0
        self.adders = [
            IconButton("plus", Message("partners.add-in-stage", {"stage": stage}), side=24, parent=self)
            for stage in STAGES
        ]
        for adder, stage in zip(self.adders, STAGES, strict=True):
            adder.clicked.connect(lambda _=False, stage=stage: self.asked_new.emit(stage))

    def show_counts(self, counts: Sequence[int]) -> None:
        self.counts = counts
        self.update()

    def place(self, layout: "BoardLayout") -> None:
        self.lefts = [layout.column_left(stage) for stage in range(len(STAGES))]
        self.wide = layout.column_width()
        self.setGeometry(0, 0, self.board.width(), look.px(self.TALL))
        side = look.px(24)
        for left, adder in zip(self.lefts, self.adders, strict=True):
            at = left + self.wide - side - look.px(4) - self.slid
            adder.move(at, (self.height() - side) // 2)
            adder.setVisible(at >= 0 and at + side <= self.width())  # half of one says nothing
        self.update()

    def slide(self, by: int) -> None:
        self.slid = by
        self.place(self.board.layout_of_cards)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("surface"))
        for number, left in enumerate(self.lefts):
            self.draw_column(painter, number, left - self.slid)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), look.color("line-strong"))

    def draw_column(self, painter: QPainter, number: int, left: int) -> None:
        if number:
            painter.fillRect(QRect(left, 0, 1, self.height()), look.color("line"))
        stage, side = STAGES[number], look.px(14)
        mark = QRect(left + look.px(8), (self.height() - side) // 2, side, side)
        draw_stage(painter, mark, stage.value)
        words = QRect(mark.right() + look.px(8), 0, self.wide - look.px(64), self.height())
        used = draw_line_of(painter, words, look.say(stage), weight=600)
        rest = words.adjusted(used + look.px(8), 0, 0, 0)
        draw_line_of(painter, rest, f"{self.counts[number]:,}", tint="text-2")
