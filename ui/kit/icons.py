"""Lucide's line icons in the colours of the palette, drawn once for each name, size, colour and screen."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.kit.look import look

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons"


def draw_icon(painter: QPainter, rect: QRect, name: str, tint: str = "text-3") -> None:
    """Draws the icon in the middle of the rect, as large as its shorter side."""
    side = min(rect.width(), rect.height())
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    picture = tinted(name, side, look.tokens[tint], ratio)
    painter.drawPixmap(rect.x() + (rect.width() - side) // 2, rect.y() + (rect.height() - side) // 2, picture)


def icon_pixmap(name: str, size: int = 16, tint: str = "text-3", ratio: float = 1.0) -> QPixmap:
    """The icon at `size` pixels of the drawings."""
    return tinted(name, look.px(size), look.tokens[tint], ratio)


def qicon(name: str, tint: str = "text-3", size: int = 16) -> QIcon:
    """For Qt's own menus: under the highlight the icon takes the colour of text on the accent."""
    icon = QIcon()
    for ratio in (1.0, 2.0):
        icon.addPixmap(icon_pixmap(name, size, tint, ratio), QIcon.Mode.Normal)
        icon.addPixmap(icon_pixmap(name, size, "on-accent", ratio), QIcon.Mode.Active)
        icon.addPixmap(icon_pixmap(name, size, "text-off", ratio), QIcon.Mode.Disabled)
    return icon


@cache
def tinted(name: str, side: int, colour: str, ratio: float) -> QPixmap:
    pixels = max(1, round(side * ratio))
    picture = QPixmap(pixels, pixels)
    picture.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(source(name).replace("currentColor", colour).encode()))
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@cache
def source(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
