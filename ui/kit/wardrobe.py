"""Puts the look on the application once: faces, style, sheet, the ring around what has the keyboard, Qt's own texts."""

from PySide6.QtCore import QEvent, QLibraryInfo, QObject, QRectF, QTranslator
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFocusFrame, QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QWidget

from crm.values.enums import Language
from ui.kit.buttons import Pressable
from ui.kit.choices import ChoiceField
from ui.kit.fonts import load_fonts
from ui.kit.look import look
from ui.kit.sheet import dress

RING_MARGIN = 4
MARGINS = (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin)


class LiaisonStyle(QProxyStyle):
    """Fusion, with room for a ring of 2 px at a distance of 2 px."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        return RING_MARGIN if metric in MARGINS else super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        answer: QStyleHintReturn | None = None,
    ) -> int:
        """The ring is drawn by the window or the scrolled pane: the row in which a button stands would cut it."""
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        return super().styleHint(hint, option, widget, answer)


class FocusRing(QFocusFrame):
    """2 px, 2 px away from the button that has the keyboard; not after a click."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("accent"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), look.px(8), look.px(8))


class Wardrobe(QObject):
    """Lives as long as the application. `wear` may be called again; a second call only dresses anew."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.app = app
        self.ring: FocusRing | None = None
        self.translator = QTranslator(self)
        self.spoken: Language | None = None
        load_fonts()
        app.setStyle(LiaisonStyle())
        app.installEventFilter(self)
        look.changed.connect(self.wear)
        app.styleHints().colorSchemeChanged.connect(lambda _scheme: look.set())
        look.set()

    def wear(self) -> None:
        dress(self.app, look)
        if self.spoken is not look.language:
            self.spoken = look.language
            self.speak()

    def speak(self) -> None:
        """Qt's own words (Cut, Copy, OK) in the language."""
        self.app.removeTranslator(self.translator)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if look.language is Language.CHINESE and self.translator.load("qtbase_zh_CN", folder):
            self.app.installTranslator(self.translator)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and isinstance(watched, Pressable):
            self.follow_focus(watched, event)
        return False

    def follow_focus(self, widget: Pressable, event: QFocusEvent) -> None:
        if self.ring is not None:
            self.ring.setWidget(None)  # type: ignore[arg-type]  # Qt takes null: no widget
            self.ring.deleteLater()
            self.ring = None
        by_key = event.reason().name in ("TabFocusReason", "BacktabFocusReason", "ShortcutFocusReason")
        if event.type() == QEvent.Type.FocusIn and by_key and not isinstance(widget, ChoiceField):
            self.ring = FocusRing(widget.window())
            self.ring.setWidget(widget)


def wear(app: QApplication) -> Wardrobe:
    """Dresses the application, once."""
    known = app.findChild(Wardrobe)
    return known if isinstance(known, Wardrobe) else Wardrobe(app)
