"""Marks that stand beside words: stage glyphs, avatars with initials, dots, role icons. Shape first, colour second."""

import re
import unicodedata

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.icons import draw_icon
from ui.kit.look import follow, look

STAGE_TINTS = {
    "prospect": "text-3",
    "qualified": "blue",
    "negotiating": "amber",
    "active": "green",
    "dormant": "text-3",
    "ended": "text-3",
}
WORDS = re.compile(r"[A-Z]?[^\W_A-Z]+|[A-Z]+|\d+")
"""OpenLoom Community is Open, Loom, Community."""

STAGE_PART = {"qualified": 90, "negotiating": 180}
ROLE_ICONS = {
    "data-provider": "database",
    "compute-provider": "cpu",
    "technology-provider": "blocks",
    "academic": "graduation-cap",
    "open-source": "git-branch",
    "upstream": "factory",
    "downstream": "building-2",
    "distributor": "store",
    "marketing": "megaphone",
    "financial": "landmark",
    "platform": "layers",
    "investor": "sprout",
}


def draw_stage(painter: QPainter, rect: QRect, stage: str) -> None:
    """A glyph of 14 px: dashed ring, quarter, half, disc with a tick, ring with a pause, ring with a bar."""
    side = min(rect.width(), rect.height())
    box = QRectF(rect.center().x() + 1 - side / 2, rect.center().y() + 1 - side / 2, side, side)
    unit = side / 14
    colour = look.color(STAGE_TINTS[stage])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if stage == "active":
        draw_tick_disc(painter, box, colour, unit)
    else:
        draw_stage_ring(painter, box, colour, unit, dashed=stage == "prospect")
        draw_stage_inside(painter, box, colour, unit, stage)
    painter.restore()


def draw_tick_disc(painter: QPainter, box: QRectF, colour: QColor, unit: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(box.adjusted(unit, unit, -unit, -unit))
    painter.setPen(round_pen(look.color("surface"), 1.6 * unit))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    left, top = box.left(), box.top()
    points = [(4.4, 7.2), (6.2, 9.0), (9.6, 5.2)]
    painter.drawPolyline([QPointF(left + x * unit, top + y * unit) for x, y in points])


def draw_stage_ring(painter: QPainter, box: QRectF, colour: QColor, unit: float, *, dashed: bool) -> None:
    pen = QPen(colour, 1.5 * unit)
    if dashed:
        pen.setDashPattern([1.0, 1.5])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = 1.75 * unit
    painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))


def draw_stage_inside(painter: QPainter, box: QRectF, colour: QColor, unit: float, stage: str) -> None:
    middle = box.center()
    if part := STAGE_PART.get(stage):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        inset = 3.6 * unit
        painter.drawPie(box.adjusted(inset, inset, -inset, -inset), 90 * 16, -part * 16)
    painter.setPen(round_pen(colour, 1.4 * unit))
    if stage == "dormant":
        for side in (-1.2, 1.2):
            x = middle.x() + side * unit
            painter.drawLine(QPointF(x, middle.y() - 1.8 * unit), QPointF(x, middle.y() + 1.8 * unit))
    elif stage == "ended":
        reach = 2.2 * unit
        painter.drawLine(QPointF(middle.x() - reach, middle.y()), QPointF(middle.x() + reach, middle.y()))


def round_pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def draw_dot(painter: QPainter, middle: QPointF, tint: str, across: float = 6) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color(tint))
    radius = look.px(across) / 2
    painter.drawEllipse(middle, radius, radius)
    painter.restore()


def draw_avatar(painter: QPainter, rect: QRect, letters: str, tint: str = "", *, person: bool = False) -> None:
    """Initials on a rounded square of the role's colour, or, of a person, in a ring. `tint` is a role's token."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = look.avatar_ground(tint) if tint else look.color("selected-quiet")
    painter.setBrush(ground)
    if person:
        painter.setPen(QPen(look.color("line-strong"), 1))
        painter.drawEllipse(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        radius = look.px(5 if rect.width() <= look.px(28) else 6)
        painter.drawRoundedRect(QRectF(rect), radius, radius)
    drawn = max(9, rect.width() * 0.42 if rect.width() <= look.px(28) else rect.width() * 0.36)
    font = look.font(13, 600)
    font.setPixelSize(round(min(drawn, rect.width() * 0.45)))
    painter.setFont(font)
    painter.setPen(look.color("text"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letters)
    painter.restore()


def initials(name: str, *, person: bool = False) -> str:
    """Renhe Hospital Data is RH, 仁禾医疗 仁; of a person 沈若兰 it is the last character 兰 (DESIGN.md)."""
    shown = [sign for sign in unicodedata.normalize("NFKC", name) if sign.isalnum()]
    if any(is_han(sign) for sign in shown[:1]):
        han = [sign for sign in shown if is_han(sign)]
        return han[-1] if person else han[0]
    words = WORDS.findall(name)
    if not words:
        return ""
    letters = words[0][:2] if len(words) == 1 and not person else "".join(word[0] for word in words[:2])
    return letters.upper()


def is_han(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff" or sign == "〇" or ord(sign) >= 0x20000


class Mark(QWidget):
    """Base of the small pictures: a fixed square, redrawn with the look. Words beside it say the same."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(self.refresh)

    def refresh(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.px(self.side), look.px(self.side))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw(painter, self.rect())

    def draw(self, painter: QPainter, rect: QRect) -> None:
        raise NotImplementedError


class Avatar(Mark):
    """Initials of a partner (square, its role's colour) or of a person (ring)."""

    def __init__(self, name: str = "", tint: str = "", side: int = 20, *, person: bool = False) -> None:
        self.name, self.tint, self.person = name, tint, person
        super().__init__(side)

    def show_name(self, name: str, tint: str = "") -> None:
        self.name, self.tint = name, tint
        self.update()

    def draw(self, painter: QPainter, rect: QRect) -> None:
        draw_avatar(painter, rect, initials(self.name, person=self.person), self.tint, person=self.person)


class IconMark(Mark):
    def __init__(self, icon: str, tint: str = "text-3", side: int = 16) -> None:
        self.icon, self.tint = icon, tint
        super().__init__(side)

    def show_icon(self, icon: str, tint: str = "") -> None:
        self.icon, self.tint = icon, tint or self.tint
        self.update()

    def draw(self, painter: QPainter, rect: QRect) -> None:
        draw_icon(painter, rect, self.icon, self.tint)


class StageMark(Mark):
    def __init__(self, stage: str, side: int = 14) -> None:
        self.stage = stage
        super().__init__(side)

    def draw(self, painter: QPainter, rect: QRect) -> None:
        draw_stage(painter, rect, self.stage)
