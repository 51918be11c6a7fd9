"""Buttons: primary, default and quiet, with an icon and the key that does the same (DESIGN.md, States)."""

from enum import Enum

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.kit.actions import shown_keys
from ui.kit.icons import draw_icon
from ui.kit.labels import plain_tip
from ui.kit.look import Text, follow, look


class ButtonKind(Enum):
    PRIMARY = "primary"
    DEFAULT = "default"
    QUIET = "quiet"


PRIMARY, DEFAULT, QUIET = ButtonKind.PRIMARY, ButtonKind.DEFAULT, ButtonKind.QUIET


class Pressable(QAbstractButton):
    """Base of everything that is pressed: pointer, hover, keyboard focus, name for screen readers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.off_reason: Text = ""

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses what has the keyboard, as Space does."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def allow(self, allowed: bool, reason: Text = "") -> None:
        """Enabled, or disabled with a tooltip that says why."""
        self.setEnabled(allowed)
        self.off_reason = "" if allowed else reason
        self.setToolTip(plain_tip(look.say(self.off_reason)) if self.off_reason else "")


class Button(Pressable):
    """`keys` is a Qt key name ("Ctrl+L"); it is drawn as caps and does nothing by itself."""

    def __init__(
        self,
        text: Text,
        icon: str = "",
        keys: str = "",
        kind: ButtonKind = DEFAULT,
        *,
        small: bool = False,
        tint: str = "",
        parent: QWidget | None = None,
        **values: object,
    ) -> None:
        super().__init__(parent)
        self.what, self.values = text, values
        self.icon_name, self.keys, self.kind, self.small, self.tint = icon, keys, kind, small, tint
        self.bare = False
        follow(self.refresh)

    def say(self, text: Text, **values: object) -> None:
        self.what, self.values = text, values
        self.refresh()

    def refresh(self) -> None:
        words = look.say(self.what, **self.values)
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.setAccessibleDescription(self.keys)
        self.setFont(look.font(13, 600 if self.kind is PRIMARY else 400))
        self.updateGeometry()
        self.update()

    def show_bare(self, bare: bool) -> None:
        """Only the icon, where there is no room for words; they are its tooltip then."""
        if bare != self.bare:
            self.bare = bare
            self.setToolTip(plain_tip(self.accessibleName()) if bare else "")
            self.updateGeometry()
            self.update()

    def words(self) -> str:
        return "" if self.bare else self.text().replace("&&", "&")

    def height_of(self) -> int:
        return look.px(24 if self.small else 28)

    def caps(self) -> list[str]:
        return [" ".join(shown_keys(self.keys))] if self.keys else []

    def parts(self) -> tuple[int, int, int, int]:
        """Widths: padding, icon with its gap, words, keys with their gap."""
        padding = look.px(8 if self.small else 12)
        icon = look.px(14 if self.small else 16) + look.px(6 if self.words() else 0) if self.icon_name else 0
        words = self.fontMetrics().horizontalAdvance(self.words())
        keys = sum(cap_width(cap) + look.px(8) for cap in self.caps())
        return padding, icon, words, keys

    def sizeHint(self) -> QSize:
        padding, icon, words, keys = self.parts()
        return QSize(2 * padding + icon + words + keys + 1, self.height_of())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def ground(self) -> QColor | None:
        if self.kind is PRIMARY:
            return self.primary_ground()
        if not self.isEnabled():
            return None
        if self.isDown() or self.isChecked():
            return look.color("pressed")
        if self.underMouse():
            return look.color("hover" if self.kind is QUIET or not look.dark else "pressed")
        return look.color("raised") if self.kind is DEFAULT else None

    def primary_ground(self) -> QColor:
        if not self.isEnabled():
            return look.color("pressed")
        state = "accent-pressed" if self.isDown() else "accent-hover" if self.underMouse() else "accent"
        return look.color(state)

    def ink(self) -> str:
        if not self.isEnabled():
            return "text-off"
        if self.kind is PRIMARY:
            return "on-accent"
        return self.tint or ("text" if self.kind is DEFAULT or self.underMouse() or self.isDown() else "text-2")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw_ground(painter)
        self.draw_content(painter)

    def draw_ground(self, painter: QPainter) -> None:
        radius = look.px(5 if self.small else 6)
        ground = self.ground()
        outlined = self.kind is DEFAULT
        painter.setPen(
            QPen(look.color("line-strong" if self.isEnabled() else "line"), 1) if outlined else Qt.PenStyle.NoPen
        )
        painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
        if outlined or ground is not None:
            inset = 0.5 if outlined else 0
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)

    def draw_content(self, painter: QPainter) -> None:
        _, icon, words, keys = self.parts()
        left = (self.width() - icon - words - keys) // 2
        ink = self.ink()
        if self.icon_name:
            side = look.px(14 if self.small else 16)
            icon_ink = "text-2" if ink == "text" and self.kind is not PRIMARY else ink
            draw_icon(painter, QRect(left, (self.height() - side) // 2, side, side), self.icon_name, icon_ink)
        painter.setFont(self.font())
        painter.setPen(look.color(ink))
        box = QRect(left + icon, 0, words + 2, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.words())
        left += icon + words
        for cap in self.caps():
            left += look.px(8)
            left += draw_cap(painter, left, self.height(), cap, on_accent=self.kind is PRIMARY and self.isEnabled())


class IconButton(Pressable):
    """A square with an icon; `name` is what it is called, shown as its tooltip too."""

    def __init__(
        self, icon: str, name: Text, *, outlined: bool = False, side: int = 28, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.icon_name, self.name, self.outlined, self.side = icon, name, outlined, side
        follow(self.refresh)

    def show_icon(self, icon: str, name: Text = "") -> None:
        self.icon_name, self.name = icon, name or self.name
        self.refresh()

    def refresh(self) -> None:
        name = look.say(self.name)
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))
        self.setFixedSize(look.px(self.side), look.px(self.side))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.isEnabled() and (self.underMouse() or self.isDown() or self.isChecked())
        painter.setPen(QPen(look.color("line-strong"), 1) if self.outlined else Qt.PenStyle.NoPen)
        ground = look.color("pressed" if self.isDown() or self.isChecked() else "hover")
        painter.setBrush(ground if lit else look.color("raised") if self.outlined else Qt.BrushStyle.NoBrush)
        if lit or self.outlined:
            inset = 0.5 if self.outlined else 0
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), look.px(5), look.px(5))
        side = look.px(16 if self.side >= 24 else 14)
        box = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        draw_icon(painter, box, self.icon_name, "text-off" if not self.isEnabled() else "text" if lit else "text-3")


class Link(Pressable):
    """Words in the accent that lead somewhere."""

    def __init__(self, text: Text, size: int = 13, **values: object) -> None:
        super().__init__()
        self.what, self.values, self.size_of_text = text, values, size
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        follow(self.refresh)

    def say(self, text: Text, **values: object) -> None:
        self.what, self.values = text, values
        self.refresh()

    def refresh(self) -> None:
        words = look.say(self.what, **self.values)
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.setFont(look.font(self.size_of_text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = self.text().replace("&&", "&")
        return QSize(self.fontMetrics().horizontalAdvance(words) + 1, look.line(self.size_of_text))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = look.font(self.size_of_text)
        if self.underMouse():
            font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(look.color("accent-text" if self.isEnabled() else "text-off"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self.text().replace("&&", "&"))


def cap_width(cap: str) -> int:
    return max(look.px(18), look.metrics(11).horizontalAdvance(cap) + look.px(10))


def draw_cap(painter: QPainter, left: int, height: int, cap: str, *, on_accent: bool = False) -> int:
    """A key cap in the middle of the height; returns its width."""
    width, tall = cap_width(cap), look.px(18)
    box = QRectF(left + 0.5, (height - tall) / 2 + 0.5, width - 1, tall - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush if on_accent else look.color("surface"))
    line = look.color("on-accent") if on_accent else look.color("line-strong")
    if on_accent:
        line.setAlphaF(0.55)
    painter.setPen(QPen(line, 1))
    painter.drawRoundedRect(box, look.px(4), look.px(4))
    painter.setFont(look.font(11))
    painter.setPen(look.color("on-accent" if on_accent else "text-3"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, cap)
    painter.restore()
    return width
