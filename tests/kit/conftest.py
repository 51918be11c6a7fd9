"""Widgets need the application and its look."""

from tests.window.hooks import app, qt_is_clean

__all__ = ["app", "qt_is_clean"]
