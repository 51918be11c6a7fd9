"""What holds for every test that opens a window: no Qt warning, no window left behind, no fault that nobody saw."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from crm.values.enums import Language
from ui.kit.look import ThemeChoice, look
from ui.kit.wardrobe import wear

HARMLESS = ("This plugin does not support", "propagateSizeHints")
LOUD = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


@pytest.fixture(scope="session")
def app() -> QApplication:
    known = QApplication.instance()
    application = known if isinstance(known, QApplication) else QApplication([])
    wear(application)
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
    qInstallMessageHandler(before)
    assert not names, f"left open: {names}"
    assert not warnings, f"Qt said: {warnings}"
