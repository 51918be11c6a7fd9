"""What holds for every test that opens a window: no Qt warning, no window left behind, no fault that nobody saw."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QMessageLogContext, QObject, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from crm.values.enums import Language
from ui.kit.collecting import Collector
from ui.kit.look import ThemeChoice, look
from ui.kit.wardrobe import wear
from ui.window.main import MainWindow

HARMLESS = ("This plugin does not support", "propagateSizeHints")
LOUD = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


class FlashWatch(QObject):
    """A part that is shown before it has a parent opens a window of its own for a moment, and takes the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and is_a_window_of_its_own(watched):
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def is_a_window_of_its_own(widget: QWidget) -> bool:
    meant = isinstance(widget, MainWindow | QMenu) or widget.windowType() is not Qt.WindowType.Window
    return widget.isWindow() and type(widget).__module__.startswith("ui.") and not meant


@pytest.fixture(autouse=True)
def nothing_flashes(app: QApplication) -> Iterator[None]:
    watch = FlashWatch()
    app.installEventFilter(watch)
    yield
    app.removeEventFilter(watch)
    assert not watch.seen, f"windows of their own: {watch.seen}"


@pytest.fixture(scope="session")
def app() -> QApplication:
    known = QApplication.instance()
    application = known if isinstance(known, QApplication) else QApplication([])
    wear(application)
    Collector(application)
    return application


@pytest.fixture(autouse=True)
def qt_is_clean(
    app: QApplication, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Every test begins in English, light, at 100 %, with a settings folder of its own, and ends without a trace."""
    monkeypatch.setenv("LIAISON_CONFIG", str(tmp_path_factory.mktemp("config")))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
    look.reduce_motion = True
    look.set(theme=ThemeChoice.LIGHT, percent=100, language=Language.ENGLISH)
    warnings: list[str] = []

    def hear(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind in LOUD and not text.startswith(HARMLESS):
            warnings.append(text)

    before = qInstallMessageHandler(hear)
    yield
    left = [widget for widget in app.topLevelWidgets() if widget.isVisible()]
    names = [f"{type(widget).__name__} {widget.windowTitle()}" for widget in left]
    for widget in left:
        widget.close()
    app.processEvents()
    for collector in app.findChildren(Collector):
        collector.collect_what_is_due()
    qInstallMessageHandler(before)
    assert not names, f"left open: {names}"
    assert not warnings, f"Qt said: {warnings}"
