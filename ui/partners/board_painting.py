"""Draws the board's parts: lane heads, the lines between columns, cards, the ghost and the place of a dragged card."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from crm.partners.queries.board import STAGES, BoardLane
from ui.kit.icons import draw_icon
from ui.kit.labels import draw_line_of
from ui.kit.look import look
from ui.kit.marks import draw_avatar, draw_stage, initials
from ui.partners.board_cards import CardFace

INSET = 10
FADED = 0.35
MARK = 12


def draw_lane_head(
    painter: QPainter, box: QRect, lane: BoardLane, title: str, remark: str, icon: str, tint: str, *, folded: bool
) -> None:
    """The arrow, the icon, the name in 600, how many partners; at the right, when folded, the count of each stage."""
    inner = box.adjusted(look.px(16), 0, -look.px(16), -1)
    side = look.px(16)
    top = inner.top() + (inner.height() - side) // 2
    draw_icon(painter, QRect(inner.left(), top, side, side), "chevron-right" if folded else "chevron-down", "text-3")
    left = inner.left() + look.px(22)
    if icon:
        draw_icon(painter, QRect(left, top, side, side), icon, tint)
        left += look.px(24)
    if folded:
        inner.setRight(draw_stage_counts(painter, inner, lane) - look.px(16))
    for text, weight, ink, size, gap in (
        (title, 600, "text", 13, 8), (f"{lane.partners:,}", 400, "text-2", 13, 8), (remark, 400, "text-3", 12, 0)
    ):  # fmt: skip
        room = QRect(left, inner.top(), max(0, inner.right() - left), inner.height())
        left += draw_line_of(painter, room, text, size=size, weight=weight, tint=ink) + look.px(gap)


def draw_stage_counts(painter: QPainter, box: QRect, lane: BoardLane) -> int:
    """Each stage that holds cards and how many, ending at the right; returns where they begin."""
    right, side = box.right(), look.px(14)
    for stage, cell in reversed(list(zip(STAGES, lane.cells, strict=True))):
        if not cell:
            continue
        right -= draw_line_of(
            painter, QRect(box.left(), box.top(), right - box.left() + 1, box.height()), f"{len(cell):,}",
            tint="text-2", right=True,
        ) + look.px(4) + side  # fmt: skip
        draw_stage(painter, QRect(right, box.top() + (box.height() - side) // 2, side, side), stage.value)
        right -= look.px(12)
    return right


def draw_card(painter: QPainter, box: QRect, face: CardFace, *, chosen: bool = False, hovered: bool = False) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color("line"), 1))
    painter.setBrush(look.color("selected" if chosen else "hover" if hovered else "surface"))
    radius = look.px(6)
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    if chosen:
        bar = QRectF(box.left(), box.top() + look.px(10), look.px(3), box.height() - look.px(20))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent"))
        painter.drawRoundedRect(bar, look.px(1.5), look.px(1.5))
    painter.restore()
    draw_card_words(painter, box, face, strong=chosen)


def draw_card_words(painter: QPainter, box: QRect, face: CardFace, *, strong: bool) -> None:
    inset = look.px(INSET)
    first = QRect(box.left() + inset, box.top() + look.px(8), box.width() - 2 * inset, look.px(20))
    side = look.px(20)
    draw_avatar(painter, QRect(first.left(), first.top(), side, side), initials(face.title), face.tint)
    name = first.adjusted(side + look.px(8), 0, 0, 0)
    if face.owner:
        mark = look.px(18)
        ring = QRect(first.right() - mark + 1, first.top() + look.px(1), mark, mark)
        draw_avatar(painter, ring, initials(face.owner, person=True), person=True)
        name.setRight(ring.left() - look.px(6))
    draw_line_of(painter, name, face.title, weight=600 if strong else 400)
    second = QRect(first.left(), box.top() + look.px(33), first.width(), look.px(18))
    second.setRight(draw_card_tail(painter, second, face) - look.px(8))
    draw_line_of(painter, second, face.reason, size=12, tint=face.reason_tint)


def draw_card_tail(painter: QPainter, box: QRect, face: CardFace) -> int:
    """The other roles with their stages, and the days in this one, ending at the right; returns where they begin."""
    right = box.right() - draw_line_of(painter, box, face.days, size=12, tint="text-2", right=True)
    side = look.px(MARK)
    top = box.top() + (box.height() - side) // 2
    for icon, tint, stage in face.others[:2][::-1]:
        right -= look.px(6) + side
        draw_stage(painter, QRect(right, top, side, side), stage)
        right -= look.px(4) + side
        draw_icon(painter, QRect(right, top, side, side), icon, tint)
    return right


def draw_left_behind(painter: QPainter, box: QRect, face: CardFace) -> None:
    """What stays where a card was lifted: the same card, faint, in a dashed outline."""
    painter.save()
    painter.setOpacity(FADED)
    draw_card_words(painter, box, face, strong=False)
    painter.setOpacity(1)
    draw_dashed(painter, box, "line-strong", "")
    painter.restore()


def draw_place(painter: QPainter, box: QRect) -> None:
    """Where the card will lie when it is let go."""
    draw_dashed(painter, box, "accent", "accent-soft")


def draw_target(painter: QPainter, box: QRect) -> None:
    """The ground of the cell in which the place is."""
    ground = look.color("accent-soft")
    ground.setAlphaF(0.35)
    painter.fillRect(box.adjusted(1, 0, 0, -1), ground)


def draw_dashed(painter: QPainter, box: QRect, line: str, ground: str) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(look.color(line), 1)
    pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(look.color(ground) if ground else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), look.px(6), look.px(6))
    painter.restore()


def draw_ghost(painter: QPainter, box: QRect, face: CardFace) -> None:
    """The lifted card under the pointer, with its shadow."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    shade = look.color("text")
    shade.setRgb(0, 0, 0)
    radius, depth = look.px(6), 0.5 if look.dark else 0.12
    for spread in range(look.px(8), 0, -2):
        shade.setAlphaF(depth / 5)
        painter.setBrush(shade)
        outer = QRectF(box).adjusted(-spread, -spread + look.px(4), spread, spread)
        painter.drawRoundedRect(outer, radius + spread, radius + spread)
    painter.setPen(QPen(look.color("accent"), 2))
    painter.setBrush(look.color("surface"))
    painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()
    draw_card_words(painter, box, face, strong=False)
