"""Where an arrow key leads on the board. Pure: a layout and a cursor in, a cursor out."""

from dataclasses import dataclass

from ui.partners.board_layout import BoardLayout, Spot


@dataclass(frozen=True, slots=True)
class Cursor:
    """What is current: a card, or the head of a lane where `card` is 0."""

    card: int = 0
    lane: str = ""


def step_from(layout: BoardLayout, cursor: Cursor, across: int, down: int) -> Cursor:
    """Left and right go to the nearest card of the next stage that has one, up and down within the stage and on
    to the heads of the lanes."""
    spot = layout.spots.get(cursor.card)
    if spot is None:
        return step_from_head(layout, cursor, down)
    if across:
        return beside(layout, spot, across) or cursor
    at = spot.at + down
    if 0 <= at < len(layout.lanes[spot.lane].cells[spot.stage]):
        return cursor_at(layout, Spot(spot.lane, spot.stage, at))
    if down < 0:
        return Cursor(0, layout.lanes[spot.lane].key)
    return head_of(layout, spot.lane + 1) or cursor


def beside(layout: BoardLayout, spot: Spot, across: int) -> Cursor | None:
    cells = layout.lanes[spot.lane].cells
    stage = spot.stage + across
    while 0 <= stage < len(cells):
        if cells[stage]:
            return cursor_at(layout, Spot(spot.lane, stage, min(spot.at, len(cells[stage]) - 1)))
        stage += across
    return None


def step_from_head(layout: BoardLayout, cursor: Cursor, down: int) -> Cursor:
    keys = [lane.key for lane in layout.lanes]
    if cursor.lane not in keys:
        return head_of(layout, 0) or cursor
    lane = keys.index(cursor.lane)
    if down > 0:
        return first_card(layout, lane) or head_of(layout, lane + 1) or cursor
    if down < 0 and lane:
        return last_card(layout, lane - 1) or head_of(layout, lane - 1) or cursor
    return cursor


def head_of(layout: BoardLayout, lane: int) -> Cursor | None:
    return Cursor(0, layout.lanes[lane].key) if 0 <= lane < len(layout.lanes) else None


def first_card(layout: BoardLayout, lane: int) -> Cursor | None:
    """The top card of the first stage that has one; none where the lane is folded."""
    return edge_card(layout, lane, last=False)


def last_card(layout: BoardLayout, lane: int) -> Cursor | None:
    return edge_card(layout, lane, last=True)


def edge_card(layout: BoardLayout, lane: int, *, last: bool) -> Cursor | None:
    if layout.boxes[lane].folded:
        return None
    cells = layout.lanes[lane].cells
    stage = next((stage for stage, cell in enumerate(cells) if cell), None)
    if stage is None:
        return None
    return cursor_at(layout, Spot(lane, stage, len(cells[stage]) - 1 if last else 0))


def cursor_at(layout: BoardLayout, spot: Spot) -> Cursor:
    return Cursor(layout.card_at(spot), layout.lanes[spot.lane].key)
