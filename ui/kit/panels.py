"""Grounds, hairlines, columns and rows: what a pane is put together from."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.kit.labels import Label
from ui.kit.look import Plain, Text, follow, look

Sides = tuple[int, int, int, int]


class Panel(QWidget):
    """A flat ground in one token, with hairlines at the sides that are named ("right", "bottom")."""

    def __init__(self, ground: str = "surface", lines: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ground = ground
        self.lines = lines.split()
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.ground:
            painter.fillRect(self.rect(), look.color(self.ground))
        painter.setPen(look.color("line"))
        box = self.rect().adjusted(0, 0, -1, -1)
        for side in self.lines:
            if side == "right":
                painter.drawLine(box.topRight(), box.bottomRight())
            elif side == "left":
                painter.drawLine(box.topLeft(), box.bottomLeft())
            elif side == "top":
                painter.drawLine(box.topLeft(), box.topRight())
            elif side == "bottom":
                painter.drawLine(box.bottomLeft(), box.bottomRight())


class Narrow(Panel):
    """A panel of one width, for the middle of a wide place (`centred`)."""

    def __init__(self, wide: int, ground: str = "surface") -> None:
        super().__init__(ground)
        self.wide = wide
        follow(self.rescale)

    def rescale(self) -> None:
        self.setFixedWidth(look.px(self.wide))


def centred(part: QWidget) -> "Across":
    """In the middle of a row: there the height of wrapped text is asked at the part's own width, not at the place's."""
    row = Across()
    row.addStretch(1)
    row.addWidget(part)
    row.addStretch(1)
    return row


class Hairline(QWidget):
    """1 px across, or down."""

    def __init__(self, *, upright: bool = False, inset: int = 0) -> None:
        super().__init__()
        self.upright, self.inset = upright, inset
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        inset = look.px(self.inset)
        box = self.rect().adjusted(0, inset, 0, -inset) if self.upright else self.rect().adjusted(inset, 0, -inset, 0)
        QPainter(self).fillRect(box, look.color("line"))


class ScaledBox:
    """Margins and gaps of a layout in pixels of the drawings, set anew when the text size changes."""

    def __init__(self, layout: QBoxLayout, margins: Sides, gap: int) -> None:
        self.layout, self.margins, self.gap = layout, margins, gap

    def apply(self) -> None:
        left, top, right, bottom = (look.px(side) for side in self.margins)
        self.layout.setContentsMargins(left, top, right, bottom)
        self.layout.setSpacing(look.px(self.gap))


class Down(QVBoxLayout):
    """A vertical layout measured in the drawings' pixels."""

    def __init__(self, parent: QWidget | None = None, *, margins: Sides = (0, 0, 0, 0), gap: int = 0) -> None:
        super().__init__(parent) if parent is not None else super().__init__()
        self.box = ScaledBox(self, margins, gap)
        follow(self.rescale)

    def rescale(self) -> None:
        self.box.apply()

    def take(self, *parts: QWidget | QLayout | int | None) -> "Down":
        add_all(self, parts)
        return self


class Across(QHBoxLayout):
    """A horizontal layout measured in the drawings' pixels."""

    def __init__(self, parent: QWidget | None = None, *, margins: Sides = (0, 0, 0, 0), gap: int = 8) -> None:
        super().__init__(parent) if parent is not None else super().__init__()
        self.box = ScaledBox(self, margins, gap)
        follow(self.rescale)

    def rescale(self) -> None:
        self.box.apply()

    def take(self, *parts: QWidget | QLayout | int | None) -> "Across":
        add_all(self, parts)
        return self


def add_all(layout: QBoxLayout, parts: Iterable[QWidget | QLayout | int | None]) -> None:
    """Widgets and layouts in order; a number is a gap in the drawings' pixels, None takes the room that is left."""
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addWidget(Gap(part))
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)


class Gap(QWidget):
    """Empty space that grows with the text size."""

    def __init__(self, pixels: int) -> None:
        super().__init__()
        self.pixels = pixels
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        follow(self.rescale)

    def rescale(self) -> None:
        self.setFixedSize(look.px(self.pixels), look.px(self.pixels))


class Scroller(QScrollArea):
    """A pane that scrolls up and down only; its content is as wide as the view."""

    def __init__(self, content: QWidget, ground: str = "surface") -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        self.ground = ground
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        follow(self.repaint_ground)

    def repaint_ground(self) -> None:
        palette = self.viewport().palette()
        palette.setColor(self.viewport().backgroundRole(), look.color(self.ground))
        self.viewport().setPalette(palette)
        self.viewport().setAutoFillBackground(True)


class Heading(QWidget):
    """A section's name in 600, its count in grey, and what can be done at the right."""

    def __init__(self, text: Text, tail: QWidget | None = None, size: int = 13) -> None:
        super().__init__()
        self.title = Label(text, size, 600)
        self.count = Label("", size, tint="text-3")
        across = Across(self, gap=8).take(self.title, self.count, None)
        if tail is not None:
            across.addWidget(tail)

    def show_count(self, number: int | None) -> None:
        self.count.say(Plain("" if number is None else f"{number:,}"))


def clear(layout: QLayout) -> None:
    """Takes everything out and deletes it, before a pane is filled anew."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()  # the layout's queued show of what it took a moment ago would open it as a window
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
            inner.deleteLater()
