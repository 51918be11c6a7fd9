"""One of a few: segments side by side (Mine | Everyone), and tabs over a pane."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.kit.buttons import Pressable
from ui.kit.icons import draw_icon
from ui.kit.look import Text, follow, look
from ui.kit.panels import clear


class Segment(Pressable):
    """One choice of several; checked is the one that holds."""

    def __init__(self, key: str, text: Text, icon: str = "", *, underlined: bool = False) -> None:
        super().__init__()
        self.key, self.what, self.icon_name, self.underlined = key, text, icon, underlined
        self.number: int | str | None = None
        self.bare = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        follow(self.refresh)

    def show_count(self, number: int | str | None) -> None:
        """A count, or a figure that is ready to show."""
        self.number = number
        self.refresh()

    def refresh(self) -> None:
        words = look.say(self.what)
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def count_text(self) -> str:
        return f"{self.number:,}" if isinstance(self.number, int) else self.number or ""

    def widths(self) -> tuple[int, int, int]:
        if self.bare:
            return look.px(16), 0, 0
        icon = look.px(22) if self.icon_name else 0
        words = look.metrics(13, 600).horizontalAdvance(self.text())
        count = look.metrics(13).horizontalAdvance(self.count_text()) + look.px(6) if self.number is not None else 0
        return icon, words, count

    def sizeHint(self) -> QSize:
        padding = look.px(0 if self.underlined else 11)
        return QSize(sum(self.widths()) + 2 * padding, look.px(36 if self.underlined else 28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icon, words, count = self.widths()
        if icon + words + count > self.width():  # no room: the count goes, then the word is cut with a mark
            count = 0
        words = min(words, self.width() - icon)
        left = (self.width() - icon - words - count) // 2
        chosen = self.isChecked()
        ink = "text" if chosen else "text" if self.underMouse() else "text-2"
        if self.icon_name:
            side = look.px(16)
            draw_icon(painter, QRect(left, (self.height() - side) // 2, side, side), self.icon_name, ink)
        painter.setFont(look.font(13, 600 if chosen else 400))
        painter.setPen(look.color(ink))
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words + 2) if words else ""
        painter.drawText(QRect(left + icon, 0, words + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        if count:
            painter.setFont(look.font(13))
            painter.setPen(look.color("text-2" if chosen else "text-3"))
            box = QRect(left + icon + words + look.px(6), 0, count, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.count_text())
        if self.underlined and chosen:
            tall = look.px(2)
            painter.fillRect(QRect(0, self.height() - tall, self.width(), tall), look.color("accent"))


class OneOf(QWidget):
    """Segments of which exactly one is chosen; arrows move the choice, Tab leaves."""

    chosen = Signal(str)

    def __init__(
        self, choices: Sequence[tuple[str, Text] | tuple[str, Text, str]], name: Text = "", *, underlined: bool = False
    ) -> None:
        super().__init__()
        self.name = name
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.underlined = underlined
        self.segments: dict[str, Segment] = {}
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.offer(choices)
        follow(self.rescale)

    def offer(self, choices: Sequence[tuple[str, Text] | tuple[str, Text, str]]) -> None:
        """Replaces the choices; the first one is chosen, nothing is told."""
        clear(self.row)
        self.segments = {}
        for key, text, *icon in choices:
            segment = Segment(key, text, icon[0] if icon else "", underlined=self.underlined)
            segment.clicked.connect(lambda _=False, key=key: self.pick(key))
            self.segments[key] = segment
            self.row.addWidget(segment)
        if choices:
            self.show_choice(choices[0][0])

    def rescale(self) -> None:
        self.row.setSpacing(look.px(20) if self.underlined else 0)
        self.setAccessibleName(look.say(self.name))

    def choice(self) -> str:
        return next((key for key, segment in self.segments.items() if segment.isChecked()), "")

    def show_choice(self, key: str) -> None:
        """Shows it as chosen without telling anybody."""
        for name, segment in self.segments.items():
            segment.setChecked(name == key)
            segment.setFocusPolicy(Qt.FocusPolicy.TabFocus if name == key else Qt.FocusPolicy.NoFocus)

    def pick(self, key: str) -> None:
        self.show_choice(key)
        self.chosen.emit(key)

    def show_bare(self, bare: bool) -> None:
        """Only the icons, where there is no room for words."""
        for segment in self.segments.values():
            if segment.bare != bare:
                segment.bare = bare
                segment.setToolTip(segment.accessibleName() if bare else "")
                segment.refresh()

    def show_count(self, key: str, number: int | str | None) -> None:
        self.segments[key].show_count(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = list(self.segments)
        at = keys.index(self.choice()) if self.choice() else -1
        key = keys[(at + step) % len(keys)]
        self.pick(key)
        self.segments[key].setFocus(Qt.FocusReason.TabFocusReason)


class Segments(OneOf):
    """Joined buttons in one outline."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        radius = look.px(6)
        outline.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.fillPath(outline, look.color("raised" if not look.dark else "surface"))
        painter.setClipPath(outline)
        for segment in self.segments.values():
            if segment.isChecked():
                painter.fillRect(segment.geometry(), look.color("selected-quiet"))
        painter.setPen(QPen(look.color("line-strong"), 1))
        for segment in list(self.segments.values())[1:]:
            painter.drawLine(segment.geometry().topLeft(), segment.geometry().bottomLeft())
        painter.setClipping(False)
        painter.drawPath(outline)


class Tabs(OneOf):
    """Words over a pane, the chosen one in 600 and underlined in the accent."""

    def __init__(self, choices: Sequence[tuple[str, Text] | tuple[str, Text, str]], name: Text = "") -> None:
        super().__init__(choices, name, underlined=True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow pane the tabs stand closer."""
        super().resizeEvent(event)
        self.space()

    def show_count(self, key: str, number: int | str | None) -> None:
        super().show_count(key, number)
        self.space()

    def rescale(self) -> None:
        super().rescale()
        self.space()

    def space(self) -> None:
        self.row.setSpacing(max(look.px(4), min(look.px(20), (self.width() - self.words()) // self.gaps())))

    def sizeHint(self) -> QSize:
        """With the full gaps, so that tabs that once stood closer part again."""
        return QSize(self.words() + look.px(20) * (len(self.segments) - 1), super().sizeHint().height())

    def words(self) -> int:
        return sum(segment.sizeHint().width() for segment in self.segments.values())

    def gaps(self) -> int:
        return max(1, len(self.segments) - 1)
