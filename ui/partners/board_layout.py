"""Where everything on the board stands: lanes, cells and cards of one size. Pure: numbers in, rectangles out.

All cards are equally tall, so what is in sight follows by division, with 50 cards or 5,000.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect

from crm.partners.queries.board import STAGES, BoardLane
from ui.kit.look import look

CARD_TALL, GAP, EDGE = 60, 8, 8
LANE_HEAD, FOLDED = 32, 31
LANE_FOOT = 20
LEAST_COLUMN = 176
"""A narrower card says too little: the board scrolls sideways instead."""


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of a card: its lane, its stage, its number from the top."""

    lane: int
    stage: int
    at: int


@dataclass(frozen=True, slots=True)
class LaneBox:
    top: int
    tall: int
    folded: bool


@dataclass
class BoardLayout:
    """`room` is a lane and stage in which a place for one more card is kept free while a card is dragged there."""

    lanes: Sequence[BoardLane] = ()
    folded: Set[str] = frozenset()
    width: int = 0
    room: tuple[int, int] | None = None
    boxes: list[LaneBox] = field(default_factory=list)
    spots: dict[int, Spot] = field(default_factory=dict)

    def arrange(self) -> None:
        """Measures anew, after any of its fields changed."""
        self.boxes, top = [], 0
        for number, lane in enumerate(self.lanes):
            folded = lane.key in self.folded
            tall = look.px(FOLDED) if folded else self.open_height(number, lane)
            self.boxes.append(LaneBox(top, tall, folded))
            top += tall

    def learn_places(self) -> None:
        """After the cards changed: which card stands where."""
        self.spots = {
            key: Spot(number, stage, at)
            for number, lane in enumerate(self.lanes)
            for stage, cell in enumerate(lane.cells)
            for at, key in enumerate(cell)
        }

    def lay(self, key: int, stage: int) -> None:
        """A card was dropped: it lies last in its new cell until the book's own order arrives."""
        spot = self.spots[key]
        cells = self.lanes[spot.lane].cells
        cells[spot.stage].remove(key)
        cells[stage].append(key)
        self.learn_places()

    def open_height(self, number: int, lane: BoardLane) -> int:
        most = max(len(cell) + (self.room == (number, stage)) for stage, cell in enumerate(lane.cells))
        return look.px(LANE_HEAD) + max(most, 1) * self.step() + look.px(LANE_FOOT)

    def step(self) -> int:
        return look.px(CARD_TALL) + look.px(GAP)

    def height(self) -> int:
        return self.boxes[-1].top + self.boxes[-1].tall if self.boxes else 0

    def column_width(self) -> int:
        return max((self.width - 2 * look.px(EDGE)) // len(STAGES), look.px(LEAST_COLUMN))

    def whole_width(self) -> int:
        return self.column_width() * len(STAGES) + 2 * look.px(EDGE)

    def column_left(self, stage: int) -> int:
        return look.px(EDGE) + stage * self.column_width()

    def card_rect(self, spot: Spot) -> QRect:
        left = self.column_left(spot.stage) + look.px(GAP)
        top = self.boxes[spot.lane].top + look.px(LANE_HEAD) + look.px(GAP) + spot.at * self.step()
        return QRect(left, top, self.column_width() - 2 * look.px(GAP), look.px(CARD_TALL))

    def cell_rect(self, lane: int, stage: int) -> QRect:
        box, head = self.boxes[lane], look.px(LANE_HEAD)
        return QRect(self.column_left(stage), box.top + head, self.column_width(), box.tall - head)

    def head_rect(self, lane: int) -> QRect:
        box = self.boxes[lane]
        return QRect(0, box.top, self.whole_width(), box.tall if box.folded else look.px(LANE_HEAD))

    def lane_at(self, y: int) -> int | None:
        low, high = 0, len(self.boxes) - 1
        while low <= high:
            middle = (low + high) // 2
            box = self.boxes[middle]
            if y < box.top:
                high = middle - 1
            elif y >= box.top + box.tall:
                low = middle + 1
            else:
                return middle
        return None

    def stage_at(self, x: int) -> int:
        return max(0, min(len(STAGES) - 1, (x - look.px(EDGE)) // self.column_width()))

    def spot_at(self, point: QPoint) -> Spot | None:
        """The card under the point."""
        lane = self.lane_at(point.y())
        if lane is None or self.boxes[lane].folded:
            return None
        stage = self.stage_at(point.x())
        at = (point.y() - self.boxes[lane].top - look.px(LANE_HEAD) - look.px(GAP)) // self.step()
        spot = Spot(lane, stage, at)
        inside = 0 <= at < len(self.lanes[lane].cells[stage])
        return spot if inside and self.card_rect(spot).contains(point) else None

    def card_at(self, spot: Spot) -> int:
        return self.lanes[spot.lane].cells[spot.stage][spot.at]

    def lanes_between(self, top: int, bottom: int) -> Iterator[int]:
        first = self.lane_at(max(top, 0))
        for number in range(first if first is not None else len(self.boxes), len(self.boxes)):
            if self.boxes[number].top > bottom:
                return
            yield number

    def spots_between(self, lane: int, top: int, bottom: int) -> Iterator[Spot]:
        """The cards of an open lane that are in sight."""
        if self.boxes[lane].folded:
            return
        start = self.boxes[lane].top + look.px(LANE_HEAD) + look.px(GAP)
        first = max(0, (top - start) // self.step())
        last = max(-1, (bottom - start) // self.step())
        for stage, cell in enumerate(self.lanes[lane].cells):
            for at in range(first, min(last + 1, len(cell))):
                yield Spot(lane, stage, at)
