"""The files of a meeting below its text: what it has, what will be added, each with a way off it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent

from ui.communication.pictures import is_picture, thumbnail
from ui.kit.buttons import Pressable
from ui.kit.flow import FlowBox
from ui.kit.icons import draw_icon
from ui.kit.labels import draw_line_of, plain_tip
from ui.kit.look import follow, look
from ui.kit.panels import Scroller, clear

TALL, SIDE, WIDEST, GAP = 36, 28, 232, 6
SHARE = 4


@dataclass(frozen=True, slots=True)
class ShownFile:
    """One file. `key` is the attachment's id, or the place among those that will be added, as a negative number."""

    key: int
    name: str
    size: int
    content: bytes = b""
    marked: bool = False


class FileTile(Pressable):
    """A small picture or an icon, the name, the size, and a cross."""

    removed = Signal()

    def __init__(self, file: ShownFile) -> None:
        super().__init__()
        self.file = file
        self.picture = QImage()
        follow(self.refresh)

    def refresh(self) -> None:
        self.setAccessibleName(f"{self.file.name}, {size_text(self.file.size)}")
        self.setAccessibleDescription(look.say("log.file-tip"))
        self.setToolTip(plain_tip(self.file.name))
        if self.file.content and is_picture(self.file.name):
            ratio = self.devicePixelRatioF()
            self.picture = thumbnail(self.file.content, round(look.px(SIDE) * ratio))
            self.picture.setDevicePixelRatio(ratio)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = look.metrics(12).horizontalAdvance(self.file.name)
        size = look.metrics(12).horizontalAdvance(size_text(self.file.size))
        return QSize(min(words + size + look.px(SIDE + 52), look.px(WIDEST)), look.px(TALL))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "selected" if self.file.marked else "hover" if self.underMouse() else "raised"
        painter.setBrush(look.color(ground))
        painter.setPen(QPen(look.color("accent" if self.hasFocus() else "line-strong"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.px(6), look.px(6))
        self.draw_picture(painter)
        inner = self.rect().adjusted(look.px(SIDE + 12), 0, -look.px(28), 0)
        size = size_text(self.file.size)
        used = draw_line_of(painter, inner, size, size=12, tint="text-3", right=True)
        rest = inner.adjusted(0, 0, -used - look.px(8), 0)
        shown = look.metrics(12).elidedText(self.file.name, Qt.TextElideMode.ElideMiddle, rest.width())
        draw_line_of(painter, rest, shown, size=12)  # its end tells one screenshot from the next
        draw_icon(painter, self.cross(), "x", "text-2")

    def draw_picture(self, painter: QPainter) -> None:
        side, edge = look.px(SIDE), look.px(4)
        box = QRect(edge, (self.height() - side) // 2, side, side)
        if self.picture.isNull():
            small = look.px(16)
            inner = QRect(box.center().x() - small // 2, box.center().y() - small // 2, small, small)
            draw_icon(painter, inner, "image" if is_picture(self.file.name) else "file-text", "text-2")
            return
        path = QPainterPath()
        path.addRoundedRect(QRectF(box), look.px(3), look.px(3))
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(box, look.color("sunken"))
        size = self.picture.deviceIndependentSize()
        left, top = box.left() + (side - size.width()) / 2, box.top() + (side - size.height()) / 2
        painter.drawImage(QRectF(left, top, size.width(), size.height()), self.picture)
        painter.restore()

    def cross(self) -> QRect:
        side = look.px(12)
        return QRect(self.width() - look.px(8) - side, (self.height() - side) // 2, side, side)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.cross().adjusted(-6, -8, 6, 8).contains(event.position().toPoint()):
            self.setDown(False)
            self.removed.emit()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class FileStrip(Scroller):
    """`removed` and `opened` carry the key of a file. Many files scroll: the text keeps its place."""

    removed = Signal(int)
    opened = Signal(int)

    def __init__(self) -> None:
        self.box = FlowBox(GAP)
        super().__init__(self.box)
        self.shown: Sequence[ShownFile] = ()
        self.hide()

    def show_files(self, files: Sequence[ShownFile]) -> None:
        if files == self.shown:
            return
        self.shown = files
        clear(self.box.flow)
        for file in files:
            tile = FileTile(file)
            tile.removed.connect(lambda key=file.key: self.removed.emit(key))
            tile.clicked.connect(lambda _=False, key=file.key: self.opened.emit(key))
            self.box.take(tile)
        self.setVisible(bool(files))
        self.fit()

    def fit(self) -> None:
        """As many lines of tiles as there are, within a quarter of the pane, but at least one."""
        pane = self.parentWidget()
        tall, gap = look.px(TALL), look.px(GAP)
        wanted = self.box.flow.heightForWidth(max(self.viewport().width(), look.px(80)))
        lines = max(1, (pane.height() // SHARE + gap) // (tall + gap)) if pane is not None else 1
        self.setFixedHeight(min(wanted, lines * (tall + gap) - gap))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


def size_text(size: int) -> str:
    for unit, name in ((1_000_000, "MB"), (1_000, "kB")):
        if size >= unit:
            return f"{size / unit:.1f} {name}"
    return f"{size} B"
