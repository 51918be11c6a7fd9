"""A card in the hand: lifted, carried over the stages of its lane, let go or put back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QPainter

from crm.partners.queries.board import STAGES
from ui.kit.look import look
from ui.kit.motion import SETTLING, move
from ui.partners.board_layout import Spot
from ui.partners.board_painting import draw_ghost, draw_place, draw_target

if TYPE_CHECKING:
    from ui.partners.board import Board

SCROLL_EVERY, NEAR_EDGE = 30, 32


class Drag:
    """Where the card was taken, where the pointer is, and the stage over which it hangs."""

    def __init__(self, card: int, spot: Spot, grip: QPoint, at: QPoint) -> None:
        self.card, self.spot, self.grip, self.at = card, spot, grip, at
        self.target: int | None = None

    def moves(self) -> bool:
        """Whether letting go would change the stage."""
        return self.target is not None and self.target != self.spot.stage


class Carrier(QObject):
    """`carried` tells (card, stage) while it is in the hand, (None, None) when it was let go; `dropped` a drop."""

    carried = Signal(object, object)
    dropped = Signal(object, object)

    def __init__(self, board: "Board") -> None:
        super().__init__(board)
        self.board = board
        self.drag: Drag | None = None
        self.settling: Drag | None = None
        self.left = 0.0
        """What is left of its way, 1 to 0."""

        self.rolling = QTimer(self)
        self.rolling.setInterval(SCROLL_EVERY)
        self.rolling.timeout.connect(self.roll)

    def lift(self, spot: Spot, begun: QPoint, point: QPoint) -> None:
        layout = self.board.layout_of_cards
        self.drag = Drag(layout.card_at(spot), spot, begun - layout.card_rect(spot).topLeft(), point)
        self.board.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.rolling.start()
        self.carry(point)

    def carry(self, point: QPoint) -> None:
        """The card follows the pointer; its place stands in its own lane, in the column under the pointer."""
        drag, layout = self.drag, self.board.layout_of_cards
        if drag is None:
            return
        drag.at = point
        lane = layout.lane_at(point.y())
        target = layout.stage_at(point.x()) if lane == drag.spot.lane else None
        if target != drag.target or target is None:
            drag.target = target
            layout.room = (drag.spot.lane, target) if target is not None and drag.moves() else None
            self.board.measure()
            self.carried.emit(drag.card, STAGES[target] if target is not None and drag.moves() else None)
        self.board.viewport().update()

    def roll(self) -> None:
        """Near an edge the board scrolls under the card in the hand."""
        if self.drag is None:
            return
        point, edge = self.drag.at - self.board.offset(), look.px(NEAR_EDGE)
        size = self.board.viewport().size()
        for bar, at, whole in (
            (self.board.verticalScrollBar(), point.y(), size.height()),
            (self.board.horizontalScrollBar(), point.x(), size.width()),
        ):
            if at < edge or at > whole - edge:
                bar.setValue(bar.value() + (-1 if at < edge else 1) * bar.singleStep())
        self.carry(point + self.board.offset())

    def let_go(self) -> None:
        """The drop: the card lies where its place was, and the room writes it down."""
        drag = self.put_back()
        if drag is not None and drag.target is not None and drag.moves():
            self.dropped.emit(drag.card, STAGES[drag.target])

    def put_back(self) -> Drag | None:
        """Esc: the card lies where it was."""
        drag, self.drag = self.drag, None
        if drag is not None:
            self.settle(drag)
        self.rolling.stop()
        self.board.viewport().unsetCursor()
        self.board.layout_of_cards.room = None
        self.board.measure()
        self.carried.emit(None, None)
        return drag

    def settle(self, drag: Drag) -> None:
        """From the hand the card comes to where it lies, wherever that is by then."""
        self.settling, self.left = drag, 1.0
        move(self, SETTLING, lambda left: self.come_nearer(drag, left), lambda: self.lie(drag))

    def come_nearer(self, drag: Drag, left: float) -> None:
        if self.settling is drag:  # not another card that was dropped since
            self.left = left
        self.board.viewport().update()

    def lie(self, drag: Drag) -> None:
        if self.settling is drag:
            self.settling = None
        self.board.viewport().update()

    def hides(self, card: int) -> bool:
        """Whether the card is on its way: then it is not drawn where it will lie."""
        return self.settling is not None and self.settling.card == card

    def draw_settling(self, painter: QPainter) -> None:
        drag, layout = self.settling, self.board.layout_of_cards
        if drag is None or drag.card not in layout.spots or (face := self.board.faces.get(drag.card)) is None:
            return
        box = layout.card_rect(layout.spots[drag.card])
        way = drag.at - drag.grip - box.topLeft()
        draw_ghost(painter, box.translated(round(way.x() * self.left), round(way.y() * self.left)), face)

    def draw(self, painter: QPainter) -> None:
        """The place under the cards' last one, then the card above everything."""
        self.draw_settling(painter)
        drag, layout = self.drag, self.board.layout_of_cards
        if drag is None:
            return
        if drag.target is not None and drag.moves():
            end = len(layout.lanes[drag.spot.lane].cells[drag.target])
            draw_place(painter, layout.card_rect(Spot(drag.spot.lane, drag.target, end)))
        if (face := self.board.faces.get(drag.card)) is not None:
            box = layout.card_rect(drag.spot)
            box.moveTo(drag.at - drag.grip)
            draw_ghost(painter, box, face)

    def draw_ground(self, painter: QPainter, lane: int) -> None:
        """The cell over which the card hangs is tinted."""
        drag = self.drag
        if drag is not None and drag.target is not None and drag.moves() and drag.spot.lane == lane:
            draw_target(painter, self.board.layout_of_cards.cell_rect(lane, drag.target))
