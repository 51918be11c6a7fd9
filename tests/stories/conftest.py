"""Stories: the window, clicked and typed from the first start on."""

from tests.window.conftest import bare_window
from tests.window.hooks import app, nothing_flashes, qt_is_clean

__all__ = ["app", "bare_window", "nothing_flashes", "qt_is_clean"]
