"""How everything looks and speaks at this moment: theme, text size and language, with one signal for all three."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication

from crm.language import say
from crm.values import Message, Problem
from crm.values.enums import Choice, Language
from ui.kit.fonts import CHINESE_SPACING, LATIN_SPACING, make_font
from ui.kit.theme import AVATAR_GROUND, DARK, LIGHT, Tokens, mixed

SCALES = (100, 110, 125, 150, 175, 200)


@dataclass(frozen=True, slots=True)
class Plain:
    """What a person typed: shown as it is, in every language."""

    text: str


Text = Message | Problem | Choice | Plain | str
"""What a widget shows. A `str` is a code of the catalogue, never a sentence."""


class ThemeChoice(Enum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Look(QObject):
    """The one place that knows tokens, sizes and words. `changed` is sent for theme, text size and language alike."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme = ThemeChoice.SYSTEM
        self.dark = False
        self.percent = 100
        self.language = Language.ENGLISH
        self.spoken_by = "system"
        """Who chose the language: the system, or a person (then its value)."""

        self.tokens: Tokens = LIGHT
        self.reduce_motion = False

    def set(
        self,
        *,
        theme: ThemeChoice | None = None,
        percent: int | None = None,
        language: Language | None = None,
    ) -> None:
        """Switches what is given, live, and tells everybody once."""
        self.theme = theme or self.theme
        self.percent = max(100, min(200, percent or self.percent))
        self.language = language or self.language
        self.dark = self.theme is ThemeChoice.DARK or (self.theme is ThemeChoice.SYSTEM and system_is_dark())
        self.tokens = DARK if self.dark else LIGHT
        self.changed.emit()

    def color(self, token: str) -> QColor:
        return QColor(color_of(self.tokens[token]))

    def avatar_ground(self, token: str) -> QColor:
        """The ground of initials: some of the role's colour over the surface."""
        return color_of(mixed(self.tokens[token], self.tokens["surface"], AVATAR_GROUND[self.dark]))

    def px(self, pixels: float) -> int:
        """A size of the drawings at the text size of the moment."""
        return round(pixels * self.percent / 100)

    def font(self, size: int = 13, weight: int = 400, *, tabular: bool = False) -> QFont:
        """`tabular` for figures that end on one line: Inter's own setting also pulls hyphens in words apart."""
        spacing = LATIN_SPACING if self.language is Language.ENGLISH else CHINESE_SPACING
        return QFont(made_font(self.px(size), weight, spacing, tabular))

    def metrics(self, size: int = 13, weight: int = 400, *, tabular: bool = False) -> QFontMetrics:
        return QFontMetrics(self.font(size, weight, tabular=tabular))

    def line(self, size: int = 13) -> int:
        """The height of a line of running text; Chinese stands a little wider apart."""
        english = {20: 28, 15: 24, 13: 20, 12: 16}
        chinese = {20: 28, 15: 24, 13: 22, 12: 18}
        table = english if self.language is Language.ENGLISH else chinese
        return self.px(table.get(size, round(size * 1.5)))

    def say(self, what: Text, **values: object) -> str:
        if isinstance(what, Plain):
            return what.text
        return say(what, self.language, **values) if what else ""

    def millis(self, wanted: int) -> int:
        """The length of a motion, 0 where the system asks for less of it."""
        return 0 if self.reduce_motion else wanted


@cache
def color_of(value: str) -> QColor:
    return QColor(value)


@cache
def made_font(pixels: int, weight: int, spacing: float, tabular: bool) -> QFont:
    return make_font(pixels, weight, spacing, tabular)


def system_is_dark() -> bool:
    if QGuiApplication.instance() is None:
        return False
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def follow(slot: Callable[[], None]) -> None:
    """Calls a widget's own method now and whenever the look changes. Qt ends it with the widget."""
    look.changed.connect(slot)
    slot()


look = Look()
