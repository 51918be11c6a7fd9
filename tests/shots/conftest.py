"""Scenes are walked under the same watch as every window."""

from tests.window.hooks import app, nothing_flashes, qt_is_clean

__all__ = ["app", "nothing_flashes", "qt_is_clean"]
