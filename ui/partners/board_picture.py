"""The picture of the board: the lanes and cards that are in sight, and the card in the hand above them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen

from crm.partners.queries.board import STAGES
from ui.kit.look import look
from ui.partners.board_lanes import lane_icon, lane_remark, lane_title
from ui.partners.board_layout import Spot
from ui.partners.board_painting import draw_card, draw_lane_head, draw_left_behind

if TYPE_CHECKING:
    from ui.partners.board import Board


def draw_board(painter: QPainter, board: "Board") -> None:
    view, offset, layout = board.viewport(), board.offset(), board.layout_of_cards
    painter.fillRect(view.rect(), look.color("surface"))
    painter.translate(-offset.x(), -offset.y())
    top, bottom = offset.y(), offset.y() + view.height()
    lanes = list(layout.lanes_between(top, bottom))
    board.load([spot for lane in lanes for spot in layout.spots_between(lane, top, bottom)])
    for lane in lanes:
        draw_lane(painter, board, lane)
        if not layout.boxes[lane].folded:
            draw_cells(painter, board, lane, top, bottom)
    board.carrier.draw(painter)


def draw_lane(painter: QPainter, board: "Board", number: int) -> None:
    layout, lane = board.layout_of_cards, board.lanes()[number]
    box, head = layout.boxes[number], layout.head_rect(number)
    head = QRect(board.offset().x(), head.top(), board.viewport().width(), head.height())  # stays when cards slide
    if board.at.lane == lane.key and not board.at.card and board.hasFocus():
        painter.fillRect(head, look.color("selected"))
    icon, tint = lane_icon(board.kind, lane)
    remark = "" if box.folded else lane_remark(lane)
    draw_lane_head(painter, head, lane, lane_title(board.kind, lane), remark, icon, tint, folded=box.folded)
    painter.fillRect(QRect(0, box.top + box.tall - 1, layout.whole_width(), 1), look.color("line"))


def draw_cells(painter: QPainter, board: "Board", lane: int, top: int, bottom: int) -> None:
    layout = board.layout_of_cards
    board.carrier.draw_ground(painter, lane)
    for stage in range(1, len(STAGES)):
        cell = layout.cell_rect(lane, stage)
        painter.fillRect(QRect(cell.left(), cell.top(), 1, cell.height() - 1), look.color("line"))
    for spot in layout.spots_between(lane, top, bottom):
        draw_spot(painter, board, spot)


def draw_spot(painter: QPainter, board: "Board", spot: Spot) -> None:
    key = board.layout_of_cards.card_at(spot)
    face = board.faces.get(key)
    if face is None or board.carrier.hides(key):
        return
    box = board.layout_of_cards.card_rect(spot)
    if board.carrier.drag is not None and board.carrier.drag.card == key:
        draw_left_behind(painter, box, face)
        return
    chosen = key == board.at.card
    draw_card(painter, box, face, chosen=chosen, hovered=spot == board.hovered)
    if chosen and board.hasFocus() and board.by_keyboard:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), look.px(6), look.px(6))
