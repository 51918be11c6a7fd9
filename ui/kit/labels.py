"""Text on a pane: always plain, in the scale's sizes, elided with a tooltip or wrapped at our line height."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.kit.look import Text, follow, look

if TYPE_CHECKING:
    from collections.abc import Mapping

ON_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
ON_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class Label(QLabel):
    """One line that is elided where there is no room, or, with `wrap`, as many lines as it takes."""

    def __init__(
        self,
        text: Text = "",
        size: int = 13,
        weight: int = 400,
        tint: str = "text",
        *,
        wrap: bool = False,
        right: bool = False,
        parent: QWidget | None = None,
        **values: object,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.what: Text = text
        self.values: Mapping[str, object] = values
        self.size_of_text, self.weight, self.tint = size, weight, tint
        self.wrap, self.right = wrap, right
        self.whole = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(wrap)
        if wrap:
            policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)
        self.setWordWrap(wrap)
        follow(self.refresh)

    def say(self, text: Text, **values: object) -> None:
        """Shows another text from now on."""
        self.what, self.values = text, values
        self.refresh()

    def dye(self, tint: str, weight: int | None = None) -> None:
        """Another colour, and perhaps another weight."""
        self.tint = tint
        self.weight = weight or self.weight
        self.refresh()

    def refresh(self) -> None:
        self.setFont(self.written_in())
        self.whole = look.say(self.what, **self.values)
        self.setText(self.whole)
        if not self.accessibleName() or self.accessibleName() != self.whole:
            self.setAccessibleName(self.whole)
        self.updateGeometry()
        self.mark_tooltip()
        self.update()

    def written_in(self) -> QFont:
        return look.font(self.size_of_text, self.weight, tabular=self.right)

    def elided(self) -> str:
        line = " ".join(self.whole.split("\n"))
        return self.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, self.width())

    def mark_tooltip(self) -> None:
        """The whole text under the pointer, where it was cut. Escaped: a tooltip guesses rich text."""
        cut = not self.wrap and self.whole and self.elided() != self.whole
        self.setToolTip(plain_tip(self.whole) if cut else "")

    def laid(self, width: int) -> tuple[QTextLayout, int]:
        """The wrapped lines for a width, and their height together."""
        layout = QTextLayout(self.whole.replace("\n", "\u2028"), self.font())
        option = QTextOption(Qt.AlignmentFlag.AlignRight if self.right else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        step, top = look.line(self.size_of_text), 0
        layout.beginLayout()
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, top + (step - line.height()) / 2))
            top += step
        layout.endLayout()
        return layout, max(top, step)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(look.color(self.tint if self.isEnabled() else "text-off"))
        painter.setFont(self.font())
        if self.wrap:
            self.laid(self.width())[0].draw(painter, QPointF(0, 0))
            return
        side = Qt.AlignmentFlag.AlignRight if self.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), side | Qt.AlignmentFlag.AlignVCenter, self.elided())

    def sizeHint(self) -> QSize:
        if self.wrap:
            width = min(self.fontMetrics().horizontalAdvance(self.whole) + 1, look.px(360))
            return QSize(width, self.laid(width)[1])
        return QSize(text_width(self), look.line(self.size_of_text))

    def minimumSizeHint(self) -> QSize:
        least = min(text_width(self), look.px(24))
        return QSize(least, look.line(self.size_of_text))

    def hasHeightForWidth(self) -> bool:
        return self.wrap

    def heightForWidth(self, width: int) -> int:
        return self.laid(width)[1] if self.wrap else look.line(self.size_of_text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.mark_tooltip()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()


def text_width(label: QLabel) -> int:
    return label.fontMetrics().horizontalAdvance(label.text()) + 1 if label.text() else 0


def plain_tip(text: str) -> str:
    """Qt guesses rich text in tooltips: a partner named <b>Acme</b> would be drawn bold."""
    marks = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
    escaped = "".join(marks.get(sign, sign) for sign in text)
    return "<span>" + escaped.replace("\n", "<br>") + "</span>" if escaped != text or "\n" in text else text


def set_tip(widget: QWidget, text: Text) -> None:
    widget.setToolTip(plain_tip(look.say(text)))


def draw_line_of(
    painter: QPainter,
    rect: QRect,
    text: str,
    *,
    size: int = 13,
    weight: int = 400,
    tint: str = "text",
    right: bool = False,
) -> int:
    """One elided line in a delegate; returns the width that it took."""
    font = look.font(size, weight, tabular=right)
    painter.setFont(font)
    painter.setPen(look.color(tint))
    metrics = painter.fontMetrics()
    wide = metrics.horizontalAdvance(text)
    if wide >= rect.width():  # to ask first is quicker: Qt measures what it elides, and most lines fit
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        wide = metrics.horizontalAdvance(text)
    painter.drawText(rect, ON_RIGHT if right else ON_LEFT, text)
    return wide
